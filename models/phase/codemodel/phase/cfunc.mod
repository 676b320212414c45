/* The ngspice code model of the phase oscillator: ngspice's numbers to the physics and back.
 *
 * In a transient each time point is solved for the phase where the drive of the last two time points leads, so its outputs
 * are given voltages for the circuit. Then the phase goes on from the last time point with the drive that came out. Where
 * both differ too much, truncate.c refuses the time point. docs/phase.md, section 2. */
#include "models/phase/codemodel/oscillator_state.h"

#include "models/ngspice/predicted_step.h"
#include "models/noise.h"

enum { PARTS = 2, INPUTS = 4, PATIENCE = 50 }; /* cosine and sine; what drives; iterations after which it has no rest */

enum { OUT, NOUT, IN }; /* ports, in the order of the interface file */
static const char *const NAMES[] = {"out", "nout", "in"};

/* The parameters of a .model card: the interface file lists them in the order of the table. */
static struct phase device_of(Mif_Param_Data_t *const *param)
{
    struct phase device;
    size_t i = 0;
#define PARAMETER(name, ...) device.name = ngspice_parameter(param, i++);
#include "models/phase/parameters.def"
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
static void begin(const struct phase *device, const Mif_Private_t *mif, double *mark)
{
    char why[MESSAGE_SIZE / 2];
    bool sound = true;
    if (mif->circuit.init) {
        *mark = 0.0;
        sound = phase_check(device, why, sizeof why);
        for (int port = OUT; sound && port <= IN; port++) {
            if (!ngspice_port_is_null(mif->conn, port) && ngspice_ports(mif->conn, port) != PARTS) {
                snprintf(why, sizeof why, "the port %s has %d node; expected 2, for cosine and sine%s", NAMES[port],
                         ngspice_ports(mif->conn, port), port == OUT ? "" : ", or null");
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
        cm_analog_alloc(OSCILLATOR, sizeof(struct oscillator));
    }
}

/* The oscillator at a time point of a transient. */
static void follow(const struct phase *device, const Mif_Private_t *mif, const struct oscillator_drive *drive,
                   struct oscillator *now)
{
    const struct oscillator *before = cm_analog_get_ptr(OSCILLATOR, 1);
    const double *t = mif->circuit.t;
    const bool noisy = device->diffusion > 0.0;
    const uint64_t key = noisy ? noise_key((uint64_t)llround(device->noise), ngspice_name_of(mif)) : 0;
    now->before = before->drive;
    now->step = t[0] - t[1];
    if (ngspice_step_begins(cm_get_circuit())) {
        now->drive = oscillator_drive_ahead(&before->before, &before->drive, before->step, now->step);
        now->wanted = INFINITY;
        now->expected = now->phi =
            phase_advance(device, key, &before->drive, &now->drive, t[1], t[0], before->phi);
        return;
    }
    now->drive = *drive;
    now->phi = phase_advance(device, key, &before->drive, drive, t[1], t[0], before->phi);
    const struct predicted_step step = {.t = t,
                                        .way = fabs(now->phi - before->phi),
                                        .allowed_way = device->dphi,
                                        .miss = fabs(now->phi - now->expected),
                                        .allowed_miss = device->phitol,
                                        .cell = noisy ? phase_cell(device) : 0.0};
    now->wanted = predicted_step_judge(&step);
}

/* The oscillator outside of transients: at rest, or, where a transient begins, at its start. Where there is no place of
 * rest, ngspice is to go on: it may not have found the voltages yet. */
static void rest(const struct phase *device, const struct oscillator_drive *drive, struct oscillator *now, double *restless,
                 double *mark)
{
    *now = (struct oscillator){.wanted = INFINITY, .phi = device->phi0, .drive = *drive};
    if (strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
        if (phase_settle(device, drive, &now->phi)) {
            *restless = 0.0;
        } else {
            now->phi = device->phi0;
            cm_analog_not_converged();
            if (++*restless >= PATIENCE) {
                refuse("the phase comes to no rest at this input, pump and bias: it turns, or is too close to it; a "
                       "transient analysis shows that", mark);
            }
        }
    }
    now->expected = now->phi;
}

/* Derivatives of the outputs are those of the phase times `slope` of each output; ngspice has set all others to 0. */
static void pass_on(const struct phase *device, const Mif_Private_t *mif_private, double phi,
                    const struct phase_answer *answer)
{
    const double slope[PARTS] = {-device->vout * sin(phi), device->vout * cos(phi)};
    const double *const of[INPUTS] = {answer->of_cos, answer->of_sin, answer->of_pump, answer->of_bias};
    for (int k = 0; k < PARTS; k++) {
        Mif_Complex_t gain[INPUTS], opposite[INPUTS];
        for (int l = 0; l < INPUTS; l++) {
            const double factor = l == INPUTS - 1 ? slope[k] / device->rbias : slope[k];
            gain[l] = (Mif_Complex_t){factor * of[l][0], factor * of[l][1]};
            opposite[l] = (Mif_Complex_t){-gain[l].real, -gain[l].imag};
        }
        for (int l = 0; !PORT_NULL(in) && l < PARTS; l++) {
            PARTIAL(out[k], in[l]) = gain[l].real;
            AC_GAIN(out[k], in[l]) = gain[l];
            if (!PORT_NULL(nout)) {
                PARTIAL(nout[k], in[l]) = opposite[l].real;
                AC_GAIN(nout[k], in[l]) = opposite[l];
            }
        }
        if (!PORT_NULL(pump)) {
            PARTIAL(out[k], pump) = gain[2].real;
            AC_GAIN(out[k], pump) = gain[2];
        }
        if (!PORT_NULL(pump) && !PORT_NULL(nout)) {
            PARTIAL(nout[k], pump) = opposite[2].real;
            AC_GAIN(nout[k], pump) = opposite[2];
        }
        if (!PORT_NULL(bias)) {
            PARTIAL(out[k], bias) = gain[3].real;
            AC_GAIN(out[k], bias) = gain[3];
        }
        if (!PORT_NULL(bias) && !PORT_NULL(nout)) {
            PARTIAL(nout[k], bias) = opposite[3].real;
            AC_GAIN(nout[k], bias) = opposite[3];
        }
    }
}

/* A refused device: no circuit converges with it. */
static void give_nothing(const Mif_Private_t *mif_private)
{
    cm_analog_not_converged();
    for (int k = 0; k < PARTS; k++) {
        OUTPUT(out[k]) = NAN;
    }
}

void cm_phase(ARGS)
{
    const struct phase device = device_of(mif_private->param);
    const double voltage = PORT_NULL(bias) ? 0.0 : INPUT(bias);
    const struct oscillator_drive drive = {.in_cos = PORT_NULL(in) ? 0.0 : INPUT(in[0]),
                                      .in_sin = PORT_NULL(in) ? 0.0 : INPUT(in[1]),
                                      .pump = PORT_NULL(pump) ? 0.0 : INPUT(pump),
                                      .bias = PORT_NULL(bias) ? device.ibias : voltage / device.rbias};
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        STATIC_VAR(restless) = 0.0;
        begin(&device, mif_private, &STATIC_VAR(phi));
    }
    if (isnan(STATIC_VAR(phi))) {
        give_nothing(mif_private);
        return;
    }
    struct oscillator *now = cm_analog_get_ptr(OSCILLATOR, 0);
    struct phase_answer answer = {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}};
    if (ANALYSIS == MIF_AC) {
        if (!phase_small_signal(&device, &drive, now->phi, mif_private->circuit.frequency, &answer)) {
            refuse("the phase does not rest in a stable place, and so has no answer to small signals", &STATIC_VAR(phi));
            give_nothing(mif_private);
            return;
        }
    } else if (ANALYSIS == MIF_TRAN) {
        follow(&device, mif_private, &drive, now);
    } else {
        rest(&device, &drive, now, &STATIC_VAR(restless), &STATIC_VAR(phi));
        if (isnan(STATIC_VAR(phi))) {
            give_nothing(mif_private);
            return;
        }
        if (strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
            phase_small_signal(&device, &drive, now->phi, 0.0, &answer);
        }
    }
    pass_on(&device, mif_private, now->expected, &answer);
    const double out[PARTS] = {device.vout * cos(now->expected), device.vout * sin(now->expected)};
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
    STATIC_VAR(phi) = now->phi;
}
