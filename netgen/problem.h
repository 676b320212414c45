/* From a problem to a network: which weights, start and bias it needs. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "netgen/network.h"

#include <gsl/gsl_rng.h>

enum vdw_form { VDW_EQ4, VDW_LOADED, VDW_VOLTS };

/* How the network is biased; problem_standard_bias gives the published values. */
struct bias {
    double unit;       /* W, V */
    double no_edge;    /* weight between nodes without an edge, in units of W, -1 to 1 */
    double v_c;        /* dendrite voltage of the load phase, V */
    enum vdw_form vdw; /* Eq. (14), Eq. (15) or v_dw */
    double v_dw;       /* V, for VDW_VOLTS */
    enum weights_rule rule;
    enum dendrite dendrite;
    double t_load; /* s; NaN: computed by Eq. (16) */
    double t_stop; /* s */
    struct dwmtj soma, axon;
    struct variation variation; /* from device to device; none in the standard bias */
};

struct bias problem_standard_bias(void);

/* A network of strlen(pattern[0]) neurons trained with `count` patterns (at least one, strings of '0' and '1' of equal
 * length, copied), loaded with `start` (copied). `columns` is the width of a picture, or 0. STATUS_INPUT where lengths
 * differ, where there are fewer than two neurons, or where the bias cannot work at all. On an error *network is NULL.
 */
enum status problem_patterns(enum network_task task, char *const pattern[], size_t count, const char *start,
                             size_t columns, const struct bias *bias, struct network **network,
                             struct diagnostic *diagnostic);

/* A max-cut network. Takes `graph`, which is freed with the network, or at once on an error. `optimum` is NaN where it
 * is not known. */
enum status problem_maxcut(struct graph *graph, double optimum, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic);

/* A network with the weights of `matrix`, which it takes as above; `start` is copied, or NULL: then all walls start at
 * x = 0 and there is no load phase. */
enum status problem_custom(struct matrix *matrix, const char *start, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic);

/* A generator (MT19937) that starts at `seed`, to be freed with gsl_rng_free; NULL where memory is short, when
 * gsl_rng_alloc would end the program. */
gsl_rng *problem_random(unsigned long seed);

/* `n` random bits, each '1' with probability 1/2, or NULL where memory is short. */
char *problem_random_bits(gsl_rng *random, size_t n);

/* Flips round(share * n) different bits, chosen at random; `share` from 0 to 1. False where memory is short. */
bool problem_distort(gsl_rng *random, char *bits, double share);

#endif
