#include "solver/memory_cell.h"

/* How much more current the transistor would carry than the junction, where the node between them is `node` (V) above
 * the lower line. Grows with `node` where the bit line is above, and falls where the source line is. */
static double difference(const struct memory_cell *cell, double volts, double cosine, double node)
{
    double ignored, slope;
    if (volts >= 0.0) { /* the transistor's source is the source line */
        return generic_mosfet_current(&cell->transistor, cell->gate, node) -
               mtj_current(&cell->junction, cosine, volts - node, &ignored, &slope);
    }
    return generic_mosfet_current(&cell->transistor, cell->gate - node, -volts - node) +
           mtj_current(&cell->junction, cosine, -node, &ignored, &slope); /* its source is the node */
}

double memory_cell_voltage(const struct memory_cell *cell, double volts, double cosine)
{
    if (!cell->has_transistor) {
        return volts;
    }
    double low = 0.0, high = volts >= 0.0 ? volts : -volts;
    for (int bits = 0; bits < 60; bits++) { /* by bisection: one of the currents grows, the other falls; Eq. (W2) */
        double middle = 0.5 * (low + high);
        *((difference(cell, volts, cosine, middle) > 0.0) == (volts >= 0.0) ? &high : &low) = middle;
    }
    double node = 0.5 * (low + high);
    return volts >= 0.0 ? volts - node : -node;
}
