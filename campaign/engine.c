#include "campaign/engine.h"

#include "report/trace.h"
#include "solver/answer.h"
#include "spice/spice.h"
#include "spice/deck_trace.h"

#include <time.h>

static const double PATIENCE = 600.0; /* s without a time point */

const char *engine_name(enum engine_kind kind)
{
    return kind == ENGINE_NGSPICE ? "ngspice" : "solver";
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* ---- The solver ---- */

static struct solver_options options_of(const struct engine *engine, const struct network *network)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = engine->tolerance;
    return options;
}

static enum status solve(const struct engine *engine, const struct network *network, struct measures *measures,
                         struct run_facts *facts, struct diagnostic *diagnostic)
{
    const struct solver_options options = options_of(engine, network);
    struct solver_result counts;
    enum status status = answer_measures(network, &options, measures, &counts, diagnostic);
    if (status == STATUS_OK) {
        facts->time_points = counts.steps;
        facts->iterations = counts.evaluations;
    }
    return status;
}

/* ---- ngspice ---- */

/* Runs `network` as engine_simulate does, with what the run took. */
static enum status run_deck(const struct spice_job *job, const struct network *network, struct measures *measures,
                            struct trace **trace, struct run_facts *facts, struct diagnostic *diagnostic)
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
    if (status == STATUS_OK) {
        facts->time_points = spice.table->rows;
        facts->iterations = spice.iterations > 0 ? (size_t)spice.iterations : 0;
        facts->matrix_solver = spice.klu ? "KLU" : "Sparse";
        facts->peak_memory_bytes = spice.peak_memory;
    }
    table_free(spice.table);
    if (status == STATUS_OK && trace) {
        *trace = waves;
    } else {
        trace_free(waves);
    }
    return status;
}

enum status engine_simulate(const struct spice_job *job, const struct network *network, struct measures *measures,
                            struct trace **trace, struct diagnostic *diagnostic)
{
    struct run_facts facts;
    return run_deck(job, network, measures, trace, &facts, diagnostic);
}

static enum status simulate(const struct engine *engine, const struct network *network, struct measures *measures,
                            struct run_facts *facts, struct diagnostic *diagnostic)
{
    const struct spice_job job = {.host = engine->host, .code_model = engine->code_model, .patience = PATIENCE};
    return run_deck(&job, network, measures, NULL, facts, diagnostic);
}

/* ---- Either ---- */

enum status engine_measure(const struct engine *engine, const struct network *network, struct measures *measures,
                           struct diagnostic *diagnostic)
{
    struct run_facts facts;
    if (engine->kind == ENGINE_NGSPICE) {
        return simulate(engine, network, measures, &facts, diagnostic);
    }
    return solve(engine, network, measures, &facts, diagnostic);
}

enum status engine_report(const struct engine *engine, const struct network *network, struct measures *measures,
                          struct run_facts *facts, struct diagnostic *diagnostic)
{
    const double begun = now();
    *facts = (struct run_facts){.engine = engine_name(engine->kind), .devices = network_devices(network)};
    enum status status =
        (engine->kind == ENGINE_NGSPICE ? simulate : solve)(engine, network, measures, facts, diagnostic);
    facts->wall_s = now() - begun;
    if (status == STATUS_OK && engine->kind == ENGINE_SOLVER) {
        const struct solver_options options = options_of(engine, network);
        status = answer_unrest(network, &options, measures, diagnostic);
    }
    return status;
}
