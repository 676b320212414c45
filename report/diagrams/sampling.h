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

/* The part of a run that is drawn: from 0 to a little beyond the time to solution. */
struct diagram_span {
    double end;   /* s */
    size_t count; /* points of the trace, the last of them at the end or the first beyond */
    struct diagram_unit unit;
};
struct diagram_span diagram_span(const struct diagram_run *run);

/* At most `most` of the first `count` points of a trace, evenly, with the first and the last; the numbers of the points
 * go to point[most]. Returns how many. */
size_t diagram_choose(size_t count, size_t most, size_t *point);

#endif
