/* The ngspice code model of the contact between a magnet and a normal metal: ngspice's numbers to the physics and back.
 *
 * A fixed magnet makes the contact a network of conductances. A free one is, at each time point of a transient, where the
 * drive of the last two time points leads: so the contact is linear for the circuit there, too. Then the magnet goes on
 * from the last time point with the currents that came out. Where both differ too much, truncate.c refuses the time
 * point. docs/spin_circuits.md, section 3. */
#include "models/spin_contact/codemodel/contact_state.h"

#include "models/constants.h"
#include "models/ngspice/surprised_step.h"
#include "models/ngspice/vector_port.h"

#include <math.h>

enum { SPIN = 1, H, M, PORTS }; /* in the order of the interface file */

static const double SURPRISE = 0.02;       /* the greatest difference to the direction that a time point is solved for */
static const double FIELD_OF_VOLT = 1e3;   /* A/m */
static const double FIELD_LOAD = 1.0;      /* S, of each node of a field, so that fields are currents that add */

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct spin_contact device_of(Mif_Param_Data_t *const *param)
{
    struct spin_contact device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/spin_contact/parameters.def"
#undef PARAMETER
    return device;
}

static bool ports_are_sound(const struct spin_contact *device, const Mif_Private_t *mif, char *why, size_t size)
{
    static const char *const NAME[PORTS] = {[SPIN] = "spin", [H] = "h", [M] = "m"};
    for (int port = SPIN; port < PORTS; port++) {
        if (!vector_port_is_sound(mif, port, NAME[port], port != SPIN, why, size)) {
            return false;
        }
    }
    if (device->free == 0.0 && !ngspice_port_is_null(mif->conn, H)) {
        snprintf(why, size, "the port h does nothing while free is 0, for a fixed magnet; expected null");
        return false;
    }
    return true;
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run, and has no
 * state. */
static void begin(const struct spin_contact *device, const Mif_Private_t *mif, double *mark)
{
    char why[MESSAGE_SIZE / 2];
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS + device->dtemp;
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = spin_contact_check(device, why, sizeof why) && ports_are_sound(device, mif, why, sizeof why);
        if (sound && device->free != 0.0 && !(kelvin > 0.0)) {
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
        if (device->free != 0.0 && ngspice_first_of_card(mif) &&
            macrospin_factors_are_off(device->nx, device->ny, device->nz, why, sizeof why)) {
            warn_of_device(why);
        }
        cm_analog_alloc(MAGNET, sizeof(struct magnet));
    }
}

/* Moves the magnet from the last time point to this one, with `drive` at its end. */
static void move(const struct spin_contact *device, const Mif_Private_t *mif, const struct macrospin_drive *drive,
                 struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS, *t = mif->circuit.t;
    const struct macrospin magnet = spin_contact_magnet(device, kelvin, ngspice_name_of(mif));
    now->path = before->path;
    macrospin_advance(&magnet, &(struct macrospin_stretch){t[1], t[0], &before->drive, drive}, &now->path, NULL);
    now->drive = *drive;
    now->ahead = macrospin_drive_change(&before->drive, drive, t[0] - t[1]);
}

/* Whether the step was short enough, and which the next may be: Eq. (S7). */
static void judge_step(const struct spin_contact *device, const double *t, struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double turned = macrospin_distance(now->path.m, before->path.m);
    now->wanted = surprised_step_wanted(t[0] - t[1], turned, device->dm,
                                        macrospin_distance(now->path.m, now->expected), SURPRISE);
    surprised_step_refuse_first(t, now->wanted);
    if (device->dm < 2.0) {
        surprised_step_ask(t, turned, device->dm);
    }
}

/* The direction that the circuit sees: of a fixed magnet, of a free one outside of transients, where it is held in its
 * well, and at their start. */
static void hold(const struct spin_contact *device, const Mif_Private_t *mif, double m[3])
{
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    spin_contact_direction(device, m);
    if (device->free != 0.0 && strcmp(ngspice_analysis(), "Transient Analysis") == 0) {
        const struct macrospin magnet = spin_contact_magnet(device, kelvin, ngspice_name_of(mif));
        spin_contact_start(device, &magnet, kelvin, m);
    }
}

/* A free magnet in a transient: its state at this time point, and in `m` the direction that the circuit sees. */
static void follow(const struct spin_contact *device, const Mif_Private_t *mif, const double v[SPIN_PARTS],
                   const double h[3], struct magnet *now, double m[3])
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double *t = mif->circuit.t;
    if (ngspice_step_begins(cm_get_circuit())) {
        const struct macrospin_drive drive = macrospin_drive_ahead(&before->drive, &before->ahead, t[0] - t[1]);
        move(device, mif, &drive, now);
        now->wanted = INFINITY;
        memcpy(now->expected, now->path.m, sizeof now->expected);
    } else {
        double current[SPIN_PARTS];
        spin_contact_currents(device, now->expected, v, current);
        const struct macrospin_drive drive = spin_contact_drive(device, current, h);
        move(device, mif, &drive, now);
        judge_step(device, t, now);
    }
    memcpy(m, now->expected, sizeof now->expected);
}

