#include "models/macrospin.h"

#include "models/constants.h"

#include <math.h>
#include <string.h>

static double length_of(const double a[3])
{
    return sqrt(macrospin_dot(a, a));
}

/* The linear change from one drive to another: a share of 0 is `first`, of 1 is `last`. Exact where they are equal. */
static struct macrospin_drive between(const struct macrospin_drive *first, const struct macrospin_drive *last,
                                      double share)
{
    struct macrospin_drive at;
    for (int k = 0; k < 3; k++) {
        at.field[k] = first->field[k] + share * (last->field[k] - first->field[k]);
        at.spin[k] = first->spin[k] + share * (last->spin[k] - first->spin[k]);
    }
    at.hk = first->hk + share * (last->hk - first->hk);
    return at;
}

/* Turns `m` about `half`, whose length is the tangent of half the angle: Cayley's form of a rotation. What rounding has
 * added to the length of m is removed, since it would add up over many steps. */
static inline void turn(const double half[3], const double m[3], double out[3])
{
    double square = macrospin_dot(half, half), along = 2.0 * macrospin_dot(half, m), across[3];
    double keep = 1.5 - 0.5 * macrospin_dot(m, m), scale = keep / (1.0 + square), rest = 1.0 - square;
    macrospin_cross(half, m, across);
    out[0] = scale * ((rest * m[0] + along * half[0]) + 2.0 * across[0]); /* Eq. (E8) */
    out[1] = scale * ((rest * m[1] + along * half[1]) + 2.0 * across[1]);
    out[2] = scale * ((rest * m[2] + along * half[2]) + 2.0 * across[2]);
}

/* A step from `m` with the drive held; `half`: half of its length, times gamma_0/(1 + alpha^2). In a precession by the
 * angle x the factor of Eq. (E8), here 1 + |half angle|^2/2, makes up for what the axis, held for a step, and Cayley's
 * form take from fields at a right angle to it: damping, torque and noise then have errors of the order x^4 in place of
 * x^2. The precession is faster by x^2/24. */
static inline void step_in_cell(const struct macrospin *magnet, const struct macrospin_drive *drive,
                                const double thermal[3], double half, const double m[3], double out[3])
{
    double field[3], velocity[3], tried[3];
    macrospin_field(magnet, drive, thermal, m, field);
    macrospin_velocity(magnet->alpha, 0.5 * half, m, field, velocity);
    turn(velocity, m, tried);
    macrospin_field(magnet, drive, thermal, tried, field);
    macrospin_velocity(magnet->alpha, half, tried, field, velocity);
    const double longer = 1.0 + 0.5 * macrospin_dot(velocity, velocity);
    const double turned[3] = {longer * velocity[0], longer * velocity[1], longer * velocity[2]};
    turn(turned, m, out);
}

/* Adds to `sum` the integral of m over `h` from `before` to `after`. */
static void add_to_mean(const double before[3], const double after[3], double h, double sum[3])
{
    for (int k = 0; k < 3; k++) {
        sum[k] += 0.5 * h * (before[k] + after[k]);
    }
}

/* macrospin_advance with noise. Each cell is one step from where it began, with the mean of the drive since then. */
static void advance_in_cells(const struct macrospin *magnet, const struct macrospin_drive *first,
                             const struct macrospin_drive *last, double from, double to, struct macrospin_path *path,
                             double sum[3])
{
    const double cell = magnet->noise.cell, rate = GAMMA_0 / (1.0 + magnet->alpha * magnet->alpha), length = to - from,
                 spread = magnet->noise.spread;
    const double per_length = 1.0 / length;
    const bool changes = memcmp(first, last, sizeof *first) != 0;
    double number = floor(from / cell), t = from;
    while (t < to) {
        const double begin = number * cell, end = begin + cell, stop = fmin(end, to);
        const double share = (0.5 * (t + stop) - from) * per_length;
        struct macrospin_drive mean = changes ? between(first, last, share) : *first;
        if (t > begin) {
            mean = between(&path->mean, &mean, (stop - t) / (stop - begin));
        }
        path->mean = mean;
        double normal[3], m[3];
        noise_normals(magnet->noise.key, (uint64_t)number, normal);
        const double thermal[3] = {spread * normal[0], spread * normal[1], spread * normal[2]};
        step_in_cell(magnet, &mean, thermal, 0.5 * rate * (stop - begin), path->start, m);
        add_to_mean(path->m, m, stop - t, sum);
        memcpy(path->m, m, sizeof m);
        if (stop == end) {
            memcpy(path->start, m, sizeof m);
        }
        number += 1.0;
        t = stop;
    }
}

