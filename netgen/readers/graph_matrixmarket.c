/* Graphs from Matrix Market files in the coordinate layout: the entries of the adjacency matrix are the edges. */
#include "netgen/readers/graph_builder.h"

#include "netgen/readers/matrixmarket.h"

enum status graph_read_matrixmarket(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct matrixmarket file;
    enum status status = matrixmarket_open(&file, input, GRAPH_GREATEST, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (file.layout != MATRIXMARKET_COORDINATE || file.symmetry == MATRIXMARKET_SKEW) {
        return fail_at(diagnostic, input->path, 1,
                       "not a graph's matrix; expected 'coordinate', and 'symmetric' or 'general'");
    }
    builder->nodes = file.n;
    builder->halves = file.symmetry == MATRIXMARKET_GENERAL;
    for (;;) {
        struct entry entry;
        bool more;
        status = matrixmarket_next(&file, &entry, &more, diagnostic);
        if (status != STATUS_OK || !more) {
            return status;
        }
        const double *weight = file.field == MATRIXMARKET_PATTERN ? NULL : &entry.value;
        status = graph_builder_add(builder, entry.line, entry.row, entry.column, weight, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
}
