/* Graphs from edge lists: an edge a line, as the names of its two nodes and, in files with weights, its weight. */
#include "netgen/readers/graph_builder.h"

#include "netgen/readers/graph_names.h"
#include "netgen/readers/edge_data.h"
#include "base/array.h"
#include "base/csv.h"
#include "base/number.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { A, B, WEIGHT, FIELDS };

enum { FIELDS_KEPT = 64 }; /* of a row; columns beyond them are counted only */

/* A row of the file; the texts stand in its bytes. Nodes have numbers only when all rows are known. */
struct row {
    const char *field[2];
    double weight;
    bool weighted;
    long line;
};

struct list {
    struct csv csv;
    size_t columns;          /* fields of the first row, a header or not; 0 before it */
    size_t column[FIELDS];   /* where the nodes and the weight stand; columns where there is no weight */
    size_t kind;             /* the column that says whether an edge is directed; columns where there is none */
    const char *left_out[4]; /* columns with other heads */
    size_t others;           /* how many of them there are */
    struct row *row;
    size_t rows;
    struct names nodes;
};

static const char COMMENTS[] = "#%"; /* which begin a line that is one */

static bool is_comment(const char *line)
{
    return *line && strchr(COMMENTS, *line);
}

/* ---- Recognition ---- */

/* What two columns of nodes are called. */
static bool is_pair(const char *a, const char *b)
{
    static const char *const PAIRS[][2] = {
        {"source", "target"},       {"from", "to"},       {"src", "dst"},     {"node1", "node2"},
        {"FromNodeId", "ToNodeId"}, {"node_1", "node_2"}, {"nodeA", "nodeB"}, {"node_a", "node_b"},
        {"source_id", "target_id"}, {"id1", "id2"},       {"id_1", "id_2"},   {"vertex1", "vertex2"},
        {"from_node", "to_node"},   {"tail", "head"},     {"start", "end"},
    };
    for (size_t i = 0; i < sizeof PAIRS / sizeof *PAIRS; i++) {
        if (strcasecmp(a, PAIRS[i][0]) == 0 && strcasecmp(b, PAIRS[i][1]) == 0) {
            return true;
        }
    }
    return false;
}

/* The first `most` words of the line at `text`, up to a #; what stands in braces is a word. Returns how many there are,
 * at most `most` + 1. */
static size_t words_of(const char *text, size_t most, char words[][32])
{
    size_t count = 0;
    for (text += strspn(text, " \t\r\f"); *text && *text != '\n' && *text != '#' && count <= most; count++) {
        size_t length = *text == '{' ? strcspn(text, "\n") : strcspn(text, " \t\r\f\n");
        if (count < most) {
            snprintf(words[count], sizeof words[count], "%.*s", (int)(length < 31 ? length : 31), text);
        }
        text += length;
        text += strspn(text, " \t\r\f");
    }
    return count;
}

/* Moves to the next row; false where there is none. *named becomes true where a comment names two columns of nodes, and
 * *percent where one begins with %. */
static bool find_row(const char **text, bool *named, bool *percent)
{
    while (is_comment(*text += strspn(*text, " \t\r\n\f"))) {
        char words[2][32] = {"", ""};
        *percent = *percent || **text == '%';
        size_t count = words_of(*text + 1, 2, words);
        *named = *named || (count >= 2 && is_pair(words[0], words[1]));
        *text += strcspn(*text, "\n");
    }
    return **text != '\0';
}

/* Whether a first row of these words, numbers, is that of a rudy file: then `text`, behind it, has as many rows as it
 * says, or rows of another kind. */
static bool is_rudy(char words[][32], size_t count, const char *text)
{
    long nodes, edges;
    bool named = false, percent = false;
    bool header = integer_parse(words[0], 2, GRAPH_GREATEST, &nodes) && integer_parse(words[1], 1, 1000000000, &edges);
    if (count == 2 && header) {
        return true;
    }
    text += strcspn(text, "\n");
    if (count == 2) { /* '0 1': a list of edges, or a bad header */
        char second[4][32];
        return !find_row(&text, &named, &percent) || words_of(text, 3, second) != count;
    }
    long rows = 0;
    while (header && rows <= edges && find_row(&text, &named, &percent)) {
        text += strcspn(text, "\n");
        rows++;
    }
    return header && rows == edges;
}

/* Whether the file is a list with blanks or tabs between the fields. Rows of numbers may be a rudy file. */
static bool is_list(const char *text)
{
    char words[3][32];
    bool named = false, percent = false;
    if (!find_row(&text, &named, &percent) || (csv_separator(text) != '\t' && csv_separator(text) != ' ')) {
        return false;
    }
    size_t count = words_of(text, 3, words);
    bool named_here = count >= 2 && is_pair(words[0], words[1]);
    if (named || percent || named_here || count < 2) {
        return count >= 2;
    }
    bool numbers = strcspn(words[0], "+-.0123456789") == 0;
    bool data = count >= 3 && words[2][0] == '{';
    return numbers ? count <= 3 && (data || !is_rudy(words, count, text)) : csv_separator(text) == '\t' || count <= 3;
}

