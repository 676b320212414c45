/* Pictures by gnuplot: numbers, and a script without any. */
#ifndef PLOT_H
#define PLOT_H

#include "benchmarks/paper/setup.h"
#include "base/text.h"

#include <stdio.h>

/* The numbers of a picture, in columns; a field that is not known is "NaN". */
struct plot {
    FILE *data; /* errors of writing are left to plot_draw */
    struct text text;
};

/* Makes an empty plot, which stays where it is; plot_draw ends it. STATUS_SYSTEM where memory is short. */
enum status plot_begin(struct plot *plot, struct diagnostic *diagnostic);

/* Runs gnuplot on `script`, which reads the numbers as $data, and puts the picture to NAME.svg in the folder of
 * pictures. Draws nothing where there is none. STATUS_SYSTEM where gnuplot is missing or fails. */
enum status plot_draw(const struct setup *setup, const char *name, struct plot *plot, const char *script,
                      struct diagnostic *diagnostic);

#endif
