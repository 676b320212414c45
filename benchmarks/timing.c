#include "benchmarks/timing.h"

#include "netgen/deck.h"
#include "netgen/questions/recall.h"
#include "spice/spice.h"
#include "base/text.h"
#include "benchmarks/wall_paths.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PATIENCE = 600.0; /* s without a time point */

const char *timing_device_name(size_t d)
{
    return d == CODE_MODEL ? "code model" : behavioural_devices[d - 1].name;
}

bool timing_is_compared(const struct plan *plan)
{
    bool compared = false;
    for (size_t d = 1; d < DEVICES; d++) {
        compared = compared || plan->runs[d] > 0;
    }
    return compared;
}

enum status timing_network(size_t n, double sigma, double t_stop, struct network **network,
                           struct diagnostic *diagnostic)
{
    struct bias bias = problem_standard_bias();
    bias.t_stop = t_stop;
    problem_set_seed(&bias, TIMING_SEED);
    bias.variation.sigma[dwmtj_index("rp")] = sigma;
    *network = NULL;
    gsl_rng *random = problem_random(TIMING_SEED);
    if (!random) {
        return fail_memory(diagnostic);
    }
    char *pattern = problem_random_bits(random, n);
    char *start = problem_random_bits(random, n);
    enum status status = pattern && start
                             ? recall_network(&(struct patterns){&pattern, 1, start}, &bias, network, diagnostic)
                             : fail_memory(diagnostic);
    free(pattern);
    free(start);
    gsl_rng_free(random);
    return status;
}

/* Sets `version` from the line "** ngspice-39 shared library" in what ngspice printed. */
static void find_version(const char *printed, char *version, size_t size)
{
    const char *name = strstr(printed, "ngspice-");
    const char *number = name ? name + strlen("ngspice-") : "unknown";
    snprintf(version, size, "%.*s", (int)strcspn(number, " \n"), number);
}