static void begin_path(const struct spin_contact *device, const double v[SPIN_PARTS], const double h[3],
                       const double m[3], struct magnet *now)
{
    double current[SPIN_PARTS];
    *now = (struct magnet){.path = macrospin_begin(m), .wanted = INFINITY};
    memcpy(now->expected, now->path.m, sizeof now->expected);
    spin_contact_currents(device, m, v, current);
    now->drive = spin_contact_drive(device, current, h);
}

static Mif_Complex_t times(double factor, const double value[2])
{
    return (Mif_Complex_t){factor * value[0], factor * value[1]};
}

/* Small signals. Where there is no answer, says so once, and *mark is no number, nor is the conductance. */
static void answer(const struct spin_contact *device, const Mif_Private_t *mif_private, const double v[SPIN_PARTS],
                   const double h[3], const double m[3], double *mark)
{
    const double kelvin = mif_private->circuit.temperature + ZERO_CELSIUS;
    const bool has_field = !PORT_NULL(h), has_moment = !PORT_NULL(m), is_free = device->free != 0.0;
    const struct macrospin magnet = spin_contact_magnet(device, kelvin, "");
    const struct spin_contact_point point = {.v = {v[0], v[1], v[2], v[3]},
                                             .h = {h[0], h[1], h[2]},
                                             .m = {m[0], m[1], m[2]}};
    struct spin_contact_answer a = {.moment = {{{0.0}}}};
    if (!is_free) {
        double matrix[SPIN_PARTS][SPIN_PARTS];
        spin_contact_matrix(device, m, matrix);
        for (int k = 0; k < SPIN_PARTS; k++) {
            for (int l = 0; l < SPIN_PARTS; l++) {
                a.current[k][l][0] = matrix[k][l];
            }
        }
    } else if (!spin_contact_small_signal(device, &magnet, &point, mif_private->circuit.frequency, &a)) {
        refuse_device("the magnet has no stable equilibrium near its state, and so no answer to small signals", mark);
        a.current[0][0][0] = NAN;
    }
    AC_GAIN(charge, charge) = times(1.0, a.current[SPIN_CHARGE][SPIN_CHARGE]);
    for (int k = 0; k < 3; k++) {
        AC_GAIN(charge, spin[k]) = times(1.0, a.current[SPIN_CHARGE][SPIN_X + k]);
        AC_GAIN(spin[k], charge) = times(1.0, a.current[SPIN_X + k][SPIN_CHARGE]);
        for (int l = 0; l < 3; l++) {
            AC_GAIN(spin[k], spin[l]) = times(1.0, a.current[SPIN_X + k][SPIN_X + l]);
        }
        if (has_moment) {
            AC_GAIN(m[k], charge) = times(1.0, a.moment[k][SPIN_CHARGE]);
            for (int l = 0; l < 3; l++) {
                AC_GAIN(m[k], spin[l]) = times(1.0, a.moment[k][SPIN_X + l]);
            }
        }
        if (has_field) {
            AC_GAIN(h[k], h[k]) = (Mif_Complex_t){FIELD_LOAD, 0.0};
            AC_GAIN(charge, h[k]) = times(FIELD_OF_VOLT, a.field_current[SPIN_CHARGE][k]);
            for (int l = 0; l < 3; l++) {
                AC_GAIN(spin[l], h[k]) = times(FIELD_OF_VOLT, a.field_current[SPIN_X + l][k]);
                if (has_moment) {
                    AC_GAIN(m[l], h[k]) = times(FIELD_OF_VOLT, a.field_moment[l][k]);
                }
            }
        }
    }
}

