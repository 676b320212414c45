/* Graphs from node-link JSON, as networkx and D3 have it: lists of nodes and of links (or edges). */
#include "netgen/readers/graph_builder.h"

#include "base/document.h"
#include "netgen/readers/graph_names.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

/* What the reading functions share. */
struct json {
    const char *path;
    struct graph_builder *builder;
    struct diagnostic *diagnostic;
    struct names nodes;
    bool numbered;     /* nodes have no ids: links name them by their places, from 0 */
    const char *links; /* the key of the list */
};

/* The value of `key` in either case; NULL where there is none. */
static const json_t *get(const json_t *object, const char *key)
{
    const char *k;
    json_t *value;
    json_object_foreach((json_t *)object, k, value)
    {
        if (strcasecmp(k, key) == 0) {
            return value;
        }
    }
    return NULL;
}

/* The text of an id, a string or a whole number, into `text`; false where it is neither, or too long. */
static bool id_text(const json_t *id, char text[NAME_LONGEST + 1])
{
    int size = json_is_string(id)    ? snprintf(text, NAME_LONGEST + 1, "%s", json_string_value(id))
               : json_is_integer(id) ? snprintf(text, NAME_LONGEST + 1, "%" JSON_INTEGER_FORMAT, json_integer_value(id))
                                     : -1;
    return size >= 0 && size <= NAME_LONGEST;
}

static enum status refuse(const struct json *j, const char *list, size_t k, const char *what)
{
    return fail_at(j->diagnostic, j->path, 0, "%s[%zu] %s", list, k, what);
}

/* Adds node number k of the file. */
static enum status add_node(struct json *j, const json_t *node, size_t k)
{
    char text[NAME_LONGEST + 1];
    const json_t *data = json_object_get(node, "data") ? json_object_get(node, "data") : node; /* Cytoscape */
    const json_t *id = json_object_get(data, "id"),
                 *label = get(data, "label") ? get(data, "label") : get(data, "name");
    if (!json_is_object(node)) {
        return refuse(j, "nodes", k, "is no object; expected {\"id\": ...}");
    }
    if (k == 0) {
        j->numbered = !id;
    }
    if (j->numbered != !id) {
        return refuse(j, "nodes", k, "is unlike the first node; expected an \"id\" in all or in none");
    }
    if (j->numbered) {
        snprintf(text, sizeof text, "%zu", k);
    } else if (!id_text(id, text)) {
        return refuse(j, "nodes", k, "has an \"id\" that is no short text and no whole number");
    }
    enum status status = names_add(&j->nodes, text, 0, j->diagnostic);
    if (status == STATUS_OK && json_is_string(label) && !(j->nodes.name[k].label = strdup(json_string_value(label)))) {
        status = fail_memory(j->diagnostic);
    }
    return status;
}

/* The node that a link names at `key`. D3 has the node itself where it was laid out. */
static enum status find_node(const struct json *j, const json_t *link, const char *key, size_t k, size_t *node)
{
    char text[NAME_LONGEST + 1];
    const json_t *id = json_object_get(link, key);
    id = json_is_object(id) ? json_object_get(id, j->numbered ? "index" : "id") : id;
    const struct name *found = id && id_text(id, text) ? names_find(&j->nodes, text) : NULL;
    if (!found) {
        char what[120];
        snprintf(what, sizeof what, "names no node at \"%s\"; expected the %s of a node", key,
                 j->numbered ? "place, from 0," : "id");
        return refuse(j, j->links, k, what);
    }
    *node = found->index;
    return STATUS_OK;
}

static enum status add_link(const struct json *j, const json_t *link, size_t k)
{
    size_t a = 0, b = 0;
    const json_t *data = json_object_get(link, "data") ? json_object_get(link, "data") : link;
    const json_t *weight = get(data, "weight") ? get(data, "weight") : get(data, "value");
    const json_t *directed = get(data, "directed");
    if (weight && !json_is_number(weight)) {
        return refuse(j, j->links, k, "has a weight that is no number; expected a finite number");
    }
    if (json_is_true(directed)) {
        return refuse(j, j->links, k, "is directed; expected undirected links");
    }
    double value = json_number_value(weight);
    enum status status = find_node(j, data, "source", k, &a);
    if (status == STATUS_OK) {
        status = find_node(j, data, "target", k, &b);
    }
    if (status != STATUS_OK) {
        return status;
    }
    if (a == b) {
        return refuse(j, j->links, k, "joins a node to itself; expected two nodes");
    }
    return graph_builder_add(j->builder, 0, a, b, weight ? &value : NULL, j->diagnostic);
}

static enum status read_lists(struct json *j, const json_t *root)
{
    const json_t *graph = json_object_get(root, "elements") ? json_object_get(root, "elements") : root;
    const json_t *nodes = json_object_get(graph, "nodes"), *links = json_object_get(graph, "links");
    j->links = links ? "links" : "edges";
    links = links ? links : json_object_get(graph, "edges");
    if (!json_is_array(nodes) || !json_is_array(links)) {
        return fail_at(j->diagnostic, j->path, 0,
                       "JSON without a graph; expected lists \"nodes\" and \"links\", or \"edges\"");
    }
    if (json_is_true(json_object_get(root, "directed"))) {
        return fail_at(j->diagnostic, j->path, 0, "graph is directed; expected \"directed\": false");
    }
    enum status status = STATUS_OK;
    for (size_t k = 0; k < json_array_size(nodes) && status == STATUS_OK; k++) {
        status = add_node(j, json_array_get(nodes, k), k);
    }
    if (status == STATUS_OK) {
        status = names_sort(&j->nodes, j->path, j->diagnostic);
    }
    j->builder->nodes = j->nodes.count;
    for (size_t k = 0; k < json_array_size(links) && status == STATUS_OK; k++) {
        status = add_link(j, json_array_get(links, k), k);
    }
    return status == STATUS_OK ? names_move(&j->nodes, j->path, &j->builder->name, j->diagnostic) : status;
}

enum status graph_read_json(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct json j = {.path = input->path, .builder = builder, .diagnostic = diagnostic};
    json_t *root;
    enum status status = document_parse(input, &root, diagnostic);
    if (status == STATUS_OK) {
        status = read_lists(&j, root);
    }
    json_decref(root);
    names_clear(&j.nodes);
    return status;
}
