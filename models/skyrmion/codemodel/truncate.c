/* Refuses a time point in which a skyrmion of the code model went further than it may, or elsewhere than the time point
 * was solved for. */
#include "models/skyrmion/codemodel/skyrmion_state.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, PLACE, offsetof(struct place, wanted), step);
}

extern SPICEdev cm_skyrmion_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_skyrmion_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
