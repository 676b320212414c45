#include "models/mtj/mtj.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/junction.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct parameter PARAMETERS[MTJ_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct mtj, name)},
#include "models/mtj/parameters.def"
#undef PARAMETER
};
const struct parameter_table mtj_table = {PARAMETERS, MTJ_PARAMETERS};

/* The fields along x, y and z that anisotropy and demagnetization give, A/m. */
static void stiffness(const struct mtj *d, double along[3])
{
    along[0] = -d->ms * d->nx;
    along[1] = -d->ms * d->ny;
    along[2] = 2.0 * d->ki / (MU_0 * d->ms * d->tfree) - d->ms * d->nz; /* Eq. (E5) */
}

static bool choices_are_sound(const struct mtj *d, char *why, size_t size)
{
    const struct {
        const char *name;
        double value;
    } choice[] = {
        {"start", d->start}, {"torque", d->torque}, {"mean", d->mean}, {"follow", d->follow}, {"noise", d->noise}};
    for (size_t i = 0; i < sizeof choice / sizeof *choice; i++) {
        if (!parameter_is_whole(choice[i].value)) {
            snprintf(why, size, "parameter %s = %.10g must be a whole number", choice[i].name, choice[i].value);
            return false;
        }
    }
    return true;
}

/* The start without noise. */
static bool start_is_sound(const struct mtj *d, char *why, size_t size)
{
    if (d->theta0 < 0.0 && d->theta0 != -1.0) {
        snprintf(why, size, "parameter theta0 = %g rad must be above 0, or -1 for the thermal value", d->theta0);
    } else if (d->theta0 == 0.0 && d->noise == 0.0) {
        snprintf(why, size,
                 "parameter theta0 = 0 rad: without noise a magnet exactly on its axis never switches; "
                 "expected above 0, or -1 for the thermal value");
    } else if (d->theta0 >= 0.0 && d->noise > 0.0) {
        snprintf(why, size, "parameter theta0 = %g rad does nothing with noise, which draws the start", d->theta0);
    } else {
        return true;
    }
    return false;
}

static bool heat_is_sound(const struct mtj *d, char *why, size_t size)
{
    const double least_time = 1e-15; /* s: below it nothing has a temperature */
    if (d->rth > 0.0 && !parameter_within(d->tauth, least_time, INFINITY)) {
        snprintf(why, size,
                 "parameter tauth = %g s, the time constant of the temperature, must be at least %g s with rth",
                 d->tauth, least_time);
    } else if (d->rth == 0.0 && d->tauth > 0.0) {
        snprintf(why, size, "parameter tauth = %g s does nothing while rth is 0", d->tauth);
    } else {
        return true;
    }
    return false;
}

bool mtj_check(const struct mtj *d, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!parameters_check(&mtj_table, d, why, size) || !junction_check(d->rp, d->rap, d->vhalf, why, size) ||
        !choices_are_sound(d, why, size) || !start_is_sound(d, why, size) || !heat_is_sound(d, why, size)) {
        return false;
    }
    if (d->lambda != 1.0 && d->torque != MTJ_SPIN_VALVE) {
        snprintf(why, size, "parameter lambda = %g does nothing while torque is not 1, that of a spin valve",
                 d->lambda);
        return false;
    }
    if (!junction_check_curie(d->tcurie, why, size)) {
        return false;
    }
    struct mtj nominal = *d;
    return mtj_apply_temperature(&nominal, NOMINAL_TEMPERATURE, why, size);
}

bool mtj_apply_temperature(struct mtj *d, double kelvin, char *why, size_t size)
{
    IN_C_LOCALE;
    double t = kelvin + d->dtemp;
    double ms = d->ms;
    if (!junction_demagnetize(&ms, d->tcurie, t, why, size) ||
        !junction_warm(d->rp, &d->rap, d->pbloch, t, why, size)) {
        return false;
    }
    d->ki *= pow(ms / d->ms, d->kiexp); /* Eq. (J17) */
    d->ms = ms;
    return true;
}

