/* Networks are made from problems and files. */
#include "library/library.h"

#include "models/scatter/scatter.h"
#include "netgen/network_file.h"
#include "netgen/bias_option.h"
#include "netgen/network_check.h"
#include "netgen/questions/custom.h"
#include "netgen/questions/maxcut.h"
#include "netgen/questions/optimum.h"
#include "netgen/questions/question.h"
#include "netgen/questions/recall.h"
#include "netgen/readers/graph_read.h"
#include "netgen/readers/matrix_read.h"
#include "netgen/recipe.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Options ---- */

/* What the options of a network say. */
struct request {
    struct bias bias;
    const char *start; /* the caller's; NULL where there is none */
    double optimum;    /* NaN where there is none */
};

/* Sets an option of the bias. */
static enum status set_bias(struct bias *bias, const struct spinfield_option *option, struct diagnostic *diagnostic)
{
    struct bias_option known;
    for (size_t i = 0; bias_option(i, &known); i++) {
        if (strcmp(known.name, option->name) == 0) {
            char room[LIBRARY_NUMBER];
            const char *value = library_option_text(option, room), *right = bias_set(bias, known.name, value);
            return right ? fail(diagnostic, STATUS_INPUT, "error: option %s is '%.40s'; expected %s", known.name, value,
                                right)
                         : STATUS_OK;
        }
    }
    return fail(diagnostic, STATUS_INPUT, "error: there is no option '%.40s'; spinfield.h lists the options",
                option->name);
}

/* Takes the options of a network that is of a graph, or of another problem. */
static enum status take_options(const struct spinfield_option options[], bool of_graph, struct request *request,
                                struct diagnostic *diagnostic)
{
    double seed = 0.0;
    const struct library_number numbers[] = {
        {"seed", 0.0, (double)SCATTER_GREATEST_SEED, true, &seed},
        {of_graph ? "optimum" : NULL, -OPTIMUM_GREATEST, OPTIMUM_GREATEST, false, &request->optimum},
        {.name = NULL},
    };
    *request = (struct request){.bias = problem_auto_bias(), .optimum = NAN};
    for (; options && options->name; options++) {
        bool known = true;
        enum status status = STATUS_OK;
        if (!of_graph && strcmp(options->name, "start") == 0) {
            request->start = options->text;
            if (!options->text) {
                status = fail(diagnostic, STATUS_INPUT,
                              "error: option start is a number; expected a text, a character 0 or 1 for each neuron");
            }
        } else {
            status = library_set_number(numbers, options, &known, diagnostic);
        }
        if (!known) {
            status = set_bias(&request->bias, options, diagnostic);
        }
        if (status != STATUS_OK) {
            return status;
        }
    }
    problem_set_seed(&request->bias, (unsigned long)seed);
    return STATUS_OK;
}

/* ---- Making ---- */

/* Checks the pointers of a function that makes *network from what `given` points to. */
static enum spinfield_status begin(struct spinfield_network **network, const void *given, const char *name,
                                   struct spinfield_error *error)
{
    if (network) {
        *network = NULL;
    }
    return LIBRARY_CHECK(error, {network, "network"}, {given, name});
}

/* Hands over `made` in a handle, or frees it where memory is short. It is NULL where `status` is an error. */
static enum spinfield_status hand_over(enum status status, struct network *made, struct diagnostic *diagnostic,
                                       struct spinfield_network **network, struct spinfield_error *error)
{
    if (status == STATUS_OK && !(*network = malloc(sizeof **network))) {
        network_free(made);
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        (*network)->network = made;
    }
    return library_end(status, diagnostic, error);
}

static enum status check_patterns(size_t count, const char *const pattern[], struct diagnostic *diagnostic)
{
    if (count == 0) {
        return fail(diagnostic, STATUS_INPUT, "error: there are no patterns; expected at least one");
    }
    for (size_t p = 0; p < count; p++) {
        if (!pattern[p]) {
            return fail(diagnostic, STATUS_INPUT, "error: `pattern[%zu]` is NULL; expected a text", p);
        }
    }
    return STATUS_OK;
}

