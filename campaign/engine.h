/* What runs a network: the simplified solver, or ngspice. */
#ifndef ENGINE_H
#define ENGINE_H

#include "netgen/network.h"
#include "report/measures.h"
#include "spice/spice.h"

enum engine_kind { ENGINE_SOLVER, ENGINE_NGSPICE };

struct engine {
    enum engine_kind kind;
    double tolerance;              /* of the solver: struct solver_options */
    const char *host, *code_model; /* of ngspice: paths, as in struct spice_job */
};

/* Runs `network` from its own start and measures the run. Errors as those of answer_measures, or of spice_run_network
 * and measures_take; then there is nothing to clear. */
enum status engine_measure(const struct engine *engine, const struct network *network, struct measures *measures,
                           struct diagnostic *diagnostic);

/* Runs `network` in ngspice, as `job` says, and measures the run. *trace, where not NULL, gets its waves. Errors as
 * above; then there is nothing to clear. */
enum status engine_simulate(const struct spice_job *job, const struct network *network, struct measures *measures,
                            struct trace **trace, struct diagnostic *diagnostic);

#endif
