#include "solver/walls.h"

#include <math.h>

/* When a wall that moves with `v`, which changes at twice `half_rate`, first is `distance` further, s. */
static double time_to(double distance, double v, double half_rate)
{
    /* v t + half_rate t^2 = distance, the root nearest to 0 without a loss of digits */
    double root = sqrt(fmax(v * v + 4.0 * half_rate * distance, 0.0));
    return distance > 0.0 ? 2.0 * distance / (v + root) : 2.0 * distance / (v - root);
}

/* The moment of the step at which wall `i` with pinning comes to where it then rests, s from the beginning. */
static double pinned_arrival(const struct dwmtj *d, const struct walls *w, size_t i, double h)
{
    double distance = w->x_ahead[i] - w->x[i], half_rate = 0.5 * (w->v_ahead[i] - w->v[i]) / h;
    struct dwmtj_pinned_step c = dwmtj_pinned_step(dwmtj_pinned_up_to(d), w->v[i], w->v_ahead[i], h);
    if (c.from * distance > 0.0) {
        return time_to(distance, c.from, half_rate);
    }
    double stop = dwmtj_clamp(w->x[i] + 0.5 * c.before * c.from, 0.0, d->length); /* it goes there after a rest */
    return h - c.after + time_to(w->x_ahead[i] - stop, 0.0, half_rate);
}

/* Whether a wall comes to an end of the track in the step. */
VECTOR static bool some_arrive(const struct dwmtj *d, const struct walls *w, size_t n)
{
    const double length = d->length;
    const double *restrict x = w->x, *restrict x_ahead = w->x_ahead;
    double farthest = 0.0;
#pragma omp simd reduction(max : farthest)
    for (size_t i = 0; i < n; i++) {
        double way = ((x_ahead[i] <= 0.0) | (x_ahead[i] >= length)) ? fabs(x_ahead[i] - x[i]) : 0.0;
        farthest = way > farthest ? way : farthest;
    }
    return farthest > 0.0;
}

double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h)
{
    const double v_pin = dwmtj_pinned_up_to(d);
    const bool some = n < LANES || some_arrive(d, w, n);
    double latest = -1.0;
    for (size_t i = 0; (v_pin > 0.0 || some) && i < n; i++) {
        double end = w->x_ahead[i], distance = end - w->x[i];
        bool pinned = v_pin > 0.0 && fabs(w->v_ahead[i]) <= v_pin;
        if ((end > 0.0 && end < d->length && !pinned) || distance == 0.0) {
            continue;
        }
        double half_rate = 0.5 * (w->v_ahead[i] - w->v[i]) / h;
        double t = v_pin > 0.0 ? pinned_arrival(d, w, i, h) : time_to(distance, w->v[i], half_rate);
        latest = fmax(latest, fmin(fmax(t, 0.0), h));
    }
    return latest;
}

/* walls_look_ahead with pinning up to `v_pin` (m/s). Inlined twice, once for a constant 0 that the compiler leaves out.
 */
VECTOR_PART struct walls_outlook look_ahead(const struct dwmtj *device, const struct walls *w, size_t n,
                                            const double *neurons, double v_pin)
{
    const size_t all = vector_padded(n);
    const double left = walls_left_edge(device), right = walls_right_edge(device), length = device->length;
    const double *restrict x = w->x, *restrict v_driven = w->v;
    double moving = 0.0, least = INFINITY;
#pragma omp simd reduction(+ : moving) reduction(min : least)
    for (size_t i = 0; i < all; i++) {
        double v = v_pin > 0.0 ? dwmtj_depinned(v_driven[i], v_pin) : v_driven[i];
        double to_near_edge = v > 0.0 ? left - x[i] : x[i] - right;
        double to_far_edge = v > 0.0 ? right - x[i] : x[i] - left;
        double to_end = v > 0.0 ? length - x[i] : x[i];
        bool moves = (to_end > 0.0) & (v != 0.0), crosses = moves & (to_near_edge <= 0.0) & (to_far_edge > 0.0);
        double time = to_near_edge > 0.0 ? to_near_edge / fabs(v) : INFINITY; /* infinite also for v = 0 */
        time = crosses ? 0.0 : time;
        least = time < least ? time : least;
        moving += !moves ? 0.0 : neurons ? neurons[i] : 1.0;
    }
    return (struct walls_outlook){.moving = (size_t)moving, .to_junction = least};
}

VECTOR struct walls_outlook walls_look_ahead(const struct dwmtj *device, const struct walls *w, size_t n,
                                             const double *neurons)
{
    double v_pin = dwmtj_pinned_up_to(device);
    return v_pin > 0.0 ? look_ahead(device, w, n, neurons, v_pin)
           : neurons   ? look_ahead(device, w, n, neurons, 0.0)
                       : look_ahead(device, w, n, NULL, 0.0);
}

void walls_accept(struct walls *w)
{
    double *x = w->x, *v = w->v;
    w->x = w->x_ahead;
    w->x_ahead = x;
    w->v = w->v_ahead;
    w->v_ahead = v;
}