/* The contact as the circuit sees it: currents and conductances, the load of the field, the direction. */
static void show(const struct spin_contact *device, const Mif_Private_t *mif_private, const double v[SPIN_PARTS],
                 const double m[3])
{
    double matrix[SPIN_PARTS][SPIN_PARTS], current[SPIN_PARTS];
    spin_contact_matrix(device, m, matrix);
    spin_contact_currents(device, m, v, current);
    OUTPUT(charge) = current[SPIN_CHARGE];
    PARTIAL(charge, charge) = matrix[SPIN_CHARGE][SPIN_CHARGE];
    for (int k = 0; k < 3; k++) {
        OUTPUT(spin[k]) = current[SPIN_X + k];
        PARTIAL(charge, spin[k]) = matrix[SPIN_CHARGE][SPIN_X + k];
        PARTIAL(spin[k], charge) = matrix[SPIN_X + k][SPIN_CHARGE];
        for (int l = 0; l < 3; l++) {
            PARTIAL(spin[k], spin[l]) = matrix[SPIN_X + k][SPIN_X + l];
        }
        if (!PORT_NULL(h)) {
            OUTPUT(h[k]) = FIELD_LOAD * INPUT(h[k]);
            PARTIAL(h[k], h[k]) = FIELD_LOAD;
        }
        if (!PORT_NULL(m)) {
            OUTPUT(m[k]) = m[k];
        }
    }
}

void cm_spin_contact(ARGS)
{
    const struct spin_contact device = device_of(mif_private->param);
    double v[SPIN_PARTS] = {INPUT(charge)}, h[3] = {0.0, 0.0, 0.0}, m[3];
    for (int k = 0; k < 3; k++) {
        v[SPIN_X + k] = INPUT(spin[k]);
        h[k] = PORT_NULL(h) ? 0.0 : FIELD_OF_VOLT * INPUT(h[k]);
    }
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, mif_private, &STATIC_VAR(mx));
    }
    if (isnan(STATIC_VAR(mx))) {
        cm_analog_not_converged();
        if (ANALYSIS == MIF_AC) {
            AC_GAIN(charge, charge) = (Mif_Complex_t){NAN, NAN};
        } else {
            OUTPUT(charge) = PARTIAL(charge, charge) = NAN;
        }
        return;
    }
    struct magnet *now = cm_analog_get_ptr(MAGNET, 0);
    if (ANALYSIS == MIF_AC) {
        answer(&device, mif_private, v, h, now->path.m, &STATIC_VAR(mx));
        return;
    }
    if (ANALYSIS == MIF_TRAN && device.free != 0.0) {
        follow(&device, mif_private, v, h, now, m);
    } else {
        hold(&device, mif_private, m);
        begin_path(&device, v, h, m, now);
    }
    show(&device, mif_private, v, m);
    STATIC_VAR(mx) = now->path.m[0];
    STATIC_VAR(my) = now->path.m[1];
    STATIC_VAR(mz) = now->path.m[2];
}
