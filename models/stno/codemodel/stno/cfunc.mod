/* The ngspice code model of the spin-torque nano-oscillator: ngspice's numbers to the physics and back.
 *
 * In a transient each time point is solved for the amplitude to which the drives of the last two time points lead, as in
 * docs/phase.md, section 2. */
#include "models/stno/codemodel/stno_state.h"

#include "models/noise.h"

enum { PARTS = 2 };            /* real and imaginary part */
enum { OUT, NOUT, IN, PORTS }; /* ports with so many nodes, in the order of the interface file */

static const double ZERO_CELSIUS = 273.15;  /* K */
static const double LEAST_POWER = 1e-6;     /* of the start below the threshold: from 0 nothing would ever grow */

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct stno device_of(Mif_Param_Data_t *const *param)
{
    struct stno device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/stno/parameters.def"
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
static void begin(const struct stno *device, const Mif_Private_t *mif, double *mark)
{
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = stno_check(device, why, sizeof why);
        for (int port = OUT; sound && port < PORTS; port++) {
            if (!ngspice_port_is_null(mif->conn, port) && ngspice_ports(mif->conn, port) != PARTS) {
                snprintf(why, sizeof why, "a port of two nodes, number %d of the device, has %d; expected 2 or null",
                         port + 1, ngspice_ports(mif->conn, port));
                sound = false;
            }
        }
        if (sound && !(mif->circuit.temperature + ZERO_CELSIUS + device->dtemp > 0.0)) {
            snprintf(why, sizeof why, "the device is at %g K; it must be above 0 K",
                     mif->circuit.temperature + ZERO_CELSIUS + device->dtemp);
            sound = false;
        }
    }
    if (isnan(*mark)) {
        return;
    }
    if (!sound || !analysis_is_fit(mif->circuit.anal_type, why, sizeof why)) {
        refuse(why, mark);
    } else if (mif->circuit.init) {
        cm_analog_alloc(OSCILLATION, sizeof(struct oscillation));
    }
}

/* The amplitude outside of transients, and where one begins: that of the bias current alone. */
static void start(const struct stno *device, const struct oscillator_drive *drive, struct oscillation *now)
{
    const bool begins = strcmp(ngspice_analysis(), "Transient Analysis") == 0;
    double power = stno_alone(device, drive->bias).power;
    *now = (struct oscillation){.prediction = predicted_step_begin(), .phi = begins ? device->phi0 : 0.0, .drive = *drive};
    if (begins) {
        power = device->pstart > 0.0 ? device->pstart : fmax(power, LEAST_POWER);
    }
    now->c = (struct stno_amplitude){sqrt(power) * cos(now->phi), sqrt(power) * sin(now->phi)};
    now->expected = now->c;
}

/* Judges a step that was solved, with times t[0] and t[1]. */
static void judge(const struct stno *device, uint64_t key, double kelvin, const double *t,
                  const struct oscillation *before, struct oscillation *now)
{
    const struct stno_amplitude c = now->c, b = before->c;
    const double size = hypot(c.re, c.im);
    struct predicted_step step = {.t = t,
                                  .way = hypot(c.re - b.re, c.im - b.im) / fmax(size, hypot(b.re, b.im)),
                                  .allowed_way = device->dphi,
                                  .miss = hypot(c.re - now->expected.re, c.im - now->expected.im) / size,
                                  .allowed_miss = device->phitol};
    if (device->energy > 0.0) {
        step.cell = stno_cell(device);
        step.next_cell = predicted_step_next_cell(&step);
        const struct oscillator_drive then =
            oscillator_drive_ahead(&now->before, &now->drive, now->step, step.next_cell - t[0], false);
        const struct oscillator_stretch stretch = {t[0], step.next_cell, &now->drive, &then};
        const struct stno_amplitude ahead = stno_advance(device, key, kelvin, &stretch, c);
        step.way_ahead = hypot(ahead.re - c.re, ahead.im - c.im) / fmax(size, hypot(ahead.re, ahead.im));
    }
    if (predicted_step_judge(&step, &now->prediction)) {
        now->expected = c;
    }
}

/* The oscillator at a time point of a transient. */
static void follow(const struct stno *device, const Mif_Private_t *mif, const struct oscillator_drive *drive,
                   struct oscillation *now)
{
    const struct oscillation *before = cm_analog_get_ptr(OSCILLATION, 1);
    const double *t = mif->circuit.t, kelvin = mif->circuit.temperature + ZERO_CELSIUS;
    const uint64_t key = device->energy > 0.0 ? noise_key((uint64_t)llround(device->noise), ngspice_name_of(mif)) : 0;
    const struct oscillator_stretch stretch = {t[1], t[0], &before->drive, &now->drive};
    now->before = before->drive;
    now->step = t[0] - t[1];
    if (ngspice_step_begins(cm_get_circuit())) {
        now->drive = oscillator_drive_ahead(&before->before, &before->drive, before->step, now->step,
                                            !(device->energy > 0.0));
        now->expected = stno_advance(device, key, kelvin, &stretch, before->c);
        now->c = now->expected;
        now->prediction = predicted_step_begin();
    } else {
        now->drive = *drive;
        now->c = stno_advance(device, key, kelvin, &stretch, before->c);
    }
    const struct stno_amplitude c = now->c, b = before->c;
    const double size = hypot(c.re, c.im), turned = atan2(b.re * c.im - b.im * c.re, b.re * c.re + b.im * c.im);
    now->phi = before->phi + turned;
    if (!ngspice_step_begins(cm_get_circuit())) {
        judge(device, key, kelvin, t, before, now);
    }
}

