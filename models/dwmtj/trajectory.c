/* The way of a wall through one time step, in sub-steps. */
#include "models/dwmtj/trajectory.h"

#include <math.h>

enum { X, PHI, X_SLOPE, PHI_SLOPE, VARIABLES, STAGES = 7 };

/* A step on its way. */
struct walk {
    struct dynamics dynamics; /* with the noise of the moment */
    const struct drive *drive;
    double h;               /* length of the walk, s */
    double ahead, step;     /* it begins so long before a step of this length, whose end the slopes follow, s */
    double t;               /* time gone of it, s */
    double until;           /* so far the noise stays, s */
    double cell;            /* number of its cell, whole */
    double y[VARIABLES];    /* position, angle, and their slopes */
    double try;             /* length of the next sub-step, s */
    double lowest, highest; /* where the walk ends before its time, m */
    bool held;              /* an end of the track holds the wall with its noise: its angle goes on alone */
};

static double drive_at(const struct walk *w, double t)
{
    return w->drive->start + w->drive->rate * t;
}

static bool is_noisy(const struct walk *w)
{
    return w->dynamics.noise.spread > 0.0;
}

/* The shortest sub-step, s: what it gets wrong no longer counts. With noise it is the same whatever the step is. */
static double shortest(const struct walk *w)
{
    return 1e-9 * (is_noisy(w) ? w->dynamics.noise.cell : w->h);
}

/* The weight of an error of the angle as one of the position, m: Eq. (33) carries it over by the distance that the
 * wall goes while the angle relaxes. */
static double angle_weight(const struct dynamics *d)
{
    return d->alpha > 0.0 ? d->delta / fmin(d->alpha, 1.0) : 0.0;
}

/* The rates of a wall that an end of the track holds, from those of the free one: b of (33) is x'/Delta - alpha phi'.
 */
static struct rates held_rates(const struct dynamics *d, struct rates free)
{
    double alpha = d->alpha, torque = free.x / d->delta - alpha * free.phi;
    double torque_phi = free.x_phi / d->delta - alpha * free.phi_phi;
    double torque_u = free.x_u / d->delta - alpha * free.phi_u;
    return (struct rates){.phi = -torque / alpha, .phi_phi = -torque_phi / alpha, .phi_u = -torque_u / alpha};
}

/* Returns the velocity that the wall has, or would have if it were free. */
static double derivative(const struct walk *w, double t, const double y[VARIABLES], double dy[VARIABLES])
{
    struct rates free = dynamics_rates(&w->dynamics, y[X], y[PHI], drive_at(w, t));
    struct rates r = w->held ? held_rates(&w->dynamics, free) : free; /* Eq. (43) */
    double share = fmax(t - w->ahead, 0.0) / w->step; /* of the drive's change at the step's end that has come by now */
    dy[X] = r.x;
    dy[PHI] = r.phi;
    dy[X_SLOPE] = r.x_x * y[X_SLOPE] + r.x_phi * y[PHI_SLOPE] + r.x_u * share;
    dy[PHI_SLOPE] = r.phi_x * y[X_SLOPE] + r.phi_phi * y[PHI_SLOPE] + r.phi_u * share;
    return free.x;
}

/* One step of the method of Dormand and Prince of order 5 (J. Comput. Appl. Math. 6, 19 (1980)). The result is the
 * error's estimate in m. `v`: the velocity at its start and end, of a free wall. */
