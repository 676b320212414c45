/* The ngspice code model of the magnetic tunnel junction, as `m_parallel` of them in parallel: ngspice's numbers to the
 * physics and back.
 *
 * In a transient each time point is solved for the free layer where the drive of the last two time points leads; so the
 * junction is a resistor for the circuit. Then the free layer goes on from the last time point with the voltage that
 * came out. Where both differ too much, truncate.c refuses the time point. docs/mtj.md, section 3. */
#include "models/mtj/codemodel/junction_state.h"

#include "models/constants.h"
#include "models/ngspice/surprised_step.h"
#include "models/ngspice/vector_port.h"

#include <math.h>

enum { H = 1, M = 2 }; /* ports, in the order of the interface file */

static const double SURPRISE = 0.06;       /* the greatest difference of the cosines: 3 % of G_P - G_AP */
static const double WARMING = 0.01;        /* longest step of the temperature, as a share of it; at most twice that */
static const double WARMER = 1e-3;         /* K, for derivatives with respect to the temperature */
static const double WARM_SURPRISE = 1e-3;  /* the greatest difference to the one that a time point was solved for */

/* The junction that the circuit sees at a time point. */
struct seen {
    double cosine, m[3];   /* of free and pinned layer, and the free layer */
    struct mtj_heated hot; /* the device at its temperature; the rise is that of a state that is held */
    double conductance;    /* dI/dV, S */
    double beyond;         /* the voltage, V, where an operating point has no temperature there; else 0 */
};

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
            sound = vector_port_is_sound(mif, port, port == H ? "h" : "m", true, why, sizeof why);
        }
    }
    if (isnan(*mark)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse_device(why, mark);
    } else if (mif->circuit.init) {
        if (ngspice_first_of_card(mif) &&
            macrospin_factors_are_off(device->nx, device->ny, device->nz, why, sizeof why)) {
            warn_of_device(why);
        }
        cm_analog_alloc(MAGNET, sizeof(struct magnet));
    }
}

/* The device at a rise of its temperature, or, where that is no temperature for it, as at the last time point: there it
 * had one, and the next step says what is wrong. */
static struct mtj device_at(const struct mtj *device, double kelvin, double rise)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    char why[MESSAGE_SIZE];
    struct mtj hot;
    if (!mtj_at_rise(device, kelvin, rise, &hot, why, sizeof why)) {
        mtj_at_rise(device, kelvin, before->rise, &hot, why, sizeof why);
    }
    return hot;
}

/* Warms the junction from the last time point to this one, with `power` (W) at its end. Returns the mean rise. */
static double warm(const struct mtj *device, const double *t, double power, struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    double mean = 0.0;
    now->rise = 0.0;
    if (mtj_is_heated(device)) {
        now->rise = mtj_rise(device, before->rise, before->power, power, t[0] - t[1], &mean);
        now->power = power;
        now->power_ahead = (power - before->power) / (t[0] - t[1]);
    }
    return mean;
}

/* Moves the free layer from the last time point to this one, with `drive` at its end, at the mean rise `mean` (K).
 * Returns the cosine that the circuit is to see, and `m` with it. */
static double move(const struct mtj *device, const Mif_Private_t *mif, double mean_rise, const double pinned[3],
                   const struct macrospin_drive *drive, struct magnet *now, double m[3])
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS, *t = mif->circuit.t;
    const struct mtj hot = device_at(device, kelvin, mean_rise);
    const struct macrospin magnet = mtj_hot_magnet(device, &hot, kelvin, ngspice_name_of(mif));
    double mean[3];
    now->path = before->path;
    macrospin_advance(&magnet, &(struct macrospin_stretch){t[1], t[0], &before->drive, drive}, &now->path, mean);
    now->drive = *drive;
    now->ahead = macrospin_drive_change(&before->drive, drive, t[0] - t[1]);
    now->cosine = macrospin_dot(now->path.m, pinned);
    for (int k = 0; k < 3; k++) {
        m[k] = device->mean != 0.0 ? mean[k] : now->path.m[k];
    }
    return macrospin_dot(m, pinned);
}

/* Whether the step was short enough, and which the next may be: Eqs. (J12), (J16). */
static void judge_step(const struct mtj *device, const Mif_Private_t *mif, double cosine, struct magnet *now)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double *t = mif->circuit.t, kelvin = mif->circuit.temperature + ZERO_CELSIUS + device->dtemp + before->rise;
    const double h = t[0] - t[1], turned = fabs(now->cosine - before->cosine), surprise = fabs(cosine - now->expected);
    const double warmed = fabs(now->rise - before->rise) / kelvin, off = fabs(now->rise - now->expected_rise) / kelvin;
    now->wanted = fmin(surprised_step_wanted(h, turned, device->dcos, surprise, SURPRISE),
                       surprised_step_wanted(h, warmed, WARMING, off, WARM_SURPRISE));
    surprised_step_refuse_first(t, now->wanted);
    if (device->dcos < 2.0) {
        surprised_step_ask(t, turned, device->dcos);
    }
    surprised_step_ask(t, warmed, WARMING);
}

