#include "models/nanomagnet/nanomagnet.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/nanomagnet/shape.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct parameter PARAMETERS[NANOMAGNET_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct nanomagnet, name)},
#include "models/nanomagnet/parameters.def"
#undef PARAMETER
};
const struct parameter_table nanomagnet_table = {PARAMETERS, NANOMAGNET_PARAMETERS};

enum { LENGTH, WIDTH, THICKNESS };

static bool factors_are_sound(const struct nanomagnet *d, char *why, size_t size)
{
    const double given[3] = {d->nx, d->ny, d->nz};
    int left_out = 0;
    for (int k = 0; k < 3; k++) {
        left_out += given[k] == -1.0;
        if (given[k] < 0.0 && given[k] != -1.0) {
            snprintf(why, size, "parameter n%c = %g must be from 0 to 1, or -1 for that of the shape", "xyz"[k],
                     given[k]);
            return false;
        }
    }
    if (left_out != 0 && left_out != 3) {
        snprintf(why, size, "parameters nx = %g, ny = %g, nz = %g: expected all three, or none", d->nx, d->ny, d->nz);
        return false;
    }
    double factor[3];
    nanomagnet_factors(d, factor);
    if (factor[THICKNESS] < fmin(factor[LENGTH], factor[WIDTH])) {
        snprintf(why, size,
                 "the demagnetizing factors %g, %g and %g along length, width and thickness leave no easy axis in the "
                 "plane; expected the greatest along the thickness",
                 factor[LENGTH], factor[WIDTH], factor[THICKNESS]);
        return false;
    }
    return true;
}

/* The start without noise. */
static bool start_is_sound(const struct nanomagnet *d, char *why, size_t size)
{
    if (d->theta0 < 0.0 && d->theta0 != -1.0) {
        snprintf(why, size, "parameter theta0 = %g rad must be at least 0, or -1 for the thermal value", d->theta0);
    } else if (d->theta0 >= 0.0 && d->noise > 0.0) {
        snprintf(why, size, "parameter theta0 = %g rad does nothing with noise, which draws the start", d->theta0);
    } else {
        return true;
    }
    return false;
}

bool nanomagnet_check(const struct nanomagnet *d, char *why, size_t size)
{
    IN_C_LOCALE;
    static const int CHOICE[] = {NANOMAGNET_start, NANOMAGNET_noise, NANOMAGNET_follow};
    if (!parameters_check(&nanomagnet_table, d, why, size)) {
        return false;
    }
    for (size_t i = 0; i < sizeof CHOICE / sizeof *CHOICE; i++) {
        if (!parameter_check_whole(&nanomagnet_table.item[CHOICE[i]], d, why, size)) {
            return false;
        }
    }
    return factors_are_sound(d, why, size) && start_is_sound(d, why, size);
}

void nanomagnet_factors(const struct nanomagnet *d, double factor[3])
{
    if (d->nx >= 0.0) {
        factor[LENGTH] = d->nx;
        factor[WIDTH] = d->ny;
        factor[THICKNESS] = d->nz;
    } else {
        const double axis[3] = {d->length, d->width, d->thickness};
        shape_factors(axis, factor);
    }
}

double nanomagnet_moment(const struct nanomagnet *d)
{
    return d->ms * 0.25 * PI * d->length * d->width * d->thickness;
}

/* The factors along the easy axis, across it in the plane, and along the thickness. True where the easy axis is that of
 * the length. */
static bool sort_factors(const struct nanomagnet *d, double factor[3])
{
    nanomagnet_factors(d, factor);
    if (factor[LENGTH] <= factor[WIDTH]) {
        return true;
    }
    const double across = factor[LENGTH];
    factor[LENGTH] = factor[WIDTH];
    factor[WIDTH] = across;
    return false;
}

void nanomagnet_axis(const struct nanomagnet *d, double axis[3])
{
    double factor[3];
    const double turn = d->angle / 90.0 + (sort_factors(d, factor) ? 0.0 : 1.0), quarter = nearbyint(turn);
    const double rest = 0.5 * PI * (turn - quarter), x = cos(rest), y = sin(rest); /* exact in steps of 90 degrees */
    const int side = (int)(quarter - 4.0 * floor(0.25 * quarter));
    axis[0] = side == 0 ? x : side == 1 ? -y : side == 2 ? -x : y;
    axis[1] = side == 0 ? y : side == 1 ? x : side == 2 ? -y : -x;
    axis[2] = 0.0;
}

double nanomagnet_holding_field(const struct nanomagnet *d)
{
    double factor[3];
    sort_factors(d, factor);
    return d->ms * (factor[WIDTH] - factor[LENGTH]); /* Eq. (N5) */
}

double nanomagnet_barrier(const struct nanomagnet *d)
{
    double factor[3];
    sort_factors(d, factor);
    const double easier = fmin(factor[WIDTH], factor[THICKNESS]);
    return 0.5 * MU_0 * d->ms * (easier - factor[LENGTH]) * nanomagnet_moment(d); /* Eq. (N5) */
}

double nanomagnet_plane_field(const struct nanomagnet *d)
{
    double factor[3];
    sort_factors(d, factor);
    return d->ms * (factor[THICKNESS] - factor[WIDTH]);
}

