#include "solver/nml_table.h"

#include "solver/island_ground.h"
#include "solver/nml_run.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Nodes of the tree in which a proof is sought: seconds for 100 magnets at most. */
enum { BUDGET = 1000000 };

/* ---- Energies ---- */

/* The energy of the lowest state with `held`, J. */
static enum status find_lowest(const struct island_couplings *couplings, const signed char *held, signed char *s,
                               double *energy, bool *proven, struct diagnostic *diagnostic)
{
    enum status status = island_ground(couplings, held, BUDGET, s, proven, diagnostic);
    *energy = status == STATUS_OK ? island_couplings_energy(couplings, s) : NAN;
    return status;
}

/* The lowest energy with an output that differs from `right`, above that of the lowest state with those right. */
static enum status find_margin(const struct nml *nml, const struct island_couplings *couplings, unsigned number,
                               struct nml_row *row, struct diagnostic *diagnostic)
{
    signed char held[NML_MOST], s[NML_MOST];
    double wrong = INFINITY, right, energy;
    size_t output = 0;
    bool proven;
    nml_hold(nml, number, held);
    for (size_t k = 0; k < nml->islands.count; k++) {
        if (nml->magnet[k].role == NML_OUTPUT) {
            output++;
            held[k] = row->right >> (nml->outputs - output) & 1 ? 1 : -1;
        }
    }
    enum status status = find_lowest(couplings, held, s, &right, &proven, diagnostic);
    for (size_t k = 0; k < nml->islands.count && status == STATUS_OK; k++) {
        if (nml->magnet[k].role == NML_OUTPUT) {
            signed char one[NML_MOST];
            nml_hold(nml, number, one); /* the other outputs are free: this one is wrong */
            one[k] = (signed char)-held[k];
            status = find_lowest(couplings, one, s, &energy, &proven, diagnostic);
            wrong = fmin(wrong, energy);
        }
    }
    row->margin = nml->outputs > 0 ? wrong - right : NAN;
    return status;
}

static enum status find_energies(const struct nml *nml, const struct island_couplings *couplings,
                                 struct nml_table *table, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (unsigned r = 0; r < table->rows && status == STATUS_OK; r++) {
        struct nml_row *row = &table->row[r];
        signed char held[NML_MOST];
        nml_hold(nml, r, held);
        status = find_lowest(couplings, held, row->state, &row->energy, &row->proven, diagnostic);
        row->lowest = nml_outputs(nml, row->state);
        row->right = nml->function == NML_LOWEST ? row->lowest : nml_right(nml, r);
        if (status == STATUS_OK) {
            status = find_margin(nml, couplings, r, row, diagnostic);
        }
    }
    return status;
}

/* ---- Runs ---- */

/* Trial `trial` of row `row` has a seed of its own, the same for each fall. */
static unsigned long seed_of(const struct nml_trials *trials, size_t rows, unsigned row, size_t trial)
{
    return trials->seed + row + rows * trial;
}

static enum status run_fall(const struct nml *nml, const struct nml_trials *trials, size_t fall, double kelvin,
                            struct nml_table *table, struct diagnostic *diagnostic)
{
    struct nml_clock clock = trials->clock;
    struct nml_runner *runner;
    signed char s[NML_MOST];
    clock.fall = trials->fall[fall];
    enum status status = nml_runner_new(nml, &clock, kelvin, &runner, diagnostic);
    for (unsigned r = 0; r < table->rows && status == STATUS_OK; r++) {
        struct nml_row *row = &table->row[r];
        for (size_t k = 0; k < (kelvin > 0.0 ? trials->trials : 1); k++) {
            nml_run(runner, r, seed_of(trials, table->rows, r, k), s);
            const unsigned outputs = nml_outputs(nml, s);
            if (kelvin > 0.0) {
                row->wrong[fall] += outputs != row->right;
            } else {
                row->quiet[fall] = outputs;
            }
        }
    }
    nml_runner_free(runner);
    return status;
}

enum status nml_table_make(const struct nml *nml, const struct nml_trials *trials, struct nml_table *table,
                           struct diagnostic *diagnostic)
{
    const size_t rows = (size_t)1 << nml->inputs;
    struct island_couplings *couplings = NULL;
    *table = (struct nml_table){rows, calloc(rows, sizeof *table->row)};
    enum status status =
        table->row ? island_couplings_new(&nml->islands, INFINITY, &couplings, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = find_energies(nml, couplings, table, diagnostic);
    }
    for (size_t f = 0; f < trials->falls && nml->outputs > 0 && status == STATUS_OK; f++) {
        status = run_fall(nml, trials, f, 0.0, table, diagnostic);
        if (status == STATUS_OK && trials->trials > 0) {
            status = run_fall(nml, trials, f, trials->kelvin, table, diagnostic);
        }
    }
    island_couplings_free(couplings);
    if (status != STATUS_OK) {
        nml_table_clear(table);
    }
    return status;
}

void nml_table_clear(struct nml_table *table)
{
    free(table->row);
    *table = (struct nml_table){0};
}

size_t nml_table_quiet_errors(const struct nml_table *table, size_t fall)
{
    size_t errors = 0;
    for (size_t r = 0; r < table->rows; r++) {
        errors += table->row[r].quiet[fall] != table->row[r].right;
    }
    return errors;
}

size_t nml_table_errors(const struct nml_table *table, size_t fall)
{
    size_t errors = 0;
    for (size_t r = 0; r < table->rows; r++) {
        errors += table->row[r].wrong[fall];
    }
    return errors;
}