/* Outside of transients: the free layer is in its well, or settles from where the last point of a sweep left it, and
 * the temperature stays. False with the reason where there is no such state. */
static bool hold(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3], struct seen *seen,
                 char *why, size_t size)
{
    enum { MOST = 100 };
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    const bool starts = strcmp(ngspice_analysis(), "Transient Analysis") == 0;
    struct mtj_point point = {v, {h[0], h[1], h[2]}, {0.0, 0.0, 0.0}};
    double last;
    mtj_well(device, seen->m);
    if (!starts && device->follow != 0.0 && macrospin_dot(before->path.m, before->path.m) > 0.0) {
        memcpy(seen->m, before->path.m, sizeof before->path.m);
    }
    seen->hot.rise = -1.0;
    int i = 0;
    do { /* the power follows the free layer, and that the temperature */
        last = seen->hot.rise;
        memcpy(point.m, seen->m, sizeof point.m);
        if (!mtj_resting_rise(device, kelvin, &point, &seen->hot, why, size)) {
            return false;
        }
        const struct macrospin magnet = mtj_hot_magnet(device, &seen->hot.device, kelvin, ngspice_name_of(mif));
        if (starts) {
            mtj_start(&seen->hot.device, &magnet, kelvin, seen->m);
            return true;
        }
        if (device->follow != 0.0 && (!mtj_settle(&seen->hot.device, &magnet, kelvin, v, h, seen->m) || ++i == MOST)) {
            snprintf(why, size, "the free layer comes to no rest at this voltage and field");
            return false;
        }
    } while (device->follow != 0.0 && fabs(seen->hot.rise - last) > 1e-9 * seen->hot.rise);
    return true;
}

/* Outside of transients: the device as it is at this voltage, and its state. */
static bool rest(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3], struct magnet *now,
                 struct seen *seen, char *why, size_t size)
{
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    double pinned[3], slope;
    char unused[1];
    struct mtj warmer;
    mtj_pinned(device, pinned);
    if (!hold(device, mif, v, h, seen, why, size)) {
        /* Newton's method may pass this voltage on its way: the device is cold once more, and begin_again says why if
         * it finds no other one. */
        const bool is_cold =
            mtj_is_heated(device) && mtj_at_rise(device, kelvin, 0.0, &seen->hot.device, unused, sizeof unused);
        seen->beyond = is_cold ? v : 0.0;
        seen->cosine = macrospin_dot(seen->m, pinned);
        mtj_current(&seen->hot.device, seen->cosine, v, &seen->conductance, &slope);
        return false;
    }
    const double rise = seen->hot.rise;
    *now = (struct magnet){.path = macrospin_begin(seen->m), .wanted = INFINITY, .rise = rise, .expected_rise = rise};
    memcpy(seen->m, now->path.m, sizeof now->path.m);
    seen->cosine = now->cosine = now->expected = macrospin_dot(seen->m, pinned);
    const double current = mtj_current(&seen->hot.device, seen->cosine, v, &seen->conductance, &slope);
    now->drive = mtj_drive(&seen->hot.device, v, current, h);
    now->power = v * current;
    if (mtj_is_heated(device) && mtj_at_rise(device, kelvin, rise + WARMER, &warmer, why, size)) {
        slope = mtj_current_slope(&seen->hot.device, &warmer, WARMER, seen->cosine, v);
        seen->conductance = mtj_warm_conductance(device, slope, seen->conductance, current, v);
    }
    return true;
}

/* In a transient: the state at this time point, and the device that the circuit sees. False with the reason where the
 * temperature of the last time point was none for the device. */
static bool follow(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3], struct magnet *now,
                   struct seen *seen, char *why, size_t size)
{
    const struct magnet *before = cm_analog_get_ptr(MAGNET, 1);
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS, *t = mif->circuit.t;
    double pinned[3], slope;
    mtj_pinned(device, pinned);
    if (ngspice_step_begins(cm_get_circuit())) {
        if (!mtj_at_rise(device, kelvin, before->rise, &seen->hot.device, why, size)) {
            return false;
        }
        const double step = t[0] - t[1];
        const struct macrospin_drive drive = macrospin_drive_ahead(&before->drive, &before->ahead, step);
        const double mean = warm(device, t, fmax(before->power + step * before->power_ahead, 0.0), now);
        now->expected_rise = now->rise;
        now->wanted = INFINITY;
        now->expected = move(device, mif, mean, pinned, &drive, now, seen->m);
        memcpy(now->expected_m, seen->m, sizeof now->expected_m);
    }
    seen->hot.device = device_at(device, kelvin, now->expected_rise);
    seen->cosine = now->expected;
    const double current = mtj_current(&seen->hot.device, now->expected, v, &seen->conductance, &slope);
    if (!ngspice_step_begins(cm_get_circuit())) {
        const double mean = warm(device, t, v * current, now);
        const struct macrospin_drive drive = mtj_drive(&seen->hot.device, v, current, h);
        judge_step(device, mif, move(device, mif, mean, pinned, &drive, now, seen->m), now);
    }
    memcpy(seen->m, now->expected_m, sizeof now->expected_m);
    return true;
}