static Mif_Complex_t times(double factor, const double value[2])
{
    return (Mif_Complex_t){factor * value[0], factor * value[1]};
}

/* What small signals at the inputs do at the outputs; ngspice has set all others to 0. */
static void pass_on(const struct stno *device, const Mif_Private_t *mif_private, const struct stno_answer *answer)
{
    for (int k = 0; k < PARTS; k++) {
        if (!PORT_NULL(in)) {
            AC_GAIN(out[k], in[0]) = times(device->vout, answer->of_cos[k]);
            AC_GAIN(out[k], in[1]) = times(device->vout, answer->of_sin[k]);
        }
        if (!PORT_NULL(pump)) {
            AC_GAIN(out[k], pump) = times(device->vout, answer->of_pump[k]);
        }
        if (!PORT_NULL(bias)) {
            AC_GAIN(out[k], bias) = times(device->vout / device->rbias, answer->of_bias[k]);
        }
        if (PORT_NULL(nout)) {
            continue;
        }
        if (!PORT_NULL(in)) {
            AC_GAIN(nout[k], in[0]) = times(-device->vout, answer->of_cos[k]);
            AC_GAIN(nout[k], in[1]) = times(-device->vout, answer->of_sin[k]);
        }
        if (!PORT_NULL(pump)) {
            AC_GAIN(nout[k], pump) = times(-device->vout, answer->of_pump[k]);
        }
        if (!PORT_NULL(bias)) {
            AC_GAIN(nout[k], bias) = times(-device->vout / device->rbias, answer->of_bias[k]);
        }
    }
}

void cm_stno(ARGS)
{
    const struct stno device = device_of(mif_private->param);
    const double voltage = PORT_NULL(bias) ? 0.0 : INPUT(bias);
    const struct oscillator_drive drive = {.in_cos = PORT_NULL(in) ? 0.0 : INPUT(in[0]),
                                           .in_sin = PORT_NULL(in) ? 0.0 : INPUT(in[1]),
                                           .pump = PORT_NULL(pump) ? 0.0 : INPUT(pump),
                                           .bias = PORT_NULL(bias) ? device.ibias : voltage / device.rbias};
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        begin(&device, mif_private, &STATIC_VAR(phi));
    }
    struct oscillation *now = isnan(STATIC_VAR(phi)) ? NULL : cm_analog_get_ptr(OSCILLATION, 0);
    struct stno_answer answer = {{{0.0}}, {{0.0}}, {{0.0}}, {{0.0}}};
    if (now && ANALYSIS == MIF_AC && !stno_small_signal(&device, &drive, mif_private->circuit.frequency, &answer)) {
        refuse("small signals are for an oscillator above its threshold that has the frequency of its reference, without "
               "injection and pump",
               &STATIC_VAR(phi));
        now = NULL;
    }
    if (!now) {
        cm_analog_not_converged();
        for (int k = 0; k < PARTS; k++) {
            OUTPUT(out[k]) = NAN;
        }
        return;
    }
    if (ANALYSIS == MIF_TRAN) {
        follow(&device, mif_private, &drive, now);
    } else if (ANALYSIS != MIF_AC) {
        start(&device, &drive, now);
    }
    pass_on(&device, mif_private, &answer);
    const double out[PARTS] = {device.vout * now->expected.re, device.vout * now->expected.im};
    for (int k = 0; k < PARTS; k++) {
        OUTPUT(out[k]) = out[k];
        if (!PORT_NULL(nout)) {
            OUTPUT(nout[k]) = -out[k];
        }
    }
    if (!PORT_NULL(bias)) {
        OUTPUT(bias) = voltage / device.rbias;
        PARTIAL(bias, bias) = 1.0 / device.rbias;
        AC_GAIN(bias, bias) = (Mif_Complex_t){1.0 / device.rbias, 0.0};
    }
    if (!PORT_NULL(bias) && ANALYSIS == MIF_DC && strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
        const double slope = device.vout * stno_alone(&device, drive.bias).slope / device.rbias;
        PARTIAL(out[0], bias) = slope;
        if (!PORT_NULL(nout)) {
            PARTIAL(nout[0], bias) = -slope;
        }
    }
    STATIC_VAR(power) = now->c.re * now->c.re + now->c.im * now->c.im;
    STATIC_VAR(phi) = now->phi;
}
