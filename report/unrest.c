#include "report/unrest.h"

#include "report/trace.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A wall turns round when it goes back by this share of its track: less is the error of steps and digits. */
static const double TURN = 0.01;

/* A wall that goes by less than this share of its track in the last tenth rests, as in measures.c. */
static const double SAME_PLACE = 1e-6;

/* Below this share of the leak speed of an axon, a wall creeps: it needs ten times as long as an axon that returns. */
static const double CREEP = 0.1;

/* A wall whose speed falls by more than this share in a twentieth of the run may stop inside its track. */
static const double SLOWS = 0.05;

/* The second half of a run, and its last tenth in two. */
enum mark { HALF, TENTH, TWENTIETH, MARKS };
static const double MARK[MARKS] = {0.5, 0.9, 0.95};

struct unrest_watch {
    const struct network *network;
    size_t walls;          /* 2 n: somas, then axons */
    double release, t_end; /* s */
    double t;              /* of the point before, s; negative before the first one */
    double *before;        /* [walls] positions at that point, m */
    double *at[MARKS];     /* [walls] positions at the marks, m */
    double *turned;        /* [walls] the farthest position since the wall turned last, m */
    signed char *way;      /* [walls] where it went since: 1, -1; 0 before it went anywhere */
    double *fastest;       /* [walls] the velocity of the greatest size in the second half, m/s */
    unsigned *turns;       /* [walls] in the second half */
};

static double time_of(const struct unrest_watch *w, enum mark mark)
{
    return w->release + MARK[mark] * (w->t_end - w->release);
}

struct unrest_watch *unrest_watch_new(const struct network *network, double t_end)
{
    struct unrest_watch *w = calloc(1, sizeof *w);
    if (!w) {
        return NULL;
    }
    *w = (struct unrest_watch){.network = network,
                               .walls = 2 * network->n,
                               .release = network->t_load < t_end ? network->t_load : 0.0,
                               .t_end = t_end,
                               .t = -1.0,
                               .before = calloc(2 * network->n, sizeof *w->before)};
    if (!w->before) {
        free(w);
        return NULL;
    }
    return w;
}

void unrest_watch_free(struct unrest_watch *w)
{
    if (w) {
        free(w->before);
        free(w->at[HALF]);
        free(w->way);
        free(w->turns);
        free(w);
    }
}

/* Most runs come to rest in their first half and do without this memory. */
static bool begin_second_half(struct unrest_watch *w)
{
    double *memory = calloc((MARKS + 2) * w->walls, sizeof *memory);
    w->at[HALF] = memory;
    w->way = calloc(w->walls, sizeof *w->way);
    w->turns = calloc(w->walls, sizeof *w->turns);
    for (size_t m = HALF + 1; memory && m < MARKS; m++) {
        w->at[m] = memory + m * w->walls;
    }
    w->turned = memory ? memory + MARKS * w->walls : NULL;
    w->fastest = memory ? w->turned + w->walls : NULL;
    return memory && w->way && w->turns;
}

static double length_of(const struct unrest_watch *w, size_t wall)
{
    return wall < w->network->n ? w->network->soma.length : w->network->axon.length;
}

/* Follows a wall to `x` (m), where it is `h` (s) after the point before. */
static void follow(struct unrest_watch *w, size_t wall, double x, double h)
{
    const double gone = x - w->turned[wall], least = TURN * length_of(w, wall);
    const double speed = h > 0.0 ? (x - w->before[wall]) / h : 0.0;
    if (fabs(speed) > fabs(w->fastest[wall])) {
        w->fastest[wall] = speed;
    }
    if (gone * w->way[wall] > 0.0) {
        w->turned[wall] = x;
    } else if (fabs(gone) > least) {
        w->turns[wall] += w->way[wall] != 0;
        w->way[wall] = gone > 0.0 ? 1 : -1;
        w->turned[wall] = x;
    }
}

/* Of wall number `k` of all: somas, then axons. */
static double position(const double *soma, const double *axon, size_t n, size_t k)
{
    return k < n ? soma[k] : axon[k - n];
}

bool unrest_watch_see(struct unrest_watch *w, double t, const double *soma, const double *axon)
{
    const size_t n = w->network->n;
    for (enum mark m = HALF; m < MARKS; m++) {
        const double mark = time_of(w, m);
        if (!(w->t < mark && t >= mark)) {
            continue;
        }
        if (m == HALF && !begin_second_half(w)) {
            return false;
        }
        const double share = w->t >= 0.0 ? (mark - w->t) / (t - w->t) : 1.0;
        for (size_t k = 0; k < w->walls; k++) {
            w->at[m][k] = w->before[k] + share * (position(soma, axon, n, k) - w->before[k]);
        }
        if (m == HALF) {
            memcpy(w->turned, w->at[HALF], w->walls * sizeof *w->turned);
        }
    }
    for (size_t k = 0; w->turned && k < w->walls; k++) {
        follow(w, k, position(soma, axon, n, k), t - w->t);
    }
    memcpy(w->before, soma, n * sizeof *w->before);
    memcpy(w->before + n, axon, n * sizeof *w->before);
    w->t = t;
    return true;
}

