/* What logic of nanomagnets does in each row of its truth table: states of lowest energy, and runs of the clock. */
#ifndef NML_TABLE_H
#define NML_TABLE_H

#include "netgen/nml.h"

enum { NML_MOST_FALLS = 20, NML_MOST_ROWS = 1 << NML_MOST_INPUTS };

/* What is asked. */
struct nml_trials {
    struct nml_clock clock;      /* whose `fall` is replaced by each of these */
    size_t falls;                /* at least 1 */
    double fall[NML_MOST_FALLS]; /* s, ascending */
    double kelvin;
    size_t trials; /* with noise, for each row and fall; 0: none */
    unsigned long seed;
};

struct nml_row {
    unsigned right;                 /* outputs: what the circuit is for, or those of lowest energy */
    unsigned lowest;                /* outputs in the state of lowest energy */
    double energy;                  /* of that state, J */
    double margin;                  /* what the lowest state with an output wrong has more, J; NAN without outputs */
    bool proven;                    /* no state is lower */
    bool margin_proven;             /* the states that the margin is between are the lowest of their kinds */
    bool decided;                   /* other outputs need more energy than those of the lowest state */
    bool judged;                    /* there are right outputs: decided, or known from what the circuit is for */
    signed char state[NML_MOST];    /* that of lowest energy */
    unsigned quiet[NML_MOST_FALLS]; /* outputs of a run without noise */
    size_t wrong[NML_MOST_FALLS];   /* trials with noise that had another output than `right`; 0 where not judged */
};

struct nml_table {
    size_t rows;
    struct nml_row *row; /* [rows] */
};

/* A margin of less than this times k_B T, or than rounding, decides nothing. */
#define NML_LEAST_MARGIN 1e-4

/* Fills `table`, to be cleared. Where the lowest states cannot be proven, they are the lowest that were found: no state
 * of the same row that was found on the way to its margin is lower, and rows with opposite inputs have opposite states
 * where no magnet is held in one state. A margin is below 0 only where the circuit does not do what it is for. Without
 * outputs there are no runs. STATUS_SYSTEM where memory is short. */
enum status nml_table_make(const struct nml *nml, const struct nml_trials *trials, struct nml_table *table,
                           struct diagnostic *diagnostic);
void nml_table_clear(struct nml_table *table);

/* Rows with right outputs; those of them that a run without noise at `fall` has wrong, and errors of all their trials
 * with noise. */
size_t nml_table_judged(const struct nml_table *table);
size_t nml_table_quiet_errors(const struct nml_table *table, size_t fall);
size_t nml_table_errors(const struct nml_table *table, size_t fall);

#endif
