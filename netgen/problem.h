/* From a problem to a network: how it is biased, and what is drawn at random. */
#ifndef PROBLEM_H
#define PROBLEM_H

#include "netgen/network.h"
#include "netgen/technologies/technology.h"

#include <gsl/gsl_rng.h>

/* How patterns are learned: by one of the forms of Hebb's rule, or by another rule. */
enum learning { LEARNING_HEBB, LEARNING_STORKEY, LEARNING_PSEUDOINVERSE };

enum vdw_form { VDW_EQ4, VDW_LOADED, VDW_VOLTS, VDW_AUTO };

/* How the network is biased. What is AUTO or NaN is as the weights need it: those of a graph or of an Ising problem
 * have axons along their edges, balanced dendrites, a supply by Eq. (15), and a long stop time; others are biased as
 * published. */
struct bias {
    const struct technology *technology;
    /* by the kind of weights: an option that was given and has no meaning for them; NULL where none was */
    const char *unfit[WEIGHTS_KINDS];
    char foreign[TECHNOLOGIES][32]; /* the same for a technology; "" where none was */
    bool starts_later;              /* problem_set_start follows */
    unsigned long seed;             /* of what is drawn at random, but for that of which there is another seed */
    bool draws_start;               /* a start is drawn by start_seed, also where none is needed */
    unsigned long start_seed;
    bool as_published; /* what is AUTO or NaN is the article's for all weights */
    double unit;       /* W, V */
    double no_edge;    /* weight between nodes without an edge, in units of W, -1 to 1; NaN: no axons between them */
    double v_c;        /* dendrite voltage of the load phase, V */
    enum vdw_form vdw; /* Eq. (14), Eq. (15), v_dw, or as needed */
    double v_dw;       /* V, for VDW_VOLTS: of all, and what each axon adds */
    double v_dw_per_axon;
    double v_dw_scale; /* factor on all of them */
    enum weights_rule rule;
    /* of patterns only: whether they are learned by that form of Hebb's rule; the levels to which weights are rounded,
     * Eq. (12c), 0 where they are not; and how many axons a neuron has, and of which choice */
    enum learning learning;
    size_t levels;
    struct fan_out fan_out;
    enum dendrite dendrite;
    double t_load; /* s; NaN: computed by Eq. (16) */
    double t_stop; /* s; NaN: as needed */
    struct {
        double tau, lag;         /* s */
        double beta, beta_start; /* NaN: as needed */
    } pbit;                      /* of p-bits: docs/pbit.md */
    struct {
        double rate;                    /* rad/s */
        double pump, pump_start, noise; /* in units of it; NaN: as needed */
    } oscillator;                       /* of oscillators: docs/technologies.md */
    struct dwmtj soma, axon;
    struct variation variation; /* from device to device, with the seed of the chip; none in the standard bias */
};

/* The article's bias, and that which leaves it to the weights what they need. */
struct bias problem_standard_bias(void);
struct bias problem_auto_bias(void);

/* The weight between nodes without an edge for weights_of_graph, in units of W; NaN: no axons between them. */
double problem_no_edge(const struct bias *bias);

/* What a network is made of. */
struct problem {
    const struct question *question;
    struct weights weights;
    void *asked;       /* as network.h has it; NULL where the question keeps nothing */
    const char *start; /* NULL: there is no load phase, and all walls start at xinit; but where axons go along edges, or
                          the bias draws a start, a random one is drawn */
};

/* The network of `problem`, whose weights and `asked` it takes, after an error as well; the start is copied.
 * STATUS_INPUT where the start is no state, where there are fewer than two neurons, or where the bias cannot work at
 * all. On an error *network is NULL. */
enum status problem_network(const struct problem *problem, const struct bias *bias, struct network **network,
                            struct diagnostic *diagnostic);

/* Makes `seed` that of all that the bias draws at random: the problem, the start, the chip. */
void problem_set_seed(struct bias *bias, unsigned long seed);

/* The seed by which problem_network draws a start. */
unsigned long problem_start_seed(const struct bias *bias);

/* Gives a network without a start a random one, drawn by that seed. STATUS_SYSTEM where memory is short. */
enum status problem_draw_start(struct network *network, const struct bias *bias, struct diagnostic *diagnostic);

/* Gives the network of such a bias a copy of `start` to load, in place of the one that it has, and a load phase. Errors
 * as those of problem_network. */
enum status problem_set_start(struct network *network, const char *start, const struct bias *bias,
                              struct diagnostic *diagnostic);

/* STATUS_INPUT where an option was given that has no meaning for weights of that kind, or for the technology. */
enum status problem_check_fit(const struct bias *bias, enum weights_kind kind, struct diagnostic *diagnostic);

/* STATUS_INPUT where `bits` are no state of `n` neurons; `what` names them. */
enum status problem_check_bits(const char *what, const char *bits, size_t n, struct diagnostic *diagnostic);

/* A generator (MT19937) that starts at `seed`, to be freed with gsl_rng_free; NULL where memory is short, when
 * gsl_rng_alloc would end the program. */
gsl_rng *problem_random(unsigned long seed);

/* `n` random bits, each '1' with probability 1/2, or NULL where memory is short. */
char *problem_random_bits(gsl_rng *random, size_t n);

/* Flips round(share * n) different bits, chosen at random; `share` from 0 to 1. False where memory is short. */
bool problem_distort(gsl_rng *random, char *bits, double share);

#endif
