/* What the code models share: one evaluation of a device for ngspice. The equations are in models/dwmtj.h, and in
 * models/dynamics.h for walls with an angle or a leak that depends on the place. */
#ifndef WALL_H
#define WALL_H

#include "analysis.h"
#include "dynamics.h"

#include <ngspice/mifdefs.h>

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step is forgotten. */
struct wall {
    double x;    /* position, m */
    double v;    /* velocity as driven, also where an end of the track stops the wall; of a dynamic wall without the
                  * leak, m/s */
    double rate; /* of change of v over the step that ended here, m/s2 */
};

/* What a device hands to ngspice. */
struct evaluation {
    double current;                      /* of the junction, A */
    double conductance;                  /* its derivative with respect to the junction's voltage, S */
    double coupling;                     /* and with respect to the track's voltage, S */
    double speed;                        /* of the wall, m/s */
    double speed_slope;                  /* its derivative with respect to the track's voltage, (m/s)/V */
    Mif_Complex_t ac_junction, ac_track; /* in place of conductance and coupling for small signals, S */
};

enum { WALL = 0, ANGLE = 1, MESSAGE_SIZE = 400 };

static const double ZERO_CELSIUS = 273.15; /* K */

/* The parameters of the .model card: ifspec.ifs lists them in the order of the table. Called for each device at each
 * iteration, so without the loop over the table's offsets. */
static struct dwmtj device_of(const Mif_Private_t *mif)
{
    struct dwmtj device;
    size_t i = 0;
#define DWMTJ_PARAMETER(name, unit, standard, least, greatest, text, source)                                           \
    device.name = mif->param[i++]->element[0].rvalue;
#include "parameters.def"
#undef DWMTJ_PARAMETER
    return device;
}

/* Tells ngspice how long the next step may be, from the wall now and at the two time points before. */
static void limit_next_step(const struct dwmtj *device, const struct wall *now, const struct wall *before, double time,
                            double h, double h_before)
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
    cm_analog_set_temp_bkpt(time + fmax(allowed, device->dtmin)); /* Eqs. (9), (9c) */
}

/* Says what is wrong, and marks a refused device by x = NaN. */
static void refuse(const char *why, double *x)
{
    char message[MESSAGE_SIZE];
    snprintf(message, sizeof message, "error: %s", why);
    cm_message_send(message);
    *x = NAN;
}

/* The first call of a device, or of one in an analysis: checks the parameters, and whether the analysis is one that the
 * device is right in. A refused device stays so until the next run. It has no state: with noopiter ngspice has no room.
 */
static void begin(const struct dwmtj *device, const struct profile *profile, const Mif_Private_t *mif, double *x)
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
        refuse(why, x);
        return;
    }
    if (first) {
        cm_analog_alloc(WALL, sizeof(struct wall));
    }
    if (first && dynamics_on(device, profile)) {
        cm_analog_alloc(ANGLE, sizeof(double));
    }
}

/* The device as it is at the circuit's temperature, checked. False where it is refused, now or before. */
static bool prepare(const Mif_Private_t *mif, const struct profile *profile, struct dwmtj *device, double *x)
{
    *device = device_of(mif);
    if (mif->circuit.init || (mif->circuit.anal_init && analysis_begins())) {
        begin(device, profile, mif, x);
    }
    if (!isnan(*x) && dwmtj_is_thermal(device)) {
        char why[MESSAGE_SIZE / 2];
        double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
        if (!dwmtj_warm(device, kelvin, why, sizeof why)) {
            refuse(why, x);
        }
    }
    return !isnan(*x);
}

/* The conductance that the device has with its wall at `x` and `v_junction` (V) over the junction, and what a small
 * change of the voltage adds. Leaves the R_AP of this voltage in *device. */
static void conduct(struct dwmtj *device, double x, double v_junction, struct evaluation *e)
{
    double bias_slope = device->vhalf > 0.0 ? dwmtj_bias(device, x, v_junction) : 0.0;
    double conductance = dwmtj_conductance(device, x);
    e->current = conductance * v_junction;
    e->conductance = conductance + bias_slope;
}

/* Whether pinning or an end of the track keeps small signals from moving the wall. A free wall at rest is not held. */
static bool is_held(const struct dwmtj *device, const struct wall *wall)
{
    if (device->idepin > 0.0 && dwmtj_depinned(wall->v, dwmtj_pinned_up_to(device)) == 0.0) {
        return true;
    }
    return (wall->x <= 0.0 && wall->v <= 0.0) || (wall->x >= device->length && wall->v >= 0.0);
}

static void evaluate_small_signal(struct dwmtj *device, const struct wall *wall, double v_junction, double frequency,
                                  struct evaluation *e)
{
    double velocity_slope = dwmtj_mobility(device) / device->rm;
    double x_slope = is_held(device, wall) ? 0.0 : velocity_slope;
    conduct(device, wall->x, v_junction, e);
    e->ac_junction = (Mif_Complex_t){e->conductance, 0.0};
    e->ac_track = (Mif_Complex_t){0.0, -v_junction * dwmtj_conductance_slope(device, wall->x) * x_slope /
                                           frequency}; /* Eq. (10) */
}

/* The answer of a dynamic wall to small signals. Where there is none, says so once, which *v remembers, and gives none.
 */
static void evaluate_dynamic_small_signal(struct dwmtj *device, const struct dynamics *dynamics,
                                          const struct wall *wall, double phi, double v_junction, double frequency,
                                          double *v, struct evaluation *e)
{
    double response[2] = {NAN, NAN};
    if (!dynamics_response(dynamics, wall->x, phi, wall->v, frequency, response) && !isnan(*v)) {
        cm_message_send("error: beyond breakdown the wall's angle turns for ever: it has no answer to small signals");
        *v = NAN;
    }
    conduct(device, wall->x, v_junction, e);
    double gain = v_junction * dwmtj_conductance_slope(device, wall->x) * dwmtj_mobility(device) / device->rm;
    e->ac_junction = (Mif_Complex_t){e->conductance, 0.0};
    e->ac_track = (Mif_Complex_t){gain * response[0], gain * response[1]}; /* Eq. (36) */
}

