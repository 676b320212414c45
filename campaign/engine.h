/* What runs a network: the simplified solver, or ngspice. */
#ifndef ENGINE_H
#define ENGINE_H

#include "netgen/network.h"
#include "report/measures.h"
#include "report/report.h"
#include "spice/spice.h"

enum engine_kind { ENGINE_SOLVER, ENGINE_NGSPICE };

struct engine {
    enum engine_kind kind;
    double tolerance;              /* of the solver: struct solver_options */
    const char *host, *code_model; /* of ngspice: paths, as in struct spice_job */
};

/* Its name in reports: "solver" or "ngspice". */
const char *engine_name(enum engine_kind kind);

/* What its results depend on beside Spinfield's own version: for ngspice "39.3 (...)", what the code model was built
 * for, which is the only one that it works with; "" for the solver. STATUS_SYSTEM where the code model cannot be
 * loaded. */
enum { ENGINE_VERSION = 256 };
enum status engine_version(const struct engine *engine, char version[static ENGINE_VERSION],
                           struct diagnostic *diagnostic);

/* Runs `network` from its own start and measures the run, as a report has it: where it did not converge, the measures
 * say what still moves. *facts is about the run; its texts last as long as the program. Errors as those
 * of answer_measures, or of spice_run_network and measures_take; then there is nothing to clear. */
enum status engine_report(const struct engine *engine, const struct network *network, struct measures *measures,
                          struct run_facts *facts, struct diagnostic *diagnostic);

/* The measures alone. */
enum status engine_measure(const struct engine *engine, const struct network *network, struct measures *measures,
                           struct diagnostic *diagnostic);

/* Runs `network` in ngspice, as `job` says, and measures the run. *trace, where not NULL, gets its waves. Errors as
 * above; then there is nothing to clear. */
enum status engine_simulate(const struct spice_job *job, const struct network *network, struct measures *measures,
                            struct trace **trace, struct diagnostic *diagnostic);

#endif
