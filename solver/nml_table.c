#include "solver/nml_table.h"

#include "models/constants.h"
#include "solver/island_ground.h"
#include "solver/nml_run.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Nodes of the tree in which a proof is sought: seconds for 100 magnets at most. */
enum { BUDGET = 1000000 };

/* ---- Energies ---- */

/* What was found for a row. A search without proof may end above a state that another one finds: each search is for the
 * lowest state of its kind, and each state that is found counts for all kinds that it is of. */
struct found {
    const struct nml *nml;
    const struct island_couplings *couplings;
    struct nml_row *row;        /* `state` and `energy`: the lowest */
    double with[NML_MOST][2];   /* J, the lowest with magnet k at -1, and at +1 */
    double all_right;           /* J, the lowest whose outputs are all those that the circuit is for */
    bool searched[NML_MOST][2]; /* for the lowest with output k at -1, and at +1 */
    bool all_free;              /* no magnet is held: a state turned around is one of the same energy */
    bool proven;                /* by all searches */
};

/* Finds the lowest state with `held`, and takes it down. */
static enum status search(struct found *f, const signed char *held, bool *proven, struct diagnostic *diagnostic)
{
    signed char s[NML_MOST];
    enum status status = island_ground(f->couplings, held, BUDGET, s, proven, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const double energy = island_couplings_energy(f->couplings, s);
    if (energy < f->row->energy) {
        f->row->energy = energy;
        memcpy(f->row->state, s, f->nml->islands.count);
    }
    for (size_t k = 0; k < f->nml->islands.count; k++) {
        for (int turned = 0; turned <= (f->all_free ? 1 : 0); turned++) {
            double *with = &f->with[k][(s[k] > 0) != turned];
            *with = fmin(*with, energy);
        }
    }
    if (nml_outputs(f->nml, s) == f->row->right) {
        f->all_right = fmin(f->all_right, energy);
    }
    f->proven = f->proven && *proven;
    return STATUS_OK;
}

/* The lowest state whose outputs are all right, for a circuit of which they are known. */
static enum status search_right(struct found *f, unsigned number, struct diagnostic *diagnostic)
{
    signed char held[NML_MOST];
    size_t output = 0;
    bool proven;
    nml_hold(f->nml, number, held);
    for (size_t k = 0; k < f->nml->islands.count; k++) {
        if (f->nml->magnet[k].role == NML_OUTPUT) {
            output++;
            held[k] = f->row->right >> (f->nml->outputs - output) & 1 ? 1 : -1;
        }
    }
    return search(f, held, &proven, diagnostic);
}

static unsigned right_now(const struct found *f)
{
    return f->nml->function == NML_LOWEST ? nml_outputs(f->nml, f->row->state) : f->row->right;
}

/* For each output, the lowest state in which that one is wrong and the others are free. What is found may be lower than
 * what was the lowest: then other outputs are right, and what is wrong is sought again. */
static enum status search_wrong(struct found *f, unsigned number, struct diagnostic *diagnostic)
{
    size_t output = 0;
    for (size_t k = 0; k < f->nml->islands.count; k++) {
        if (f->nml->magnet[k].role != NML_OUTPUT) {
            continue;
        }
        output++;
        const bool wrong = !(right_now(f) >> (f->nml->outputs - output) & 1);
        if (f->searched[k][wrong]) {
            continue;
        }
        signed char held[NML_MOST];
        bool proven;
        nml_hold(f->nml, number, held);
        held[k] = wrong ? 1 : -1;
        f->searched[k][wrong] = true;
        enum status status = search(f, held, &proven, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        k = SIZE_MAX; /* from the first one again: what is right may have changed */
        output = 0;
    }
    return STATUS_OK;
}

/* What the lowest state with a wrong output has more than that with the right ones. */
static void set_margin(const struct found *f, double kelvin)
{
    struct nml_row *row = f->row;
    double wrong = INFINITY;
    size_t output = 0;
    for (size_t k = 0; k < f->nml->islands.count; k++) {
        if (f->nml->magnet[k].role == NML_OUTPUT) {
            output++;
            wrong = fmin(wrong, f->with[k][!(row->right >> (f->nml->outputs - output) & 1)]);
        }
    }
    row->margin = f->nml->outputs > 0 ? wrong - (f->nml->function == NML_LOWEST ? row->energy : f->all_right) : NAN;
    row->margin_proven = f->proven;
    row->decided = fabs(row->margin) >= fmax(NML_LEAST_MARGIN * BOLTZMANN * kelvin, 1e-12 * fabs(row->energy));
    row->judged = row->decided || f->nml->function != NML_LOWEST;
}

/* Whether no magnet is held in one state. Then all magnets of a row can be turned around for those of the row with the
 * opposite inputs: their fields turn as well, and the energy (I1) does not change. */
static bool is_symmetric(const struct nml *nml)
{
    bool symmetric = true;
    for (size_t k = 0; k < nml->islands.count; k++) {
        symmetric = symmetric && nml->magnet[k].role != NML_ONE && nml->magnet[k].role != NML_ZERO;
    }
    return symmetric;
}

static enum status find_row(const struct nml *nml, const struct island_couplings *couplings, unsigned number,
                            double kelvin, struct nml_row *row, struct diagnostic *diagnostic)
{
    struct found f = {.nml = nml,
                      .couplings = couplings,
                      .row = row,
                      .all_right = INFINITY,
                      .all_free = nml->inputs == 0 && is_symmetric(nml),
                      .proven = true};
    signed char held[NML_MOST];
    for (size_t k = 0; k < nml->islands.count; k++) {
        f.with[k][0] = f.with[k][1] = INFINITY;
    }
    row->energy = INFINITY;
    row->right = nml->function == NML_LOWEST ? 0 : nml_right(nml, number);
    nml_hold(nml, number, held);
    enum status status = search(&f, held, &row->proven, diagnostic);
    if (status == STATUS_OK && nml->function != NML_LOWEST) {
        status = search_right(&f, number, diagnostic);
    }
    if (status == STATUS_OK) {
        status = search_wrong(&f, number, diagnostic);
    }
    row->lowest = nml_outputs(nml, row->state);
    row->right = right_now(&f);
    set_margin(&f, kelvin);
    return status;
}

static void turn_around(const struct nml *nml, const struct nml_row *from, unsigned number, struct nml_row *row)
{
    *row = *from;
    for (size_t k = 0; k < nml->islands.count; k++) {
        row->state[k] = (signed char)-from->state[k];
    }
    row->lowest = nml_outputs(nml, row->state);
    row->right = nml->function == NML_LOWEST ? row->lowest : nml_right(nml, number);
}

static enum status find_energies(const struct nml *nml, const struct island_couplings *couplings, double kelvin,
                                 struct nml_table *table, struct diagnostic *diagnostic)
{
    const bool symmetric = nml->inputs > 0 && is_symmetric(nml);
    enum status status = STATUS_OK;
    for (unsigned r = 0; r < table->rows && status == STATUS_OK; r++) {
        if (symmetric && r >= table->rows / 2) {
            turn_around(nml, &table->row[table->rows - 1 - r], r, &table->row[r]);
        } else {
            status = find_row(nml, couplings, r, kelvin, &table->row[r], diagnostic);
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
        for (size_t k = 0; k < (kelvin <= 0.0 ? 1 : row->judged ? trials->trials : 0); k++) {
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
        status = find_energies(nml, couplings, trials->kelvin, table, diagnostic);
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

size_t nml_table_judged(const struct nml_table *table)
{
    size_t judged = 0;
    for (size_t r = 0; r < table->rows; r++) {
        judged += table->row[r].judged;
    }
    return judged;
}

size_t nml_table_quiet_errors(const struct nml_table *table, size_t fall)
{
    size_t errors = 0;
    for (size_t r = 0; r < table->rows; r++) {
        errors += table->row[r].judged && table->row[r].quiet[fall] != table->row[r].right;
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
