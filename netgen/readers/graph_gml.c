/* Graphs from GML files: graph [ node [ id 1 label "a" ] edge [ source 1 target 2 weight 2.5 ] ]. */
#include "netgen/readers/graph_builder.h"

#include "netgen/readers/graph_names.h"
#include "base/array.h"
#include "base/number.h"
#include "base/utf8.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct link {
    char *source, *target; /* in the bytes of the input; nodes may follow the edges that name them */
    double weight;
    bool weighted;
    long line;
};

struct gml {
    const char *path;
    struct graph_builder *builder;
    struct diagnostic *diagnostic;
    char *next;
    long line;
    bool quoted; /* the token that came last was in quotes */
    char cut;    /* what stood behind the token that came last, which its zero has replaced */
    char bracket[2];
    bool found; /* a graph */
    struct names nodes;
    struct link *link; /* [links] */
    size_t links;
};

/* A graph, behind comments and fields such as Creator. */
bool gml_recognize(const char *text)
{
    static const char *const FIRST[] = {"graph", "Creator", "Version", "comment", "directed"};
    while (*(text += strspn(text, " \t\r\n\f")) == '#') {
        text += strcspn(text, "\n");
    }
    size_t length = strcspn(text, " \t\r\n\f[\"");
    for (size_t i = 0; i < sizeof FIRST / sizeof *FIRST; i++) {
        if (length == strlen(FIRST[i]) && strncasecmp(text, FIRST[i], length) == 0) {
            const char *after = text + length + strspn(text + length, " \t\r\n\f");
            return i == 0 ? *after == '[' : strcasestr(after, "graph") != NULL;
        }
    }
    return false;
}

#define REFUSE(gml, ...) fail_at((gml)->diagnostic, (gml)->path, (gml)->line, __VA_ARGS__)

/* The next token, zero-terminated in place: a word, a bracket, or a text without its quotes; NULL at the end. */
static enum status next_token(struct gml *gml, char **token)
{
    *token = NULL;
    for (;;) {
        if (!gml->cut) {
            gml->cut = *gml->next;
        }
        char c = gml->cut;
        if (c == '\0') {
            return STATUS_OK;
        }
        if (c == '#') {
            gml->next += strcspn(gml->next + 1, "\n") + 1;
        } else if (strchr(" \t\r\n\f", c)) {
            gml->line += c == '\n';
            gml->next++;
        } else {
            break;
        }
        gml->cut = '\0';
    }
    gml->quoted = gml->cut == '"';
    if (gml->cut == '[' || gml->cut == ']') {
        gml->bracket[0] = gml->cut;
        *token = gml->bracket;
        gml->next++;
        gml->cut = '\0';
        return STATUS_OK;
    }
    char *from = gml->next + gml->quoted, *end = from + strcspn(from, gml->quoted ? "\"" : " \t\r\n\f[]");
    if (gml->quoted && !*end) {
        return REFUSE(gml, "a quote is opened and not closed; expected '\"...\"'");
    }
    for (const char *c = from; c < end; c++) {
        gml->line += *c == '\n';
    }
    gml->cut = *end;
    if (gml->quoted) {
        gml->cut = '\0';
    }
    gml->next = end + gml->quoted;
    *end = '\0';
    *token = from;
    return STATUS_OK;
}

/* Passes over a value of no meaning here: a token, or a list with all that is in it. */
static enum status pass_over(struct gml *gml)
{
    size_t depth = 0;
    do {
        char *token;
        enum status status = next_token(gml, &token);
        if (status != STATUS_OK) {
            return status;
        }
        if (!token) {
            return REFUSE(gml, "file ends within a list; expected ']'");
        }
        depth += !gml->quoted && *token == '[';
        depth -= !gml->quoted && *token == ']' && depth > 0;
    } while (depth > 0);
    return STATUS_OK;
}