enum spinfield_status spinfield_network_of_patterns(size_t count, const char *const pattern[],
                                                    const struct spinfield_option options[],
                                                    struct spinfield_network **network, struct spinfield_error *error)
{
    struct diagnostic why;
    struct request request;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, pattern, "pattern", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = check_patterns(count, pattern, &why);
    if (status == STATUS_OK) {
        status = take_options(options, false, &request, &why);
    }
    if (status == STATUS_OK) { /* which only reads the patterns, though its type does not say so */
        status = recall_network(&(struct patterns){(char *const *)pattern, count, request.start}, &request.bias, &made,
                                &why);
    }
    return hand_over(status, made, &why, network, error);
}

/* The network of `graph`, which it takes. */
static enum status of_graph(struct graph *graph, const struct spinfield_option options[], struct network **made,
                            struct diagnostic *diagnostic)
{
    struct request request;
    enum status status = take_options(options, true, &request, diagnostic);
    if (status != STATUS_OK) {
        graph_free(graph);
        return status;
    }
    return maxcut_network(graph, request.optimum, &request.bias, made, diagnostic);
}

enum spinfield_status spinfield_network_of_graph(size_t nodes, size_t edges, const struct spinfield_edge edge[],
                                                 const struct spinfield_option options[],
                                                 struct spinfield_network **network, struct spinfield_error *error)
{
    struct diagnostic why;
    struct graph *graph = NULL;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, edge, "edge", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    struct edge *copy = calloc(edges + 1, sizeof *copy); /* not of size 0, for which it may give NULL */
    for (size_t i = 0; copy && i < edges; i++) {
        copy[i] = (struct edge){edge[i].a, edge[i].b, edge[i].weight};
    }
    enum status status = copy ? graph_of_edges(nodes, copy, edges, &graph, &why) : fail_memory(&why);
    if (status == STATUS_OK) {
        status = of_graph(graph, options, &made, &why);
    }
    return hand_over(status, made, &why, network, error);
}

enum spinfield_status spinfield_network_of_graph_file(const char *path, const struct spinfield_option options[],
                                                      struct spinfield_network **network, struct spinfield_error *error)
{
    struct diagnostic why;
    struct graph *graph = NULL;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, path, "path", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = graph_read(path, &graph, &why);
    if (status == STATUS_OK) {
        status = of_graph(graph, options, &made, &why);
    }
    return hand_over(status, made, &why, network, error);
}

/* A matrix with the caller's weights. */
static enum status copy_matrix(size_t n, const double weight[], struct matrix **matrix, struct diagnostic *diagnostic)
{
    if (n < 2 || n > NETWORK_GREATEST_N) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu neurons; expected from 2 to %zu", n, NETWORK_GREATEST_N);
    }
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            const double w = weight[i * n + j];
            if (!isfinite(w) || (i == j && w != 0.0)) {
                return fail(diagnostic, STATUS_INPUT,
                            "error: the weight from neuron %zu to neuron %zu is %g; expected %s", i, j, w,
                            i == j ? "0" : "a finite number");
            }
        }
    }
    *matrix = calloc(1, sizeof **matrix);
    double *value = calloc(n, n * sizeof *value);
    if (!*matrix || !value) {
        free(*matrix);
        free(value);
        return fail_memory(diagnostic);
    }
    memcpy(value, weight, n * n * sizeof *value);
    **matrix = (struct matrix){.n = n, .value = value};
    return STATUS_OK;
}

/* The network of `matrix`, which it takes. */
static enum status of_matrix(struct matrix *matrix, const struct spinfield_option options[], struct network **made,
                             struct diagnostic *diagnostic)
{
    struct request request;
    enum status status = take_options(options, false, &request, diagnostic);
    if (status != STATUS_OK) {
        matrix_free(matrix);
        return status;
    }
    return custom_network(matrix, request.start, &request.bias, made, diagnostic);
}

