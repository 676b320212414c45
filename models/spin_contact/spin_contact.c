#include "models/spin_contact/spin_contact.h"

#include "base/c_locale.h"
#include "models/constants.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct parameter PARAMETERS[SPIN_CONTACT_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct spin_contact, name)},
#include "models/spin_contact/parameters.def"
#undef PARAMETER
};
const struct parameter_table spin_contact_table = {PARAMETERS, SPIN_CONTACT_PARAMETERS};

static const double LEAST_HOLD = 1.0; /* A/m: a weaker well holds nothing in any circuit */

/* The magnet without noise. */
static struct macrospin quiet_magnet(const struct spin_contact *d)
{
    struct macrospin magnet = {
        .alpha = d->alpha, .hk = d->hk, .demag = {d->ms * d->nx, d->ms * d->ny, d->ms * d->nz}, .tolerance = d->mtol};
    spin_contact_direction(d, magnet.axis);
    return magnet;
}

static bool options_are_sound(const struct spin_contact *d, char *why, size_t size)
{
    static const int WHOLE[] = {SPIN_CONTACT_start, SPIN_CONTACT_free, SPIN_CONTACT_noise};
    static const int OF_FREE[] = {SPIN_CONTACT_noise, SPIN_CONTACT_hmax, SPIN_CONTACT_dtemp};
    for (size_t i = 0; i < sizeof WHOLE / sizeof *WHOLE; i++) {
        if (!parameter_check_whole(&PARAMETERS[WHOLE[i]], d, why, size)) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof OF_FREE / sizeof *OF_FREE; i++) {
        const struct parameter *p = &PARAMETERS[OF_FREE[i]];
        if (d->free == 0.0 && !parameter_is_off(p, d)) {
            snprintf(why, size, "parameter %s = %.10g does nothing while free is 0, for a fixed magnet", p->name,
                     parameter_get(p, d));
            return false;
        }
    }
    return true;
}

/* The start without noise. */
static bool start_is_sound(const struct spin_contact *d, char *why, size_t size)
{
    if (d->theta0 == -1.0) {
        return true;
    }
    if (!(d->theta0 > 0.0)) {
        snprintf(why, size,
                 "parameter theta0 = %g rad must be above 0, since a magnet exactly on its axis never switches without "
                 "noise, or -1 for its thermal value",
                 d->theta0);
    } else if (d->free == 0.0) {
        snprintf(why, size, "parameter theta0 = %g rad does nothing while free is 0, for a fixed magnet", d->theta0);
    } else if (d->noise > 0.0) {
        snprintf(why, size, "parameter theta0 = %g rad does nothing with noise, which draws the start", d->theta0);
    } else {
        return true;
    }
    return false;
}

bool spin_contact_check(const struct spin_contact *d, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!parameters_check(&spin_contact_table, d, why, size) || !options_are_sound(d, why, size) ||
        !start_is_sound(d, why, size)) {
        return false;
    }
    if (d->free != 0.0 && !(spin_contact_holding_field(d) >= LEAST_HOLD)) {
        snprintf(why, size,
                 "parameters hk = %g A/m, theta = %g deg, phi = %g deg, nx, ny, nz and ms give the energy no minimum "
                 "along the easy axis; expected a field of at least %g A/m that holds the magnet there",
                 d->hk, d->theta, d->phi, LEAST_HOLD);
        return false;
    }
    return true;
}

void spin_contact_direction(const struct spin_contact *d, double m[3])
{
    const double theta = d->theta * PI / 180.0, phi = d->phi * PI / 180.0, sign = d->start != 0.0 ? -1.0 : 1.0;
    m[0] = sign * sin(theta) * cos(phi);
    m[1] = sign * sin(theta) * sin(phi);
    m[2] = sign * cos(theta);
}

void spin_contact_matrix(const struct spin_contact *d, const double m[3], double matrix[SPIN_PARTS][SPIN_PARTS])
{
    const double across = d->g * d->gmix, turn = d->g * d->gturn;
    const double turning[3][3] = {{0.0, -m[2], m[1]}, {m[2], 0.0, -m[0]}, {-m[1], m[0], 0.0}}; /* m x */
    matrix[SPIN_CHARGE][SPIN_CHARGE] = d->g;
    for (int k = 0; k < 3; k++) {
        matrix[SPIN_CHARGE][SPIN_X + k] = matrix[SPIN_X + k][SPIN_CHARGE] = -d->g * d->polarization * m[k];
        for (int l = 0; l < 3; l++) {
            matrix[SPIN_X + k][SPIN_X + l] =
                (d->g - across) * m[k] * m[l] + (k == l ? across : 0.0) + turn * turning[k][l]; /* Eq. (S2) */
        }
    }
}

