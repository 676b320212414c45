#include "netgen/problem.h"

#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double SOMA_LEAK = 0.2; /* m/s. Paper, Table I */

struct bias problem_standard_bias(void)
{
    struct bias bias = {
        .technology = &technology_wall,
        .unit = 0.1, /* V. Paper, Eq. (3) */
        .no_edge = 1.0,
        .v_c = 0.1,
        .vdw = VDW_EQ4,
        .v_dw_scale = 1.0,
        .rule = WEIGHTS_SUM,
        .t_load = NAN,
        .t_stop = 2e-6,
        .pbit = {.tau = 1e-9, .beta = NAN, .beta_start = NAN},
        .oscillator = {.rate = 1e9, .pump = NAN, .pump_start = NAN, .noise = NAN},
        .soma = dwmtj_default(),
        .axon = dwmtj_default(),
    };
    bias.soma.vleak = SOMA_LEAK;
    return bias;
}

struct bias problem_auto_bias(void)
{
    struct bias bias = problem_standard_bias();
    bias.no_edge = NAN;
    bias.vdw = VDW_AUTO;
    bias.dendrite = DENDRITE_AUTO;
    bias.t_stop = NAN;
    return bias;
}

enum status problem_check_bits(const char *what, const char *bits, size_t n, struct diagnostic *diagnostic)
{
    size_t length = strlen(bits), good = strspn(bits, "01");
    if (length != n) {
        return fail(diagnostic, STATUS_INPUT, "error: %s must be %zu characters 0 or 1, one per neuron; it has %zu",
                    what, n, length);
    }
    if (good != n) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %s must be %zu characters 0 or 1, one per neuron; character %zu is another", what, n,
                    good + 1);
    }
    return STATUS_OK;
}

void problem_set_seed(struct bias *bias, unsigned long seed)
{
    bias->seed = seed;
    bias->variation.seed = seed;
    bias->draws_start = false;
}

unsigned long problem_start_seed(const struct bias *bias)
{
    return bias->draws_start ? bias->start_seed : bias->seed;
}

enum status problem_draw_start(struct network *network, const struct bias *bias, struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(problem_start_seed(bias));
    network->start = random ? problem_random_bits(random, network->n) : NULL;
    gsl_rng_free(random);
    return network->start ? STATUS_OK : fail_memory(diagnostic);
}

enum status problem_set_start(struct network *network, const char *start, const struct bias *bias,
                              struct diagnostic *diagnostic)
{
    return network->technology->set_start(network, start, bias, diagnostic);
}

enum status problem_check_fit(const struct bias *bias, enum weights_kind kind, struct diagnostic *diagnostic)
{
    static const char *const OF[WEIGHTS_KINDS] = {
        [WEIGHTS_PATTERNS] = "patterns", [WEIGHTS_GRAPH] = "a graph", [WEIGHTS_MATRIX] = "given weights"};
    const char *foreign = bias->foreign[technology_number(bias->technology)];
    if (*foreign) {
        return fail(diagnostic, STATUS_INPUT, "error: --%s has no meaning for the technology %s; leave it out", foreign,
                    bias->technology->name);
    }
    return !bias->unfit[kind]
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT, "error: --%s has no meaning for a network of %s; leave it out",
                      bias->unfit[kind], OF[kind]);
}

double problem_no_edge(const struct bias *bias)
{
    return bias->as_published && isnan(bias->no_edge) ? problem_standard_bias().no_edge : bias->no_edge;
}

enum status problem_network(const struct problem *problem, const struct bias *bias, struct network **network,
                            struct diagnostic *diagnostic)
{
    *network = NULL;
    struct network *net = network_new(problem->question, bias->technology);
    if (!net) {
        struct weights weights = problem->weights;
        weights_free(&weights);
        free(problem->asked);
        return fail_memory(diagnostic);
    }
    net->weights = problem->weights;
    net->asked = problem->asked;
    enum status status = net->technology->bias(net, problem->start, bias, diagnostic);
    if (status != STATUS_OK) {
        network_free(net);
        return status;
    }
    *network = net;
    return STATUS_OK;
}
