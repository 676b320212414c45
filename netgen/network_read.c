/* Reads the JSON that network_write.c writes, and trusts none of it. */
#include "netgen/network_parse.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "netgen/readers/graph_names.h"
#include "netgen/network_check.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What the reading functions share; the first error sticks. */
struct reader {
    const char *path;
    enum status status;
    struct diagnostic *diagnostic;
};

static void complain(struct reader *r, const char *key, const char *what)
{
    if (r->status == STATUS_OK) {
        r->status =
            fail_at(r->diagnostic, r->path, 0, "\"%s\" %s; make the file again with 'spinfield gen'", key, what);
    }
}

static const json_t *field(struct reader *r, const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (!value) {
        complain(r, key, "is missing");
    }
    return value;
}

static double number(struct reader *r, const json_t *object, const char *key, double least, double greatest)
{
    const json_t *value = field(r, object, key);
    double read = json_number_value(value);
    if (value && !(json_is_number(value) && read >= least && read <= greatest)) {
        char what[100];
        snprintf(what, sizeof what, "must be a number from %g to %g", least, greatest);
        complain(r, key, what);
    }
    return read;
}

/* A number above 0. */
static double positive(struct reader *r, const json_t *object, const char *key, double greatest)
{
    double read = number(r, object, key, 0.0, greatest);
    if (r->status == STATUS_OK && read == 0.0) {
        complain(r, key, "must be above 0");
    }
    return read;
}

static size_t whole(struct reader *r, const json_t *object, const char *key, json_int_t least, json_int_t greatest)
{
    const json_t *value = field(r, object, key);
    json_int_t read = json_integer_value(value);
    if (value && !(json_is_integer(value) && read >= least && read <= greatest)) {
        char what[100];
        snprintf(what, sizeof what, "must be a whole number from %lld to %lld", (long long)least, (long long)greatest);
        complain(r, key, what);
        return 0;
    }
    return (size_t)read;
}

/* Which of `count` words the string at `key` is. */
static int choice(struct reader *r, const json_t *object, const char *key, const char *const words[], int count)
{
    const char *word = json_string_value(field(r, object, key));
    for (int i = 0; word && i < count; i++) {
        if (strcmp(word, words[i]) == 0) {
            return i;
        }
    }
    complain(r, key, "is not a known word");
    return 0;
}

/* A copy of a state of `n` neurons; NULL with an error where it is none. */
static char *bits(struct reader *r, const json_t *value, const char *key, size_t n)
{
    const char *text = json_string_value(value);
    if (!text || json_string_length(value) != n || strspn(text, "01") != n) {
        complain(r, key, "must be one 0 or 1 for each neuron");
        return NULL;
    }
    char *copy = strdup(text);
    if (!copy && r->status == STATUS_OK) {
        r->status = fail_memory(r->diagnostic);
    }
    return copy;
}

/* The reason of a check that failed. */
static void require(struct reader *r, bool good, const char *why)
{
    if (!good && r->status == STATUS_OK) {
        r->status = fail_at(r->diagnostic, r->path, 0, "%s; make the file again with 'spinfield gen'", why);
    }
}

static void *allocate(struct reader *r, size_t count, size_t size)
{
    void *memory = calloc(count ? count : 1, size);
    if (!memory && r->status == STATUS_OK) {
        r->status = fail_memory(r->diagnostic);
    }
    return memory;
}

static void read_device(struct reader *r, const json_t *object, const char *key, struct dwmtj *device)
{
    const json_t *parameters = field(r, object, key);
    size_t known = 0;
    *device = dwmtj_default();
    for (size_t i = 0; parameters && i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        if (parameter_is(p, IS_PUBLISHED) ||
            json_object_get(parameters, p->name)) { /* an option that is not there is off */
            dwmtj_set(device, i, number(r, parameters, p->name, p->least, p->greatest));
            known++;
        }
    }
    if (parameters && json_object_size(parameters) != known) {
        complain(r, key, "must hold device parameters only");
    }
}

/* Reads the variation where the file has one. */
static void read_variation(struct reader *r, const json_t *json, struct variation *variation)
{
    const json_t *object = json_object_get(json, "variation"), *sigma = json_object_get(object, "sigma");
    size_t known = 0;
    if (!object) {
        return;
    }
    variation->seed = whole(r, object, "seed", 0, VARIATION_GREATEST_SEED);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        const char *name = dwmtj_parameters[p].name;
        if (json_object_get(sigma, name)) {
            variation->sigma[p] = positive(r, sigma, name, VARIATION_GREATEST);
            known++;
        }
    }
    if (json_object_size(object) != 2 || known == 0 || json_object_size(sigma) != known) {
        complain(r, "variation", "must hold a seed, and the sigma of device parameters");
    }
}

