/* Many devices dwmtj_network whose tracks are in parallel, such as the axons of a neuron, with a list of junctions. Where
 * they are equal their walls move alike, and one is computed for all; parameters that end in _each are lists with a value
 * for each junction. Their place `x` and velocity `v` are those of the first wall, `motion` the speed of all walls that
 * are computed. */
#include "models/dwmtj/codemodel/network_model.h"

void cm_dwmtj_axons(ARGS)
{
    network_model_hold(mif_private, "dwmtj_axons", &STATIC_VAR(x), &STATIC_VAR(v));
}
