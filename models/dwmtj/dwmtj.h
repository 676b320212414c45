/* The domain-wall magnetic tunnel junction: the physics of one device, in SI units.
 *
 * A wall at position x divides a track of length L. The track current pushes it; a junction of width w above the
 * track conducts better the more of it the wall has passed. Equation numbers are those of docs/model.md; "the paper"
 * is arXiv 2107.02238. Nothing here allocates, prints or keeps state. */
#ifndef DWMTJ_H
#define DWMTJ_H

#include "models/constants.h"
#include "models/junction.h"
#include "models/parameters.h"

#include <string.h>

/* One device's parameters, each field as the table in parameters.def says. */
struct dwmtj {
#define PARAMETER(name, ...) double name;
#include "models/dwmtj/parameters.def"
#undef PARAMETER
};

/* Where each stands in the table, and how many there are. */
enum {
#define PARAMETER(name, ...) DWMTJ_##name,
#include "models/dwmtj/parameters.def"
#undef PARAMETER
    DWMTJ_PARAMETERS
};

extern const struct parameter dwmtj_parameters[DWMTJ_PARAMETERS];
extern const struct parameter_table dwmtj_table;

struct device;
extern const struct device dwmtj_device; /* what models/device.h says of it */

/* The published device: every parameter at its default. */
struct dwmtj dwmtj_default(void);

/* parameter_index, parameter_set, parameter_get and parameter_is_off for this device. */
static inline size_t dwmtj_index(const char *name)
{
    return parameter_index(&dwmtj_table, name, strlen(name));
}
static inline void dwmtj_set(struct dwmtj *device, size_t index, double value)
{
    parameter_set(&dwmtj_parameters[index], device, value);
}
static inline double dwmtj_get(const struct dwmtj *device, size_t index)
{
    return parameter_get(&dwmtj_parameters[index], device);
}
static inline bool dwmtj_is_off(const struct dwmtj *device, size_t index)
{
    return parameter_is_off(&dwmtj_parameters[index], device);
}

/* The greatest number of devices in parallel, `m` on an X line, more than a chip holds; its reciprocal is the least. */
static const double DWMTJ_MOST_PARALLEL = 1e9;

/* True when every parameter is within its limits and they fit together (the junction lies on the track, R_AP is not
 * below R_P, the wall starts on the track, the device stands its temperature in a circuit at 27 C), but for rounding.
 * Otherwise writes to
 * `why` (`size` bytes) which parameter, its value and what was expected. */
bool dwmtj_check(const struct dwmtj *device, char *why, size_t size);

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
    return d->g * BOHR_MAGNETON * d->polarization / (2.0 * ELEMENTARY_CHARGE * d->ms * d->area); /* Eq. (1) */
}

/* Velocity in m/s that track current `current` (A, dwin to dwout) and the leak give a free wall. */
static inline double dwmtj_velocity(const struct dwmtj *d, double current)
{
    return dwmtj_mobility(d) * current + d->vleak; /* Eq. (2) */
}

/* The driven velocity in m/s up to which pinning holds a wall. */
static inline double dwmtj_pinned_up_to(const struct dwmtj *d)
{
    return dwmtj_mobility(d) * d->idepin;
}

/* What pinning up to `v_pin` leaves of the driven velocity `v` (m/s). */
static inline double dwmtj_depinned(double v, double v_pin)
{
    return v - dwmtj_clamp(v, -v_pin, v_pin); /* Eq. (23) */
}

/* Velocity in m/s of a wall at `x` that is driven with velocity `v`: 0 where pinning or an end of the track stops it.
 */
