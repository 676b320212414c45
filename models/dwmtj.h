/* The domain-wall magnetic tunnel junction: the physics of one device, in SI units.
 *
 * A wall at position x divides a track of length L. The track current pushes it; a junction of width w above the
 * track conducts better the more of it the wall has passed. Equation numbers are those of docs/model.md; "the paper"
 * is arXiv 2107.02238. Nothing here allocates, prints or keeps state. */
#ifndef DWMTJ_H
#define DWMTJ_H

#include <stdbool.h>
#include <stddef.h>

/* One device's parameters, each field as the table in parameters.def says. */
struct dwmtj {
#define DWMTJ_PARAMETER(name, unit, standard, least, greatest, text, source) double name;
#include "parameters.def"
#undef DWMTJ_PARAMETER
};

/* The table itself, for help texts, range checks and option parsing. */
struct dwmtj_parameter {
    const char *name;
    const char *unit;
    double standard, least, greatest;
    const char *text;
    const char *source;
    size_t offset; /* of the field in struct dwmtj, bytes */
};

enum { DWMTJ_PARAMETERS = 14 };
extern const struct dwmtj_parameter dwmtj_parameters[DWMTJ_PARAMETERS];

/* The published device: every parameter at its default. */
struct dwmtj dwmtj_default(void);

/* Sets parameter `index` (of dwmtj_parameters) of `device` to `value`, unchecked; dwmtj_check comes after. */
void dwmtj_set(struct dwmtj *device, size_t index, double value);

/* Parameter `index` (of dwmtj_parameters) of `device`. */
double dwmtj_get(const struct dwmtj *device, size_t index);

/* True when every parameter is within its limits and they fit together (the junction lies on the track, R_AP is not
 * below R_P, the wall starts on the track). Otherwise writes to `why` (`size` bytes) which parameter, its value and
 * what would be right. */
bool dwmtj_check(const struct dwmtj *device, char *why, size_t size);

/* Wall velocity for each ampere of track current, k in (m/s)/A. Eq. (1). */
double dwmtj_mobility(const struct dwmtj *device);

/* Velocity in m/s that track current `current` (A, dwin to dwout) and the leak give a free wall. Eq. (2). */
double dwmtj_velocity(const struct dwmtj *device, double current);

/* Velocity in m/s of a wall at `x` that is driven with velocity `v`: 0 where an end of the track stops it. Eq. (3). */
double dwmtj_motion(const struct dwmtj *device, double x, double v);

/* Left and right edge of the junction, m from the left end of the track. */
double dwmtj_left_edge(const struct dwmtj *device);
double dwmtj_right_edge(const struct dwmtj *device);

/* Junction conductance in S with the wall at `x` (m). Eqs. (4), (5). */
double dwmtj_conductance(const struct dwmtj *device, double x);

/* dG/dx in S/m: 0 outside the junction. Eq. (6). */
double dwmtj_conductance_slope(const struct dwmtj *device, double x);

/* True when the wall at `x` (m) has passed the middle of the junction: the device is ON. */
bool dwmtj_is_on(const struct dwmtj *device, double x);

/* Where a wall is after a step. */
struct dwmtj_step {
    double x;     /* position, m */
    double slope; /* dx/dv_end: how the position follows the velocity at the end of the step, s. Eq. (8) */
};

/* Moves the wall from `x` (m) through a step of `h` (s) in which the driven velocity goes linearly from `v_start` to
 * `v_end` (m/s). The result is exact for such a drive, with a wall that rests at an end of the track while it is
 * pushed outwards and leaves at the moment at which the drive turns. Eq. (7). */
struct dwmtj_step dwmtj_advance(const struct dwmtj *device, double x, double v_start, double v_end, double h);

/* The longest time step in s that the geometry allows a wall at `x` (m), driven with `v` (m/s): to the next edge of the
 * junction or end of the track, and `dxmax` below the junction. INFINITY for a wall at rest. Eq. (9a). */
double dwmtj_longest_step(const struct dwmtj *device, double x, double v);

/* The longest time step in s that takes the drive as linear in time with an error of at most `dxtol`, from the drive's
 * first and second derivative, `rate` (m/s2) and `bend` (m/s3). For a wall at rest the step counts from the moment at
 * which it leaves; INFINITY where it does not. Eq. (9b). */
double dwmtj_smooth_step(const struct dwmtj *device, double x, double v, double rate, double bend);

#endif
