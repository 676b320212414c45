/* Diagrams of one run, which gnuplot draws: in a page, or each as a file of its own. */
#ifndef DIAGRAM_H
#define DIAGRAM_H

#include "report/report.h"

/* Networks of more neurons are not drawn. */
enum { DIAGRAM_GREATEST_N = 10000 };

/* What the diagrams show. */
struct diagram_run {
    const struct report *report;
    const struct trace *trace;
    const struct trace *second; /* of another engine, drawn beside the first; NULL where there is none */
};

/* Where a diagram goes to. In a page its title and its caption are the page's. */
enum diagram_medium { DIAGRAM_PAGE, DIAGRAM_SVG, DIAGRAM_PNG, DIAGRAM_PDF };

struct diagram {
    const char *name; /* on the command line */
    const char *title;
    int height;                                                /* in a page, where it is 400 wide, pixels */
    int (*fit)(const struct diagram_run *run);                 /* NULL, or the height where it depends on the run */
    void (*caption)(const struct diagram_run *run, FILE *out); /* sentences on how to read it */
    /* A sentence for who does not see it. STATUS_SYSTEM where memory is short. */
    enum status (*describe)(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic);
    /* Writes what gnuplot is to do, but for terminal, title and caption; `height` is what `fit` said. */
    enum status (*script)(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic);
};

enum { DIAGRAMS = 6 };
extern const struct diagram *const diagrams[DIAGRAMS];

/* The diagram called `name`; NULL where there is none. */
const struct diagram *diagram_find(const char *name);

/* STATUS_INPUT where `network` has too many neurons to draw. */
enum status diagram_check(const struct network *network, struct diagnostic *diagnostic);

/* Draws `diagram` of `run` as *drawing, to be freed, of *size bytes. STATUS_INPUT where the network is too large,
 * STATUS_SYSTEM where memory is short, or gnuplot is missing or fails. On an error *drawing is NULL. */
enum status diagram_draw(const struct diagram *diagram, const struct diagram_run *run, enum diagram_medium medium,
                         char **drawing, size_t *size, struct diagnostic *diagnostic);

/* The colours of all diagrams, as red, green and blue of 8 bits each: on light ground, and what a page puts in their
 * place on dark ground. */
struct diagram_colour {
    const char *name;
    unsigned light, dark;
};
enum { DIAGRAM_COLOURS = 10 };
extern const struct diagram_colour diagram_colours[DIAGRAM_COLOURS];

#endif
