/* The ngspice code model of the magnetic tunnel junction, as `m_parallel` of them in parallel: ngspice's numbers to the
 * physics and back.
 *
 * In a transient each time point is solved for the free layer where the drive of the last two time points leads; so the
 * junction is a resistor for the circuit. Then the free layer goes on from the last time point with the voltage that
 * came out. Where both differ too much, truncate.c refuses the time point. docs/mtj.md, section 3. */
#include "models/mtj/codemodel/junction_state.h"

#include <math.h>

enum { H = 1, M = 2 }; /* ports, in the order of the interface file */

static const double ZERO_CELSIUS = 273.15; /* K */
static const double SURPRISE = 0.06;       /* the greatest difference of the cosines: 3 % of G_P - G_AP */

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct mtj device_of(Mif_Param_Data_t *const *param)
{
    struct mtj device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/mtj/parameters.def"
#undef PARAMETER
    return device;
}

/* Says what is wrong, and marks a refused device by *mark = NaN. */
static void refuse(const char *why, double *mark)
{
    char message[MESSAGE_SIZE];
    snprintf(message, sizeof message, "error: %s", why);
    cm_message_send(message);
    *mark = NAN;
}

/* The first call of a device, or of one in an analysis. A refused device stays so until the next run, and has no
 * state. */
static void begin(const struct mtj *device, double count, const Mif_Private_t *mif, double *mark)
{
    const double most = 1e9; /* more than a chip holds */
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = mtj_check(device, why, sizeof why);
        if (sound && !parameter_within(count, 1.0 / most, most)) {
            snprintf(why, sizeof why, "parameter m = %.12g, the number of devices in parallel, is out of its limits, %g "
                                      "to %g", count, 1.0 / most, most);
            sound = false;
        }
        for (int port = H; sound && port <= M; port++) {
            if (!ngspice_port_is_null(mif->conn, port) && ngspice_ports(mif->conn, port) != 3) {
                snprintf(why, sizeof why, "the port %s has %d nodes; expected 3 for x, y and z, or null",
                         port == H ? "h" : "m", ngspice_ports(mif->conn, port));
                sound = false;
            }
        }
    }
    if (isnan(*mark)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse(why, mark);
    } else if (mif->circuit.init) {
        cm_analog_alloc(MAGNET, sizeof(struct magnet));
    }
}

/* The drive that goes on for `h` (s) as it changed before. */
static struct macrospin_drive drive_ahead(const struct magnet *before, double h)
{
    struct macrospin_drive drive = before->drive;
    for (int k = 0; k < 3; k++) {
        drive.field[k] += h * before->ahead.field[k];
        drive.spin[k] += h * before->ahead.spin[k];
    }
    drive.hk += h * before->ahead.hk;
    return drive;
}

static struct macrospin_drive change_of(const struct macrospin_drive *from, const struct macrospin_drive *to, double h)
{
    struct macrospin_drive change;
    for (int k = 0; k < 3; k++) {
        change.field[k] = (to->field[k] - from->field[k]) / h;
        change.spin[k] = (to->spin[k] - from->spin[k]) / h;
    }
    change.hk = (to->hk - from->hk) / h;
    return change;
}

/* Moves the free layer from the last time point to this one, with `drive` at its end. Returns the cosine that the
 * circuit is to see, and `m` with it. */
static double move(const struct mtj *device, const struct macrospin *magnet, const double pinned[3], const double *t,
                   const struct macrospin_drive *drive, struct magnet *now, double m[3])
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    double mean[3];
    now->path = before->path;
    macrospin_advance(magnet, &before->drive, drive, t[1], t[0], &now->path, mean);
    now->drive = *drive;
    now->ahead = change_of(&before->drive, drive, t[0] - t[1]);
    now->cosine = macrospin_dot(now->path.m, pinned);
    for (int k = 0; k < 3; k++) {
        m[k] = device->mean != 0.0 ? mean[k] : now->path.m[k];
    }
    return macrospin_dot(m, pinned);
}

/* Whether the step was short enough, and which the next may be: Eq. (J12). */
static void judge_step(const struct mtj *device, const double *t, double cosine, struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    double h = t[0] - t[1], turned = fabs(now->cosine - before->cosine), surprise = fabs(cosine - now->expected);
    now->wanted = INFINITY;
    if (h > ngspice_shortest_step() && turned > 2.0 * device->dcos) {
        now->wanted = h * fmax(0.1, device->dcos / turned);
    }
    if (h > ngspice_shortest_step() && surprise > SURPRISE) {
        now->wanted = fmin(now->wanted, h * fmax(0.1, 0.9 * sqrt(SURPRISE / surprise)));
    }
    if (t[1] == 0.0 && now->wanted < h) { /* ngspice does not ask truncate_step about the first step */
        cm_analog_not_converged();
    }
    if (turned > 0.0 && device->dcos < 2.0) {
        cm_analog_set_temp_bkpt(t[0] + h * device->dcos / turned);
    }
}

/* Outside of transients: the free layer is in its well, or settles from where the last point of a sweep left it. False
 * where it comes to no rest. */
static bool hold(const struct mtj *device, const struct macrospin *magnet, double kelvin, double v, const double h[3],
                 double m[3])
{
    if (strcmp(ngspice_analysis(), "Transient Analysis") == 0) {
        mtj_start(device, magnet, kelvin, m);
        return true;
    }
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    mtj_well(device, m);
    if (device->follow != 0.0 && macrospin_dot(before->path.m, before->path.m) > 0.0) {
        memcpy(m, before->path.m, sizeof before->path.m);
    }
    return device->follow == 0.0 || mtj_settle(device, magnet, kelvin, v, h, m);
}