/* The next key of a list into *key; NULL at the end of the list, or of the file where `outside`. */
static enum status next_key(struct gml *gml, bool outside, char **key)
{
    enum status status = next_token(gml, key);
    if (status != STATUS_OK) {
        return status;
    }
    if (!*key && !outside) {
        return REFUSE(gml, "file ends within a list; expected ']'");
    }
    if (*key && !gml->quoted && **key == ']' && !outside) {
        *key = NULL;
        return STATUS_OK;
    }
    if (*key && (gml->quoted || **key == '[' || **key == ']')) {
        return REFUSE(gml, "'%.40s' in place of a key; expected 'KEY VALUE'", *key);
    }
    return STATUS_OK;
}

/* The value that follows a key, no list, into *value. */
static enum status take_value(struct gml *gml, const char *key, char **value)
{
    enum status status = next_token(gml, value);
    if (status == STATUS_OK && (!*value || (!gml->quoted && (**value == '[' || **value == ']')))) {
        return REFUSE(gml, "'%.40s' without a value; expected a text or a number", key);
    }
    return status;
}

static enum status open_list(struct gml *gml, const char *key)
{
    char *token;
    enum status status = next_token(gml, &token);
    if (status == STATUS_OK && (!token || gml->quoted || *token != '[')) {
        return REFUSE(gml, "'%.40s' without a list; expected '%.40s [ ... ]'", key, key);
    }
    return status;
}

/* Replaces the characters that a text gives by their names or numbers, &quot; or &#252;, as they are in SGML: GML files
 * are in ASCII. A & that begins none of these stands for itself. */
