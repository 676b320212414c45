/* The equations of motion as the sub-steps of trajectory.c and the small-signal answer of dynamics.c need them. */
#ifndef MOTION_H
#define MOTION_H

#include "models/dwmtj/dynamics.h"

/* The rates of position (m/s) and angle (rad/s) of a free wall, and their partial derivatives. */
struct rates {
    double x, phi;
    double x_x, x_phi, x_u;
    double phi_x, phi_phi, phi_u;
};

/* At position `x` (m) and angle `phi` (rad), driven with `u` (m/s). Eqs. (31) to (33). */
struct rates motion_rates(const struct dynamics *dynamics, double x, double phi, double u);

/* The drive in size below which a wall that is held has an angle of rest, m/s. */
double motion_rest_limit(const struct dynamics *dynamics);

/* The angle of rest. Eq. (34). */
double motion_rest_angle(const struct dynamics *dynamics, double u);

/* True where a wall at an end of the track, with its angle at rest, is pushed outwards or not at all. `v`: its velocity
 * if it were free, m/s, counted inwards; `v_u`: the derivative of that with respect to the drive. Sets neither where
 * `x` is not at an end. */
bool motion_held(const struct dynamics *dynamics, double x, double u, double *v, double *v_u);

/* Goes on with `drive` until the wall comes to `lowest` or `highest` (m), for `horizon` seconds at most. The time gone,
 * INFINITY where it comes to neither. *wall is then where it ends. */
double motion_time_to_go(const struct dynamics *dynamics, const struct drive *drive, struct motion *wall, double lowest,
                         double highest, double horizon);

#endif
