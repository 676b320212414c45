#include "models/dwmtj/dynamics.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>

bool profile_check(const struct profile *profile, const struct dwmtj *device, char *why, size_t size)
{
    const struct parameter *p = &dwmtj_parameters[DWMTJ_vleak];
    if (profile->entries == 1) {
        snprintf(why, size, "parameter vleak_table has one entry; it needs at least two, or none");
        return false;
    }
    if (profile->entries > 0 && device->idepin > 0.0) {
        snprintf(why, size, "parameters vleak_table and idepin exclude each other: wells of the table pin a wall");
        return false;
    }
    for (size_t i = 0; i < profile->entries; i++) {
        double speed = profile->speed[i * profile->stride];
        if (!parameter_within(speed, p->least, p->greatest)) {
            snprintf(why, size, "entry %zu of parameter vleak_table = %g m/s is out of its limits, %g to %g", i + 1,
                     speed, p->least, p->greatest);
            return false;
        }
    }
    return true;
}

struct dynamics dynamics_of(const struct dwmtj *device, const struct profile *profile)
{
    return (struct dynamics){.length = device->length,
                             .delta = device->delta,
                             .alpha = device->alpha,
                             .beta = device->beta,
                             .stiffness = GAMMA_0 * device->hk,
                             .vleak = device->vleak,
                             .profile = *profile,
                             .tolerance = device->dxtol};
}

void dynamics_heat(struct dynamics *d, const struct dwmtj *device, const char *name, double kelvin)
{
    double s = 2.0 * MU_0 * device->ms * device->area * d->delta / GAMMA_0; /* Eq. (38) */
    double intensity = 2.0 * d->alpha * BOLTZMANN * kelvin / s;
    double diffusion = 0.5 * d->delta * d->delta * intensity / (1.0 + d->alpha * d->alpha);
    double jump = 0.1 * device->dxmax;
    double cell = fmin(0.5 * jump * jump / diffusion, fmin(0.1, d->alpha) / d->stiffness); /* Eq. (40) */
    if (intensity > 0.0) {
        d->noise.cell = exp2(floor(log2(cell)));
        d->noise.spread = sqrt(intensity / d->noise.cell); /* Eq. (39) */
        d->noise.key = noise_key((uint64_t)round(device->noise), name);
    }
}

/* The leak at `x`, and its derivative in 1/s. */
static double leak_and_slope(const struct dynamics *d, double x, double *slope)
{
    const struct profile *p = &d->profile;
    if (p->entries == 0) {
        *slope = 0.0;
        return d->vleak;
    }
    double pieces = (double)(p->entries - 1);
    double place = dwmtj_clamp(x / d->length, 0.0, 1.0) * pieces;
    size_t left = (size_t)fmin(place, pieces - 1.0);
    double from = p->speed[left * p->stride], to = p->speed[(left + 1) * p->stride];
    *slope = (to - from) * pieces / d->length;
    return from + (to - from) * (place - (double)left); /* Eq. (30) */
}

double dynamics_leak(const struct dynamics *d, double x)
{
    double slope;
    return leak_and_slope(d, x, &slope);
}

struct rates dynamics_rates(const struct dynamics *d, double x, double phi, double u)
{
    double leak_slope, leak = leak_and_slope(d, x, &leak_slope);
    if (d->alpha == 0.0) {
        return (struct rates){.x = u + leak, .x_x = leak_slope, .x_u = 1.0};
    }
    double share = 1.0 / (1.0 + d->alpha * d->alpha);
    double turn = (d->alpha * leak + d->beta * u) / d->delta + d->now[0];           /* Eq. (31) */
    double torque = 0.5 * d->stiffness * sin(2.0 * phi) + u / d->delta + d->now[1]; /* Eq. (32) */
    double turn_x = d->alpha * leak_slope / d->delta, turn_u = d->beta / d->delta;
    double torque_phi = d->stiffness * cos(2.0 * phi), torque_u = 1.0 / d->delta;
    return (struct rates){
        .x = share * d->delta * (d->alpha * turn + torque), /* Eq. (33a) */
        .phi = share * (turn - d->alpha * torque),          /* Eq. (33b) */
        .x_x = share * d->delta * d->alpha * turn_x,
        .x_phi = share * d->delta * torque_phi,
        .x_u = share * d->delta * (d->alpha * turn_u + torque_u),
        .phi_x = share * turn_x,
        .phi_phi = -share * d->alpha * torque_phi,
        .phi_u = share * (turn_u - d->alpha * torque_u),
    };
}

