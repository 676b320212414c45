#include "netgen/questions/color.h"

#include "base/document.h"
#include "netgen/fields.h"
#include "netgen/questions/graph_choice.h"
#include "netgen/questions/quality.h"
#include "netgen/questions/qubo.h"
#include "netgen/questions/question.h"
#include "netgen/questions/shown.h"
#include "netgen/warning.h"

#include <stdlib.h>
#include <string.h>

static const struct color *color_of(const struct network *network)
{
    return network->asked;
}

static void release(void *asked)
{
    struct color *color = asked;
    graph_free(color->graph);
    free(color);
}

/* ---- Colours of a state ---- */

/* How many colours node `v` has, and the last of them. */
static size_t count_colors(const struct color *color, const char *state, size_t v, size_t *last)
{
    size_t count = 0;
    for (size_t c = 0; c < color->colors; c++) {
        if (state[v * color->colors + c] == '1') {
            count++;
            *last = c;
        }
    }
    return count;
}

size_t color_of_node(const struct color *color, const char *state, size_t v)
{
    size_t last = 0;
    return count_colors(color, state, v, &last) == 1 ? last : color->colors;
}

struct color_faults color_faults(const struct color *color, const char *state)
{
    struct color_faults faults = {0};
    for (size_t v = 0; v < color->graph->nodes; v++) {
        size_t last, count = count_colors(color, state, v, &last);
        faults.uncoloured += count == 0;
        faults.several += count > 1;
    }
    for (size_t e = 0; e < color->graph->edges; e++) {
        size_t a = color_of_node(color, state, color->graph->edge[e].a);
        faults.conflicts += a < color->colors && a == color_of_node(color, state, color->graph->edge[e].b);
    }
    return faults;
}

/* ---- Making one ---- */

/* The circuit of a colouring. */
static enum status make_spins(const struct color *color, struct spins *spins, struct diagnostic *diagnostic)
{
    struct quadratic *form = NULL;
    enum status status = color_form(color->graph, color->colors, &form, diagnostic);
    if (status == STATUS_OK) {
        status = qubo_spins(form, spins, diagnostic);
    }
    quadratic_free(form);
    return status;
}

enum status color_network(struct graph *graph, size_t colors, const struct bias *bias, struct network **network,
                          struct diagnostic *diagnostic)
{
    struct color *color = malloc(sizeof *color);
    struct spins spins = {0};
    *network = NULL;
    if (!color) {
        graph_free(graph);
        return fail_memory(diagnostic);
    }
    *color = (struct color){colors, graph};
    enum status status = make_spins(color, &spins, diagnostic);
    if (status != STATUS_OK) {
        release(color);
        return status;
    }
    const struct problem problem = {.question = &question_color,
                                    .weights = weights_of_ising(spins.couplings, spins.field, bias->unit),
                                    .asked = color};
    return problem_network(&problem, bias, network, diagnostic);
}

enum { COLORS = GRAPH_CHOICES };

static const struct question_option OPTIONS[] = {
    GRAPH_CHOICE_OPTIONS,
    [COLORS] = {"colors", 'k', QUESTION_WHOLE, 1, COLOR_MOST, "K", "Number of colours (required)", NULL, NULL},
};

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    struct graph *graph = NULL;
    if (!request->value[COLORS].given) {
        return fail(diagnostic, STATUS_INPUT, "error: -k K is missing; expected the number of colours");
    }
    enum status status = graph_choice(request, &graph, diagnostic);
    return status == STATUS_OK
               ? color_network(graph, (size_t)request->value[COLORS].whole, request->bias, network, diagnostic)
               : status;
}

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"colors", NULL};

/* The name of node `v`: that of its first neuron without the colour behind it. NULL with an error where it is none. */
static char *read_name(struct fields *fields, const struct graph *couplings, size_t colors, size_t v)
{
    const char *name = couplings->name ? couplings->name[v * colors] : "";
    const char *end = strrchr(name, ':');
    if (!end || end == name) {
        fields_complain_of(fields, "nodes", v * colors, "must be a node and a colour, as in 'a:1'");
        return NULL;
    }
    char *text = strndup(name, (size_t)(end - name));
    if (!text) {
        fields->status = fail_memory(fields->diagnostic);
    }
    return text;
}

/* The graph whose nodes have neuron number `colors` v and after it: the couplings of first colours are its edges. */
static struct graph *read_graph(struct fields *fields, const struct graph *couplings, size_t colors)
{
    struct graph *graph = fields_allocate(fields, 1, sizeof *graph);
    if (!graph) {
        return NULL;
    }
    graph->nodes = couplings->nodes / colors;
    graph->edge = fields_allocate(fields, couplings->edges, sizeof *graph->edge);
    graph->name = fields_allocate(fields, graph->nodes, sizeof *graph->name);
    for (size_t e = 0; graph->edge && e < couplings->edges; e++) {
        const struct edge *edge = &couplings->edge[e];
        if (edge->a % colors == 0 && edge->b % colors == 0) {
            graph->edge[graph->edges++] = (struct edge){edge->a / colors, edge->b / colors, 1.0};
        }
    }
    for (size_t v = 0; graph->name && v < graph->nodes && fields->status == STATUS_OK; v++) {
        graph->name[v] = read_name(fields, couplings, colors, v);
    }
    return graph;
}