/* Another attempt to find an operating point, after one that ended at the voltage `beyond` (V), at which there is no
 * temperature: says so. */
static void begin_again(const struct mtj *device, const Mif_Private_t *mif, double beyond, double *mark)
{
    static const double NO_FIELD[3] = {0.0, 0.0, 0.0};
    struct seen seen;
    char why[MESSAGE_SIZE / 2];
    if (!hold(device, mif, beyond, NO_FIELD, &seen, why, sizeof why)) {
        refuse_device(why, mark);
    }
}

static Mif_Complex_t times(double factor, const double value[2])
{
    return (Mif_Complex_t){factor * value[0], factor * value[1]};
}

/* Where there is no answer, says so once, and *mark is no number, nor is the conductance. */
static void answer_small_signal(const struct mtj *device, const Mif_Private_t *mif, double v, const double h[3],
                                const struct magnet *now, struct mtj_answer *answer, double *mark)
{
    const double kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    char why[MESSAGE_SIZE / 2];
    struct mtj_point point = {v, {h[0], h[1], h[2]}, {now->path.m[0], now->path.m[1], now->path.m[2]}};
    struct mtj_heated hot = {.rise = now->rise};
    struct mtj warmer;
    struct mtj_warmth warmth = {.device = &warmer, .by = WARMER};
    bool sound = mtj_at_rise(device, kelvin, hot.rise, &hot.device, why, sizeof why);
    if (sound && mtj_is_heated(device)) {
        sound = mtj_rest_warm(device, kelvin, &point, &hot, why, sizeof why) &&
                mtj_at_rise(device, kelvin, hot.rise + WARMER, &warmer, why, sizeof why);
    }
    if (sound) {
        const struct macrospin magnet = mtj_magnet(&hot.device, kelvin, "");
        warmth.magnet = mtj_magnet(mtj_is_heated(device) ? &warmer : &hot.device, kelvin, "");
        snprintf(why, sizeof why,
                 "the free layer has no stable equilibrium near its state, and so no answer to small signals");
        sound = mtj_small_signal(&hot.device, &magnet, &point, mif->circuit.frequency,
                                 mtj_is_heated(device) ? &warmth : NULL, answer);
    }
    if (!sound) {
        refuse_device(why, mark);
        *answer = (struct mtj_answer){.conductance = {NAN, NAN}};
    }
}

void cm_mtj(ARGS)
{
    struct mtj device = device_of(mif_private->param);
    const double count = ngspice_parameter(mif_private->param, MTJ_PARAMETERS), v = INPUT(junction);
    const bool has_field = !PORT_NULL(h), has_moment = !PORT_NULL(m);
    double h[3] = {0.0, 0.0, 0.0};
    for (int k = 0; k < 3 && has_field; k++) {
        h[k] = INPUT(h[k]);
    }
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, count, mif_private, &STATIC_VAR(mx));
        if (!isnan(STATIC_VAR(mx)) && ANALYSIS != MIF_TRAN) { /* no point came before */
            memset(cm_analog_get_ptr(MAGNET, 1), 0, sizeof(struct magnet));
            if (!INIT && STATIC_VAR(beyond) != 0.0) {
                begin_again(&device, mif_private, STATIC_VAR(beyond), &STATIC_VAR(mx));
            }
        }
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
    struct seen seen = {.beyond = 0.0};
    char why[MESSAGE_SIZE / 2];
    if (ANALYSIS == MIF_TRAN ? !follow(&device, mif_private, v, h, now, &seen, why, sizeof why)
                             : !rest(&device, mif_private, v, h, now, &seen, why, sizeof why)) {
        cm_analog_not_converged();
        if (seen.beyond == 0.0) {
            refuse_device(why, &STATIC_VAR(mx));
            OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
            return;
        }
    }
    double slope, conductance;
    OUTPUT(junction) = count * mtj_current(&seen.hot.device, seen.cosine, v, &conductance, &slope);
    PARTIAL(junction, junction) = count * seen.conductance;
    for (int k = 0; k < 3 && has_field; k++) {
        PARTIAL(junction, h[k]) = 0.0;
    }
    for (int k = 0; k < 3 && has_moment; k++) {
        OUTPUT(m[k]) = seen.m[k];
        PARTIAL(m[k], junction) = 0.0;
        for (int l = 0; l < 3 && has_field; l++) {
            PARTIAL(m[k], h[l]) = 0.0;
        }
    }
    STATIC_VAR(mx) = now->path.m[0];
    STATIC_VAR(my) = now->path.m[1];
    STATIC_VAR(mz) = now->path.m[2];
    STATIC_VAR(kelvin) = mif_private->circuit.temperature + ZERO_CELSIUS + device.dtemp + now->rise;
    STATIC_VAR(beyond) = seen.beyond;
}