void spin_contact_currents(const struct spin_contact *d, const double m[3], const double v[SPIN_PARTS],
                           double current[SPIN_PARTS])
{
    double matrix[SPIN_PARTS][SPIN_PARTS];
    spin_contact_matrix(d, m, matrix);
    for (int k = 0; k < SPIN_PARTS; k++) {
        current[k] = 0.0;
        for (int l = 0; l < SPIN_PARTS; l++) {
            current[k] += matrix[k][l] * v[l];
        }
    }
}

/* mu_0 times saturation magnetization times volume, J m/A. */
static double moment_of(const struct spin_contact *d)
{
    return MU_0 * d->ms * d->volume;
}

double spin_contact_holding_field(const struct spin_contact *d)
{
    const struct macrospin_drive none = {.hk = 0.0};
    static const double NO_FIELD[3] = {0.0, 0.0, 0.0};
    struct macrospin magnet = quiet_magnet(d);
    struct macrospin_small small;
    double field[3], torque[3];
    macrospin_field(&magnet, &none, NO_FIELD, magnet.axis, field);
    macrospin_cross(magnet.axis, field, torque);
    if (sqrt(macrospin_dot(torque, torque)) > 1e-9 * macrospin_field_range(&magnet)) {
        return 0.0;
    }
    /* Without damping the matrix of (E9) has the stiffness alone, turned by a right angle. */
    magnet.alpha = 0.0;
    macrospin_linearize(&magnet, &none, magnet.axis, &small);
    const double x = small.matrix[1][0] / GAMMA_0, y = -small.matrix[0][1] / GAMMA_0,
                 mixed = small.matrix[1][1] / GAMMA_0;
    return 0.5 * (x + y) - hypot(0.5 * (x - y), mixed);
}

struct macrospin spin_contact_magnet(const struct spin_contact *d, double kelvin, const char *name)
{
    struct macrospin magnet = quiet_magnet(d);
    if (d->noise > 0.0) {
        macrospin_heat(&magnet, moment_of(d), kelvin + d->dtemp, d->hmax, noise_key((uint64_t)round(d->noise), name));
    }
    return magnet;
}

/* Eq. (S6). */
static double start_angle(const struct spin_contact *d, double kelvin)
{
    if (d->theta0 > 0.0) {
        return d->theta0;
    }
    return fmin(sqrt(BOLTZMANN * (kelvin + d->dtemp) / (moment_of(d) * spin_contact_holding_field(d))), 0.5);
}

void spin_contact_start(const struct spin_contact *d, const struct macrospin *magnet, double kelvin, double m[3])
{
    double well[3];
    spin_contact_direction(d, well);
    if (magnet->noise.spread > 0.0 &&
        macrospin_draw(magnet, moment_of(d), kelvin + d->dtemp, magnet->noise.key, well, m)) {
        return;
    }
    /* towards x; where the easy axis is near that, towards y */
    const double angle = start_angle(d, kelvin);
    const int aside = fabs(well[0]) < 0.9 ? 0 : 1;
    double across[3];
    for (int k = 0; k < 3; k++) {
        across[k] = (k == aside ? 1.0 : 0.0) - well[aside] * well[k];
    }
    const double length = sqrt(macrospin_dot(across, across));
    for (int k = 0; k < 3; k++) {
        m[k] = cos(angle) * well[k] + sin(angle) * across[k] / length;
    }
}

/* The spin torque in A/m for each ampere of absorbed spins. The spins of electrons flow against the current: what a
 * positive current brings into the magnet turns it away. Eq. (S3). */
static double torque_slope(const struct spin_contact *d)
{
    return -HBAR / (2.0 * ELEMENTARY_CHARGE * moment_of(d));
}

struct macrospin_drive spin_contact_drive(const struct spin_contact *d, const double current[SPIN_PARTS],
                                          const double h[3])
{
    struct macrospin_drive drive = {.hk = 0.0};
    for (int k = 0; k < 3; k++) {
        drive.field[k] = h[k];
        drive.spin[k] = torque_slope(d) * current[SPIN_X + k]; /* Eq. (S3) */
    }
    return drive;
}

/* The change of the currents in A that a change `u` of m makes, with the voltages held: the derivative of (S2). */
static void current_change(const struct spin_contact *d, const double m[3], const double v[SPIN_PARTS],
                           const double u[3], double change[SPIN_PARTS])
{
    const double *spin = v + SPIN_X, rest = d->g * (1.0 - d->gmix), charge = d->g * d->polarization;
    const double along = rest * macrospin_dot(m, spin) - charge * v[SPIN_CHARGE];
    double turned[3];
    macrospin_cross(u, spin, turned);
    change[SPIN_CHARGE] = -charge * macrospin_dot(u, spin);
    for (int k = 0; k < 3; k++) {
        change[SPIN_X + k] = along * u[k] + rest * macrospin_dot(u, spin) * m[k] + d->g * d->gturn * turned[k];
    }
}