double nanomagnet_attempts(const struct nanomagnet *d)
{
    const double hk = nanomagnet_holding_field(d), hp = nanomagnet_plane_field(d), alpha = d->alpha;
    const double across = alpha * (hp + hk);
    /* how fast it leaves the top of the barrier: the growing solution of the equation of motion there */
    const double growth =
        GAMMA_0 / (2.0 * (1.0 + alpha * alpha)) * (sqrt(across * across + 4.0 * hk * hp) - alpha * (hp - hk));
    return growth / PI * sqrt((hk + hp) / hp); /* Eq. (I5): two ways round */
}

double nanomagnet_flip_rate(const struct nanomagnet *d, double kelvin)
{
    if (!(nanomagnet_holding_field(d) > 0.0 && nanomagnet_plane_field(d) > 0.0)) {
        return 0.0;
    }
    return nanomagnet_attempts(d) * exp(-nanomagnet_barrier(d) / (BOLTZMANN * kelvin)); /* Eq. (I2) */
}

struct macrospin nanomagnet_magnet(const struct nanomagnet *d, double kelvin, const char *name)
{
    double factor[3];
    sort_factors(d, factor);
    struct macrospin magnet = {.alpha = d->alpha,
                               .hk = d->ms * (factor[WIDTH] - factor[LENGTH]), /* Eq. (N5) */
                               .demag = {d->ms * factor[WIDTH], d->ms * factor[WIDTH], d->ms * factor[THICKNESS]},
                               .tolerance = d->mtol};
    nanomagnet_axis(d, magnet.axis);
    if (d->noise > 0.0) {
        macrospin_heat(&magnet, MU_0 * nanomagnet_moment(d), kelvin + d->dtemp, d->hmax,
                       noise_key((uint64_t)llround(d->noise), name));
    }
    return magnet;
}

void nanomagnet_well(const struct nanomagnet *d, double m[3])
{
    nanomagnet_axis(d, m);
    for (int k = 0; k < 3; k++) {
        m[k] = d->start == 0.0 || m[k] == 0.0 ? m[k] : -m[k];
    }
}

/* The angle from the well where the energy is k_B T/2 above its bottom, if theta0 names no other one; at most half a
 * radian. */
static double start_angle(const struct nanomagnet *d, double kelvin)
{
    if (d->theta0 >= 0.0) {
        return d->theta0;
    }
    const double barrier = nanomagnet_barrier(d);
    return barrier > 0.0 ? fmin(sqrt(BOLTZMANN * (kelvin + d->dtemp) / (2.0 * barrier)), 0.5) : 0.5;
}

void nanomagnet_start(const struct nanomagnet *d, const struct macrospin *magnet, double kelvin, double m[3])
{
    double well[3];
    nanomagnet_well(d, well);
    if (magnet->noise.spread > 0.0 &&
        macrospin_draw(magnet, MU_0 * nanomagnet_moment(d), kelvin + d->dtemp, magnet->noise.key, well, m)) {
        return;
    }
    const double angle = start_angle(d, kelvin);
    m[0] = cos(angle) * well[0] - sin(angle) * well[1];
    m[1] = cos(angle) * well[1] + sin(angle) * well[0];
    m[2] = 0.0;
}

bool nanomagnet_settle(const struct nanomagnet *d, const struct macrospin *magnet, double kelvin,
                       const struct macrospin_drive *drive, double m[3])
{
    const double least = 1e-6; /* rad: from exactly on an axis it would leave no rest */
    return macrospin_settle(magnet, drive, fmax(start_angle(d, kelvin), least), m);
}

/* The spin torque in A/m of a spin current of 1 A. Eq. (N6). */
static double torque_slope(const struct nanomagnet *d)
{
    return HBAR / (2.0 * ELEMENTARY_CHARGE * MU_0 * nanomagnet_moment(d));
}

struct macrospin_drive nanomagnet_drive(const struct nanomagnet *d, const double h[3], const double i[3])
{
    const double slope = torque_slope(d);
    struct macrospin_drive drive = {.hk = 0.0};
    for (int k = 0; k < 3; k++) {
        drive.field[k] = h[k];
        drive.spin[k] = slope * i[k]; /* Eq. (N6) */
    }
    return drive;
}

bool nanomagnet_small_signal(const struct nanomagnet *d, const struct macrospin *magnet,
                             const struct macrospin_drive *drive, const double m[3], double omega,
                             struct nanomagnet_answer *answer)
{
    struct macrospin_small small;
    if (!macrospin_linearize(magnet, drive, m, &small)) {
        return false;
    }
    for (int axis = 0; axis < 3; axis++) {
        const double unit[3] = {axis == 0, axis == 1, axis == 2};
        double push[3], real[3], imaginary[3];
        macrospin_answer(&small, omega, unit, real, imaginary);
        for (int k = 0; k < 3; k++) {
            answer->of_field[k][axis][0] = real[k];
            answer->of_field[k][axis][1] = imaginary[k];
        }
        macrospin_cross(m, unit, push); /* m x p, as a field: Eq. (E2) */
        macrospin_answer(&small, omega, push, real, imaginary);
        for (int k = 0; k < 3; k++) {
            answer->of_current[k][axis][0] = torque_slope(d) * real[k];
            answer->of_current[k][axis][1] = torque_slope(d) * imaginary[k];
        }
    }
    return true;
}