static double one_step(const struct walk *w, double h, double end[VARIABLES], double v[2])
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
        v[1] = derivative(w, w->t + TIME[s] * h, end, k[s]);
        v[0] = s == 0 ? v[1] : v[0];
        error[X] += h * ERROR[s] * k[s][X];
        error[PHI] += h * ERROR[s] * k[s][PHI];
    }
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
    double rate = w->drive->rate, u = drive_at(w, w->t), limit = dynamics_rest_limit(&w->dynamics);
    double time = v_u * rate > 0.0 ? -v / (v_u * rate) : INFINITY;
    double to_limits[] = {(limit - u) / rate, (-limit - u) / rate};
    for (int i = 0; i < 2; i++) {
        time = to_limits[i] > 0.0 ? fmin(time, to_limits[i]) : time;
    }
    w->t = fmin(w->t + fmax(time, shortest(w)), w->h);
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
        w->y[PHI] = dynamics_rest_angle(d, drive_at(w, w->t));
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
    if (!is_noisy(w) && !dynamics_held(d, w->y[X], u, &v, &v_u)) {
        struct rates r = dynamics_rates(d, w->y[X], w->y[PHI], u);
        double limit = dynamics_rest_limit(d);
        double rest_u = fabs(u) < limit ? -0.5 / (limit * cos(2.0 * w->y[PHI])) : 0.0; /* from Eq. (34) */
        w->y[X_SLOPE] = -r.x * later;
        w->y[PHI_SLOPE] = rest_u * (w->t / w->h + w->drive->rate * later) - r.phi * later;
    }
}

/* How far a wall that is held came in a sub-step of `h` in which it should have left the end of the track, if `v`, its
 * free velocity at the start and end of it, turned; and the share of it at which that was. */
static double overdue(const struct walk *w, double h, const double v[2], double *share)
{
    double inwards = w->y[X] <= 0.0 ? v[1] : -v[1];
    if (inwards <= 0.0) {
        return 0.0;
    }
    *share = v[0] / (v[0] - v[1]);
    return 0.5 * inwards * (1.0 - *share) * h;
}

