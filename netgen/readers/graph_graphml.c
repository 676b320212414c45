/* Graphs from GraphML files. expat parses the XML; a document type, and with it every entity of the file's own, is
 * refused, so that a small file stays small. */
#include "netgen/readers/graph_builder.h"

#include "netgen/readers/graph_names.h"
#include "base/array.h"
#include "base/number.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum element { OUTSIDE, GRAPHML, KEY, DEFAULT, GRAPH, NODE, LABEL, EDGE, DATA, ELEMENTS };

/* A <key>. What it is called counts, whatever it is declared for: programs write one for nodes and use it for edges. */
struct key {
    char *id;
    bool weight; /* called weight, in upper or lower case */
    bool label;  /* called label or name */
    bool of_edges;
};

struct link {
    char *source, *target; /* nodes may follow the edges that name them */
    double weight;
    bool weighted;
    long line;
};

struct reader {
    XML_Parser parser;
    struct graph_builder *builder;
    struct diagnostic *diagnostic;
    enum status status;
    enum element at; /* the element that the parser is in */
    size_t ignored;  /* depth inside an element whose content does not matter here */
    bool found;      /* a <graph> */
    struct names nodes;
    struct link *link; /* [links] */
    struct key *key;   /* [keys] */
    size_t links, keys;
    bool directed;         /* edges that do not say whether they are */
    double default_weight; /* of edges that do not say theirs */
    bool has_default;
    char text[NAME_LONGEST + 2]; /* of a <default> or <data>: numbers and good names are shorter */
    size_t length;               /* of the whole text, beyond what fits as well */
};

bool graphml_recognize(const char *text)
{
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* a byte order mark is part of XML */
    return text[strspn(text, " \t\r\n")] == '<';
}

static long line_of(const struct reader *reader)
{
#if XML_MAJOR_VERSION > 2 || XML_MINOR_VERSION >= 9 /* the other is deprecated from then on */
    return (long)XML_GetCurrentLineNumber64(reader->parser);
#else
    return (long)XML_GetCurrentLineNumber(reader->parser);
#endif
}

/* Ends the parse with the status of an error. expat may still call some handlers. */
static void stop(struct reader *reader, enum status status)
{
    reader->status = status;
    XML_StopParser(reader->parser, XML_FALSE);
}

#define STOP_AT_LINE(reader, ...)                                                                                      \
    stop(reader, fail_at((reader)->diagnostic, (reader)->builder->path, line_of(reader), __VA_ARGS__))

/* The value of an attribute; NULL where the element does not have it. */
static const char *attribute(const XML_Char **attributes, const char *name)
{
    for (; *attributes; attributes += 2) {
        if (strcmp(attributes[0], name) == 0) {
            return attributes[1];
        }
    }
    return NULL;
}

/* A copy of an attribute that `element` must have; NULL, with the parse stopped, where it is missing. */
static char *copy_attribute(struct reader *reader, const XML_Char **attributes, const char *element, const char *name)
{
    const char *value = attribute(attributes, name);
    if (!value) {
        STOP_AT_LINE(reader, "<%s> without %s; expected %s=\"...\"", element, name, name);
        return NULL;
    }
    char *copy = strdup(value);
    if (!copy) {
        stop(reader, fail_memory(reader->diagnostic));
    }
    return copy;
}

static void start_key(struct reader *reader, const XML_Char **attributes)
{
    if (reader->found) {
        STOP_AT_LINE(reader, "<key> after <graph>; expected keys before the graph");
        return;
    }
    if (!ARRAY_GROW(reader->key, reader->keys)) {
        stop(reader, fail_memory(reader->diagnostic));
        return;
    }
    char *id = copy_attribute(reader, attributes, "key", "id");
    if (!id) {
        return;
    }
    const char *of = attribute(attributes, "for"), *called = attribute(attributes, "attr.name");
    called = called ? called : id;
    reader->key[reader->keys++] =
        (struct key){.id = id,
                     .weight = strcasecmp(called, "weight") == 0,
                     .label = strcasecmp(called, "label") == 0 || strcasecmp(called, "name") == 0,
                     .of_edges = !of || strcmp(of, "edge") == 0 || strcmp(of, "all") == 0};
}

