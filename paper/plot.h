/* Pictures by gnuplot: a file of numbers and a script without any, in the work folder. */
#ifndef PLOT_H
#define PLOT_H

#include "setup.h"

#include <stdio.h>

/* Opens NAME.dat in the work folder for the numbers; the caller closes it. A field that is not known is "NaN". */
enum status plot_data(const struct setup *setup, const char *name, FILE **data, struct diagnostic *diagnostic);

/* Runs gnuplot there on `script`, which reads NAME.dat, and puts the picture to NAME.svg in the folder of pictures.
 * Does nothing where there is none. STATUS_SYSTEM where gnuplot is missing or fails. */
enum status plot_draw(const struct setup *setup, const char *name, const char *script, struct diagnostic *diagnostic);

#endif
