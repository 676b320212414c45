#include "benchmarks/paper/setup.h"

#include "spice/spice.h"
#include "report/trace.h"

static const double PATIENCE = 600.0; /* s without a time point */

static enum status simulate(const void *context, const struct network *network, struct measures *measures,
                            struct diagnostic *diagnostic)
{
    const struct setup *setup = context;
    const struct spice_job job = {.host = setup->host, .code_model = setup->code_model, .patience = PATIENCE};
    struct spice_result spice = {0};
    struct trace *trace = NULL;
    enum status status = spice_run_network(&job, network, &spice, diagnostic);
    if (status == STATUS_OK) {
        status = trace_from_table(spice.table, network, "ngspice", &trace, diagnostic);
    }
    if (status == STATUS_OK) {
        status = measures_take(trace, network, measures, diagnostic);
    }
    trace_free(trace);
    table_free(spice.table);
    return status;
}

enum status setup_simulate(const struct setup *setup, const struct trials *trials, struct measures **measures,
                           struct diagnostic *diagnostic)
{
    return trials_run_on(simulate, setup, trials, measures, diagnostic);
}
