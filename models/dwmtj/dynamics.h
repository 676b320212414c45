/* How a wall moves where its velocity is not just that of the drive: a leak that depends on the place, motion in two
 * coordinates, the position and the angle of the wall's magnetization, and thermal noise. SI units; equation numbers
 * are those of docs/model.md. trajectory.h follows a wall through a step. Nothing here allocates, prints or keeps
 * state. */
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
 * pinning. Otherwise writes to `why` (`size` bytes) what is wrong. */
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
 * `from` (s) on, at which the noise is taken. */
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

/* The rates of position (m/s) and angle (rad/s) of a free wall, and their partial derivatives. */
struct rates {
    double x, phi;
    double x_x, x_phi, x_u;
    double phi_x, phi_phi, phi_u;
};

/* True if the closed form of dwmtj_advance does not describe the motion, so that the functions below are needed. */
static inline bool dynamics_on(const struct dwmtj *device, const struct profile *profile)
{
    return device->alpha > 0.0 || profile->entries > 0;
}

/* Without noise. */
struct dynamics dynamics_of(const struct dwmtj *device, const struct profile *profile);

/* Gives a wall with an angle the noise of the temperature `kelvin` (K). `device` is as it is at this temperature;
 * `name` and its parameter `noise` select its noise. Eqs. (38) to (40). */
void dynamics_heat(struct dynamics *dynamics, const struct dwmtj *device, const char *name, double kelvin);

/* Leak velocity in m/s at `x` (m). Eq. (30). */
double dynamics_leak(const struct dynamics *dynamics, double x);

/* At position `x` (m) and angle `phi` (rad), driven with `u` (m/s). Eqs. (31) to (33). */
struct rates dynamics_rates(const struct dynamics *dynamics, double x, double phi, double u);

/* The drive in size below which a wall that is held has an angle of rest, m/s. */
double dynamics_rest_limit(const struct dynamics *dynamics);

/* The angle of rest. Eq. (34). */
double dynamics_rest_angle(const struct dynamics *dynamics, double u);

/* True where a wall at an end of the track, with its angle at rest, is pushed outwards or not at all. `v`: its velocity
 * if it were free, m/s, counted inwards; `v_u`: the derivative of that with respect to the drive. Sets neither where
 * `x` is not at an end. */
bool dynamics_held(const struct dynamics *dynamics, double x, double u, double *v, double *v_u);

/* The angle (rad) of a wall at `x` (m) that the drive `u` (m/s) has acted upon for long: of steady motion, or of rest
 * at an end of the track. Where the drive is too strong for either, the angle of the greatest torque. Eqs. (34), (35).
 */
double dynamics_start_angle(const struct dynamics *dynamics, double x, double u);

/* Velocity of the wall at the end of a step (trajectory_advance), without noise, 0 where an end of the track holds it.
 * `u`: the drive's velocity there, m/s. */
struct wall_velocity dynamics_velocity(const struct dynamics *dynamics, double u, const struct motion *wall);

/* How the position answers to a small drive of angular frequency `omega` (rad/s): dx/du in s, real and imaginary part,
 * about the place, angle and drive `u` given. Eq. (36). False where the angle turns for ever, so that there is no such
 * answer. */
bool dynamics_response(const struct dynamics *dynamics, double x, double phi, double u, double omega,
                       double response[2]);

#endif
