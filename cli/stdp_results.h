/* What "spinfield gen stdp" says of a run. */
#ifndef STDP_RESULTS_H
#define STDP_RESULTS_H

#include "solver/stdp_learn.h"

void stdp_print_text(const struct stdp *stdp, const struct stdp_plan *plan, const struct stdp_learned *learned);
enum status stdp_print_json(const struct stdp *stdp, const struct stdp_plan *plan, const struct stdp_learned *learned,
                            struct diagnostic *diagnostic);

/* A line on stderr for each output that knows no lane, and each lane that no output knows. */
void stdp_warn(const struct stdp *stdp, const struct stdp_learned *learned);

/* The mean weights as a picture in PGM (netpbm's P2), white for 1: the pixels of the first output above those of the
 * second one, and so on. */
void stdp_write_picture(const struct stdp *stdp, const struct stdp_learned *learned, FILE *out);

#endif
