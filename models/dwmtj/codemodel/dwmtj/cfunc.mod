/* The ngspice code model of the DW-MTJ: ngspice's numbers to the physics and back.
 *
 * Ports: `track` senses the voltage from dwin to dwout (the track's resistance is an ordinary resistor beside the code
 * model, see the subcircuit in dwmtj.lib); `junction` conducts from mtjin to mtjout. */
#include "models/dwmtj/codemodel/evaluate.h"

void cm_dwmtj(ARGS)
{
    struct profile none = {0};
    struct evaluation e = {.x = &STATIC_VAR(x), .v = &STATIC_VAR(v)};
    evaluate(mif_private, &none, (struct voltages){INPUT(track), INPUT(junction)}, &e);
    if (ANALYSIS == MIF_AC) {
        AC_GAIN(junction, junction) = e.ac_junction;
        AC_GAIN(junction, track) = e.ac_track;
        return;
    }
    OUTPUT(junction) = e.current;
    PARTIAL(junction, junction) = e.conductance;
    PARTIAL(junction, track) = e.coupling;
}
