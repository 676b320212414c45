#include "solver/nml_run.h"

#include "base/random.h"
#include "models/constants.h"
#include "models/dipole.h"
#include "models/macrospin.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct nml_runner {
    const struct nml *nml;
    struct nml_clock clock;
    double kelvin, step;         /* K; s, the shortest cell of noise */
    double *size;                /* [count] moments, A m2 */
    double (*tensor)[3][3];      /* [count^2] 1/m3 */
    struct macrospin *magnet;    /* [count] */
    struct macrospin_path *path; /* [count] */
    double (*m)[3], (*field)[3]; /* [count] moments, and the fields of the others at the end of the last step, A/m */
    double (*before)[3];         /* [count] those fields a step before */
    signed char *held;           /* [count] */
};

/* Magnet `i`, in fields of at most `hmax` (A/m) from others. Without noise, at 0 K, it has the same steps. */
static struct macrospin magnet_of(const struct nml *nml, size_t i, double kelvin, double hmax)
{
    struct nanomagnet magnet = *islands_magnet(&nml->islands, i);
    char name[NML_NAME + 2];
    snprintf(name, sizeof name, "a_%s", nml->magnet[i].name);
    magnet.noise = 1.0; /* a run sets its key */
    magnet.hmax = hmax;
    struct macrospin spin = nanomagnet_magnet(&magnet, kelvin > 0.0 ? kelvin : 300.0, name);
    memcpy(spin.axis, nml->islands.island[i].axis, sizeof spin.axis);
    if (kelvin == 0.0) {
        spin.noise.spread = 0.0;
    }
    return spin;
}

static double greatest_field(const struct nml *nml, const struct nml_clock *clock)
{
    return clock->field + islands_greatest_field(&nml->islands);
}

double nml_cell(const struct nml *nml, const struct nml_clock *clock, double kelvin)
{
    const double hmax = greatest_field(nml, clock);
    double shortest = INFINITY;
    for (size_t i = 0; i < nml->islands.count; i++) {
        shortest = fmin(shortest, magnet_of(nml, i, kelvin, hmax).noise.cell);
    }
    return shortest;
}

static void set_up(struct nml_runner *r)
{
    const struct islands *islands = &r->nml->islands;
    const size_t n = islands->count;
    const double hmax = greatest_field(r->nml, &r->clock);
    for (size_t i = 0; i < n; i++) {
        r->magnet[i] = magnet_of(r->nml, i, r->kelvin, hmax);
        for (size_t j = 0; j < n; j++) {
            const double *one = islands->island[i].place, *two = islands->island[j].place;
            const double place[3] = {two[0] - one[0], two[1] - one[1], two[2] - one[2]};
            if (i != j) {
                dipole_tensor(place, r->tensor[i * n + j]);
            }
        }
    }
    r->step = nml_cell(r->nml, &r->clock, r->kelvin);
    for (size_t i = 0; i < n; i++) {
        r->size[i] = nanomagnet_moment(islands_magnet(islands, i));
    }
}

enum status nml_runner_new(const struct nml *nml, const struct nml_clock *clock, double kelvin,
                           struct nml_runner **runner, struct diagnostic *diagnostic)
{
    const size_t n = nml->islands.count;
    struct nml_runner *r = calloc(1, sizeof *r);
    *runner = NULL;
    if (!r) {
        return fail_memory(diagnostic);
    }
    r->nml = nml;
    r->clock = *clock;
    r->kelvin = kelvin;
    r->tensor = calloc(n * n, sizeof *r->tensor);
    r->size = calloc(n, sizeof *r->size);
    r->magnet = calloc(n, sizeof *r->magnet);
    r->path = calloc(n, sizeof *r->path);
    r->m = calloc(n, sizeof *r->m);
    r->field = calloc(n, sizeof *r->field);
    r->before = calloc(n, sizeof *r->before);
    r->held = calloc(n, sizeof *r->held);
    if (!r->tensor || !r->size || !r->magnet || !r->path || !r->m || !r->field || !r->before || !r->held) {
        nml_runner_free(r);
        return fail_memory(diagnostic);
    }
    set_up(r);
    *runner = r;
    return STATUS_OK;
}

