/* The same device as dwmtj with a third port, `motion`: it draws the wall's speed as a current, 1 A for 1 m/s, so that a
 * deck can measure when walls rest. A separate model, since an unused port costs time in each device. */
#include "models/dwmtj/codemodel/evaluate.h"

void cm_dwmtj_watched(ARGS)
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
    OUTPUT(motion) = -e.speed; /* out of the port */
    PARTIAL(motion, track) = -e.speed_slope;
}
