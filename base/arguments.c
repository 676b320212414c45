#include "base/arguments.h"

#include "base/arguments_once.h"
#include "base/nearest.h"
#include "base/process.h"
#include "base/status.h"
#include "base/terminal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* The longest message; what is beyond it is cut off. */
enum { MESSAGE = 4096 };

static _Noreturn void end_by_usage(const char *name, char *text)
{
    terminal_printable(text);
    fprintf(stderr, "%s: %s\nTry `%s --help' or `%s --usage' for more information.\n", name, text, name, name);
    exit(STATUS_INPUT);
}

void usage_error(const struct argp_state *state, const char *format, ...)
{
    char text[MESSAGE];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    end_by_usage(state->name, text);
}

/* ---- Messages ---- */

/* Offers the names of all options of `argp`. */
static void offer_options(const struct argp *argp, struct nearest *nearest)
{
    for (size_t k = 0; argp->options && (argp->options[k].name || argp->options[k].key || argp->options[k].doc); k++) {
        if (argp->options[k].name && !(argp->options[k].flags & OPTION_HIDDEN)) {
            nearest_offer(nearest, argp->options[k].name);
        }
    }
    for (size_t k = 0; argp->children && argp->children[k].argp; k++) {
        offer_options(argp->children[k].argp, nearest);
    }
}

enum { LONGEST_OPTION = 64 };

/* The option that the message of getopt is about where it does not exist: "... option '--patern'", "... option
 * '--patern=3'", or "... option -- 'p'". False where there is none. */
static bool unknown_option(const char *message, char word[LONGEST_OPTION])
{
    static const char *const ABOUT[] = {": unrecognized option '--", ": invalid option -- '"};
    for (size_t k = 0; k < sizeof ABOUT / sizeof *ABOUT; k++) {
        const char *begin = strstr(message, ABOUT[k]);
        const size_t length = begin ? strcspn(begin + strlen(ABOUT[k]), "='") : 0;
        if (length > 0 && length < LONGEST_OPTION) {
            memcpy(word, begin + strlen(ABOUT[k]), length);
            word[length] = '\0';
            return true;
        }
    }
    return false;
}

/* Names that commands have for the same thing; a command has one or two of each line. In place of one that it does not
 * have, its first one of the line is meant. */
static const char *const SAME[][8] = {
    {"runs", "starts", "trials", "restarts", "repeats", "relaxations", "samples"}, /* how often */
    {"jobs", "threads", "workers", "processes", "cores"},                          /* how many at once */
    {"stop", "time", "duration"},                                                  /* how long */
};

static bool has_option(const struct argp *argp, const char *name)
{
    for (size_t k = 0; argp->options && (argp->options[k].name || argp->options[k].key || argp->options[k].doc); k++) {
        if (argp->options[k].name && strcmp(argp->options[k].name, name) == 0) {
            return true;
        }
    }
    for (size_t k = 0; argp->children && argp->children[k].argp; k++) {
        if (has_option(argp->children[k].argp, name)) {
            return true;
        }
    }
    return false;
}

/* The option of `argp` for what other commands call `word`, which may lack its last letter s; NULL where there is none.
 */
static const char *option_for_same(const struct argp *argp, const char *word)
{
    const size_t length = strlen(word), lines = sizeof SAME / sizeof *SAME, names = sizeof *SAME / sizeof **SAME;
    for (size_t line = 0; line < lines; line++) {
        bool is_one = false;
        for (size_t k = 0; k < names && SAME[line][k]; k++) {
            const char *name = SAME[line][k];
            is_one = is_one || (strncmp(name, word, length) == 0 && (!name[length] || strcmp(name + length, "s") == 0));
        }
        for (size_t k = 0; is_one && k < names && SAME[line][k]; k++) {
            if (has_option(argp, SAME[line][k])) {
                return SAME[line][k];
            }
        }
    }
    return NULL;
}

/* Where messages go, and the options that they are about. */
struct messages {
    FILE *out;
    const struct argp *argp;
    const struct argument_others *others; /* NULL: none */
    char **word;                          /* of the command line, ended by NULL */
};

/* The word of the command line that getopt complains about as an option, since it begins with a minus and a digit: a
 * number below 0. NULL where the message is about another one. */
static const char *number_below_0(const struct messages *messages, const char *message)
{
    char letter[LONGEST_OPTION];
    if (!unknown_option(message, letter) || letter[0] < '0' || letter[0] > '9' || letter[1]) {
        return NULL;
    }
    for (char **word = messages->word; *word; word++) {
        if ((*word)[0] == '-' && (*word)[1] == letter[0]) {
            return *word;
        }
    }
    return NULL;
}

/* What is expected in place of an option that does not exist, where the message is about one; "" where nothing is near.
 */
static void expect_instead(const struct messages *messages, const char *message, char *text, size_t size)
{
    char word[LONGEST_OPTION];
    struct nearest nearest = {.word = word};
    *text = '\0';
    if (!unknown_option(message, word)) {
        return;
    }
    const char *same = option_for_same(messages->argp, word);
    if (same) {
        snprintf(text, size, "'--%s'", same);
    } else {
        offer_options(messages->argp, &nearest);
        if (nearest.name) {
            snprintf(text, size, "'--%s'", nearest.name);
        }
        if (messages->others) {
            messages->others->consider(&nearest, messages->others->how, text, size);
        }
    }
}

