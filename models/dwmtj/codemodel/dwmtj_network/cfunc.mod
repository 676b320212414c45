/* The same device for large circuits: the circuit is solved for the wall as it was expected from the time points before,
 * so that the junction does not couple to the track in the matrix. Here is all but its transient, the wall at xinit;
 * that is in models/dwmtj/codemodel/transient.c. The third port, `motion`, may be `null`: it draws the wall's speed as a current,
 * 1 A for 1 m/s, so that a deck can measure when walls rest. */
#include "models/dwmtj/codemodel/network_model.h"

void cm_dwmtj_network(ARGS)
{
    struct dwmtj device;
    if (!network_model_prepare(mif_private, &device, &STATIC_VAR(x))) {
        cm_analog_not_converged();
        OUTPUT(junction) = PARTIAL(junction, junction) = NAN;
        return;
    }
    struct wall *wall = cm_analog_get_ptr(WALL, 0);
    double v = dwmtj_velocity(&device, network_model_track_voltage(mif_private) / device.rm);
    *wall = (struct wall){.x = device.xinit, .v = v, .rate = 0.0};
    STATIC_VAR(x) = wall->x;
    STATIC_VAR(v) = dwmtj_motion(&device, wall->x, v);
    OUTPUT(junction) = conduct(&device, wall->x, INPUT(junction), &PARTIAL(junction, junction));
    if (!PORT_NULL(motion)) {
        OUTPUT(motion) = -fabs(STATIC_VAR(v)); /* out of the port */
    }
}
