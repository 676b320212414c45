/* Refuses a time point in which a free layer of the code model mtj turned further than `dcos` allows, or elsewhere than
 * the time point was solved for. */
#include "models/mtj/codemodel/junction_state.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            if (ngspice_has_state(here)) {
                const struct magnet *now = (const void *)ngspice_state(ckt, ngspice_state_index(here, MAGNET));
                *step = fmin(*step, now->wanted); /* Eq. (J12) */
            }
        }
    }
    return OK;
}

extern SPICEdev cm_mtj_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_mtj_info, &(struct ngspice_functions){.truncate_step = truncate_step});
}
