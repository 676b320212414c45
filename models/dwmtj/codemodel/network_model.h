/* What the parts of the code model dwmtj_network share: its XSPICE function, circuit.h and transient.c. */
#ifndef NETWORK_MODEL_H
#define NETWORK_MODEL_H

#include "models/dwmtj/codemodel/wall.h"

enum { TRACK = 0, JUNCTION = 1, MOTION = 2 }; /* the ports, in the order of its ifspec.ifs */

/* The voltage from dwin to dwout, V. XSPICE does not know this port as an input, see transient.c. */
static inline double network_model_track_voltage(const Mif_Private_t *mif)
{
    const double *voltage = ngspice_voltages(cm_get_circuit());
    int node[2];
    ngspice_nodes(mif->conn, TRACK, node);
    return voltage[node[0]] - voltage[node[1]];
}

/* prepare for this model: refuses what it leaves out. */
static inline bool network_model_prepare(const Mif_Private_t *mif, struct dwmtj *device, double *x)
{
    const struct profile none = {0};
    if (!prepare(mif, &none, device, x)) {
        return false;
    }
    if (dynamics_on(device, &none)) {
        refuse("dwmtj_network has no walls with an angle: where alpha is above 0, use dwmtj", x);
    } else if (strcmp(ngspice_analysis(), "AC Analysis") == 0) {
        refuse("dwmtj_network has no answer to small signals: use dwmtj", x);
    } else if (strcmp(ngspice_analysis(), "Transfer Function") == 0 && !ngspice_port_is_null(mif->conn, MOTION)) {
        refuse("dwmtj_network has no transfer function to `motion`: make it null, or use dwmtj_watched", x);
    }
    return !isnan(*x);
}

#endif