void nml_runner_free(struct nml_runner *runner)
{
    if (runner) {
        free(runner->tensor);
        free(runner->size);
        free(runner->magnet);
        free(runner->path);
        free(runner->m);
        free(runner->field);
        free(runner->before);
        free(runner->held);
        free(runner);
    }
}

static void add_fields(struct nml_runner *r)
{
    const size_t n = r->nml->islands.count;
    memset(r->field, 0, n * sizeof *r->field);
    for (size_t j = 0; j < n; j++) {
        const double size = r->size[j], moment[3] = {size * r->m[j][0], size * r->m[j][1], size * r->m[j][2]};
        for (size_t i = 0; i < n; i++) {
            if (i != j && r->held[i] == 0) {
                dipole_add_field(r->tensor[i * n + j], moment, r->field[i]); /* Eq. (N1) */
            }
        }
    }
}

static void begin(struct nml_runner *r, unsigned row, unsigned long seed)
{
    const struct islands *islands = &r->nml->islands;
    const uint64_t key = hash_more(HASH_EMPTY, "nml start", 9) ^ random_mix(seed);
    char name[NML_NAME + 2];
    nml_hold(r->nml, row, r->held);
    for (size_t i = 0; i < islands->count; i++) {
        const double sign = r->held[i] != 0 ? r->held[i] : random_bits(key, i) >> 63 ? 1.0 : -1.0;
        for (int k = 0; k < 3; k++) {
            r->m[i][k] = sign * islands->island[i].axis[k];
        }
        r->path[i] = macrospin_begin(r->m[i]);
        snprintf(name, sizeof name, "a_%s", r->nml->magnet[i].name);
        r->magnet[i].noise.key = noise_key(seed, name);
    }
    add_fields(r);
    memcpy(r->before, r->field, islands->count * sizeof *r->field);
}

/* The step from `from` to `to`: in it a field goes on as it went in the step before. */
static void advance(struct nml_runner *r, double from, double to)
{
    const double clock[2] = {nml_field(&r->clock, from), nml_field(&r->clock, to)};
    for (size_t i = 0; i < r->nml->islands.count; i++) {
        if (r->held[i] == 0) {
            struct macrospin_drive first = {.hk = 0.0}, last = first;
            for (int k = 0; k < 3; k++) {
                const double field = r->field[i][k], grown = field - r->before[i][k];
                first.field[k] = field + clock[0] * r->clock.direction[k];
                last.field[k] = field + grown + clock[1] * r->clock.direction[k];
            }
            macrospin_advance(&r->magnet[i], &(struct macrospin_stretch){from, to, &first, &last}, &r->path[i], NULL);
            memcpy(r->m[i], r->path[i].m, sizeof r->m[i]);
        }
    }
    memcpy(r->before, r->field, r->nml->islands.count * sizeof *r->field);
    add_fields(r);
}

void nml_run(struct nml_runner *runner, unsigned row, unsigned long seed, signed char *s)
{
    const struct islands *islands = &runner->nml->islands;
    const size_t steps = (size_t)ceil(nml_period(&runner->clock) / runner->step);
    begin(runner, row, seed);
    for (size_t k = 0; k < steps; k++) {
        advance(runner, (double)k * runner->step, (double)(k + 1) * runner->step);
    }
    for (size_t i = 0; i < islands->count; i++) {
        s[i] = macrospin_dot(runner->m[i], islands->island[i].axis) < 0.0 ? -1 : 1;
    }
}

const double (*nml_moments(const struct nml_runner *runner))[3]
{
    return (const double(*)[3])runner->m;
}
