#include "benchmarks/searching.h"

#include "benchmarks/machine.h"
#include "campaign/runner.h"
#include "campaign/search.h"
#include "netgen/questions/maxcut.h"
#include "netgen/questions/question.h"
#include "netgen/readers/graph_make.h"
#include "solver/maxcut_exact.h"

#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <time.h>

/* `rudy -rnd_graph NODES DENSITY SEED`, with seeds that follow each other. */
static const struct family {
    const char *name;
    size_t nodes, graphs, runs;
    double density;
    long seed;
    enum graph_make_weights weights;
    long least, greatest;
} FAMILIES[SEARCHING_FAMILIES + 1] = {
    {"g05_60", 60, 10, SEARCHING_RUNS, 50.0, 6000, GRAPH_MAKE_ONES, 0, 0},
    {"g05_80", 80, 10, SEARCHING_RUNS, 50.0, 8000, GRAPH_MAKE_ONES, 0, 0},
    {"g05_100", 100, 10, SEARCHING_RUNS, 50.0, 10000, GRAPH_MAKE_ONES, 0, 0},
    {"pm1s_80", 80, 10, SEARCHING_RUNS, 10.0, 800, GRAPH_MAKE_PM1, 0, 0},
    {"pm1s_100", 100, 10, SEARCHING_RUNS, 10.0, 1000, GRAPH_MAKE_PM1, 0, 0},
    {"pm1d_80", 80, 10, SEARCHING_RUNS, 99.0, 800, GRAPH_MAKE_PM1, 0, 0},
    {"pm1d_100", 100, 10, SEARCHING_RUNS, 99.0, 1000, GRAPH_MAKE_PM1, 0, 0},
    {"w01_100", 100, 10, SEARCHING_RUNS, 10.0, 1000, GRAPH_MAKE_RANGE, -10, 10},
    {"w05_100", 100, 10, SEARCHING_RUNS, 50.0, 1000, GRAPH_MAKE_RANGE, -10, 10},
    {"w09_100", 100, 10, SEARCHING_RUNS, 90.0, 1000, GRAPH_MAKE_RANGE, -10, 10},
    {"pw01_100", 100, 10, SEARCHING_RUNS, 10.0, 1000, GRAPH_MAKE_RANGE, 1, 10},
    {"pw05_100", 100, 10, SEARCHING_RUNS, 50.0, 1000, GRAPH_MAKE_RANGE, 1, 10},
    {"pw09_100", 100, 10, SEARCHING_RUNS, 90.0, 1000, GRAPH_MAKE_RANGE, 1, 10},
    {"G1", 800, 1, SEARCHING_LARGE_RUNS, 6.0, 8001, GRAPH_MAKE_ONES, 0, 0},
};

/* What one search found. */
struct found {
    double cut, best_known, seconds, time, energy, run_time;
};

static double seconds_now(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

static enum status take_summary(const struct network *network, const struct search *search, struct found *found,
                                struct diagnostic *diagnostic)
{
    struct maxcut_result tabu;
    struct search_summary summary;
    enum status status = maxcut_best(network->weights.graph, 1, 1, &tabu, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    found->cut = search->objective[search->best];
    found->best_known = fmax(found->cut, tabu.cut);
    maxcut_result_clear(&tabu);
    const struct search_target target = {SEARCH_KNOWN, found->best_known};
    status = search_summarize(search, network->question, &target, &summary, diagnostic);
    if (status == STATUS_OK) {
        found->time = summary.time.value;
        found->energy = summary.energy.value;
        found->run_time = summary.run_time;
    }
    return status;
}

static enum status search_graph(const struct family *family, size_t k, struct found *found,
                                struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    struct network *network = NULL;
    struct search search;
    struct measures measures;
    const struct bias bias = problem_auto_bias();
    enum status status = graph_make(&(struct graph_plan){.kind = graph_kind_find("rnd"),
                                                         .nodes = family->nodes,
                                                         .density = family->density,
                                                         .seed = family->seed + (long)k,
                                                         .weights = family->weights,
                                                         .least = family->least,
                                                         .greatest = family->greatest},
                                    &graph, diagnostic);
    if (status == STATUS_OK) {
        status = maxcut_network(graph, NAN, &bias, &network, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    const struct solver_options options = solver_standard_options(network);
    const struct search_plan plan = {.network = network,
                                     .options = &options,
                                     .method = SEARCH_KICK,
                                     .runs = family->runs,
                                     .seed = 1,
                                     .workers = runner_processors()};
    double begun = seconds_now();
    status = search_run(&plan, &search, &measures, diagnostic);
    found->seconds = seconds_now() - begun;
    if (status == STATUS_OK) {
        status = take_summary(network, &search, found, diagnostic);
        search_clear(&search);
        measures_clear(&measures);
    }
    network_free(network);
    return status;
}

static double median(double *value, size_t count)
{
    gsl_sort(value, 1, count);
    return gsl_stats_median_from_sorted_data(value, 1, count);
}

static enum status search_family(const struct family *family, struct searching *row, struct diagnostic *diagnostic)
{
    double time[SEARCHING_GRAPHS], energy[SEARCHING_GRAPHS];
    *row = (struct searching){
        .name = family->name, .graphs = family->graphs, .nodes = family->nodes, .runs = family->runs, .least = 1.0};
    for (size_t k = 0; k < family->graphs; k++) {
        struct found found;
        enum status status = search_graph(family, k, &found, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        double share = found.cut / found.best_known;
        row->cut = found.cut;
        row->at_best += found.cut == found.best_known;
        row->mean += share / (double)family->graphs;
        row->least = fmin(row->least, share);
        row->seconds = fmax(row->seconds, found.seconds);
        row->run_time += found.run_time / (double)family->graphs;
        time[k] = found.time;
        energy[k] = found.energy;
    }
    row->time = median(time, family->graphs);
    row->energy = median(energy, family->graphs);
    return STATUS_OK;
}

enum status searching_measure(struct searching row[SEARCHING_FAMILIES + 1], struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t f = 0; f <= SEARCHING_FAMILIES && status == STATUS_OK; f++) {
        status = search_family(&FAMILIES[f], &row[f], diagnostic);
    }
    return status;
}
