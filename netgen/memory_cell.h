/* A cell of a memory: a junction, alone or with a resistance and a transistor in series. Equation numbers are those of
 * docs/write_errors.md. */
#ifndef MEMORY_CELL_H
#define MEMORY_CELL_H

#include "models/generic_mosfet/generic_mosfet.h"
#include "models/mtj/mtj.h"

/* From the bit line through the resistance and the junction, its free layer first, and through the transistor to the
 * source line. */
struct memory_cell {
    double series; /* Ohm; 0: none */
    struct mtj junction;
    bool has_transistor;
    struct generic_mosfet transistor;
    double gate; /* V above the lower one of the two lines */
};

/* The voltage in V over the junction whose layers have the cosine `cosine`, while the bit line is `volts` above the
 * source line; below 0, the source line is above. Eq. (W2). */
double memory_cell_voltage(const struct memory_cell *cell, double volts, double cosine);

/* Whether the torque on the junction follows its state, at constant voltages of the lines. */
static inline bool memory_cell_follows(const struct memory_cell *cell)
{
    return cell->has_transistor || cell->series > 0.0 || cell->junction.torque != MTJ_BY_VOLTAGE;
}

#endif
