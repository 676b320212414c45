#include "netgen/readers/quadratic_readers.h"

#include "base/csv.h"
#include "netgen/readers/graph_read.h"
#include "netgen/readers/json_text.h"
#include "netgen/readers/matrixmarket.h"
#include "netgen/readers/npy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- From entries to pairs ---- */

static enum status refuse_repeats(struct quadratic_reader *reader, struct diagnostic *diagnostic)
{
    entries_sort(&reader->entries);
    const struct entry *repeat = entries_repeat(&reader->entries);
    return repeat ? fail_at(diagnostic, reader->path, repeat->line,
                            "the entry of %zu and %zu is given on line %ld already; expected it once",
                            repeat->row + reader->first, repeat->column + reader->first, repeat[-1].line)
                  : STATUS_OK;
}

/* Puts every entry into the upper half. */
static void turn_up(struct entries *entries)
{
    for (size_t k = 0; k < entries->count; k++) {
        struct entry *e = &entries->entry[k];
        if (e->row > e->column) {
            size_t row = e->column;
            e->column = e->row;
            e->row = row;
        }
    }
}

/* `other` is the entry in the other half, NULL where it is missing. */
static enum status refuse_asymmetry(const struct quadratic_reader *reader, const struct entry *entry,
                                    const struct entry *other, struct diagnostic *diagnostic)
{
    const bool qubo = reader->request->use == QUADRATIC_QUBO;
    return fail_at(diagnostic, reader->path, other ? other->line : entry->line,
                   "the %s of %zu and %zu is %.10g and, in the other half of the matrix, %.10g; expected equal ones%s",
                   qubo ? "entry" : "coupling", entry->row + reader->first, entry->column + reader->first, entry->value,
                   other ? other->value : 0.0, qubo ? ", or each pair in one half only" : "");
}

/* The entry behind `entry` where it is of the same pair, else NULL. */
static const struct entry *other_half(const struct entries *entries, const struct entry *entry)
{
    const struct entry *next = entry + 1;
    return next < entries->entry + entries->count && next->row == entry->row && next->column == entry->column ? next
                                                                                                              : NULL;
}

/* Whether a pair stands in both halves, so that all must. Couplings always must. */
static bool has_both_halves(const struct quadratic_reader *reader)
{
    const struct entries *entries = &reader->entries;
    bool both = reader->request->use == QUADRATIC_ISING;
    for (size_t k = 0; k < entries->count && !both; k++) {
        both = other_half(entries, &entries->entry[k]);
    }
    return both;
}

/* Joins the two entries of a pair, which stand one behind the other: into their sum for a QUBO; into one, for
 * couplings. Where the matrix has both halves, they must be equal. */
static enum status join_halves(struct quadratic_reader *reader, struct diagnostic *diagnostic)
{
    struct entries *entries = &reader->entries;
    const bool both = has_both_halves(reader);
    size_t joined = 0;
    for (size_t k = 0; k < entries->count; joined++) {
        struct entry e = entries->entry[k];
        const struct entry *other = other_half(entries, &entries->entry[k]);
        if (both && e.row != e.column && e.value != (other ? other->value : 0.0)) {
            return refuse_asymmetry(reader, &e, other, diagnostic);
        }
        k += other ? 2 : 1;
        if (other && reader->request->use == QUADRATIC_QUBO) {
            e.value += other->value;
        }
        entries->entry[joined] = e;
    }
    entries->count = joined;
    return STATUS_OK;
}

/* Makes each pair one entry of the upper half, with the coefficient that it has. */
static enum status reduce(struct quadratic_reader *reader, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (reader->halves == QUADRATIC_MATRIX) {
        status = refuse_repeats(reader, diagnostic);
        turn_up(&reader->entries);
        entries_sort(&reader->entries);
        return status == STATUS_OK ? join_halves(reader, diagnostic) : status;
    }
    turn_up(&reader->entries);
    status = refuse_repeats(reader, diagnostic);
    bool twice = reader->halves == QUADRATIC_SYMMETRIC && reader->request->use == QUADRATIC_QUBO;
    for (size_t k = 0; twice && k < reader->entries.count; k++) {
        struct entry *e = &reader->entries.entry[k];
        e->value *= e->row == e->column ? 1.0 : 2.0;
    }
    return status;
}

