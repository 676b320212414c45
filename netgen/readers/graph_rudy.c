/* Graphs from rudy files, as Biq Mac and Gset have them: NODES EDGES, then an edge a line. */
#include "netgen/readers/graph_builder.h"

#include <string.h>

/* A number, or a comment before it. */
bool rudy_recognize(const char *text)
{
    text += strspn(text, " \t\r\n\f");
    return strcspn(text, "#+-.0123456789") == 0 && *text;
}

enum status graph_read_rudy(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct line_reader lines = {.next = input->bytes};
    enum status status = STATUS_OK;
    char *line;
    while (status == STATUS_OK && (line = line_next(&lines))) {
        line += strspn(line, " \t\f");
        if (*line == '\0' || *line == '#') {
            continue;
        }
        status = builder->promised ? graph_builder_edge(builder, lines.number, line, diagnostic)
                                   : graph_builder_header(builder, lines.number, line, diagnostic);
    }
    if (status == STATUS_OK) {
        status = graph_builder_end(builder, lines.number, diagnostic);
    }
    return graph_builder_way_out(builder, status, diagnostic);
}