/* A first row, behind comments, with a separator in it. */
bool csv_recognize(const char *text)
{
    bool named = false, percent = false;
    text += csv_mark(text);
    const char *row = text;
    if (!find_row(&row, &named, &percent)) {
        return false;
    }
    char separator = csv_separator(row);
    return separator == ',' || separator == ';' || is_list(text);
}

/* ---- The first row ---- */

static enum status count_error(const struct list *list, size_t count, struct diagnostic *diagnostic)
{
    const char c = list->csv.separator;
    return fail_at(diagnostic, list->csv.path, list->csv.lines.number,
                   "row has %zu field%s; expected 'A%cB' or 'A%cB%cWEIGHT'", count, count == 1 ? "" : "s", c, c, c);
}

/* Takes the first row for a header where it names two columns of nodes, or at its third column the weight; finds the
 * columns. */
static enum status take_head(struct list *list, char *const field[], bool *header, struct diagnostic *diagnostic)
{
    size_t count = list->columns;
    *header = count == FIELDS && strcasecmp(field[WEIGHT], "weight") == 0;
    list->column[A] = A, list->column[B] = B;
    list->column[WEIGHT] = count == FIELDS ? WEIGHT : count;
    list->kind = count;
    size_t a = count, b = count, weight = count;
    for (size_t i = 0; i < count && i < FIELDS_KEPT; i++) {
        for (size_t j = 0; j < count && j < FIELDS_KEPT && a == count; j++) {
            if (i != j && is_pair(field[i], field[j])) {
                a = i, b = j;
            }
        }
        weight = strcasecmp(field[i], "weight") == 0 ? i : weight;
    }
    if (a == count || count == 2 || (count == FIELDS && weight == WEIGHT && a == A)) {
        *header = *header || a < count;
        return count <= FIELDS ? STATUS_OK : count_error(list, count, diagnostic);
    }
    *header = true;
    list->column[A] = a, list->column[B] = b, list->column[WEIGHT] = weight;
    for (size_t i = 0; i < count && i < FIELDS_KEPT; i++) {
        if (strcasecmp(field[i], "type") == 0) {
            list->kind = i;
        } else if (i != a && i != b && i != weight && list->others++ < 4) {
            list->left_out[list->others - 1] = field[i];
        }
    }
    if (count == FIELDS && list->others == 1) { /* a third column is meant for the weight */
        return fail_at(diagnostic, list->csv.path, list->csv.lines.number,
                       "'%.40s' is not a weight, and no head of a column of weights; expected 'weight'",
                       list->left_out[0]);
    }
    return count <= FIELDS_KEPT ? STATUS_OK : count_error(list, count, diagnostic);
}

static bool is_number(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* Drops the first row where its two names stand nowhere else and all others are whole numbers: a header. */
static void drop_head(struct list *list, struct graph_builder *builder)
{
    const struct row *first = list->row;
    bool head = list->columns == 2 && list->rows > 1 && !is_number(first->field[A]) && !is_number(first->field[B]);
    for (size_t i = 1; i < list->rows && head; i++) {
        head = is_number(list->row[i].field[A]) && is_number(list->row[i].field[B]);
    }
    if (head) {
        snprintf(builder->note, sizeof builder->note,
                 "%.80s:%ld: '%.30s%c%.30s' is taken for the heads of the columns, since all other nodes are numbers",
                 list->csv.path, first->line, first->field[A], list->csv.separator, first->field[B]);
        list->rows--;
        memmove(list->row, list->row + 1, list->rows * sizeof *list->row);
    }
}

/* ---- Rows ---- */

static enum status read_weight(const struct list *list, const char *field, struct row *row,
                               struct diagnostic *diagnostic)
{
    if (field[0] == '{') {
        return edge_data(list->csv.path, row->line, field, &row->weighted, &row->weight, diagnostic);
    }
    row->weighted = true;
    if (!number_parse_plain(field, &row->weight)) {
        return fail_at(diagnostic, list->csv.path, row->line,
                       "'%.40s' is not a weight; expected a finite decimal number", field);
    }
    return STATUS_OK;
}

/* Two numbers in one field: a file that separates by tabs and by blanks. */
static bool is_mixed(const struct list *list, const char *field)
{
    return list->csv.separator == '\t' && strchr(field, ' ') && field[strspn(field, "0123456789 ")] == '\0';
}

static enum status keep_row(struct list *list, char *const field[], struct diagnostic *diagnostic)
{
    struct row row = {.line = list->csv.lines.number};
    enum status status = STATUS_OK;
    for (size_t end = A; end <= B; end++) {
        row.field[end] = field[list->column[end]];
        if (!*row.field[end]) {
            return fail_at(diagnostic, list->csv.path, row.line,
                           "edge has an empty field in place of a node; expected a name or a number");
        }
        if (is_mixed(list, row.field[end])) {
            return fail_at(diagnostic, list->csv.path, row.line,
                           "'%.40s' is two numbers between tabs; expected tabs or blanks throughout", row.field[end]);
        }
    }
    if (list->kind < list->columns && strcasecmp(field[list->kind], "directed") == 0) {
        return fail_at(diagnostic, list->csv.path, row.line, "edge is directed; expected undirected edges");
    }
    if (list->column[WEIGHT] < list->columns) {
        status = read_weight(list, field[list->column[WEIGHT]], &row, diagnostic);
    }
    if (status == STATUS_OK && !ARRAY_GROW(list->row, list->rows)) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        list->row[list->rows++] = row;
    }
    return status;
}

