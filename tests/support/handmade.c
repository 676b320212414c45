#include "tests/support/handmade.h"

#include "netgen/deck.h"
#include "netgen/questions/image.h"
#include "netgen/questions/maxcut.h"
#include "netgen/technologies/technology.h"
#include "spice/deck_trace.h"
#include "tests/support/expect.h"

#include <check.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void write_title(const struct network *network, FILE *out)
{
    (void)network;
    fputs("Handmade", out);
}

const struct question handmade_question = {.name = "handmade", .title = write_title, .picture = question_cells};

struct network *handmade_network(const struct question *question, size_t n)
{
    struct network *network = network_new(question, &technology_wall);
    network->n = n;
    network->weights.n = n;
    network->weights.unit = 0.1;
    network->soma = network->axon = dwmtj_default();
    network->soma.vleak = 0.2;
    network->v_dw = 0.34;
    network->v_c = 0.1;
    return network;
}

void handmade_set_columns(struct network *network, size_t columns)
{
    struct image *image = columns ? malloc(sizeof *image) : NULL;
    free(network->asked);
    network->question = columns ? &question_image : &question_recall;
    network->asked = image;
    if (image) {
        *image = (struct image){columns};
    }
}

void handmade_set_optimum(struct network *network, double optimum)
{
    free(network->asked);
    network->asked = NULL;
    if (!isnan(optimum)) {
        struct maxcut *maxcut = malloc(sizeof *maxcut);
        *maxcut = (struct maxcut){optimum};
        network->asked = maxcut;
    }
}

struct network *handmade_recall(size_t patterns, const char *const pattern[], const char *start)
{
    struct network *network = handmade_network(&question_recall, strlen(pattern[0]));
    network->weights.pattern = calloc(patterns, sizeof *network->weights.pattern);
    network->weights.patterns = patterns;
    for (size_t p = 0; p < patterns; p++) {
        network->weights.pattern[p] = strdup(pattern[p]);
    }
    network->start = start ? strdup(start) : NULL;
    return network;
}

struct network *handmade_maxcut(void)
{
    static const struct edge EDGES[] = {{0, 1, 1.0}, {1, 2, 2.5}, {2, 3, -4.0}};
    struct network *network = handmade_network(&question_maxcut, 4);
    struct graph *graph = calloc(1, sizeof *graph);
    graph->nodes = 4;
    graph->edges = 3;
    graph->edge = malloc(sizeof EDGES);
    memcpy(graph->edge, EDGES, sizeof EDGES);
    network->weights = weights_of_graph(graph, network->weights.unit, 1.0);
    return network;
}

enum { TIME, LOAD, SOMA, SYNAPSE, WALLS = HANDMADE_WALLS };

struct table *handmade_run(size_t n)
{
    char(*name)[DECK_NAME_SIZE] = calloc(2 * n, sizeof *name);
    const char **names = calloc(WALLS + 2 * n, sizeof *names);
    const struct network network = {.n = n};
    names[TIME] = "time";
    names[LOAD] = DECK_POWER_LOAD;
    names[SOMA] = DECK_POWER_SOMA;
    names[SYNAPSE] = DECK_POWER_SYNAPSE;
    for (size_t i = 0; i < n; i++) {
        deck_soma_vector(i, name[i]);
        deck_axon_vector(&network, i, name[n + i]);
        names[WALLS + i] = name[i];
        names[WALLS + n + i] = name[n + i];
    }
    struct table *table = table_new(WALLS + 2 * n, names);
    ck_assert_ptr_nonnull(table);
    free(names);
    free(name);
    return table;
}

void handmade_point(struct table *run, double time, struct handmade_power power, size_t walls, const double *nm)
{
    struct diagnostic why;
    double *row = calloc(run->columns, sizeof *row);
    row[TIME] = time;
    row[LOAD] = power.load;
    row[SOMA] = power.soma;
    row[SYNAPSE] = power.synapse;
    for (size_t i = 0; i < walls; i++) {
        row[WALLS + i] = nm[i] * 1e-9;
    }
    expect_ok(table_append(run, row, &why), &why);
    free(row);
}

struct measures handmade_measure(struct table *run, const struct network *network)
{
    struct trace *trace;
    struct measures measures;
    struct diagnostic why;
    expect_ok(deck_trace_take(run, network, "run", &trace, &why), &why);
    expect_ok(measures_take(trace, network, &measures, &why), &why);
    trace_free(trace);
    table_free(run);
    return measures;
}

struct measures handmade_measure_state(const struct network *network, const char *state)
{
    struct table *run = handmade_run(network->n);
    double *walls = calloc(network->n, sizeof *walls);
    handmade_point(run, 0.0, (struct handmade_power){0, 0, 0}, 0, NULL);
    for (size_t i = 0; i < network->n; i++) {
        walls[i] = state[i] == '1' ? 100 : 0;
    }
    handmade_point(run, 60e-9, (struct handmade_power){1e-3, 2e-3, 5e-3}, network->n, walls);
    handmade_point(run, 80e-9, (struct handmade_power){1e-3, 2e-3, 5e-3}, network->n, walls);
    free(walls);
    return handmade_measure(run, network);
}
