#include "netgen/questions/maxcut.h"

#include "netgen/fields.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/graph_choice.h"
#include "netgen/questions/optimum.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/questions/shown.h"
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

enum { OPTIMUM = GRAPH_CHOICES };

static const struct question_option OPTIONS[] = {
    GRAPH_CHOICE_OPTIONS,
    [OPTIMUM] = {"optimum", 0, QUESTION_NUMBER, 0, 0, "CUT", "Best known cut, for the report", NULL, NULL},
};

enum status maxcut_network(struct graph *graph, double optimum, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    struct maxcut *maxcut = isnan(optimum) ? NULL : malloc(sizeof *maxcut);
    enum status status = STATUS_OK;
    struct optimum_range range = {0.0, 0.0};
    *network = NULL;
    optimum_add_edges(&range, graph);
    if (maxcut) {
        *maxcut = (struct maxcut){optimum};
    } else if (!isnan(optimum)) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = optimum_check("cut", optimum, &range, diagnostic);
    }
    if (status != STATUS_OK) {
        free(maxcut);
        graph_free(graph);
        return status;
    }
    const struct problem problem = {.question = &question_maxcut,
                                    .weights = weights_of_graph(graph, bias->unit, problem_no_edge(bias)),
                                    .asked = maxcut};
    return problem_network(&problem, bias, network, diagnostic);
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    const struct question_value *optimum = &request->value[OPTIMUM];
    enum status status = graph_choice(request, &graph, diagnostic);
    return status == STATUS_OK
               ? maxcut_network(graph, optimum->given ? optimum->number : NAN, request->bias, network, diagnostic)
               : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"optimum", NULL};

static void read_maxcut(struct fields *fields, const json_t *object, struct network *network)
{
    double optimum = optimum_read(fields, object);
    struct maxcut *maxcut = isnan(optimum) ? NULL : fields_allocate(fields, 1, sizeof *maxcut);
    if (maxcut) {
        *maxcut = (struct maxcut){optimum};
    }
    network->asked = maxcut;
}

static void write_maxcut(const struct network *network, struct document *document)
{
    optimum_write(maxcut_optimum(network), document);
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
    optimum_say(answer, "cut", maxcut_optimum(answer->network), out);
}

static void warn(const struct answer *answer, struct warnings *w)
{
    const struct graph *graph = answer->network->weights.graph;
    double greatest = -INFINITY;
    for (size_t e = 0; e < graph->edges; e++) {
        greatest = fmax(greatest, graph->edge[e].weight);
    }
    double chance = chance_of_cut(graph, answer->quality->objective);
    optimum_warn(answer, "cut", maxcut_optimum(answer->network), w);
    if (quality_is_uniform(answer->state) && greatest > 0.0) {
        warning_add(w, "one_side", false, "all nodes are on the same side, so no edge is cut: this is not an answer");
    } else if (chance >= CHANCE_LIMIT && !optimum_is_reached(answer)) {
        warning_add(w, "chance", false,
                    "the cut is no better than chance: %.0f %% of random states cut as much or more", 100.0 * chance);
    }
}

static void list_sides(const struct answer *answer, const struct question_table *table)
{
    shown_bits(answer, (struct shown_words){"node", "side", "1", "0"}, table);
}

/* ---- Its table ---- */

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const struct graph *graph = answer->network->weights.graph;
    const char *state = answer->state;
    const size_t on = shown_on(answer);
    size_t edges = 0;
    for (size_t e = 0; e < graph->edges; e++) {
        edges += state[graph->edge[e].a] != state[graph->edge[e].b];
    }
    table->begin(table->context, (const char *const[]){"cut", ""}, 2, 1);
    shown_count(table, "nodes ON", on);
    shown_count(table, "nodes OFF", graph->nodes - on);
    shown_count(table, "edges", graph->edges);
    shown_count(table, "edges cut", edges);
    shown_value(table, "cut, the weight of these edges", answer->quality->objective);
    optimum_row(answer, "cut", maxcut_optimum(answer->network), table);
    table->end(table->context, NULL);
}

const struct question question_maxcut = {
    .name = "maxcut",
    .arguments = "[GRAPH]",
    .does = "Maximum cut of a graph: rudy (Biq Mac, Gset), Matrix Market, DIMACS, GraphML, GML, JSON, NumPy or edge "
            "lists. The start is random, but for --as-published.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .standard = graph_choice_standard,
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
    .picture = shown_graph,
    .table = write_table,
};