/* Complains of the first key of `object` that is none of the `count` `known` ones. */
static void refuse_others(struct reader *r, const json_t *object, const char *const known[], size_t count,
                          const char *what)
{
    const char *key;
    json_t *value;
    json_object_foreach((json_t *)object, key, value)
    {
        size_t k = 0;
        while (k < count && strcmp(key, known[k]) != 0) {
            k++;
        }
        if (k == count) {
            complain(r, key, what);
        }
    }
}

static void read_patterns(struct reader *r, const json_t *object, struct weights *w)
{
    static const char *const RULES[] = {"sum", "sign", "mean"};
    w->kind = WEIGHTS_PATTERNS;
    w->rule = (enum weights_rule)choice(r, object, "rule", RULES, 3);
    const json_t *patterns = field(r, object, "patterns");
    size_t count = json_array_size(patterns);
    if (count == 0) {
        complain(r, "patterns", "must be a list of at least one pattern");
        return;
    }
    w->pattern = allocate(r, count, sizeof *w->pattern);
    for (size_t p = 0; w->pattern && p < count && r->status == STATUS_OK; p++) {
        w->pattern[p] = bits(r, json_array_get(patterns, p), "patterns", w->n);
        w->patterns = p + 1;
    }
}

/* Complains of number `k`, from 0, of the list at `key`. */
static void complain_of(struct reader *r, const char *key, size_t k, const char *what)
{
    char place[80];
    snprintf(place, sizeof place, "%s[%zu]", key, k);
    complain(r, place, what);
}

static void read_edge(struct reader *r, const json_t *list, const struct graph *graph, size_t e)
{
    json_int_t a = json_integer_value(json_array_get(list, 0)), b = json_integer_value(json_array_get(list, 1));
    double weight = json_number_value(json_array_get(list, 2));
    bool typed = json_array_size(list) == 3 && json_is_integer(json_array_get(list, 0)) &&
                 json_is_integer(json_array_get(list, 1)) && json_is_number(json_array_get(list, 2));
    if (!typed || a < 0 || b <= a || b >= (json_int_t)graph->nodes || !isfinite(weight)) {
        complain_of(r, "edges", e, "must be [node, later node, weight]");
        return;
    }
    struct edge *now = &graph->edge[e];
    *now = (struct edge){(size_t)a, (size_t)b, weight};
    if (e > 0 && (now->a < now[-1].a || (now->a == now[-1].a && now->b <= now[-1].b))) {
        complain_of(r, "edges", e, "must be behind the edge before it: edges are in order, each pair once");
    }
}

/* The names of the nodes, where the file has them. */
static void read_names(struct reader *r, const json_t *object, struct graph *graph)
{
    const json_t *list = json_object_get(object, "nodes");
    if (!list) {
        return;
    }
    if (json_array_size(list) != graph->nodes) {
        complain(r, "nodes", "must be a list of one name for each neuron");
        return;
    }
    graph->name = allocate(r, graph->nodes, sizeof *graph->name);
    for (size_t i = 0; graph->name && i < graph->nodes && r->status == STATUS_OK; i++) {
        const json_t *name = json_array_get(list, i);
        const char *text = json_string_value(name);
        const char *fault = text ? name_fault(text) : "is not a string";
        if (fault || json_string_length(name) != strlen(text)) {
            complain_of(r, "nodes", i, fault ? fault : "has a zero in it");
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
        complain_of(r, "nodes", second, what);
    }
}

/* What the reader of the graph's file took for granted, where that was something. */
static void read_note(struct reader *r, const json_t *object, struct graph *graph)
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
        complain(r, "note", what);
        return;
    }
    memcpy(graph->note, text, strlen(text) + 1);
}

