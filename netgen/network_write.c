/* A network as JSON; docs/formats.md describes the fields. */
#include "netgen/network_file.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "base/input.h"
#include "base/random.h"
#include "netgen/network_parse.h"
#include "netgen/network_versions.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"
#include "base/output.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>

enum { DIGITS = 17 }; /* with which every number reads back equal */

static void add_patterns(struct document *d, const struct weights *w)
{
    document_text(d, "rule", weights_rule_names[w->rule]);
    if (w->levels) { /* only where weights are rounded */
        document_count(d, "levels", w->levels);
    }
    if (w->fan_out.most) { /* only where not all neurons are connected */
        document_count(d, "fan_out", w->fan_out.most);
        document_text(d, "choice", fan_out_choice_names[w->fan_out.choice]);
        if (w->fan_out.choice == FAN_OUT_RANDOM) {
            document_count(d, "seed", w->fan_out.seed);
        } else {
            document_count(d, "columns", w->fan_out.columns);
        }
    }
    document_list(d, "patterns");
    for (size_t p = 0; p < w->patterns; p++) {
        document_text(d, NULL, w->pattern[p]);
    }
    document_close(d);
}

static void add_graph(struct document *d, const struct weights *w)
{
    if (w->edges_only) { /* the published network has axons everywhere */
        document_text(d, "axons", "edges");
    } else if (w->no_edge != 1.0) { /* only where it is not the published one */
        document_finite(d, "no_edge", w->no_edge);
    }
    if (w->edge > 0.0) {
        document_text(d, "edges_are", "couplings");
    }
    if (w->field) {
        document_list(d, "field");
        for (size_t i = 0; i < w->n; i++) {
            document_finite(d, NULL, w->field[i]);
        }
        document_close(d);
    }
    if (w->graph->name) { /* only where the graph's file has some */
        document_list(d, "nodes");
        for (size_t i = 0; i < w->graph->nodes; i++) {
            document_text(d, NULL, w->graph->name[i]);
        }
        document_close(d);
    }
    if (*w->graph->note) {
        document_text(d, "note", w->graph->note);
    }
    document_list(d, "edges");
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        document_list(d, NULL);
        document_count(d, NULL, edge->a);
        document_count(d, NULL, edge->b);
        document_finite(d, NULL, edge->weight);
        document_close(d);
    }
    document_close(d);
}

static void add_matrix(struct document *d, const struct weights *w)
{
    document_list(d, "volts");
    for (size_t i = 0; i < w->n; i++) {
        document_list(d, NULL);
        for (size_t j = 0; j < w->n; j++) {
            document_finite(d, NULL, w->matrix->value[i * w->n + j]);
        }
        document_close(d);
    }
    document_close(d);
}

static void add_weights(struct document *d, const struct weights *w)
{
    static const char *const KINDS[] = {"patterns", "graph", "matrix"};
    document_object(d, "weights");
    document_text(d, "kind", KINDS[w->kind]);
    if (w->kind != WEIGHTS_MATRIX) {
        document_finite(d, "unit_v", w->unit);
    }
    switch (w->kind) {
    case WEIGHTS_PATTERNS:
        add_patterns(d, w);
        break;
    case WEIGHTS_GRAPH:
        add_graph(d, w);
        break;
    case WEIGHTS_MATRIX:
        add_matrix(d, w);
        break;
    }
    document_close(d);
}

void network_add_bias(const struct network *net, struct document *d)
{
    document_object(d, "technology");
    document_text(d, "name", net->technology->name);
    net->technology->write(net, d);
    document_close(d);
    net->technology->write_circuit(net, d);
}

static struct document document_of(const struct network *net)
{
    struct document d = document_begin();
    document_text(&d, "format", "spinfield network");
    document_count(&d, "version", NETWORK_VERSION);
    if (net->recipe) {
        recipe_write(net->recipe, &d, "made");
    }
    document_object(&d, "question");
    document_text(&d, "name", net->question->name);
    if (net->question->write) {
        net->question->write(net, &d);
    }
    document_close(&d);
    document_object(&d, "circuit");
    network_add_bias(net, &d);
    document_text(&d, "start", net->start);
    add_weights(&d, &net->weights);
    document_close(&d);
    return d;
}

/* A stream, and how many bytes may still go to it. */
struct bounded {
    FILE *stream;
    size_t left;
    bool full;
};

static int write_bounded(const char *text, size_t size, void *context)
{
    struct bounded *bounded = context;
    bounded->full = size > bounded->left;
    if (bounded->full) {
        return -1;
    }
    bounded->left -= size;
    return fwrite(text, 1, size, bounded->stream) == size ? 0 : -1;
}

enum status network_write_within(const struct network *net, size_t greatest, struct output *out,
                                 struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct document document = document_of(net);
    struct bounded bounded = {.stream = output_stream(out), .left = greatest};
    enum status status = document_pass(&document, DIGITS, write_bounded, &bounded, diagnostic);
    if (status == STATUS_OK && !bounded.full) {
        write_bounded("\n", 1, &bounded);
    }
    if (status == STATUS_OK && bounded.full) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: a file of these %zu neurons would have more than %zu bytes, and no command reads it; "
                    "expected a smaller network",
                    net->n, greatest);
    }
    return status;
}

enum status network_write(const struct network *net, struct output *out, struct diagnostic *diagnostic)
{
    return network_write_within(net, INPUT_GREATEST_SIZE, out, diagnostic);
}

static int add_to_hash(const char *text, size_t size, void *context)
{
    uint64_t *hash = context;
    *hash = hash_more(*hash, text, size);
    return 0;
}

enum status network_title(const struct network *net, char title[NETWORK_TITLE_SIZE], struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    uint64_t hash = HASH_EMPTY;
    struct network noteless = *net; /* what a reader says of a file's form is nothing of the network's */
    struct graph graph;
    noteless.recipe = NULL; /* nor how it was made */
    if (net->weights.graph) {
        graph = *net->weights.graph;
        *graph.note = '\0';
        noteless.weights.graph = &graph;
    }
    struct document document = document_of(&noteless);
    network_versions_lower(&document); /* titles stay what they were in version 1 */
    document.spread = true;
    enum status status = document_pass(&document, DIGITS, add_to_hash, &hash, diagnostic);
    if (status == STATUS_OK) {
        snprintf(title, NETWORK_TITLE_SIZE, NETWORK_TITLE "%0*" PRIx64, NETWORK_HASH_DIGITS, hash);
    }
    return status;
}
