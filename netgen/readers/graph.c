#include "netgen/readers/graph.h"

#include "base/c_locale.h"

#include "netgen/readers/graph_builder.h"
#include "netgen/readers/graph_names.h"
#include "base/input.h"
#include "netgen/readers/matrixmarket.h"
#include "netgen/readers/npy.h"
#include "base/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static enum status read_format(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    static const struct {
        bool (*recognize)(const char *text);
        enum status (*read)(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
    } FORMATS[] = {
        {matrixmarket_recognize, graph_read_matrixmarket},
        {graphml_recognize, graph_read_graphml},
        {json_recognize, graph_read_json},
        {gml_recognize, graph_read_gml},
        {dimacs_recognize, graph_read_dimacs},
        {csv_recognize, graph_read_csv},
        {rudy_recognize, graph_read_rudy},
    };
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        if (FORMATS[i].recognize(input->bytes)) {
            return FORMATS[i].read(builder, input, diagnostic);
        }
    }
    return fail_at(diagnostic, input->path, 1,
                   "not a graph file; a start with 'NODES EDGES' (rudy), 'p edge NODES EDGES' (DIMACS), "
                   "'%%%%MatrixMarket', '<graphml>', 'graph [' (GML), '{' (JSON) or 'A,B' (CSV) would be right");
}

static enum status check_repeats(struct graph_builder *builder, struct diagnostic *diagnostic)
{
    entries_sort(&builder->edges);
    const struct entry *repeat = entries_repeat(&builder->edges);
    if (repeat && repeat->line == 0) { /* a format without lines */
        char a[32], b[32];
        snprintf(a, sizeof a, "%zu", repeat->row + 1);
        snprintf(b, sizeof b, "%zu", repeat->column + 1);
        return fail_at(
            diagnostic, builder->path, 0, "the edge between '%.40s' and '%.40s' is given twice; once would be right",
            builder->name ? builder->name[repeat->row] : a, builder->name ? builder->name[repeat->column] : b);
    }
    if (repeat) {
        return fail_at(diagnostic, builder->path, repeat->line,
                       "the edge between these nodes is given on line %ld already; once would be right",
                       repeat[-1].line);
    }
    return STATUS_OK;
}

/* Turns entries of both halves of a matrix, sorted and without repeats, into edges: either every entry has its mirror
 * image, with the same weight, or none has. */
static enum status join_halves(struct graph_builder *builder, struct diagnostic *diagnostic)
{
    struct entries *edges = &builder->edges;
    for (size_t i = 0; i < edges->count; i++) {
        struct entry *e = &edges->entry[i];
        if (e->row > e->column) {
            size_t column = e->row;
            e->row = e->column;
            e->column = column;
        }
    }
    entries_sort(edges);
    size_t joined = 0, lonely = 0; /* lonely: 1 + the index of the first entry without a mirror image */
    for (size_t i = 0; i < edges->count; joined++) {
        const struct entry *e = &edges->entry[i];
        bool mirrored = i + 1 < edges->count && e->row == e[1].row && e->column == e[1].column;
        if (mirrored && e->value != e[1].value) {
            return fail_at(diagnostic, builder->path, e[1].line,
                           "weight is %g and that of the mirror image on line %ld is %g; equal ones would be right",
                           e[1].value, e->line, e->value);
        }
        if (!mirrored && !lonely) {
            lonely = joined + 1;
        }
        edges->entry[joined] = *e;
        i += mirrored ? 2 : 1;
    }
    if (lonely && joined != edges->count) {
        return fail_at(diagnostic, builder->path, edges->entry[lonely - 1].line,
                       "entry has no mirror image, while others have; both halves of the matrix or one would be right");
    }
    edges->count = joined;
    return STATUS_OK;
}

/* Puts a `?` in the place of each byte that belongs to no UTF-8 character, or to a control character. */
static void make_printable(char *text)
{
    while (*text) {
        size_t length = utf8_length(text);
        bool good = length > 0 && !utf8_is_control(text, length);
        memset(text, '?', good ? 0 : length + !length);
        text += length + !length;
    }
}

/* Takes the names as well. */
static struct graph *make_graph(struct graph_builder *builder)
{
    size_t count = builder->edges.count;
    struct graph *graph = malloc(sizeof *graph);
    struct edge *edge = calloc(count, sizeof *edge);
    if (!graph || !edge) {
        free(graph);
        free(edge);
        return NULL;
    }
    for (size_t i = 0; i < count; i++) {
        const struct entry *e = &builder->edges.entry[i];
        edge[i] = (struct edge){.a = e->row, .b = e->column, .weight = e->value};
    }
    *graph = (struct graph){.nodes = builder->nodes, .edges = count, .edge = edge, .name = builder->name};
    memcpy(graph->note, builder->note, sizeof graph->note);
    make_printable(graph->note); /* words of the file */
    builder->name = NULL;
    return graph;
}

enum status graph_parse(struct input *input, struct graph **graph, struct diagnostic *diagnostic)
{
    *graph = NULL;
    struct graph_builder builder = {.path = input->path};
    enum status status = STATUS_OK;
    if (npy_recognize(input)) {
        status = graph_read_npy(&builder, input, diagnostic);
    } else if ((status = input_check_text(input, diagnostic)) == STATUS_OK) {
        input_end_lines(input);
        status = read_format(&builder, input, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_repeats(&builder, diagnostic);
    }
    if (status == STATUS_OK && builder.halves) {
        status = join_halves(&builder, diagnostic);
    }
    if (status == STATUS_OK && builder.edges.count == 0) {
        status = fail_at(diagnostic, input->path, 0, "graph has no edges; at least one would be right");
    }
    if (status == STATUS_OK && !(*graph = make_graph(&builder))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK && !graph_weights_add_up(*graph)) {
        status = fail_at(diagnostic, input->path, 0,
                         "the weights of all edges together are beyond %g; smaller weights would be right",
                         GRAPH_GREATEST_SUM);
        graph_free(*graph);
        *graph = NULL;
    }
    names_free(builder.name, builder.nodes);
    free(builder.edges.entry);
    return status;
}

enum status graph_read(const char *path, struct graph **graph, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *graph = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = graph_parse(input, graph, diagnostic);
    }
    input_free(input);
    return status;
}

void graph_free(struct graph *graph)
{
    if (graph) {
        names_free(graph->name, graph->nodes);
        free(graph->edge);
        free(graph);
    }
}

bool graph_weights_add_up(const struct graph *graph)
{
    double sum = 0.0;
    for (size_t i = 0; i < graph->edges; i++) {
        sum += fabs(graph->edge[i].weight);
    }
    return sum <= GRAPH_GREATEST_SUM;
}

double graph_cut(const struct graph *graph, const char *state)
{
    double cut = 0.0;
    for (size_t i = 0; i < graph->edges; i++) {
        const struct edge *e = &graph->edge[i];
        if (state[e->a] != state[e->b]) {
            cut += e->weight;
        }
    }
    return cut;
}
