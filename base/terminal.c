#include "base/terminal.h"

#include "base/descriptor.h"

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool terminal_has_colours(FILE *out)
{
    const char *refused = getenv("NO_COLOR"), *kind = getenv("TERM");
    return isatty(fileno(out)) && !(refused && *refused) && kind && *kind && strcmp(kind, "dumb") != 0;
}

bool terminal_shows_utf8(FILE *out)
{
    static const char *const VARIABLES[] = {"LC_ALL", "LC_CTYPE", "LANG"};
    if (!isatty(fileno(out))) {
        return true;
    }
    for (size_t i = 0; i < sizeof VARIABLES / sizeof *VARIABLES; i++) {
        const char *value = getenv(VARIABLES[i]);
        if (value && *value) {
            return strcasestr(value, "utf-8") || strcasestr(value, "utf8");
        }
    }
    return false;
}

const char *terminal_colour(bool wanted, enum terminal_colour colour)
{
    static const char *const CODES[] = {
        [TERMINAL_PLAIN] = "\033[0m", [TERMINAL_GOOD] = "\033[32m", [TERMINAL_BAD] = "\033[31m"};
    return wanted ? CODES[colour] : "";
}

/* The bytes of the control character at `c`: 1 or 2, and 0 where there is none. */
static size_t control_at(const char *c)
{
    unsigned char first = (unsigned char)c[0];
    if (first < ' ' || first == 127) {
        return 1;
    }
    return first == 0xc2 && (unsigned char)c[1] >= 0x80 && (unsigned char)c[1] <= 0x9f ? 2 : 0;
}

void terminal_printable(char *text)
{
    while (*text) {
        size_t size = control_at(text);
        memset(text, '?', size);
        text += size ? size : 1;
    }
}

void terminal_line(FILE *out, const char *format, ...)
{
    char line[2 * PATH_MAX + 1024];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    terminal_printable(line);
    fprintf(out, "%s\n", line);
}

void terminal_wrap(FILE *out, const char *text, size_t indent, size_t width)
{
    char line[2048];
    size_t used = 0;
    snprintf(line, sizeof line, "%s", text);
    terminal_printable(line);
    for (const char *rest = line; *rest;) {
        const size_t word = strcspn(rest, " ");
        if (used > 0 && indent + used + 1 + word > width) {
            fprintf(out, "\n%*s", (int)indent, "");
            used = 0;
        }
        fprintf(out, "%s%.*s", used ? " " : "", (int)word, rest);
        used += word + (used > 0);
        rest += word + (rest[word] == ' ');
    }
    fputc('\n', out);
}

/* Writes for a stream that stands for stderr; without memory, which may be what the message is about. */
static ssize_t write_guarded(void *cookie, const char *bytes, size_t size)
{
    enum { PART = 512 };
    (void)cookie;
    for (size_t done = 0; done < size;) {
        char printable[PART + 1];
        size_t length = size - done < PART ? size - done : PART;
        if (done + length < size && (unsigned char)bytes[done + length - 1] == 0xc2) {
            length--; /* the first byte of a character stays with its second */
        }
        memcpy(printable, bytes + done, length);
        printable[length] = '\0';
        for (size_t i = 0; i < length; i++) {
            bool kept = printable[i] && strchr("\t\r\n", printable[i]);
            memset(printable + i, '?', kept ? 0 : control_at(printable + i));
        }
        descriptor_write(STDERR_FILENO, printable, length); /* where stderr is closed there is nobody to tell */
        done += length;
    }
    return (ssize_t)size;
}

void terminal_guard_stderr(void)
{
    FILE *guarded = fopencookie(NULL, "w", (cookie_io_functions_t){.write = write_guarded});
    if (guarded) {
        setvbuf(guarded, NULL, _IOLBF, BUFSIZ);
        stderr = guarded;
    }
}
