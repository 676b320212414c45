/* Graphs from DIMACS edge lists: c comments, p edge NODES EDGES, e A B. */
#include "netgen/readers/graph_builder.h"

#include <string.h>

/* A first line of kind c, p or e. */
bool dimacs_recognize(const char *text)
{
    text += strspn(text, " \t\r\n\f");
    return strcspn(text, " \t\r\n\f") == 1 && strchr("cpe", *text);
}

/* The problem line after its p. */
static enum status read_problem(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic)
{
    if (builder->promised) {
        return fail_at(diagnostic, builder->path, line, "a second p line; expected one graph in a file");
    }
    const char *problem = word_next(&words);
    if (!problem || (strcmp(problem, "edge") != 0 && strcmp(problem, "col") != 0)) {
        return fail_at(diagnostic, builder->path, line,
                       "problem is '%.40s'; expected 'p edge NODES EDGES' or 'p col NODES EDGES'",
                       problem ? problem : "");
    }
    return graph_builder_header(builder, line, words, diagnostic);
}

static enum status read_line(struct graph_builder *builder, long line, char *words, struct diagnostic *diagnostic)
{
    const char *kind = word_next(&words);
    if (!kind || strcmp(kind, "c") == 0) {
        return STATUS_OK;
    }
    if (strcmp(kind, "p") == 0) {
        return read_problem(builder, line, words, diagnostic);
    }
    if (strcmp(kind, "e") != 0) {
        return fail_at(diagnostic, builder->path, line,
                       "line starts with '%.40s'; expected c (comment), p (problem) or e (edge)", kind);
    }
    if (!builder->promised) {
        return fail_at(diagnostic, builder->path, line,
                       "an edge before the problem; expected 'p edge NODES EDGES' first");
    }
    return graph_builder_edge(builder, line, words, diagnostic);
}

enum status graph_read_dimacs(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct line_reader lines = {.next = input->bytes};
    enum status status = STATUS_OK;
    char *line;
    while (status == STATUS_OK && (line = line_next(&lines))) {
        status = read_line(builder, lines.number, line, diagnostic);
    }
    if (status == STATUS_OK) {
        status = graph_builder_end(builder, lines.number, diagnostic);
    }
    return graph_builder_way_out(builder, status, diagnostic);
}
