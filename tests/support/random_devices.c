#include "tests/support/random_devices.h"

#include "netgen/problem.h"
#include "netgen/questions/recall.h"
#include "netgen/questions/maxcut.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What is drawn. The accuracy parameters dxmax and dxtol keep to what a run of seconds allows. */
static const struct drawn {
    const char *name;
    double least, greatest; /* 0: the limit of the table */
} DRAWN[] = {{"g", 0, 0},           {"polarization", 0, 0},  {"ms", 0, 0},           {"area", 0, 0},
             {"length", 0, 1e-6},   {"width", 0, 1e-7},      {"position", 0, 0},     {"vleak", 1e-3, 1e4},
             {"rp", 0, 0},          {"rap", 0, 0},           {"rm", 0, 0},           {"xinit", 1e-9, 1e-7},
             {"dxmax", 1e-9, 1e-7}, {"dxtol", 1e-14, 1e-11}, {"delta", 1e-10, 3e-8}, {"idepin", 1e-9, 1e-4}};
enum { DRAWN_COUNT = sizeof DRAWN / sizeof *DRAWN };

/* A value between the two, each decade as likely as another, or, as often, one of the two. */
static double draw_between(gsl_rng *random, double least, double greatest)
{
    if (gsl_rng_uniform(random) < 0.5) {
        return gsl_rng_uniform(random) < 0.5 ? least : greatest;
    }
    double from = least > 0.0 ? least : 1e-3 * greatest;
    return from * pow(greatest / from, gsl_rng_uniform(random));
}

static void draw_parameter(gsl_rng *random, struct bias *bias)
{
    const struct drawn *drawn = &DRAWN[gsl_rng_uniform_int(random, DRAWN_COUNT)];
    size_t index = dwmtj_index(drawn->name);
    const struct parameter *p = &dwmtj_parameters[index];
    double value = draw_between(random, drawn->least > 0.0 ? drawn->least : p->least,
                                drawn->greatest > 0.0 ? drawn->greatest : p->greatest);
    bool leak = strcmp(drawn->name, "vleak") == 0;
    unsigned long which = gsl_rng_uniform_int(random, 3); /* somas, axons, both */
    if (which != 1) {
        dwmtj_set(&bias->soma, index, value);
    }
    if (which != 0) {
        dwmtj_set(&bias->axon, index, leak ? -value : value);
    }
}

static struct graph *draw_graph(gsl_rng *random, size_t n)
{
    struct graph *graph = calloc(1, sizeof *graph);
    *graph = (struct graph){.nodes = n, .edge = calloc(n * n, sizeof *graph->edge)};
    for (size_t a = 0; a < n; a++) {
        for (size_t b = a + 1; b < n; b++) {
            if (gsl_rng_uniform(random) < 0.5) {
                graph->edge[graph->edges++] = (struct edge){a, b, 1.0};
            }
        }
    }
    return graph;
}

static enum status draw_recall(gsl_rng *random, size_t n, const struct bias *bias, struct network **network)
{
    char *pattern[2], *start = problem_random_bits(random, n);
    size_t patterns = 1 + gsl_rng_uniform_int(random, 2);
    struct diagnostic ignored;
    for (size_t p = 0; p < patterns; p++) {
        pattern[p] = problem_random_bits(random, n);
    }
    enum status status = recall_network(&(struct patterns){pattern, patterns, start}, bias, network, &ignored);
    for (size_t p = 0; p < patterns; p++) {
        free(pattern[p]);
    }
    free(start);
    return status;
}

struct network *random_devices(unsigned long number)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(random, number);
    struct network *network = NULL;
    while (!network) { /* until one is drawn that `gen` takes */
        struct bias bias = problem_standard_bias();
        struct diagnostic ignored;
        for (unsigned long k = 0, count = 1 + gsl_rng_uniform_int(random, 2); k < count; k++) {
            draw_parameter(random, &bias);
        }
        bias.vdw = gsl_rng_uniform_int(random, 2) ? VDW_LOADED : VDW_EQ4;
        bias.dendrite = gsl_rng_uniform_int(random, 4) ? DENDRITE_PLAIN : DENDRITE_BALANCED;
        bias.unit = gsl_rng_uniform_int(random, 3) ? bias.unit : draw_between(random, 1e-3, 1.0);
        bias.v_c = gsl_rng_uniform_int(random, 3) ? bias.v_c : draw_between(random, 1e-2, 10.0);
        size_t n = 3 + gsl_rng_uniform_int(random, 6);
        if (number % 3 == 0) {
            maxcut_network(draw_graph(random, n), NAN, &bias, &network, &ignored);
        } else {
            draw_recall(random, n, &bias, &network);
        }
    }
    gsl_rng_free(random);
    return network;
}