double mtj_moment(const struct mtj *d)
{
    double layer = 0.25 * PI * d->diameter * d->diameter * d->tfree;
    return MU_0 * d->ms * (d->vact > 0.0 ? d->vact : layer);
}

void mtj_pinned(const struct mtj *d, double pinned[3])
{
    pinned[0] = sin(d->ptilt);
    pinned[1] = 0.0;
    pinned[2] = cos(d->ptilt);
}

void mtj_well(const struct mtj *d, double well[3])
{
    double along[3], pinned[3];
    stiffness(d, along);
    mtj_pinned(d, pinned);
    int easy = along[0] > along[1] ? 0 : 1;
    easy = along[2] >= along[easy] ? 2 : easy;
    well[0] = well[1] = well[2] = 0.0;
    well[easy] = (pinned[easy] < 0.0) == (d->start == 0.0) ? -1.0 : 1.0;
}

struct macrospin mtj_magnet(const struct mtj *d, double kelvin, const char *name)
{
    double square = d->lambda * d->lambda;
    struct macrospin magnet = {.alpha = d->alpha,
                               .hk = 2.0 * d->ki / (MU_0 * d->ms * d->tfree), /* Eq. (E5) */
                               .axis = {0.0, 0.0, 1.0},
                               .demag = {d->ms * d->nx, d->ms * d->ny, d->ms * d->nz},
                               .asymmetry = (square - 1.0) / (square + 1.0), /* Eq. (E3) */
                               .tolerance = d->mtol};
    mtj_pinned(d, magnet.pinned);
    if (d->noise > 0.0) {
        macrospin_heat(&magnet, mtj_moment(d), kelvin + d->dtemp, d->hmax, noise_key((uint64_t)round(d->noise), name));
    }
    return magnet;
}

double mtj_holding_field(const struct mtj *d)
{
    double along[3], most;
    stiffness(d, along);
    most = fmax(along[0], fmax(along[1], along[2]));
    /* of the two others, the greater one */
    return most == along[2] ? most - fmax(along[0], along[1])
                            : most - fmax(along[2], most == along[0] ? along[1] : along[0]);
}

double mtj_barrier(const struct mtj *d)
{
    return 0.5 * mtj_moment(d) * mtj_holding_field(d); /* Eq. (J2) */
}

/* Eq. (J11). */
static double start_angle(const struct mtj *d, double kelvin)
{
    if (d->theta0 > 0.0) {
        return d->theta0;
    }
    return fmin(sqrt(BOLTZMANN * (kelvin + d->dtemp) / (2.0 * mtj_barrier(d))), 0.5);
}

void mtj_start(const struct mtj *d, const struct macrospin *magnet, double kelvin, double m[3])
{
    double well[3];
    mtj_well(d, well);
    if (magnet->noise.spread > 0.0 &&
        macrospin_draw(magnet, mtj_moment(d), kelvin + d->dtemp, magnet->noise.key, well, m)) {
        return;
    }
    const double angle = start_angle(d, kelvin);
    int aside = well[0] != 0.0 ? 1 : 0; /* x, or y where x is the easy axis */
    for (int k = 0; k < 3; k++) {
        m[k] = cos(angle) * well[k] + (k == aside ? sin(angle) : 0.0);
    }
}

/* The spin torque in A/m for each unit of what drives it: volts, or amperes. Eq. (E3). */
static double torque_slope(const struct mtj *d)
{
    double per_ampere = HBAR * d->polarization / (2.0 * ELEMENTARY_CHARGE * mtj_moment(d));
    if (d->torque == MTJ_BY_VOLTAGE) {
        return per_ampere / ((1.0 + d->polarization * d->polarization) * d->rp);
    }
    double square = d->lambda * d->lambda;
    return per_ampere * 2.0 * square / (square + 1.0);
}

