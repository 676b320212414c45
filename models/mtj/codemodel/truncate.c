/* Refuses a time point in which a free layer of the code model mtj turned further than `dcos` allows, or elsewhere than
 * the time point was solved for. */
#include "models/mtj/codemodel/junction_state.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, MAGNET, offsetof(struct magnet, wanted), step); /* Eq. (J12) */
}

extern SPICEdev cm_mtj_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_mtj_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
