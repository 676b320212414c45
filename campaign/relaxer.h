/* Relaxes one network from one start after the other: in the solver, or in an ngspice that reads the circuit once. */
#ifndef RELAXER_H
#define RELAXER_H

#include "solver/solver.h"
#include "spice/spice.h"

/* What a relaxation gave, beside the state. */
struct relaxed {
    double objective, time, energy; /* to solution, with the load phase: s, J */
    bool rests;
};

struct relaxer;

/* For `network`, which must outlive it, have a load phase, and be asked a question with an objective. `options` are
 * those of the solver; where `spice` is not NULL, ngspice relaxes the network, with the host, code model, patience and
 * log of this job, and of *options only the stop time counts. A relaxer serves one thread, which frees it as well.
 * STATUS_SYSTEM where memory is short, STATUS_INPUT as of solver_new. On an error *relaxer is NULL. */
enum status relaxer_new(const struct network *network, const struct solver_options *options,
                        const struct spice_job *spice, struct relaxer **relaxer, struct diagnostic *diagnostic);
void relaxer_free(struct relaxer *relaxer); /* takes NULL */

/* Relaxes the network from `start`, n characters, and writes the final state to state[n + 1], zero-terminated. What
 * comes out does not depend on what the relaxer did before. Errors as those of solver_run, or of spice_run_network. */
enum status relaxer_run(struct relaxer *relaxer, const char *start, char *state, struct relaxed *outcome,
                        struct diagnostic *diagnostic);

#endif
