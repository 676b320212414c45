/* Arguments of a command line. */
#ifndef ARGUMENTS_H
#define ARGUMENTS_H

#include <argp.h>

/* Flags of argp_option: an option that may be given more than once; and one whose argument is NAME=..., that may be
 * given once for each NAME. All others that take an argument are usage errors where they are given twice: which one
 * counts would be a matter of their order. */
enum { OPTION_REPEATS = 0x1000, OPTION_REPEATS_NAMES = 0x2000 };

/* Keys of --help and --usage, which every command has. */
enum { ARGUMENTS_HELP = '?', ARGUMENTS_USAGE = 0x3f00 };

/* Parses all arguments by `argp`, whose parser gets `input`. Ends the program where that fails, as argp does after a
 * usage error: a parser that did not run leaves nothing behind that a command could work with. */
void arguments_parse(const struct argp *argp, int argc, char **argv, void *input);

/* Options that other commands have. */
struct nearest;
struct argument_others {
    /* Offers their names to `nearest`. Where one of them is the nearest then, writes what is expected in place of the
     * option that does not exist to `text` (`size` bytes). */
    void (*consider)(struct nearest *nearest, int how, char *text, size_t size);
    int how; /* given to it */
};

/* As arguments_parse; a message about an option that does not exist also considers others. */
void arguments_parse_beside(const struct argp *argp, const struct argument_others *others, int argc, char **argv,
                            void *input);

/* For parsers: prints the message, which begins with "error: ", and where help is to be had, and ends the program with
 * STATUS_INPUT. Unlike argp_error it needs no memory, and prints control characters as `?`. */
__attribute__((format(printf, 2, 3), noreturn)) void usage_error(const struct argp_state *state, const char *format,
                                                                 ...);

#endif
