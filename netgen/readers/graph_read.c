#include "netgen/readers/graph_read.h"

#include "base/c_locale.h"
#include "base/input.h"
#include "netgen/readers/graph_builder.h"
#include "netgen/readers/json_text.h"
#include "netgen/readers/matrixmarket.h"
#include "netgen/readers/npy.h"

static enum status read_format(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    static const struct {
        bool (*recognize)(const char *text);
        enum status (*read)(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic);
    } FORMATS[] = {
        {matrixmarket_recognize, graph_read_matrixmarket},
        {graphml_recognize, graph_read_graphml},
        {gml_recognize, graph_read_gml},
        {dimacs_recognize, graph_read_dimacs},
        {csv_recognize, graph_read_csv},
        {rudy_recognize, graph_read_rudy},
    };
    if (json_recognize(input)) { /* before all else: damaged JSON may look like a list of edges */
        return graph_read_json(builder, input, diagnostic);
    }
    for (size_t i = 0; i < sizeof FORMATS / sizeof *FORMATS; i++) {
        if (FORMATS[i].recognize(input->bytes)) {
            return FORMATS[i].read(builder, input, diagnostic);
        }
    }
    return fail_at(diagnostic, input->path, 1,
                   "not a graph file; expected a start with 'NODES EDGES' (rudy), 'p edge NODES EDGES' (DIMACS), "
                   "'%%%%MatrixMarket', '<graphml>', 'graph [' (GML), '{' (JSON) or 'A,B' (CSV)");
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
        status = graph_builder_finish(&builder, graph, diagnostic);
    }
    graph_builder_clear(&builder);
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
