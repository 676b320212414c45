#include "solver/ticks.h"

#include "models/pbit/pbit.h"

#include <stdlib.h>
#include <string.h>

/* A p-bit's clock: when it ticks next, and the state of SplitMix64 that belongs to it, so that no product is needed. */
struct clock {
    double next;    /* s */
    uint64_t state; /* key + 2 k RANDOM_STEP for tick k */
};

struct ticks {
    size_t n, room, buckets;     /* most ticks of a window; places in time into which they are sorted first */
    double tau, begin, window;   /* s: the window begins where the last one ended */
    struct clock *clock, *saved; /* [n]; as they were when the window began */
    struct tick *raw, *sorted;   /* [room] */
    uint32_t *count;             /* [buckets + 1] */
};

/* Ticks of a window on average: so many that the passes pay, and so few that they stay in the cache. */
static size_t aim(size_t n)
{
    const size_t standard = 1024;
    return n < standard ? standard : n;
}

struct ticks *ticks_new(size_t n)
{
    struct ticks *ticks = calloc(1, sizeof *ticks);
    if (!ticks) {
        return NULL;
    }
    const double mean = (double)aim(n);
    ticks->n = n;
    ticks->room = (size_t)(mean + 2.0 * sqrt(mean)); /* one window in 40 has more, and is halved */
    ticks->buckets = 2 * aim(n);
    ticks->clock = calloc(n + 1, sizeof *ticks->clock);
    ticks->saved = calloc(n + 1, sizeof *ticks->saved);
    ticks->raw = calloc(ticks->room, sizeof *ticks->raw);
    ticks->sorted = calloc(ticks->room, sizeof *ticks->sorted);
    ticks->count = calloc(ticks->buckets + 1, sizeof *ticks->count);
    if (!ticks->clock || !ticks->saved || !ticks->raw || !ticks->sorted || !ticks->count) {
        ticks_free(ticks);
        return NULL;
    }
    return ticks;
}

void ticks_free(struct ticks *ticks)
{
    if (ticks) {
        free(ticks->clock);
        free(ticks->saved);
        free(ticks->raw);
        free(ticks->sorted);
        free(ticks->count);
        free(ticks);
    }
}

void ticks_start(struct ticks *ticks, const uint64_t *key, double tau)
{
    ticks->tau = tau;
    ticks->begin = 0.0;
    ticks->window = tau * (double)aim(ticks->n) / (double)(ticks->n + !ticks->n);
    for (size_t i = 0; i < ticks->n; i++) {
        ticks->clock[i] = (struct clock){tau * pbit_gap(key[i], 1), key[i] + 2 * RANDOM_STEP};
    }
}

/* The ticks before `end`, p-bit by p-bit, to `raw`. False where they are more than there is room for. */
static bool make(struct ticks *ticks, double end, size_t *made)
{
    const double tau = ticks->tau;
    size_t total = 0;
    for (size_t i = 0; i < ticks->n; i++) {
        struct clock clock = ticks->clock[i];
        while (clock.next < end) {
            if (total == ticks->room) {
                return false;
            }
            ticks->raw[total++] =
                (struct tick){clock.next, random_share(random_mix(clock.state + RANDOM_STEP)), (uint32_t)i};
            clock.state += 2 * RANDOM_STEP;
            clock.next += tau * -log(random_share(random_mix(clock.state))); /* pbit_gap, Eq. (B2) */
        }
        ticks->clock[i] = clock;
    }
    *made = total;
    return true;
}

/* The place of a time in the window. */
static size_t bucket(const struct ticks *ticks, double t, double scale)
{
    size_t b = (size_t)((t - ticks->begin) * scale);
    return b < ticks->buckets ? b : ticks->buckets - 1; /* rounding at the end */
}

/* Into buckets, of which the mean has half a tick, and then each to its place among its neighbours. */
static void sort(struct ticks *ticks, double end, size_t total)
{
    const double scale = (double)ticks->buckets / (end - ticks->begin);
    uint32_t *count = ticks->count, sum = 0;
    memset(count, 0, (ticks->buckets + 1) * sizeof *count);
    for (size_t k = 0; k < total; k++) {
        count[bucket(ticks, ticks->raw[k].t, scale)]++;
    }
    for (size_t b = 0; b < ticks->buckets; b++) {
        uint32_t here = count[b];
        count[b] = sum;
        sum += here;
    }
    for (size_t k = 0; k < total; k++) {
        ticks->sorted[count[bucket(ticks, ticks->raw[k].t, scale)]++] = ticks->raw[k];
    }
    for (size_t k = 1; k < total; k++) {
        struct tick tick = ticks->sorted[k];
        size_t to = k;
        for (; to > 0 && ticks->sorted[to - 1].t > tick.t; to--) {
            ticks->sorted[to] = ticks->sorted[to - 1];
        }
        ticks->sorted[to] = tick;
    }
}

const struct tick *ticks_next(struct ticks *ticks, size_t *count, double *end)
{
    double window = ticks->window;
    memcpy(ticks->saved, ticks->clock, ticks->n * sizeof *ticks->clock);
    while (!make(ticks, ticks->begin + window, count)) {
        memcpy(ticks->clock, ticks->saved, ticks->n * sizeof *ticks->clock);
        window *= 0.5;
    }
    *end = ticks->begin + window;
    sort(ticks, *end, *count);
    ticks->begin = *end;
    return ticks->sorted;
}