/* Runs `deck` for the whole of its time: no vector stops it. */
static enum status run(struct tools *tools, const char *deck, struct spice_result *result,
                       struct diagnostic *diagnostic)
{
    struct text log;
    enum status status = text_begin(&log, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct spice_job job = {
        .host = tools->host,
        .code_model = tools->code_model,
        .deck = deck,
        .rest_vector = "none",
        .rest_from = 2.0 * TIMING_STOP,
        .patience = PATIENCE,
        .log = log.stream,
    };
    status = spice_run(&job, result, diagnostic);
    if (status == STATUS_OK && (status = text_end(&log, diagnostic)) != STATUS_OK) {
        table_free(result->table);
        result->table = NULL;
    }
    if (status == STATUS_OK && !tools->ngspice[0]) {
        find_version(log.bytes, tools->ngspice, sizeof tools->ngspice);
    }
    text_discard(&log);
    if (status == STATUS_OK) {
        const struct table *table = result->table;
        double end = table->value[(table->rows - 1) * table->columns];
        if (!(fabs(end - TIMING_STOP) < 1e-6 * TIMING_STOP)) {
            table_free(result->table);
            result->table = NULL;
            status = fail(diagnostic, STATUS_SIMULATOR, "error: the run ended at %g s, not at %g s", end, TIMING_STOP);
        }
    }
    return status;
}

/* What the runs of one size share. */
struct bench {
    struct tools *tools;
    const struct network *network;
    struct size_result *result;
    char *deck[DEVICES];
};

static enum status make_decks(struct bench *b, struct diagnostic *diagnostic)
{
    enum status status = deck_text(b->network, DECK_COMPACT, &b->deck[CODE_MODEL], diagnostic);
    for (size_t d = 1; d < DEVICES && status == STATUS_OK; d++) {
        if (b->result->plan.runs[d] > 0) {
            status = decks_behavioural(b->network, &behavioural_devices[d - 1], &b->deck[d], diagnostic);
        }
    }
    return status;
}

/* Runs the code model with fine steps. */
static enum status take_reference(const struct bench *b, struct wall_paths *reference, struct diagnostic *diagnostic)
{
    struct spice_result spice = {0};
    char *deck;
    enum status status = decks_reference(b->network, &deck, diagnostic);
    if (status == STATUS_OK) {
        status = run(b->tools, deck, &spice, diagnostic);
    }
    if (status == STATUS_OK) {
        status = wall_paths_take(spice.table, b->network->n, deck_soma_vector, 1.0, reference, diagnostic);
    }
    table_free(spice.table);
    free(deck);
    return status;
}

/* The run of device `d` that does not count, and its walls. */
static enum status warm_up(const struct bench *b, size_t d, struct wall_paths *walls, struct diagnostic *diagnostic)
{
    struct device_result *device = &b->result->device[d];
    struct spice_result spice;
    enum status status = run(b->tools, b->deck[d], &spice, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct table *table = spice.table;
    device->points = table->rows;
    device->iterations = spice.iterations;
    device->memory = spice.peak_memory;
    if (d == CODE_MODEL) {
        size_t motion = table_find(table, DECK_MOTION);
        b->result->at_rest =
            motion < table->columns && table->value[(table->rows - 1) * table->columns + motion] == 0.0;
        status = wall_paths_take(table, b->network->n, deck_soma_vector, 1.0, walls, diagnostic);
    } else {
        status =
            wall_paths_take(table, b->network->n, decks_behavioural_soma, b->network->soma.length, walls, diagnostic);
    }
    table_free(spice.table);
    return status;
}

/* Warms up with every device and compares the walls. */
static enum status compare(const struct bench *b, struct diagnostic *diagnostic)
{
    struct wall_paths walls[DEVICES] = {0}, reference = {0};
    const bool compared = timing_is_compared(&b->result->plan);
    enum status status = STATUS_OK;
    for (size_t d = 0; d < DEVICES && status == STATUS_OK; d++) {
        if (b->deck[d]) {
            status = warm_up(b, d, &walls[d], diagnostic);
        }
    }
    if (status == STATUS_OK && compared) {
        status = take_reference(b, &reference, diagnostic);
    }
    for (size_t d = 0; d < DEVICES && status == STATUS_OK && compared; d++) {
        if (b->deck[d]) {
            struct device_result *device = &b->result->device[d];
            device->error = wall_paths_distance(&walls[d], &reference);
            device->difference = wall_paths_distance(&walls[CODE_MODEL], &walls[d]);
            device->other_states = wall_paths_other_states(&walls[d], &walls[CODE_MODEL], b->network);
            if (device->other_states > 0) {
                status = fail(diagnostic, STATUS_UNMET,
                              "error: N = %zu, %s: %zu somas end elsewhere than with the code model", b->network->n,
                              timing_device_name(d), device->other_states);
            }
        }
    }
    for (size_t d = 0; d < DEVICES; d++) {
        wall_paths_clear(&walls[d]);
    }
    wall_paths_clear(&reference);
    return status;
}

/* One run of device `d` that counts. */
static enum status take_time(const struct bench *b, size_t d, struct diagnostic *diagnostic)
{
    struct device_result *device = &b->result->device[d];
    const struct sample *code_model = &b->result->device[CODE_MODEL].seconds;
    struct spice_result spice;
    enum status status = run(b->tools, b->deck[d], &spice, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    sample_add(&device->seconds, spice.seconds);
    sample_add(&device->ratio, spice.seconds / code_model->value[code_model->count - 1]);
    if (spice.peak_memory > device->memory) {
        device->memory = spice.peak_memory;
    }
    table_free(spice.table);
    return STATUS_OK;
}

enum status timing_size(struct tools *tools, const struct plan *plan, struct size_result *result,
                        struct diagnostic *diagnostic)
{
    *result = (struct size_result){.plan = *plan};
    struct bench b = {.tools = tools, .result = result};
    struct network *network;
    enum status status = timing_network(plan->n, 0.0, TIMING_STOP, &network, diagnostic);
    b.network = network;
    if (status == STATUS_OK) {
        status = make_decks(&b, diagnostic);
    }
    if (status == STATUS_OK) {
        status = compare(&b, diagnostic);
    }
    for (size_t round = 0; round < SAMPLE_ROOM && status == STATUS_OK; round++) {
        for (size_t d = 0; d < DEVICES && status == STATUS_OK; d++) { /* the code model is first */
            if (round < plan->runs[d]) {
                status = take_time(&b, d, diagnostic);
            }
        }
    }
    for (size_t d = 0; d < DEVICES; d++) {
        free(b.deck[d]);
    }
    network_free(network);
    return status;
}
