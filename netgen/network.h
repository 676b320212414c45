/* A network of N neurons: a circuit, which is all that an engine needs, and the question that it is to answer. */
#ifndef NETWORK_H
#define NETWORK_H

#include "models/dwmtj/dwmtj.h"
#include "base/status.h"
#include "netgen/technologies/oscillator_circuit.h"
#include "netgen/technologies/pbit_circuit.h"
#include "netgen/variation.h"
#include "netgen/weights.h"

#include <stdbool.h>
#include <stddef.h>

/* What is connected to a dendrite in addition to its synapses: nothing, or a resistor that cancels the constant part of
 * the synapses' current. Eq. (20). */
enum dendrite {
    DENDRITE_PLAIN,
    DENDRITE_BALANCED,
    DENDRITE_AUTO /* of a bias only: as the weights need it */
};

struct question;
struct recipe;
struct technology;

struct network {
    /* the circuit */
    const struct technology *technology; /* what its devices are */
    size_t n;                            /* neurons, at least 2 */
    struct weights weights;              /* V */
    double t_stop;                       /* longest time to simulate, s */
    char *start; /* n characters '0' or '1', the state to begin with; NULL where there is none */

    struct pbit_circuit pbit;             /* of p-bits only */
    struct oscillator_circuit oscillator; /* of oscillators only */

    /* of domain walls only; a load phase writes the start */
    enum dendrite dendrite;
    struct dwmtj soma, axon;    /* nominal: network_soma and network_axon give the devices */
    struct variation variation; /* how they and the sources differ */
    double v_dw;                /* nominal supply of the soma junctions, V: Eqs. (14), (15) */
    double v_dw_per_axon;       /* what each axon of a neuron adds to its supply, V; 0 where all axons are there */
    double v_c;                 /* nominal dendrite voltage of the load phase, V */
    double t_load;              /* length of the load phase, s; 0 where there is none */

    /* the question that it is to answer */
    const struct question *question;
    void *asked; /* what the question keeps of it (netgen/questions/); NULL where it keeps nothing */

    struct recipe *recipe; /* how it was made; NULL where that is not known */
};

/* An empty network; NULL where memory is short. */
struct network *network_new(const struct question *question, const struct technology *technology);
void network_free(struct network *network); /* takes NULL */

/* The number of devices. */
size_t network_devices(const struct network *network);

/* The devices, which deck and solver both ask for: the soma of neuron `i`, and its axon that ends at neuron `j`. Each
 * is a function of the network alone. Eq. (45). */
struct dwmtj network_soma(const struct network *network, size_t i);
struct dwmtj network_axon(const struct network *network, size_t i, size_t j);

/* The same as they are in a circuit at the nominal temperature. */
struct dwmtj network_nominal_soma(const struct network *network, size_t i);
struct dwmtj network_nominal_axon(const struct network *network, size_t i, size_t j);

/* The axons of all neurons; those of neuron `i`, its fan-out; the greatest fan-out; and the neuron at which number `k`
 * of a neuron's axons ends. */
size_t network_axons(const struct network *network);
size_t network_fan_out(const struct network *network, size_t i);
size_t network_greatest_fan_out(const struct network *network);
size_t network_target(const struct network *network, size_t i, size_t k);

/* The neuron at which that axon of neuron `i` ends that stands for all of its axons in a trace: the next one that has
 * one. `i` itself where it has no axon. */
size_t network_shown_target(const struct network *network, size_t i);

/* The nominal supply of a soma's junction in V, Eqs. (14), (15): of a neuron of `fan_out` axons, and the greatest of
 * all. A neuron without axons has that of one axon, which drives nothing. */
double network_supply(const struct network *network, size_t fan_out);
double network_greatest_v_dw(const struct network *network);

/* The sources, which deck and solver both ask for, V: the supply of neuron `i`; the voltage that dendrite `j` has in
 * the load phase for ON, and for OFF with the other sign; and the weight of the synapse from neuron `i` to neuron `j`,
 * whose nominal weight is `nominal`. Each is a function of the network alone. Eq. (45a). */
double network_v_dw(const struct network *network, size_t i);
double network_v_c(const struct network *network, size_t j);
double network_weight(const struct network *network, size_t i, size_t j, double nominal);

/* weights_begin_at, weights_end_at and weights_distinct with the weights that the sources have. */
size_t network_weights_begin_at(const struct network *network, size_t i, double *volts);
size_t network_weights_end_at(const struct network *network, size_t j, double *volts);
enum status network_weights_distinct(const struct network *network, double **values, size_t *count,
                                     struct diagnostic *diagnostic);

/* The different fan-outs, ascending, to *fan_out, which the caller frees; `count` says how many. */
enum status network_fan_outs(const struct network *network, size_t **fan_out, size_t *count,
                             struct diagnostic *diagnostic);

/* Trained patterns (0 where it has none). */
size_t network_patterns(const struct network *network);

/* The resistor of a dendrite. */
struct balance {
    double v_rail;      /* of the rail that it leads to, V */
    double conductance; /* S; 0 where there is none */
};

/* The resistor of neuron `j`, into which nominal weights of `sum` V lead in all: it balances its dendrite, Eq. (20),
 * and drives its field, Eq. (54). */
struct balance network_balance(const struct network *network, size_t j, double sum);

/* Whether neurons may have such resistors. */
bool network_has_balance(const struct network *network);

/* What people call neuron `i`: the name of the variable that it is; its node's name, or its number from 1, as in the
 * graph's file; for networks without a graph the neuron's number from 0. Names are UTF-8 without control characters. */
enum { NETWORK_LABEL = 256 };
struct network_label {
    char text[NETWORK_LABEL];
};
struct network_label network_label(const struct network *network, size_t i);

/* Whether a run of the network has noise, which a seed chooses. */
bool network_is_noisy(const struct network *network);

/* Gives a network that has noise that of another seed, from 0 to 2^32 - 1. */
void network_set_noise(struct network *network, unsigned long seed);

/* The names of the nodes in the graph's file; NULL where it has none. */
char *const *network_names(const struct network *network);

/* The shortest time that a run may take, s: that in which the deck's switches change over. */
static const double NETWORK_SHORTEST_RUN = 1e-12;

#endif
