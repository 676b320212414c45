/* The code model phase for the transients of large networks. In a transient a time point is solved for given phases, so
 * no output depends on an input of its device in the same solution. Here the matrix has no entries for such derivatives,
 * which are all 0; with them its factors would couple every oscillator with every other. Other analyses need them. */
#include "models/phase/codemodel/oscillator.h"

/* The voltage at a port that XSPICE does not know as an input (transient.c): 0 where it was left out, and in the first
 * evaluation of an operating point, before which there is none. */
static double sensed(const Mif_Private_t *mif, int port, int k)
{
    const CKTcircuit *ckt = cm_get_circuit();
    int node[2];
    if (ngspice_port_is_null(mif->conn, port) || ngspice_analysis_begins()) {
        return 0.0;
    }
    ngspice_nodes(mif->conn, port, k, node);
    return ngspice_voltages(ckt)[node[0]] - ngspice_voltages(ckt)[node[1]];
}

void cm_phase_network(ARGS)
{
    const struct phase device = oscillator_device(mif_private->param);
    const bool begins = INIT || (mif_private->circuit.anal_init && ngspice_analysis_begins());
    const double voltage = PORT_NULL(bias) ? 0.0 : INPUT(bias);
    if (begins) {
        oscillator_begin(&device, mif_private, &STATIC_VAR(phi));
    }
    if (begins && !isnan(STATIC_VAR(phi)) && strcmp(ngspice_analysis(), "Transient Analysis") != 0) {
        oscillator_refuse("phase_network is for transients alone: for other analyses use phase", &STATIC_VAR(phi));
    }
    if (isnan(STATIC_VAR(phi))) {
        oscillator_give_nothing(mif_private);
        return;
    }
    const struct oscillator_drive drive = {.in_cos = sensed(mif_private, IN, 0),
                                           .in_sin = sensed(mif_private, IN, 1),
                                           .pump = sensed(mif_private, PUMP, 0),
                                           .bias = PORT_NULL(bias) ? device.ibias : voltage / device.rbias};
    struct oscillator *now = cm_analog_get_ptr(OSCILLATOR, 0);
    if (ANALYSIS == MIF_TRAN) {
        oscillator_follow(&device, mif_private, &drive, now);
    } else {
        oscillator_start(&device, &drive, now);
    }
    oscillator_give(&device, mif_private, now->expected);
    if (!PORT_NULL(bias)) {
        OUTPUT(bias) = voltage / device.rbias;
        PARTIAL(bias, bias) = 1.0 / device.rbias;
    }
    STATIC_VAR(phi) = now->phi;
}