/* The device in a transient or outside: its state at this time point, and the cosine and free layer that the circuit
 * sees. NaN where the free layer finds no rest. */
static double follow(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3],
                     struct magnet *now, double m[3])
{
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS, *t = mif->circuit.t;
    const struct macrospin magnet = mtj_magnet(device, kelvin, ngspice_name_of(mif));
    double pinned[3], conductance, slope;
    mtj_pinned(device, pinned);
    if (mif->circuit.anal_type != MIF_TRAN) {
        double start[3];
        if (!hold(device, &magnet, kelvin, v, h, start)) {
            return NAN;
        }
        *now = (struct magnet){.path = macrospin_begin(start), .wanted = INFINITY};
        memcpy(m, now->path.m, sizeof now->path.m);
        now->cosine = now->expected = macrospin_dot(m, pinned);
        now->drive = mtj_drive(device, v, mtj_current(device, now->cosine, v, &conductance, &slope), h);
        return now->cosine;
    }
    if (ngspice_step_begins(cm_get_circuit())) {
        const struct macrospin_drive drive = drive_ahead(cm_analog_get_ptr(MAGNET, 1), t[0] - t[1]);
        now->wanted = INFINITY;
        now->expected = move(device, &magnet, pinned, t, &drive, now, m);
        memcpy(now->expected_m, m, sizeof now->expected_m);
    } else {
        double current = mtj_current(device, now->expected, v, &conductance, &slope);
        const struct macrospin_drive drive = mtj_drive(device, v, current, h);
        judge_step(device, t, move(device, &magnet, pinned, t, &drive, now, m), now);
        memcpy(m, now->expected_m, sizeof now->expected_m);
    }
    return now->expected;
}

static Mif_Complex_t times(double factor, const double value[2])
{
    return (Mif_Complex_t){factor * value[0], factor * value[1]};
}

/* Where there is no answer, says so once, and *mark is no number, nor is the conductance. */
static void answer_small_signal(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3],
                                const struct magnet *now, struct mtj_answer *answer, double *mark)
{
    const struct macrospin magnet = mtj_magnet(device, mif->circuit.temperature + ZERO_CELSIUS, "");
    if (!mtj_small_signal(device, &magnet, v, h, now->path.m, mif->circuit.frequency, answer)) {
        refuse("the free layer has no stable equilibrium near its state, and so no answer to small signals", mark);
        *answer = (struct mtj_answer){.conductance = {NAN, NAN}};
    }
}

void cm_mtj(ARGS)
{
    struct mtj device = device_of(mif_private->param);
    const double count = ngspice_parameter(mif_private->param, MTJ_PARAMETERS), v = INPUT(junction);
    const bool has_field = !PORT_NULL(h), has_moment = !PORT_NULL(m);
    double h[3] = {0.0, 0.0, 0.0}, m[3], conductance, slope;
    for (int k = 0; k < 3 && has_field; k++) {
        h[k] = INPUT(h[k]);
    }
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, count, mif_private, &STATIC_VAR(mx));
        if (!isnan(STATIC_VAR(mx)) && ANALYSIS != MIF_TRAN) { /* no point came before */
            memset(cm_analog_get_ptr(MAGNET, 1), 0, sizeof(struct magnet));
        }
    }
    char why[MESSAGE_SIZE / 2];
    if (!isnan(STATIC_VAR(mx)) &&
        !mtj_apply_temperature(&device, mif_private->circuit.temperature + ZERO_CELSIUS, why, sizeof why)) {
        refuse(why, &STATIC_VAR(mx));
    }
    if (isnan(STATIC_VAR(mx))) {
        const Mif_Complex_t none = {NAN, NAN};
        cm_analog_not_converged();
        if (ANALYSIS == MIF_AC) {
            AC_GAIN(junction, junction) = none;
        } else {
            OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        }
        return;
    }
    struct magnet *now = cm_analog_get_ptr(MAGNET, 0);
    if (ANALYSIS == MIF_AC) {
        struct mtj_answer answer;
        answer_small_signal(&device, mif_private, v, h, now, &answer, &STATIC_VAR(mx));
        AC_GAIN(junction, junction) = times(count, answer.conductance);
        for (int k = 0; k < 3 && has_field; k++) {
            AC_GAIN(junction, h[k]) = times(count, answer.field_current[k]);
        }
        for (int k = 0; k < 3 && has_moment; k++) {
            AC_GAIN(m[k], junction) = times(1.0, answer.moment[k]);
            for (int l = 0; l < 3 && has_field; l++) {
                AC_GAIN(m[k], h[l]) = times(1.0, answer.field_moment[k][l]);
            }
        }
        return;
    }
    double cosine = follow(&device, mif_private, v, h, now, m);
    if (isnan(cosine)) {
        refuse("the free layer comes to no rest at this voltage and field", &STATIC_VAR(mx));
        cm_analog_not_converged();
        OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        return;
    }
    OUTPUT(junction) = count * mtj_current(&device, cosine, v, &conductance, &slope);
    PARTIAL(junction, junction) = count * conductance;
    for (int k = 0; k < 3 && has_field; k++) {
        PARTIAL(junction, h[k]) = 0.0;
    }
    for (int k = 0; k < 3 && has_moment; k++) {
        OUTPUT(m[k]) = m[k];
        PARTIAL(m[k], junction) = 0.0;
        for (int l = 0; l < 3 && has_field; l++) {
            PARTIAL(m[k], h[l]) = 0.0;
        }
    }
    STATIC_VAR(mx) = now->path.m[0];
    STATIC_VAR(my) = now->path.m[1];
    STATIC_VAR(mz) = now->path.m[2];
}