void mtj_drive_slopes(const struct mtj *d, double v, struct macrospin_drive *of_voltage,
                      struct macrospin_drive *of_current)
{
    double pinned[3];
    mtj_pinned(d, pinned);
    *of_voltage = *of_current = (struct macrospin_drive){.hk = 0.0};
    struct macrospin_drive *of_torque = d->torque == MTJ_BY_VOLTAGE ? of_voltage : of_current;
    for (int k = 0; k < 3; k++) {
        of_torque->spin[k] = torque_slope(d) * pinned[k];
        of_voltage->field[k] = (d->b1 + 2.0 * d->b2 * v) * pinned[k];
    }
    of_voltage->hk = -2.0 * d->xi / (MU_0 * d->ms * d->tfree * d->tox);
}

struct macrospin_drive mtj_drive(const struct mtj *d, double v, double i, const double h[3])
{
    double pinned[3], like = v * (d->b1 + d->b2 * v); /* Eq. (E4) */
    double torque = torque_slope(d) * (d->torque == MTJ_BY_VOLTAGE ? v : i);
    struct macrospin_drive drive = {.hk = -2.0 * d->xi * v / (MU_0 * d->ms * d->tfree * d->tox)}; /* Eq. (E5) */
    mtj_pinned(d, pinned);
    for (int k = 0; k < 3; k++) {
        drive.field[k] = h[k] + like * pinned[k];
        drive.spin[k] = torque * pinned[k];
    }
    return drive;
}

double mtj_current(const struct mtj *d, double cosine, double v, double *conductance, double *cosine_slope)
{
    double rap = d->rap, slope = 0.0, share = 0.5 * (1.0 + cosine);
    if (d->vhalf > 0.0) {
        rap = junction_rap_at(d->rp, d->rap, d->vhalf, v, &slope);
    }
    double chord = junction_conductance(d->rp, rap, share); /* Eq. (J1) */
    *conductance = chord + (1.0 - share) * slope;
    *cosine_slope = 0.5 * v * (1.0 / d->rp - 1.0 / rap);
    return chord * v;
}

bool mtj_settle(const struct mtj *d, const struct macrospin *magnet, double kelvin, double v, const double h[3],
                double m[3])
{
    double pinned[3], conductance, slope, current = 0.0, before;
    mtj_pinned(d, pinned);
    int i = 0;
    do { /* the current follows the free layer, and where it drives the torque, the free layer that */
        before = current;
        current = mtj_current(d, macrospin_dot(m, pinned), v, &conductance, &slope);
        const struct macrospin_drive drive = mtj_drive(d, v, current, h);
        if (!macrospin_settle(magnet, &drive, start_angle(d, kelvin), m)) {
            return false;
        }
    } while (d->torque != MTJ_BY_VOLTAGE && fabs(current - before) > 1e-12 * fabs(current) && ++i < 100);
    return i < 100;
}

/* The field in A/m that a small change of the drive is at `m`. */
static void push_of(const struct macrospin *magnet, const struct macrospin_drive *change, const double m[3],
                    double push[3])
{
    struct macrospin bare = *magnet; /* without what does not change */
    static const double NONE[3] = {0.0, 0.0, 0.0};
    bare.hk = bare.demag[0] = bare.demag[1] = bare.demag[2] = 0.0;
    macrospin_field(&bare, change, NONE, m, push);
}

static void answer_to(const struct macrospin_small *small, double omega, const double push[3], double complex out[3])
{
    double real[3], imaginary[3];
    macrospin_answer(small, omega, push, real, imaginary);
    for (int k = 0; k < 3; k++) {
        out[k] = CMPLX(real[k], imaginary[k]);
    }
}

static double complex part_along(const double complex a[3], const double pinned[3])
{
    return a[0] * pinned[0] + a[1] * pinned[1] + a[2] * pinned[2];
}

static void put(double complex value, double out[2])
{
    out[0] = creal(value);
    out[1] = cimag(value);
}

/* What a temperature does to the free layer at rest, for 1 K: as a field in A/m; the current `i` (A) and the voltage
 * are held. */
