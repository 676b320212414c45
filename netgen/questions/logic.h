/* Logic as couplings of spins: gates whose states of least energy are the rows of their truth tables, and circuits of
 * them, which share spins and add their energies. docs/boltzmann.md. */
#ifndef LOGIC_H
#define LOGIC_H

#include "base/status.h"
#include "netgen/questions/spins.h"

#include <stdbool.h>
#include <stddef.h>

/* A gate is an equation sum_i a_i b_i = c_0 of its bits, or with one bit of freedom. With s = 2 b - 1 its energy is
 *
 *     (B10)  E = (sum_i a_i s_i + k)^2/2 - (sum_i a_i^2 + k^2)/2,   J_ij = -a_i a_j,   h_i = -k a_i
 */
enum { LOGIC_GATE_SPINS = 5 }; /* of the largest gate */
struct logic_gate {
    const char *name;
    size_t count;
    double a[LOGIC_GATE_SPINS], k;
};

enum logic_gate_number {
    LOGIC_AND,        /* A, B, C: C = A and B; A + B - 2 C is 0 or 1 */
    LOGIC_HALF_ADDER, /* A, B, S, C: A + B = S + 2 C */
    LOGIC_FULL_ADDER, /* A, B, Cin, S, Cout: A + B + Cin = S + 2 Cout */
    LOGIC_GATES
};

extern const struct logic_gate logic_gates[LOGIC_GATES];

/* The spins of one gate, in its order. STATUS_SYSTEM where memory is short; then *spins is empty. */
enum status logic_of_gate(enum logic_gate_number gate, struct spins *spins, struct diagnostic *diagnostic);

/* The greatest number to factor: its factors then have at most 20 bits in all. */
enum { LOGIC_GREATEST_PRODUCT = 16383 };

/* How many bits the factors p <= q of `product`, from 4 on, may have: those of its root, and one less than its own, so
 * that 1 is no factor. */
void logic_factor_bits(unsigned long product, size_t *p, size_t *q);

/* A multiplier of p and q bits whose energy is least where the product of the factors is any; spins 0 to p - 1 are the
 * bits of the first factor, the highest first, the next q those of the second, and spin[count] are the spins of the
 * bits of the product, the lowest first, of which there are at most LOGIC_MOST_OUTPUTS. Errors as above. */
enum { LOGIC_MOST_OUTPUTS = 32 };
struct logic_outputs {
    size_t count, spin[LOGIC_MOST_OUTPUTS];
};
enum status logic_of_multiplier(size_t p, size_t q, struct spins *spins, struct logic_outputs *outputs,
                                struct diagnostic *diagnostic);

/* Adds the field to `field`[] that holds spin `i` at `up`, or down, as a rail does that has a resistor to it: against
 * all couplings and the field that is there, the spin is turned once in 5 x 10^8 draws at `beta`. Call it once for
 * a spin. */
void logic_hold(const struct spins *spins, double *field, size_t i, bool up, double beta);

#endif
