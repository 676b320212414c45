/* A macrospin at rest: its scales, its equilibrium and its answer to small signals. */
#include "base/random.h"
#include "models/constants.h"
#include "models/macrospin.h"

#include <complex.h>
#include <math.h>
#include <string.h>

static const double NONE[3] = {0.0, 0.0, 0.0};

/* The eigenvalues of hk e e - demag, a symmetric matrix: mean + 2 p cos(phi + 2 pi/3) and mean + 2 p cos(phi) are the
 * least and the greatest, the trigonometric roots of its characteristic equation. */
struct eigenvalues {
    double least, middle, greatest; /* A/m */
};

static struct eigenvalues find_eigenvalues(const struct macrospin *magnet)
{
    const double third = 2.0 * PI / 3.0;
    double a[3][3], mean = 0.0, square = 0.0;
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            a[i][j] = magnet->hk * magnet->axis[i] * magnet->axis[j] - (i == j ? magnet->demag[i] : 0.0);
        }
        mean += a[i][i] / 3.0;
    }
    for (int i = 0; i < 3; i++) {
        a[i][i] -= mean;
        square += a[i][0] * a[i][0] + a[i][1] * a[i][1] + a[i][2] * a[i][2];
    }
    double p = sqrt(square / 6.0);
    if (p == 0.0) {
        return (struct eigenvalues){mean, mean, mean};
    }
    double determinant = a[0][0] * (a[1][1] * a[2][2] - a[1][2] * a[1][2]) -
                         a[0][1] * (a[0][1] * a[2][2] - a[1][2] * a[0][2]) +
                         a[0][2] * (a[0][1] * a[1][2] - a[1][1] * a[0][2]);
    double phi = acos(fmax(-1.0, fmin(1.0, 0.5 * determinant / (p * p * p)))) / 3.0;
    double least = mean + 2.0 * p * cos(phi + third), greatest = mean + 2.0 * p * cos(phi);
    return (struct eigenvalues){least, 3.0 * mean - least - greatest, greatest};
}

double macrospin_field_range(const struct macrospin *magnet)
{
    const struct eigenvalues values = find_eigenvalues(magnet);
    return values.greatest - values.least;
}

/* Takes the middle eigenvalue from all axes. It is a field along m, which moves nothing; but in a step the axis is
 * held, and m then turns about a part of itself, too. Damping and torque would be wrong by a part of its angle squared:
 * of the demagnetizing field in its plane, by 0.4 % in a perpendicular layer. What is left is small where two axes are
 * alike and where the magnet rests. */
static void leave_out_common(struct macrospin *magnet)
{
    const struct eigenvalues values = find_eigenvalues(magnet);
    for (int k = 0; k < 3; k++) {
        magnet->demag[k] += values.middle;
    }
}

void macrospin_heat(struct macrospin *magnet, double moment, double kelvin, double hmax, uint64_t key)
{
    double heat = 2.0 * magnet->alpha * BOLTZMANN * kelvin / (GAMMA_0 * moment); /* (A/m)^2 s */
    double field = macrospin_field_range(magnet) + hmax;
    magnet->noise = (struct noise){.spread = 0.0};
    if (heat > 0.0) {
        double cell = fmin(0.2 / (GAMMA_0 * field), 0.01 / (GAMMA_0 * GAMMA_0 * heat)); /* Eq. (E7) */
        magnet->noise.cell = exp2(floor(log2(cell)));
        magnet->noise.spread = sqrt(heat / magnet->noise.cell); /* Eq. (E6) */
        magnet->noise.key = key;
        leave_out_common(magnet);
    }
}

/* How fast the direction changes, as a share of the speed at which m turns. */
static double unrest(const struct macrospin *magnet, const struct macrospin_drive *drive, const double m[3])
{
    double field[3], torque[3];
    macrospin_field(magnet, drive, NONE, m, field);
    macrospin_cross(m, field, torque);
    return sqrt(macrospin_dot(torque, torque) / fmax(macrospin_dot(field, field), 1e-300));
}