static void read_color(struct fields *fields, const json_t *object, struct network *network)
{
    struct color *color = fields_allocate(fields, 1, sizeof *color);
    size_t colors = fields_whole(fields, object, "colors", 1, COLOR_MOST);
    struct spins spins = {0};
    network->asked = color;
    if (fields->status == STATUS_OK && network->n % colors != 0) {
        fields_complain(fields, "colors", "must divide the number of neurons");
    }
    if (fields->status == STATUS_OK) {
        *color = (struct color){colors, read_graph(fields, network->weights.graph, colors)};
    }
    if (fields->status == STATUS_OK) {
        fields->status = make_spins(color, &spins, fields->diagnostic);
    }
    if (fields->status == STATUS_OK && !spins_are(&spins, &network->weights)) {
        fields_complain(fields, "colors", "do not fit the weights");
    }
    spins_clear(&spins);
}

static void write_color(const struct network *network, struct document *document)
{
    document_count(document, "colors", color_of(network)->colors);
}

/* ---- The answer ---- */

static void write_title(const struct network *network, FILE *out)
{
    const struct color *color = color_of(network);
    fprintf(out, "Colouring of a graph of %zu nodes and %zu edge%s with %zu colour%s", color->graph->nodes,
            color->graph->edges, color->graph->edges == 1 ? "" : "s", color->colors, color->colors == 1 ? "" : "s");
}

static double objective(const struct network *network, const char *state)
{
    const struct color_faults faults = color_faults(color_of(network), state);
    return (double)(faults.conflicts + faults.uncoloured + faults.several);
}

static const struct question_metric METRICS[] = {
    {"conflicts", QUESTION_COUNT}, {"uncoloured", QUESTION_COUNT}, {"several_colours", QUESTION_COUNT}};

static void measure(const struct answer *answer, double *value)
{
    const struct color_faults faults = color_faults(color_of(answer->network), answer->state);
    value[0] = (double)faults.conflicts;
    value[1] = (double)faults.uncoloured;
    value[2] = (double)faults.several;
}

static const char *label(const struct answer *answer)
{
    (void)answer;
    return "colouring";
}

static const char *lead(const struct answer *answer)
{
    (void)answer;
    return "a colouring: ";
}

static const char *plural(size_t count)
{
    return count == 1 ? "" : "s";
}

static void say(const struct answer *answer, FILE *out)
{
    const struct color_faults faults = color_faults(color_of(answer->network), answer->state);
    if (answer->quality->objective == 0.0) {
        fputs("valid, every node has a colour and no edge joins equal ones", out);
    } else {
        fprintf(out, "%zu conflict%s, %zu node%s without a colour, %zu with several", faults.conflicts,
                plural(faults.conflicts), faults.uncoloured, plural(faults.uncoloured), faults.several);
    }
}

static void warn(const struct answer *answer, struct warnings *w)
{
    if (answer->quality->objective > 0.0) {
        warning_add(w, "not_valid", true,
                    "this is not a colouring of the graph: it has conflicts or nodes without one colour");
    }
}

static struct question_picture picture(const struct network *network)
{
    return (struct question_picture){.columns = color_of(network)->colors};
}

/* Nodes and their colours from 1; nothing for a node without one, or with several. */
static void list_colors(const struct answer *answer, const struct question_table *table)
{
    const struct color *color = color_of(answer->network);
    table->begin(table->context, (const char *const[]){"node", "colour"}, 2, 1);
    for (size_t v = 0; v < color->graph->nodes; v++) {
        char number[32], colour[32] = "";
        size_t c = color_of_node(color, answer->state, v);
        snprintf(number, sizeof number, "%zu", v + 1);
        if (c < color->colors) {
            snprintf(colour, sizeof colour, "%zu", c + 1);
        }
        table->row(table->context, (const char *const[]){color->graph->name ? color->graph->name[v] : number, colour});
    }
    table->end(table->context, NULL);
}

static void write_table(const struct answer *answer, const struct question_table *table)
{
    const struct color *color = color_of(answer->network);
    const struct color_faults faults = color_faults(color, answer->state);
    table->begin(table->context, (const char *const[]){"colouring", ""}, 2, 1);
    shown_count(table, "nodes", color->graph->nodes);
    shown_count(table, "edges", color->graph->edges);
    shown_count(table, "colours", color->colors);
    shown_count(table, "conflicts, edges whose ends have the same colour", faults.conflicts);
    shown_count(table, "nodes without a colour", faults.uncoloured);
    shown_count(table, "nodes with several colours", faults.several);
    table->end(table->context, "In the pictures each row is a node, and each column a colour.");
}

const struct question question_color = {
    .name = "color",
    .arguments = "[GRAPH]",
    .does = "Colouring: one of K colours for each node of a graph, so that edges join different ones.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .standard = graph_choice_standard,
    .make = make,
    .weights = WEIGHTS_GRAPH,
    .keys = KEYS,
    .read = read_color,
    .write = write_color,
    .release = release,
    .title = write_title,
    .objective = objective,
    .less_is_better = true,
    .metric = METRICS,
    .metrics = sizeof METRICS / sizeof *METRICS,
    .measure = measure,
    .right = "conflicts == 0 && uncoloured == 0 && several_colours == 0",
    .label = label,
    .lead = lead,
    .say = say,
    .warn = warn,
    .list = list_colors,
    .picture = picture,
    .table = write_table,
};
