/* The places of the code model dipoles in the matrix: one for each field and each moment where its magnets settle
 * outside of transients, and else none. In a transient the moments of a time point are known before its fields, so the
 * fields are currents on the right side, and the matrix of N magnets has some 20 N entries in place of 9 N^2. */
#include "models/nanomagnet/codemodel/dipoles_model.h"

static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        const Mif_Param_Data_t *follow = model->param[DIPOLES_FOLLOW];
        const bool has_entries = ngspice_list_size(follow) > 0 && ngspice_list_value(follow, 0) != 0.0;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, DIPOLES_M, has_entries, false);
        }
    }
    return MIFsetup(matrix, first, ckt, states);
}

extern SPICEdev cm_dipoles_info;

__attribute__((constructor)) static void take_over(void)
{
    ngspice_take_over(&cm_dipoles_info, &(struct ngspice_functions){.set_up = set_up});
}
