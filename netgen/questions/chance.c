#include "netgen/questions/chance.h"

#include "netgen/questions/optimum.h"
#include "netgen/questions/spins.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <string.h>

/* Sums of weights in another order differ by less, relative to the sum of their sizes. */
static const double ROUNDING = 1e-12;

/* What is judged, more being better: the values of all states, and that which was found. */
struct values {
    double (*value)(const void *context, const char *state);
    const void *context;
    size_t nodes;
    bool mirrored; /* the inverse of a state has the same value */
    double found;
    double size; /* of a value, for its rounding */
};

/* All states of up to CHANCE_COUNTED nodes; the last node stays OFF where the inverse of a state is as good. */
static double counted(const struct values *values)
{
    char state[CHANCE_COUNTED + 1] = "";
    const size_t free = values->nodes - values->mirrored;
    unsigned states = 1U << free, as_good = 0, better = 0;
    memset(state, '0', values->nodes);
    for (unsigned s = 0; s < states; s++) {
        for (size_t i = 0; i < free; i++) {
            state[i] = s >> i & 1U ? '1' : '0';
        }
        double its = values->value(values->context, state);
        as_good += its >= values->found - ROUNDING * values->size;
        better += its > values->found + ROUNDING * values->size;
    }
    return better ? (double)as_good / states : 0.0;
}

/* What the weights of the edges add up to: themselves, their squares and their sizes. */
struct sums {
    double sum, squares, size;
};

static struct sums sum_edges(const struct graph *graph)
{
    struct sums sums = {0};
    for (size_t e = 0; e < graph->edges; e++) {
        double weight = graph->edge[e].weight;
        sums.sum += weight;
        sums.squares += weight * weight;
        sums.size += fabs(weight);
    }
    return sums;
}

static double cut_of(const void *context, const char *state)
{
    return graph_cut(context, state);
}

double chance_of_cut(const struct graph *graph, double cut)
{
    const struct sums s = sum_edges(graph);
    if (graph->nodes <= CHANCE_COUNTED) {
        const struct values cuts = {cut_of, graph, graph->nodes, true, cut, s.size};
        return counted(&cuts);
    }
    const double most = 0.5 * (s.sum + s.size); /* the edges that weigh more than 0 */
    return cut >= most - ROUNDING * s.size
               ? 0.0
               : gsl_cdf_ugaussian_Q((cut - 0.5 * s.sum) / (0.5 * sqrt(s.squares))); /* Eq. (51) */
}

static double fall_of(const void *context, const char *state)
{
    const struct spins *spins = context;
    return -spins_energy(spins->couplings, spins->field, state);
}

double chance_of_energy(const struct spins *spins, double energy)
{
    struct sums s = sum_edges(spins->couplings);
    const size_t n = spins->couplings->nodes;
    for (size_t i = 0; spins->field && i < n; i++) {
        s.squares += spins->field[i] * spins->field[i];
        s.size += fabs(spins->field[i]);
    }
    if (n <= CHANCE_COUNTED) {
        const struct values falls = {fall_of, spins, n, !spins->field, -energy, s.size};
        return counted(&falls);
    }
    return -energy >= s.size - ROUNDING * s.size ? 0.0 : gsl_cdf_ugaussian_Q(-energy / sqrt(s.squares)); /* Eq. (62) */
}

double chance_of_match(size_t n, size_t patterns, size_t agreeing)
{
    double one = 2.0 * gsl_cdf_binomial_Q((unsigned)agreeing - 1, 0.5, (unsigned)n);
    return 1.0 - pow(1.0 - fmin(one, 1.0), (double)patterns); /* Eq. (52) */
}

void chance_warn(const struct answer *answer, const char *what, struct warnings *warnings)
{
    const struct weights *weights = &answer->network->weights;
    const struct spins spins = {weights->graph, weights->field};
    double chance = chance_of_energy(&spins, spins_energy(spins.couplings, spins.field, answer->state));
    if (chance >= CHANCE_LIMIT && !optimum_is_reached(answer)) {
        warning_add(warnings, "chance", false,
                    "the %s is no better than chance: %.0f %% of random states are as good or better", what,
                    100.0 * chance);
    }
}
