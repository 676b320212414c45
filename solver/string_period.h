/* The rates of a string of junctions and its power over one period of its supply, for each of its states. */
#ifndef STRING_PERIOD_H
#define STRING_PERIOD_H

#include "base/status.h"
#include "netgen/ensemble.h"
#include "solver/junction_string.h"
#include "solver/periodic_rate.h"

struct string_period {
    double period; /* s; of a constant supply the whole run */
    size_t pieces;
    bool known[STRING_STATES]; /* computed when the string first comes to the state */
    struct periodic_rate rate[STRING_STATES][STRING_MOST];
    double *power[STRING_STATES];  /* [pieces + 1] of the supply at the ends of the pieces, W */
    double *energy[STRING_STATES]; /* [pieces + 1] from the beginning of the period, J */
    double *memory;
};

/* Room for strings of the ensemble. STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status string_period_make(struct string_period *period, const struct ensemble *ensemble, size_t pieces,
                               struct diagnostic *diagnostic);
void string_period_clear(struct string_period *period);

/* Forgets all states: another string has its turn. */
void string_period_forget(struct string_period *period);

/* Computes what `string` has in `state`. STATUS_INPUT where its voltages cannot be computed. */
enum status string_period_know(struct string_period *period, const struct ensemble *ensemble,
                               const struct junction_string *string, unsigned state, struct diagnostic *diagnostic);

/* The energy of the supply over `h` (s) from the time `t` (s) on in a known state, J. Its power is taken as linear in
 * each piece. */
double string_period_energy(const struct string_period *period, unsigned state, double t, double h);

#endif
