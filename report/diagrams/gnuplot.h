/* gnuplot, run without a shell on a script in memory. */
#ifndef GNUPLOT_H
#define GNUPLOT_H

#include "base/status.h"

#include <stddef.h>

/* Runs gnuplot on `script`, which holds its numbers as data blocks and sets a terminal but no output, with gnuplot's
 * own settings and none of the user's. What it draws is given as *drawing, to be freed, of *size bytes and a
 * terminating zero beyond them. STATUS_SYSTEM where gnuplot is missing or fails, with the last line that it says. On
 * an error *drawing is NULL. */
enum status gnuplot_run(const char *script, char **drawing, size_t *size, struct diagnostic *diagnostic);

#endif
