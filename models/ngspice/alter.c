/* `altermod` may set a parameter while a transient is halted. XSPICE then continues without informing the code
 * model; here each device of the model is called as for the first time, and checks its parameters. Its state stays. */
#include "models/ngspice/alter.h"

int alter_set_parameter(int index, IFvalue *value, GENmodel *model)
{
    for (MIFinstance *here = MIFinstances((MIFmodel *)model); here; here = MIFnextInstance(here)) {
        ngspice_call_anew(here);
    }
    return MIFmParam(index, value, model);
}

__attribute__((constructor)) static void take_over(void)
{
    for (int i = 0; i < cmDEVicesCNT; i++) {
        if (ngspice_sets_parameters(cmDEVices[i])) {
            ngspice_take_over(cmDEVices[i], &(struct ngspice_functions){.set_parameter = alter_set_parameter});
        }
    }
}
