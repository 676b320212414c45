#include "solver/ice_run.h"

#include "base/random.h"
#include "models/constants.h"
#include "solver/island_flips.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A run at a constant temperature, and its sums over time from `after` on. */
struct watch {
    const struct ice_sample *sample;
    const struct island_flips *flips;
    int *type;                                       /* [vertices] now */
    double count[ICE_TYPES];                         /* of vertices, now */
    double time_count[ICE_TYPES], time_energy, seen; /* integrals, and the time of both, s */
};

/* ---- What is seen ---- */

static void see_state(const struct ice_sample *sample, const signed char *s, struct ice_seen *seen)
{
    const size_t vertices = ice_vertices(sample->ice);
    for (size_t k = 0; k < vertices; k++) {
        seen->share[ice_type(sample->ice, k, s)] += 1.0 / (double)vertices;
    }
    seen->energy = island_couplings_energy(sample->couplings, s);
}

static enum status watch_new(const struct ice_sample *sample, const struct island_flips *flips, struct watch *watch,
                             struct diagnostic *diagnostic)
{
    const size_t vertices = ice_vertices(sample->ice);
    *watch = (struct watch){.sample = sample, .flips = flips, .type = calloc(vertices, sizeof *watch->type)};
    if (!watch->type) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < vertices; k++) {
        watch->type[k] = ice_type(sample->ice, k, island_flips_state(flips));
        watch->count[watch->type[k]] += 1.0;
    }
    return STATUS_OK;
}

/* Magnet `i` has flipped. */
static void watch_flip(struct watch *watch, size_t i)
{
    size_t vertex[2];
    const size_t count = ice_vertices_of(watch->sample->ice, i, vertex);
    for (size_t k = 0; k < count; k++) {
        int *type = &watch->type[vertex[k]];
        watch->count[*type] -= 1.0;
        *type = ice_type(watch->sample->ice, vertex[k], island_flips_state(watch->flips));
        watch->count[*type] += 1.0;
    }
}

/* The state, with `energy` (J), stays for `time` (s). */
static void watch_stay(struct watch *watch, double energy, double time)
{
    for (int k = 0; k < ICE_TYPES; k++) {
        watch->time_count[k] += watch->count[k] * time;
    }
    watch->time_energy += energy * time;
    watch->seen += time;
}

static void watch_end(const struct watch *watch, struct ice_seen *seen)
{
    for (int k = 0; k < ICE_TYPES; k++) {
        seen->share[k] = watch->time_count[k] / (watch->seen * (double)ice_vertices(watch->sample->ice));
    }
    seen->energy = watch->time_energy / watch->seen;
}

/* ---- Runs ---- */

static uint64_t key_of(unsigned long seed, const char *what)
{
    return hash_more(HASH_EMPTY, what, strlen(what)) ^ random_mix(seed);
}

static void draw_state(size_t count, unsigned long seed, signed char *s)
{
    const uint64_t key = key_of(seed, "ice start");
    for (size_t i = 0; i < count; i++) {
        s[i] = random_bits(key, i) >> 63 ? 1 : -1;
    }
}

static size_t run_until(struct island_flips *flips, double end)
{
    size_t count = 0, i;
    while (island_flips_next(flips, end, &i)) {
        count++;
    }
    return count;
}

static void cool(struct island_flips *flips, const struct ice_course *course, struct ice_seen *seen)
{
    for (int step = 0; step < ICE_STEPS; step++) {
        const double middle = ((double)step + 0.5) / ICE_STEPS;
        island_flips_set_temperature(flips, course->from + middle * (course->to - course->from));
        seen->flips += run_until(flips, course->time * (double)(step + 1) / ICE_STEPS);
    }
}

