/* Time steps of oscillators. A time point is first solved for the state to which the drives of the last two time points
 * lead, and then for the states that come out, until both are the same. docs/phase.md, section 2. */
#ifndef PREDICTED_STEP_H
#define PREDICTED_STEP_H

#include "models/ngspice/ngspice_internals.h"
#include "models/oscillator_drive.h"

#include <math.h>

/* What a device keeps of a time point that is being solved, in its state. */
struct prediction {
    double wanted;     /* the step in s that is short enough, where this one was not; else INFINITY */
    double first_miss; /* by how much the state missed the one that was predicted */
    double tries;      /* how often the circuit has been solved */
};

/* A step that was solved: its times t[0] and t[1], in s; by how much the state went and by how much it missed the one
 * that the circuit was solved for, and what is allowed of both, in one unit. With noise also the length of its cells
 * and the end of the next one, s, and how far the state would go until then. */
struct predicted_step {
    const double *t;
    double way, allowed_way, miss, allowed_miss;
    double cell, next_cell, way_ahead;
};

/* How often the circuit is solved at a time point until the step is refused, and how much of the allowed miss needs no
 * further solution. By how much a solution may miss the state, of how much the prediction did: Eq. (O12). */
enum { PREDICTED_STEP_TRIES = 5 };
static const double PREDICTED_STEP_SAME = 0.2, PREDICTED_STEP_GAIN = 0.3;

/* How much a prediction may miss the state, of the allowed miss. It misses a smooth one by six times as much as the
 * solution does that was made for the state that came out: the drive was extrapolated from two time points, and now is
 * interpolated. Where cells of noise begin, the drives of others have kinks, which do no harm at a time point; within a
 * step across several cells they do. */
static const double PREDICTED_STEP_SMOOTH = 4.0, PREDICTED_STEP_KINK = 10.0, PREDICTED_STEP_ACROSS = 0.1;

static inline struct prediction predicted_step_begin(void)
{
    return (struct prediction){.wanted = INFINITY};
}

/* Where the first cell of noise ends that ends after t[0]. */
static inline double predicted_step_next_cell(const struct predicted_step *s)
{
    const double next = (floor(s->t[0] / s->cell) + 1.0) * s->cell;
    return next > s->t[0] + 2.0 * ngspice_shortest_step() ? next : next + s->cell;
}

/* How much the prediction of this step may miss the state. */
static inline double predicted_step_allowance(const struct predicted_step *s)
{
    const double shortest = ngspice_shortest_step();
    if (s->cell == 0.0) {
        return PREDICTED_STEP_SMOOTH * s->allowed_miss;
    }
    const double begin = floor((s->t[1] + shortest) / s->cell) * s->cell;
    if (s->t[0] > begin + s->cell + shortest) {
        return PREDICTED_STEP_ACROSS * s->allowed_miss;
    }
    return (s->t[1] <= begin + shortest ? PREDICTED_STEP_KINK : PREDICTED_STEP_SMOOTH) * s->allowed_miss;
}

/* The step in s that would have been short enough; INFINITY where this one was. */
static inline double predicted_step_wanted(const struct predicted_step *s, const struct prediction *prediction)
{
    const double h = s->t[0] - s->t[1], allowed = predicted_step_allowance(s), miss = prediction->first_miss;
    double wanted = INFINITY;
    if (h <= ngspice_shortest_step()) {
        return wanted;
    }
    if (!(s->way <= 2.0 * s->allowed_way)) {
        wanted = h * fmax(0.1, s->allowed_way / s->way);
    }
    if (!(miss <= allowed)) {
        wanted = fmin(wanted, h * fmax(0.1, 0.8 * cbrt(allowed / miss)));
    }
    if (!(s->miss <= s->allowed_miss) && prediction->tries >= PREDICTED_STEP_TRIES) {
        wanted = fmin(wanted, 0.5 * h);
    }
    return wanted;
}

/* Asks for the next time point. Eq. (O12) */
static inline void predicted_step_ask(const struct predicted_step *s, const struct prediction *prediction)
{
    const double now = s->t[0], h = now - s->t[1], shortest = ngspice_shortest_step(), miss = prediction->first_miss;
    const double by_way = s->way > 0.0 ? h * s->allowed_way / s->way : INFINITY;
    double next = 2.0 * h;
    next = miss > 0.0 ? fmin(next, 0.8 * h * cbrt(predicted_step_allowance(s) / miss)) : next;
    if (prediction->tries > 1.0 && s->miss > fmax(s->allowed_miss, PREDICTED_STEP_GAIN * miss)) {
        next = fmin(next, h * PREDICTED_STEP_GAIN * miss / s->miss);
    }
    if (s->cell == 0.0) {
        cm_analog_set_temp_bkpt(now + fmax(fmin(next, by_way), 2.0 * shortest));
        return;
    }
    /* With noise to the end of a cell, where states have kinks; or the rest of the cell in equal parts. */
    const double rest = s->next_cell - now;
    const double of_way = s->way_ahead > 2.0 * s->allowed_way ? ceil(s->way_ahead / s->allowed_way) : 1.0;
    const double parts = fmax(of_way, ceil(rest / fmax(next, 2.0 * shortest) - 1e-6));
    const double across = miss > 0.0 ? 0.8 * h * cbrt(PREDICTED_STEP_ACROSS * s->allowed_miss / miss) : INFINITY;
    const double whole = floor((now + fmin(next, fmin(by_way, across))) / s->cell) * s->cell;
    cm_analog_set_temp_bkpt(parts > 1.0 ? now + fmax(rest / parts, 2.0 * shortest) : fmax(whole, s->next_cell));
}

/* Judges a step that was solved, and asks for the next time point. True where the circuit is to be solved once more,
 * for the state that came out. */
static inline bool predicted_step_judge(const struct predicted_step *s, struct prediction *prediction)
{
    if (prediction->tries++ == 0.0) {
        prediction->first_miss = s->miss;
    }
    prediction->wanted = predicted_step_wanted(s, prediction);
    const bool refused = prediction->wanted < s->t[0] - s->t[1];
    const bool again =
        !refused && prediction->tries < PREDICTED_STEP_TRIES && !(s->miss <= PREDICTED_STEP_SAME * s->allowed_miss);
    /* The device needs the drive that belongs to the state; and ngspice does not ask truncate_step about the first
     * step.
     */
    if (again || (refused && s->t[1] == 0.0)) {
        cm_analog_not_converged();
    }
    predicted_step_ask(s, prediction);
    return again;
}

#endif
