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

/* CODATA 2018. */
static const double DWMTJ_BOHR_MAGNETON = 9.2740100783e-24;    /* J/T */
static const double DWMTJ_ELEMENTARY_CHARGE = 1.602176634e-19; /* C */

/* `value`, or the limit that it is beyond. */
static inline double dwmtj_clamp(double value, double least, double greatest)
{
    double raised = value < least ? least : value;
    return raised > greatest ? greatest : raised;
}

/* The equations stand here and not in dwmtj.c so that loops over many walls compile to vector code. */

/* Wall velocity for each ampere of track current, k in (m/s)/A. */
static inline double dwmtj_mobility(const struct dwmtj *d)
{
    return d->g * DWMTJ_BOHR_MAGNETON * d->polarization /
           (2.0 * DWMTJ_ELEMENTARY_CHARGE * d->ms * d->area); /* Eq. (1) */
}

/* Velocity in m/s that track current `current` (A, dwin to dwout) and the leak give a free wall. */
static inline double dwmtj_velocity(const struct dwmtj *d, double current)
{
    return dwmtj_mobility(d) * current + d->vleak; /* Eq. (2) */
}

/* Velocity in m/s of a wall at `x` that is driven with velocity `v`: 0 where an end of the track stops it. */
static inline double dwmtj_motion(const struct dwmtj *d, double x, double v)
{
    bool stopped = (x <= 0.0 && v < 0.0) || (x >= d->length && v > 0.0);
    return stopped ? 0.0 : v; /* Eq. (3) */
}

/* Left and right edge of the junction, m from the left end of the track. */
static inline double dwmtj_left_edge(const struct dwmtj *d)
{
    return d->position * d->length - 0.5 * d->width;
}
static inline double dwmtj_right_edge(const struct dwmtj *d)
{
    return d->position * d->length + 0.5 * d->width;
}

/* Junction conductance in S with the wall at `x` (m). */
static inline double dwmtj_conductance(const struct dwmtj *d, double x)
{
    double f = dwmtj_clamp((x - dwmtj_left_edge(d)) / d->width, 0.0, 1.0); /* Eq. (4) */
    return 1.0 / d->rap + (1.0 / d->rp - 1.0 / d->rap) * f;                /* Eq. (5) */
}

/* dG/dx in S/m: 0 outside the junction. */
static inline double dwmtj_conductance_slope(const struct dwmtj *d, double x)
{
    bool below = x > dwmtj_left_edge(d) && x < dwmtj_right_edge(d);
    return below ? (1.0 / d->rp - 1.0 / d->rap) / d->width : 0.0; /* Eq. (6) */
}

/* True when the wall at `x` (m) has passed the middle of the junction: the device is ON. */
static inline bool dwmtj_is_on(const struct dwmtj *d, double x)
{
    return x > d->position * d->length;
}

/* The share of a step, from `v_start` to `v_end` (m/s), before the drive turns; 1 where it does not. */
static inline double dwmtj_share_before_turn(double v_start, double v_end)
{
    return v_start * v_end < 0.0 ? v_start / (v_start - v_end) : 1.0;
}

/* Where the wall is (m) after a step of `h` (s) from `x` (m) in which the driven velocity goes linearly from `v_start`
 * to `v_end` (m/s). Exact for such a drive, with a wall that rests at an end of the track while it is pushed outwards
 * and leaves at the moment at which the drive turns. Eq. (7). */
static inline double dwmtj_advance(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    double before = h * dwmtj_share_before_turn(v_start, v_end), after = h - before;
    double v_turn = after > 0.0 ? 0.0 : v_end;
    double turn = dwmtj_clamp(x + 0.5 * before * (v_start + v_turn), 0.0, d->length); /* Eq. (7a) */
    return dwmtj_clamp(turn + 0.5 * after * v_end, 0.0, d->length);                   /* Eq. (7b) */
}

/* How the position after that step follows the velocity at its end: dx/dv_end in s. Eq. (8). */
double dwmtj_advance_slope(const struct dwmtj *device, double x, double v_start, double v_end, double h);

/* The longest time step in s that the geometry allows a wall at `x` (m), driven with `v` (m/s): to the next edge of the
 * junction or end of the track, and `dxmax` below the junction. INFINITY for a wall at rest. Eq. (9a). */
double dwmtj_longest_step(const struct dwmtj *device, double x, double v);

/* The longest time step in s that takes the drive as linear in time with an error of at most `dxtol`, from the drive's
 * first and second derivative, `rate` (m/s2) and `bend` (m/s3). For a wall at rest the step counts from the moment at
 * which it leaves; INFINITY where it does not. Eq. (9b). */
double dwmtj_smooth_step(const struct dwmtj *device, double x, double v, double rate, double bend);

#endif