/* Two unit vectors across `m`, which makes a right-handed set with them. */
static void find_across(const double m[3], double across[2][3])
{
    int least = fabs(m[0]) < fabs(m[1]) ? 0 : 1;
    least = fabs(m[2]) < fabs(m[least]) ? 2 : least;
    double other[3] = {0.0, 0.0, 0.0};
    other[least] = 1.0;
    macrospin_cross(m, other, across[1]);
    double length = sqrt(macrospin_dot(across[1], across[1]));
    for (int k = 0; k < 3; k++) {
        across[1][k] /= length;
    }
    macrospin_cross(across[1], m, across[0]);
}

/* The change of H_s in A/m that a change `u` of m makes. */
static void field_change(const struct macrospin *magnet, const struct macrospin_drive *drive, const double m[3],
                         const double u[3], double change[3])
{
    double share = 1.0 / (1.0 + magnet->asymmetry * macrospin_dot(m, magnet->pinned));
    double share_change = -share * share * magnet->asymmetry * macrospin_dot(u, magnet->pinned);
    double along = (magnet->hk + drive->hk) * macrospin_dot(u, magnet->axis), of_u[3], of_m[3];
    macrospin_cross(u, drive->spin, of_u);
    macrospin_cross(m, drive->spin, of_m);
    for (int k = 0; k < 3; k++) {
        change[k] = along * magnet->axis[k] - magnet->demag[k] * u[k] + share * of_u[k] + share_change * of_m[k];
    }
}

bool macrospin_linearize(const struct macrospin *magnet, const struct macrospin_drive *drive, const double m[3],
                         struct macrospin_small *small)
{
    double field[3], c[2][2];
    small->alpha = magnet->alpha;
    small->rate = GAMMA_0 / (1.0 + magnet->alpha * magnet->alpha);
    find_across(m, small->across);
    macrospin_field(magnet, drive, NONE, m, field);
    for (int j = 0; j < 2; j++) {
        double change[3];
        field_change(magnet, drive, m, small->across[j], change);
        for (int i = 0; i < 2; i++) {
            c[i][j] = macrospin_dot(small->across[i], change) - (i == j ? macrospin_dot(field, m) : 0.0);
        }
    }
    for (int j = 0; j < 2; j++) {
        small->matrix[0][j] = small->rate * (small->alpha * c[0][j] + c[1][j]); /* Eq. (E9) */
        small->matrix[1][j] = small->rate * (small->alpha * c[1][j] - c[0][j]);
    }
    double trace = small->matrix[0][0] + small->matrix[1][1];
    double determinant = small->matrix[0][0] * small->matrix[1][1] - small->matrix[0][1] * small->matrix[1][0];
    return trace < 0.0 && determinant > 0.0;
}

/* A step of Newton's method from `m` to where the magnet is at rest, for rests that are so soft that the motion to
 * them, or away from them, takes too long. False, with `m` as it was, where the step is long, or *left, the unrest,
 * does not become much smaller. */
static bool step_to_rest(const struct macrospin *magnet, const struct macrospin_drive *drive, double *left, double m[3])
{
    struct macrospin_small small;
    double field[3], velocity[3], moves[3], v[2], to[3];
    const double longest = macrospin_linearize(magnet, drive, m, &small) ? 0.3 : 1e-3; /* rad */
    macrospin_field(magnet, drive, NONE, m, field);
    macrospin_velocity(small.alpha, small.rate, m, field, velocity);
    macrospin_cross(velocity, m, moves);
    for (int i = 0; i < 2; i++) {
        v[i] = macrospin_dot(small.across[i], moves);
    }
    double(*a)[2] = small.matrix;
    const double determinant = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    const double x[2] = {-(a[1][1] * v[0] - a[0][1] * v[1]) / determinant,
                         -(a[0][0] * v[1] - a[1][0] * v[0]) / determinant};
    for (int k = 0; k < 3; k++) {
        to[k] = m[k] + x[0] * small.across[0][k] + x[1] * small.across[1][k];
    }
    const struct macrospin_path there = macrospin_begin(to); /* on the sphere again */
    const double after = unrest(magnet, drive, there.m);
    if (!(hypot(x[0], x[1]) <= longest && after <= 0.5 * *left)) {
        return false;
    }
    memcpy(m, there.m, sizeof there.m);
    *left = after;
    return true;
}

