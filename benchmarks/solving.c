#include "benchmarks/solving.h"

#include "benchmarks/machine.h"
#include "netgen/questions/maxcut.h"
#include "netgen/questions/recall.h"
#include "netgen/readers/rudy.h"
#include "netgen/load_phase.h"
#include "solver/solver.h"
#include "solver/synapses.h"

#include <cblas.h>
#include <math.h>
#include <stdlib.h>

/* Solves `network` once, adding to the task's counts where `counted`. */
static enum status solve_one(struct solving *task, const struct network *network, double tolerance, bool counted,
                             double *seconds, struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    struct solver_result result;
    struct solver *solver = NULL;
    struct synapses *synapses = NULL;
    char *state = malloc(network->n + 1);
    options.tolerance = tolerance;
    double (*time)(void) = task->threads > 1 ? machine_real_time : machine_processor_time;
    options.threads = task->threads;
    double begun = time();
    enum status status = state ? solver_new(network, &solver, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = solver_run(solver, network->start, &options, state, &result, diagnostic);
    }
    *seconds += time() - begun;
    if (status == STATUS_OK && counted) {
        status = synapses_new(&network->weights, NULL, &synapses, diagnostic);
    }
    if (status == STATUS_OK && counted) {
        double bytes, operations;
        synapses_cost(synapses, &bytes, &operations);
        task->steps += (double)result.steps;
        task->evaluations += (double)result.evaluations;
        double sums = (double)(result.evaluations + result.steps); /* each step sums rates, too */
        task->bytes += bytes * sums;
        task->operations += operations * sums;
        task->memory = fmax(task->memory, solver_memory(network));
    }
    synapses_free(synapses);
    solver_free(solver);
    free(state);
    return status;
}

/* Random recalls; where supplies vary, each neuron is computed. */
struct recalls {
    size_t n, patterns;
    enum weights_rule rule;
    double sigma_vdw;
};

static enum status new_recall(gsl_rng *random, const struct recalls *recalls, struct network **network,
                              struct diagnostic *diagnostic)
{
    enum { MOST = 3 };
    char *pattern[MOST] = {NULL};
    struct bias bias = problem_standard_bias();
    const size_t n = recalls->n, patterns = recalls->patterns;
    bias.rule = recalls->rule;
    bias.variation.sigma_of_source[VARIATION_V_DW] = recalls->sigma_vdw;
    char *start = problem_random_bits(random, n);
    enum status status = start ? STATUS_OK : fail_memory(diagnostic);
    for (size_t p = 0; p < patterns && status == STATUS_OK; p++) {
        pattern[p] = problem_random_bits(random, n);
        status = pattern[p] ? STATUS_OK : fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = recall_network(&(struct patterns){pattern, patterns, start}, &bias, network, diagnostic);
    }
    for (size_t p = 0; p < patterns; p++) {
        free(pattern[p]);
    }
    free(start);
    return status;
}

/* One run over `task->networks` recalls, the same in every run. */
static enum status run_recalls(struct solving *task, const struct recalls *recalls, bool counted, double *seconds,
                               struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(0);
    enum status status = random ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; k < task->networks && status == STATUS_OK; k++) {
        struct network *network = NULL;
        status = new_recall(random, recalls, &network, diagnostic);
        if (status == STATUS_OK) {
            status = solve_one(task, network, 1e-3, counted, seconds, diagnostic);
        }
        network_free(network);
    }
    gsl_rng_free(random);
    return status;
}

/* A load phase with a random state: from x = 0 a sparse network rests at once. */
static enum status give_start(struct network *network, struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(0);
    network->start = random ? problem_random_bits(random, network->n) : NULL;
    network->t_load = load_phase_time(network);
    gsl_rng_free(random);
    return network->start ? STATUS_OK : fail_memory(diagnostic);
}

static enum status run_cut(struct solving *task, const struct rudy_random *drawing, double tolerance, bool counted,
                           double *seconds, struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    struct network *network = NULL;
    struct bias bias = problem_standard_bias();
    enum status status = rudy_random_graph(drawing, &graph, diagnostic);
    if (status == STATUS_OK) {
        status = maxcut_network(graph, NAN, &bias, &network, diagnostic);
    }
    if (status == STATUS_OK && drawing->density < 10.0) {
        status = give_start(network, diagnostic);
    }
    double sum = 0.0;
    for (size_t r = 0; r < task->repeats && status == STATUS_OK; r++) {
        status = solve_one(task, network, tolerance, counted && r == 0, &sum, diagnostic);
    }
    *seconds += sum / (double)task->repeats;
    network_free(network);
    return status;
}

