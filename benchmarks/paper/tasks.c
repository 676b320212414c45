#include "benchmarks/paper/tasks.h"

#include "netgen/questions/image.h"
#include "netgen/questions/maxcut.h"
#include "netgen/questions/recall.h"
#include "netgen/load_phase.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double PUBLISHED_WIDTH = 10e-9; /* m; Table I has 20 nm */
static const double LOAD_STEP = 1e-11;       /* s; load times are rounded up to whole steps, as everywhere */

struct bias tasks_published_bias(void)
{
    struct bias bias = problem_standard_bias();
    bias.vdw = VDW_LOADED;
    bias.soma.width = bias.axon.width = PUBLISHED_WIDTH;
    return bias;
}

enum status tasks_recall(const void *recall_task, size_t k, gsl_rng *random, struct network **network,
                         struct diagnostic *diagnostic)
{
    (void)k;
    const struct recall_task *task = recall_task;
    char *pattern[TASKS_PATTERNS] = {NULL}, *start = NULL;
    bool ready = task->patterns > 0;
    for (size_t p = 0; p < task->patterns && ready; p++) {
        ready = (pattern[p] = problem_random_bits(random, task->n)) != NULL;
    }
    if (ready) {
        start = task->distortion < 0.0 ? problem_random_bits(random, task->n) : strdup(pattern[0]);
        ready = start && (task->distortion < 0.0 || problem_distort(random, start, task->distortion));
    }
    enum status status =
        ready ? recall_network(&(struct patterns){pattern, task->patterns, start}, &task->bias, network, diagnostic)
              : fail_memory(diagnostic);
    for (size_t p = 0; p < task->patterns; p++) {
        free(pattern[p]);
    }
    free(start);
    return status;
}

static void invert(char *bits)
{
    for (; *bits; bits++) {
        *bits = *bits == '1' ? '0' : '1';
    }
}

enum status tasks_picture(const void *picture_task, size_t k, gsl_rng *random, struct network **network,
                          struct diagnostic *diagnostic)
{
    const struct picture_task *task = picture_task;
    char *start = strdup(task->start ? task->start[k] : task->pattern[task->which]);
    bool inverse = !task->start && gsl_rng_uniform_int(random, 2) == 1;
    if (start && inverse) {
        invert(start);
    }
    bool ready = start && (task->start || problem_distort(random, start, task->distortion));
    const struct patterns given = {task->pattern, task->patterns, start};
    enum status status =
        ready ? image_network(&given, task->columns, &task->bias, network, diagnostic) : fail_memory(diagnostic);
    free(start);
    return status;
}

static struct graph *copy_graph(const struct graph *graph)
{
    struct graph *copy = malloc(sizeof *copy);
    if (!copy) {
        return NULL;
    }
    *copy = *graph;
    copy->name = NULL; /* the task needs none */
    copy->edge = malloc(graph->edges * sizeof *copy->edge);
    if (!copy->edge) {
        free(copy);
        return NULL;
    }
    memcpy(copy->edge, graph->edge, graph->edges * sizeof *copy->edge);
    return copy;
}

enum status tasks_cut(const void *cut_task, size_t k, gsl_rng *random, struct network **network,
                      struct diagnostic *diagnostic)
{
    const struct cut_task *task = cut_task;
    struct graph *graph = copy_graph(task->graph[k % task->graphs]);
    *network = NULL;
    enum status status = graph ? maxcut_network(graph, NAN, &task->bias, network, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK || !task->random_starts) {
        return status;
    }
    (*network)->t_load = ceil(load_phase_time(*network) / LOAD_STEP) * LOAD_STEP;
    (*network)->start = problem_random_bits(random, (*network)->n);
    if (!(*network)->start) {
        network_free(*network);
        *network = NULL;
        return fail_memory(diagnostic);
    }
    return STATUS_OK;
}
