#include "netgen/readers/graph_builder.h"

#include "base/number.h"

#include <stdio.h>
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
                       "'%.40s' is not the number of nodes; a whole number from 2 to %d would be right",
                       word ? word : "", GRAPH_GREATEST);
    }
    size_t most = pairs((size_t)nodes);
    word = word_next(&words);
    if (!word || !integer_parse(word, 1, (long)most, &edges)) {
        return fail_at(diagnostic, path, line,
                       "'%.40s' is not the number of edges; with %ld nodes a whole number from 1 to %zu would be right",
                       word ? word : "", nodes, most);
    }
    word = word_next(&words);
    if (word) {
        return fail_at(diagnostic, path, line, "'%.40s' follows the numbers of nodes and edges; nothing would be right",
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
        return fail_at(diagnostic, builder->path, line, "edge has fewer than two nodes; 'A B WEIGHT' would be right");
    }
    if (!integer_parse(word, 1, (long)builder->nodes, &read)) {
        return fail_at(diagnostic, builder->path, line,
                       "'%.40s' is not a node of this graph; a whole number from 1 to %zu would be right", word,
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
        return fail_at(diagnostic, builder->path, line,
                       "'%.40s' is not a weight; a finite decimal number would be right", word);
    }
    const char *extra = word_next(&words);
    if (extra) {
        return fail_at(diagnostic, builder->path, line,
                       "'%.40s' follows the edge; 'A B WEIGHT' and nothing else would be right", extra);
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
        return fail_at(diagnostic, builder->path, line, "file ends after %zu edges; the header promises %zu",
                       builder->edges.count, builder->promised);
    }
    return STATUS_OK;
}

enum status graph_builder_add(struct graph_builder *builder, long line, size_t a, size_t b, const double *weight,
                              struct diagnostic *diagnostic)
{
    if (a == b) {
        return fail_at(diagnostic, builder->path, line, "edge joins a node to itself; two nodes would be right");
    }
    if (builder->edges.count == 0) {
        builder->weighted = weight != NULL;
    }
    if (builder->weighted != (weight != NULL)) {
        return fail_at(diagnostic, builder->path, line,
                       "edge has %s weight, unlike the edges before it; a weight on all or on none would be right",
                       weight ? "a" : "no");
    }
    struct entry edge = {.row = a, .column = b, .value = weight ? *weight : 1.0, .line = line};
    if (a > b && !builder->halves) {
        edge.row = b;
        edge.column = a;
    }
    return entries_add(&builder->edges, edge, diagnostic);
}
