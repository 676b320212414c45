#include "arguments.h"

#include "status.h"
#include "terminal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The longest message; what is beyond it is cut off. */
enum { MESSAGE = 4096 };

void usage_error(const struct argp_state *state, const char *format, ...)
{
    char text[MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    terminal_printable(text);
    fprintf(stderr, "%s: %s\nTry `%s --help' or `%s --usage' for more information.\n", state->name, text, state->name,
            state->name);
    exit(STATUS_INPUT);
}

/* Writes for a stream that stands for stderr while argp works. It and getopt print the user's words as they are, and
 * then a line that begins with "Try": all line ends in front of that one are of those words, and would let them look
 * like lines of ours. */
static ssize_t write_messages(void *cookie, const char *bytes, size_t size)
{
    static const char ADVICE[] = "\nTry `";
    char text[MESSAGE + 1];
    size_t length = size < MESSAGE ? size : MESSAGE;
    memcpy(text, bytes, length);
    text[length] = '\0';
    char *end = text + length - (length && text[length - 1] == '\n');
    for (char *next = text; (next = strstr(next, ADVICE)); next++) {
        end = next;
    }
    const char first = *end;
    *end = '\0';
    terminal_printable(text);
    *end = first;
    fwrite(text, 1, length, cookie);
    fflush(cookie);
    return (ssize_t)length;
}

/* argp asserts that it has memory for its help. So it gets what it needs beforehand: what is freed here stays with the
 * program, since the C library gives nothing so small back to the system. */
static bool has_memory_for_help(void)
{
    const size_t enough = 100000;
    char *volatile memory = malloc(enough);
    bool has = memory != NULL;
    free(memory);
    return has;
}

void arguments_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    FILE *usual = stderr;
    FILE *messages =
        has_memory_for_help() ? fopencookie(usual, "w", (cookie_io_functions_t){.write = write_messages}) : NULL;
    error_t error = ENOMEM;
    if (messages) {
        char buffer[MESSAGE];
        setvbuf(messages, buffer, _IOFBF, sizeof buffer);
        stderr = messages;
        error = argp_parse(argp, argc, argv, 0, NULL, input);
        stderr = usual;
        fclose(messages);
    }
    if (error) {
        fprintf(stderr, "%s: error: the arguments cannot be read: %s\n", argv[0], strerror(error));
        exit(STATUS_SYSTEM);
    }
}
