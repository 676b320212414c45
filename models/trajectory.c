/* The way of a wall through one time step, in sub-steps. */
#include "dynamics.h"

#include "motion.h"

#include <math.h>

enum { X, PHI, X_SLOPE, PHI_SLOPE, VARIABLES, STAGES = 7 };

/* A step on its way. */
struct walk {
    struct dynamics dynamics; /* with the noise of the moment */
    const struct drive *drive;
    double h;               /* length of the whole step, s */
    double t;               /* time gone of it, s */
    double until;           /* so far the noise stays, s */
    double cell;            /* number of its cell, whole */
    double y[VARIABLES];    /* position, angle, and their slopes */
    double try;             /* length of the next sub-step, s */
    double lowest, highest; /* where the walk ends before its time, m */
};

static double drive_at(const struct walk *w, double t)
{
    return w->drive->start + w->drive->rate * t;
}

/* The shortest sub-step, s: what it gets wrong no longer counts. */
static double shortest(const struct walk *w)
{
    return 1e-9 * w->h;
}

/* The weight of an error of the angle as one of the position, m: Eq. (33) carries it over by the distance that the
 * wall goes while the angle relaxes. */
static double angle_weight(const struct dynamics *d)
{
    return d->alpha > 0.0 ? d->delta / fmin(d->alpha, 1.0) : 0.0;
}

static void derivative(const struct walk *w, double t, const double y[VARIABLES], double dy[VARIABLES])
{
    struct rates r = motion_rates(&w->dynamics, y[X], y[PHI], drive_at(w, t));
    double share = t / w->h; /* of the drive's change at the end of the step that has come by now */
    dy[X] = r.x;
    dy[PHI] = r.phi;
    dy[X_SLOPE] = r.x_x * y[X_SLOPE] + r.x_phi * y[PHI_SLOPE] + r.x_u * share;
    dy[PHI_SLOPE] = r.phi_x * y[X_SLOPE] + r.phi_phi * y[PHI_SLOPE] + r.phi_u * share;
}

/* One step of the method of Dormand and Prince of order 5 (J. Comput. Appl. Math. 6, 19 (1980)). The result is the
 * error's estimate in m. `v`: the velocity at its end. */