enum spinfield_status spinfield_network_of_matrix(size_t n, const double weight[],
                                                  const struct spinfield_option options[],
                                                  struct spinfield_network **network, struct spinfield_error *error)
{
    struct diagnostic why;
    struct matrix *matrix = NULL;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, weight, "weight", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = copy_matrix(n, weight, &matrix, &why);
    if (status == STATUS_OK) {
        status = of_matrix(matrix, options, &made, &why);
    }
    return hand_over(status, made, &why, network, error);
}

enum spinfield_status spinfield_network_of_matrix_file(const char *path, const struct spinfield_option options[],
                                                       struct spinfield_network **network,
                                                       struct spinfield_error *error)
{
    struct diagnostic why;
    struct matrix *matrix = NULL;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, path, "path", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = matrix_read(path, &matrix, &why);
    if (status == STATUS_OK) {
        status = of_matrix(matrix, options, &made, &why);
    }
    return hand_over(status, made, &why, network, error);
}

/* ---- Tasks ---- */

/* The recipe of a task with its files and options. On an error *recipe is NULL. */
static enum status task_recipe(const struct question *question, size_t files, const char *const file[],
                               const struct spinfield_option options[], struct recipe **recipe,
                               struct diagnostic *diagnostic)
{
    enum status status = recipe_new(question, recipe, diagnostic);
    for (size_t i = 0; i < files && status == STATUS_OK; i++) {
        status = file[i] ? recipe_add_file(*recipe, file[i], diagnostic)
                         : fail(diagnostic, STATUS_INPUT, "error: `file[%zu]` is NULL; expected a path", i);
    }
    for (; options && options->name && status == STATUS_OK; options++) {
        char room[LIBRARY_NUMBER];
        status = recipe_set(*recipe, options->name, library_option_text(options, room), diagnostic);
    }
    if (status != STATUS_OK) {
        recipe_free(*recipe);
        *recipe = NULL;
    }
    return status;
}

/* SPINFIELD_INPUT, with the tasks that there are. */
static enum spinfield_status refuse_task(const char *task, struct spinfield_error *error)
{
    struct diagnostic why;
    char names[200] = "";
    for (size_t k = 0; question_number(k); k++) {
        const size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s",
                 k == 0                   ? ""
                 : question_number(k + 1) ? ", "
                                          : " or ",
                 question_number(k)->name);
    }
    return library_end(fail(&why, STATUS_INPUT, "error: unknown task '%.40s'; expected %s", task, names), &why, error);
}

enum spinfield_status spinfield_network_of_task(const char *task, size_t files, const char *const file[],
                                                const struct spinfield_option options[],
                                                struct spinfield_network **network, struct spinfield_error *error)
{
    struct diagnostic why;
    struct recipe *recipe;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, task, "task", error);
    if (good == SPINFIELD_OK && files > 0) {
        good = LIBRARY_CHECK(error, {file, "file"});
    }
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct question *question = question_find(task);
    if (!question) {
        return refuse_task(task, error);
    }
    enum status status = task_recipe(question, files, file, options, &recipe, &why);
    if (status == STATUS_OK) {
        status = recipe_make(recipe, &made, &why);
    }
    recipe_free(recipe);
    return hand_over(status, made, &why, network, error);
}

/* ---- Files ---- */

enum spinfield_status spinfield_network_read(const char *path, struct spinfield_network **network,
                                             struct spinfield_error *error)
{
    struct diagnostic why;
    struct network *made = NULL;
    enum spinfield_status good = begin(network, path, "path", error);
    if (good != SPINFIELD_OK) {
        return good;
    }
    enum status status = network_read(path, &made, &why);
    return hand_over(status, made, &why, network, error);
}

void spinfield_network_free(struct spinfield_network *network)
{
    if (network) {
        network_free(network->network);
        free(network);
    }
}
