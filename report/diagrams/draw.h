/* Draws the diagrams of one run with gnuplot, for a page or each as a file. */
#ifndef DIAGRAM_DRAW_H
#define DIAGRAM_DRAW_H

#include "report/diagrams/diagram.h"

/* Networks of more neurons are not drawn. */
enum { DIAGRAM_GREATEST_N = 10000 };

enum { DIAGRAMS = 7 };
extern const struct diagram *const diagrams[DIAGRAMS];

/* The diagram called `name`; NULL where there is none. */
const struct diagram *diagram_find(const char *name);

/* Whether there is such a diagram of a network's runs. */
bool diagram_applies(const struct diagram *diagram, const struct network *network);

/* STATUS_INPUT where `network` has too many neurons to draw. */
enum status diagram_check(const struct network *network, struct diagnostic *diagnostic);

/* Draws `diagram` of `run` as *drawing, to be freed, of *size bytes. STATUS_INPUT where the network is too large,
 * STATUS_SYSTEM where memory is short, or gnuplot is missing or fails. On an error *drawing is NULL. */
enum status diagram_draw(const struct diagram *diagram, const struct diagram_run *run, enum diagram_medium medium,
                         char **drawing, size_t *size, struct diagnostic *diagnostic);

/* Draws what `body` tells gnuplot, in the style and between the edges of a diagram of a page, `height` pixels high.
 * Errors as those of diagram_draw. */
enum status diagram_draw_body(const char *body, int height, char **drawing, size_t *size,
                              struct diagnostic *diagnostic);

#endif
