/* `altermod`, for all code models. */
#ifndef ALTER_H
#define ALTER_H

#include "models/ngspice/ngspice_internals.h"

/* What ngspice calls to set parameter `index` of a model, for every code model without another function for it: sets
 * it, and calls each device of the model as for the first time. */
int alter_set_parameter(int index, IFvalue *value, GENmodel *model);

#endif
