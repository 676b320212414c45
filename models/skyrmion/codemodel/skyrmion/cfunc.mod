/* The ngspice code model of the skyrmion on a track: ngspice's numbers to the physics and back.
 *
 * In a transient each time point is solved for the place to which the currents of the last two time points lead, so that
 * the heavy metal and the junction are resistors for the circuit. Then the skyrmion goes on from the last time point with
 * the current that came out. Where both places differ too much, truncate.c refuses the time point. docs/skyrmion.md,
 * section 4. */
#include "models/skyrmion/codemodel/skyrmion_state.h"

#include "models/constants.h"
#include "models/ngspice/extrapolated_step.h"

#include <math.h>

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct skyrmion device_of(Mif_Param_Data_t *const *param)
{
    struct skyrmion device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/skyrmion/parameters.def"
#undef PARAMETER
    return device;
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run, and has no
 * state. */
static void begin(const struct skyrmion *device, const Mif_Private_t *mif, double *mark)
{
    char why[MESSAGE_SIZE - 10];
    bool sound = true;
    if (mif->circuit.init) {
        const double kelvin = mif->circuit.temperature + ZERO_CELSIUS + device->dtemp;
        *mark = device->xinit;
        sound = skyrmion_check(device, why, sizeof why);
        if (sound && !(kelvin > 0.0)) {
            snprintf(why, sizeof why, "the device is at %g K; it must be above 0 K", kelvin);
            sound = false;
        }
    }
    if (isnan(*mark)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse_device(why, mark);
    } else if (mif->circuit.init) {
        if (ngspice_first_of_card(mif) && skyrmion_is_blurred(device, why, sizeof why)) {
            warn_of_device(why);
        }
        cm_analog_alloc(PLACE, sizeof(struct place));
    }
}

/* The current in the heavy metal `h` (s) after the last time point, if it goes on as it changed before. */
static double current_ahead(const struct place *before, double h)
{
    return before->step > 0.0 ? before->current + h / before->step * (before->current - before->before)
                              : before->current;
}

/* The skyrmion at a time point of a transient. */
static void follow(const struct skyrmion *device, const Mif_Private_t *mif, double current, struct place *now)
{
    const struct place *before = cm_analog_get_ptr(PLACE, 1);
    const double *t = mif->circuit.t, h = t[0] - t[1];
    const bool begins = ngspice_step_begins(cm_get_circuit());
    struct skyrmion_motion motion = skyrmion_motion_of(device);
    skyrmion_heat(&motion, device, ngspice_name_of(mif), mif->circuit.temperature + ZERO_CELSIUS);
    now->before = before->current;
    now->step = h;
    now->wanted = INFINITY;
    now->current = begins ? current_ahead(before, h) : current;
    now->path = before->path;
    skyrmion_advance(&motion, before->current, now->current, t[1], t[0], &now->path);
    if (begins) {
        now->expected = now->path.at[0];
        return;
    }
    /* a skyrmion that an edge does not hold is followed in steps of a cell up to where it is lost */
    const bool is_coarse = now->path.lost && h > motion.cell;
    const struct extrapolated_step step = {.way = is_coarse ? INFINITY : fabs(now->path.at[0] - before->path.at[0]),
                                           .allowed_way = skyrmion_longest_way(device, before->path.at[0]),
                                           .miss = fabs(now->path.at[0] - now->expected),
                                           .allowed_miss = device->dxtol,
                                           .cell = motion.cell};
    now->wanted = extrapolated_step_judge(&step, t);
}

/* At the beginning of a time point: false, with a message, where the skyrmion was lost at the last one. */
static bool is_there(const struct skyrmion *device, const Mif_Private_t *mif, double *mark)
{
    const struct place *before = cm_analog_get_ptr(PLACE, 1);
    const struct skyrmion_path *path = &before->path;
    char why[MESSAGE_SIZE - 10];
    if (path->lost) {
        const struct skyrmion_motion motion = skyrmion_motion_of(device);
        snprintf(why, sizeof why,
                 "at %.7g s the skyrmion of %s was pushed over an edge of its track, %s, with its middle at x = %g m, y "
                 "= %g m, after x = %g m, y = %g m: fedge = %g N does not hold it, and its annihilation is not in the "
                 "model",
                 path->left_at, ngspice_name_of(mif), skyrmion_edge(&motion, path), path->left[0], path->left[1],
                 path->at[0], path->at[1], device->fedge);
        refuse_device(why, mark);
    }
    return !before->path.lost;
}

void cm_skyrmion(ARGS)
{
    const struct skyrmion device = device_of(mif_private->param);
    const double v = INPUT(junction), current = INPUT(track) / device.rm;
    double conductance, place_slope;
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, mif_private, &STATIC_VAR(x));
    }
    if (isnan(STATIC_VAR(x)) || (ANALYSIS == MIF_TRAN && !is_there(&device, mif_private, &STATIC_VAR(x)))) {
        cm_analog_not_converged();
        if (ANALYSIS == MIF_AC) {
            AC_GAIN(track, track) = AC_GAIN(junction, junction) = (Mif_Complex_t){NAN, NAN};
        } else {
            OUTPUT(track) = PARTIAL(track, track) = NAN;
            OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        }
        return;
    }
    struct place *now = cm_analog_get_ptr(PLACE, 0);
    if (ANALYSIS == MIF_AC) {
        const struct skyrmion_motion motion = skyrmion_motion_of(&device);
        double response[2];
        skyrmion_response(&motion, now->path.at, current, mif_private->circuit.frequency, response);
        skyrmion_junction(&device, now->path.at[0], v, &conductance, &place_slope);
        AC_GAIN(track, track) = (Mif_Complex_t){1.0 / device.rm, 0.0};
        AC_GAIN(junction, junction) = (Mif_Complex_t){conductance, 0.0};
        AC_GAIN(junction, track) =
            (Mif_Complex_t){place_slope * response[0] / device.rm, place_slope * response[1] / device.rm};
        return;
    }
    if (ANALYSIS == MIF_TRAN) {
        follow(&device, mif_private, current, now);
    } else { /* it is held */
        *now = (struct place){.path = skyrmion_begin(device.xinit, device.yinit),
                              .expected = device.xinit,
                              .wanted = INFINITY,
                              .current = current};
    }
    OUTPUT(track) = current;
    PARTIAL(track, track) = 1.0 / device.rm;
    PARTIAL(track, junction) = 0.0;
    OUTPUT(junction) = skyrmion_junction(&device, now->expected, v, &conductance, &place_slope);
    PARTIAL(junction, junction) = conductance;
    PARTIAL(junction, track) = 0.0;
    STATIC_VAR(x) = now->path.at[0];
    STATIC_VAR(y) = now->path.at[1];
}