/* The name of the device in the circuit, such as a.x1.awall: ngspice hands a code model everything of its instance but
 * the instance, and of that the address of one field. */
static const char *name_of(const Mif_Private_t *mif)
{
    const char *instance = (const char *)mif->callback - offsetof(MIFinstance, callback);
    return ((const MIFinstance *)instance)->MIFname;
}

/* evaluate for a wall with an angle, or with a leak that depends on the place. */
static void evaluate_dynamic(const Mif_Private_t *mif, struct dwmtj *device, const struct profile *profile,
                             double v_track, double v_junction, double *x, double *v, struct evaluation *e)
{
    struct dynamics dynamics = dynamics_of(device, profile);
    if (device->noise > 0.0 && mif->circuit.anal_type == MIF_TRAN) {
        dynamics_heat(&dynamics, device, name_of(mif), mif->circuit.temperature + ZERO_CELSIUS + device->dtemp);
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    double *phi = cm_analog_get_ptr(ANGLE, 0);
    if (mif->circuit.anal_type == MIF_AC) {
        evaluate_dynamic_small_signal(device, &dynamics, wall, *phi, v_junction, mif->circuit.frequency, v, e);
        return;
    }
    double u_slope = dwmtj_mobility(device) / device->rm, u = u_slope * v_track;
    *wall = (struct wall){.x = device->xinit, .v = u, .rate = 0.0};
    struct motion motion = {.x = device->xinit, .phi = dynamics_start_angle(&dynamics, device->xinit, u)};
    if (mif->circuit.anal_type == MIF_TRAN) {
        const struct wall *before = cm_analog_get_ptr(WALL, 1);
        const double *t = mif->circuit.t, h = t[0] - t[1], h_before = t[1] - t[2];
        motion = (struct motion){.x = before->x, .phi = *(const double *)cm_analog_get_ptr(ANGLE, 1)};
        wall->rate = (u - before->v) / h;
        dynamics_advance(&dynamics, &(struct drive){before->v, wall->rate, t[1]}, h, &motion);
        wall->x = motion.x;
        /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
        double bend = h_before > 0.0 && u != before->v ? 2.0 * (wall->rate - before->rate) / (h + h_before) : 0.0;
        /* ngspice makes a step at most twice as long as the one before */
        cm_analog_set_temp_bkpt(t[0] + dynamics_longest_step(device, &dynamics, &(struct drive){u, wall->rate, t[0]},
                                                             bend, &motion, 2.0 * h)); /* Eq. (37) */
    }
    *phi = motion.phi;
    *x = motion.x;
    struct pace pace = dynamics_pace(&dynamics, u, &motion);
    *v = pace.v;
    conduct(device, motion.x, v_junction, e);
    e->coupling = v_junction * dwmtj_conductance_slope(device, motion.x) * motion.x_slope * u_slope;
    e->speed = fabs(pace.v);
    e->speed_slope = pace.v == 0.0 ? 0.0 : copysign(1.0, pace.v) * pace.v_slope * u_slope;
}

/* Evaluates the device for the voltages of its track and its junction (V), and sets *x (m) and *v (m/s), which the user
 * may save. `profile`: its leak velocities, if it has any. A refused device is no number at all: `.tf` prints a result
 * even where ngspice found no operating point. */
static void evaluate(Mif_Private_t *mif, const struct profile *profile, double v_track, double v_junction, double *x,
                     double *v, struct evaluation *e)
{
    struct dwmtj device;
    if (!prepare(mif, profile, &device, x)) {
        cm_analog_not_converged();
        *e = (struct evaluation){NAN, NAN, NAN, NAN, NAN, {NAN, NAN}, {NAN, NAN}};
        return;
    }
    if (dynamics_on(&device, profile)) {
        evaluate_dynamic(mif, &device, profile, v_track, v_junction, x, v, e);
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    if (mif->circuit.anal_type == MIF_AC) {
        evaluate_small_signal(&device, wall, v_junction, mif->circuit.frequency, e);
        return;
    }
    double velocity_slope = dwmtj_mobility(&device) / device.rm; /* dv/d(track voltage) */
    double x_slope = 0.0;                                        /* an operating point holds the wall where it starts */
    *wall = (struct wall){.x = device.xinit, .v = dwmtj_velocity(&device, v_track / device.rm), .rate = 0.0};
    if (mif->circuit.anal_type == MIF_TRAN) {
        const struct wall *before = cm_analog_get_ptr(WALL, 1);
        double time = mif->circuit.time, h = time - mif->circuit.t[1];
        wall->x = dwmtj_advance(&device, before->x, before->v, wall->v, h);
        wall->rate = (wall->v - before->v) / h;
        x_slope = dwmtj_advance_slope(&device, before->x, before->v, wall->v, h) * velocity_slope; /* Eq. (8) */
        limit_next_step(&device, wall, before, time, h, mif->circuit.t[1] - mif->circuit.t[2]);
    }
    *x = wall->x;
    *v = dwmtj_motion(&device, wall->x, wall->v);
    conduct(&device, wall->x, v_junction, e);
    e->coupling = v_junction * dwmtj_conductance_slope(&device, wall->x) * x_slope;
    e->speed = fabs(*v);
    e->speed_slope = *v == 0.0 ? 0.0 : copysign(velocity_slope, *v);
}

#endif
