#include "netgen/memory_cell.h"

#include <math.h>

enum { BITS = 60 }; /* of a bisection */

/* The voltage over the junction where `volts` are over it and the resistance. */
static double behind_resistance(const struct memory_cell *cell, double volts, double cosine)
{
    double low = 0.0, high = 1.0, ignored, slope; /* shares of `volts` */
    if (cell->series == 0.0) {
        return volts;
    }
    for (int bits = 0; bits < BITS; bits++) { /* the current has the sign of the voltage, and grows with it */
        double middle = 0.5 * (low + high), v = middle * volts;
        double sum = v + cell->series * mtj_current(&cell->junction, cosine, v, &ignored, &slope);
        *(fabs(sum) > fabs(volts) ? &high : &low) = middle;
    }
    return 0.5 * (low + high) * volts;
}

/* How much more current the transistor would carry than the junction, where the node between them is `node` (V) above
 * the lower line. Grows with `node` where the bit line is above, and falls where the source line is. */
static double difference(const struct memory_cell *cell, double volts, double cosine, double node)
{
    const bool bit_is_above = volts >= 0.0;
    double ignored, slope, v = behind_resistance(cell, bit_is_above ? volts - node : -node, cosine);
    double junction = mtj_current(&cell->junction, cosine, v, &ignored, &slope);
    if (bit_is_above) { /* the transistor's source is the source line */
        return generic_mosfet_current(&cell->transistor, cell->gate, node) - junction;
    }
    return generic_mosfet_current(&cell->transistor, cell->gate - node, -volts - node) + junction; /* it is the node */
}

double memory_cell_voltage(const struct memory_cell *cell, double volts, double cosine)
{
    if (!cell->has_transistor) {
        return behind_resistance(cell, volts, cosine);
    }
    double low = 0.0, high = fabs(volts);
    for (int bits = 0; bits < BITS; bits++) { /* one of the currents grows, the other falls; Eq. (W2) */
        double middle = 0.5 * (low + high);
        *((difference(cell, volts, cosine, middle) > 0.0) == (volts >= 0.0) ? &high : &low) = middle;
    }
    double node = 0.5 * (low + high);
    return behind_resistance(cell, volts >= 0.0 ? volts - node : -node, cosine);
}
