/* The device for large circuits: the circuit is solved for the wall as it was expected from the time points before,
 * so that the junction does not couple to the track in the matrix. Here the wall is held at xinit, outside of transients;
 * what it does to the circuit is in models/dwmtj/codemodel/transient.c. The third port, `motion`, may be `null`: it draws
 * the wall's speed as a current, 1 A for 1 m/s, so that a deck can measure when walls rest. */
#include "models/dwmtj/codemodel/network_model.h"

void cm_dwmtj_network(ARGS)
{
    network_model_hold(mif_private, "dwmtj_network", &STATIC_VAR(x), &STATIC_VAR(v));
}