/* ---- The whole form ---- */

/* What is counted in the entries that are not 0, and their sizes together. */
struct tally {
    size_t pairs, linear;
    double size;
};

static struct tally count(const struct entries *entries)
{
    struct tally tally = {0};
    for (size_t k = 0; k < entries->count; k++) {
        const struct entry *e = &entries->entry[k];
        tally.pairs += e->value != 0.0 && e->row != e->column;
        tally.linear += e->value != 0.0 && e->row == e->column;
        tally.size += fabs(e->value);
    }
    return tally;
}

static bool maximizes(const struct quadratic_reader *reader)
{
    return reader->request->sense == QUADRATIC_BY_FORMAT ? reader->maximize
                                                         : reader->request->sense == QUADRATIC_MAXIMIZE;
}

/* Says what the format means by its numbers. */
static void write_note(const struct quadratic_reader *reader, char note[GRAPH_NOTE])
{
    const bool qubo = reader->request->use == QUADRATIC_QUBO;
    const char *entries = !qubo ? "entry i j is the coupling J_ij, and entry i i the field h_i"
                          : reader->halves == QUADRATIC_PAIRS ? "entry i j is the coefficient of x_i x_j"
                          : reader->halves == QUADRATIC_SYMMETRIC
                              ? "entry i j of the symmetric Q stands for j i, too, so that x'Qx counts it twice"
                              : "x'Qx has the sum of the entries i j and j i";
    snprintf(note, GRAPH_NOTE, "%s: variables from %zu, %s; the %s is %s", reader->format, reader->first, entries,
             qubo ? "value" : "energy", maximizes(reader) ? "maximized" : "minimized");
}

/* Where the file counts from 0, numbers from 0 are the names: a graph without names counts from 1. */
static enum status name_variables(struct graph *pairs, struct diagnostic *diagnostic)
{
    pairs->name = calloc(pairs->nodes, sizeof *pairs->name);
    for (size_t i = 0; pairs->name && i < pairs->nodes; i++) {
        if (asprintf(&pairs->name[i], "%zu", i) < 0) {
            pairs->name[i] = NULL;
            return fail_memory(diagnostic);
        }
    }
    return pairs->name ? STATUS_OK : fail_memory(diagnostic);
}

static enum status make(const struct quadratic_reader *reader, const struct tally *tally, struct quadratic *made,
                        struct diagnostic *diagnostic)
{
    struct edge *edge = calloc(tally->pairs, sizeof *edge);
    made->linear = tally->linear ? calloc(reader->n, sizeof *made->linear) : NULL;
    if (!edge || (tally->linear && !made->linear)) {
        free(edge);
        return fail_memory(diagnostic);
    }
    size_t pairs = 0;
    for (size_t k = 0; k < reader->entries.count; k++) {
        const struct entry *e = &reader->entries.entry[k];
        if (e->row != e->column && e->value != 0.0) {
            edge[pairs++] = (struct edge){e->row, e->column, e->value};
        } else if (e->value != 0.0 && made->linear) {
            made->linear[e->row] = e->value;
        }
    }
    made->maximize = maximizes(reader);
    enum status status = graph_of_edges(reader->n, edge, pairs, &made->pairs, diagnostic);
    if (status == STATUS_OK) {
        write_note(reader, made->pairs->note);
    }
    return status == STATUS_OK && reader->first == 0 ? name_variables(made->pairs, diagnostic) : status;
}

static enum status refuse_uncoupled(const struct quadratic_reader *reader, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, reader->path, 0, "no two variables are coupled; expected at least one pair i j");
}

