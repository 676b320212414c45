#include "campaign/sweep.h"

#include "base/array.h"
#include "base/text.h"
#include "base/version.h"
#include "campaign/ranks.h"
#include "campaign/runner.h"
#include "campaign/sweep_row.h"
#include "netgen/recipe.h"
#include "solver/solver.h"

#include <stdint.h>
#include <stdlib.h>
#include <time.h>

/* ---- A point ---- */

/* Runs the network of `point`, into `result` and, where it is not NULL, the run's memory into *memory. */
static enum status run_point(const struct sweep *sweep, size_t point, struct campaign_result *result, double *memory,
                             struct diagnostic *diagnostic)
{
    struct network *network;
    struct measures measures;
    struct run_facts facts;
    enum status status = sweep_network(sweep, point, &network, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = engine_report(&sweep->engine, network, &measures, &facts, diagnostic);
    if (status == STATUS_OK) {
        const struct report report = {network, &measures, &facts};
        if (memory) {
            *memory = facts.peak_memory_bytes > 0 ? (double)facts.peak_memory_bytes : solver_memory(network);
        }
        status = sweep_pack(&report, result, diagnostic);
        measures_clear(&measures);
    }
    network_free(network);
    return status;
}

/* ---- The campaign: its points are those of the plan that have no row yet ---- */

struct work {
    const struct sweep *sweep;
    const struct sweep_table *table;
    struct store *store; /* NULL: `sink` gets the rows */
    sweep_sink sink;
    void *sink_context;
    uint32_t *point; /* [count]: of the plan; NULL in a rank above 0, which does any point of it */
    size_t count;
    bool again;       /* these have failed once */
    uint32_t *failed; /* [failures]: to be tried again */
    size_t failures;
    struct sweep_counts *counts;
    struct plan_setting *setting; /* room for a row */
    struct store_value *value;
    size_t done;        /* rows of this shard */
    size_t taken;       /* results */
    enum status status; /* of the store */
};

/* The number in the plan of a point of the campaign. */
static size_t number(const void *context, size_t k)
{
    const struct work *work = context;
    return work->point ? work->point[k] : k;
}

static enum status run(const void *context, void *worker, size_t k, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct work *work = context;
    (void)worker;
    return run_point(work->sweep, number(context, k), result, NULL, diagnostic);
}

/* Keeps a row, and counts it. */
static enum status put(struct work *work, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct store_row row;
    sweep_unpack(work->sweep, work->table, result, work->setting, work->value, &row);
    row.attempts = work->again ? 2 : 1;
    if (work->store) {
        work->status = store_put(work->store, &row, diagnostic);
    } else {
        work->sink(work->sink_context, &(struct sweep_row){row.point, row.error, row.warnings ? row.warnings : "",
                                                           row.value + work->table->settings});
    }
    if (work->status == STATUS_OK) {
        work->counts->failed += result->status != STATUS_OK;
        work->done++;
        if (work->sweep->show) {
            work->sweep->show(work->sweep->context, work->done, work->counts->points);
        }
    }
    return work->status;
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    struct work *work = context;
    struct campaign_result of_plan = *result;
    of_plan.point = work->point[result->point];
    work->taken++;
    if (result->status == STATUS_OK || result->status == STATUS_INPUT || work->again) {
        return put(work, &of_plan, diagnostic);
    }
    if (!ARRAY_GROW(work->failed, work->failures)) {
        return work->status = fail_memory(diagnostic);
    }
    work->failed[work->failures++] = (uint32_t)of_plan.point;
    return STATUS_OK;
}

static size_t shard_points(const struct sweep *sweep)
{
    const size_t points = sweep->plan->points;
    return points > sweep->shard ? (points - sweep->shard - 1) / sweep->shards + 1 : 0;
}

/* Lists the points of this shard that have no row. */
static enum status list_points(struct work *work, struct diagnostic *diagnostic)
{
    const struct sweep *sweep = work->sweep;
    work->counts->points = shard_points(sweep);
    for (size_t point = sweep->shard; point < sweep->plan->points; point += sweep->shards) {
        work->counts->there += work->store && store_has(work->store, point);
    }
    work->done = work->counts->there;
    work->point = malloc((work->counts->points - work->done + 1) * sizeof *work->point);
    if (!work->point) {
        return fail_memory(diagnostic);
    }
    for (size_t point = sweep->shard; point < sweep->plan->points; point += sweep->shards) {
        if (!work->store || !store_has(work->store, point)) {
            work->point[work->count++] = (uint32_t)point;
        }
    }
    return STATUS_OK;
}

static struct campaign campaign_of(struct work *work)
{
    const struct sweep *sweep = work->sweep;
    return (struct campaign){.points = work->count,
                             .workers = sweep->workers,
                             .pool = sweep->engine.kind == ENGINE_NGSPICE ? CAMPAIGN_PROCESSES : CAMPAIGN_THREADS,
                             .run = run,
                             .take = take,
                             .number = number,
                             .context = work};
}

/* Runs the points listed. An error of a point is not one of the sweep. */
static enum status run_listed(struct work *work, struct diagnostic *diagnostic)
{
    struct ranks *ranks = work->sweep->ranks;
    const struct campaign campaign = campaign_of(work);
    work->taken = 0;
    enum status status = ranks ? ranks->run(ranks, &campaign, diagnostic) : runner_run(&campaign, diagnostic);
    return work->status != STATUS_OK ? work->status : work->taken == work->count ? STATUS_OK : status;
}

static enum status run_missing(struct work *work, struct diagnostic *diagnostic)
{
    enum status status = list_points(work, diagnostic);
    if (status == STATUS_OK) {
        status = run_listed(work, diagnostic);
    }
    if (status == STATUS_OK && work->failures > 0) {
        free(work->point);
        work->point = work->failed;
        work->count = work->failures;
        work->failed = NULL;
        work->again = true;
        status = run_listed(work, diagnostic);
    }
    return status;
}

/* Runs them into the store, with the memory that this takes. */
static enum status fill(struct work *work, struct diagnostic *diagnostic)
{
    work->setting = calloc(plan_settings(work->sweep->plan) + 1, sizeof *work->setting);
    work->value = calloc(work->table->plan.columns, sizeof *work->value);
    enum status status = work->setting && work->value ? run_missing(work, diagnostic) : fail_memory(diagnostic);
    free(work->setting);
    free(work->value);
    free(work->point);
    free(work->failed);
    return status;
}

/* What must be the same in all ranks: what must be the same to resume. To be freed. */
static enum status write_identity(const struct sweep_table *table, char **plan, struct diagnostic *diagnostic)
{
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < table->plan.facts; k++) {
        fprintf(text.stream, "%s: %s\n", table->plan.fact[k].key, table->plan.fact[k].value);
    }
    status = text_end(&text, diagnostic);
    if (status != STATUS_OK) {
        text_discard(&text);
        return status;
    }
    *plan = text.bytes;
    return STATUS_OK;
}

