/* Refuses a time point in which an oscillator of the code model phase turned further than `dphi` allows, or elsewhere
 * than the time point was solved for. */
#include "models/phase/codemodel/oscillator_state.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, OSCILLATOR, offsetof(struct oscillator, wanted), step);
}

extern SPICEdev cm_phase_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_phase_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
