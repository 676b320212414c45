/* Graphs from CSV files: an edge a line, as the names of its two nodes and, in files with weights, its weight. */
#include "graph_builder.h"

#include "graph_names.h"
#include "number.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { A, B, WEIGHT, FIELDS };

/* A row of the file; the texts stand in its bytes. Nodes have numbers only when all rows are known. */
struct row {
    const char *field[FIELDS];
    double weight;
    long line;
};

struct csv {
    const char *path;
    struct line_reader lines;
    char separator; /* 0 before the first row */
    size_t columns; /* of the first row, a header or not: 2, or 3 with weights */
    struct row *row;
    size_t rows;
    struct names nodes;
};

/* Bytes of the byte order mark that spreadsheets write. */
static size_t mark_size(const char *text)
{
    return strncmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
}

/* The first separator of a row, outside of quotes; 0 where there is none. */
static char find_separator(const char *row)
{
    bool quoted = false;
    for (; *row && *row != '\n'; row++) {
        if (*row == '"') {
            quoted = !quoted;
        } else if (!quoted && (*row == ',' || *row == ';')) {
            return *row;
        }
    }
    return '\0';
}

/* A first row, behind comments, with a separator in it. */
bool csv_recognize(const char *text)
{
    text += mark_size(text);
    while (*(text += strspn(text, " \t\r\n\f")) == '#') {
        text += strcspn(text, "\n");
    }
    return find_separator(text) != '\0';
}

static enum status refuse(const struct csv *csv, const char *what, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, csv->path, csv->lines.number, "%s", what);
}

/* Takes a field in quotes that starts at *rest, and moves *rest behind the closing one. Two quotes stand for one. */
static enum status cut_quoted(const struct csv *csv, char **rest, char **field, struct diagnostic *diagnostic)
{
    char *from = *rest + 1, *to = from;
    *field = to;
    for (; *from && !(from[0] == '"' && from[1] != '"'); from++) {
        from += *from == '"';
        *to++ = *from;
    }
    if (!*from) {
        return refuse(csv, "a quote is opened and not closed on this line; '\"...\"' would be right", diagnostic);
    }
    *rest = from + 1;
    *to = '\0';
    return STATUS_OK;
}

/* Cuts the next field out of the line, without the blanks around it; *rest is NULL behind the last one. */
static enum status cut_field(const struct csv *csv, char **rest, char **field, struct diagnostic *diagnostic)
{
    *rest += strspn(*rest, " \t\r\f");
    bool quoted = **rest == '"';
    if (quoted) {
        enum status status = cut_quoted(csv, rest, field, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    } else {
        *field = *rest;
    }
    char *end = *rest + strcspn(*rest, (char[]){csv->separator, '\0'});
    bool last = !*end;
    *end = '\0';
    for (char *c = end; c > *rest && strchr(" \t\r\f", c[-1]); c--) {
        c[-1] = '\0';
    }
    if (quoted ? **rest != '\0' : strchr(*field, '"') != NULL) {
        return refuse(csv,
                      "text beside a quote; quotes around the whole field, and \"\" for a quote in it, would be right",
                      diagnostic);
    }
    *rest = last ? NULL : end + 1;
    return STATUS_OK;
}

static enum status cut_row(struct csv *csv, char *line, struct row *row, struct diagnostic *diagnostic)
{
    size_t count = 0;
    while (line) {
        char *field;
        enum status status = cut_field(csv, &line, &field, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (count < FIELDS) {
            row->field[count] = field;
        }
        count++;
    }
    csv->columns = csv->columns ? csv->columns : count;
    if (count < 2 || count > FIELDS) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "row has %zu field%s; 'A%cB' or 'A%cB%cWEIGHT' would be right", count, count == 1 ? "" : "s",
                       csv->separator, csv->separator, csv->separator);
    }
    if (count != csv->columns) {
        return fail_at(diagnostic, csv->path, csv->lines.number,
                       "row has %zu fields and the first row %zu; equal numbers would be right", count, csv->columns);
    }
    return STATUS_OK;
}

/* Is the first row a header? Nothing else is taken for one: "a,b" is an edge. */
static bool is_header(const struct row *row, size_t columns)
{
    if (columns == FIELDS) {
        return strcasecmp(row->field[WEIGHT], "weight") == 0;
    }
    return (strcasecmp(row->field[A], "source") == 0 && strcasecmp(row->field[B], "target") == 0) ||
           (strcasecmp(row->field[A], "from") == 0 && strcasecmp(row->field[B], "to") == 0);
}

static enum status keep_row(struct csv *csv, struct row *row, struct diagnostic *diagnostic)
{
    row->line = csv->lines.number;
    if (!*row->field[A] || !*row->field[B]) {
        return refuse(csv, "edge has an empty field in place of a node; a name or a number would be right", diagnostic);
    }
    if (csv->columns == FIELDS && !number_parse_plain(row->field[WEIGHT], &row->weight)) {
        return fail_at(diagnostic, csv->path, row->line,
                       "'%.40s' is not a weight; a finite decimal number would be right", row->field[WEIGHT]);
    }
    struct row *grown = names_grown(csv->row, csv->rows, sizeof *grown);
    if (!grown) {
        return fail_memory(diagnostic);
    }
    csv->row = grown;
    csv->row[csv->rows++] = *row;
    enum status status = names_add(&csv->nodes, row->field[A], row->line, diagnostic);
    return status == STATUS_OK ? names_add(&csv->nodes, row->field[B], row->line, diagnostic) : status;
}

static enum status read_rows(struct csv *csv, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    char *line;
    while (status == STATUS_OK && (line = line_next(&csv->lines))) {
        line += strspn(line, " \t\f");
        if (*line == '\0' || *line == '#') {
            continue;
        }
        bool first = !csv->separator;
        if (first) {
            csv->separator = find_separator(line);
        }
        struct row row = {0};
        status = cut_row(csv, line, &row, diagnostic);
        if (status == STATUS_OK && !(first && is_header(&row, csv->columns))) {
            status = keep_row(csv, &row, diagnostic);
        }
    }
    return status;
}

static enum status add_edge(struct graph_builder *builder, const struct csv *csv, const struct row *row,
                            struct diagnostic *diagnostic)
{
    size_t a = names_find(&csv->nodes, row->field[A])->index, b = names_find(&csv->nodes, row->field[B])->index;
    return graph_builder_add(builder, row->line, a, b, csv->columns == FIELDS ? &row->weight : NULL, diagnostic);
}

enum status graph_read_csv(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct csv csv = {.path = input->path, .lines = {.next = input->bytes + mark_size(input->bytes)}};
    enum status status = read_rows(&csv, diagnostic);
    if (status == STATUS_OK) {
        names_merge(&csv.nodes);
        builder->nodes = csv.nodes.count;
    }
    if (builder->nodes > GRAPH_GREATEST) {
        status = fail_at(diagnostic, input->path, 0, "graph has %zu nodes; at most %d would be right", builder->nodes,
                         GRAPH_GREATEST);
    }
    for (size_t i = 0; i < csv.rows && status == STATUS_OK; i++) {
        status = add_edge(builder, &csv, &csv.row[i], diagnostic);
    }
    free(csv.row);
    names_clear(&csv.nodes);
    return status;
}
