/* The energies of magnets that are stiff along their axes: a state s_i = +1 or -1 each, and
 *
 *     (I1)  E = sum_{i<j} J_ij s_i s_j,   J_ij: Eq. (N2) with m_i = s_i e_i
 *
 * docs/ice.md has the equations. */
#ifndef ISLAND_COUPLINGS_H
#define ISLAND_COUPLINGS_H

#include "netgen/islands.h"

#include <stdint.h>

struct island_couplings {
    size_t count;    /* of magnets */
    size_t *first;   /* [count + 1] the couplings of magnet i are first[i] to first[i + 1] - 1 */
    uint32_t *other; /* of each coupling: the other magnet */
    double *energy;  /* of each coupling: J_ij, J */
};

/* The couplings of all pairs that are at most `cutoff` (m) apart, INFINITY for all. STATUS_SYSTEM where memory is
 * short; then *couplings is NULL. */
enum status island_couplings_new(const struct islands *islands, double cutoff, struct island_couplings **couplings,
                                 struct diagnostic *diagnostic);
void island_couplings_free(struct island_couplings *couplings); /* takes NULL */

/* What the others do to magnet `i`: sum_j J_ij s_j, J. A flip changes the energy by -2 s_i times that. */
double island_couplings_field(const struct island_couplings *couplings, const signed char *s, size_t i);

/* The energy of a state, J. Eq. (I1). */
double island_couplings_energy(const struct island_couplings *couplings, const signed char *s);

#endif
