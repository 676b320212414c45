/* Options that are given more than once on a command line. */
#ifndef ARGUMENTS_ONCE_H
#define ARGUMENTS_ONCE_H

#include <argp.h>
#include <stdbool.h>
#include <stddef.h>

/* Whether an option of `argp` that holds one value is given twice in argv, or one with OPTION_REPEATS_NAMES twice for
 * the same NAME: then says which in `why` (`size` bytes). Switches hold no value. Looks no
 * further than where argp itself ends the program: at --help, and at an option that does not exist. argv stays as it
 * is. *lost: memory was short. */
bool arguments_twice(const struct argp *argp, int argc, char **argv, bool *lost, char *why, size_t size);

#endif
