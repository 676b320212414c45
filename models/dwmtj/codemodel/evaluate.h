/* One evaluation of a device for ngspice, also with an angle of the wall or a leak that depends on the place
 * (models/dwmtj/dynamics.h). */
#ifndef EVALUATE_H
#define EVALUATE_H

#include "models/dwmtj/codemodel/wall.h"

/* The voltages of a device, V. */
struct voltages {
    double track, junction;
};

/* What a device hands to ngspice. */
struct evaluation {
    double *x, *v;                       /* the wall's place (m) and velocity (m/s), which the user may save */
    double current;                      /* of the junction, A */
    double conductance;                  /* its derivative with respect to the junction's voltage, S */
    double coupling;                     /* and with respect to the track's voltage, S */
    double speed;                        /* of the wall, m/s */
    double speed_slope;                  /* its derivative with respect to the track's voltage, (m/s)/V */
    Mif_Complex_t ac_junction, ac_track; /* in place of conductance and coupling for small signals, S */
};

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
    e->current = conduct(device, wall->x, v_junction, &e->conductance);
    e->ac_junction = (Mif_Complex_t){e->conductance, 0.0};
    e->ac_track = (Mif_Complex_t){0.0, -v_junction * dwmtj_conductance_slope(device, wall->x) * x_slope /
                                           frequency}; /* Eq. (10) */
}

/* The answer of a dynamic wall to small signals of `frequency`. Where there is none, says so once, which *e->v
 * remembers, and gives none. */
static void evaluate_dynamic_small_signal(struct dwmtj *device, const struct dynamics *dynamics, double v_junction,
                                          double frequency, struct evaluation *e)
{
    const struct wall *wall = cm_analog_get_ptr(WALL, 0);
    const struct angle *angle = cm_analog_get_ptr(ANGLE, 0);
    double response[2] = {NAN, NAN};
    if (!dynamics_response(dynamics, wall->x, angle->phi, wall->v, frequency, response) && !isnan(*e->v)) {
        refuse_device("beyond breakdown the wall's angle turns for ever: it has no answer to small signals", e->v);
    }
    e->current = conduct(device, wall->x, v_junction, &e->conductance);
    double gain = v_junction * dwmtj_conductance_slope(device, wall->x) * dwmtj_mobility(device) / device->rm;
    e->ac_junction = (Mif_Complex_t){e->conductance, 0.0};
    e->ac_track = (Mif_Complex_t){gain * response[0], gain * response[1]}; /* Eq. (36) */
}

/* goes_too_far for such a wall, which starts from `motion` and goes with `drive`. */
static bool dynamic_goes_too_far(const struct dwmtj *device, const struct dynamics *dynamics, const struct drive *drive,
                                 const struct motion *motion, double h, bool first)
{
    bool jumped = fabs(drive->rate * h) > fabs(drive->start);
    double horizon = first ? h : 0.5 * h;
    return (first || jumped) && trajectory_longest_step(device, dynamics, drive, 0.0, motion, horizon) < horizon;
}