/* Rank 0 waits for the others here; these do points, and do not return. */
static enum status meet_ranks(const struct sweep *sweep, const struct sweep_table *table, struct diagnostic *diagnostic)
{
    struct ranks *ranks = sweep->ranks;
    char *plan = NULL;
    enum status status = write_identity(table, &plan, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct ranks_identity identity = {SPINFIELD_VERSION, plan};
    if (ranks->rank > 0) {
        struct work work = {.sweep = sweep, .table = table};
        const struct campaign campaign = campaign_of(&work);
        ranks->serve(ranks, &identity, &campaign);
    }
    status = ranks->meet(ranks, &identity, diagnostic);
    free(plan);
    return status;
}

/* The rows of a table into the store at `path`. */
static enum status fill_store(const struct sweep *sweep, const struct sweep_table *table, const char *path,
                              struct sweep_counts *counts, struct diagnostic *diagnostic)
{
    struct store *store = NULL;
    enum status status = store_open(path, &table->plan, &store, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct work work = {.sweep = sweep, .table = table, .store = store, .counts = counts};
    struct diagnostic why;
    status = fill(&work, diagnostic);
    enum status closed = store_close(store, &why);
    if (status == STATUS_OK && closed != STATUS_OK) {
        status = closed;
        *diagnostic = why;
    }
    return status;
}

enum status sweep_pass(const struct sweep *sweep, sweep_sink sink, void *context, struct sweep_counts *counts,
                       struct diagnostic *diagnostic)
{
    struct sweep_table table;
    *counts = (struct sweep_counts){0};
    enum status status = sweep_table(sweep, &table, diagnostic);
    if (status == STATUS_OK) {
        struct work work = {.sweep = sweep, .table = &table, .sink = sink, .sink_context = context, .counts = counts};
        status = fill(&work, diagnostic);
        sweep_table_clear(&table);
    }
    return status;
}

enum status sweep_run(const struct sweep *sweep, const char *path, struct sweep_counts *counts,
                      struct diagnostic *diagnostic)
{
    struct sweep_table table;
    *counts = (struct sweep_counts){0};
    enum status status = sweep_table(sweep, &table, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (sweep->ranks) {
        status = meet_ranks(sweep, &table, diagnostic);
    }
    if (status == STATUS_OK) {
        status = fill_store(sweep, &table, path, counts, diagnostic);
    }
    sweep_table_clear(&table);
    return status;
}

/* ---- An estimate ---- */

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* The point `k` of the samples, spread over `points` so that few are as spread as many: by the golden ratio. */
static size_t spread(size_t k, size_t points)
{
    const double golden = 0.6180339887498949;
    double share = ((double)k + 0.5) * golden;
    share -= (double)(size_t)share;
    return (size_t)(share * (double)points);
}

struct sweep_estimate sweep_estimate(const struct sweep *sweep)
{
    enum { MOST = 20 };
    const double longest = 3.0; /* s, after which no further point is begun */
    const size_t points = shard_points(sweep);
    const bool all = points <= MOST;
    const size_t most = all ? points : MOST;
    const double begun = now();
    struct sweep_estimate estimate = {.points = points};
    while (estimate.tried < most && (estimate.tried == 0 || now() - begun < longest)) {
        const size_t place = all ? estimate.tried : spread(estimate.tried, points);
        struct campaign_result result = {0};
        double memory = 0.0;
        enum status status = run_point(sweep, sweep->shard + place * sweep->shards, &result, &memory, &result.why);
        free(result.bytes);
        estimate.tried++;
        estimate.memory = memory > estimate.memory ? memory : estimate.memory;
        if (status != STATUS_OK) {
            estimate.failed++;
            estimate.why = result.why;
        }
    }
    if (points > 0) {
        const size_t wanted = sweep->workers > 0 ? sweep->workers : runner_processors();
        const double workers = (double)(wanted < points ? wanted : points);
        estimate.seconds = (now() - begun) / (double)estimate.tried * (double)points / workers;
        estimate.memory *= workers;
    }
    return estimate;
}
