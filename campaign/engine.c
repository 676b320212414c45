#include "campaign/engine.h"

#include "report/trace.h"
#include "solver/answer.h"
#include "spice/spice.h"
#include "spice/deck_trace.h"

static const double PATIENCE = 600.0; /* s without a time point */

static enum status solve(const struct engine *engine, const struct network *network, struct measures *measures,
                         struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = engine->tolerance;
    return answer_measures(network, &options, measures, NULL, diagnostic);
}

enum status engine_simulate(const struct spice_job *job, const struct network *network, struct measures *measures,
                            struct trace **trace, struct diagnostic *diagnostic)
{
    struct spice_result spice = {0};
    struct trace *waves = NULL;
    enum status status = spice_run_network(job, network, &spice, diagnostic);
    if (status == STATUS_OK) {
        status = deck_trace_take(spice.table, network, "ngspice", &waves, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measures_take(waves, network, measures, diagnostic);
    }
    table_free(spice.table);
    if (status == STATUS_OK && trace) {
        *trace = waves;
    } else {
        trace_free(waves);
    }
    return status;
}

static enum status simulate(const struct engine *engine, const struct network *network, struct measures *measures,
                            struct diagnostic *diagnostic)
{
    const struct spice_job job = {.host = engine->host, .code_model = engine->code_model, .patience = PATIENCE};
    return engine_simulate(&job, network, measures, NULL, diagnostic);
}

enum status engine_measure(const struct engine *engine, const struct network *network, struct measures *measures,
                           struct diagnostic *diagnostic)
{
    return (engine->kind == ENGINE_NGSPICE ? simulate : solve)(engine, network, measures, diagnostic);
}