static enum status read_row(struct list *list, struct diagnostic *diagnostic)
{
    char *field[FIELDS_KEPT];
    size_t count;
    bool first = list->columns == 0, header = false;
    if (first) {
        list->csv.separator = csv_separator(list->csv.rest);
    }
    enum status status = csv_fields(&list->csv, field, FIELDS_KEPT, &count, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (count < 2) {
        return count_error(list, count, diagnostic);
    }
    if (first) {
        list->columns = count;
        status = take_head(list, field, &header, diagnostic);
    } else if (count != list->columns) {
        return count <= FIELDS || list->columns > FIELDS
                   ? fail_at(diagnostic, list->csv.path, list->csv.lines.number,
                             "row has %zu fields and the first row %zu; expected equal numbers", count, list->columns)
                   : count_error(list, count, diagnostic);
    }
    return status == STATUS_OK && !header ? keep_row(list, field, diagnostic) : status;
}

static enum status read_rows(struct list *list, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && csv_row(&list->csv)) {
        status = read_row(list, diagnostic);
    }
    return status;
}

/* Says which columns are left out. */
static void note_others(const struct list *list, struct graph_builder *builder)
{
    size_t used = 0, room = sizeof builder->note;
    if (list->others) {
        used = (size_t)snprintf(builder->note, room,
                                "%.80s: columns that say nothing of the cut are left out:", list->csv.path);
    }
    for (size_t i = 0; i < list->others && i < 4 && used < room; i++) {
        used += (size_t)snprintf(builder->note + used, room - used, " %.20s",
                                 *list->left_out[i] ? list->left_out[i] : "(one without a head)");
    }
    if (list->others > 4 && used < room) {
        snprintf(builder->note + used, room - used, " and more");
    }
}

/* ---- Edges ---- */

static enum status name_nodes(struct list *list, struct graph_builder *builder, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < list->rows && status == STATUS_OK; i++) {
        status = names_add(&list->nodes, list->row[i].field[A], list->row[i].line, diagnostic);
        if (status == STATUS_OK) {
            status = names_add(&list->nodes, list->row[i].field[B], list->row[i].line, diagnostic);
        }
    }
    if (status != STATUS_OK) {
        return status;
    }
    names_merge(&list->nodes);
    builder->nodes = list->nodes.count;
    if (builder->nodes > GRAPH_GREATEST) {
        return fail_at(diagnostic, list->csv.path, 0, "graph has %zu nodes; expected at most %d", builder->nodes,
                       GRAPH_GREATEST);
    }
    return STATUS_OK;
}

enum status graph_read_csv(struct graph_builder *builder, struct input *input, struct diagnostic *diagnostic)
{
    struct list list = {.csv = csv_of(input)};
    list.csv.comments = COMMENTS;
    list.csv.braces = true;
    enum status status = read_rows(&list, diagnostic);
    if (status == STATUS_OK) {
        note_others(&list, builder);
        drop_head(&list, builder);
        status = name_nodes(&list, builder, diagnostic);
    }
    for (size_t i = 0; i < list.rows && status == STATUS_OK; i++) {
        const struct row *row = &list.row[i];
        size_t a = names_find(&list.nodes, row->field[A])->index, b = names_find(&list.nodes, row->field[B])->index;
        status = graph_builder_add(builder, row->line, a, b, row->weighted ? &row->weight : NULL, diagnostic);
    }
    if (status == STATUS_OK) {
        status = names_move(&list.nodes, input->path, &builder->name, diagnostic);
    }
    free(list.row);
    names_clear(&list.nodes);
    return status;
}