static void read_graph(struct reader *r, const json_t *object, struct weights *w)
{
    w->kind = WEIGHTS_GRAPH;
    const json_t *edges = field(r, object, "edges");
    struct graph *graph = allocate(r, 1, sizeof *graph);
    w->graph = graph;
    if (!graph || json_array_size(edges) == 0) {
        complain(r, "edges", "must be a list of at least one edge");
        return;
    }
    graph->nodes = w->n;
    graph->edge = allocate(r, json_array_size(edges), sizeof *graph->edge);
    for (size_t e = 0; graph->edge && e < json_array_size(edges) && r->status == STATUS_OK; e++) {
        read_edge(r, json_array_get(edges, e), graph, e);
        graph->edges = e + 1;
    }
    read_names(r, object, graph);
    read_note(r, object, graph);
    bool published = !json_object_get(object, "no_edge");
    double no_edge = published ? 1.0 : number(r, object, "no_edge", -1.0, 1.0);
    *w = weights_of_graph(graph, w->unit, no_edge);
}

static void read_matrix(struct reader *r, const json_t *object, struct weights *w)
{
    w->kind = WEIGHTS_MATRIX;
    const json_t *rows = field(r, object, "volts");
    w->matrix = allocate(r, 1, sizeof *w->matrix);
    if (!w->matrix || json_array_size(rows) != w->n) {
        complain(r, "volts", "must hold a row for each neuron");
        return;
    }
    w->matrix->n = w->n;
    w->matrix->value = allocate(r, w->n * w->n, sizeof(double));
    for (size_t i = 0; w->matrix->value && i < w->n && r->status == STATUS_OK; i++) {
        const json_t *row = json_array_get(rows, i);
        if (json_array_size(row) != w->n) {
            complain(r, "volts", "must hold a number for each neuron in each row");
        }
        for (size_t j = 0; j < w->n && r->status == STATUS_OK; j++) {
            const json_t *value = json_array_get(row, j);
            w->matrix->value[i * w->n + j] = json_number_value(value);
            if (!json_is_number(value) || (i == j && json_number_value(value) != 0.0) ||
                !(fabs(json_number_value(value)) <= WEIGHTS_GREATEST)) {
                complain(r, "volts", "must hold numbers up to 1000 in size, 0 on the diagonal");
            }
        }
    }
    if (w->matrix->value) {
        *w = weights_of_matrix(w->matrix);
    }
}

