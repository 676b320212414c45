/* The ngspice code model of the DW-MTJ: hands ngspice's numbers to the physics of models/dwmtj.h and back.
 *
 * Ports: `track` senses the voltage from dwin to dwout (the track's resistance is an ordinary resistor beside the code
 * model, see the subcircuit in dwmtj.lib); `junction` conducts from mtjin to mtjout; `motion`, which may be null,
 * draws the wall's speed as a current, 1 A for 1 m/s, so that a deck can measure when walls rest. */
#include "dwmtj.h"

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step is forgotten. */
struct wall {
    double x;    /* position, m */
    double v;    /* velocity as driven, also where an end of the track stops the wall, m/s */
    double rate; /* of change of v over the step that ended here, m/s2 */
};

enum { WALL = 0, MESSAGE_SIZE = 400 };

/* Tells ngspice how long the next step may be, from the wall now and at the two time points before. */
static void limit_next_step(const struct dwmtj *device, const struct wall *now, const struct wall *before, double time,
                            double h, double h_before)
{
    double allowed = dwmtj_longest_step(device, now->x, now->v);
    /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
    if (h_before > 0.0 && now->v != before->v) {
        double bend = 2.0 * (now->rate - before->rate) / (h + h_before);
        allowed = fmin(allowed, dwmtj_smooth_step(device, now->x, now->v, now->rate, bend));
    }
    cm_analog_set_temp_bkpt(time + allowed); /* Eq. (9) */
}

static struct dwmtj device_of(Mif_Private_t *mif_private)
{
    struct dwmtj device;
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) { /* ifspec.ifs lists them in the order of the table */
        dwmtj_set(&device, i, mif_private->param[i]->element[0].rvalue);
    }
    return device;
}

void cm_dwmtj(ARGS)
{
    struct dwmtj device = device_of(mif_private);

    if (INIT) {
        char message[MESSAGE_SIZE] = "error: ";
        const size_t used = strlen(message);
        if (!dwmtj_check(&device, message + used, sizeof message - used)) {
            cm_message_send(message);
            STATIC_VAR(x) = NAN; /* marks the instance as refused */
        }
        cm_analog_alloc(WALL, sizeof(struct wall));
    }
    if (isnan(STATIC_VAR(x))) {
        cm_analog_not_converged();
        return;
    }

    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    double velocity_slope = dwmtj_mobility(&device) / device.rm; /* dv/d(track voltage) */
    double v = dwmtj_velocity(&device, INPUT(track) / device.rm);
    double v_junction = INPUT(junction);

    if (ANALYSIS == MIF_AC) {
        double x_slope = dwmtj_motion(&device, wall->x, wall->v) == 0.0 ? 0.0 : velocity_slope;
        Mif_Complex_t to_junction = {dwmtj_conductance(&device, wall->x), 0.0};
        Mif_Complex_t to_track = {
            0.0, -v_junction * dwmtj_conductance_slope(&device, wall->x) * x_slope / RAD_FREQ}; /* Eq. (10) */
        AC_GAIN(junction, junction) = to_junction;
        AC_GAIN(junction, track) = to_track;
        return;
    }

    double x_slope = 0.0; /* an operating point holds the wall where it starts */
    *wall = (struct wall){.x = device.xinit, .v = v, .rate = 0.0};
    if (ANALYSIS == MIF_TRAN) {
        const struct wall *before = cm_analog_get_ptr(WALL, 1);
        double h = TIME - T(1);
        wall->x = dwmtj_advance(&device, before->x, before->v, v, h);
        wall->rate = (v - before->v) / h;
        x_slope = dwmtj_advance_slope(&device, before->x, before->v, v, h) * velocity_slope; /* Eq. (8) */
        limit_next_step(&device, wall, before, TIME, h, T(1) - T(2));
    }
    STATIC_VAR(x) = wall->x;
    STATIC_VAR(v) = dwmtj_motion(&device, wall->x, v);

    double conductance = dwmtj_conductance(&device, wall->x);
    OUTPUT(junction) = conductance * v_junction;
    PARTIAL(junction, junction) = conductance;
    PARTIAL(junction, track) = v_junction * dwmtj_conductance_slope(&device, wall->x) * x_slope;
    if (!PORT_NULL(motion)) {
        OUTPUT(motion) = -fabs(STATIC_VAR(v)); /* out of the port */
        PARTIAL(motion, track) = STATIC_VAR(v) == 0.0 ? 0.0 : -copysign(velocity_slope, v);
    }
}
