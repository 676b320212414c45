/* Refuses a time point in which an oscillator of the code model stno went further than `dphi` allows, or elsewhere than
 * was predicted. */
#include "models/stno/codemodel/stno_state.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, OSCILLATION,
                             offsetof(struct oscillation, prediction) + offsetof(struct prediction, wanted), step);
}

extern SPICEdev cm_stno_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_stno_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
