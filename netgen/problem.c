#include "problem.h"

#include "rules.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double SOMA_LEAK = 0.2;   /* m/s. Paper, Table I */
static const double LOAD_STEP = 1e-11; /* s; a computed load time is rounded up to whole steps */

struct bias problem_standard_bias(void)
{
    struct bias bias = {
        .unit = 0.1, /* V. Paper, Eq. (3) */
        .no_edge = 1.0,
        .v_c = 0.1,
        .vdw = VDW_EQ4,
        .rule = WEIGHTS_SUM,
        .t_load = NAN,
        .t_stop = 2e-6,
        .soma = dwmtj_default(),
        .axon = dwmtj_default(),
    };
    bias.soma.vleak = SOMA_LEAK;
    return bias;
}

static enum status check_bias(const struct bias *bias, struct diagnostic *diagnostic)
{
    char why[200];
    if (!dwmtj_check(&bias->soma, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: soma: %s", why);
    }
    if (!dwmtj_check(&bias->axon, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: axon: %s", why);
    }
    if (bias->axon.vleak >= 0.0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: axon: parameter vleak = %g m/s must be below 0: it brings the wall back", bias->axon.vleak);
    }
    if (!(bias->unit > 0.0 && bias->unit <= 1e3)) {
        return fail(diagnostic, STATUS_INPUT, "error: W = %g V must be above 0 and at most 1000 V", bias->unit);
    }
    if (!(fabs(bias->no_edge) <= 1.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: the weight without an edge, %g W, must be from -1 to 1 W",
                    bias->no_edge);
    }
    if (!(bias->v_c > 0.0 && bias->v_c <= 1e3)) {
        return fail(diagnostic, STATUS_INPUT, "error: V_C = %g V must be above 0 and at most 1000 V", bias->v_c);
    }
    if (bias->vdw == VDW_VOLTS && !(bias->v_dw > 0.0 && bias->v_dw <= 1e3)) {
        return fail(diagnostic, STATUS_INPUT, "error: V_DW = %g V must be above 0 and at most 1000 V", bias->v_dw);
    }
    if (!(bias->t_stop >= NETWORK_SHORTEST_RUN && bias->t_stop <= 1.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: stop time %g s must be from %g to 1 s", bias->t_stop,
                    NETWORK_SHORTEST_RUN);
    }
    return STATUS_OK;
}

static enum status set_load_time(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    double needed = rules_load_time(net);
    if (!isfinite(needed)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the load voltage V_C = %g V does not move a soma's wall against its leak; raise V_C",
                    net->v_c);
    }
    net->t_load = isnan(bias->t_load) ? ceil(needed / LOAD_STEP) * LOAD_STEP : bias->t_load;
    if (!(net->t_load > 0.0 && net->t_load < net->t_stop)) {
        return fail(diagnostic, STATUS_INPUT, "error: load time %g s must be above 0 and below the stop time %g s",
                    net->t_load, net->t_stop);
    }
    return STATUS_OK;
}

/* Are the bits a state of n neurons? `what` names them. */
static enum status check_bits(const char *what, const char *bits, size_t n, struct diagnostic *diagnostic)
{
    size_t length = strlen(bits), good = strspn(bits, "01");
    if (length != n) {
        return fail(diagnostic, STATUS_INPUT, "error: %s must be %zu characters 0 or 1, one a neuron; it has %zu", what,
                    n, length);
    }
    if (good != n) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %s must be %zu characters 0 or 1, one a neuron; character %zu is another", what, n,
                    good + 1);
    }
    return STATUS_OK;
}