/* One sub-step, or a shorter `try`. */
static void go(struct walk *w)
{
    const struct dynamics *d = &w->dynamics;
    double end[VARIABLES], v[2] = {0.0, 0.0}, share = 0.0;
    double h = fmin(w->try, w->until - w->t);
    double error = one_step(w, h, end, v);
    double ratio = d->tolerance / fmax(error, 1e-6 * d->tolerance);
    double factor = dwmtj_clamp(0.9 * pow(ratio, 0.2), 0.1, 5.0); /* the error goes with h to the 5th power */
    if (h > shortest(w) && error > d->tolerance) {
        w->try = fmax(factor * h, shortest(w));
        return;
    }
    double beyond = w->held ? overdue(w, h, v, &share) : overshoot(w, h, end[X], v, &share);
    if (beyond > d->tolerance && h > shortest(w)) {
        w->try = fmax(dwmtj_clamp(share, 0.1, 0.99) * h, shortest(w));
        return;
    }
    w->try = factor * h;
    accept(w, h, end);
    if (!w->held && (w->y[X] <= 0.0 || w->y[X] >= d->length)) {
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
    double v = dynamics_rates(d, w->y[X], w->y[PHI], drive_at(w, w->t)).x;
    return w->y[X] <= 0.0 ? v <= 0.0 : v >= 0.0;
}

static void walk_noisily(struct walk *w)
{
    enter_cell(w, floor(w->drive->from / w->dynamics.noise.cell));
    while (w->t < w->h && w->y[X] > w->lowest && w->y[X] < w->highest) {
        if (w->t >= w->until) {
            enter_cell(w, w->cell + 1.0);
        } else {
            w->held = is_pressed(w);
            go(w);
        }
    }
}

static void walk_quietly(struct walk *w)
{
    while (w->t < w->h && w->y[X] > w->lowest && w->y[X] < w->highest) {
        double v, v_u;
        if (dynamics_held(&w->dynamics, w->y[X], drive_at(w, w->t), &v, &v_u)) {
            wait(w, v, v_u);
            settle(w);
        } else {
            go(w);
        }
    }
}

static void walk(struct walk *w)
{
    settle(w);
    if (is_noisy(w)) {
        walk_noisily(w);
    } else {
        walk_quietly(w);
    }
}

double trajectory_time_to(const struct dynamics *dynamics, const struct drive *drive, struct motion *wall,
                          double lowest, double highest, double horizon)
{
    struct walk w = {.dynamics = *dynamics,
                     .drive = drive,
                     .h = horizon,
                     .step = horizon,
                     .until = horizon,
                     .y = {[X] = wall->x, [PHI] = wall->phi},
                     .try = horizon,
                     .lowest = lowest,
                     .highest = highest};
    walk(&w);
    wall->x = w.y[X];
    wall->phi = w.y[PHI];
    wall->x_slope = w.y[X_SLOPE];
    wall->phi_slope = w.y[PHI_SLOPE];
    return wall->x <= lowest || wall->x >= highest ? w.t : INFINITY;
}

/* True where `a` and `b` are the same voltage of a track, but for rounding in a circuit's solution. */
static bool is_same_drive(double a, double b)
{
    return fabs(a - b) <= 1e-12 * fabs(b);
}

/* A step with noise. Each cell of time is gone through in one piece, from where the wall was when it began: for a drive
 * that stays, the sub-steps and their rounding are then the same whatever the steps are. A wall that meets an end would
 * make different walks of smaller differences than that, see Eq. (43). */
static void advance_noisily(const struct dynamics *d, const struct drive *drive, double h, struct motion *wall)
{
    const double cell = d->noise.cell, end = drive->from + h;
    struct origin *from = &wall->origin;
    bool stays = is_same_drive(drive->start + drive->rate * h, drive->start);
    if (!stays || !from->known || !is_same_drive(drive->start, from->u)) {
        *from = (struct origin){true, drive->from, wall->x, wall->phi, drive->start};
    }
    struct walk w = {.dynamics = *d, .step = h, .lowest = -INFINITY, .highest = INFINITY};
    w.y[X] = from->x;
    w.y[PHI] = from->phi;
    for (double begin = from->t; begin < end;) {
        double next = (floor(begin / cell) + 1.0) * cell, rate = stays ? 0.0 : drive->rate;
        struct drive here = {from->u + rate * (begin - drive->from), rate, begin};
        w.drive = &here;
        w.ahead = drive->from - begin;
        w.t = 0.0;
        w.h = fmin(next, end) - begin;
        walk(&w);
        begin = fmin(next, end);
        if (next <= end && stays) {
            *from = (struct origin){true, next, w.y[X], w.y[PHI], from->u};
        }
    }
    from->known = stays;
    wall->x = w.y[X];
    wall->phi = w.y[PHI];
    wall->x_slope = w.y[X_SLOPE];
    wall->phi_slope = w.y[PHI_SLOPE];
}

void trajectory_advance(const struct dynamics *dynamics, const struct drive *drive, double h, struct motion *wall)
{
    if (dynamics->noise.spread > 0.0) {
        advance_noisily(dynamics, drive, h, wall);
    } else {
        trajectory_time_to(dynamics, drive, wall, -INFINITY, INFINITY, h);
    }
}

/* A goal (m) on the way from `x` to the end of the track, `distance` ahead or at that end; beyond all where the end is
 * nearer than `little`, since ngspice takes no steps that small. */
static double goal(double x, double end, double distance, double direction, double little)
{
    if ((end - x) * direction <= little) {
        return direction * INFINITY;
    }
    return (end - x) * direction < distance ? end : x + direction * distance;
}

double trajectory_longest_step(const struct dwmtj *device, const struct dynamics *d, const struct drive *drive,
                               double bend, const struct motion *wall, double horizon)
{
    const double little = 1e-2 * device->dxmax;
    double lowest = goal(wall->x, 0.0, dwmtj_longest_step(device, wall->x, -1.0), -1.0, little);
    double highest = goal(wall->x, d->length, dwmtj_longest_step(device, wall->x, 1.0), 1.0, little);
    struct motion ahead = *wall;
    struct dynamics rough = *d;
    rough.tolerance = fmax(d->tolerance, 0.01 * little);
    double allowed = trajectory_time_to(&rough, drive, &ahead, lowest, highest, horizon);
    if (bend == 0.0 || ahead.x == wall->x) {
        return allowed;
    }
    double alpha = d->alpha, gain = alpha > 0.0 ? fmax(fabs(d->beta) / alpha, fabs(1.0 + alpha * d->beta)) : 1.0;
    return fmin(allowed, cbrt(12.0 * d->tolerance / fabs(gain * bend))); /* Eq. (37) */
}