static double free_step(const struct walk *w, double h, double end[VARIABLES], double v[2])
{
    static const double TIME[STAGES] = {0.0, 1.0 / 5, 3.0 / 10, 4.0 / 5, 8.0 / 9, 1.0, 1.0};
    static const double A[STAGES][STAGES - 1] = {
        {0.0},
        {1.0 / 5},
        {3.0 / 40, 9.0 / 40},
        {44.0 / 45, -56.0 / 15, 32.0 / 9},
        {19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
        {9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
        {35.0 / 384, 0.0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
    };
    static const double ERROR[STAGES] = {71.0 / 57600,      0.0,        -71.0 / 16695, 71.0 / 1920,
                                         -17253.0 / 339200, 22.0 / 525, -1.0 / 40};
    double k[STAGES][VARIABLES], error[2] = {0.0, 0.0};
    for (int s = 0; s < STAGES; s++) {
        for (int i = 0; i < VARIABLES; i++) {
            double sum = 0.0;
            for (int j = 0; j < s; j++) {
                sum += A[s][j] * k[j][i];
            }
            end[i] = w->y[i] + h * sum;
        }
        derivative(w, w->t + TIME[s] * h, end, k[s]);
        error[X] += h * ERROR[s] * k[s][X];
        error[PHI] += h * ERROR[s] * k[s][PHI];
    }
    v[0] = k[0][X];
    v[1] = k[STAGES - 1][X];
    return fmax(fabs(error[X]), angle_weight(&w->dynamics) * fabs(error[PHI]));
}

static void accept(struct walk *w, double h, const double end[VARIABLES])
{
    w->t += h;
    for (int i = 0; i < VARIABLES; i++) {
        w->y[i] = end[i];
    }
}

/* Waits at an end of the track for the moment at which the drive turns inwards. That is sought in a straight line, up
 * to the moment at which the angle of rest comes to its limit or leaves it. */
static void wait(struct walk *w, double v, double v_u)
{
    double rate = w->drive->rate, u = drive_at(w, w->t), limit = motion_rest_limit(&w->dynamics);
    double time = v_u * rate > 0.0 ? -v / (v_u * rate) : INFINITY;
    double to_limits[] = {(limit - u) / rate, (-limit - u) / rate};
    for (int i = 0; i < 2; i++) {
        time = to_limits[i] > 0.0 ? fmin(time, to_limits[i]) : time;
    }
    w->t = fmin(w->t + fmax(time, shortest(w)), w->h);
}

static bool is_noisy(const struct walk *w)
{
    return w->dynamics.noise.spread > 0.0;
}

/* Goes on to the cell of time `number`, where the noise is another. */
static void enter_cell(struct walk *w, double number)
{
    const struct noise *noise = &w->dynamics.noise;
    w->cell = number;
    w->until = fmin((number + 1.0) * noise->cell - w->drive->from, w->h);
    w->try = fmax(w->until - w->t, shortest(w));
    noise_rates(noise, (uint64_t)number, w->dynamics.now);
}

/* An end of the track holds a wall with noise, whose free velocity is `v`: its angle goes on alone, until it lets the
 * wall leave. Within a sub-step the rate of the angle is taken as linear in the angle. */
static void stay(struct walk *w)
{
    const struct dynamics *d = &w->dynamics;
    struct rates r = motion_rates(d, w->y[X], w->y[PHI], drive_at(w, w->t));
    double torque = r.x / d->delta - d->alpha * r.phi, turn = r.phi + d->alpha * r.x / d->delta; /* b and a of (33) */
    double decay = -d->stiffness * cos(2.0 * w->y[PHI]) / d->alpha;
    double left = -d->alpha * turn / torque; /* the share of the torque at which the wall may leave */
    double h = w->until - w->t;
    if (decay < 0.0 && left > 0.0 && left < 1.0) {
        h = fmin(h, log(left) / decay);
    }
    h = fmax(h, shortest(w));
    w->y[PHI] -= torque / d->alpha * (decay == 0.0 ? h : expm1(decay * h) / decay); /* Eq. (43) */
    w->y[PHI_SLOPE] *= exp(decay * h);
    w->t += h;
}

/* How far beyond the ends of the track or of the walk a sub-step of `h` goes from w->y[X] to `x`, or went between the
 * two, with the velocities `v` at its start and end; and the share of it at which it passed them, or turned. */
static double overshoot(const struct walk *w, double h, double x, const double v[2], double *share)
{
    double low = fmax(0.0, w->lowest), high = fmin(w->dynamics.length, w->highest);
    double beyond = fmax(low - x, x - high);
    if (beyond > 0.0) {
        *share = ((x < low ? low : high) - w->y[X]) / (x - w->y[X]);
        return beyond;
    }
    if (v[0] * v[1] < 0.0) {
        *share = v[0] / (v[0] - v[1]);
        double turn = w->y[X] + 0.5 * v[0] * h * *share;
        return fmax(low - turn, turn - high);
    }
    return beyond;
}

/* A wall at an end of the track has its angle at rest: nothing is left of what came before. With noise it has not. */
static void settle(struct walk *w)
{
    const struct dynamics *d = &w->dynamics;
    if (w->y[X] <= 0.0 || w->y[X] >= d->length) {
        w->y[X] = dwmtj_clamp(w->y[X], 0.0, d->length);
        if (is_noisy(w)) {
            w->y[PHI_SLOPE] -= w->y[X_SLOPE] / (d->alpha * d->delta); /* by (33b) less (43), for a later arrival */
            w->y[X_SLOPE] = 0.0;
            return;
        }
        w->y[PHI] = motion_rest_angle(d, drive_at(w, w->t));
        w->y[X_SLOPE] = w->y[PHI_SLOPE] = 0.0;
    }
}

/* Settles a wall that came to an end of the track with velocity `arrival` (m/s). Where it turns at once, the drive at
 * the end of the step has changed the moment of that. */
static void arrive(struct walk *w, double arrival)
{
    const struct dynamics *d = &w->dynamics;
    double later = arrival != 0.0 ? -w->y[X_SLOPE] / arrival : 0.0, u = drive_at(w, w->t), v, v_u;
    settle(w);
    if (!is_noisy(w) && !motion_held(d, w->y[X], u, &v, &v_u)) {
        struct rates r = motion_rates(d, w->y[X], w->y[PHI], u);
        double limit = motion_rest_limit(d);
        double rest_u = fabs(u) < limit ? -0.5 / (limit * cos(2.0 * w->y[PHI])) : 0.0; /* from Eq. (34) */
        w->y[X_SLOPE] = -r.x * later;
        w->y[PHI_SLOPE] = rest_u * (w->t / w->h + w->drive->rate * later) - r.phi * later;
    }
}

/* One sub-step, or a shorter `try`. */
static void go(struct walk *w)
{
    const struct dynamics *d = &w->dynamics;
    double end[VARIABLES], v[2], share = 0.0;
    double h = fmin(w->try, w->until - w->t);
    double error = free_step(w, h, end, v);
    double ratio = d->tolerance / fmax(error, 1e-6 * d->tolerance);
    double factor = dwmtj_clamp(0.9 * pow(ratio, 0.2), 0.1, 5.0); /* the error goes with h to the 5th power */
    if (h > shortest(w) && error > d->tolerance) {
        w->try = fmax(factor * h, shortest(w));
        return;
    }
    if (overshoot(w, h, end[X], v, &share) > d->tolerance && h > shortest(w)) {
        w->try = fmax(dwmtj_clamp(share, 0.1, 0.99) * h, shortest(w));
        return;
    }
    w->try = factor * h;
    accept(w, h, end);
    if (w->y[X] <= 0.0 || w->y[X] >= d->length) {
        arrive(w, v[1]);
    }
}

/* True where an end of the track holds the wall with its noise. */
static bool is_pressed(const struct walk *w)
{
    const struct dynamics *d = &w->dynamics;
    if (w->y[X] > 0.0 && w->y[X] < d->length) {
        return false;
    }
    double v = motion_rates(d, w->y[X], w->y[PHI], drive_at(w, w->t)).x;
    return w->y[X] <= 0.0 ? v <= 0.0 : v >= 0.0;
}

static void walk_noisily(struct walk *w)
{
    enter_cell(w, floor(w->drive->from / w->dynamics.noise.cell));
    while (w->t < w->h && w->y[X] > w->lowest && w->y[X] < w->highest) {
        if (w->t >= w->until) {
            enter_cell(w, w->cell + 1.0);
        } else if (is_pressed(w)) {
            stay(w);
        } else {
            go(w);
        }
    }
}

static void walk_quietly(struct walk *w)
{
    while (w->t < w->h && w->y[X] > w->lowest && w->y[X] < w->highest) {
        double v, v_u;
        if (motion_held(&w->dynamics, w->y[X], drive_at(w, w->t), &v, &v_u)) {
            wait(w, v, v_u);
            settle(w);
        } else {
            go(w);
        }
    }
}

double motion_time_to_go(const struct dynamics *dynamics, const struct drive *drive, struct motion *wall, double lowest,
                         double highest, double horizon)
{
    struct walk w = {.dynamics = *dynamics,
                     .drive = drive,
                     .h = horizon,
                     .until = horizon,
                     .y = {[X] = wall->x, [PHI] = wall->phi},
                     .try = horizon,
                     .lowest = lowest,
                     .highest = highest};
    settle(&w);
    if (is_noisy(&w)) {
        walk_noisily(&w);
    } else {
        walk_quietly(&w);
    }
    *wall = (struct motion){w.y[X], w.y[PHI], w.y[X_SLOPE], w.y[PHI_SLOPE]};
    return wall->x <= lowest || wall->x >= highest ? w.t : INFINITY;
}

void dynamics_advance(const struct dynamics *dynamics, const struct drive *drive, double h, struct motion *wall)
{
    motion_time_to_go(dynamics, drive, wall, -INFINITY, INFINITY, h);
}