static void push_of_warmth(const struct mtj *d, const struct macrospin *magnet, const struct mtj_warmth *warmth,
                           const struct mtj_point *rest, double i, double push[3])
{
    static const double NONE[3] = {0.0, 0.0, 0.0};
    const struct macrospin_drive here = mtj_drive(d, rest->v, i, rest->h);
    const struct macrospin_drive there = mtj_drive(warmth->device, rest->v, i, rest->h);
    double field[2][3];
    macrospin_field(magnet, &here, NONE, rest->m, field[0]);
    macrospin_field(&warmth->magnet, &there, NONE, rest->m, field[1]);
    for (int k = 0; k < 3; k++) {
        push[k] = (field[1][k] - field[0][k]) / warmth->by;
    }
}

bool mtj_small_signal(const struct mtj *d, const struct macrospin *magnet, const struct mtj_point *point, double omega,
                      const struct mtj_warmth *warmth, struct mtj_answer *answer)
{
    const double v = point->v;
    struct mtj_point rest = *point;
    double pinned[3], conductance, cosine_slope, push[3];
    struct macrospin_drive of_voltage, of_current;
    struct macrospin_small small;
    mtj_pinned(d, pinned);
    double current = mtj_current(d, macrospin_dot(point->m, pinned), v, &conductance, &cosine_slope);
    struct macrospin_drive drive = mtj_drive(d, v, current, point->h);
    if (!macrospin_relax(magnet, &drive, rest.m) || macrospin_dot(rest.m, point->m) < 0.5 ||
        !macrospin_linearize(magnet, &drive, rest.m, &small)) {
        return false;
    }
    mtj_current(d, macrospin_dot(rest.m, pinned), v, &conductance, &cosine_slope);
    mtj_drive_slopes(d, v, &of_voltage, &of_current);
    double complex by_voltage[3], by_current[3];
    push_of(magnet, &of_voltage, rest.m, push);
    answer_to(&small, omega, push, by_voltage);
    push_of(magnet, &of_current, rest.m, push);
    answer_to(&small, omega, push, by_current);
    double complex by_kelvin[3] = {0.0, 0.0, 0.0}, thermal = 0.0, of_kelvin = 0.0; /* K/W, A/K */
    if (warmth) {
        double ignored, there;
        current = mtj_current(d, macrospin_dot(rest.m, pinned), v, &ignored, &there);
        thermal = d->rth / CMPLX(1.0, omega * d->tauth);
        push_of_warmth(d, magnet, warmth, &rest, current, push);
        answer_to(&small, omega, push, by_kelvin);
        of_kelvin =
            (mtj_current(warmth->device, macrospin_dot(rest.m, pinned), v, &ignored, &there) - current) / warmth->by +
            cosine_slope * part_along(by_kelvin, pinned);
    }
    double complex feedback = 1.0 / (1.0 - cosine_slope * part_along(by_current, pinned) - of_kelvin * thermal * v);
    double complex admittance =
        (conductance + cosine_slope * part_along(by_voltage, pinned) + of_kelvin * thermal * current) *
        feedback; /* Eqs. (J13), (J14) */
    put(admittance, answer->conductance);
    for (int k = 0; k < 3; k++) {
        put(by_voltage[k] + by_current[k] * admittance + by_kelvin[k] * thermal * (current + v * admittance),
            answer->moment[k]);
    }
    for (int axis = 0; axis < 3; axis++) {
        double complex by_field[3];
        const double unit[3] = {axis == 0, axis == 1, axis == 2};
        answer_to(&small, omega, unit, by_field);
        double complex current_change = cosine_slope * part_along(by_field, pinned) * feedback;
        put(current_change, answer->field_current[axis]);
        for (int k = 0; k < 3; k++) {
            put(by_field[k] + (by_current[k] + by_kelvin[k] * thermal * v) * current_change,
                answer->field_moment[k][axis]);
        }
    }
    return true;
}
