/* Graphs from NumPy's .npy files: the adjacency matrix; where it is not 0 there is an edge of that weight. */
#include "netgen/readers/graph_builder.h"

#include "netgen/readers/npy.h"

/* The edge between nodes a < b, of which the matrix has two entries; *weight is 0 where there is none. */
static enum status read_pair(const struct npy *npy, size_t a, size_t b, bool *both, double *weight,
                             struct diagnostic *diagnostic)
{
    double upper = 0.0, lower = 0.0;
    enum status status = npy_value(npy, a, b, &upper, diagnostic);
    if (status == STATUS_OK) {
        status = npy_value(npy, b, a, &lower, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (upper != lower && upper != 0.0 && lower != 0.0) {
        return fail_at(diagnostic, npy->path, 0,
                       "the edge between rows %zu and %zu, from 0, has the weights %g and %g; expected equal ones", a,
                       b, upper, lower);
    }
    *both = upper == lower;
    *weight = upper != 0.0 ? upper : lower;
    return STATUS_OK;
}

enum status graph_read_npy(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct npy npy;
    size_t pairs = 0, singles = 0;
    enum status status = npy_open(&npy, input, GRAPH_GREATEST, diagnostic);
    builder->nodes = npy.n;
    for (size_t a = 0; a < npy.n && status == STATUS_OK; a++) {
        double own = 0.0;
        status = npy_value(&npy, a, a, &own, diagnostic);
        if (status == STATUS_OK && own != 0.0) {
            status = fail_at(diagnostic, input->path, 0,
                             "row %zu, column %zu, on the diagonal, is %g; a node has no edge to itself; expected 0", a,
                             a, own);
        }
        for (size_t b = a + 1; b < npy.n && status == STATUS_OK; b++) {
            bool both = false;
            double weight = 0.0;
            status = read_pair(&npy, a, b, &both, &weight, diagnostic);
            if (status == STATUS_OK && weight != 0.0) {
                pairs += both;
                singles += !both;
                status = graph_builder_add(builder, 0, a, b, &weight, diagnostic);
            }
        }
    }
    if (status == STATUS_OK && pairs && singles) {
        status =
            fail_at(diagnostic, input->path, 0,
                    "%zu edge%s in both halves of the matrix and %zu in one; expected a symmetric matrix, or one half",
                    pairs, pairs == 1 ? " stands" : "s stand", singles);
    }
    return status;
}
