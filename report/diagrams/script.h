/* Pieces of gnuplot's scripts that diagrams share; private to them. */
#ifndef DIAGRAM_SCRIPT_H
#define DIAGRAM_SCRIPT_H

#include "report/diagrams/diagram.h"

enum { DIAGRAM_WIDTH = 400 }; /* pixels in a page */

/* Writes the axis of time of `run`, with lines where the load phase ends, and where
 * walls rest, the last signal changes its sign, or the answer is first seen. */
void diagram_time_axis(const struct diagram_run *run, FILE *out);

/* A step of 1, 2 or 5 times a power of 10 that divides `length` into at most six parts. */
double diagram_tic_step(double length);

/* Widen the margin at the left where they need it: for names of so many characters beside the axis y that has no title,
 * and for its title beside names or numbers. Numbers from `low` to `high`, in the unit of the axis, are at powers of
 * ten where it is logarithmic, else at steps of diagram_tic_step. */
void diagram_room_for_names(size_t characters, FILE *out);
void diagram_room_for_title(size_t characters, FILE *out);
void diagram_room_for_numbers(double low, double high, bool logarithmic, FILE *out);

/* Writes the range of the axis y for values from `low` to `high`, a little more on both sides, its tics, and room for
 * them. */
void diagram_value_axis(double low, double high, FILE *out);

/* Writes the place of a key of so many entries, the longest of which has so many characters: below the axis, in as many
 * rows as they need. */
void diagram_key(size_t entries, size_t longest, FILE *out);

enum { LABEL_LENGTH = 12 }; /* characters of a node's name that a diagram shows */

/* How long a name of `text` is where LABEL_LENGTH characters of it are shown, with three points for the others. */
size_t diagram_label_length(const char *text);

/* Writes `length` bytes of `text` in gnuplot's single quotes. */
void diagram_quote(const char *text, size_t length, FILE *out);

/* Writes `text` in gnuplot's single quotes, at most `most` characters of it, with three points for the others. */
void diagram_quote_name(const char *text, size_t most, FILE *out);

/* Writes ranges of x and y, which may fall, with equal scales and nothing around; a drawing in a page has their
 * proportions already. */
void diagram_equal_scales(double x0, double x1, double y0, double y1, FILE *out);

#endif