static enum status stay_warm(const struct ice_sample *sample, struct island_flips *flips,
                             const struct ice_course *course, struct ice_seen *seen, struct diagnostic *diagnostic)
{
    struct watch watch;
    size_t i;
    seen->flips = run_until(flips, course->after);
    enum status status = watch_new(sample, flips, &watch, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    double last = island_flips_time(flips), energy = island_flips_energy(flips);
    while (island_flips_next(flips, course->time, &i)) {
        watch_stay(&watch, energy, island_flips_time(flips) - last);
        watch_flip(&watch, i);
        last = island_flips_time(flips);
        energy = island_flips_energy(flips);
        seen->flips++;
    }
    watch_stay(&watch, energy, course->time - last);
    watch_end(&watch, seen);
    free(watch.type);
    return STATUS_OK;
}

enum status ice_run(const struct ice_sample *sample, const struct ice_course *course, struct ice_seen *seen,
                    signed char *state, struct diagnostic *diagnostic)
{
    const size_t count = sample->islands->count;
    struct island_flips *flips;
    *seen = (struct ice_seen){0};
    draw_state(count, course->seed, state);
    const struct island_start start = {state, course->from, key_of(course->seed, "ice flips")};
    enum status status = island_flips_new(sample->couplings, sample->islands, &start, &flips, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (course->from == course->to) {
        status = stay_warm(sample, flips, course, seen, diagnostic);
    } else {
        cool(flips, course, seen);
        see_state(sample, island_flips_state(flips), seen);
    }
    memcpy(state, island_flips_state(flips), count);
    island_flips_free(flips);
    return status;
}

/* ---- Several runs ---- */

/* Sums of numbers and of their squares, the first number, and whether one differs from it. */
struct sums {
    double value, square, first;
    bool differ;
};

static void sums_add(struct sums *sums, size_t run, double value)
{
    sums->first = run == 0 ? value : sums->first;
    sums->differ = sums->differ || value != sums->first;
    sums->value += value;
    sums->square += value * value;
}

static struct ice_mean sums_mean(const struct sums *sums, size_t runs)
{
    const double n = (double)runs, mean = sums->differ ? sums->value / n : sums->first;
    const double variance = fmax(sums->square / n - mean * mean, 0.0);
    return (struct ice_mean){mean, sums->differ ? sqrt(variance / (n - 1.0)) : NAN};
}

enum status ice_repeat(const struct ice_sample *sample, const struct ice_course *course, size_t runs,
                       struct ice_summary *summary, signed char *state, struct diagnostic *diagnostic)
{
    struct sums share[ICE_TYPES] = {0}, monopoles = {0}, energy = {0};
    struct ice_course own = *course;
    struct ice_seen seen;
    signed char *other = malloc(sample->islands->count);
    enum status status = other ? STATUS_OK : fail_memory(diagnostic);
    *summary = (struct ice_summary){.runs = runs};
    for (size_t k = 0; k < runs && status == STATUS_OK; k++, own.seed++) {
        status = ice_run(sample, &own, &seen, k == 0 ? state : other, diagnostic);
        for (int t = 0; t < ICE_TYPES; t++) {
            sums_add(&share[t], k, seen.share[t]);
        }
        sums_add(&monopoles, k, seen.share[2] + seen.share[3]);
        sums_add(&energy, k, seen.energy);
        summary->flips += seen.flips;
    }
    for (int t = 0; t < ICE_TYPES; t++) {
        summary->share[t] = sums_mean(&share[t], runs);
    }
    summary->monopoles = sums_mean(&monopoles, runs);
    summary->energy = sums_mean(&energy, runs);
    free(other);
    return status;
}

/* ---- In equilibrium ---- */

enum status ice_exact(const struct ice_sample *sample, double kelvin, struct ice_seen *exact,
                      struct diagnostic *diagnostic)
{
    const size_t count = sample->islands->count, vertices = ice_vertices(sample->ice);
    signed char *s = malloc(count + 1);
    double weights = 0.0;
    *exact = (struct ice_seen){0};
    if (!s) {
        return fail_memory(diagnostic);
    }
    ice_order(sample->ice, s);
    const double lowest = island_couplings_energy(sample->couplings, s);
    double energy = lowest;
    /* A Gray code goes through all states of the others; the last magnet stays, since both signs of all are alike. */
    for (uint64_t k = 1;; k++) {
        const double weight = exp(-(energy - lowest) / (BOLTZMANN * kelvin)); /* Eq. (I4) */
        weights += weight;
        exact->energy += weight * energy;
        for (size_t v = 0; v < vertices; v++) {
            exact->share[ice_type(sample->ice, v, s)] += weight;
        }
        if (k >> (count - 1)) {
            break;
        }
        const size_t i = (size_t)__builtin_ctzll(k);
        s[i] = (signed char)-s[i];
        energy += 2.0 * s[i] * island_couplings_field(sample->couplings, s, i);
    }
    exact->energy /= weights;
    for (int t = 0; t < ICE_TYPES; t++) {
        exact->share[t] /= weights * (double)vertices;
    }
    free(s);
    return STATUS_OK;
}
