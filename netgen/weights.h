/* Synaptic weights, kept in the structure they came in: patterns, a graph, or a matrix. */
#ifndef WEIGHTS_H
#define WEIGHTS_H

#include "netgen/readers/graph.h"
#include "netgen/readers/matrix.h"
#include "netgen/fan_out.h"
#include "netgen/wiring.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* How trained patterns make weights. The first three are forms of Hebb's rule, Eq. (12). */
enum weights_rule {
    WEIGHTS_SUM,           /* W times the sum over the patterns */
    WEIGHTS_SIGN,          /* W times the sign of the sum */
    WEIGHTS_MEAN,          /* W times the sum divided by the number of patterns */
    WEIGHTS_STORKEY,       /* Eq. (12a) */
    WEIGHTS_PSEUDOINVERSE, /* Eq. (12b) */
    WEIGHTS_RULES          /* how many there are */
};

/* What they are called in files. */
extern const char *const weights_rule_names[WEIGHTS_RULES];

/* The greatest number of levels of weights, Eq. (12c). */
static const size_t WEIGHTS_GREATEST_LEVELS = 1000000;

/* Neurons up to which all pairs are looked at where that is not needed for anything else. */
static const size_t WEIGHTS_ALL_PAIRS = 2000;

enum weights_kind { WEIGHTS_PATTERNS, WEIGHTS_GRAPH, WEIGHTS_MATRIX };
enum { WEIGHTS_KINDS = 3 };

/* The greatest size of a weight that is given, V. */
static const double WEIGHTS_GREATEST = 1e3;

/* Owns what the pointers name; those of other kinds are NULL. */
struct weights {
    enum weights_kind kind;
    size_t n;
    double unit;     /* W, V: Eqs. (12), (13) */
    double edge;     /* of a graph: the weight of its heaviest edge, in units of W: Eqs. (13), (53) */
    double no_edge;  /* of a graph: the weight between nodes without an edge, in units of W: Eq. (13) */
    bool edges_only; /* there are no axons between nodes of a graph without an edge, Eq. (53), or beyond `fan_out` */
    enum weights_rule rule;
    size_t patterns;
    char **pattern; /* [patterns], each n characters '0' or '1' and a zero */
    size_t levels; /* of patterns: weights are rounded to this many parts of the heaviest, Eq. (12c); 0: they are not */
    size_t dependent; /* pseudoinverse: the first pattern, from 1, that is a combination of those before it; 0: none */
    double *basis;    /* [patterns][n] pseudoinverse: orthonormal vectors that span the patterns; else NULL */
    double *dense;    /* [n][n] Storkey's rule, or levels: all weights, V; else NULL */
    struct fan_out fan_out; /* of patterns: the limit of the axons of a neuron */
    struct graph *graph;
    double *field;         /* [n] of a graph: fields in units of its weights, Eq. (54); NULL where there are none */
    struct wiring *wiring; /* the axons where not all are there; weights_wire makes it */
    struct matrix *matrix;
    double heaviest; /* the greatest magnitude of a weight in the graph, in the matrix, or before it is rounded, V */
};

/* Weights of a max-cut network: between all nodes, or along edges only where `no_edge` is NaN. */
struct weights weights_of_graph(struct graph *graph, double unit, double no_edge);

/* Weights of an Ising problem, along edges only: `couplings` J_ij, and fields field[n] h_j, which is NULL where there
 * are none. The network falls down E = -sum over i < j of J_ij s_i s_j - sum of h_j s_j, s = 1 for ON and -1 for OFF.
 */
struct weights weights_of_ising(struct graph *couplings, double *field, double unit);

/* Given weights. All three take what the pointers name. */
struct weights weights_of_matrix(struct matrix *matrix);

/* Makes the wiring of weights that are not between all neurons, as every network needs it; for others it does nothing.
 * STATUS_INPUT where so many neurons cannot have that fan-out. */
enum status weights_wire(struct weights *weights, struct diagnostic *diagnostic);

/* The number of axons of neuron `i`, and the neuron at which number `k` of them ends, counted from 0. */
size_t weights_fan_out(const struct weights *weights, size_t i);
size_t weights_target(const struct weights *weights, size_t i, size_t k);

/* The weights in V of the axons of neuron `i`, in the order of their ends, and of those that end at neuron `j`, in the
 * order of where they begin, into volts[n]; both return how many there are. */
size_t weights_begin_at(const struct weights *weights, size_t i, double *volts);
size_t weights_end_at(const struct weights *weights, size_t j, double *volts);

/* The field of neuron `j` as a weight that always acts, in V. Eq. (54). */
double weights_field(const struct weights *weights, size_t j);

void weights_free(struct weights *weights); /* frees what `weights` owns, and not `weights` itself */

/* Writes W_ij in V for all i into into_j[n]: the weights of the synapses that end at neuron j; 0 where there is none,
 * as at into_j[j]. Eqs. (12), (12b), (13), (53). */
void weights_into(const struct weights *weights, size_t j, double *into_j);

/* The same for the synapses that begin at neuron i: W_ij in V for all j into from_i[n]. */
void weights_from(const struct weights *weights, size_t i, double *from_i);

/* All of them: W_ij in V into matrix[i * row + j]; rows begin `row` numbers apart, at least n. */
void weights_matrix(const struct weights *weights, double *matrix, size_t row);

/* Patterns whose weights are a sum of products: W_ij = scale times the sum over k of v_ki v_kj for i != j, with as many
 * vectors v as there are patterns. weights_are_products says whether they are; the others give v_ki, and the scale in
 * V. Eqs. (12), (12b). */
bool weights_are_products(const struct weights *weights);
double weights_vector(const struct weights *weights, size_t k, size_t i);
double weights_scale(const struct weights *weights);

/* The synaptic weight in V that an edge of weight `edge_weight` makes, and that between nodes without an edge. Eq.
 * (13).
 */
double weights_of_edge(const struct weights *weights, double edge_weight);
double weights_without_edge(const struct weights *weights);

/* The greatest magnitude of a weight, V. For patterns of more than WEIGHTS_ALL_PAIRS neurons without a list of all
 * weights, a limit that takes no look at all pairs: the very value for Hebb's rules and up to 11 patterns. */
double weights_greatest(const struct weights *weights);

/* The voltage in V of the rail that balances a dendrite: negative or positive as asked for. Eq. (20). */
double weights_balance_rail(const struct weights *weights, bool positive);

/* Sorts value[count] and keeps one of each; returns how many. */
size_t weights_sort_unique(double *value, size_t count);

/* All distinct off-diagonal weights, ascending. *values is to be freed by the caller. */
enum status weights_distinct(const struct weights *weights, double **values, size_t *count,
                             struct diagnostic *diagnostic);

#endif
