/* What the two halves of the code model dwmtj_network share: its XSPICE function, and transient.c. */
#ifndef TRANSIENT_H
#define TRANSIENT_H

#include "models/dwmtj/codemodel/wall.h"

enum { TRACK = 0, JUNCTION = 1, MOTION = 2 }; /* the ports, in the order of its ifspec.ifs */

/* The voltage from dwin to dwout, V. XSPICE does not know this port as an input, see transient.c. */
static inline double transient_track_voltage(const Mif_Private_t *mif)
{
    const Mif_Smp_Ptr_t *nodes = &mif->conn[TRACK]->port[0]->smp_data;
    const double *voltage = cm_get_circuit()->CKTrhsOld;
    return voltage[nodes->pos_node] - voltage[nodes->neg_node];
}

/* prepare for this model: refuses what it leaves out. */
static inline bool transient_prepare(const Mif_Private_t *mif, struct dwmtj *device, double *x)
{
    const struct profile none = {0};
    if (!prepare(mif, &none, device, x)) {
        return false;
    }
    if (dynamics_on(device, &none)) {
        refuse("dwmtj_network has no walls with an angle: where alpha is above 0, use dwmtj", x);
    } else if (strcmp(analysis_name(), "AC Analysis") == 0) {
        refuse("dwmtj_network has no answer to small signals: use dwmtj", x);
    } else if (strcmp(analysis_name(), "Transfer Function") == 0 && !mif->conn[MOTION]->is_null) {
        refuse("dwmtj_network has no transfer function to `motion`: make it null, or use dwmtj_watched", x);
    }
    return !isnan(*x);
}

#endif