/* Turns `m` for `h` (s) with the angular velocity `velocity`, exactly. */
static void turn_for(const double velocity[3], double h, const double m[3], double out[3])
{
    double angle = 0.5 * h * length_of(velocity), tangent = angle > 0.0 ? tan(angle) / angle : 1.0, half[3];
    for (int k = 0; k < 3; k++) {
        half[k] = 0.5 * h * tangent * velocity[k];
    }
    turn(half, m, out);
}

/* The longest step in s of a magnet that turns with `velocity` (rad/s) at `m`, and would turn with `fastest` far from
 * its rest: half a radian of both, so that a small motion about an axis is followed as well, whose error no tolerance
 * sees, and that of a stiff direction dies away. INFINITY at rest. */
static double longest_quiet_step(const double velocity[3], double fastest, const double m[3])
{
    double moves[3], fast = length_of(velocity);
    macrospin_cross(velocity, m, moves);
    return length_of(moves) > 1e-15 * fast ? 0.5 / fmax(fast, fastest) : INFINITY;
}

/* One step without noise of at most `*h` (s) from time `at` of `length` on; *h is the step that was made. `range`: that
 * of the magnet's fields, A/m. Returns the step that may follow. */
static double quiet_step(const struct macrospin *magnet, const struct macrospin_drive *first,
                         const struct macrospin_drive *last, double at, double length, double range, double *h,
                         double m[3])
{
    static const double NONE[3] = {0.0, 0.0, 0.0};
    const double rate = GAMMA_0 / (1.0 + magnet->alpha * magnet->alpha);
    struct macrospin_drive drive = between(first, last, at / length);
    double field[3], start[3], end[3], mean[3], tried[3], found[3], error;
    macrospin_field(magnet, &drive, NONE, m, field);
    macrospin_velocity(magnet->alpha, rate, m, field, start);
    range += fabs(drive.hk);
    *h = fmin(*h, longest_quiet_step(start, rate * sqrt(1.0 + magnet->alpha * magnet->alpha) * range, m));
    for (;;) {
        turn_for(start, *h, m, tried);
        drive = between(first, last, (at + *h) / length);
        macrospin_field(magnet, &drive, NONE, tried, field);
        macrospin_velocity(magnet->alpha, rate, tried, field, end);
        for (int k = 0; k < 3; k++) {
            mean[k] = 0.5 * (start[k] + end[k]);
        }
        turn_for(mean, *h, m, found);
        double off[3] = {found[0] - tried[0], found[1] - tried[1], found[2] - tried[2]};
        error = length_of(off);
        if (error <= magnet->tolerance || *h * length_of(end) < 1e-6) { /* below that, rounding */
            break;
        }
        *h *= fmax(0.2, 0.9 * sqrt(magnet->tolerance / error));
    }
    memcpy(m, found, sizeof found);
    return *h * fmin(3.0, 0.9 * sqrt(magnet->tolerance / fmax(error, 1e-3 * magnet->tolerance)));
}

static void advance_quietly(const struct macrospin *magnet, const struct macrospin_drive *first,
                            const struct macrospin_drive *last, double from, double to, struct macrospin_path *path,
                            double sum[3])
{
    const double length = to - from, range = macrospin_field_range(magnet);
    double done = 0.0;
    while (done < length) {
        double h = length - done, before[3];
        const bool whole = path->step == 0.0 || path->step >= h;
        h = whole ? h : path->step;
        const double asked = h;
        memcpy(before, path->m, sizeof before);
        double next = quiet_step(magnet, first, last, done, length, range, &h, path->m);
        add_to_mean(before, path->m, h, sum);
        done = whole && h == asked ? length : done + h;
        path->step = whole && h == asked && path->step > 0.0 ? fmax(path->step, next) : next;
    }
    memcpy(path->start, path->m, sizeof path->start);
}

struct macrospin_path macrospin_begin(const double m[3])
{
    struct macrospin_path path = {0};
    for (int k = 0; k < 3; k++) {
        path.m[k] = path.start[k] = m[k] / length_of(m);
    }
    return path;
}

void macrospin_advance(const struct macrospin *magnet, const struct macrospin_drive *first,
                       const struct macrospin_drive *last, double from, double to, struct macrospin_path *path,
                       double mean[3])
{
    double sum[3] = {0.0, 0.0, 0.0};
    if (magnet->noise.spread > 0.0) {
        advance_in_cells(magnet, first, last, from, to, path, sum);
    } else {
        advance_quietly(magnet, first, last, from, to, path, sum);
    }
    for (int k = 0; mean && k < 3; k++) {
        mean[k] = to > from ? sum[k] / (to - from) : path->m[k];
    }
}