bool macrospin_relax(const struct macrospin *magnet, const struct macrospin_drive *drive, double m[3])
{
    const int most = 2000, many = 50; /* stretches of a few radians each; a stiff rest needs fewer than `many` */
    struct macrospin quick = *magnet;
    quick.alpha = 1.0;
    quick.noise.spread = 0.0;
    quick.tolerance = 1e-4;
    struct macrospin_path path = macrospin_begin(m);
    double left = unrest(&quick, drive, path.m), field[3];
    for (int i = 0; i < most && left > 1e-12; i++) {
        macrospin_field(&quick, drive, NONE, path.m, field);
        double stretch = 4.0 / (GAMMA_0 * sqrt(macrospin_dot(field, field)));
        macrospin_advance(&quick, &(struct macrospin_stretch){0.0, stretch, drive, drive}, &path, NULL);
        left = unrest(&quick, drive, path.m);
        bool closer = false;
        while (i >= many && left > 1e-12 && step_to_rest(&quick, drive, &left, path.m)) {
            closer = true;
        }
        path = closer ? macrospin_begin(path.m) : path;
    }
    memcpy(m, path.m, sizeof path.m);
    return left <= 1e-12;
}

void macrospin_answer(const struct macrospin_small *small, double omega, const double push[3], double real[3],
                      double imaginary[3])
{
    const double p[2] = {macrospin_dot(small->across[0], push), macrospin_dot(small->across[1], push)};
    const double b[2] = {small->rate * (small->alpha * p[0] + p[1]), small->rate * (small->alpha * p[1] - p[0])};
    double complex a = CMPLX(-small->matrix[0][0], omega), d = CMPLX(-small->matrix[1][1], omega);
    double complex determinant = a * d - small->matrix[0][1] * small->matrix[1][0];
    const double complex x[2] = {(d * b[0] + small->matrix[0][1] * b[1]) / determinant,
                                 (a * b[1] + small->matrix[1][0] * b[0]) / determinant}; /* Eq. (E9) */
    for (int k = 0; k < 3; k++) {
        double complex m = small->across[0][k] * x[0] + small->across[1][k] * x[1];
        real[k] = creal(m);
        imaginary[k] = cimag(m);
    }
}

/* Lets the magnet relax from `m` to `rest`; false where that is none, or not stable. */
static bool find_stable_rest(const struct macrospin *magnet, const struct macrospin_drive *drive, const double m[3],
                             double rest[3], struct macrospin_small *small)
{
    memcpy(rest, m, 3 * sizeof *m);
    return macrospin_relax(magnet, drive, rest) && macrospin_linearize(magnet, drive, rest, small);
}

/* The greater real part of the eigenvalues of `small`, 1/s. */
static double growth_of(const struct macrospin_small *small)
{
    double half = 0.5 * (small->matrix[0][0] + small->matrix[1][1]);
    double determinant = small->matrix[0][0] * small->matrix[1][1] - small->matrix[0][1] * small->matrix[1][0];
    return half + sqrt(fmax(half * half - determinant, 0.0));
}

bool macrospin_settle(const struct macrospin *magnet, const struct macrospin_drive *drive, double tilt, double m[3])
{
    const int stretches = 400;
    const double slow = 3e-4;           /* of the damping rate: it would take too long to see whether it leaves */
    const double far = 0.5, near = 0.9; /* cosines of angles */
    double rest[3], across[2][3], tilted[3];
    struct macrospin_small small, other;
    struct macrospin quiet = *magnet;
    quiet.noise.spread = 0.0;
    if (!macrospin_relax(magnet, drive, m)) {
        return false;
    }
    const double range = macrospin_field_range(magnet) + fabs(drive->hk);
    if (macrospin_linearize(magnet, drive, m, &small) || growth_of(&small) <= slow * small.alpha * small.rate * range) {
        return true;
    }
    find_across(m, across);
    for (int k = 0; k < 3; k++) {
        tilted[k] = cos(tilt) * m[k] + sin(tilt) * across[0][k];
    }
    /* where a rest has split into two, the new ones are beside it */
    if (find_stable_rest(magnet, drive, tilted, rest, &other) && macrospin_dot(m, rest) >= near) {
        memcpy(m, rest, sizeof rest);
        return true;
    }
    struct macrospin_path path = macrospin_begin(tilted);
    double time = 4.0 * log(4.0 / tilt) / growth_of(&small); /* twice of what it needs, and more */
    for (int i = 0; i < stretches; i++) {
        macrospin_advance(&quiet, &(struct macrospin_stretch){0.0, time / stretches, drive, drive}, &path, NULL);
        if (macrospin_dot(path.m, m) <= far && find_stable_rest(magnet, drive, path.m, rest, &other) &&
            macrospin_dot(path.m, rest) >= near) {
            memcpy(m, rest, sizeof rest);
            return true;
        }
    }
    memcpy(m, path.m, sizeof path.m);
    return false;
}

