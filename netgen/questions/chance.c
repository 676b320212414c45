#include "netgen/questions/chance.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* Sums of weights in another order differ by less, relative to the sum of their sizes. */
static const double ROUNDING = 1e-12;

/* All states of a graph of up to CHANCE_COUNTED nodes; the last node stays OFF, since the inverse of a state cuts the
 * same. */
static double counted(const struct graph *graph, double cut, double size)
{
    char state[CHANCE_COUNTED + 1] = "";
    unsigned states = 1U << (graph->nodes - 1), as_good = 0, better = 0;
    memset(state, '0', graph->nodes);
    for (unsigned s = 0; s < states; s++) {
        for (size_t i = 0; i + 1 < graph->nodes; i++) {
            state[i] = s >> i & 1U ? '1' : '0';
        }
        double its = graph_cut(graph, state);
        as_good += its >= cut - ROUNDING * size;
        better += its > cut + ROUNDING * size;
    }
    return better ? (double)as_good / states : 0.0;
}

double chance_of_cut(const struct graph *graph, double cut)
{
    double sum = 0.0, squares = 0.0, size = 0.0;
    for (size_t e = 0; e < graph->edges; e++) {
        double weight = graph->edge[e].weight;
        sum += weight;
        squares += weight * weight;
        size += fabs(weight);
    }
    if (graph->nodes <= CHANCE_COUNTED) {
        return counted(graph, cut, size);
    }
    return squares > 0.0 ? gsl_cdf_ugaussian_Q((cut - 0.5 * sum) / (0.5 * sqrt(squares))) : 1.0; /* Eq. (51) */
}

double chance_of_match(size_t n, size_t patterns, size_t agreeing)
{
    double one = 2.0 * gsl_cdf_binomial_Q((unsigned)agreeing - 1, 0.5, (unsigned)n);
    return 1.0 - pow(1.0 - fmin(one, 1.0), (double)patterns); /* Eq. (52) */
}
