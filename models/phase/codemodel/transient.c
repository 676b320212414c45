/* What ngspice calls for the code models phase and phase_network in place of XSPICE's functions: to refuse a time point
 * in which an oscillator turned further than `dphi` allows, or elsewhere than was predicted; and to leave the
 * derivatives of phase_network out of the matrix. */
#include "models/phase/codemodel/oscillator.h"

#include "models/ngspice/wanted_step.h"

static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    return wanted_step_least(first, ckt, OSCILLATOR,
                             offsetof(struct oscillator, prediction) + offsetof(struct prediction, wanted), step);
}

/* MIFsetup gives the matrix an entry for each output and each input that it knows of. */
static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, IN, false, false);
            ngspice_announce(here, PUMP, false, false);
        }
    }
    return MIFsetup(matrix, first, ckt, states);
}

extern SPICEdev cm_phase_info, cm_phase_network_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_phase_info, &(struct ngspice_functions){.truncate_step = truncate_step});
    ngspice_take_over(&cm_phase_network_info,
                      &(struct ngspice_functions){.set_up = set_up, .truncate_step = truncate_step});
}