/* The energy about `well`, as a form of the components of m along `axis`: k_1 x^2 + k_2 y^2, in units of k_B T. */
static bool find_well(const struct macrospin *magnet, double scale, const double well[3], double axis[2][3],
                      double k[2])
{
    const struct macrospin_drive none = {.hk = 0.0};
    const struct macrospin still = {.hk = magnet->hk,
                                    .axis = {magnet->axis[0], magnet->axis[1], magnet->axis[2]},
                                    .demag = {magnet->demag[0], magnet->demag[1], magnet->demag[2]}};
    double across[2][3], c[2][2], field[3];
    find_across(well, across);
    macrospin_field(&still, &none, NONE, well, field);
    for (int j = 0; j < 2; j++) {
        double change[3];
        field_change(&still, &none, well, across[j], change);
        for (int i = 0; i < 2; i++) {
            c[i][j] = (i == j ? macrospin_dot(field, well) : 0.0) - macrospin_dot(across[i], change);
        }
    }
    double angle = 0.5 * atan2(c[0][1] + c[1][0], c[0][0] - c[1][1]);
    for (int i = 0; i < 2; i++, angle += 0.5 * 3.14159265358979323846) {
        double x = cos(angle), y = sin(angle);
        k[i] = scale * (x * x * c[0][0] + 2.0 * x * y * c[0][1] + y * y * c[1][1]);
        for (int n = 0; n < 3; n++) {
            axis[i][n] = x * across[0][n] + y * across[1][n];
        }
    }
    double torque[3];
    macrospin_cross(well, field, torque);
    double range = macrospin_field_range(magnet);
    return sqrt(macrospin_dot(torque, torque)) <= 1e-9 * range && fmin(k[0], k[1]) >= -1e-9 * scale * range;
}

bool macrospin_draw(const struct macrospin *magnet, double moment, double kelvin, uint64_t key, const double well[3],
                    double m[3])
{
    double axis[2][3], k[2];
    memcpy(m, well, 3 * sizeof *m);
    if (!find_well(magnet, 0.5 * moment / (BOLTZMANN * kelvin), well, axis, k)) {
        return false;
    }
    const double flat = 1e-12; /* of k_B T: no well in this direction */
    k[0] = fmax(k[0], flat);
    k[1] = fmax(k[1], flat);
    for (uint64_t index = (uint64_t)-1;; index -= 4) {
        double share[4];
        for (uint64_t n = 0; n < 4; n++) {
            share[n] = random_share(random_bits(key, index - n));
        }
        double around = 2.0 * 3.14159265358979323846 * share[0];
        double wide[2] = {fmax(k[0], 1.0), fmax(k[1], 1.0)};
        double x = cos(around) / sqrt(wide[0]), y = sin(around) / sqrt(wide[1]), square = x * x + y * y;
        double depth = (k[0] * x * x + k[1] * y * y) / square, drawn_depth = 1.0 / square;
        double down = -log1p(share[1] * expm1(-depth)) / depth; /* 1 - cos(theta) */
        /* Wanted is the density exp(-depth (2 down - down^2)); drawn is exp(-depth down) drawn_depth^-1 depth/(1 -
         * exp(-depth)), and drawn_depth is at most depth + 1. */
        double kept = -expm1(-depth) / depth * drawn_depth; /* at most 1.3 */
        if (1.3 * share[2] <= kept && share[3] <= exp(-depth * down * (1.0 - down))) {
            double sine = sqrt(down * (2.0 - down)), r = sqrt(square);
            for (int n = 0; n < 3; n++) {
                m[n] = (1.0 - down) * well[n] + sine * (x / r * axis[0][n] + y / r * axis[1][n]);
            }
            return true;
        }
    }
}
