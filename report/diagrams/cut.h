/* The final state of a max-cut network, drawn as its graph; parts of diagram_state. */
#ifndef DIAGRAM_CUT_H
#define DIAGRAM_CUT_H

#include "report/diagrams/diagram.h"

enum { CUT_MOST_EDGES = 5000 }; /* a graph with more is drawn without its edges */

/* The caption, the description and the script of the drawing, as in struct diagram. */
void cut_caption(const struct diagram_run *run, FILE *out);
void cut_describe(const struct diagram_run *run, FILE *out);
enum status cut_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic);

#endif