static void decode(char *text)
{
    static const struct {
        const char *entity, *is;
    } NAMED[] = {{"&quot;", "\""}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&apos;", "'"}};
    char *to = text;
    while (*text) {
        size_t taken = 1, made = 1;
        const char *is = text;
        char *end, character[UTF8_LONGEST];
        for (size_t k = 0; k < sizeof NAMED / sizeof *NAMED; k++) {
            if (strncmp(text, NAMED[k].entity, strlen(NAMED[k].entity)) == 0) {
                taken = strlen(NAMED[k].entity);
                is = NAMED[k].is;
            }
        }
        if (strncmp(text, "&#", 2) == 0) {
            bool hexadecimal = text[2] == 'x';
            const char *digits = text + 2 + hexadecimal;
            unsigned long code = strtoul(digits, &end, hexadecimal ? 16 : 10);
            size_t length = isxdigit((unsigned char)*digits) && *end == ';' ? utf8_encode(code, character) : 0;
            if (length) {
                taken = (size_t)(end + 1 - text);
                is = character;
                made = length;
            }
        }
        memmove(to, is, made); /* never longer than what it stands for */
        to += made;
        text += taken;
    }
    *to = '\0';
}

static enum status read_node(struct gml *gml)
{
    char *key, *id = NULL, *label = NULL, *name = NULL;
    long line = gml->line;
    enum status status = open_list(gml, "node");
    while (status == STATUS_OK && (status = next_key(gml, false, &key)) == STATUS_OK && key) {
        if (strcmp(key, "id") == 0) {
            status = take_value(gml, key, &id);
        } else if (strcmp(key, "label") == 0) {
            status = take_value(gml, key, &label);
        } else if (strcmp(key, "name") == 0) {
            status = take_value(gml, key, &name);
        } else {
            status = pass_over(gml);
        }
    }
    label = label ? label : name; /* igraph writes what it calls the name of a node */
    if (status == STATUS_OK && !id) {
        return REFUSE(gml, "node without an id; expected 'id NUMBER'");
    }
    if (status == STATUS_OK) {
        status = names_add(&gml->nodes, id, line, gml->diagnostic);
    }
    if (status == STATUS_OK && label) {
        decode(label);
    }
    if (status == STATUS_OK && label && !(gml->nodes.name[gml->nodes.count - 1].label = strdup(label))) {
        status = fail_memory(gml->diagnostic);
    }
    return status;
}

static enum status take_weight(struct gml *gml, const char *key, struct link *link)
{
    char *value;
    enum status status = take_value(gml, key, &value);
    if (status == STATUS_OK && link->weighted) {
        return REFUSE(gml, "a second weight of this edge, '%.40s'; expected one", key);
    }
    if (status == STATUS_OK && !number_parse_plain(value, &link->weight)) {
        return REFUSE(gml, "'%.40s' is not a weight; expected a finite decimal number", value);
    }
    link->weighted = true;
    return status;
}

static enum status read_edge(struct gml *gml)
{
    char *key;
    struct link link = {.line = gml->line};
    enum status status = open_list(gml, "edge");
    while (status == STATUS_OK && (status = next_key(gml, false, &key)) == STATUS_OK && key) {
        if (strcmp(key, "source") == 0) {
            status = take_value(gml, key, &link.source);
        } else if (strcmp(key, "target") == 0) {
            status = take_value(gml, key, &link.target);
        } else if (strcasecmp(key, "weight") == 0 || strcasecmp(key, "value") == 0) {
            status = take_weight(gml, key, &link);
        } else {
            status = pass_over(gml);
        }
    }
    if (status == STATUS_OK && (!link.source || !link.target)) {
        return REFUSE(gml, "edge without %s; expected 'source ID target ID'", link.source ? "target" : "source");
    }
    if (status == STATUS_OK && !ARRAY_GROW(gml->link, gml->links)) {
        status = fail_memory(gml->diagnostic);
    }
    if (status == STATUS_OK) {
        gml->link[gml->links++] = link;
    }
    return status;
}

static enum status read_graph(struct gml *gml)
{
    char *key, *value;
    enum status status = open_list(gml, "graph");
    if (status == STATUS_OK && gml->found) {
        return REFUSE(gml, "a second graph; expected one graph in a file");
    }
    gml->found = true;
    while (status == STATUS_OK && (status = next_key(gml, false, &key)) == STATUS_OK && key) {
        if (strcmp(key, "node") == 0) {
            status = read_node(gml);
        } else if (strcmp(key, "edge") == 0) {
            status = read_edge(gml);
        } else if (strcmp(key, "directed") == 0) {
            status = take_value(gml, key, &value);
            if (status == STATUS_OK && strcmp(value, "0") != 0) {
                return REFUSE(gml, "graph is directed; expected 'directed 0'");
            }
        } else {
            status = pass_over(gml);
        }
    }
    return status;
}

static enum status add_link(struct gml *gml, const struct link *link)
{
    const char *const ends[] = {link->source, link->target};
    size_t node[2];
    for (size_t k = 0; k < 2; k++) {
        const struct name *found = names_find(&gml->nodes, ends[k]);
        if (!found) {
            return fail_at(gml->diagnostic, gml->path, link->line,
                           "edge names '%.40s'; expected the id of a node of this graph", ends[k]);
        }
        node[k] = found->index;
    }
    return graph_builder_add(gml->builder, link->line, node[0], node[1], link->weighted ? &link->weight : NULL,
                             gml->diagnostic);
}

enum status graph_read_gml(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct gml gml = {
        .path = input->path, .builder = builder, .diagnostic = diagnostic, .next = input->bytes, .line = 1};
    char *key;
    enum status status = STATUS_OK;
    while (status == STATUS_OK && (status = next_key(&gml, true, &key)) == STATUS_OK && key) {
        status = strcmp(key, "graph") == 0 ? read_graph(&gml) : pass_over(&gml);
    }
    if (status == STATUS_OK) {
        status = names_sort(&gml.nodes, input->path, diagnostic);
    }
    builder->nodes = gml.nodes.count;
    for (size_t k = 0; k < gml.links && status == STATUS_OK; k++) {
        status = add_link(&gml, &gml.link[k]);
    }
    if (status == STATUS_OK) {
        status = names_move(&gml.nodes, input->path, &builder->name, diagnostic);
    }
    free(gml.link);
    names_clear(&gml.nodes);
    return status;
}