static void start_default(struct reader *reader, const XML_Char **attributes)
{
    (void)attributes;
    const struct key *key = &reader->key[reader->keys - 1];
    reader->length = 0;
    if (!key->weight || !key->of_edges) {
        reader->at = KEY;
        reader->ignored = 1;
    }
}

static void start_graph(struct reader *reader, const XML_Char **attributes)
{
    const char *edges = attribute(attributes, "edgedefault");
    if (reader->found) {
        STOP_AT_LINE(reader, "a second <graph>; expected one graph in a file");
    } else if (edges && strcmp(edges, "undirected") != 0 && strcmp(edges, "directed") != 0) {
        STOP_AT_LINE(reader, "graph has edgedefault=\"%.40s\"; expected \"undirected\"", edges);
    }
    reader->directed = edges && strcmp(edges, "directed") == 0;
    reader->found = true;
}

static void start_node(struct reader *reader, const XML_Char **attributes)
{
    const char *id = attribute(attributes, "id");
    if (!id) {
        STOP_AT_LINE(reader, "<node> without id; expected id=\"...\"");
        return;
    }
    enum status status = names_add(&reader->nodes, id, line_of(reader), reader->diagnostic);
    if (status != STATUS_OK) {
        stop(reader, status);
    }
}

static void start_edge(struct reader *reader, const XML_Char **attributes)
{
    const char *directed = attribute(attributes, "directed"), *weight = attribute(attributes, "weight");
    if (directed && strcmp(directed, "false") != 0) {
        STOP_AT_LINE(reader, "edge has directed=\"%.40s\"; expected undirected edges", directed);
        return;
    }
    if (!directed && reader->directed) {
        STOP_AT_LINE(reader, "edge of a graph with edgedefault=\"directed\"; expected an undirected graph");
        return;
    }
    if (!ARRAY_GROW(reader->link, reader->links)) {
        stop(reader, fail_memory(reader->diagnostic));
        return;
    }
    struct link *link = &reader->link[reader->links];
    *link = (struct link){.line = line_of(reader)};
    link->source = copy_attribute(reader, attributes, "edge", "source");
    link->target = link->source ? copy_attribute(reader, attributes, "edge", "target") : NULL;
    reader->links++;
    if (weight) { /* no GraphML, but some write it so */
        link->weighted = number_parse_plain(weight, &link->weight);
        if (!link->weighted) {
            STOP_AT_LINE(reader, "'%.40s' is not a weight; expected a finite decimal number", weight);
        }
    }
}

/* The key of an element of data into *key, what all keys of that id are; false, with the parse stopped, where there is
 * none. */
static bool find_key(struct reader *reader, const XML_Char **attributes, struct key *key)
{
    const char *id = attribute(attributes, "key");
    bool known = false;
    *key = (struct key){0};
    for (size_t i = 0; id && i < reader->keys; i++) {
        if (strcmp(reader->key[i].id, id) == 0) {
            known = true;
            key->weight = key->weight || reader->key[i].weight;
            key->label = key->label || reader->key[i].label;
        }
    }
    if (!known) {
        STOP_AT_LINE(reader, "<data> has the key '%.40s'; expected that of a <key> before the graph", id ? id : "");
    }
    reader->length = 0;
    return known;
}

/* Data of a node: what people call it, or something of other programs, which is ignored. */
static void start_label(struct reader *reader, const XML_Char **attributes)
{
    struct key key;
    if (find_key(reader, attributes, &key) && (!key.label || reader->nodes.name[reader->nodes.count - 1].label)) {
        reader->at = NODE;
        reader->ignored = 1;
    }
}

/* Data of an edge: its weight, or something of other programs, which is ignored. */
static void start_data(struct reader *reader, const XML_Char **attributes)
{
    struct key key;
    if (!find_key(reader, attributes, &key)) {
        return;
    }
    if (!key.weight) {
        reader->at = EDGE;
        reader->ignored = 1;
    } else if (reader->link[reader->links - 1].weighted) {
        STOP_AT_LINE(reader, "a second weight of this edge; expected one");
    }
}

