/* Relaxes one network from one start after the other: in the solver, or in an ngspice that reads the circuit once. */
#ifndef RELAXER_H
#define RELAXER_H

#include "report/measures.h"
#include "solver/solver.h"
#include "spice/spice.h"

/* What a relaxation gave, beside the state. */
struct relaxed {
    double objective;    /* which who asked for the relaxation computes */
    double time, energy; /* to solution, with the load phase; of neurons that do not rest, of the run: s, J */
    bool rests;
};

/* What relaxes a network. `network` has a load phase, `options` are those of the solver, and `spice` gives host, code
 * model, patience and log of ngspice, for which of *options only the stop time counts. All three outlive the relaxer.
 */
struct relaxer_kind {
    /* A new relaxer for one thread, which ends it as well. STATUS_SYSTEM where memory is short, STATUS_INPUT as of
     * solver_new; on an error there is nothing to end. */
    enum status (*begin)(const struct network *network, const struct solver_options *options,
                         const struct spice_job *spice, void **relaxer, struct diagnostic *diagnostic);
    /* Relaxes the network from `start`, n characters, with the noise of `seed` where it has noise
     * (network_is_noisy), and writes the final state to state[n + 1], zero-terminated. What
     * comes out does not depend on what the relaxer did before. Errors as those of solver_run, or of spice_run_network.
     */
    enum status (*relax)(void *relaxer, const char *start, unsigned long seed, char *state, struct relaxed *outcome,
                         struct diagnostic *diagnostic);
    void (*end)(void *relaxer); /* takes NULL */
    /* Runs the network from its own start and measures the run. On an error there is nothing to clear. */
    enum status (*measure)(const struct network *network, const struct solver_options *options,
                           const struct spice_job *spice, struct measures *measures, struct diagnostic *diagnostic);
    double (*memory)(const struct network *network); /* of a relaxer, bytes */
};

/* A pointer to the second one is all that ties a search to ngspice: the library, which starts no process, has none. */
extern const struct relaxer_kind relaxer_solver, relaxer_ngspice;

#endif
