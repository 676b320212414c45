#include "benchmarks/engines.h"

#include "solver/answer.h"
#include "benchmarks/machine.h"
#include "spice/spice.h"
#include "spice/deck_trace.h"

static const struct {
    size_t n;
    double sigma;
} TASKS[ENGINES_TASKS] = {{10, 0.0},   {20, 0.0},  {40, 0.0},  {60, 0.0}, {100, 0.0},
                          {100, 0.05}, {150, 0.0}, {200, 0.0}, {300, 0.0}};

static const double STOP = 2e-6;      /* s */
static const double PATIENCE = 600.0; /* s without a time point */

/* What ngspice found. */
struct side {
    struct table *table;
    struct trace *trace;
    struct measures measures;
};

static void side_clear(struct side *side)
{
    table_free(side->table);
    trace_free(side->trace);
    measures_clear(&side->measures);
}

static enum status run_ngspice(const struct tools *tools, const struct network *network, struct engines *task,
                               struct side *side, struct diagnostic *diagnostic)
{
    const struct spice_job job = {.host = tools->host, .code_model = tools->code_model, .patience = PATIENCE};
    struct spice_result result = {0};
    enum status status = spice_run_network(&job, network, &result, diagnostic);
    if (status == STATUS_OK) {
        side->table = result.table;
        task->ngspice = result.seconds;
        status = deck_trace_take(side->table, network, "ngspice", &side->trace, diagnostic);
    }
    if (status == STATUS_OK) {
        task->points = side->trace->points;
        status = measures_take(side->trace, network, &side->measures, diagnostic);
    }
    return status;
}

static enum status time_solver(const struct network *network, struct engines *task, struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    struct measures measures;
    double begin = machine_processor_time();
    enum status status = answer_measures(network, &options, &measures, NULL, diagnostic);
    if (status == STATUS_OK) {
        task->solver = machine_processor_time() - begin;
        measures_clear(&measures);
    }
    return status;
}

static enum status run_both(const struct tools *tools, struct engines *task, struct diagnostic *diagnostic)
{
    struct network *network = NULL;
    struct side ngspice = {0};
    struct answer_reference solver = {0};
    enum status status = timing_network(task->n, task->sigma, STOP, &network, diagnostic);
    if (status == STATUS_OK) {
        status = run_ngspice(tools, network, task, &ngspice, diagnostic);
    }
    if (status == STATUS_OK) {
        status = time_solver(network, task, diagnostic);
    }
    if (status == STATUS_OK) {
        status = answer_reference(network, &solver, diagnostic);
    }
    if (status == STATUS_OK) {
        const struct comparison_limits limits = {COMPARISON_TOLERANCE, COMPARISON_WALLS};
        status = comparison_take(network, &(struct comparison_run){ngspice.trace, &ngspice.measures},
                                 &(struct comparison_run){solver.trace, &solver.measures}, &limits, &task->comparison,
                                 diagnostic);
    }
    side_clear(&ngspice);
    answer_reference_clear(&solver);
    network_free(network);
    return status;
}

enum status engines_measure(const struct tools *tools, struct engines task[ENGINES_TASKS],
                            struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; k < ENGINES_TASKS && status == STATUS_OK; k++) {
        task[k] = (struct engines){.n = TASKS[k].n, .sigma = TASKS[k].sigma};
        status = run_both(tools, &task[k], diagnostic);
    }
    return status;
}
