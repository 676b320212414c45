#include "solver/walls.h"

#include <math.h>

/* Below 0 where an end of the track may hold a wall until its drive turns. Only the sign means something: it is the
 * greater one, and so below 0 where both are, of what is below 0 where the drive turns, and where the wall could by
 * then be beyond an end. There is no branch, so that the loops over walls become vector code. */
static inline double not_held(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    double turned_at_most = x + 0.5 * h * v_start, beyond = d->length - turned_at_most;
    double inside = turned_at_most < beyond ? turned_at_most : beyond, goes_on = v_start * v_end;
    return inside > goes_on ? inside : goes_on;
}

/* Eq. (7) for one wall; unless some are held so, no division is needed. */
static inline double advance(const struct dwmtj *d, double x, double v_start, double v_end, double h, bool some_held)
{
    return some_held ? dwmtj_advance(d, x, v_start, v_end, h)
                     : dwmtj_clamp(x + 0.5 * h * (v_start + v_end), 0.0, d->length);
}

/* walls_predict, with Eq. (7) as for `some_held`; false where some are, but it is not. */
VECTOR_PART bool predict(const struct dwmtj *device, const struct walls *w, size_t n, double h, bool some_held,
                         bool *some_cross)
{
    const size_t all = vector_padded(n);
    const struct dwmtj d = *device;
    const double *restrict x = w->x, *restrict v = w->v, *restrict rate = w->rate;
    double *restrict v_ahead = w->v_ahead, *restrict x_ahead = w->x_ahead, *restrict past_edge = w->past_edge;
    double least_unheld = 0.0, least_past = 0.0;
#pragma omp simd reduction(min : least_unheld, least_past)
    for (size_t i = 0; i < all; i++) {
        double v_end = v[i] + h * rate[i], x_end = advance(&d, x[i], v[i], v_end, h, some_held);
        double unheld = not_held(&d, x[i], v[i], v_end, h);
        least_unheld = unheld < least_unheld ? unheld : least_unheld;
        past_edge[i] = walls_past_edge(&d, x[i], x_end);
        least_past = past_edge[i] < least_past ? past_edge[i] : least_past;
        x_ahead[i] = x_end;
        v_ahead[i] = v_end;
    }
    *some_cross = least_past < 0.0;
    return some_held || least_unheld == 0.0;
}

VECTOR static bool predict_all(const struct dwmtj *device, struct walls *w, size_t n, double h)
{
    bool some_cross;
    w->some_held = device->idepin > 0.0 || !predict(device, w, n, h, false, &some_cross);
    if (w->some_held) {
        predict(device, w, n, h, true, &some_cross);
    }
    return some_cross;
}

double walls_predict(const struct dwmtj *device, struct walls *w, size_t n, double h)
{
    double first = INFINITY;
    bool some_cross = predict_all(device, w, n, h);
    for (size_t i = 0; some_cross && i < n; i++) {
        if (w->past_edge[i] < 0.0) {
            first = fmin(first, walls_time_to_edge(device, w, i));
        }
    }
    return first;
}

VECTOR_PART void shorten(const struct dwmtj *device, const struct walls *w, size_t n, double h, bool some_held)
{
    const size_t all = vector_padded(n);
    const struct dwmtj d = *device;
    const double *restrict x = w->x, *restrict v = w->v, *restrict rate = w->rate;
    double *restrict v_ahead = w->v_ahead, *restrict x_ahead = w->x_ahead;
    VECTOR_LOOP
    for (size_t i = 0; i < all; i++) {
        v_ahead[i] = v[i] + h * rate[i];
        x_ahead[i] = advance(&d, x[i], v[i], v_ahead[i], h, some_held);
    }
}

VECTOR void walls_shorten(const struct dwmtj *device, const struct walls *w, size_t n, double h)
{
    if (w->some_held) {
        shorten(device, w, n, h, true);
    } else {
        shorten(device, w, n, h, false);
    }
}

struct correction {
    struct walls_step step;
    bool holds; /* false where some walls are held, but it was not for them */
};

