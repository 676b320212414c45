#include "solver/island_flips.h"

#include "base/random.h"
#include "models/constants.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct island_flips {
    const struct island_couplings *couplings;
    double *barrier, *attempts; /* [count] J, 1/s */
    double thermal;             /* J */
    uint64_t key, drawn;        /* of the random numbers, and how many were taken */
    double time, energy;        /* s; J, of all magnets */
    signed char *s;             /* [count] */
    double *field;              /* [count] sum_j J_ij s_j, J */
    size_t leaves;              /* a power of two, at least count */
    double *rate;               /* [2 leaves] node k has the sum of 2k and 2k + 1; rate[leaves + i] is k_i */
    size_t *node;               /* [count] nodes that must be added up again */
    bool *marked;               /* [2 leaves] whether a node is among these */
};

double island_barrier(double barrier, double change)
{
    if (!(fabs(change) < 4.0 * barrier)) {
        return fmax(change, 0.0);
    }
    const double share = 1.0 + change / (4.0 * barrier);
    return barrier * share * share; /* Eq. (I2) */
}

static double rate_of(const struct island_flips *f, size_t i)
{
    const double change = -2.0 * f->s[i] * f->field[i];                               /* Eq. (I3) */
    return f->attempts[i] * exp(-island_barrier(f->barrier[i], change) / f->thermal); /* Eq. (I2) */
}

/* All rates and sums anew; fields and energy, too, so that rounding does not grow from flip to flip. */
static void renew(struct island_flips *f)
{
    f->energy = island_couplings_energy(f->couplings, f->s);
    for (size_t i = 0; i < f->couplings->count; i++) {
        f->field[i] = island_couplings_field(f->couplings, f->s, i);
        f->rate[f->leaves + i] = rate_of(f, i);
    }
    for (size_t k = f->leaves; k-- > 1;) {
        f->rate[k] = f->rate[2 * k] + f->rate[2 * k + 1];
    }
}

/* Adds up the nodes above the leaves node[0 .. count - 1], each once. */
static void add_up(struct island_flips *f, size_t count)
{
    while (count > 0 && f->node[0] > 1) { /* all are on one level */
        size_t kept = 0;
        for (size_t k = 0; k < count; k++) {
            const size_t parent = f->node[k] / 2;
            if (!f->marked[parent]) {
                f->marked[parent] = true;
                f->rate[parent] = f->rate[2 * parent] + f->rate[2 * parent + 1];
                f->node[kept++] = parent;
            }
        }
        count = kept;
        for (size_t k = 0; k < count; k++) {
            f->marked[f->node[k]] = false;
        }
    }
}

static void flip(struct island_flips *f, size_t i)
{
    const struct island_couplings *c = f->couplings;
    size_t count = 0;
    f->s[i] = (signed char)-f->s[i];
    f->energy += 2.0 * f->s[i] * f->field[i];
    f->rate[f->leaves + i] = rate_of(f, i);
    f->node[count++] = f->leaves + i;
    for (size_t k = c->first[i]; k < c->first[i + 1]; k++) {
        const size_t j = c->other[k];
        f->field[j] += 2.0 * c->energy[k] * f->s[i];
        f->rate[f->leaves + j] = rate_of(f, j);
        f->node[count++] = f->leaves + j;
    }
    add_up(f, count);
}

static double draw(struct island_flips *f)
{
    return random_share(random_bits(f->key, f->drawn++));
}

/* The magnet at which the sum of rates, from the first on, passes `part` of all. */
static size_t choose(const struct island_flips *f, double part)
{
    size_t k = 1;
    double rest = part * f->rate[1];
    while (k < f->leaves) {
        k *= 2;
        if (rest >= f->rate[k] && f->rate[k + 1] > 0.0) {
            rest -= f->rate[k];
            k++;
        }
    }
    return k - f->leaves;
}

bool island_flips_next(struct island_flips *flips, double end, size_t *flipped)
{
    /* Exponential waits have no memory: where the next flip would come after `end`, another wait is drawn there. */
    const double wait = -log(draw(flips)) / flips->rate[1];
    if (!(flips->time + wait < end)) {
        flips->time = end;
        return false;
    }
    flips->time += wait;
    *flipped = choose(flips, draw(flips));
    flip(flips, *flipped);
    return true;
}

void island_flips_set_temperature(struct island_flips *flips, double kelvin)
{
    flips->thermal = BOLTZMANN * kelvin;
    renew(flips);
}

static void take_magnets(struct island_flips *f, const struct islands *islands)
{
    for (size_t i = 0; i < islands->count; i++) {
        const bool is_new = i == 0 || islands->own;
        f->barrier[i] = is_new ? nanomagnet_barrier(islands_magnet(islands, i)) : f->barrier[0];
        f->attempts[i] = is_new ? nanomagnet_attempts(islands_magnet(islands, i)) : f->attempts[0];
    }
}

static bool make_room(struct island_flips *f, size_t count)
{
    f->leaves = 1;
    while (f->leaves < count) {
        f->leaves *= 2;
    }
    f->barrier = calloc(count + 1, sizeof *f->barrier);
    f->attempts = calloc(count + 1, sizeof *f->attempts);
    f->s = malloc(count + 1);
    f->field = calloc(count + 1, sizeof *f->field);
    f->rate = calloc(2 * f->leaves, sizeof *f->rate);
    f->node = calloc(count + 1, sizeof *f->node);
    f->marked = calloc(2 * f->leaves, sizeof *f->marked);
    return f->barrier && f->attempts && f->s && f->field && f->rate && f->node && f->marked;
}

enum status island_flips_new(const struct island_couplings *couplings, const struct islands *islands,
                             const struct island_start *start, struct island_flips **flips,
                             struct diagnostic *diagnostic)
{
    struct island_flips *f = calloc(1, sizeof *f);
    *flips = NULL;
    if (!f) {
        return fail_memory(diagnostic);
    }
    if (!make_room(f, couplings->count)) {
        island_flips_free(f);
        return fail_memory(diagnostic);
    }
    f->couplings = couplings;
    f->key = start->key;
    memcpy(f->s, start->state, couplings->count);
    take_magnets(f, islands);
    island_flips_set_temperature(f, start->kelvin);
    *flips = f;
    return STATUS_OK;
}

void island_flips_free(struct island_flips *flips)
{
    if (flips) {
        free(flips->barrier);
        free(flips->attempts);
        free(flips->s);
        free(flips->field);
        free(flips->rate);
        free(flips->node);
        free(flips->marked);
        free(flips);
    }
}

double island_flips_time(const struct island_flips *flips)
{
    return flips->time;
}

const signed char *island_flips_state(const struct island_flips *flips)
{
    return flips->s;
}

double island_flips_energy(const struct island_flips *flips)
{
    return flips->energy;
}

double island_flips_rate(const struct island_flips *flips, size_t i)
{
    return flips->rate[flips->leaves + i];
}
