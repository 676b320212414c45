/* A junction's resistances and switching voltages from a loop of resistance against voltage. */
#ifndef LOOP_H
#define LOOP_H

#include "models/fit/junction_table.h"

enum { LOOP_RP, LOOP_RAP, LOOP_VHALF, LOOP_UNKNOWNS };

/* The voltage at which a junction left a state: the mean of all times in the loop. */
struct loop_switch {
    size_t count;        /* times; 0: it never did */
    double volts, error; /* the scatter, and the steps of the voltage in which each time lies */
};

struct loop_fit {
    /* Given. */
    double value[LOOP_UNKNOWNS]; /* R_P, R_AP (Ohm), V_half (V; 0: none); what is known; returned: all */
    bool known[LOOP_UNKNOWNS];
    double start[LOOP_UNKNOWNS]; /* where to start; 0: from the data */
    /* Returned. */
    double error[LOOP_UNKNOWNS]; /* standard errors; 0 where known */
    double tmr, tmr_error;       /* R_AP/R_P - 1 */
    double correlation;          /* of the two estimates correlated most */
    size_t correlated[2];        /* which these are */
    size_t parallel, antiparallel;
    size_t open;                /* rows of which the resistance does not tell the state; not used */
    bool estimated;             /* the file has no errors: they are the scatter around the curves */
    double scatter;             /* that scatter, in the unit of the value */
    double chi_squared, chance; /* as for struct fit; no chance where errors are estimated */
    size_t freedom;
    bool converged;
    struct loop_switch to_parallel, to_antiparallel;
    bool reversed;                   /* a positive voltage favours the antiparallel state */
    double critical, critical_error; /* V_c, half the width of the loop, V; 0 without a switch each way */
    double offset, offset_error;     /* of the drive i in (R1), from a field: H/H_k */
};

/* Fits `fit` to a loop. Which state a row is in follows from its column, or from which of the two curves it is nearer.
 * Eqs. (25a) of docs/model.md, (R1). STATUS_INPUT where the rows do not determine what is sought, or their states are
 * not to be told; STATUS_SYSTEM where memory is short. */
enum status loop_fit_run(const struct junction_table *table, struct loop_fit *fit, struct diagnostic *diagnostic);

#endif
