/* The path of a wall in a time step, by the equations of motion of dynamics.h, in sub-steps. */
#ifndef TRAJECTORY_H
#define TRAJECTORY_H

#include "models/dwmtj/dynamics.h"

/* Moves the wall by `h` seconds. Its slopes are those at the end of the step, whatever they were before. Each sub-step
 * errs by `tolerance` at most. Eqs. (30) to (34), and (43) for a wall with noise at an end of the track. x is NaN where
 * numbers overflow. */
void trajectory_advance(const struct dynamics *dynamics, const struct drive *drive, double h, struct motion *wall);

/* Goes on with `drive` until the wall comes to `lowest` or `highest` (m), for `horizon` seconds at most. The time gone,
 * INFINITY where it comes to neither. *wall is then where it ends. */
double trajectory_time_to(const struct dynamics *dynamics, const struct drive *drive, struct motion *wall,
                          double lowest, double highest, double horizon);

/* The longest time step in s for a wall that goes on with `drive` for `horizon` (s): to the places at which Eq. (9a)
 * wants a time point, INFINITY where it comes to none. `bend` (m/s3): the second derivative of the drive's velocity,
 * which the steps neglect. Eq. (37). */
double trajectory_longest_step(const struct dwmtj *device, const struct dynamics *dynamics, const struct drive *drive,
                               double bend, const struct motion *wall, double horizon);

#endif
