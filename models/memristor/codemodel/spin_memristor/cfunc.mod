/* The ngspice code model of the spin-torque memristor, as `m` of them in parallel: ngspice's numbers to the physics and
 * back. ngspice has a code model called memristor; this one does not take its name. */
#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

#include "models/memristor/memristor.h"

/* What one time point leaves to the next, in ngspice's state vectors, so that a rejected step is forgotten. */
struct wall {
    double x;    /* position, m */
    double v;    /* voltage over the device, V */
    double rate; /* of change of v over the step that ended here, V/s */
};

enum { WALL = 0 };

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct memristor device_of(Mif_Param_Data_t *const *param)
{
    struct memristor device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/memristor/parameters.def"
#undef PARAMETER
    return device;
}

/* The first call of a device, or of one in an analysis. A refused device is marked by *x = NaN until the next run, and
 * has no state. */
static void begin(const struct memristor *device, double m, const Mif_Private_t *mif, double *x)
{
    const double most = 1e9; /* more than a chip holds */
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *x = device->xinit;
        sound = memristor_check(device, why, sizeof why);
        if (sound && !parameter_within(m, 1.0 / most, most)) {
            snprintf(why, sizeof why, "parameter m = %.12g, the number of devices in parallel, is out of its limits, %g "
                                      "to %g", m, 1.0 / most, most);
            sound = false;
        }
    }
    if (isnan(*x)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse_device(why, x);
    } else if (mif->circuit.init) {
        cm_analog_alloc(WALL, sizeof(struct wall));
    }
}

/* Whether a step of `h` s from `before` to a voltage of `v` leads further than memristor_longest_step lets a wall go.
 * ngspice chooses the first step of a transient without asking a device; in any other the drive may have jumped. The
 * shortest steps that ngspice makes are short enough. */
static bool goes_too_far(const struct memristor *device, const struct wall *before, double v, double h, bool first)
{
    double allowed = 2.0 * memristor_longest_step(device, before->x, v);
    if (first) {
        allowed = fmin(allowed, memristor_longest_step(device, before->x, before->v));
    }
    return h > fmax(allowed, ngspice_shortest_step());
}

/* Moves the wall to this time point, asks for the next, and returns how the wall follows the voltage, m/V. */
static double advance(const struct memristor *device, const Mif_Private_t *mif, struct wall *wall)
{
    const struct wall *before = cm_analog_get_ptr(WALL, 1);
    const double *t = mif->circuit.t, h = t[0] - t[1], h_before = t[1] - t[2];
    double slope;
    wall->x = memristor_advance(device, before->x, before->v, wall->v, h, &slope);
    wall->rate = (wall->v - before->v) / h;
    if (goes_too_far(device, before, wall->v, h, t[1] == 0.0)) {
        cm_analog_not_converged();
    }
    double allowed = memristor_longest_step(device, wall->x, wall->v);
    /* In the first iteration of a time point ngspice repeats the voltages of the last one: that says nothing. */
    if (h_before > 0.0 && wall->v != before->v) {
        double bend = 2.0 * (wall->rate - before->rate) / (h + h_before);
        allowed = fmin(allowed, memristor_smooth_step(device, wall->x, wall->v, wall->rate, bend));
    }
    cm_analog_set_temp_bkpt(t[0] + allowed);
    return slope;
}

void cm_spin_memristor(ARGS)
{
    const struct memristor device = device_of(mif_private->param);
    const double m = ngspice_parameter(mif_private->param, MEMRISTOR_PARAMETERS), v = INPUT(junction);
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, m, mif_private, &STATIC_VAR(x));
    }
    if (isnan(STATIC_VAR(x))) {
        cm_analog_not_converged();
        OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    if (ANALYSIS == MIF_AC) {
        double admittance[2];
        memristor_admittance(&device, wall->x, v, mif_private->circuit.frequency, admittance);
        AC_GAIN(junction, junction) = (Mif_Complex_t){m * admittance[0], m * admittance[1]};
        return;
    }
    *wall = (struct wall){.x = device.xinit, .v = v};
    double slope = ANALYSIS == MIF_TRAN ? advance(&device, mif_private, wall) : 0.0; /* else the wall is held */
    double conductance = memristor_conductance(&device, wall->x);
    STATIC_VAR(x) = wall->x;
    STATIC_VAR(v) = memristor_velocity(&device, wall->x, v);
    OUTPUT(junction) = m * conductance * v;
    PARTIAL(junction, junction) = m * (conductance + v * memristor_conductance_slope(&device) * slope);
}
