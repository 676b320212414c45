/* Graphs from GraphML files. expat parses the XML; a document type, and with it every entity of the file's own, is
 * refused, so that a small file stays small. */
#include "graph_builder.h"

#include "graph_names.h"
#include "number.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum element { OUTSIDE, GRAPHML, KEY, DEFAULT, GRAPH, NODE, EDGE, DATA, ELEMENTS };

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
    char **key;        /* [keys], ids */
    size_t links, keys;
    char *weight_key;      /* the one of these that stands for the weight; NULL where there is none */
    bool in_weight_key;    /* the <key> that the parser is in is that one */
    double default_weight; /* of edges that do not say theirs */
    bool has_default;
    char text[80]; /* of a <default> or <data>: numbers are shorter */
    size_t length; /* of the whole text, beyond what fits as well */
};

bool graphml_recognize(const char *text)
{
    text += strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0; /* a byte order mark is part of XML */
    return text[strspn(text, " \t\r\n")] == '<';
}

static long line_of(const struct reader *reader)
{
    return (long)XML_GetCurrentLineNumber(reader->parser);
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
        STOP_AT_LINE(reader, "<%s> without %s; %s=\"...\" would be right", element, name, name);
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
        STOP_AT_LINE(reader, "<key> after <graph>; keys before the graph would be right");
        return;
    }
    char **key = names_grown(reader->key, reader->keys, sizeof *key);
    if (!key) {
        stop(reader, fail_memory(reader->diagnostic));
        return;
    }
    reader->key = key;
    char *id = copy_attribute(reader, attributes, "key", "id");
    if (!id) {
        return;
    }
    reader->key[reader->keys++] = id;
    const char *of = attribute(attributes, "for"), *name = attribute(attributes, "attr.name");
    bool of_edges = !of || strcmp(of, "edge") == 0 || strcmp(of, "all") == 0;
    reader->in_weight_key = of_edges && name && strcmp(name, "weight") == 0;
    if (reader->in_weight_key && reader->weight_key) {
        STOP_AT_LINE(reader, "a second key for the weight of edges; one would be right");
    } else if (reader->in_weight_key) {
        reader->weight_key = id;
    }
}

static void start_default(struct reader *reader, const XML_Char **attributes)
{
    (void)attributes;
    reader->length = 0;
    if (!reader->in_weight_key) {
        reader->at = KEY;
        reader->ignored = 1;
    }
}

static void start_graph(struct reader *reader, const XML_Char **attributes)
{
    const char *edges = attribute(attributes, "edgedefault");
    if (reader->found) {
        STOP_AT_LINE(reader, "a second <graph>; one graph in a file would be right");
    } else if (edges && strcmp(edges, "undirected") != 0) {
        STOP_AT_LINE(reader, "graph has edgedefault=\"%.40s\"; an undirected graph would be right", edges);
    }
    reader->found = true;
}

static void start_node(struct reader *reader, const XML_Char **attributes)
{
    const char *id = attribute(attributes, "id");
    if (!id) {
        STOP_AT_LINE(reader, "<node> without id; id=\"...\" would be right");
        return;
    }
    enum status status = names_add(&reader->nodes, id, line_of(reader), reader->diagnostic);
    if (status != STATUS_OK) {
        stop(reader, status);
    }
}

static void start_edge(struct reader *reader, const XML_Char **attributes)
{
    const char *directed = attribute(attributes, "directed");
    if (directed && strcmp(directed, "false") != 0) {
        STOP_AT_LINE(reader, "edge has directed=\"%.40s\"; undirected edges would be right", directed);
        return;
    }
    struct link *link = names_grown(reader->link, reader->links, sizeof *link);
    if (!link) {
        stop(reader, fail_memory(reader->diagnostic));
        return;
    }
    reader->link = link;
    link += reader->links;
    *link = (struct link){.line = line_of(reader)};
    link->source = copy_attribute(reader, attributes, "edge", "source");
    link->target = link->source ? copy_attribute(reader, attributes, "edge", "target") : NULL;
    reader->links++;
}

/* Data of an edge: its weight, or something of other programs, which is ignored. */
static void start_data(struct reader *reader, const XML_Char **attributes)
{
    const char *key = attribute(attributes, "key");
    bool known = false;
    for (size_t i = 0; key && i < reader->keys && !known; i++) {
        known = strcmp(reader->key[i], key) == 0;
    }
    if (!known) {
        STOP_AT_LINE(reader, "<data> has the key '%.40s'; that of a <key> before the graph would be right",
                     key ? key : "");
    } else if (!reader->weight_key || strcmp(key, reader->weight_key) != 0) {
        reader->at = EDGE;
        reader->ignored = 1;
    } else if (reader->link[reader->links - 1].weighted) {
        STOP_AT_LINE(reader, "a second weight of this edge; one would be right");
    }
    reader->length = 0;
}

/* The number that the text of the element is. */
static bool take_number(struct reader *reader, double *value)
{
    char *text = reader->text;
    bool fits = reader->length < sizeof reader->text;
    text[fits ? reader->length : sizeof reader->text - 1] = '\0';
    for (char *c = text; (c = strpbrk(c, "\r\n")); c++) {
        *c = ' ';
    }
    const char *word = word_next(&text);
    bool good = fits && word && number_parse_plain(word, value) && !word_next(&text);
    if (!good) {
        STOP_AT_LINE(reader, "'%.40s' is not a weight; a finite decimal number would be right", word ? word : "");
    }
    return good;
}

static void end_default(struct reader *reader)
{
    reader->has_default = take_number(reader, &reader->default_weight);
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
    [OUTSIDE] = {"a document", OUTSIDE, NULL, NULL}, [GRAPHML] = {"graphml", OUTSIDE, NULL, NULL},
    [KEY] = {"key", GRAPHML, start_key, NULL},       [DEFAULT] = {"default", KEY, start_default, end_default},
    [GRAPH] = {"graph", GRAPHML, start_graph, NULL}, [NODE] = {"node", GRAPH, start_node, NULL},
    [EDGE] = {"edge", GRAPH, start_edge, NULL},      [DATA] = {"data", EDGE, start_data, end_data},
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
    STOP_AT_LINE(reader, "<%.40s> does not belong in <%s>; a GraphML file of nodes and edges would be right", name,
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
        if (reader->at == DEFAULT || reader->at == DATA) {
            if (reader->length < sizeof reader->text) {
                reader->text[reader->length] = text[i];
            }
            reader->length++;
        } else if (!strchr(" \t\r\n", text[i])) {
            STOP_AT_LINE(reader, "text '%.*s' in <%s>; elements would be right", length - i < 20 ? length - i : 20,
                         text + i, GRAMMAR[reader->at].name);
            return;
        }
    }
}

static void refuse_doctype(void *user, const XML_Char *name, const XML_Char *system, const XML_Char *public, int inside)
{
    (void)name, (void)system, (void)public, (void)inside;
    struct reader *reader = user;
    STOP_AT_LINE(reader, "file has a DOCTYPE, with which it may define entities; none would be right");
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
                "edge names '%.40s'; the id of a <node> of this graph would be right", id);
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
        free(reader->key[i]);
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
        status = fail_at(diagnostic, input->path, 0, "file has no <graph>; one would be right");
    }
    if (status == STATUS_OK) {
        status = names_sort(&reader.nodes, input->path, diagnostic);
    }
    builder->nodes = reader.nodes.count;
    for (size_t i = 0; i < reader.links && status == STATUS_OK; i++) {
        status = add_link(&reader, &reader.link[i]);
    }
    free_lists(&reader);
    return status;
}
