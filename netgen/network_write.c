/* A network as JSON; docs/formats.md describes the fields. */
#include "network.h"

#include "output.h"

#include <inttypes.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>

static json_t *device_json(const struct dwmtj *device)
{
    json_t *object = json_object();
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (!dwmtj_is_off(device, i)) {
            json_object_set_new(object, dwmtj_parameters[i].name, json_real(dwmtj_get(device, i)));
        }
    }
    return object;
}

/* NULL for a network of equal devices, which has no such field. */
static json_t *variation_json(const struct variation *variation)
{
    if (!variation_exists(variation)) {
        return NULL;
    }
    json_t *sigma = json_object();
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            json_object_set_new(sigma, dwmtj_parameters[p].name, json_real(variation->sigma[p]));
        }
    }
    return json_pack("{s:I, s:o}", "seed", (json_int_t)variation->seed, "sigma", sigma);
}

static json_t *patterns_json(const struct weights *w)
{
    static const char *const RULES[] = {"sum", "sign", "mean"};
    json_t *patterns = json_array();
    for (size_t p = 0; p < w->patterns; p++) {
        json_array_append_new(patterns, json_string(w->pattern[p]));
    }
    return json_pack("{s:s, s:f, s:s, s:o}", "kind", "patterns", "unit_v", w->unit, "rule", RULES[w->rule], "patterns",
                     patterns);
}

static json_t *graph_json(const struct weights *w)
{
    json_t *edges = json_array();
    for (size_t e = 0; e < w->graph->edges; e++) {
        const struct edge *edge = &w->graph->edge[e];
        json_array_append_new(edges, json_pack("[I, I, f]", (json_int_t)edge->a, (json_int_t)edge->b, edge->weight));
    }
    json_t *no_edge = w->no_edge != 1.0 ? json_real(w->no_edge) : NULL; /* only where it is not the published one */
    return json_pack("{s:s, s:f, s:o*, s:o}", "kind", "graph", "unit_v", w->unit, "no_edge", no_edge, "edges", edges);
}

static json_t *matrix_json(const struct weights *w)
{
    json_t *rows = json_array();
    for (size_t i = 0; i < w->n; i++) {
        json_t *row = json_array();
        for (size_t j = 0; j < w->n; j++) {
            json_array_append_new(row, json_real(w->matrix->value[i * w->n + j]));
        }
        json_array_append_new(rows, row);
    }
    return json_pack("{s:s, s:o}", "kind", "matrix", "volts", rows);
}

static json_t *weights_json(const struct weights *w)
{
    switch (w->kind) {
    case WEIGHTS_PATTERNS:
        return patterns_json(w);
    case WEIGHTS_GRAPH:
        return graph_json(w);
    case WEIGHTS_MATRIX:
        return matrix_json(w);
    }
    return NULL;
}

static const size_t FORMAT = JSON_INDENT(1) | JSON_REAL_PRECISION(17);

/* To be released; NULL where memory is short. */
static json_t *network_json(const struct network *net)
{
    static const char *const DENDRITES[] = {"plain", "balanced"};
    return json_pack("{s:s, s:i, s:s, s:s, s:I, s:o, s:f, s:f, s:f, s:f, s:s?, s:I, s:o, s:o, s:o, s:o*}", "format",
                     "spinfield network", "version", NETWORK_VERSION, "task", network_task_name(net->task), "dendrite",
                     DENDRITES[net->dendrite], "n", (json_int_t)net->n, "weights", weights_json(&net->weights),
                     "v_dw_v", net->v_dw, "v_c_v", net->v_c, "t_load_s", net->t_load, "t_stop_s", net->t_stop, "start",
                     net->start, "columns", (json_int_t)net->columns, "optimum",
                     isnan(net->optimum) ? json_null() : json_real(net->optimum), "soma", device_json(&net->soma),
                     "axon", device_json(&net->axon), "variation", variation_json(&net->variation));
}

enum status network_write(const struct network *net, struct output *out, struct diagnostic *diagnostic)
{
    json_t *json = network_json(net);
    if (!json) {
        return fail_memory(diagnostic);
    }
    json_dumpf(json, output_stream(out), FORMAT); /* output_commit tells of errors */
    fputc('\n', output_stream(out));
    json_decref(json);
    return STATUS_OK;
}

static int add_to_hash(const char *text, size_t size, void *context)
{
    uint64_t *hash = context;
    for (size_t i = 0; i < size; i++) {
        *hash = (*hash ^ (unsigned char)text[i]) * UINT64_C(0x100000001b3);
    }
    return 0;
}

enum status network_title(const struct network *net, char title[NETWORK_TITLE_SIZE], struct diagnostic *diagnostic)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    json_t *json = network_json(net);
    if (!json || json_dump_callback(json, add_to_hash, &hash, FORMAT) != 0) {
        json_decref(json);
        return fail_memory(diagnostic);
    }
    json_decref(json);
    snprintf(title, NETWORK_TITLE_SIZE, NETWORK_TITLE "%0*" PRIx64, NETWORK_HASH_DIGITS, hash);
    return STATUS_OK;
}
