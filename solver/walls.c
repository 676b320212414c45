#include "walls.h"

#include <math.h>

VECTOR void walls_conductances(const struct dwmtj *device, const double *restrict x, double *restrict g, size_t n)
{
    const struct dwmtj d = *device;
    for (size_t i = 0; i < n; i++) {
        g[i] = dwmtj_conductance_of_share(&d, dwmtj_sharp_share_passed(&d, x[i]));
    }
    for (size_t i = 0; i < n && device->delta > 0.0; i++) {
        g[i] = dwmtj_conductance(device, x[i]);
    }
}

/* Eq. (7) for all walls: first as if no end of a track held one until its drive turns, which needs no division; where
 * that may be wrong for one wall, all go once more. */
VECTOR static void advance_all(const struct dwmtj *device, const double *restrict x, const double *restrict v_start,
                               const double *restrict v_end, double h, double *restrict x_end, size_t n)
{
    const struct dwmtj d = *device;
    const double length = d.length;
    double held = d.idepin;
#pragma omp simd reduction(max : held)
    for (size_t i = 0; i < n; i++) {
        double turned_at_most = x[i] + 0.5 * h * v_start[i];
        bool turns = v_start[i] * v_end[i] < 0.0, beyond = (turned_at_most < 0.0) | (turned_at_most > length);
        held = (turns & beyond) ? 1.0 : held;
        x_end[i] = dwmtj_clamp(x[i] + 0.5 * h * (v_start[i] + v_end[i]), 0.0, length);
    }
    for (size_t i = 0; i < n && held > 0.0; i++) {
        x_end[i] = dwmtj_advance(&d, x[i], v_start[i], v_end[i], h);
    }
}

VECTOR void walls_predict(const struct dwmtj *device, const struct walls *w, size_t n, double h, double h_before)
{
    const size_t all = vector_padded(n);
    const double ratio = h_before > 0.0 ? h / h_before : 0.0;
    const double *restrict v = w->v, *restrict v_before = w->v_before;
    double *restrict v_ahead = w->v_ahead;
    for (size_t i = 0; i < all; i++) {
        v_ahead[i] = v[i] + ratio * (v[i] - v_before[i]);
    }
    advance_all(device, w->x, v, v_ahead, h, w->x_ahead, all);
}

VECTOR struct walls_step walls_correct(const struct dwmtj *device, struct walls *w, size_t n, double h, double speed)
{
    const size_t all = vector_padded(n);
    const double *restrict x = w->x, *restrict v_ahead = w->v_ahead, *restrict predicted = w->x_ahead;
    const double slowest = 0.02 * speed, length = device->length, v_pin = dwmtj_pinned_up_to(device);
    const double pinned = v_pin > 0.0 ? v_pin : -1.0; /* no speed is below that */
    double *restrict corrected = w->x_corrected;
    double error = 0.0, arrived = 0.0;
    advance_all(device, x, w->v, v_ahead, h, corrected, all);
#pragma omp simd reduction(max : error, arrived)
    for (size_t i = 0; i < all; i++) {
        double drive = fabs(v_ahead[i]);
        double time = fabs(corrected[i] - predicted[i]) / dwmtj_clamp(drive - v_pin, slowest, speed);
        bool held = (corrected[i] <= 0.0) | (corrected[i] >= length) | (drive <= pinned);
        error = time > error ? time : error;
        arrived = (held & (corrected[i] != x[i])) ? 1.0 : arrived;
    }
    w->x_corrected = w->x_ahead;
    w->x_ahead = corrected;
    return (struct walls_step){.error = error, .some_arrive = arrived > 0.0};
}

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
    struct dwmtj_course c = dwmtj_course(dwmtj_pinned_up_to(d), w->v[i], w->v_ahead[i], h);
    if (c.from * distance > 0.0) {
        return time_to(distance, c.from, half_rate);
    }
    double stop = dwmtj_clamp(w->x[i] + 0.5 * c.before * c.from, 0.0, d->length); /* it goes there after a rest */
    return h - c.after + time_to(w->x_ahead[i] - stop, 0.0, half_rate);
}

double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h)
{
    const double v_pin = dwmtj_pinned_up_to(d);
    double latest = -1.0;
    for (size_t i = 0; i < n; i++) {
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
static inline __attribute__((always_inline)) struct walls_outlook
look_ahead(const struct dwmtj *device, const struct walls *w, size_t n, double v_pin)
{
    const size_t all = vector_padded(n);
    const struct dwmtj d = *device;
    const double left = dwmtj_left_edge(&d) - dwmtj_reach(&d), right = dwmtj_right_edge(&d) + dwmtj_reach(&d);
    const double length = d.length;
    const double *restrict x = w->x, *restrict v_driven = w->v;
    double moving = 0.0, crossing = 0.0, least = INFINITY;
#pragma omp simd reduction(+ : moving) reduction(max : crossing)
    for (size_t i = 0; i < all; i++) {
        double v = v_pin > 0.0 ? dwmtj_depinned(v_driven[i], v_pin) : v_driven[i];
        double to_near_edge = v > 0.0 ? left - x[i] : x[i] - right;
        double to_far_edge = v > 0.0 ? right - x[i] : x[i] - left;
        double to_end = v > 0.0 ? length - x[i] : x[i];
        double to_cross = to_near_edge <= 0.0 ? to_far_edge : 0.0, drive = to_end > 0.0 ? v : 0.0;
        crossing = to_cross > crossing ? to_cross : crossing;
        moving += drive != 0.0 ? 1.0 : 0.0;
    }
    if (crossing > 0.0) {
        return (struct walls_outlook){.moving = (size_t)moving, .to_junction = 0.0};
    }
#pragma omp simd reduction(min : least)
    for (size_t i = 0; i < all; i++) {
        double v = v_pin > 0.0 ? dwmtj_depinned(v_driven[i], v_pin) : v_driven[i];
        double to_near_edge = v > 0.0 ? left - x[i] : x[i] - right;
        double time = to_near_edge > 0.0 ? to_near_edge / fabs(v) : INFINITY; /* infinite also for v = 0 */
        least = time < least ? time : least;
    }
    return (struct walls_outlook){.moving = (size_t)moving, .to_junction = least};
}

VECTOR struct walls_outlook walls_look_ahead(const struct dwmtj *device, const struct walls *w, size_t n)
{
    double v_pin = dwmtj_pinned_up_to(device);
    return v_pin > 0.0 ? look_ahead(device, w, n, v_pin) : look_ahead(device, w, n, 0.0);
}

void walls_accept(struct walls *w)
{
    double *x = w->x, *v = w->v_before;
    w->x = w->x_ahead;
    w->x_ahead = x;
    w->v_before = w->v;
    w->v = w->v_ahead;
    w->v_ahead = v;
}
