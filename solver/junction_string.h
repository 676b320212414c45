/* A string of junctions with two states in series behind a resistor: its voltages and rates. Equation numbers are those
 * of docs/telegraph.md. A state of the string is a
 * number whose bit k is set where junction k is parallel. Nothing here allocates, prints or keeps state. */
#ifndef JUNCTION_STRING_H
#define JUNCTION_STRING_H

#include "models/mtj_rate/mtj_rate.h"

enum { STRING_MOST = 4, STRING_STATES = 1 << STRING_MOST };

struct junction_string {
    size_t count;                              /* of junctions, 1 to STRING_MOST */
    const struct mtj_rate_at *at[STRING_MOST]; /* the first is at the supply */
    double resistance;                         /* Ohm */
};

/* What the string has in one state at one voltage of the supply. */
struct string_point {
    double current;              /* A */
    double ln_rate[STRING_MOST]; /* of the rate in 1/s at which each junction leaves its state */
    double slope[STRING_MOST];   /* its derivative with respect to the supply's voltage, 1/V */
};

/* False where Kirchhoff's law has no solution in double precision. Eq. (T1). */
bool junction_string_solve(const struct junction_string *string, unsigned state, double supply,
                           struct string_point *point);

/* The share of time that the string spends in each of its 2^count states at a constant voltage: the stationary solution
 * of the master equation, each to rounding. `rate[s][k]`: at which junction k leaves its state in state s of the
 * string, in any unit. False where rates differ too much for double precision. Eq. (T2). */
bool junction_string_shares(size_t count, double rate[STRING_STATES][STRING_MOST], double share[STRING_STATES]);

/* The linear answer of these shares to a small sine of the supply: answer[s] is the complex amplitude of state s for 1
 * V, whose angle is that to the sine. `slope` as in string_point; `omega` in 1/s, with the rates in 1/s. False as
 * above. */
bool junction_string_answer(size_t count, double rate[STRING_STATES][STRING_MOST],
                            double slope[STRING_STATES][STRING_MOST], const double share[STRING_STATES], double omega,
                            double answer[STRING_STATES][2]);

#endif
