#include "netgen/questions/maxcut.h"

#include "base/document.h"
#include "netgen/fields.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/shown.h"
#include "netgen/readers/graph_read.h"
#include "netgen/warning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

double maxcut_optimum(const struct network *network)
{
    const struct maxcut *maxcut = network->asked;
    return maxcut ? maxcut->optimum : NAN;
}

/* ---- Making one ---- */

enum { OPTIMUM };

static const struct question_option OPTIONS[] = {
    [OPTIMUM] = {"optimum", 0, QUESTION_NUMBER, 0, 0, "CUT", "Best known cut, for the report"},
};

enum status maxcut_network(struct graph *graph, double optimum, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    struct maxcut *maxcut = isnan(optimum) ? NULL : malloc(sizeof *maxcut);
    enum status status = STATUS_OK;
    *network = NULL;
    if (maxcut) {
        *maxcut = (struct maxcut){optimum};
    } else if (!isnan(optimum)) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK && fabs(optimum) > MAXCUT_GREATEST) {
        status = fail(diagnostic, STATUS_INPUT, "error: the best known cut, %g, must be from %g to %g", optimum,
                      -MAXCUT_GREATEST, MAXCUT_GREATEST);
    }
    if (status != STATUS_OK) {
        free(maxcut);
        graph_free(graph);
        return status;
    }
    const struct problem problem = {
        .question = &question_maxcut, .weights = weights_of_graph(graph, bias->unit, problem_no_edge(bias)), .asked = maxcut};
    return problem_network(&problem, bias, network, diagnostic);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    const struct question_value *optimum = &request->value[OPTIMUM];
    enum status status = question_require_one(request, "graph file", diagnostic);
    if (status == STATUS_OK) {
        status = graph_read(request->files.word[0], &graph, diagnostic);
    }
    return status == STATUS_OK
               ? maxcut_network(graph, optimum->given ? optimum->number : NAN, request->bias, network, diagnostic)
               : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"optimum", NULL};

static void read_maxcut(struct fields *fields, const json_t *object, struct network *network)
{
    if (json_object_get(object, "optimum")) {
        struct maxcut *maxcut = fields_allocate(fields, 1, sizeof *maxcut);
        network->asked = maxcut;
        double optimum = fields_number(fields, object, "optimum", -MAXCUT_GREATEST, MAXCUT_GREATEST);
        if (maxcut) {
            maxcut->optimum = optimum;
        }
    }
}

static void write_maxcut(const struct network *network, struct document *document)
{
    if (network->asked) {
        document_finite(document, "optimum", maxcut_optimum(network));
    }
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    const struct graph *graph = network->weights.graph;
    fprintf(out, "Max-cut of a graph with %zu edge%s", graph->edges, graph->edges == 1 ? "" : "s");
}

static double cut(const struct network *network, const char *state)
{
    return graph_cut(network->weights.graph, state);
}

static const struct question_metric METRICS[] = {{"cut", QUESTION_REAL}, {"optimum", QUESTION_REAL}};

static void measure(const struct answer *answer, double *value)
{
    value[0] = answer->quality->objective;
    value[1] = maxcut_optimum(answer->network);
}

/* True where the cut is above the given optimum by more than rounding, so that this is none. */
static bool exceeds_optimum(const struct answer *answer)
{
    double optimum = maxcut_optimum(answer->network);
    return isfinite(optimum) && question_is_clearly_better(&question_maxcut, answer->quality->objective, optimum);
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "cut";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "a cut of ";
}

static void say(const struct answer *answer, FILE *out)
{
    double optimum = maxcut_optimum(answer->network), found = answer->quality->objective;
    if (exceeds_optimum(answer)) {
        fprintf(out, "%.10g; the given optimum of %.10g is too low", found, optimum);
    } else if (isfinite(optimum) && optimum > 0.0) {
        fprintf(out, "%.10g, %.1f %% of the best known cut of %.10g", found, 100.0 * found / optimum, optimum);
    } else if (isfinite(optimum)) {
        fprintf(out, "%.10g; the best known cut is %.10g", found, optimum);
    } else {
        fprintf(out, "%.10g", found);
    }
}

static void warn(const struct answer *answer, struct warnings *w)
{
    const struct graph *graph = answer->network->weights.graph;
    double greatest = -INFINITY;
    for (size_t e = 0; e < graph->edges; e++) {
        greatest = fmax(greatest, graph->edge[e].weight);
    }
    double chance = chance_of_cut(graph, answer->quality->objective);
    if (exceeds_optimum(answer)) {
        warning_add(w, "optimum", true, "the cut exceeds the given optimum of %.10g, so that is not the optimum",
                    maxcut_optimum(answer->network));
    }
    if (quality_is_uniform(answer->state) && greatest > 0.0) {
        warning_add(w, "one_side", false, "all nodes are on the same side, so no edge is cut: this is not an answer");
    } else if (chance >= CHANCE_LIMIT) {
        warning_add(w, "chance", false,
                    "the cut is no better than chance: %.0f %% of random states cut as much or more", 100.0 * chance);
    }
}

static struct question_picture picture(const struct network *network)
{
    return (struct question_picture){.graph = network->weights.graph};
}

static void list_sides(const struct answer *answer, const struct question_table *table)
{
    shown_bits(answer, (struct shown_words){"node", "side", "1", "0"}, table);
}

/* ---- Its table ---- */

static void count_row(const struct question_table *table, const char *name, size_t count)
{
    char text[32];
    snprintf(text, sizeof text, "%zu", count);
    table->row(table->context, (const char *const[]){name, text});
}

static void value_row(const struct question_table *table, const char *name, double value)
{
    char text[32];
    snprintf(text, sizeof text, "%.10g", value);
    table->row(table->context, (const char *const[]){name, text});
}

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const struct graph *graph = answer->network->weights.graph;
    const char *state = answer->state;
    double optimum = maxcut_optimum(answer->network);
    size_t on = 0, edges = 0;
    for (size_t i = 0; i < graph->nodes; i++) {
        on += state[i] == '1';
    }
    for (size_t e = 0; e < graph->edges; e++) {
        edges += state[graph->edge[e].a] != state[graph->edge[e].b];
    }
    table->begin(table->context, (const char *const[]){"cut", ""}, 2, 1);
    count_row(table, "nodes ON", on);
    count_row(table, "nodes OFF", graph->nodes - on);
    count_row(table, "edges", graph->edges);
    count_row(table, "edges cut", edges);
    value_row(table, "cut, the weight of these edges", answer->quality->objective);
    if (isfinite(optimum)) {
        value_row(table, exceeds_optimum(answer) ? "given optimum, which the cut exceeds" : "best known cut", optimum);
    }
    table->end(table->context, NULL);
}

const struct question question_maxcut = {
    .name = "maxcut",
    .arguments = "GRAPH",
    .does = "Maximum cut of a graph: rudy (Biq Mac, Gset), Matrix Market, DIMACS, GraphML, GML, JSON, NumPy or edge "
            "lists. All walls start at x = 0.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .make = make,
    .weights = WEIGHTS_GRAPH,
    .keys = KEYS,
    .read = read_maxcut,
    .write = write_maxcut,
    .release = free,
    .title = write_title,
    .objective = cut,
    .optimum = maxcut_optimum,
    .metric = METRICS,
    .metrics = sizeof METRICS / sizeof *METRICS,
    .measure = measure,
    .label = label,
    .lead = lead,
    .say = say,
    .warn = warn,
    .list = list_sides,
    .picture = picture,
    .table = write_table,
};
