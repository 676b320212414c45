/* The weights of a network that is read. */
#include "netgen/weights_read.h"

#include "netgen/learning.h"
#include "netgen/network_check.h"
#include "netgen/readers/graph_names.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How many axons a neuron has, and to which others. */
static void read_fan_out(struct fields *r, const json_t *object, struct weights *w)
{
    struct fan_out *f = &w->fan_out;
    const bool limited = json_object_get(object, "fan_out");
    f->most = limited ? fields_whole(r, object, "fan_out", 2, (json_int_t)w->n - 1) : 0;
    f->choice =
        limited ? (enum fan_out_choice)fields_choice(r, object, "choice", fan_out_choice_names, 2) : FAN_OUT_RANDOM;
    const bool random = limited && f->choice == FAN_OUT_RANDOM, nearest = limited && !random;
    f->seed = random ? fields_whole(r, object, "seed", 0, (json_int_t)FAN_OUT_GREATEST_SEED) : 0;
    f->columns = nearest ? fields_whole(r, object, "columns", 1, (json_int_t)w->n) : 0;
    fields_require(r, limited || !json_object_get(object, "choice"), "\"choice\" needs \"fan_out\"");
    fields_require(r, random || !json_object_get(object, "seed"), "\"seed\" needs a random \"choice\"");
    fields_require(r, nearest || !json_object_get(object, "columns"), "\"columns\" need the nearest as \"choice\"");
    if (r->status == STATUS_OK && random && w->n * f->most % 2 != 0) {
        fields_complain(r, "fan_out", "must be even where the number of neurons is odd");
    }
    if (r->status == STATUS_OK && nearest && w->n % f->columns != 0) {
        fields_complain(r, "columns", "must divide the number of neurons");
    }
    w->edges_only = limited;
}

static void read_patterns(struct fields *r, const json_t *object, struct weights *w)
{
    w->kind = WEIGHTS_PATTERNS;
    w->rule = (enum weights_rule)fields_choice(r, object, "rule", weights_rule_names, WEIGHTS_RULES);
    if (json_object_get(object, "levels")) {
        w->levels = fields_whole(r, object, "levels", 1, (json_int_t)WEIGHTS_GREATEST_LEVELS);
    }
    read_fan_out(r, object, w);
    const json_t *patterns = fields_value(r, object, "patterns");
    size_t count = json_array_size(patterns);
    if (count == 0) {
        fields_complain(r, "patterns", "must be a list of at least one pattern");
        return;
    }
    w->pattern = fields_allocate(r, count, sizeof *w->pattern);
    for (size_t p = 0; w->pattern && p < count && r->status == STATUS_OK; p++) {
        w->pattern[p] = fields_bits(r, json_array_get(patterns, p), "patterns", w->n);
        w->patterns = p + 1;
    }
    if (r->status == STATUS_OK) {
        r->status = learning_of_patterns(w, r->diagnostic);
    }
    if (r->status == STATUS_OK) {
        r->status = weights_wire(w, r->diagnostic);
    }
}

static void read_edge(struct fields *r, const json_t *list, const struct graph *graph, size_t e)
{
    json_int_t a = json_integer_value(json_array_get(list, 0)), b = json_integer_value(json_array_get(list, 1));
    double weight = json_number_value(json_array_get(list, 2));
    bool typed = json_array_size(list) == 3 && json_is_integer(json_array_get(list, 0)) &&
                 json_is_integer(json_array_get(list, 1)) && json_is_number(json_array_get(list, 2));
    if (!typed || a < 0 || b <= a || b >= (json_int_t)graph->nodes || !isfinite(weight)) {
        fields_complain_of(r, "edges", e, "must be [node, later node, weight]");
        return;
    }
    struct edge *now = &graph->edge[e];
    *now = (struct edge){(size_t)a, (size_t)b, weight};
    if (e > 0 && (now->a < now[-1].a || (now->a == now[-1].a && now->b <= now[-1].b))) {
        fields_complain_of(r, "edges", e, "must be behind the edge before it: edges are in order, each pair once");
    }
}

