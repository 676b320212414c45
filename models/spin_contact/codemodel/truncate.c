/* Refuses a time point in which a magnet of the code model spin_contact turned further than `dm` allows, or elsewhere
 * than the time point was solved for. */
#include "models/spin_contact/codemodel/contact_state.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, MAGNET, offsetof(struct magnet, wanted), step); /* Eq. (S7) */
}

extern SPICEdev cm_spin_contact_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_spin_contact_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
