/* What a diagram of one run is. gnuplot draws it, in a page or as a file: report/diagrams/draw.h. */
#ifndef DIAGRAM_H
#define DIAGRAM_H

#include "report/report.h"
#include "report/search.h"

/* What the diagrams show. */
struct diagram_run {
    const struct report *report;
    const struct trace *trace;
    const struct trace *second;  /* of another engine, drawn beside the first; NULL where there is none */
    const struct search *search; /* whose best run this is, with its summary; both NULL where there is none */
    const struct search_summary *summary;
};

/* Where a diagram goes to. In a page its title and its caption are the page's. */
enum diagram_medium { DIAGRAM_PAGE, DIAGRAM_SVG, DIAGRAM_PNG, DIAGRAM_PDF };

struct diagram {
    const char *name; /* on the command line */
    const char *title;
    enum { DIAGRAM_OF_ANY, DIAGRAM_OF_WALLS, DIAGRAM_OF_SIGNALS } shows; /* what there must be in the trace */
    int height;                                                          /* in a page, where it is 400 wide, pixels */
    int (*fit)(const struct diagram_run *run);                 /* NULL, or the height where it depends on the run */
    void (*caption)(const struct diagram_run *run, FILE *out); /* sentences on how to read it */
    /* A sentence for who does not see it. STATUS_SYSTEM where memory is short. */
    enum status (*describe)(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic);
    /* Writes what gnuplot is to do, but for terminal, title and caption; `height` is what `fit` said. */
    enum status (*script)(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic);
};

/* The kinds of diagrams, and those of a search. */
extern const struct diagram diagram_walls, diagram_waves, diagram_signals, diagram_state, diagram_energy, diagram_power,
    diagram_cost;
extern const struct diagram diagram_histogram, diagram_progress;

#endif