static void read_weights(struct reader *r, const json_t *json, struct weights *w)
{
    static const char *const KINDS[] = {"patterns", "graph", "matrix"};
    enum { MOST_FIELDS = 6 };
    static const char *const FIELDS[][MOST_FIELDS] = {
        [WEIGHTS_PATTERNS] = {"kind", "unit_v", "rule", "patterns"},
        [WEIGHTS_GRAPH] = {"kind", "unit_v", "no_edge", "nodes", "note", "edges"},
        [WEIGHTS_MATRIX] = {"kind", "volts"},
    };
    static const size_t COUNTS[] = {[WEIGHTS_PATTERNS] = 4, [WEIGHTS_GRAPH] = 6, [WEIGHTS_MATRIX] = 2};
    const json_t *object = field(r, json, "weights");
    int kind = choice(r, object, "kind", KINDS, 3);
    refuse_others(r, object, FIELDS[kind], COUNTS[kind], "is no field of weights of this kind");
    if (r->status != STATUS_OK) {
        return;
    }
    if (kind != WEIGHTS_MATRIX) {
        w->unit = positive(r, object, "unit_v", NETWORK_GREATEST_UNIT);
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

static void check_version(struct reader *r, const json_t *json)
{
    const char *format = json_string_value(json_object_get(json, "format"));
    if (!format || strcmp(format, "spinfield network") != 0) {
        complain(r, "format", "does not say that this is a spinfield network");
        return;
    }
    const json_t *version = json_object_get(json, "version");
    if (!json_is_integer(version) || json_integer_value(version) != NETWORK_VERSION) {
        char *found = version ? json_dumps(version, JSON_ENCODE_ANY) : strdup("unknown");
        if (!found) {
            r->status = fail_memory(r->diagnostic);
            return;
        }
        r->status = fail_at(r->diagnostic, r->path, 0,
                            "network format version %.20s, this program reads version %d; make the file again with "
                            "'spinfield gen'",
                            found, NETWORK_VERSION);
        free(found);
    }
}

static void check_fields(struct reader *r, const json_t *json)
{
    static const char *const FIELDS[] = {"format",  "version", "task",     "dendrite", "n",     "weights",
                                         "v_dw_v",  "v_c_v",   "t_load_s", "t_stop_s", "start", "columns",
                                         "optimum", "soma",    "axon",     "variation"};
    refuse_others(r, json, FIELDS, sizeof FIELDS / sizeof *FIELDS, "is no field of a network");
}

/* What the task says of the other fields. */
static void check_task(struct reader *r, const struct network *net)
{
    static const enum weights_kind KIND[] = {[TASK_RECALL] = WEIGHTS_PATTERNS,
                                             [TASK_IMAGE] = WEIGHTS_PATTERNS,
                                             [TASK_MAXCUT] = WEIGHTS_GRAPH,
                                             [TASK_CUSTOM] = WEIGHTS_MATRIX};
    if (net->weights.kind != KIND[net->task]) {
        complain(r, "kind", "of the weights does not fit the task");
    }
    if ((net->columns > 0) != (net->task == TASK_IMAGE)) {
        complain(r, "columns", "must be above 0 for pictures, and 0 for other tasks");
    }
    if (!isnan(net->optimum) && net->task != TASK_MAXCUT) {
        complain(r, "optimum", "must be null but for a max-cut");
    }
}

/* What makers check as well. */
static void check_network(struct reader *r, const struct network *net)
{
    char why[400];
    double needed;
    require(r, network_check_devices(net, why, sizeof why), why);
    if (r->status == STATUS_OK) {
        require(r, network_check_values(net, why, sizeof why), why);
    }
    if (r->status == STATUS_OK && net->start) {
        require(r, network_check_load(net, &needed, why, sizeof why), why);
    }
    if (r->status == STATUS_OK) {
        require(r, network_check_times(net, why, sizeof why), why);
    }
}

static void read_fields(struct reader *r, const json_t *json, struct network *net)
{
    static const char *const TASKS[] = {"recall", "image", "maxcut", "custom"};
    static const char *const DENDRITES[] = {"plain", "balanced"};
    check_fields(r, json);
    net->task = (enum network_task)choice(r, json, "task", TASKS, 4);
    net->dendrite = (enum dendrite)choice(r, json, "dendrite", DENDRITES, 2);
    net->n = whole(r, json, "n", 2, (json_int_t)NETWORK_GREATEST_N);
    net->v_dw = positive(r, json, "v_dw_v", NETWORK_GREATEST_VDW);
    net->v_c = positive(r, json, "v_c_v", NETWORK_GREATEST_VC);
    net->t_load = number(r, json, "t_load_s", 0.0, NETWORK_LONGEST_RUN);
    net->t_stop = number(r, json, "t_stop_s", NETWORK_SHORTEST_RUN, NETWORK_LONGEST_RUN);
    net->columns = whole(r, json, "columns", 0, (json_int_t)NETWORK_GREATEST_N);
    const json_t *optimum = field(r, json, "optimum");
    net->optimum =
        json_is_null(optimum) ? NAN : number(r, json, "optimum", -NETWORK_GREATEST_CUT, NETWORK_GREATEST_CUT);
    if (r->status != STATUS_OK) {
        return;
    }
    net->weights.n = net->n;
    read_weights(r, json, &net->weights);
    check_task(r, net);
    const json_t *start = field(r, json, "start");
    net->start = json_is_null(start) ? NULL : bits(r, start, "start", net->n);
    read_device(r, json, "soma", &net->soma);
    read_device(r, json, "axon", &net->axon);
    read_variation(r, json, &net->variation);
    if ((net->start == NULL) != (net->t_load == 0.0)) {
        complain(r, "t_load_s", "must be 0 where there is no start, and above 0 where there is one");
    }
    if (net->t_stop <= net->t_load) {
        complain(r, "t_stop_s", "must be later than the load phase");
    }
    if (net->columns > 0 && net->n % net->columns != 0) {
        complain(r, "columns", "must divide the number of neurons");
    }
    if (r->status == STATUS_OK) {
        check_network(r, net);
    }
}

enum status network_parse(const struct input *input, struct network **network, struct diagnostic *diagnostic)
{
    *network = NULL;
    struct reader r = {input->path, STATUS_OK, diagnostic};
    struct network *net = NULL;
    json_t *json;
    r.status = document_parse(input, &json, diagnostic);
    if (r.status == STATUS_OK) {
        check_version(&r, json);
        net = allocate(&r, 1, sizeof *net);
    }
    if (r.status == STATUS_OK) {
        read_fields(&r, json, net);
    }
    if (r.status == STATUS_OK) {
        *network = net;
        net = NULL;
    }
    network_free(net);
    json_decref(json);
    return r.status;
}

enum status network_read(const char *path, struct network **network, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *network = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = network_parse(input, network, diagnostic);
    }
    input_free(input);
    return status;
}
