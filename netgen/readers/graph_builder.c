#include "netgen/readers/graph_builder.h"

#include "base/number.h"
#include "base/utf8.h"
#include "netgen/readers/graph_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Edges of a graph of so many nodes in which every pair is joined. */
static size_t pairs(size_t nodes)
{
    return nodes * (nodes - 1) / 2;
}

enum status graph_builder_header(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic)
{
    const char *path = builder->path;
    long nodes, edges;
    const char *word = word_next(&words);
    if (!word || !integer_parse(word, 2, GRAPH_GREATEST, &nodes)) {
        return fail_at(diagnostic, path, line,
                       "'%.40s' is not the number of nodes; expected a whole number from 2 to %d", word ? word : "",
                       GRAPH_GREATEST);
    }
    size_t most = pairs((size_t)nodes);
    word = word_next(&words);
    if (!word || !integer_parse(word, 1, (long)most, &edges)) {
        return fail_at(diagnostic, path, line,
                       "'%.40s' is not the number of edges; with %ld nodes, expected a whole number from 1 to %zu",
                       word ? word : "", nodes, most);
    }
    word = word_next(&words);
    if (word) {
        return fail_at(diagnostic, path, line, "'%.40s' follows the numbers of nodes and edges; expected nothing",
                       word);
    }
    builder->nodes = (size_t)nodes;
    builder->promised = (size_t)edges;
    return STATUS_OK;
}

/* Takes the next word as a node, counted from 1 in the file and from 0 in *node. */
static enum status read_node(const struct graph_builder *builder, long line, char **words, size_t *node,
                             struct diagnostic *diagnostic)
{
    long read;
    const char *word = word_next(words);
    if (!word) {
        return fail_at(diagnostic, builder->path, line, "edge has fewer than two nodes; expected 'A B WEIGHT'");
    }
    if (!integer_parse(word, 1, (long)builder->nodes, &read)) {
        return fail_at(diagnostic, builder->path, line,
                       "'%.40s' is not a node of this graph; expected a whole number from 1 to %zu", word,
                       builder->nodes);
    }
    *node = (size_t)read - 1;
    return STATUS_OK;
}

enum status graph_builder_edge(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic)
{
    if (builder->edges.count == builder->promised) {
        return fail_at(diagnostic, builder->path, line, "more edges than the %zu that the header promises",
                       builder->promised);
    }
    size_t a = 0, b = 0;
    enum status status = read_node(builder, line, &words, &a, diagnostic);
    if (status == STATUS_OK) {
        status = read_node(builder, line, &words, &b, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    double weight;
    const char *word = word_next(&words);
    if (word && !number_parse_plain(word, &weight)) {
        return fail_at(diagnostic, builder->path, line, "'%.40s' is not a weight; expected a finite decimal number",
                       word);
    }
    const char *extra = word_next(&words);
    if (extra) {
        return fail_at(diagnostic, builder->path, line,
                       "'%.40s' follows the edge; expected 'A B WEIGHT' and nothing else", extra);
    }
    return graph_builder_add(builder, line, a, b, word ? &weight : NULL, diagnostic);
}

enum status graph_builder_way_out(const struct graph_builder *builder, enum status status,
                                  struct diagnostic *diagnostic)
{
    if (status == STATUS_INPUT && !builder->weighted) {
        size_t used = strlen(diagnostic->text);
        snprintf(diagnostic->text + used, sizeof diagnostic->text - used,
                 " (or, if it is a list of edges, '# source target' above it)");
    }
    return status;
}

enum status graph_builder_end(const struct graph_builder *builder, long line, struct diagnostic *diagnostic)
{
    if (builder->promised == 0) {
        return fail_at(diagnostic, builder->path, line,
                       "file ends before its header, which gives the numbers of nodes and edges");
    }
    if (builder->edges.count < builder->promised) {
        return fail_at(diagnostic, builder->path, line, "file ends after %zu edge%s; the header promises %zu",
                       builder->edges.count, builder->edges.count == 1 ? "" : "s", builder->promised);
    }
    return STATUS_OK;
}

enum status graph_builder_add(struct graph_builder *builder, long line, size_t a, size_t b, const double *weight,
                              struct diagnostic *diagnostic)
{
    if (a == b) {
        return fail_at(diagnostic, builder->path, line, "edge joins a node to itself; expected two nodes");
    }
    if (builder->edges.count == 0) {
        builder->weighted = weight != NULL;
    }
    if (builder->weighted != (weight != NULL)) {
        return fail_at(diagnostic, builder->path, line,
                       "edge has %s weight, unlike the edges before it; expected a weight on all or on none",
                       weight ? "a" : "no");
    }
    struct entry edge = {.row = a, .column = b, .value = weight ? *weight : 1.0, .line = line};
    if (a > b && !builder->halves) {
        edge.row = b;
        edge.column = a;
    }
    return entries_add(&builder->edges, edge, diagnostic);
}

/* ---- The whole graph ---- */

static enum status check_repeats(struct graph_builder *builder, struct diagnostic *diagnostic)
{
    entries_sort(&builder->edges);
    const struct entry *repeat = entries_repeat(&builder->edges);
    if (repeat && repeat->line == 0) { /* a format without lines */
        char a[32], b[32];
        snprintf(a, sizeof a, "%zu", repeat->row + 1);
        snprintf(b, sizeof b, "%zu", repeat->column + 1);
        return fail_at(
            diagnostic, builder->path, 0, "the edge between '%.40s' and '%.40s' is given twice; expected only once",
            builder->name ? builder->name[repeat->row] : a, builder->name ? builder->name[repeat->column] : b);
    }
    if (repeat) {
        return fail_at(diagnostic, builder->path, repeat->line,
                       "the edge between these nodes is given on line %ld already; expected only once",
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
                           "weight is %g and that of the mirror image on line %ld is %g; expected equal ones",
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
                       "entry has no mirror image, while others have; expected both halves of the matrix or one");
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

enum status graph_builder_finish(struct graph_builder *builder, struct graph **graph, struct diagnostic *diagnostic)
{
    *graph = NULL;
    enum status status = check_repeats(builder, diagnostic);
    if (status == STATUS_OK && builder->halves) {
        status = join_halves(builder, diagnostic);
    }
    if (status == STATUS_OK && builder->edges.count == 0) {
        status = fail_at(diagnostic, builder->path, 0, "graph has no edges; expected at least one");
    }
    if (status == STATUS_OK && !(*graph = make_graph(builder))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK && !graph_weights_add_up(*graph)) {
        status =
            fail_at(diagnostic, builder->path, 0,
                    "the weights of all edges together are beyond %g; expected smaller weights", GRAPH_GREATEST_SUM);
        graph_free(*graph);
        *graph = NULL;
    }
    return status;
}

void graph_builder_clear(struct graph_builder *builder)
{
    names_free(builder->name, builder->nodes);
    free(builder->edges.entry);
}
