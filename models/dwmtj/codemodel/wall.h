/* What the code models share: the wall in ngspice's state, its parameters and their check, and the next step. The
 * equations are in models/dwmtj/dwmtj.h. */
#ifndef WALL_H
#define WALL_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/constants.h"
#include "models/dwmtj/trajectory.h"

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step is forgotten. */
struct wall {
    double x;    /* position, m */
    double v;    /* velocity as driven, also where an end of the track stops the wall; of a dynamic wall without the
                  * leak, m/s */
    double rate; /* of change of v over the step that ended here, m/s2 */
};

/* What a wall with an angle leaves as well. */
struct angle {
    double phi; /* rad */
    struct origin origin;
};

enum { WALL = 0, ANGLE = 1 };

/* The parameters of a .model card: ifspec.ifs lists them in the order of the table. Called for each device at each
 * iteration, so without the loop over the table's offsets. */
static inline struct dwmtj device_of(Mif_Param_Data_t *const *param)
{
    struct dwmtj device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/dwmtj/parameters.def"
#undef PARAMETER
    return device;
}

/* How long in s the next step may be, from the wall now and at the two time points before; `h` and `h_before` are the
 * steps between them. */
static inline double next_step(const struct dwmtj *device, const struct wall *now, const struct wall *before, double h,
                               double h_before)
{
    double allowed = dwmtj_longest_step(device, now->x, now->v);
    /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
    if (h_before > 0.0 && now->v != before->v) {
        double bend = 2.0 * (now->rate - before->rate) / (h + h_before);
        allowed = fmin(allowed, dwmtj_smooth_step(device, now->x, now->v, now->rate, bend));
        if (device->idepin > 0.0) {
            allowed = fmin(allowed, dwmtj_step_to_rest(device, now->x, now->v, now->rate));
        }
    }
    return fmax(allowed, device->dtmin); /* Eqs. (9), (9c) */
}

/* Whether a step of `h` s from `before` to a velocity of `v` (m/s) leads further than dwmtj_longest_step lets a wall
 * go. ngspice chooses the first step of a transient without asking a device, and asks none about its error; in any
 * other step the drive may have jumped, where a switch closed. The shortest steps that ngspice makes are short enough.
 */
static inline bool goes_too_far(const struct dwmtj *device, const struct wall *before, double v, double h, bool first)
{
    double allowed = 2.0 * dwmtj_longest_step(device, before->x, v);
    if (first) {
        allowed = fmin(allowed, dwmtj_longest_step(device, before->x, before->v));
    }
    return h > fmax(fmax(allowed, device->dtmin), ngspice_shortest_step()); /* Eq. (9e) */
}

/* The first call of a device, or of one in an analysis: checks the parameters, and whether the analysis is one that the
 * device is right in. A refused device stays so until the next run. It has no state: with noopiter ngspice has no room.
 */
static inline void begin(const struct dwmtj *device, const struct profile *profile, int walls, const Mif_Private_t *mif,
                         double *x)
{
    char why[MESSAGE_SIZE / 2];
    const bool first = mif->circuit.init;
    if (first) {
        *x = device->xinit; /* not what the run before left */
    }
    if (isnan(*x)) {
        return;
    }
    if ((first && (!dwmtj_check(device, why, sizeof why) || !profile_check(profile, device, why, sizeof why))) ||
        !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse_device(why, x);
        return;
    }
    if (first) {
        cm_analog_alloc(WALL, walls * (int)sizeof(struct wall));
    }
    if (first && dynamics_on(device, profile)) {
        cm_analog_alloc(ANGLE, sizeof(struct angle));
    }
}

/* The device as it is at the circuit's temperature, checked; it has so many walls. False where it is refused, now or
 * before. */
static inline bool prepare(const Mif_Private_t *mif, const struct profile *profile, int walls, struct dwmtj *device,
                           double *x)
{
    *device = device_of(mif->param);
    if (mif->circuit.init || (mif->circuit.anal_init && ngspice_analysis_begins())) {
        begin(device, profile, walls, mif, x);
    }
    if (!isnan(*x) && dwmtj_is_thermal(device)) {
        char why[MESSAGE_SIZE / 2];
        double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
        if (!dwmtj_apply_temperature(device, kelvin, why, sizeof why)) {
            refuse_device(why, x);
        }
    }
    return !isnan(*x);
}

/* The junction's current in A with its wall at `x` (m) and `v` (V) over it, and the derivative with respect to `v` in
 * *conductance (S). Leaves the R_AP of this voltage in *device. */
static inline double conduct(struct dwmtj *device, double x, double v, double *conductance)
{
    double bias_slope = device->vhalf > 0.0 ? dwmtj_apply_bias(device, x, v) : 0.0;
    double chord = dwmtj_conductance(device, x);
    *conductance = chord + bias_slope;
    return chord * v;
}

#endif
