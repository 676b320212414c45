/* Options that are given more than once on a command line. */
#ifndef ARGUMENTS_ONCE_H
#define ARGUMENTS_ONCE_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

/* Flags of argp_option: an option that may be given more than once; and one whose argument is NAME=..., that may be
 * given once for each NAME. All others that take an argument are usage errors where they are given twice: which one
 * counts would be a matter of their order. */
enum { OPTION_REPEATS = 0x1000, OPTION_REPEATS_NAMES = 0x2000 };

/* Keys of --help and --usage, which every command has. */
enum { ARGUMENTS_HELP = '?', ARGUMENTS_USAGE = 0x3f00 };

/* Whether an option of `argp` that holds one value is given twice in argv, or one with OPTION_REPEATS_NAMES twice for
 * the same NAME: then says which in `why` (`size` bytes). Switches hold no value. Looks no further than where argp
 * itself ends the program: at --help, and at an option that does not exist. argv stays as it is. *lost: memory was
 * short. */
bool arguments_twice(const struct argp *argp, int argc, char **argv, bool *lost, char *why, size_t size);

#endif