/* The number that the text of the element is. */
static bool take_number(struct reader *reader, double *value)
{
    char *text = reader->text;
    const size_t longest = 80; /* of a number */
    bool fits = reader->length < longest;
    text[fits ? reader->length : longest] = '\0';
    for (char *c = text; (c = strpbrk(c, "\r\n")); c++) {
        *c = ' ';
    }
    const char *word = word_next(&text);
    bool good = fits && word && number_parse_plain(word, value) && !word_next(&text);
    if (!good) {
        STOP_AT_LINE(reader, "'%.40s' is not a weight; expected a finite decimal number", word ? word : "");
    }
    return good;
}

static void end_default(struct reader *reader)
{
    double weight;
    if (!take_number(reader, &weight)) {
        return;
    }
    if (reader->has_default && weight != reader->default_weight) {
        STOP_AT_LINE(reader, "the weights of edges have %g as their default already; expected one",
                     reader->default_weight);
        return;
    }
    reader->default_weight = weight;
    reader->has_default = true;
}

/* Keeps the label of a node; one that is empty or too long for a name is none. */
static void end_label(struct reader *reader)
{
    if (reader->length == 0 || reader->length >= sizeof reader->text) {
        return;
    }
    reader->text[reader->length] = '\0';
    char *label = strdup(reader->text);
    if (!label) {
        stop(reader, fail_memory(reader->diagnostic));
        return;
    }
    reader->nodes.name[reader->nodes.count - 1].label = label;
}

static void end_data(struct reader *reader)
{
    struct link *link = &reader->link[reader->links - 1];
    link->weighted = take_number(reader, &link->weight);
}

static const struct {
    const char *name;
    enum element parent;
    void (*start)(struct reader *reader, const XML_Char **attributes);
    void (*end)(struct reader *reader);
} GRAMMAR[ELEMENTS] = {
    [OUTSIDE] = {"a document", OUTSIDE, NULL, NULL},  [GRAPHML] = {"graphml", OUTSIDE, NULL, NULL},
    [KEY] = {"key", GRAPHML, start_key, NULL},        [DEFAULT] = {"default", KEY, start_default, end_default},
    [GRAPH] = {"graph", GRAPHML, start_graph, NULL},  [NODE] = {"node", GRAPH, start_node, NULL},
    [LABEL] = {"data", NODE, start_label, end_label}, [EDGE] = {"edge", GRAPH, start_edge, NULL},
    [DATA] = {"data", EDGE, start_data, end_data},
};

static void start_element(void *user, const XML_Char *name, const XML_Char **attributes)
{
    struct reader *reader = user;
    if (reader->status != STATUS_OK) {
        return;
    }
    if (reader->ignored) {
        reader->ignored++;
        return;
    }
    const char *colon = strrchr(name, ':'); /* a namespace prefix says nothing here */
    name = colon ? colon + 1 : name;
    for (enum element e = GRAPHML; e < ELEMENTS; e++) {
        if (GRAMMAR[e].parent == reader->at && strcmp(GRAMMAR[e].name, name) == 0) {
            reader->at = e;
            if (GRAMMAR[e].start) {
                GRAMMAR[e].start(reader, attributes);
            }
            return;
        }
    }
    if (reader->at != OUTSIDE && (strcmp(name, "desc") == 0 || strcmp(name, "data") == 0)) {
        reader->ignored = 1; /* texts for readers, and data that are not of edges */
        return;
    }
    STOP_AT_LINE(reader, "<%.40s> does not belong in <%s>; expected a GraphML file of nodes and edges", name,
                 GRAMMAR[reader->at].name);
}

static void end_element(void *user, const XML_Char *name)
{
    (void)name; /* expat has checked that it fits */
    struct reader *reader = user;
    if (reader->status != STATUS_OK) {
        return;
    }
    if (reader->ignored) {
        reader->ignored--;
        return;
    }
    enum element ended = reader->at;
    reader->at = GRAMMAR[ended].parent;
    if (GRAMMAR[ended].end) {
        GRAMMAR[ended].end(reader);
    }
}

