#include "campaign/relaxer.h"
#include "netgen/technologies/technology.h"
#include "solver/answer.h"

#include <stdlib.h>

struct relaxer {
    struct network network; /* borrows all that it points to; its solver computes it */
    struct solver *solver;
    const struct solver_options *options;
};

static void end(void *own)
{
    struct relaxer *relaxer = own;
    if (relaxer) {
        solver_free(relaxer->solver);
        free(relaxer);
    }
}

static enum status begin(const struct network *network, const struct solver_options *options,
                         const struct spice_job *spice, void **relaxer, struct diagnostic *diagnostic)
{
    (void)spice;
    struct relaxer *new = calloc(1, sizeof *new);
    if (!new) {
        return fail_memory(diagnostic);
    }
    new->network = *network;
    enum status status = solver_new(&new->network, &new->solver, diagnostic);
    if (status != STATUS_OK) {
        end(new);
        return status;
    }
    new->options = options;
    *relaxer = new;
    return STATUS_OK;
}

static enum status relax(void *own, const char *start, unsigned long seed, char *state, struct relaxed *outcome,
                         struct diagnostic *diagnostic)
{
    struct relaxer *relaxer = own;
    struct solver_result result;
    network_set_noise(&relaxer->network, seed);
    enum status status = solver_run(relaxer->solver, start, relaxer->options, state, &result, diagnostic);
    if (status == STATUS_OK) {
        *outcome = (struct relaxed){.time = result.time_to_solution,
                                    .energy = result.energy_load + result.energy_soma + result.energy_synapse,
                                    .rests = result.converged};
    }
    return status;
}

static enum status measure(const struct network *network, const struct solver_options *options,
                           const struct spice_job *spice, struct measures *measures, struct diagnostic *diagnostic)
{
    (void)spice;
    enum status status = answer_measures(network, options, measures, NULL, diagnostic);
    return status == STATUS_OK ? answer_unrest(network, options, measures, diagnostic) : status;
}

const struct relaxer_kind relaxer_solver = {begin, relax, end, measure, solver_memory};
