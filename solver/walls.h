/* All walls of one kind, in arrays: the loops of the simplified solver. */
#ifndef WALLS_H
#define WALLS_H

#include "models/dwmtj/dwmtj.h"
#include "base/vector.h"

#include <math.h>

/* All walls of one kind: positions and driven velocities. Each array ends on a whole vector (vector_padded); what is
 * beyond its n walls is 0, a wall at rest. */
struct walls {
    double *x;           /* [n] position, m */
    double *v;           /* [n] velocity as driven, now, m/s */
    double *rate;        /* [n] at which that changes, m/s2 */
    double *x_ahead;     /* [n] position at the end of the step: predicted, then corrected */
    double *v_ahead;     /* [n] velocity there */
    double *x_corrected; /* [n] room for the next x_ahead */
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

/* These, for a loop over many walls of a device; and where they are on the track, m. */
struct walls_track {
    double length, left, right;
    double left_on_track, right_on_track;
};
static inline struct walls_track walls_track(const struct dwmtj *d)
{
    double left = walls_left_edge(d), right = walls_right_edge(d);
    return (struct walls_track){d->length, left, right, dwmtj_clamp(left, 0.0, d->length),
                                dwmtj_clamp(right, 0.0, d->length)};
}

/* Above 0 where a wall at `x` (m) is below its junction with any part of its width, and not at an end of the track;
 * else 0, m2. */
static inline double walls_below(const struct walls_track *t, double x)
{
    double below = (x - t->left_on_track) * (t->right_on_track - x);
    return below > 0.0 ? below : 0.0;
}

/* Below 0 where a wall that goes from `x` to `x_end` (m) begins or ends to cross its junction, m2. */
static inline double walls_past_edge(const struct walls_track *t, double x, double x_end)
{
    double past_left = (x - t->left) * (x_end - t->left), past_right = (x - t->right) * (x_end - t->right);
    return past_left < past_right ? past_left : past_right;
}

/* When a wall at `x` (m), with `v` (m/s) that changes at `rate` (m/s2), is at the first edge of its junction that it
 * passes on its way to `x_end`, s: walls_past_edge is below 0. */
static inline double walls_time_to_edge(const struct walls_track *t, double x, double v, double rate, double x_end)
{
    double distance = x < t->left || (x < t->right && x_end < t->left) ? t->left - x : t->right - x;
    double square = v * v + 2.0 * rate * distance, root = sqrt(square > 0.0 ? square : 0.0);
    return 2.0 * distance / (distance > 0.0 ? v + root : v - root); /* v t + rate t^2 / 2 = distance; no digits lost */
}

/* Below 0 where an end of the track may hold a wall until its drive turns. Only the sign means something: it is the
 * greater one, and so below 0 where both are, of what is below 0 where the drive turns, and where the wall could by
 * then be beyond an end. There is no branch, so that the loops over walls become vector code. */
static inline double walls_not_held(const struct walls_track *t, double x, double v_start, double v_end, double h)
{
    double turned_at_most = x + 0.5 * h * v_start, beyond = t->length - turned_at_most;
    double inside = turned_at_most < beyond ? turned_at_most : beyond, goes_on = v_start * v_end;
    return inside > goes_on ? inside : goes_on;
}

/* Eq. (7) for a wall that is neither held so nor pinned: no division is needed. */
static inline double walls_advance(const struct walls_track *t, double x, double v_start, double v_end, double h)
{
    return dwmtj_clamp(x + 0.5 * h * (v_start + v_end), 0.0, t->length);
}

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

/* The latest moment of the step at which a wall came to rest at an end of the track, or pinned, s from its beginning;
 * negative where none did. */
double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h);

/* What the walls do from now on; each is neurons[n] walls, or one where that is NULL. */
struct walls_outlook {
    size_t moving;      /* walls that do not rest */
    double to_junction; /* s until the first wall begins to cross its junction; 0 where one is crossing, so that drives
                           change; INFINITY where none comes to it */
};
struct walls_outlook walls_look_ahead(const struct dwmtj *device, const struct walls *w, size_t n,
                                      const double *neurons);

/* Makes what is ahead the present, and the present what was before. */
void walls_accept(struct walls *w);

#endif
