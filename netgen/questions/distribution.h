/* The answer of a question about probabilities: how often a run saw which state of the variables that the question is
 * about, beside Boltzmann's law. docs/boltzmann.md. */
#ifndef DISTRIBUTION_H
#define DISTRIBUTION_H

#include "base/status.h"
#include "netgen/questions/variables.h"

#include <stdbool.h>
#include <stddef.h>

struct network;

/* The greatest number of neurons whose states are enumerated for the exact law. */
enum { DISTRIBUTION_MOST_NEURONS = 20 };

struct distribution {
    struct variables variables;
    size_t states;  /* 2^variables.count */
    size_t seen;    /* of these, in the run */
    double beta;    /* of the whole run, in units in which energies are those of the question */
    double *share;  /* [states] of the time */
    double *error;  /* [states] its standard error, from parts of the run */
    double *exact;  /* [states] by Boltzmann's law, Eq. (B5); NULL beyond DISTRIBUTION_MOST_NEURONS */
    size_t *ranked; /* [states] the states, the greatest share first */
    /* The total variation, sum |share - exact|/2, and the mean of what it is for these errors if the law is exact; NaN
     * where that is not known. */
    double variation, by_chance;
    /* How many times as far as by chance the shares are from the exact ones, or those of several runs from each other:
     * the errors are too small by so much. NaN where that is not known. */
    double apart;
    double draws; /* of each p-bit in the run, on average */
};

/* More than this is no chance: the scatter of few parts, where one state decides, exceeds it once in 10,000 runs. */
static const double DISTRIBUTION_APART = 5.0;

/* A run of fewer draws of each p-bit is too short for its errors: of AND at beta = 1 a row of the truth table lasts
 * some 20 draws, and the SAMPLER_PARTS parts of the run, whose scatter gives the errors, must be longer. */
static const double DISTRIBUTION_LEAST_DRAWS = 1000.0;

/* A state with this share by Boltzmann's law is not missed by a run with good errors: in ten independent samples for
 * each part it is, once in 10^14 runs. */
static const double DISTRIBUTION_NOT_MISSED = 0.1;

/* Of the states that the run did not see, the one with the greatest share by Boltzmann's law; `states` where it saw
 * all, or the law is not known. */
size_t distribution_unseen(const struct distribution *distribution);

/* How many times as far as by chance the shares of two runs of one network are from each other. */
double distribution_apart(const struct distribution *a, const struct distribution *b);

void distribution_free(struct distribution *distribution); /* takes NULL */

/* Bit `v` of `state`, as a variable. */
bool distribution_bit(const struct distribution *distribution, size_t state, size_t v);

/* Writes a state as text to text[DISTRIBUTION_MOST_VARIABLES + 1]: "101", and returns it. */
char *distribution_text(const struct distribution *distribution, size_t state, char *text);

/* Boltzmann's law of the variables of `network` at the end of its run, by enumeration of the states of all neurons, to
 * exact[2^variables]. Eq. (B5). STATUS_SYSTEM where memory is short. */
enum status distribution_exact(const struct network *network, double *exact, struct diagnostic *diagnostic);

/* ---- From a run ---- */

/* Adds up times. The run ends at `stop` (s); it is cut into SAMPLER_PARTS parts, whose scatter gives the errors. */
enum { SAMPLER_PARTS = 32 };
struct sampler;

/* A sampler of a network whose question has variables. STATUS_SYSTEM where memory is short; then *sampler is NULL. */
enum status sampler_new(const struct network *network, double stop, struct sampler **sampler,
                        struct diagnostic *diagnostic);
void sampler_free(struct sampler *sampler); /* takes NULL */

/* The signals of all neurons from the time `t` (s) on, until the next call: ON where they are above 0. Times do not
 * fall. */
void sampler_see(struct sampler *sampler, double t, const double *signal);

/* Ends the run, and makes the distribution. STATUS_SYSTEM where memory is short; then *distribution is NULL. */
enum status sampler_end(struct sampler *sampler, struct distribution **distribution, struct diagnostic *diagnostic);

#endif