/* phi of sin 2 phi = `sine`, or of the greatest torque where there is none. */
static double half_arcsine(double sine)
{
    return 0.5 * asin(dwmtj_clamp(sine, -1.0, 1.0));
}

double dynamics_rest_limit(const struct dynamics *d)
{
    return 0.5 * d->stiffness * d->delta;
}

double dynamics_rest_angle(const struct dynamics *d, double u)
{
    double limit = dynamics_rest_limit(d);
    return limit > 0.0 ? half_arcsine(-u / limit) : 0.0; /* Eq. (34) */
}

bool dynamics_held(const struct dynamics *d, double x, double u, double *v, double *v_u)
{
    if (x > 0.0 && x < d->length) {
        return false;
    }
    double inwards = x <= 0.0 ? 1.0 : -1.0;
    struct rates r = dynamics_rates(d, x, dynamics_rest_angle(d, u), u);
    double limit = dynamics_rest_limit(d); /* below it the angle's torque takes that of the drive away */
    double torque_u = d->alpha > 0.0 && fabs(u) < limit ? 1.0 / (1.0 + d->alpha * d->alpha) : 0.0;
    *v = inwards * r.x;
    *v_u = inwards * (r.x_u - torque_u);
    return *v <= 0.0;
}

/* sin 2 phi of steady motion; beyond -1 and 1 there is none. */
static double steady_sine(const struct dynamics *d, double x, double u)
{
    return 2.0 * (d->alpha * dynamics_leak(d, x) + (d->beta - d->alpha) * u) /
           (d->alpha * d->stiffness * d->delta); /* Eq. (35) */
}

double dynamics_start_angle(const struct dynamics *d, double x, double u)
{
    if (d->alpha == 0.0 || d->stiffness == 0.0) {
        return 0.0;
    }
    bool at_end = x <= 0.0 || x >= d->length;
    return at_end ? dynamics_rest_angle(d, u) : half_arcsine(steady_sine(d, x, u));
}

struct wall_velocity dynamics_velocity(const struct dynamics *d, double u, const struct motion *wall)
{
    double v, v_u;
    if (dynamics_held(d, wall->x, u, &v, &v_u)) {
        return (struct wall_velocity){0.0, 0.0};
    }
    struct rates r = dynamics_rates(d, wall->x, wall->phi, u);
    return (struct wall_velocity){r.x, r.x_x * wall->x_slope + r.x_phi * wall->phi_slope + r.x_u};
}

bool dynamics_response(const struct dynamics *d, double x, double phi, double u, double omega, double response[2])
{
    double v, v_u;
    bool held = dynamics_held(d, x, u, &v, &v_u);
    double sine = d->alpha == 0.0 ? 0.0 : steady_sine(d, x, u);
    if (!held && !(fabs(sine) < 1.0)) {
        return false;
    }
    struct rates r = dynamics_rates(d, x, phi, u);
    double complex s = I * omega;
    double complex angle = s - r.phi_phi;
    double complex x_u =
        held ? 0.0 : (r.x_u + r.x_phi * r.phi_u / angle) / (s - r.x_x - r.x_phi * r.phi_x / angle); /* Eq. (36) */
    response[0] = creal(x_u);
    response[1] = cimag(x_u);
    return true;
}
