#include "walls.h"

#include <math.h>

VECTOR void walls_conductances(const struct dwmtj *device, const double *restrict x, double *restrict g, size_t n)
{
    struct dwmtj d = *device;
    if (d.delta > 0.0) {
        for (size_t i = 0; i < n; i++) {
            g[i] = dwmtj_conductance(&d, x[i]);
        }
        return;
    }
    d.delta = 0.0; /* known to the compiler, so that a loop over sharp walls is vector code */
    for (size_t i = 0; i < n; i++) {
        g[i] = dwmtj_conductance(&d, x[i]);
    }
}

VECTOR void walls_predict(const struct dwmtj *device, const struct walls *w, size_t n, double h, double h_before)
{
    const struct dwmtj d = *device;
    const double ratio = h_before > 0.0 ? h / h_before : 0.0;
    const double *restrict x = w->x, *restrict v = w->v, *restrict v_before = w->v_before;
    double *restrict x_ahead = w->x_ahead;
    for (size_t i = 0; i < n; i++) {
        x_ahead[i] = dwmtj_advance(&d, x[i], v[i], v[i] + ratio * (v[i] - v_before[i]), h);
    }
}

VECTOR double walls_correct(const struct dwmtj *device, const struct walls *w, size_t n, double h, double speed)
{
    const struct dwmtj d = *device;
    const double *restrict x = w->x, *restrict v = w->v, *restrict v_ahead = w->v_ahead;
    const double slowest = 0.02 * speed;
    double *restrict x_ahead = w->x_ahead;
    double greatest = 0.0;
#pragma omp simd reduction(max : greatest)
    for (size_t i = 0; i < n; i++) {
        double corrected = dwmtj_advance(&d, x[i], v[i], v_ahead[i], h);
        double time = fabs(corrected - x_ahead[i]) / dwmtj_clamp(fabs(v_ahead[i]), slowest, speed);
        greatest = time > greatest ? time : greatest;
        x_ahead[i] = corrected;
    }
    return greatest;
}

VECTOR bool walls_some_arrive(const struct dwmtj *device, const struct walls *w, size_t n)
{
    const double length = device->length;
    const double *restrict x = w->x, *restrict x_ahead = w->x_ahead;
    double farthest = 0.0;
#pragma omp simd reduction(max : farthest)
    for (size_t i = 0; i < n; i++) {
        double at_end = ((x_ahead[i] <= 0.0) | (x_ahead[i] >= length)) ? 1.0 : 0.0;
        double came = at_end * fabs(x_ahead[i] - x[i]);
        farthest = came > farthest ? came : farthest;
    }
    return farthest > 0.0;
}

double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h)
{
    double latest = -1.0;
    for (size_t i = 0; i < n; i++) {
        double end = w->x_ahead[i];
        if ((end > 0.0 && end < d->length) || end == w->x[i]) {
            continue;
        }
        /* x + v t + (v_ahead - v) t^2 / (2 h) = end, the root nearest to 0 without a loss of digits */
        double distance = end - w->x[i], v = w->v[i], half_rate = 0.5 * (w->v_ahead[i] - v) / h;
        double root = sqrt(fmax(v * v + 4.0 * half_rate * distance, 0.0));
        double t = distance > 0.0 ? 2.0 * distance / (v + root) : 2.0 * distance / (v - root);
        latest = fmax(latest, fmin(fmax(t, 0.0), h));
    }
    return latest;
}

VECTOR size_t walls_count_moving(const struct dwmtj *device, const struct walls *w, size_t n)
{
    const struct dwmtj d = *device;
    size_t moving = 0;
#pragma omp simd reduction(+ : moving)
    for (size_t i = 0; i < n; i++) {
        moving += dwmtj_motion(&d, w->x[i], w->v[i]) != 0.0;
    }
    return moving;
}

VECTOR double walls_time_to_junction(const struct dwmtj *device, const struct walls *w, size_t n)
{
    const struct dwmtj d = *device;
    const double left = dwmtj_left_edge(&d), right = dwmtj_right_edge(&d);
    double least = INFINITY;
#pragma omp simd reduction(min : least)
    for (size_t i = 0; i < n; i++) {
        double x = w->x[i], v = w->v[i];
        double near_edge = v > 0.0 ? left - x : x - right, far_edge = v > 0.0 ? right - x : x - left;
        double time = near_edge / fabs(v);        /* infinite for a wall without drive that is outside */
        time = near_edge <= 0.0 ? 0.0 : time;     /* crossing, */
        time = far_edge <= 0.0 ? INFINITY : time; /* or past */
        least = time < least ? time : least;
    }
    return least;
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