/* evaluate for a wall with an angle, or with a leak that depends on the place. */
static void evaluate_dynamic(const Mif_Private_t *mif, struct dwmtj *device, const struct profile *profile,
                             struct voltages voltages, struct evaluation *e)
{
    struct dynamics dynamics = dynamics_of(device, profile);
    if (device->noise > 0.0 && mif->circuit.anal_type == MIF_TRAN) {
        dynamics_heat(&dynamics, device, ngspice_name_of(mif), mif->circuit.temperature + ZERO_CELSIUS + device->dtemp);
    }
    if (mif->circuit.anal_type == MIF_AC) {
        evaluate_dynamic_small_signal(device, &dynamics, voltages.junction, mif->circuit.frequency, e);
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    struct angle *angle = cm_analog_get_ptr(ANGLE, 0);
    double u_slope = dwmtj_mobility(device) / device->rm, u = u_slope * voltages.track;
    *wall = (struct wall){.x = device->xinit, .v = u, .rate = 0.0};
    struct motion motion = {.x = device->xinit, .phi = dynamics_start_angle(&dynamics, device->xinit, u)};
    if (mif->circuit.anal_type == MIF_TRAN) {
        const struct wall *before = cm_analog_get_ptr(WALL, 1);
        const double *t = mif->circuit.t, h = t[0] - t[1], h_before = t[1] - t[2];
        const struct angle *angle_before = cm_analog_get_ptr(ANGLE, 1);
        motion = (struct motion){.x = before->x, .phi = angle_before->phi, .origin = angle_before->origin};
        wall->rate = (u - before->v) / h;
        const struct drive drive = {before->v, wall->rate, t[1]};
        if (dynamic_goes_too_far(device, &dynamics, &drive, &motion, h, t[1] == 0.0)) {
            cm_analog_not_converged();
        }
        trajectory_advance(&dynamics, &drive, h, &motion);
        wall->x = motion.x;
        /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
        double bend = h_before > 0.0 && u != before->v ? 2.0 * (wall->rate - before->rate) / (h + h_before) : 0.0;
        /* ngspice makes a step at most twice as long as the one before */
        cm_analog_set_temp_bkpt(t[0] + trajectory_longest_step(device, &dynamics, &(struct drive){u, wall->rate, t[0]},
                                                               bend, &motion, 2.0 * h)); /* Eq. (37) */
    }
    *angle = (struct angle){motion.phi, motion.origin};
    *e->x = motion.x;
    struct wall_velocity velocity = dynamics_velocity(&dynamics, u, &motion);
    *e->v = velocity.v;
    e->current = conduct(device, motion.x, voltages.junction, &e->conductance);
    e->coupling = voltages.junction * dwmtj_conductance_slope(device, motion.x) * motion.x_slope * u_slope;
    e->speed = fabs(velocity.v);
    e->speed_slope = velocity.v == 0.0 ? 0.0 : copysign(1.0, velocity.v) * velocity.v_slope * u_slope;
}

/* Evaluates the device for its voltages. e->x and e->v say where the place and the velocity of the wall go. `profile`:
 * its leak velocities, if it has any. A refused device is no number at all: `.tf` prints a result even where ngspice
 * found no operating point. */
static void evaluate(Mif_Private_t *mif, const struct profile *profile, struct voltages voltages, struct evaluation *e)
{
    struct dwmtj device;
    if (!prepare(mif, profile, 1, &device, e->x)) {
        cm_analog_not_converged();
        *e = (struct evaluation){e->x, e->v, NAN, NAN, NAN, NAN, NAN, {NAN, NAN}, {NAN, NAN}};
        return;
    }
    if (dynamics_on(&device, profile)) {
        evaluate_dynamic(mif, &device, profile, voltages, e);
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    if (mif->circuit.anal_type == MIF_AC) {
        evaluate_small_signal(&device, wall, voltages.junction, mif->circuit.frequency, e);
        return;
    }
    double velocity_slope = dwmtj_mobility(&device) / device.rm; /* dv/d(track voltage) */
    double x_slope = 0.0;                                        /* an operating point holds the wall where it starts */
    *wall = (struct wall){.x = device.xinit, .v = dwmtj_velocity(&device, voltages.track / device.rm), .rate = 0.0};
    if (mif->circuit.anal_type == MIF_TRAN) {
        const struct wall *before = cm_analog_get_ptr(WALL, 1);
        double time = mif->circuit.time, h = time - mif->circuit.t[1];
        wall->x = dwmtj_advance(&device, before->x, before->v, wall->v, h);
        wall->rate = (wall->v - before->v) / h;
        if (goes_too_far(&device, before, wall->v, h, mif->circuit.t[1] == 0.0)) {
            cm_analog_not_converged();
        }
        x_slope = dwmtj_advance_slope(&device, before->x, before->v, wall->v, h) * velocity_slope; /* Eq. (8) */
        cm_analog_set_temp_bkpt(time + next_step(&device, wall, before, h, mif->circuit.t[1] - mif->circuit.t[2]));
    }
    *e->x = wall->x;
    *e->v = dwmtj_motion(&device, wall->x, wall->v);
    e->current = conduct(&device, wall->x, voltages.junction, &e->conductance);
    e->coupling = voltages.junction * dwmtj_conductance_slope(&device, wall->x) * x_slope;
    e->speed = fabs(*e->v);
    e->speed_slope = *e->v == 0.0 ? 0.0 : copysign(velocity_slope, *e->v);
}

#endif
