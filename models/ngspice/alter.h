/* `altermod`, for all code models. */
#ifndef ALTER_H
#define ALTER_H

#include "models/ngspice/ngspice_internals.h"

/* What ngspice calls to set parameter `index` of a model, for every code model that has no function of its own: sets
 * it, and gives each device of the model another first call. */
int alter_set_parameter(int index, IFvalue *value, GENmodel *model);

#endif
