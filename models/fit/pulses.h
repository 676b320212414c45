/* A junction's barrier, critical voltage and rate from how often pulses switched it. */
#ifndef PULSES_H
#define PULSES_H

#include "models/fit/junction_table.h"

enum { PULSES_DELTA, PULSES_VC, PULSES_TIME, PULSES_UNKNOWNS };

struct pulses_fit {
    /* Given. */
    bool attempts;   /* Arrhenius's law with f0, Eq. (R2), and not the exact rates of a macrospin, (R10) */
    double exponent; /* n of (R2) */
    double
        value[PULSES_UNKNOWNS]; /* Delta at 27 C, V_c in V, and tau_D in s or 1/f0 in s; what is known; returned: all */
    bool known[PULSES_UNKNOWNS];
    double start[PULSES_UNKNOWNS]; /* where to start; 0: from the data */
    /* Returned. */
    double error[PULSES_UNKNOWNS]; /* standard errors; of the time: that of its logarithm, times it; 0 where known */
    double correlation;            /* of the two estimates correlated most */
    size_t correlated[2];          /* which these are */
    double deviance;               /* -2 ln of the likelihood over that of the shares themselves */
    double expected, spread;       /* mean and standard deviation of it where the law is right */
    double chance;                 /* that chance alone makes it as large */
    size_t freedom;
    size_t beyond; /* rows with a drive beyond 1 - 2/sqrt(Delta), where times are not exponential, Eq. (R3) */
    bool negative; /* all voltages are, which was taken for their direction */
    bool converged;
};

/* The chance that a junction with these values is in its other state after a pulse; *stay: that it is not. Eqs. (R1) to
 * (R4), from the two rates at the voltage `volts` that pushes it there, and the length of the pulse (s). */
double pulses_predict(const struct pulses_fit *fit, double volts, double length, double *stay);

/* Fits `fit` to pulses on a junction at 27 C by the greatest likelihood; trials are independent. STATUS_INPUT where the
 * rows do not determine what is sought, or their voltages have both signs; STATUS_SYSTEM where memory is short. */
enum status pulses_fit_run(const struct junction_table *table, struct pulses_fit *fit, struct diagnostic *diagnostic);

#endif