/* The names of the nodes, where the file has them. */
static void read_names(struct fields *r, const json_t *object, struct graph *graph)
{
    const json_t *list = json_object_get(object, "nodes");
    if (!list) {
        return;
    }
    if (json_array_size(list) != graph->nodes) {
        fields_complain(r, "nodes", "must be a list of one name for each neuron");
        return;
    }
    graph->name = fields_allocate(r, graph->nodes, sizeof *graph->name);
    for (size_t i = 0; graph->name && i < graph->nodes && r->status == STATUS_OK; i++) {
        const json_t *name = json_array_get(list, i);
        const char *text = json_string_value(name);
        const char *fault = text ? name_fault(text) : "is not a string";
        if (fault || json_string_length(name) != strlen(text)) {
            fields_complain_of(r, "nodes", i, fault ? fault : "has a zero in it");
        } else if (!(graph->name[i] = strdup(text))) {
            r->status = fail_memory(r->diagnostic);
        }
    }
    size_t first, second;
    if (r->status == STATUS_OK) {
        r->status = names_repeat(graph->name, graph->nodes, &first, &second, r->diagnostic);
    }
    if (r->status == STATUS_OK && first != second) {
        char what[80];
        snprintf(what, sizeof what, "is the name of nodes[%zu] already; names must differ", first);
        fields_complain_of(r, "nodes", second, what);
    }
}

/* What the reader of the graph's file assumed, if it did. */
static void read_note(struct fields *r, const json_t *object, struct graph *graph)
{
    const json_t *note = json_object_get(object, "note");
    const char *text = json_string_value(note);
    if (!note) {
        return;
    }
    if (!text || name_fault(text) || json_string_length(note) != strlen(text) || strlen(text) >= sizeof graph->note) {
        char what[80];
        snprintf(what, sizeof what, "must be a line of 1 to %zu bytes, without control characters",
                 sizeof graph->note - 1);
        fields_complain(r, "note", what);
        return;
    }
    memcpy(graph->note, text, strlen(text) + 1);
}

/* The fields of the neurons, where there are some. */
static double *read_field(struct fields *r, const json_t *object, size_t n)
{
    const json_t *list = json_object_get(object, "field");
    if (!list) {
        return NULL;
    }
    if (json_array_size(list) != n) {
        fields_complain(r, "field", "must be a list of one number for each neuron");
        return NULL;
    }
    double *field = fields_allocate(r, n, sizeof *field);
    for (size_t i = 0; field && i < n; i++) {
        const json_t *value = json_array_get(list, i);
        field[i] = json_number_value(value);
        if (!json_is_number(value) || !isfinite(field[i])) {
            fields_complain_of(r, "field", i, "must be a number");
        }
    }
    return field;
}

/* What stands between nodes without an edge: a weight, by default the published one, or nothing. NaN for nothing. */
static double read_no_edge(struct fields *r, const json_t *object)
{
    static const char *const AXONS[] = {"edges"};
    if (!json_object_get(object, "axons")) {
        return json_object_get(object, "no_edge") ? fields_number(r, object, "no_edge", -1.0, 1.0) : 1.0;
    }
    fields_choice(r, object, "axons", AXONS, 1);
    if (json_object_get(object, "no_edge")) {
        fields_complain(r, "no_edge", "must not be there where axons go along edges only");
    }
    return NAN;
}

static void read_edges(struct fields *r, const json_t *object, struct graph *graph)
{
    const json_t *edges = fields_value(r, object, "edges");
    if (!json_is_array(edges) || (json_array_size(edges) == 0 && !json_object_get(object, "field"))) {
        fields_complain(r, "edges", "must be a list of at least one edge");
        return;
    }
    graph->edge = fields_allocate(r, json_array_size(edges), sizeof *graph->edge);
    for (size_t e = 0; graph->edge && e < json_array_size(edges) && r->status == STATUS_OK; e++) {
        read_edge(r, json_array_get(edges, e), graph, e);
        graph->edges = e + 1;
    }
}

