/* `altermod` may set a parameter while a transient is halted. XSPICE then goes on without a word to the code model;
 * here each device of the model gets another first call, in which it checks its parameters. Its state stays. */
#include "models/ngspice/alter.h"

#include <ngspice/devdefs.h>
#include <ngspice/mifdefs.h>
#include <ngspice/mifproto.h>

int alter_set_parameter(int index, IFvalue *value, GENmodel *model)
{
    for (MIFinstance *here = MIFinstances((MIFmodel *)model); here; here = MIFnextInstance(here)) {
        here->initialized = MIF_FALSE;
    }
    return MIFmParam(index, value, model);
}

/* All code models of this file: ngspice's dlmain.c has the list. */
extern SPICEdev *cmDEVices[];
extern int cmDEVicesCNT;

__attribute__((constructor)) static void take_over(void)
{
    for (int i = 0; i < cmDEVicesCNT; i++) {
        if (cmDEVices[i]->DEVmodParam == MIFmParam) {
            cmDEVices[i]->DEVmodParam = alter_set_parameter;
        }
    }
}