static enum status finish(struct quadratic_reader *reader, struct quadratic **quadratic, struct diagnostic *diagnostic)
{
    enum status status = reduce(reader, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct tally tally = count(&reader->entries);
    if (reader->n < 2 || tally.pairs == 0) {
        return refuse_uncoupled(reader, diagnostic);
    }
    if (!(tally.size <= GRAPH_GREATEST_SUM)) {
        return fail_at(diagnostic, reader->path, 0,
                       "the sizes of all numbers together are beyond %g; expected smaller numbers", GRAPH_GREATEST_SUM);
    }
    struct quadratic *made = calloc(1, sizeof *made);
    status = made ? make(reader, &tally, made, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        quadratic_free(made);
        return status;
    }
    *quadratic = made;
    return STATUS_OK;
}

/* ---- Formats ---- */

/* An edge of weight 0 couples nothing. */
static void drop_zeros(struct graph *graph)
{
    size_t kept = 0;
    for (size_t e = 0; e < graph->edges; e++) {
        graph->edge[kept] = graph->edge[e];
        kept += graph->edge[e].weight != 0.0;
    }
    graph->edges = kept;
}

/* Couplings from a graph's file; it may name the nodes. */
static enum status take_graph(struct quadratic_reader *reader, struct input *input, struct quadratic **quadratic,
                              struct diagnostic *diagnostic)
{
    struct graph *graph;
    enum status status = graph_parse(input, &graph, diagnostic);
    struct quadratic *made = status == STATUS_OK ? calloc(1, sizeof *made) : NULL;
    if (!made) {
        status = status == STATUS_OK ? fail_memory(diagnostic) : status;
        if (graph) {
            graph_free(graph);
        }
        return status;
    }
    drop_zeros(graph);
    if (graph->edges == 0) {
        graph_free(graph);
        free(made);
        return refuse_uncoupled(reader, diagnostic);
    }
    graph_add_note(graph, maximizes(reader) ? "weights are the couplings J_ij; the energy is maximized"
                                            : "weights are the couplings J_ij; the energy is minimized");
    *made = (struct quadratic){.pairs = graph, .maximize = maximizes(reader)};
    *quadratic = made;
    return STATUS_OK;
}

/* Whether the first row of a text with separators is one of numbers. */
static bool is_matrix(const char *text)
{
    const char *row = text + csv_mark(text);
    while (*row == '#' || strchr(" \t\r\n", *row)) {
        if (!*row) {
            return false;
        }
        row += *row == '#' ? strcspn(row, "\n") : 1;
    }
    char separator = csv_separator(row);
    return (separator == ',' || separator == ';') && strchr("+-.0123456789\"", *row);
}

static enum status read_text(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic)
{
    const char *text = input->bytes;
    enum status status = json_refuse(input, "a list, a matrix, or a file of qbsolv", diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    if (matrixmarket_recognize(text)) {
        return quadratic_read_matrixmarket(reader, input, diagnostic);
    }
    if (quadratic_recognize_qubo(text)) {
        return quadratic_read_qubo(reader, input, diagnostic);
    }
    if (quadratic_recognize_list(text)) {
        return quadratic_read_list(reader, input, diagnostic);
    }
    if (is_matrix(text)) {
        return quadratic_read_csv(reader, input, diagnostic);
    }
    return fail_at(diagnostic, input->path, 1,
                   "not a QUBO; expected a start with 'VARIABLES ENTRIES' (Biq Mac), 'i j value', 'p qubo' (qbsolv), "
                   "'%%%%MatrixMarket', or a matrix with commas");
}

/* Whether a file is none of the formats of read_text. */
static bool is_other(const struct input *input)
{
    const char *text = input->bytes;
    return json_recognize(input) || (!matrixmarket_recognize(text) && !quadratic_recognize_qubo(text) &&
                                     !quadratic_recognize_list(text) && !is_matrix(text));
}

enum status quadratic_parse(struct input *input, const struct quadratic_request *request, struct quadratic **quadratic,
                            struct diagnostic *diagnostic)
{
    struct quadratic_reader reader = {.path = input->path, .request = request};
    enum status status = STATUS_OK;
    bool graph = false;
    *quadratic = NULL;
    if (npy_recognize(input)) {
        status = quadratic_read_npy(&reader, input, diagnostic);
    } else if ((status = input_check_text(input, diagnostic)) == STATUS_OK) {
        input_end_lines(input);
        graph = request->use == QUADRATIC_ISING && is_other(input);
        status = graph ? take_graph(&reader, input, quadratic, diagnostic) : read_text(&reader, input, diagnostic);
    }
    if (status == STATUS_OK && request->instance > 0 && !reader.several) {
        status = fail_at(diagnostic, input->path, 0,
                         "the file has one problem; --instance is for files of OR-library, which have several");
        quadratic_free(*quadratic);
        *quadratic = NULL;
    }
    if (status == STATUS_OK && !graph) {
        status = finish(&reader, quadratic, diagnostic);
    }
    free(reader.entries.entry);
    return status;
}
