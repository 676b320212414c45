#include "models/skyrmion/skyrmion.h"

#include "base/c_locale.h"
#include "models/constants.h"
#include "models/junction.h"

#include <complex.h>
#include <math.h>
#include <stdio.h>

static const struct parameter PARAMETERS[SKYRMION_PARAMETERS] = {
#define PARAMETER(name, unit, standard, least, greatest, kind, text, source)                                           \
    {#name, unit, standard, least, greatest, kind, text, source, offsetof(struct skyrmion, name)},
#include "models/skyrmion/parameters.def"
#undef PARAMETER
};
const struct parameter_table skyrmion_table = {PARAMETERS, SKYRMION_PARAMETERS};

static const double LEAST_CELL = 1e-15; /* s: shorter ones would take a simulation years */

/* The limits of the sizes: whether disc, junction and start are on the track. */
static bool check_sizes(const struct skyrmion *d, char *why, size_t size)
{
    const double half = 0.5 * d->width / d->length;
    if (d->radius < d->delta) {
        snprintf(why, size, "parameter radius = %g m is below delta = %g m: a wall that is wider has no skyrmion in it",
                 d->radius, d->delta);
    } else if (!(2.0 * d->radius < d->wtrack && 2.0 * d->radius < d->length)) {
        snprintf(why, size, "parameter radius = %g m: the skyrmion is as wide as the track, %g m by %g m, or wider",
                 d->radius, d->length, d->wtrack);
    } else if (!parameter_within(d->position, half, 1.0 - half)) {
        snprintf(why, size, "parameter position = %g puts a junction of %g m beyond a track of %g m", d->position,
                 d->width, d->length);
    } else if (!parameter_within(d->xinit, d->radius, d->length - d->radius)) {
        snprintf(why, size, "parameter xinit = %g m puts the skyrmion over an end of the track; expected %g to %g m",
                 d->xinit, d->radius, d->length - d->radius);
    } else if (!parameter_within(fabs(d->yinit), 0.0, 0.5 * d->wtrack - d->radius)) {
        snprintf(why, size, "parameter yinit = %g m puts the skyrmion over an edge of the track; expected %g to %g m",
                 d->yinit, d->radius - 0.5 * d->wtrack, 0.5 * d->wtrack - d->radius);
    } else {
        return true;
    }
    return false;
}

bool skyrmion_check(const struct skyrmion *d, char *why, size_t size)
{
    IN_C_LOCALE;
    if (!parameters_check(&skyrmion_table, d, why, size) || !junction_check(d->rp, d->rap, d->vhalf, why, size) ||
        !parameter_check_whole(&PARAMETERS[SKYRMION_noise], d, why, size) || !check_sizes(d, why, size)) {
        return false;
    }
    if (fabs(d->charge) != 1.0) {
        snprintf(why, size, "parameter charge = %.12g must be 1 or -1", d->charge);
    } else if (d->noise > 0.0 && d->jdepin > 0.0) {
        snprintf(why, size,
                 "parameters noise and jdepin exclude each other: friction does not know how heat frees a skyrmion");
    } else if (!(skyrmion_motion_of(d).cell >= LEAST_CELL)) {
        snprintf(why, size, "parameters fedge = %g N and ledge = %g m: the motion at an edge needs steps of %g s",
                 d->fedge, d->ledge, skyrmion_motion_of(d).cell);
    } else {
        return true;
    }
    return false;
}

bool skyrmion_is_blurred(const struct skyrmion *d, char *text, size_t size)
{
    IN_C_LOCALE;
    const double least = 2.0;
    if (d->radius >= least * d->delta * (1.0 - PARAMETER_ROUNDING)) {
        return false;
    }
    snprintf(
        text, size,
        "radius = %g m is %.3g times delta: the wall is not thin beside the radius, so (K2) and (K3) are more than "
        "7 %% off, and the junction takes a blurred disc as a sharp one; expected %g times or more",
        d->radius, d->radius / d->delta, least);
    return true;
}

/* The force in N for each A/m2 in the heavy metal. */
static double force_per_density(const struct skyrmion *d)
{
    return PI * PI * d->radius * HBAR * d->thetash / (2.0 * ELEMENTARY_CHARGE); /* Eq. (K3) */
}

struct skyrmion_motion skyrmion_motion_of(const struct skyrmion *d)
{
    const double spins = MU_0 * d->ms * d->thickness / GAMMA_0, ratio = d->radius / d->delta;
    struct skyrmion_motion motion = {
        .gyro = 4.0 * PI * d->charge * spins,                        /* Eq. (K2) */
        .drag = d->alpha * 2.0 * PI * (ratio + 1.0 / ratio) * spins, /* Eq. (K2) */
        .per_current = force_per_density(d) / (d->wtrack * d->thm),  /* Eq. (K3) */
        .leak = d->fleak,
        .friction = fabs(force_per_density(d)) * d->jdepin, /* Eq. (K5) */
        .edge = d->fedge,
        .decay = d->ledge,
        .x_least = d->radius,
        .x_most = d->length - d->radius,
        .y_most = 0.5 * d->wtrack - d->radius,
    };
    const double relaxation =
        hypot(motion.gyro, motion.drag) * d->ledge / d->fedge; /* s, where the rim is at an edge */
    const double most_heat = BOLTZMANN * 1000.0;               /* J: cells do not depend on the temperature */
    const double diffusion = most_heat * motion.drag / (motion.gyro * motion.gyro + motion.drag * motion.drag);
    const double jump = 0.5 * d->ledge;                                                     /* m */
    motion.cell = exp2(floor(log2(fmin(0.4 * relaxation, 0.5 * jump * jump / diffusion)))); /* Eq. (K7) */
    return motion;
}

void skyrmion_heat(struct skyrmion_motion *motion, const struct skyrmion *d, const char *name, double kelvin)
{
    if (d->noise > 0.0) {
        motion->noise = (struct noise){
            .spread = sqrt(2.0 * motion->drag * BOLTZMANN * (kelvin + d->dtemp) / motion->cell), /* Eq. (K6) */
            .cell = motion->cell,
            .key = noise_key((uint64_t)llround(d->noise), name)};
    }
}

void skyrmion_edge_force(const struct skyrmion_motion *m, const double place[2], double force[2])
{
    const double scale = 1.0 / m->decay;
    force[0] = m->edge * (exp((m->x_least - place[0]) * scale) - exp((place[0] - m->x_most) * scale)); /* Eq. (K4) */
    force[1] = m->edge * (exp((-place[1] - m->y_most) * scale) - exp((place[1] - m->y_most) * scale)); /* Eq. (K4) */
}

void skyrmion_velocity(const struct skyrmion_motion *m, const double force[2], double velocity[2])
{
    const double square = m->gyro * m->gyro + m->drag * m->drag;
    double along = m->drag / square, across = m->gyro / square; /* the mobility, s/kg */
    if (m->friction > 0.0) {
        const double pushed = force[0] * force[0] + force[1] * force[1], held = m->friction * m->friction;
        double speed = 0.0;
        if (pushed > held) {
            const double braked = m->drag * m->friction;
            speed = (pushed - held) / (braked + sqrt(braked * braked + square * (pushed - held))); /* Eq. (K5) */
        }
        along = speed > 0.0 ? speed * (m->drag * speed + m->friction) / pushed : 0.0;
        across = speed > 0.0 ? speed * speed * m->gyro / pushed : 0.0;
    }
    velocity[0] = along * force[0] + across * force[1]; /* Eq. (K1) */
    velocity[1] = along * force[1] - across * force[0];
}

struct skyrmion_path skyrmion_begin(double x, double y)
{
    return (struct skyrmion_path){.at = {x, y}, .start = {x, y}};
}

/* The velocity at `place` + `h` times `slope`, under the constant force `push`. */
static void velocity_at(const struct skyrmion_motion *m, const double push[2], const double place[2], double h,
                        const double slope[2], double velocity[2])
{
    const double there[2] = {place[0] + h * slope[0], place[1] + h * slope[1]};
    double force[2];
    skyrmion_edge_force(m, there, force);
    force[0] += push[0];
    force[1] += push[1];
    skyrmion_velocity(m, force, velocity);
}

/* A step of `h` (s) from `from` by the classic method of Runge and Kutta. */
static void step(const struct skyrmion_motion *m, const double push[2], double h, const double from[2], double to[2])
{
    static const double STILL[2] = {0.0, 0.0};
    double k1[2], k2[2], k3[2], k4[2];
    velocity_at(m, push, from, 0.0, STILL, k1);
    velocity_at(m, push, from, 0.5 * h, k1, k2);
    velocity_at(m, push, from, 0.5 * h, k2, k3);
    velocity_at(m, push, from, h, k3, k4);
    for (int k = 0; k < 2; k++) {
        to[k] = from[k] + h / 6.0 * (k1[k] + 2.0 * (k2[k] + k3[k]) + k4[k]);
    }
}

static bool is_on_track(const struct skyrmion_motion *m, const double place[2])
{
    return place[0] >= m->x_least && place[0] <= m->x_most && fabs(place[1]) <= m->y_most;
}

/* The skyrmion, which was at path->at at `from`, would be at `to`, beyond an edge, at `stop` (s): where the straight
 * way crosses the edge. */
static void lose(const struct skyrmion_motion *m, double from, double stop, const double to[2],
                 struct skyrmion_path *path)
{
    const double least[2] = {m->x_least, -m->y_most}, most[2] = {m->x_most, m->y_most};
    double share = 1.0;
    for (int k = 0; k < 2; k++) {
        const double way = to[k] - path->at[k], edge = to[k] < least[k] ? least[k] : most[k];
        if (to[k] < least[k] || to[k] > most[k]) {
            share = fmin(share, (edge - path->at[k]) / way);
        }
    }
    for (int k = 0; k < 2; k++) {
        path->left[k] = share > 0.0 ? path->at[k] + share * (to[k] - path->at[k]) : path->at[k];
    }
    path->left_at = from + share * (stop - from);
    path->lost = true;
}

const char *skyrmion_edge(const struct skyrmion_motion *m, const struct skyrmion_path *path)
{
    const double off[] = {fabs(path->left[0] - m->x_least), fabs(path->left[0] - m->x_most),
                          fabs(path->left[1] + m->y_most), fabs(path->left[1] - m->y_most)};
    static const char *const NAME[] = {"its left end", "its right end", "its lower edge", "its upper edge"};
    size_t nearest = 0;
    for (size_t k = 1; k < sizeof off / sizeof *off; k++) {
        nearest = off[k] < off[nearest] ? k : nearest;
    }
    return NAME[nearest];
}

void skyrmion_advance(const struct skyrmion_motion *m, double first, double last, double from, double to,
                      struct skyrmion_path *path)
{
    const double cell = m->cell, length = to - from;
    double number = floor(from / cell), t = from;
    while (t < to && !path->lost) {
        const double begin = number * cell, end = begin + cell, stop = fmin(end, to);
        double mean = first == last ? first : first + (0.5 * (t + stop) - from) / length * (last - first), push[2];
        if (t > begin && path->mean != mean) {
            mean = path->mean + (stop - t) / (stop - begin) * (mean - path->mean);
        }
        path->mean = mean;
        double noise[2] = {0.0, 0.0}, next[2];
        if (m->noise.spread > 0.0) {
            noise_rates(&m->noise, (uint64_t)number, noise);
        }
        push[0] = m->per_current * mean + m->leak + noise[0];
        push[1] = noise[1];
        step(m, push, stop - begin, path->start, next);
        if (!is_on_track(m, next)) {
            lose(m, t, stop, next, path);
            return;
        }
        for (int k = 0; k < 2; k++) {
            path->at[k] = next[k];
            path->start[k] = stop == end ? next[k] : path->start[k];
        }
        number += 1.0;
        t = stop;
    }
}

/* The area of the disc of radius 1 on the left of `u`. *slope: its derivative. */
static double disc_area(double u, double *slope)
{
    const double x = fmin(fmax(u, -1.0), 1.0), half = sqrt((1.0 - x) * (1.0 + x));
    *slope = 2.0 * half;
    return 0.5 * PI + asin(x) + x * half;
}

double skyrmion_share(const struct skyrmion *d, double x, double *slope)
{
    const double r = d->radius, middle = d->position * d->length;
    double left_slope, right_slope;
    const double right = disc_area((middle + 0.5 * d->width - x) / r, &right_slope);
    const double left = disc_area((middle - 0.5 * d->width - x) / r, &left_slope);
    const double area = d->width * d->wtrack;
    *slope = r * (left_slope - right_slope) / area;
    return r * r * (right - left) / area; /* Eq. (K8) */
}

double skyrmion_junction(const struct skyrmion *d, double x, double v, double *conductance, double *place_slope)
{
    double slope, bias_slope = 0.0, rap = d->rap;
    const double share = skyrmion_share(d, x, &slope);
    if (d->vhalf > 0.0) {
        rap = junction_rap_at(d->rp, d->rap, d->vhalf, v, &bias_slope);
    }
    const double chord = junction_conductance(d->rp, rap, share); /* Eq. (K8) */
    *conductance = chord + (1.0 - share) * bias_slope;
    *place_slope = v * (1.0 / d->rp - 1.0 / rap) * slope;
    return chord * v;
}

double skyrmion_longest_way(const struct skyrmion *d, double x)
{
    const double reach = 0.5 * d->width + d->radius;
    return fmax(d->dxmax, 0.5 * (fabs(x - d->position * d->length) - reach)); /* Eq. (K10) */
}

void skyrmion_response(const struct skyrmion_motion *m, const double place[2], double i, double omega,
                       double response[2])
{
    double force[2], by_force[2][2], stiff[2];
    skyrmion_edge_force(m, place, force);
    force[0] += m->per_current * i + m->leak;
    const double h = 1e-5 * (hypot(force[0], force[1]) + m->friction + m->edge * 1e-3); /* of the derivative below, N */
    for (int k = 0; k < 2; k++) {
        double more[2] = {force[0], force[1]}, less[2] = {force[0], force[1]}, up[2], down[2];
        more[k] += h;
        less[k] -= h;
        skyrmion_velocity(m, more, up);
        skyrmion_velocity(m, less, down);
        by_force[0][k] = (up[0] - down[0]) / (2.0 * h);
        by_force[1][k] = (up[1] - down[1]) / (2.0 * h);
    }
    const double scale = m->edge / m->decay;
    stiff[0] = scale * (exp((m->x_least - place[0]) / m->decay) + exp((place[0] - m->x_most) / m->decay));
    stiff[1] = scale * (exp((-place[1] - m->y_most) / m->decay) + exp((place[1] - m->y_most) / m->decay));
    const double complex s = I * omega; /* (s + by_force stiff) r = by_force (per_current, 0) */
    const double complex a = s + by_force[0][0] * stiff[0], b = by_force[0][1] * stiff[1];
    const double complex c = by_force[1][0] * stiff[0], e = s + by_force[1][1] * stiff[1];
    const double complex x =
        m->per_current * (by_force[0][0] * e - by_force[1][0] * b) / (a * e - b * c); /* Eq. (K9) */
    response[0] = creal(x);
    response[1] = cimag(x);
}
