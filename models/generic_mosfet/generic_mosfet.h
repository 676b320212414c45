/* The generic MOSFET: Shichman and Hodges' equations with round numbers of ours, which describe no foundry's
 * transistor. In ngspice it is the level 1 that ngspice has. Equation numbers are those of docs/mosfet.md. Nothing here
 * allocates, prints or keeps state. */
#ifndef GENERIC_MOSFET_H
#define GENERIC_MOSFET_H

#include "models/parameters.h"

/* One transistor's parameters, each field as the table in parameters.def says. */
struct generic_mosfet {
#define PARAMETER(name, ...) double name;
#include "models/generic_mosfet/parameters.def"
#undef PARAMETER
};

enum {
#define PARAMETER(name, ...) GENERIC_MOSFET_##name,
#include "models/generic_mosfet/parameters.def"
#undef PARAMETER
    GENERIC_MOSFET_PARAMETERS
};

extern const struct parameter_table generic_mosfet_table;

/* The current in A from drain to source of an n-channel transistor whose gate is `vgs` and whose drain is `vds` (V)
 * above its source, of either sign. That of a p-channel transistor is -generic_mosfet_current(device, -vgs, -vds). Eqs.
 * (G1), (G2). */
double generic_mosfet_current(const struct generic_mosfet *device, double vgs, double vds);

#endif
