#include "campaign/write_trials.h"

#include "base/text.h"
#include "campaign/runner.h"
#include "netgen/write_deck.h"
#include "spice/spice.h"

#include <stdlib.h>
#include <string.h>

/* So many cells are in one deck: more would leave the processor's cache, and fewer would start more processes. */
enum { CELLS = 200 };

/* Behind a transistor the voltage over a junction follows its state: steps are at most this share of tau_D. With a
 * fifth of it as many of the 1,000 cells of examples/write-error.cir fail. */
static const double FOLLOWING = 0.05;

struct work {
    const struct write_pulses *pulses;
    const struct write_trials *tried;
    size_t blocks; /* of each length */
    const struct spice_job *job;
    double tau;     /* s */
    size_t *failed; /* [pulses->count] */
};

/* kept[k]: 1 where the deck's cell k is in its old state at the end of the run, else 0. */
static enum status find_kept(const struct write_deck *deck, const struct table *table, char *kept,
                             struct diagnostic *diagnostic)
{
    const double sign = deck->cell->junction.start == 0.0 ? 1.0 : -1.0;
    for (size_t k = 0; k < deck->count; k++) {
        char name[40];
        snprintf(name, sizeof name, "@a_%zu[mz]", deck->first + k);
        size_t column = table_find(table, name);
        if (column == table->columns || table->rows == 0) {
            return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice's result has no %s", name);
        }
        kept[k] = (char)(sign * table->value[(table->rows - 1) * table->columns + column] > 0.0);
    }
    return STATUS_OK;
}

static enum status run_deck(const struct write_deck *deck, const struct spice_job *base, char *kept,
                            struct diagnostic *diagnostic)
{
    struct spice_job job = *base;
    struct spice_result result = {0};
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    write_deck_print(deck, text.stream);
    status = text_end(&text, diagnostic);
    if (status == STATUS_OK) {
        job.deck = text.bytes;
        status = spice_run(&job, &result, diagnostic);
    }
    if (status == STATUS_OK) {
        status = find_kept(deck, result.table, kept, diagnostic);
    }
    table_free(result.table);
    text_discard(&text);
    return status;
}

/* A point of the campaign is a block of trials of one length. */
static enum status run(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct work *work = context;
    const size_t first = point % work->blocks * CELLS, left = work->tried->count - first;
    const struct write_deck deck = {.cell = &work->pulses->cell,
                                    .volts = work->pulses->volts,
                                    .length = work->pulses->length[point / work->blocks],
                                    .settling = WRITE_SETTLING * work->tau,
                                    .longest_step = FOLLOWING * work->tau,
                                    .kelvin = work->pulses->kelvin,
                                    .seed = work->tried->seed,
                                    .first = first,
                                    .count = left < CELLS ? left : CELLS};
    (void)worker;
    result->bytes = malloc(deck.count);
    if (!result->bytes) {
        return fail_memory(diagnostic);
    }
    result->size = deck.count;
    return run_deck(&deck, work->job, result->bytes, diagnostic);
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    const struct work *work = context;
    const size_t length = result->point / work->blocks, first = result->point % work->blocks * CELLS;
    const char *kept = result->bytes;
    (void)diagnostic;
    for (size_t k = 0; k < result->size; k++) { /* 0 where it failed */
        work->failed[length] += kept[k] != 0;
        if (work->tried->kept) {
            work->tried->kept[(first + k) * work->pulses->count + length] = kept[k];
        }
    }
    return STATUS_OK;
}

enum status write_trials_run(const struct write_pulses *pulses, const struct write_trials *tried,
                             const struct spice_job *job, size_t workers, size_t *failed, struct diagnostic *diagnostic)
{
    struct mtj warm = pulses->cell.junction;
    char why[300];
    if (!mtj_apply_temperature(&warm, pulses->kelvin, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    struct work work = {.pulses = pulses,
                        .tried = tried,
                        .blocks = (tried->count + CELLS - 1) / CELLS,
                        .job = job,
                        .tau = write_scale(&warm, pulses->kelvin).tau,
                        .failed = failed};
    memset(failed, 0, pulses->count * sizeof *failed);
    const struct campaign campaign = {.points = pulses->count * work.blocks,
                                      .workers = workers,
                                      .pool = CAMPAIGN_PROCESSES,
                                      .ends_at_error = true,
                                      .run = run,
                                      .take = take,
                                      .context = &work};
    return runner_run(&campaign, diagnostic);
}
