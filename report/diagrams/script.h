/* What the diagrams share; private to them. */
#ifndef DIAGRAM_SCRIPT_H
#define DIAGRAM_SCRIPT_H

#include "report/diagrams/diagram.h"

enum { DIAGRAM_WIDTH = 400 }; /* pixels in a page */

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

/* Writes the axis of time of `run`, with lines where the load phase ends and where the walls rest. */
void diagram_time_axis(const struct diagram_run *run, FILE *out);

/* Writes the place of the key, below the axis. */
void diagram_key(FILE *out);

enum { LABEL_LENGTH = 12 }; /* characters of a node's name that a diagram shows */

/* How long a name of `text` is where LABEL_LENGTH characters of it are shown, with three points for the others. */
size_t diagram_label_length(const char *text);

/* Writes `text` in gnuplot's single quotes, at most `most` characters of it, with three points for the others. */
void diagram_quoted(const char *text, size_t most, FILE *out);

/* Writes ranges of x and y, which may fall, with equal scales and nothing around; a drawing in a page has their
 * proportions already. */
void diagram_equal_scales(double x0, double x1, double y0, double y1, FILE *out);

/* "s" where `count` is not 1. */
const char *diagram_plural(size_t count);

/* The kinds. */
extern const struct diagram diagram_walls, diagram_waves, diagram_state, diagram_energy, diagram_power, diagram_cost;

/* The state of a max-cut network, drawn as its graph; parts of diagram_state. */
enum { CUT_MOST_EDGES = 5000 }; /* more are not drawn */
void cut_caption(const struct diagram_run *run, FILE *out);
void cut_describe(const struct diagram_run *run, FILE *out);
enum status cut_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic);

#endif