/* Couplings and fields of an Ising problem have the sign of the axons' weights, the edges of max-cut the other one. */
static void read_graph(struct fields *r, const json_t *object, struct weights *w)
{
    static const char *const SIGNS[] = {"couplings"};
    w->kind = WEIGHTS_GRAPH;
    struct graph *graph = fields_allocate(r, 1, sizeof *graph);
    w->graph = graph;
    if (!graph) {
        return;
    }
    graph->nodes = w->n;
    read_edges(r, object, graph);
    read_names(r, object, graph);
    read_note(r, object, graph);
    double no_edge = read_no_edge(r, object);
    if (json_object_get(object, "edges_are")) {
        fields_choice(r, object, "edges_are", SIGNS, 1);
        *w = weights_of_ising(graph, read_field(r, object, w->n), w->unit);
        fields_require(r, isnan(no_edge), "couplings have axons along edges only");
    } else {
        *w = weights_of_graph(graph, w->unit, no_edge);
        fields_require(r, !json_object_get(object, "field"), "only couplings have fields");
    }
    if (r->status == STATUS_OK) {
        r->status = weights_wire(w, r->diagnostic);
    }
}

static void read_matrix(struct fields *r, const json_t *object, struct weights *w)
{
    w->kind = WEIGHTS_MATRIX;
    const json_t *rows = fields_value(r, object, "volts");
    w->matrix = fields_allocate(r, 1, sizeof *w->matrix);
    if (!w->matrix || json_array_size(rows) != w->n) {
        fields_complain(r, "volts", "must contain a row for each neuron");
        return;
    }
    w->matrix->n = w->n;
    w->matrix->value = fields_allocate(r, w->n * w->n, sizeof(double));
    for (size_t i = 0; w->matrix->value && i < w->n && r->status == STATUS_OK; i++) {
        const json_t *row = json_array_get(rows, i);
        if (json_array_size(row) != w->n) {
            fields_complain(r, "volts", "must contain a number for each neuron in each row");
        }
        for (size_t j = 0; j < w->n && r->status == STATUS_OK; j++) {
            const json_t *value = json_array_get(row, j);
            w->matrix->value[i * w->n + j] = json_number_value(value);
            if (!json_is_number(value) || (i == j && json_number_value(value) != 0.0) ||
                !(fabs(json_number_value(value)) <= WEIGHTS_GREATEST)) {
                fields_complain(r, "volts",
                                "must contain numbers up to 1000 in absolute value, with 0 on the diagonal");
            }
        }
    }
    if (w->matrix->value) {
        *w = weights_of_matrix(w->matrix);
    }
}

void weights_read(struct fields *r, const json_t *json, struct weights *w)
{
    static const char *const KINDS[] = {"patterns", "graph", "matrix"};
    enum { MOST_FIELDS = 9 };
    static const char *const FIELDS[][MOST_FIELDS] = {
        [WEIGHTS_PATTERNS] = {"kind", "unit_v", "rule", "levels", "fan_out", "choice", "seed", "columns", "patterns"},
        [WEIGHTS_GRAPH] = {"kind", "unit_v", "no_edge", "axons", "edges_are", "field", "nodes", "note", "edges"},
        [WEIGHTS_MATRIX] = {"kind", "volts"},
    };
    static const size_t COUNTS[] = {[WEIGHTS_PATTERNS] = 9, [WEIGHTS_GRAPH] = 9, [WEIGHTS_MATRIX] = 2};
    const json_t *object = fields_object(r, json, "weights");
    int kind = fields_choice(r, object, "kind", KINDS, 3);
    fields_refuse_others(r, object, FIELDS[kind], COUNTS[kind], "is no field of weights of this kind");
    if (r->status != STATUS_OK) {
        return;
    }
    if (kind != WEIGHTS_MATRIX) {
        w->unit = fields_positive(r, object, "unit_v", NETWORK_GREATEST_UNIT);
    }
    switch ((enum weights_kind)kind) {
    case WEIGHTS_PATTERNS:
        read_patterns(r, object, w);
        break;
    case WEIGHTS_GRAPH:
        read_graph(r, object, w);
        break;
    case WEIGHTS_MATRIX:
        read_matrix(r, object, w);
        break;
    }
}
