/* A meter beside the devices: the energy of a power that a deck gives as a voltage, 1 V for 1 W. It integrates by the
 * trapezoid rule over ngspice's time points, Eq. (18), draws no current and asks for no time points. ngspice's
 * integrals are of first order at a code model's breakpoints, and its .meas lines cannot end an integral at a moment
 * that another one found. */
#include <ngspice/cm.h>

struct meter {
    double power, energy; /* W, J */
};

enum { METER = 0 };

void cm_dwmtj_energy(ARGS)
{
    if (INIT) {
        cm_analog_alloc(METER, sizeof(struct meter));
    }
    struct meter *now = cm_analog_get_ptr(METER, 0);
    *now = (struct meter){0.0, 0.0};
    for (int i = 0; i < PORT_SIZE(power); i++) {
        now->power += INPUT(power[i]);
    }
    if (ANALYSIS == MIF_TRAN) {
        const struct meter *before = cm_analog_get_ptr(METER, 1);
        now->energy = before->energy + 0.5 * (before->power + now->power) * (T(0) - T(1)); /* Eq. (18) */
    }
    STATIC_VAR(energy) = now->energy;
}