/* ---- The judgement ---- */

static bool oscillates(const struct unrest_watch *w, size_t wall)
{
    return w->turns[wall] >= 2;
}

/* Whether the wall, on a track of `length` (m), moved in the last tenth and is not at the end of a way. */
static bool moves(const struct unrest_watch *w, size_t wall, double length)
{
    const double least = SAME_PLACE * length, end = w->before[wall];
    const bool arrived = end <= least || end >= length - least;
    const bool moved = fabs(end - w->at[TENTH][wall]) > least || fabs(end - w->at[TWENTIETH][wall]) > least;
    return moved && (oscillates(w, wall) || !arrived);
}

/* How long the wall still needs to the end of its track at its speed, s. */
static double remaining(const struct unrest_watch *w, size_t wall, double speed, double length)
{
    const double span = time_of(w, TWENTIETH) - time_of(w, TENTH);
    const double earlier = (w->at[TWENTIETH][wall] - w->at[TENTH][wall]) / span;
    const double left = speed > 0.0 ? length - w->before[wall] : w->before[wall];
    return speed == 0.0 || fabs(speed) < (1.0 - SLOWS) * fabs(earlier) ? INFINITY : left / fabs(speed);
}

/* Whether a wall goes as fast as its current and its leak together drive it. */
static bool follows_its_drive(const struct dwmtj *d)
{
    return d->idepin == 0.0 && d->alpha == 0.0 && d->noise == 0.0;
}

static struct restless judge(const struct unrest_watch *w, size_t wall, const struct dwmtj *device)
{
    const size_t n = w->network->n;
    const double speed = (w->before[wall] - w->at[TWENTIETH][wall]) / (w->t - time_of(w, TWENTIETH));
    struct restless r = {
        .neuron = wall % n, .axon = wall >= n, .speed = speed, .leak = device->vleak, .remaining = INFINITY};
    if (oscillates(w, wall)) {
        r.motion = UNREST_OSCILLATES;
        r.speed = w->fastest[wall];
    } else {
        r.motion = fabs(speed) < CREEP * fabs(w->network->axon.vleak) ? UNREST_CREEPS : UNREST_MOVES;
        r.remaining = remaining(w, wall, speed, device->length);
    }
    r.drive = follows_its_drive(device) ? r.speed - device->vleak : NAN;
    return r;
}

static void add(const struct restless *r, struct unrest *unrest)
{
    if (unrest->neurons < UNREST_SHOWN) {
        unrest->first[unrest->neurons] = *r;
    }
    unrest->neurons++;
    if (r->motion == UNREST_OSCILLATES) {
        if (unrest->oscillating == 0 || fabs(r->speed) > fabs(unrest->swings.speed)) {
            unrest->swings = *r;
        }
        unrest->oscillating++;
        return;
    }
    if (r->motion == UNREST_CREEPS) {
        if (unrest->creeping == 0 || r->remaining > unrest->slowest.remaining) {
            unrest->slowest = *r;
        }
        unrest->creeping++;
    }
    unrest->remaining = fmax(unrest->remaining, r->remaining);
}

struct unrest unrest_watch_judge(const struct unrest_watch *w)
{
    struct unrest unrest = {0};
    const size_t n = w->network->n;
    double turns = 0.0;
    if (!w->turned || !(w->t > time_of(w, TWENTIETH))) {
        return unrest;
    }
    for (size_t i = 0; i < n; i++) {
        const struct dwmtj soma = network_soma(w->network, i), axon = trace_axon(w->network, i);
        const bool of_soma = moves(w, i, soma.length);
        if (of_soma || moves(w, n + i, axon.length)) {
            const size_t wall = of_soma ? i : n + i;
            const struct restless r = judge(w, wall, of_soma ? &soma : &axon);
            add(&r, &unrest);
            turns += r.motion == UNREST_OSCILLATES ? (double)w->turns[wall] : 0.0;
        }
    }
    if (turns > 0.0) {
        unrest.period = 2.0 * (w->t - time_of(w, HALF)) * (double)unrest.oscillating / turns;
    }
    return unrest;
}