/* Writes for a stream that stands for stderr while argp works. It and getopt print the user's words as they are, and
 * then a line that begins with "Try": all line ends in front of that one are of those words, and would let them look
 * like lines of ours. */
static ssize_t write_messages(void *cookie, const char *bytes, size_t size)
{
    static const char ADVICE[] = "\nTry `";
    const struct messages *messages = cookie;
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
    char expected[200];
    const char *number = number_below_0(messages, text);
    expect_instead(messages, text, expected, sizeof expected);
    if (number) {
        char plain[MESSAGE];
        const char *colon = strstr(text, ": ");
        snprintf(plain, sizeof plain, "%.*s: error: %.40s is below 0, and no number below 0 is taken here",
                 colon ? (int)(colon - text) : 0, text, number);
        terminal_printable(plain);
        fputs(plain, messages->out);
        *expected = '\0';
    } else {
        terminal_printable(text);
        fputs(text, messages->out);
    }
    if (*expected) {
        fprintf(messages->out, "; expected %s", expected);
    }
    *end = first;
    fputs(end, messages->out);
    fflush(messages->out);
    return (ssize_t)length;
}

/* ---- Help. argp formats it, and ends by a failed assertion where it has no memory for that. So a child formats it,
 * into a file in memory, and the help is printed whole or not at all. ---- */

static _Noreturn void format_help(const struct argp_state *state, unsigned kind, int file)
{
    static const struct rlimit NO_CORE = {0, 0};
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC); /* argp's assertions */
    setrlimit(RLIMIT_CORE, &NO_CORE);
    if (nowhere < 0 || dup2(nowhere, STDERR_FILENO) < 0 || dup2(file, STDOUT_FILENO) < 0) {
        _exit(STATUS_SYSTEM);
    }
    argp_state_help(state, stdout, kind & ~(unsigned)ARGP_HELP_EXIT_OK);
    bool printed = fflush(stdout) == 0 && !ferror(stdout) && lseek(file, 0, SEEK_CUR) > 0; /* 0: not even a stream */
    _exit(printed ? STATUS_OK : STATUS_SYSTEM);
}

/* Prints the file; false where it cannot be read. Errors of stdout stay there. */
static bool print_file(int file)
{
    char bytes[MESSAGE];
    ssize_t got;
    lseek(file, 0, SEEK_SET);
    while ((got = read(file, bytes, sizeof bytes)) > 0) {
        fwrite(bytes, 1, (size_t)got, stdout);
    }
    return got == 0;
}

static _Noreturn void help(const struct argp_state *state, unsigned kind)
{
    int how = 0;
    int file = memfd_create("help", MFD_CLOEXEC);
    pid_t child = file < 0 ? -1 : fork();
    if (child == 0) {
        format_help(state, kind, file);
    }
    int error = child < 0 ? errno : process_wait(child, &how, NULL);
    bool formatted = error == 0 && WIFEXITED(how) && WEXITSTATUS(how) == STATUS_OK;
    if (!formatted || !print_file(file)) {
        fprintf(stderr, "%s: error: the help cannot be made: %s\n", state->name,
                strerror(error       ? error
                         : formatted ? errno
                                     : ENOMEM));
        exit(STATUS_SYSTEM);
    }
    exit(STATUS_OK);
}

static error_t parse_help(int key, char *argument, struct argp_state *state)
{
    (void)argument;
    switch (key) {
    case ARGUMENTS_HELP:
        help(state, ARGP_HELP_STD_HELP);
    case ARGUMENTS_USAGE:
        help(state, ARGP_HELP_USAGE);
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct argp_option HELP_OPTIONS[] = {
    {"help", ARGUMENTS_HELP, NULL, 0, "Give this help list", -1},
    {"usage", ARGUMENTS_USAGE, NULL, 0, "Give a short usage message", 0},
    {0},
};

/* ---- Parsing ---- */

void arguments_parse(const struct argp *argp, int argc, char **argv, void *input)
{
    arguments_parse_beside(argp, NULL, argc, argv, input);
}

void arguments_parse_beside(const struct argp *argp, const struct argument_others *others, int argc, char **argv,
                            void *input)
{
    static const struct argp HELP = {.options = HELP_OPTIONS, .parser = parse_help};
    const struct argp_child both[] = {{argp, 0, NULL, 0}, {&HELP, 0, NULL, 0}, {0}};
    const struct argp whole = {.children = both}; /* its input is that of the first child */
    FILE *usual = stderr;
    char why[300];
    bool lost;
    if (arguments_twice(&whole, argc, argv, &lost, why, sizeof why)) {
        end_by_usage(argv[0], why);
    }
    struct messages cookie = {usual, &whole, others, argv};
    FILE *messages = lost ? NULL : fopencookie(&cookie, "w", (cookie_io_functions_t){.write = write_messages});
    error_t error = ENOMEM;
    if (messages) {
        char buffer[MESSAGE];
        setvbuf(messages, buffer, _IOFBF, sizeof buffer);
        stderr = messages;
        error = argp_parse(&whole, argc, argv, ARGP_NO_HELP, NULL, input);
        stderr = usual;
        fclose(messages);
    }
    if (error) {
        fprintf(stderr, "%s: error: the arguments cannot be read: %s\n", argv[0], strerror(error));
        exit(STATUS_SYSTEM);
    }
}
