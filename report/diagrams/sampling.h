/* Which points of a run are shown, and in which units; for diagrams and for tables of a page. */
#ifndef DIAGRAM_SAMPLING_H
#define DIAGRAM_SAMPLING_H

#include "report/diagrams/diagram.h"

/* A unit with an SI prefix, "ns", and how many of it make one without. */
struct diagram_unit {
    double scale;
    char name[8];
};

/* The unit in which `greatest` is a number from 1 to 1000. */
struct diagram_unit diagram_unit(double greatest, const char *unit);

/* The part of a run that is drawn, from 0 on: of walls a little beyond the time to solution, when all rest; of signals
 * that have a last change to four times that, so that what follows is seen; else all of it. */
struct diagram_span {
    double end;   /* s */
    size_t count; /* points of the trace, the last of them at the end or the first beyond */
    struct diagram_unit unit;
};
struct diagram_span diagram_span(const struct diagram_run *run);

/* Writes the sentence of a caption that says when a run ends which is not drawn to its end; else nothing. Runs of walls
 * end at rest, so that nothing follows. */
void diagram_say_span(const struct diagram_run *run, FILE *out);

/* At most `most` of the first `count` points of a trace, evenly, with the first and the last; the numbers of the points
 * go to point[most]. Returns how many. */
size_t diagram_choose(size_t count, size_t most, size_t *point);

/* ---- Curves that lose nothing ---- */

/* A line through the values at `count` points. Times do not fall. */
struct diagram_curve {
    const double *time, *value; /* [count] */
    size_t count;
};

/* The time of a curve is cut into as many equal parts as it is pixels wide, of each of which four points are drawn. */
enum { DIAGRAM_PARTS = 360, DIAGRAM_ENVELOPE = 4 * DIAGRAM_PARTS };

/* All points of the curve; where they are more than DIAGRAM_ENVELOPE, the first and the last and the least and the
 * greatest of each part: a line through these covers the same pixels as one through all. Their numbers go to point[].
 * Returns how many. */
size_t diagram_envelope(const struct diagram_curve *curve, size_t point[static DIAGRAM_ENVELOPE]);

/* Whether there are more points than are drawn. */
bool diagram_is_envelope(size_t count);

/* " lw 1" for such a curve, which goes up and down within the width of a line; else "". */
const char *diagram_line_width(size_t count);

/* Writes $name, the curve with its times and values in these units, and the sentence of a caption that says which
 * points are drawn, or nothing where all are. */
void diagram_write_curve(const struct diagram_curve *curve, const char *name, double time_scale, double value_scale,
                         FILE *out);
void diagram_say_envelope(size_t count, FILE *out);

#endif