/* walls_correct in the same way. */
VECTOR_PART struct correction correct(const struct dwmtj *device, const struct walls *w, size_t n, double h,
                                      double speed, bool some_held)
{
    const size_t all = vector_padded(n);
    const struct dwmtj d = *device;
    const double *restrict x = w->x, *restrict v = w->v, *restrict v_ahead = w->v_ahead,
                           *restrict predicted = w->x_ahead;
    const double v_pin = dwmtj_pinned_up_to(device);
    double *restrict corrected = w->x_corrected;
    double least_unheld = 0.0, error = 0.0, crossing = 0.0;
#pragma omp simd reduction(min : least_unheld) reduction(max : error, crossing)
    for (size_t i = 0; i < all; i++) {
        double drive = fabs(v_ahead[i]) - v_pin, trapezoid = advance(&d, x[i], v[i], v_ahead[i], h, some_held);
        double x_end = walls_on_parabola(trapezoid, predicted[i]);
        double time = walls_error(trapezoid, predicted[i], drive, speed);
        double unheld = not_held(&d, x[i], v[i], v_ahead[i], h), goes_below = walls_below(&d, x_end) * drive;
        least_unheld = unheld < least_unheld ? unheld : least_unheld;
        error = time > error ? time : error;
        crossing = goes_below > crossing ? goes_below : crossing;
        corrected[i] = x_end;
    }
    return (struct correction){{.error = error, .some_cross = crossing > 0.0}, some_held || least_unheld == 0.0};
}

VECTOR struct walls_step walls_correct(const struct dwmtj *device, struct walls *w, size_t n, double h, double speed)
{
    struct correction correction = {.holds = false};
    if (device->idepin == 0.0) {
        correction = correct(device, w, n, h, speed, false);
    }
    if (!correction.holds) {
        correction = correct(device, w, n, h, speed, true);
    }
    double *predicted = w->x_ahead;
    w->x_ahead = w->x_corrected;
    w->x_corrected = predicted;
    return correction.step;
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
    struct dwmtj_pinned_step c = dwmtj_pinned_step(dwmtj_pinned_up_to(d), w->v[i], w->v_ahead[i], h);
    if (c.from * distance > 0.0) {
        return time_to(distance, c.from, half_rate);
    }
    double stop = dwmtj_clamp(w->x[i] + 0.5 * c.before * c.from, 0.0, d->length); /* it goes there after a rest */
    return h - c.after + time_to(w->x_ahead[i] - stop, 0.0, half_rate);
}

double walls_time_to_edge(const struct dwmtj *d, const struct walls *w, size_t i)
{
    const double edge[] = {walls_left_edge(d), walls_right_edge(d)};
    double first = INFINITY;
    for (size_t k = 0; k < 2; k++) {
        if ((w->x[i] - edge[k]) * (w->x_ahead[i] - edge[k]) < 0.0) {
            first = fmin(first, time_to(edge[k] - w->x[i], w->v[i], 0.5 * w->rate[i]));
        }
    }
    return first;
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
VECTOR_PART struct walls_outlook look_ahead(const struct dwmtj *device, const struct walls *w, size_t n, double v_pin)
{
    const size_t all = vector_padded(n);
    const struct dwmtj d = *device;
    const double left = walls_left_edge(&d), right = walls_right_edge(&d), length = d.length;
    const double *restrict x = w->x, *restrict v_driven = w->v;
    double moving = 0.0, crossing = 0.0, least = INFINITY;
#pragma omp simd reduction(+ : moving) reduction(max : crossing)
    for (size_t i = 0; i < all; i++) {
        double v = v_pin > 0.0 ? dwmtj_depinned(v_driven[i], v_pin) : v_driven[i];
        double to_near_edge = v > 0.0 ? left - x[i] : x[i] - right;
        double to_far_edge = v > 0.0 ? right - x[i] : x[i] - left;
        double to_end = v > 0.0 ? length - x[i] : x[i];
        double drive = to_end > 0.0 ? v : 0.0;
        double to_cross = ((to_near_edge <= 0.0) & (drive != 0.0)) ? to_far_edge : 0.0;
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
    double *x = w->x, *v = w->v;
    w->x = w->x_ahead;
    w->x_ahead = x;
    w->v = w->v_ahead;
    w->v_ahead = v;
}
