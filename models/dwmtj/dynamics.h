/* How a wall moves where its velocity is not just that of the drive: a leak that depends on the place, motion in two
 * coordinates, the position and the angle of the wall's magnetization, and thermal noise. SI units; equation numbers
 * are those of docs/model.md. Nothing here allocates, prints or keeps state. */
#ifndef DYNAMICS_H
#define DYNAMICS_H

#include "models/dwmtj/dwmtj.h"
#include "models/noise.h"

/* Leak velocities in m/s at equally spaced places, from the left end of the track to the right, linear between them.
 * No entries: the leak is `vleak` everywhere. Entry i is speed[i * stride]. */
struct profile {
    const double *speed;
    size_t entries, stride;
};

/* True when `profile` is empty, or has at least two entries, each within the limits of `vleak`, and `device` has no
 * pinning besides. Otherwise writes to `why` (`size` bytes) what is wrong. */
bool profile_check(const struct profile *profile, const struct dwmtj *device, char *why, size_t size);

/* The coefficients of one device's equations of motion. */
struct dynamics {
    double length;    /* of the track, m */
    double delta;     /* width of the wall, m */
    double alpha;     /* damping; 0: the wall has no angle and goes as it is driven */
    double beta;      /* non-adiabaticity */
    double stiffness; /* gamma_0 hk, rad/s */
    double vleak;     /* where there is no profile, m/s */
    struct profile profile;
    double tolerance; /* error of the position that a sub-step may make, m */
    struct noise noise;
    double now[2]; /* rates of the noise while it stays, rad/s; 0 but in sub-steps */
};

/* The track current, linear in time: the spin-drift velocity k I is `start` + `rate` t, in m/s and m/s2, from the time
 * `from` (s) on, which tells the noise. */
struct drive {
    double start, rate, from;
};

/* Where a wall with noise was when the cell of time began that it is in, or when its drive became what it is. */
struct origin {
    bool known; /* false where the drive changes */
    double t;   /* s */
    double x, phi;
    double u; /* the drive's velocity since then, m/s */
};

/* A wall on its way. */
struct motion {
    double x;         /* m */
    double phi;       /* rad */
    double x_slope;   /* dx/du of the drive's velocity u at the end of the step, s */
    double phi_slope; /* dphi/du, rad s/m */
    struct origin origin;
};

/* The velocity of a wall and its derivative with respect to the drive's velocity at the end of the step. */
struct wall_velocity {
    double v, v_slope;
};

/* True where the closed form of dwmtj_advance does not tell the motion, and the functions below are needed. */
static inline bool dynamics_on(const struct dwmtj *device, const struct profile *profile)
{
    return device->alpha > 0.0 || profile->entries > 0;
}

/* Without noise. */
struct dynamics dynamics_of(const struct dwmtj *device, const struct profile *profile);

/* Gives a wall with an angle the noise of the temperature `kelvin` (K). `device` is as it is at this temperature;
 * `name` and its parameter `noise` tell its noise from that of others. Eqs. (38) to (40). */
void dynamics_heat(struct dynamics *dynamics, const struct dwmtj *device, const char *name, double kelvin);

/* Leak velocity in m/s at `x` (m). Eq. (30). */
double dynamics_leak(const struct dynamics *dynamics, double x);

/* The angle (rad) of a wall at `x` (m) that the drive `u` (m/s) has acted upon for long: of steady motion, or of rest
 * at an end of the track. Where the drive is too strong for either, the angle of the greatest torque. Eqs. (34), (35).
 */
double dynamics_start_angle(const struct dynamics *dynamics, double x, double u);

/* Moves the wall by `h` seconds. Its slopes are those at the end of the step, whatever they were before. Each sub-step
 * errs by `tolerance` at most. Eqs. (30) to (34), and (43) for a wall with noise at an end of the track. x is NaN where
 * numbers overflow. */
void dynamics_advance(const struct dynamics *dynamics, const struct drive *drive, double h, struct motion *wall);

/* Velocity of the wall after that step, without noise, 0 where an end of the track holds it. `u`: the drive's velocity
 * there, m/s. */
struct wall_velocity dynamics_velocity(const struct dynamics *dynamics, double u, const struct motion *wall);

/* The longest time step in s for a wall that goes on with `drive` for `horizon` (s): to the places at which Eq. (9a)
 * wants a time point, INFINITY where it comes to none. `bend` (m/s3): the second derivative of the drive's velocity,
 * which the steps neglect. Eq. (37). */
double dynamics_longest_step(const struct dwmtj *device, const struct dynamics *dynamics, const struct drive *drive,
                             double bend, const struct motion *wall, double horizon);

/* How the position answers to a small drive of angular frequency `omega` (rad/s): dx/du in s, real and imaginary part,
 * about the place, angle and drive `u` given. Eq. (36). False where the angle turns for ever, so that there is no such
 * answer. */
bool dynamics_response(const struct dynamics *dynamics, double x, double phi, double u, double omega,
                       double response[2]);

#endif