static inline double dwmtj_motion(const struct dwmtj *d, double x, double v)
{
    double free = d->idepin > 0.0 ? dwmtj_depinned(v, dwmtj_pinned_up_to(d)) : v;
    bool stopped = (x <= 0.0 && free < 0.0) || (x >= d->length && free > 0.0);
    return stopped ? 0.0 : free; /* Eq. (3) */
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

/* How far in m from the junction's edges a wall of finite width begins and ends to cross them: the magnetization beyond
 * is within 1e-4 of that of its domain, tanh 5 = 0.99991. */
static inline double dwmtj_reach(const struct dwmtj *d)
{
    return 5.0 * d->delta;
}

/* What the width of the wall adds to the share of the junction that it has passed, and to the derivative of that share
 * with respect to x (1/m), for a device whose delta is above 0. */
__attribute__((pure)) double dwmtj_softening(const struct dwmtj *device, double x);
__attribute__((pure)) double dwmtj_soft_slope(const struct dwmtj *device, double x);

/* The share of the junction that a wall at `x` (m) has passed, 0 to 1; `sharp` for a wall without width. */
static inline double dwmtj_sharp_share_passed(const struct dwmtj *d, double x)
{
    double per_width = 1.0 / d->width;                                  /* once for a loop over walls */
    return dwmtj_clamp((x - dwmtj_left_edge(d)) * per_width, 0.0, 1.0); /* Eq. (4) */
}
static inline double dwmtj_share_passed(const struct dwmtj *d, double x)
{
    double sharp = dwmtj_sharp_share_passed(d, x);
    return d->delta > 0.0 ? sharp + dwmtj_softening(d, x) : sharp;
}

/* Junction conductance in S where the wall has passed `share` of it, and with the wall at `x` (m). */
static inline double dwmtj_conductance_of_share(const struct dwmtj *d, double share)
{
    return junction_conductance(d->rp, d->rap, share); /* Eq. (5) */
}
static inline double dwmtj_conductance(const struct dwmtj *d, double x)
{
    return dwmtj_conductance_of_share(d, dwmtj_share_passed(d, x));
}

/* dG/dx in S/m: 0 outside the junction, unless the wall has a width. */
static inline double dwmtj_conductance_slope(const struct dwmtj *d, double x)
{
    double contrast = 1.0 / d->rp - 1.0 / d->rap;
    if (d->delta > 0.0) {
        return contrast * dwmtj_soft_slope(d, x);
    }
    bool below = x > dwmtj_left_edge(d) && x < dwmtj_right_edge(d);
    return below ? contrast / d->width : 0.0; /* Eq. (6) */
}

/* Options that change the device for one evaluation. Both take its parameters as given and leave in their places those
 * that hold at a temperature or at a voltage.
 *
 * True where the temperature changes something. */
static inline bool dwmtj_is_thermal(const struct dwmtj *d)
{
    return d->tcurie > 0.0 || d->pbloch > 0.0 || d->noise > 0.0;
}

/* `ms` and `rap` as they are in a circuit at `kelvin` (K; dtemp is added). Eqs. (26), (27). False, with what would be
 * right in `why` (`size` bytes), where the temperature is beyond what the parameters allow; then *device stays. */
bool dwmtj_apply_temperature(struct dwmtj *device, double kelvin, char *why, size_t size);

/* The device as it is in a circuit at 27 C, as networks are; dwmtj_check has passed it. */
struct dwmtj dwmtj_nominal(const struct dwmtj *device);

/* `rap` as it is at the junction's voltage `v` (V), for a device whose vhalf is above 0. Returns the conductance in S
 * that a small change of the voltage adds to that of (5), with the wall at `x` (m). Eq. (25). */
double dwmtj_apply_bias(struct dwmtj *device, double x, double v);

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

/* A step with pinning up to `v_pin` (m/s): the times (s) for which the wall moves as at the start and as at the end of
 * it, with a rest between them, and its velocities (m/s) there. Where it moves one way all the time, `before` is all.
 */
struct dwmtj_pinned_step {
    double before, after;
    double from, to;
};
static inline struct dwmtj_pinned_step dwmtj_pinned_step(double v_pin, double v_start, double v_end, double h)
{
    double from = dwmtj_depinned(v_start, v_pin), to = dwmtj_depinned(v_end, v_pin);
    bool one_way = from * to > 0.0;
    double per_velocity = v_end != v_start ? h / (v_end - v_start) : 0.0; /* s2/m */
    return (struct dwmtj_pinned_step){.before = one_way ? h : -from * per_velocity,
                                      .after = one_way ? 0.0 : to * per_velocity,
                                      .from = from,
                                      .to = to}; /* Eq. (24) */
}

/* dwmtj_advance for a device with pinning. */
static inline double dwmtj_advance_pinned(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    struct dwmtj_pinned_step c = dwmtj_pinned_step(dwmtj_pinned_up_to(d), v_start, v_end, h);
    double v_stop = c.from * c.to > 0.0 ? c.to : 0.0;
    double stop = dwmtj_clamp(x + 0.5 * c.before * (c.from + v_stop), 0.0, d->length); /* Eq. (24a) */
    return dwmtj_clamp(stop + 0.5 * c.after * c.to, 0.0, d->length);                   /* Eq. (24b) */
}

/* Where the wall is (m) after a step of `h` (s) from `x` (m) in which the driven velocity goes linearly from `v_start`
 * to `v_end` (m/s). Exact for such a drive, with a wall that rests at an end of the track while it is pushed outwards
 * and leaves at the moment at which the drive turns, and with one that pinning holds. Eqs. (7), (24). */
static inline double dwmtj_advance(const struct dwmtj *d, double x, double v_start, double v_end, double h)
{
    if (d->idepin > 0.0) {
        return dwmtj_advance_pinned(d, x, v_start, v_end, h);
    }
    double before = h * dwmtj_share_before_turn(v_start, v_end), after = h - before;
    double v_turn = after > 0.0 ? 0.0 : v_end;
    double turn = dwmtj_clamp(x + 0.5 * before * (v_start + v_turn), 0.0, d->length); /* Eq. (7a) */
    return dwmtj_clamp(turn + 0.5 * after * v_end, 0.0, d->length);                   /* Eq. (7b) */
}

/* How the position after that step follows the velocity at its end: dx/dv_end in s. Eqs. (8), (24c). */
double dwmtj_advance_slope(const struct dwmtj *device, double x, double v_start, double v_end, double h);

/* The longest time step in s that the geometry allows a wall at `x` (m), driven with `v` (m/s): to the next edge of the
 * junction or end of the track, and `dxmax` below the junction. INFINITY for a wall at rest. Eqs. (9a), (22). */
double dwmtj_longest_step(const struct dwmtj *device, double x, double v);

/* The longest time step in s that takes the drive as linear in time with an error of at most `dxtol`, from the drive's
 * first and second derivative, `rate` (m/s2) and `bend` (m/s3). For a wall at rest the step counts from the moment at
 * which it leaves; INFINITY where it does not. Eq. (9b). */
double dwmtj_smooth_step(const struct dwmtj *device, double x, double v, double rate, double bend);

/* The time in s until pinning stops a wall at `x` (m) whose drive changes at `rate` (m/s2) from `v` (m/s), and a little
 * more, so that a time point comes where it rests; INFINITY where it does not stop it. Eq. (24d). */
double dwmtj_step_to_rest(const struct dwmtj *device, double x, double v, double rate);

#endif
