#include "models/macrospin.h"

#include "models/constants.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* A part of the loop over cells: as a call it would cost as much as what it does. */
#define PART static inline __attribute__((always_inline))

static double length_of(const double a[3])
{
    return sqrt(macrospin_dot(a, a));
}

bool macrospin_factors_are_off(double nx, double ny, double nz, char *text, size_t size)
{
    const double tolerance = 1e-2, sum = nx + ny + nz;
    if (sum == 0.0 || fabs(sum - 1.0) <= tolerance) {
        return false;
    }
    snprintf(text, size,
             "nx + ny + nz = %.4g: the demagnetizing factors of any body add up to 1; only their differences act, so "
             "others may stand for an anisotropy of the crystal",
             sum);
    return true;
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

static bool are_equal(const struct macrospin_drive *a, const struct macrospin_drive *b)
{
    bool equal = a->hk == b->hk;
    for (int k = 0; k < 3; k++) {
        equal = equal && a->field[k] == b->field[k] && a->spin[k] == b->spin[k];
    }
    return equal;
}

/* Turns `m` about `half`, whose length times over/under is the tangent of half the angle: Cayley's form of a rotation.
 * What rounding has added to the length of m is removed, since it would add up over many steps. */
PART void turn(const double half[3], double over, double under, const double m[3], double out[3])
{
    double whole = under * under, grown = over * over, square = grown * macrospin_dot(half, half), across[3];
    double keep = 1.5 - 0.5 * macrospin_dot(m, m), scale = keep / (whole + square), rest = whole - square;
    double along = 2.0 * grown * macrospin_dot(half, m), twice = 2.0 * over * under;
    macrospin_cross(half, m, across);
    out[0] = scale * ((rest * m[0] + along * half[0]) + twice * across[0]); /* Eq. (E8) */
    out[1] = scale * ((rest * m[1] + along * half[1]) + twice * across[1]);
    out[2] = scale * ((rest * m[2] + along * half[2]) + twice * across[2]);
}

/* What turns a magnet in one part of a cell, apart from thermal noise: H_s of Eq. (E2) is field + matrix m + share m x
 * spin, all of it times half the length of the part and gamma_0/(1 + alpha^2), so that it is half an angle. A torque
 * that does not depend on the angle is in the matrix, and the sum then has half the depth. */
struct turning {
    double alpha, half; /* half: that factor, rad m/A */
    double field[3], matrix[3][3];
    double asymmetry, spin[3], pinned[3]; /* where the torque depends on the angle */
};

static void find_turning(const struct macrospin *magnet, const struct macrospin_drive *drive, double length,
                         struct turning *turning)
{
    const double half = 0.5 * length * (GAMMA_0 / (1.0 + magnet->alpha * magnet->alpha)), hk = magnet->hk + drive->hk;
    turning->alpha = magnet->alpha;
    turning->half = half;
    turning->asymmetry = magnet->asymmetry;
    for (int k = 0; k < 3; k++) {
        turning->field[k] = half * drive->field[k];
        turning->spin[k] = half * drive->spin[k];
        turning->pinned[k] = magnet->pinned[k];
        const double easy = half * hk * magnet->axis[k];
        for (int l = 0; l < 3; l++) {
            turning->matrix[k][l] = easy * magnet->axis[l] - (k == l ? half * magnet->demag[k] : 0.0);
        }
    }
    if (turning->asymmetry == 0.0) { /* m x spin as a matrix */
        static const int NEXT[] = {1, 2, 0}, LAST[] = {2, 0, 1};
        for (int k = 0; k < 3; k++) {
            turning->matrix[k][NEXT[k]] += turning->spin[LAST[k]];
            turning->matrix[k][LAST[k]] -= turning->spin[NEXT[k]];
        }
    }
}

/* Half the angle by which m turns with the field of this moment; `outside`: field from outside and from noise, rad. */
PART void half_angle(const struct turning *turning, const double outside[3], const double m[3], double angle[3])
{
    double field[3], turned[3];
#define COMPONENT(k)                                                                                                   \
    ((outside[k] + turning->matrix[k][0] * m[0]) + (turning->matrix[k][1] * m[1] + turning->matrix[k][2] * m[2]))
    field[0] = COMPONENT(0); /* Eqs. (E1), (E2) */
    field[1] = COMPONENT(1);
    field[2] = COMPONENT(2);
#undef COMPONENT
    if (turning->asymmetry != 0.0) {
        const double share = 1.0 / (1.0 + turning->asymmetry * macrospin_dot(m, turning->pinned)); /* Eq. (E11) */
        macrospin_cross(m, turning->spin, turned);
        field[0] += share * turned[0];
        field[1] += share * turned[1];
        field[2] += share * turned[2];
    }
    const double damped[3] = {turning->alpha * m[0], turning->alpha * m[1], turning->alpha * m[2]};
    macrospin_cross(damped, field, turned);
    angle[0] = field[0] + turned[0]; /* Eq. (E2) */
    angle[1] = field[1] + turned[1];
    angle[2] = field[2] + turned[2];
}

/* The two halves of a step from `m` with the drive held, Eq. (E8). In a precession by the angle x its factor, here 1 +
 * |half angle|^2/2, makes up for what the axis, held for a step, and Cayley's form take from fields at a right angle to
 * it: damping, torque and noise then have errors of the order x^4 in place of x^2. The precession is faster by x^2/24.
 */
PART void find_middle(const struct turning *turning, const double outside[3], const double m[3], double middle[3])
{
    double half[3];
    half_angle(turning, outside, m, half);
    turn(half, 1.0, 2.0, m, middle);
}

PART void find_end(const struct turning *turning, const double outside[3], const double m[3], const double middle[3],
                   double end[3])
{
    double half[3];
    half_angle(turning, outside, middle, half);
    turn(half, 1.0 + 0.5 * macrospin_dot(half, half), 1.0, m, end);
}

/* Adds to `sum` the integral of m over `h` from `before` to `after`. */
PART void add_to_mean(const double before[3], const double after[3], double h, double sum[3])
{
    sum[0] += 0.5 * h * (before[0] + after[0]);
    sum[1] += 0.5 * h * (before[1] + after[1]);
    sum[2] += 0.5 * h * (before[2] + after[2]);
}

/* macrospin_advance with noise. Each cell is one step from where it began, with the mean of the drive since then. A
 * processor waits in a step, where each number needs the one before. So products of what is known early come first, and
 * the noise of the next cells is made in the middle of this one. */
static void advance_in_cells(const struct macrospin *magnet, const struct macrospin_stretch *stretch,
                             struct macrospin_path *path, double sum[3])
{
    const struct macrospin_drive *first = stretch->first, *last = stretch->last;
    const double cell = magnet->noise.cell, from = stretch->from, to = stretch->to;
    const bool changes = first != last && !are_equal(first, last);
    double number = floor(from / cell), t = from, known = 0.0; /* known: the turning of a part of this length, s */
    double start[] = {path->start[0], path->start[1], path->start[2]}, m[] = {path->m[0], path->m[1], path->m[2]};
    double middle[3], next[3];
    const double *normal = noise_normals(&path->noise, magnet->noise.key, (uint64_t)number);
    struct turning turning = {0};
    while (t < to) {
        const double begin = number * cell, end = begin + cell, stop = end < to ? end : to, length = stop - begin;
        if (changes || t > begin || known != length) {
            const double share = (0.5 * (t + stop) - from) / (to - from);
            const struct macrospin_drive now = changes ? between(first, last, share) : *first;
            path->mean = t > begin ? between(&path->mean, &now, (stop - t) / length) : now;
            find_turning(magnet, &path->mean, length, &turning);
            known = changes || t > begin ? 0.0 : length;
        }
        const double push = turning.half * magnet->noise.spread;
        const double outside[] = {turning.field[0] + push * normal[0], turning.field[1] + push * normal[1],
                                  turning.field[2] + push * normal[2]};
        number += 1.0;
        find_middle(&turning, outside, start, middle);
        if (end < to) {
            normal = noise_normals(&path->noise, magnet->noise.key, (uint64_t)number);
        }
        find_end(&turning, outside, start, middle, next);
        if (sum) {
            add_to_mean(m, next, stop - t, sum);
        }
        memcpy(m, next, sizeof m);
        if (stop == end) {
            memcpy(start, next, sizeof start);
        }
        t = stop;
    }
    memcpy(path->start, start, sizeof start);
    memcpy(path->m, m, sizeof m);
}

/* Turns `m` for `h` (s) with the angular velocity `velocity`, exactly. */
static void turn_for(const double velocity[3], double h, const double m[3], double out[3])
{
    double angle = 0.5 * h * length_of(velocity), tangent = angle > 0.0 ? tan(angle) / angle : 1.0;
    turn(velocity, 0.5 * h * tangent, 1.0, m, out);
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

/* One step without noise of at most `*h` (s) from `at` (s) of the stretch on; *h is the step that was made. `range`:
 * that of the magnet's fields, A/m. Returns the step that may follow. */
static double quiet_step(const struct macrospin *magnet, const struct macrospin_stretch *stretch, double at,
                         double range, double *h, double m[3])
{
    static const double NONE[3] = {0.0, 0.0, 0.0};
    const double rate = GAMMA_0 / (1.0 + magnet->alpha * magnet->alpha), length = stretch->to - stretch->from;
    struct macrospin_drive drive = between(stretch->first, stretch->last, at / length);
    double field[3], start[3], end[3], mean[3], tried[3], found[3], error;
    macrospin_field(magnet, &drive, NONE, m, field);
    macrospin_velocity(magnet->alpha, rate, m, field, start);
    range += fabs(drive.hk);
    *h = fmin(*h, longest_quiet_step(start, rate * sqrt(1.0 + magnet->alpha * magnet->alpha) * range, m));
    for (;;) {
        turn_for(start, *h, m, tried);
        drive = between(stretch->first, stretch->last, (at + *h) / length);
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

static void advance_quietly(const struct macrospin *magnet, const struct macrospin_stretch *stretch,
                            struct macrospin_path *path, double sum[3])
{
    const double length = stretch->to - stretch->from, range = macrospin_field_range(magnet);
    double done = 0.0;
    while (done < length) {
        double h = length - done, before[3];
        const bool whole = path->step == 0.0 || path->step >= h;
        h = whole ? h : path->step;
        const double asked = h;
        memcpy(before, path->m, sizeof before);
        double next = quiet_step(magnet, stretch, done, range, &h, path->m);
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

void macrospin_advance(const struct macrospin *magnet, const struct macrospin_stretch *stretch,
                       struct macrospin_path *path, double mean[3])
{
    const double length = stretch->to - stretch->from;
    double sum[3] = {0.0, 0.0, 0.0};
    if (magnet->noise.spread > 0.0) {
        advance_in_cells(magnet, stretch, path, mean ? sum : NULL);
    } else {
        advance_quietly(magnet, stretch, path, sum);
    }
    for (int k = 0; mean && k < 3; k++) {
        mean[k] = length > 0.0 ? sum[k] / length : path->m[k];
    }
}
