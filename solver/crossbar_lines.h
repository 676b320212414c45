/* Reads of a passive array of junctions whose lines have a resistance: the voltages of all crossings. */
#ifndef CROSSBAR_LINES_H
#define CROSSBAR_LINES_H

#include "netgen/crossbar.h"

struct crossbar_lines;

/* Room for the reads of `array`, which is passive, with a resistance of its lines, and outlives it. NULL where memory
 * is short. To be freed by crossbar_lines_free. */
struct crossbar_lines *crossbar_lines_new(const struct crossbar *array);
void crossbar_lines_free(struct crossbar_lines *lines);

/* The current of the cell in `row` and `column`, A, by Kirchhoff's law for both lines at each crossing; NAN where
 * double precision leaves no solution. GSL's error handler must be off. */
double crossbar_lines_read(struct crossbar_lines *lines, size_t row, size_t column);

#endif