/* Biases `net`, whose task, weights and columns are set, and copies `start`. */
static enum status apply_bias(struct network *net, const char *start, const struct bias *bias,
                              struct diagnostic *diagnostic)
{
    enum status status = check_bias(bias, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    net->n = net->weights.n;
    net->soma = bias->soma;
    net->axon = bias->axon;
    net->variation = bias->variation;
    net->dendrite = bias->dendrite;
    net->v_c = bias->v_c;
    net->t_stop = bias->t_stop;
    char why[300];
    if (!variation_check(net, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s; lower the variation", why);
    }
    if (net->n < 2) {
        return fail(diagnostic, STATUS_INPUT, "error: a network needs at least 2 neurons, not %zu", net->n);
    }
    net->v_dw = bias->vdw == VDW_EQ4      ? rules_vdw_eq4(net)
                : bias->vdw == VDW_LOADED ? rules_vdw_loaded(net)
                                          : bias->v_dw;
    if (!start) {
        return STATUS_OK;
    }
    status = check_bits("the start", start, net->n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    net->start = strdup(start);
    return net->start ? set_load_time(net, bias, diagnostic) : fail_memory(diagnostic);
}

/* Hands over `net` where `status` is good, and frees it otherwise. */
static enum status finish(struct network *net, enum status status, struct network **network)
{
    *network = status == STATUS_OK ? net : NULL;
    if (status != STATUS_OK) {
        network_free(net);
    }
    return status;
}

static enum status copy_patterns(struct weights *w, char *const pattern[], size_t count, struct diagnostic *diagnostic)
{
    w->pattern = calloc(count, sizeof *w->pattern);
    if (!w->pattern) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < count; p++) {
        char name[40];
        snprintf(name, sizeof name, "pattern %zu", p + 1);
        enum status status = check_bits(name, pattern[p], w->n, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (!(w->pattern[p] = strdup(pattern[p]))) {
            return fail_memory(diagnostic);
        }
        w->patterns = p + 1;
    }
    return STATUS_OK;
}

enum status problem_patterns(enum network_task task, char *const pattern[], size_t count, const char *start,
                             size_t columns, const struct bias *bias, struct network **network,
                             struct diagnostic *diagnostic)
{
    *network = NULL;
    struct network *net = calloc(1, sizeof *net);
    if (!net) {
        return fail_memory(diagnostic);
    }
    net->task = task;
    net->columns = columns;
    net->optimum = NAN;
    net->weights =
        (struct weights){.kind = WEIGHTS_PATTERNS, .n = strlen(pattern[0]), .unit = bias->unit, .rule = bias->rule};
    enum status status = copy_patterns(&net->weights, pattern, count, diagnostic);
    if (status == STATUS_OK) {
        status = apply_bias(net, start, bias, diagnostic);
    }
    return finish(net, status, network);
}

enum status problem_maxcut(struct graph *graph, double optimum, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    *network = NULL;
    struct network *net = calloc(1, sizeof *net);
    if (!net) {
        graph_free(graph);
        return fail_memory(diagnostic);
    }
    net->task = TASK_MAXCUT;
    net->optimum = optimum;
    net->weights = weights_of_graph(graph, bias->unit, bias->no_edge);
    return finish(net, apply_bias(net, NULL, bias, diagnostic), network);
}

enum status problem_custom(struct matrix *matrix, const char *start, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    *network = NULL;
    struct network *net = calloc(1, sizeof *net);
    if (!net) {
        matrix_free(matrix);
        return fail_memory(diagnostic);
    }
    net->task = TASK_CUSTOM;
    net->optimum = NAN;
    net->weights = weights_of_matrix(matrix);
    if (!(net->weights.heaviest <= WEIGHTS_GREATEST)) {
        enum status status = fail(diagnostic, STATUS_INPUT, "error: a weight of %g V; at most %g V would be right",
                                  net->weights.heaviest, WEIGHTS_GREATEST);
        network_free(net);
        return status;
    }
    return finish(net, apply_bias(net, start, bias, diagnostic), network);
}

gsl_rng *problem_random(unsigned long seed)
{
    gsl_rng *random = malloc(sizeof *random);
    void *state = calloc(1, gsl_rng_mt19937->size);
    if (!random || !state) {
        free(random);
        free(state);
        return NULL;
    }
    *random = (gsl_rng){gsl_rng_mt19937, state};
    gsl_rng_set(random, seed);
    return random;
}

char *problem_random_bits(gsl_rng *random, size_t n)
{
    char *bits = malloc(n + 1);
    if (bits) {
        for (size_t i = 0; i < n; i++) {
            bits[i] = gsl_rng_uniform_int(random, 2) ? '1' : '0';
        }
        bits[n] = '\0';
    }
    return bits;
}

bool problem_distort(gsl_rng *random, char *bits, double share)
{
    size_t n = strlen(bits);
    size_t flips = (size_t)lround(share * (double)n);
    size_t *all = malloc((n + 1) * sizeof *all);
    if (!all) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = i;
    }
    gsl_ran_shuffle(random, all, n, sizeof *all);
    for (size_t k = 0; k < flips && k < n; k++) {
        bits[all[k]] = bits[all[k]] == '1' ? '0' : '1';
    }
    free(all);
    return true;
}
