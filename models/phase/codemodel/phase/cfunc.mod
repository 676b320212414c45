/* The ngspice code model of the phase oscillator: ngspice's numbers to the physics and back. The transient is that of
 * models/phase/codemodel/oscillator.h. docs/phase.md, section 2. */
#include "models/phase/codemodel/oscillator.h"

enum { INPUTS = 4, PATIENCE = 50 }; /* what drives; iterations after which it has no rest */

/* The oscillator outside of transients: at rest, or, where a transient begins, at its start. Where there is no place of
 * rest, ngspice is to go on: it may not have found the voltages yet. */
static void rest(const struct phase *device, const struct oscillator_drive *drive, struct oscillator *now, double *restless,
                 double *mark)
{
    oscillator_start(device, drive, now);
    if (strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
        if (phase_settle(device, drive, &now->phi)) {
            *restless = 0.0;
        } else {
            now->phi = device->phi0;
            cm_analog_not_converged();
            if (++*restless >= PATIENCE) {
                oscillator_refuse("the phase comes to no rest at this input, pump and bias: it turns, or is too close to it; a "
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

void cm_phase(ARGS)
{
    const struct phase device = oscillator_device(mif_private->param);
    const double voltage = PORT_NULL(bias) ? 0.0 : INPUT(bias);
    const struct oscillator_drive drive = {.in_cos = PORT_NULL(in) ? 0.0 : INPUT(in[0]),
                                      .in_sin = PORT_NULL(in) ? 0.0 : INPUT(in[1]),
                                      .pump = PORT_NULL(pump) ? 0.0 : INPUT(pump),
                                      .bias = PORT_NULL(bias) ? device.ibias : voltage / device.rbias};
    if (INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins())) {
        STATIC_VAR(restless) = 0.0;
        oscillator_begin(&device, mif_private, &STATIC_VAR(phi));
    }
    if (isnan(STATIC_VAR(phi))) {
        oscillator_give_nothing(mif_private);
        return;
    }
    struct oscillator *now = cm_analog_get_ptr(OSCILLATOR, 0);
    struct phase_answer answer = {{0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}, {0.0, 0.0}};
    if (ANALYSIS == MIF_AC) {
        if (!phase_small_signal(&device, &drive, now->phi, mif_private->circuit.frequency, &answer)) {
            oscillator_refuse("the phase does not rest in a stable place, and so has no answer to small signals", &STATIC_VAR(phi));
            oscillator_give_nothing(mif_private);
            return;
        }
    } else if (ANALYSIS == MIF_TRAN) {
        oscillator_follow(&device, mif_private, &drive, now);
    } else {
        rest(&device, &drive, now, &STATIC_VAR(restless), &STATIC_VAR(phi));
        if (isnan(STATIC_VAR(phi))) {
            oscillator_give_nothing(mif_private);
            return;
        }
        if (strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
            phase_small_signal(&device, &drive, now->phi, 0.0, &answer);
        }
    }
    pass_on(&device, mif_private, now->expected, &answer);
    oscillator_give(&device, mif_private, now->expected);
    if (!PORT_NULL(bias)) {
        OUTPUT(bias) = voltage / device.rbias;
        PARTIAL(bias, bias) = 1.0 / device.rbias;
        AC_GAIN(bias, bias) = (Mif_Complex_t){1.0 / device.rbias, 0.0};
    }
    STATIC_VAR(phi) = now->phi;
}
