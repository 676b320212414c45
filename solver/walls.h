/* All walls of one kind, in arrays: the loops of the simplified solver. */
#ifndef WALLS_H
#define WALLS_H

#include "models/dwmtj/dwmtj.h"
#include "solver/vector.h"

#include <math.h>

/* All walls of one kind: positions and driven velocities. Each array ends on a whole vector (vector_padded); what is
 * beyond its n walls is 0, a wall at rest. */
struct walls {
    double *x;           /* [n] position, m */
    double *v;           /* [n] velocity as driven, now, m/s */
    double *rate;        /* [n] at which that changes, m/s2 */
    double *x_ahead;     /* [n] position at the end of the step: predicted, then corrected */
    double *v_ahead;     /* [n] velocity there */
    double *past_edge;   /* [n] walls_past_edge of the predicted step, before it was shortened, m2 */
    double *x_corrected; /* [n] room for the next x_ahead */
    bool some_held;      /* in the predicted step, at an end of the track until their drives turn, or by pinning */
};

/* Where a wall begins to cross its junction and ends to, m: the junction's edges, and beyond them what the width of a
 * wall reaches. */
static inline double walls_left_edge(const struct dwmtj *d)
{
    return dwmtj_left_edge(d) - dwmtj_reach(d);
}
static inline double walls_right_edge(const struct dwmtj *d)
{
    return dwmtj_right_edge(d) + dwmtj_reach(d);
}

/* Above 0 where a wall at `x` (m) is below its junction with any part of its width, and not at an end of the track;
 * else 0, m2. */
static inline double walls_below(const struct dwmtj *d, double x)
{
    double left = dwmtj_clamp(walls_left_edge(d), 0.0, d->length);
    double right = dwmtj_clamp(walls_right_edge(d), 0.0, d->length);
    double below = (x - left) * (right - x);
    return below > 0.0 ? below : 0.0;
}

/* Below 0 where a wall that goes from `x` to `x_end` (m) begins or ends to cross its junction, m2. */
static inline double walls_past_edge(const struct dwmtj *d, double x, double x_end)
{
    double left = walls_left_edge(d), right = walls_right_edge(d);
    double past_left = (x - left) * (x_end - left), past_right = (x - right) * (x_end - right);
    return past_left < past_right ? past_left : past_right;
}

/* Puts into x_ahead where the walls would be after `h` if the drives went on changing at their rates. Gives the first
 * moment at which one begins or ends to cross its junction, s; INFINITY where none does. */
double walls_predict(const struct dwmtj *device, struct walls *w, size_t n, double h);

/* The same for a part of the step that was predicted last: after `h`, which is less. */
void walls_shorten(const struct dwmtj *device, const struct walls *w, size_t n, double h);

/* The moment at which the predicted wall `i` is at the first edge of its junction that it passes, s; INFINITY where it
 * passes none. */
double walls_time_to_edge(const struct dwmtj *device, const struct walls *w, size_t i);

/* From where the trapezoid rule leads a wall and where it was predicted, m: where it is if its drive goes on a parabola
 * through the drive and its rate at the start and the drive at the end. */
static inline double walls_on_parabola(double trapezoid, double predicted)
{
    const double third = 1.0 / 3.0;
    return trapezoid - third * (trapezoid - predicted);
}

/* The error of that, as the time in s that a wall needs for the distance between the two. Slow walls count for more:
 * what they lack in place, they lack in time. A wall's own speed `own` (m/s), less what pinning takes, counts from a
 * fiftieth of `speed` up to it. */
static inline double walls_error(double trapezoid, double predicted, double own, double speed)
{
    return fabs(trapezoid - predicted) / dwmtj_clamp(own, 0.02 * speed, speed);
}

/* What a corrected step is like. */
struct walls_step {
    double error;    /* the greatest walls_error, s */
    bool some_cross; /* go on below their junctions, so that drives go on changing */
};

/* Puts into x_ahead the positions for the drives that the prediction led to; `speed` as in walls_error. */
struct walls_step walls_correct(const struct dwmtj *device, struct walls *w, size_t n, double h, double speed);

/* The latest moment of the step at which a wall came to rest at an end of the track, or pinned, s from its beginning;
 * negative where none did. */
double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h);

/* What the walls do from now on. */
struct walls_outlook {
    size_t moving;      /* walls that do not rest */
    double to_junction; /* s until the first wall begins to cross its junction; 0 where one is crossing, so that drives
                           change; INFINITY where none comes to it */
};
struct walls_outlook walls_look_ahead(const struct dwmtj *device, const struct walls *w, size_t n);

/* Makes what is ahead the present, and the present what was before. */
void walls_accept(struct walls *w);

#endif
