/* The same device as dwmtj with the resistor of its track, as `m` of them in parallel: the code model of the subcircuit
 * in dwmtj.lib. The resistor is in models/dwmtj/codemodel/track.c. A separate model, since in large circuits fewer and plainer
 * resistors are faster. All m have the same voltages, and so the same wall. */
#include "models/dwmtj/codemodel/evaluate.h"

/* The parameter m of this model. False, with the reason in `why` (`size` bytes), where it makes no device. */
static bool multiplicity_is_sound(double m, double noise, char *why, size_t size)
{
    const double most = DWMTJ_MOST_PARALLEL;
    if (!parameter_within(m, 1.0 / most, most)) {
        snprintf(why, size, "parameter m = %.12g, the number of devices in parallel, is out of its limits, %g to %g", m,
                 1.0 / most, most);
        return false;
    }
    if (noise != 0.0 && !parameter_within(m, 1.0, 1.0)) {
        snprintf(why, size, "parameter m = %.12g with noise; expected 1, since each device has a different path", m);
        return false;
    }
    return true;
}

void cm_dwmtj_whole(ARGS)
{
    struct profile none = {0};
    struct evaluation e = {.x = &STATIC_VAR(x), .v = &STATIC_VAR(v)};
    const double m = ngspice_parameter(mif_private->param, DWMTJ_PARAMETERS);
    char why[MESSAGE_SIZE / 2];
    evaluate(mif_private, &none, (struct voltages){INPUT(track), INPUT(junction)}, &e);
    if (INIT && !isnan(STATIC_VAR(x)) && !multiplicity_is_sound(m, PARAM(noise), why, sizeof why)) {
        refuse_device(why, &STATIC_VAR(x));
        cm_analog_not_converged();
        e.current = NAN;
    }
    if (ANALYSIS == MIF_AC) {
        AC_GAIN(junction, junction) = (Mif_Complex_t){m * e.ac_junction.real, m * e.ac_junction.imag};
        AC_GAIN(junction, track) = (Mif_Complex_t){m * e.ac_track.real, m * e.ac_track.imag};
        return;
    }
    OUTPUT(junction) = m * e.current;
    PARTIAL(junction, junction) = m * e.conductance;
    PARTIAL(junction, track) = m * e.coupling;
}