static void take_text(void *user, const XML_Char *text, int length)
{
    struct reader *reader = user;
    if (reader->status != STATUS_OK || reader->ignored) {
        return;
    }
    for (int i = 0; i < length; i++) {
        if (reader->at == DEFAULT || reader->at == DATA || reader->at == LABEL) {
            if (reader->length < sizeof reader->text) {
                reader->text[reader->length] = text[i];
            }
            reader->length++;
        } else if (!strchr(" \t\r\n", text[i])) {
            STOP_AT_LINE(reader, "text '%.*s' in <%s>; expected elements", length - i < 20 ? length - i : 20, text + i,
                         GRAMMAR[reader->at].name);
            return;
        }
    }
}

static void refuse_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inside)
{
    (void)name, (void)system, (void)public, (void)inside;
    struct reader *reader = user;
    STOP_AT_LINE(reader, "file has a DOCTYPE, with which it may define entities; expected none");
}

static enum status parse(struct reader *reader, const struct input *input)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    if (!parser) {
        return fail_memory(reader->diagnostic);
    }
    reader->parser = parser;
    XML_SetUserData(parser, reader);
    XML_SetElementHandler(parser, start_element, end_element);
    XML_SetCharacterDataHandler(parser, take_text);
    XML_SetStartDoctypeDeclHandler(parser, refuse_doctype);
    if (XML_Parse(parser, input->bytes, (int)input->size, 1) != XML_STATUS_OK && reader->status == STATUS_OK) {
        reader->status = XML_GetErrorCode(parser) == XML_ERROR_NO_MEMORY
                             ? fail_memory(reader->diagnostic)
                             : fail_at(reader->diagnostic, input->path, line_of(reader), "not well-formed XML: %s",
                                       XML_ErrorString(XML_GetErrorCode(parser)));
    }
    XML_ParserFree(parser);
    return reader->status;
}

/* The node called `id`, which the edge of `line` names; NULL, with the diagnostic written, where there is none. */
static const struct name *find_node(const struct reader *reader, const char *id, long line)
{
    const struct name *found = names_find(&reader->nodes, id);
    if (!found) {
        fail_at(reader->diagnostic, reader->builder->path, line,
                "edge names '%.40s'; expected the id of a <node> of this graph", id);
    }
    return found;
}

static enum status add_link(const struct reader *reader, const struct link *link)
{
    const struct name *a = find_node(reader, link->source, link->line);
    const struct name *b = a ? find_node(reader, link->target, link->line) : NULL;
    if (!b) {
        return STATUS_INPUT;
    }
    const double *weight = link->weighted ? &link->weight : reader->has_default ? &reader->default_weight : NULL;
    return graph_builder_add(reader->builder, link->line, a->index, b->index, weight, reader->diagnostic);
}

static void free_lists(struct reader *reader)
{
    for (size_t i = 0; i < reader->links; i++) {
        free(reader->link[i].source);
        free(reader->link[i].target);
    }
    for (size_t i = 0; i < reader->keys; i++) {
        free(reader->key[i].id);
    }
    free(reader->link);
    free(reader->key);
    names_clear(&reader->nodes);
}

enum status graph_read_graphml(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct reader reader = {.builder = builder, .diagnostic = diagnostic};
    enum status status = parse(&reader, input);
    if (status == STATUS_OK && !reader.found) {
        status = fail_at(diagnostic, input->path, 0, "file has no <graph>; expected one");
    }
    if (status == STATUS_OK) {
        status = names_sort(&reader.nodes, input->path, diagnostic);
    }
    builder->nodes = reader.nodes.count;
    for (size_t i = 0; i < reader.links && status == STATUS_OK; i++) {
        status = add_link(&reader, &reader.link[i]);
    }
    if (status == STATUS_OK) {
        status = names_move(&reader.nodes, input->path, &builder->name, diagnostic);
    }
    free_lists(&reader);
    return status;
}
