/* The ports and parameters of the code model dipoles, for its function and for dipoles.c. */
#ifndef DIPOLES_MODEL_H
#define DIPOLES_MODEL_H

#include "models/ngspice/analysis.h"
#include "models/ngspice/refuse.h"

enum { DIPOLES_M, DIPOLES_H }; /* ports, in the order of the interface file */
enum { DIPOLES_PLACES, DIPOLES_MOMENTS, DIPOLES_FACTORS, DIPOLES_TENSORS, DIPOLES_FOLLOW }; /* parameters, likewise */

#endif
