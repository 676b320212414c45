/* The same device as dwmtj with a leak that depends on the place: the parameter vleak_table. A separate model,
 * since ngspice has no optional lists. */
#include "models/dwmtj/codemodel/evaluate.h"

void cm_dwmtj_profile(ARGS)
{
    struct profile profile = {.speed = &mif_private->param[DWMTJ_PARAMETERS]->element[0].rvalue,
                              .entries = (size_t)PARAM_SIZE(vleak_table),
                              .stride = sizeof(Mif_Value_t) / sizeof(double)};
    struct evaluation e = {.x = &STATIC_VAR(x), .v = &STATIC_VAR(v)};
    evaluate(mif_private, &profile, (struct voltages){INPUT(track), INPUT(junction)}, &e);
    if (ANALYSIS == MIF_AC) {
        AC_GAIN(junction, junction) = e.ac_junction;
        AC_GAIN(junction, track) = e.ac_track;
        return;
    }
    OUTPUT(junction) = e.current;
    PARTIAL(junction, junction) = e.conductance;
    PARTIAL(junction, track) = e.coupling;
}