/* The field in A/m that the torque of `current` is at `m`. */
static void push_of(const struct spin_contact *d, const double m[3], const double current[SPIN_PARTS], double push[3])
{
    static const double NO_FIELD[3] = {0.0, 0.0, 0.0};
    const struct macrospin_drive drive = spin_contact_drive(d, current, NO_FIELD);
    macrospin_cross(m, drive.spin, push);
}

/* Adds to the linearized magnet that its torque follows it, with the voltages held. */
static void let_torque_follow(const struct spin_contact *d, const double m[3], const double v[SPIN_PARTS],
                              struct macrospin_small *small)
{
    double(*a)[2] = small->matrix;
    for (int j = 0; j < 2; j++) {
        double change[SPIN_PARTS], push[3];
        current_change(d, m, v, small->across[j], change);
        push_of(d, m, change, push);
        const double x = macrospin_dot(small->across[0], push), y = macrospin_dot(small->across[1], push);
        a[0][j] += small->rate * (small->alpha * x + y); /* Eqs. (E9), (S8) */
        a[1][j] += small->rate * (small->alpha * y - x);
    }
}

/* Lets the magnet come to rest near point->m, where its torque follows it, with the voltages held. */
static bool find_rest(const struct spin_contact *d, const struct macrospin *magnet, struct spin_contact_point *point,
                      struct macrospin_drive *drive)
{
    enum { MOST = 200 };
    double *m = point->m, current[SPIN_PARTS], moved = 1.0;
    const double first[3] = {m[0], m[1], m[2]};
    for (int i = 0; i < MOST && moved > 1e-12; i++) {
        const double before[3] = {m[0], m[1], m[2]};
        spin_contact_currents(d, m, point->v, current);
        *drive = spin_contact_drive(d, current, point->h);
        if (!macrospin_relax(magnet, drive, m)) {
            return false;
        }
        moved = fmax(fabs(m[0] - before[0]), fmax(fabs(m[1] - before[1]), fabs(m[2] - before[2])));
    }
    return moved <= 1e-12 && macrospin_dot(m, first) > 0.5;
}

/* What small signals change: m, and the currents but for what the voltages do to them by themselves. */
struct change {
    double moment[3][2], current[SPIN_PARTS][2];
};

/* The change that `push` (A/m) makes. */
static struct change answer_to(const struct spin_contact *d, const struct spin_contact_point *rest,
                               const struct macrospin_small *small, double omega, const double push[3])
{
    double part[2][3], current[SPIN_PARTS];
    struct change change;
    macrospin_answer(small, omega, push, part[0], part[1]);
    for (int i = 0; i < 2; i++) {
        current_change(d, rest->m, rest->v, part[i], current);
        for (int k = 0; k < 3; k++) {
            change.moment[k][i] = part[i][k];
        }
        for (int k = 0; k < SPIN_PARTS; k++) {
            change.current[k][i] = current[k];
        }
    }
    return change;
}

bool spin_contact_small_signal(const struct spin_contact *d, const struct macrospin *magnet,
                               const struct spin_contact_point *point, double omega, struct spin_contact_answer *answer)
{
    struct spin_contact_point rest = *point;
    double matrix[SPIN_PARTS][SPIN_PARTS];
    struct macrospin_drive drive;
    struct macrospin_small small;
    /* Whether it is stable depends on the circuit. With spin currents that are held it is most stable, so where it is
     * not even then, it never is. */
    if (!find_rest(d, magnet, &rest, &drive) || !macrospin_linearize(magnet, &drive, rest.m, &small)) {
        return false;
    }
    let_torque_follow(d, rest.m, rest.v, &small);
    spin_contact_matrix(d, rest.m, matrix);
    for (int j = 0; j < SPIN_PARTS; j++) {
        const double direct[SPIN_PARTS] = {matrix[0][j], matrix[1][j], matrix[2][j], matrix[3][j]};
        double push[3];
        push_of(d, rest.m, direct, push);
        const struct change change = answer_to(d, &rest, &small, omega, push);
        for (int k = 0; k < SPIN_PARTS; k++) {
            answer->current[k][j][0] = direct[k] + change.current[k][0]; /* Eq. (S8) */
            answer->current[k][j][1] = change.current[k][1];
        }
        for (int k = 0; k < 3; k++) {
            memcpy(answer->moment[k][j], change.moment[k], sizeof change.moment[k]);
        }
    }
    for (int axis = 0; axis < 3; axis++) {
        const double unit[3] = {axis == 0, axis == 1, axis == 2};
        const struct change change = answer_to(d, &rest, &small, omega, unit);
        for (int k = 0; k < SPIN_PARTS; k++) {
            memcpy(answer->field_current[k][axis], change.current[k], sizeof change.current[k]);
        }
        for (int k = 0; k < 3; k++) {
            memcpy(answer->field_moment[k][axis], change.moment[k], sizeof change.moment[k]);
        }
    }
    return true;
}