static enum status run_task(struct solving *task, size_t which, bool counted, double *seconds,
                            struct diagnostic *diagnostic)
{
    static const struct recalls SMALL = {60, 1, WEIGHTS_SUM, 0.0}, SIGNS = {10000, 3, WEIGHTS_SIGN, 0.0},
                                MILLION = {1000000, 3, WEIGHTS_SUM, 0.0}, VARIED = {1000000, 3, WEIGHTS_SUM, 0.01};
    static const struct rudy_random DENSE = {60, 50.0, 6007}, SPARSE = {2000, 1.0, 1};
    switch (which) {
    case 0:
        return run_recalls(task, &SMALL, counted, seconds, diagnostic);
    case 1:
        return run_cut(task, &DENSE, 1e-3, counted, seconds, diagnostic);
    case 2:
        return run_cut(task, &DENSE, 1e-2, counted, seconds, diagnostic);
    case 3:
        return run_cut(task, &SPARSE, 1e-3, counted, seconds, diagnostic);
    case 4:
        return run_recalls(task, &SIGNS, counted, seconds, diagnostic);
    case 5:
        return run_recalls(task, &MILLION, counted, seconds, diagnostic);
    default:
        return run_recalls(task, &VARIED, counted, seconds, diagnostic);
    }
}

/* ---- The machine's limits ---- */

static double best_of(double (*measure)(double *memory, size_t count), double *memory, size_t count)
{
    double best = 0.0;
    for (int k = 0; k < 5; k++) {
        best = fmax(best, measure(memory, count));
    }
    return best;
}

static double read_rate(double *memory, size_t count)
{
    double begun = machine_processor_time();
    volatile double sum = cblas_ddot((int)count, memory, 1, memory, 1);
    (void)sum;
    return (double)count * sizeof *memory / (machine_processor_time() - begun);
}

static double arithmetic_rate(double *memory, size_t count)
{
    const int n = 1024;
    const size_t matrix = (size_t)n * (size_t)n;
    (void)count;
    double begun = machine_processor_time();
    cblas_dgemm(CblasRowMajor, CblasNoTrans, CblasNoTrans, n, n, n, 1.0, memory, n, memory + matrix, n, 0.0,
                memory + 2 * matrix, n);
    return 2.0 * n * n * n / (machine_processor_time() - begun);
}

static enum status measure_limits(struct limits *limits, struct diagnostic *diagnostic)
{
    const size_t count = (size_t)32 << 20; /* 256 MB */
    double *memory = malloc(count * sizeof *memory);
    if (!memory) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < count; i++) {
        memory[i] = 1e-3 * (double)(i % 1000);
    }
    limits->bandwidth = best_of(read_rate, memory, count);
    limits->operations = best_of(arithmetic_rate, memory, count);
    free(memory);
    return STATUS_OK;
}

enum status solving_measure(struct solving task[SOLVING_TASKS], struct limits *limits, struct diagnostic *diagnostic)
{
    static const struct solving TASKS[SOLVING_TASKS] = {
        {.name = "1,000 recalls of one pattern, N = 60", .networks = 1000, .target = 0.2},
        {.name = "g05_60.7, max-cut", .networks = 1, .repeats = 1000, .target = 0.5e-3},
        {.name = "g05_60.7, max-cut, tolerance 1e-2", .networks = 1, .repeats = 1000},
        {.name = "graph of 2,000 nodes and 19,990 edges, random start", .networks = 1, .repeats = 100, .target = 0.2},
        {.name = "signs of three patterns, N = 10,000", .networks = 1},
        {.name = "a million neurons, three patterns", .networks = 1, .target = 60.0},
        {.name = "the same, V_DW varies by 1 %", .networks = 1},
        {.name = "and with two threads, real time", .networks = 1, .threads = 2},
    };
    enum status status = STATUS_OK;
    for (size_t k = 0; k < SOLVING_TASKS; k++) {
        task[k] = TASKS[k];
        for (size_t run = 0; run <= SOLVING_RUNS && status == STATUS_OK; run++) { /* the first is dropped */
            double seconds = 0.0;
            status = run_task(&task[k], k, run == 0, &seconds, diagnostic);
            if (run > 0) {
                sample_add(&task[k].seconds, seconds);
            }
        }
    }
    return status == STATUS_OK ? measure_limits(limits, diagnostic) : status;
}
