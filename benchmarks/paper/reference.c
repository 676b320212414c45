#include "benchmarks/paper/reference.h"

#include "base/array.h"
#include "base/csv.h"
#include "base/input.h"
#include "base/number.h"
#include "netgen/readers/graph_read.h"
#include "netgen/readers/picture_read.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char REFERENCE_NAMES[REFERENCE_LETTERS] = {'U', 'T', 'D'};

/* Reads the text file FOLDER/NAME. */
static enum status read_text(const char *folder, const char *name, struct input **input, struct diagnostic *diagnostic)
{
    char *path;
    *input = NULL;
    if (asprintf(&path, "%s/%s", folder, name) < 0) {
        return fail_memory(diagnostic);
    }
    enum status status = input_read(path, input, diagnostic);
    if (status == STATUS_OK) {
        status = input_check_text(*input, diagnostic);
    }
    if (status != STATUS_OK) {
        input_free(*input);
        *input = NULL;
    }
    free(path);
    return status;
}

/* Reads the fields that are left of the row, `columns` numbers, into value[columns]. */
static enum status read_numbers(struct csv *csv, size_t columns, double *value, struct diagnostic *diagnostic)
{
    char *field;
    size_t read = 0;
    bool good = true;
    enum status status;
    while ((status = csv_field(csv, &field, diagnostic)) == STATUS_OK && field) {
        good = good && read < columns && number_parse_plain(field, &value[read++]);
    }
    if (status == STATUS_OK && !(good && read == columns)) {
        status = fail_at(diagnostic, csv->path, csv->lines.number, "expected %zu numbers behind the figure", columns);
    }
    return status;
}

enum status reference_figure(const char *folder, const char *figure, size_t columns, double **value, size_t *rows,
                             struct diagnostic *diagnostic)
{
    struct input *input;
    *value = NULL;
    *rows = 0;
    enum status status = read_text(folder, "paper/figures.csv", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct csv csv = csv_of(input);
    size_t room = 0;
    while (status == STATUS_OK && csv_row(&csv)) {
        char *name;
        status = csv_field(&csv, &name, diagnostic);
        bool headed = csv.rest && strspn(csv.rest, "0123456789.") == 0; /* a line of names */
        if (status != STATUS_OK || strcmp(name, figure) != 0 || headed) {
            continue;
        }
        if (!ARRAY_RESERVE(*value, room, (*rows + 1) * columns)) {
            status = fail_memory(diagnostic);
            break;
        }
        status = read_numbers(&csv, columns, *value + *rows * columns, diagnostic);
        ++*rows;
    }
    if (status == STATUS_OK && *rows == 0) {
        status = fail_at(diagnostic, input->path, 0, "no line starts with '%s'", figure);
    }
    if (status != STATUS_OK) {
        free(*value);
        *value = NULL;
    }
    input_free(input);
    return status;
}

/* Whether the fields are "table2", TECHNOLOGY and three numbers or nothing, which value[3] gets. */
static bool read_technology(char *const field[], size_t count, const char *technology, double value[3])
{
    if (count != 5 || strcmp(field[0], "table2") != 0 || strcmp(field[1], technology) != 0) {
        return false;
    }
    for (int k = 0; k < 3; k++) {
        value[k] = NAN;
        if (*field[2 + k] && !number_parse_plain(field[2 + k], &value[k])) {
            return false;
        }
    }
    return true;
}

enum status reference_technology(const char *folder, const char *technology, double value[3],
                                 struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = read_text(folder, "paper/figures.csv", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct csv csv = csv_of(input);
    bool found = false;
    while (status == STATUS_OK && !found && csv_row(&csv)) {
        char *field[5];
        size_t count;
        status = csv_fields(&csv, field, 5, &count, diagnostic);
        found = status == STATUS_OK && read_technology(field, count, technology, value);
    }
    if (status == STATUS_OK && !found) {
        status =
            fail_at(diagnostic, input->path, 0, "no line 'table2,%s,' with three numbers or empty fields", technology);
    }
    input_free(input);
    return status;
}

/* Reads letter number `l` and exchanges ink and paper. */
static enum status read_letter(const char *folder, size_t l, struct reference_letters *letters,
                               struct diagnostic *diagnostic)
{
    char *path;
    struct picture *picture = NULL;
    if (asprintf(&path, "%s/letters/%c.pbm", folder, REFERENCE_NAMES[l]) < 0) {
        return fail_memory(diagnostic);
    }
    enum status status = picture_read(path, &picture, diagnostic);
    if (status == STATUS_OK && letters->n > 0 && letters->n != picture->width * picture->height) {
        status = fail_at(diagnostic, path, 0, "the letters differ in size");
    }
    if (status == STATUS_OK) {
        letters->n = picture->width * picture->height;
        letters->columns = picture->width;
        letters->letter[l] = strdup(picture->bits);
        status = letters->letter[l] ? STATUS_OK : fail_memory(diagnostic);
    }
    for (char *bit = letters->letter[l]; bit && *bit; bit++) {
        *bit = *bit == '1' ? '0' : '1';
    }
    picture_free(picture);
    free(path);
    return status;
}

static bool is_state(const char *text, size_t n)
{
    return text && strlen(text) == n && strspn(text, "01") == n;
}

/* Makes a copy of `text` number `count` of *list. */
static bool append(char ***list, size_t count, const char *text)
{
    char *copy = ARRAY_GROW(*list, count) ? strdup(text) : NULL;
    if (copy) {
        (*list)[count] = copy;
    }
    return copy;
}

/* One line of runs.txt: distance, start, end, verdict. */
static enum status add_run(struct reference_letters *letters, const char *start, const char *end,
                           struct diagnostic *diagnostic)
{
    if (!append(&letters->start, letters->runs, start)) {
        return fail_memory(diagnostic);
    }
    if (!append(&letters->end, letters->runs, end)) {
        free(letters->start[letters->runs]);
        return fail_memory(diagnostic);
    }
    letters->runs++;
    return STATUS_OK;
}

static enum status read_runs(const char *folder, struct reference_letters *letters, struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = read_text(folder, "letters/runs.txt", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct line_reader reader = {.next = input->bytes};
    for (char *line; status == STATUS_OK && (line = line_next(&reader));) {
        if (*line == '#' || *line == '\0') {
            continue;
        }
        char *rest = line;
        word_next(&rest); /* the distance, which the states tell as well */
        const char *start = word_next(&rest), *end = word_next(&rest);
        status = is_state(start, letters->n) && is_state(end, letters->n)
                     ? add_run(letters, start, end, diagnostic)
                     : fail_at(diagnostic, input->path, reader.number, "expected two states of %zu bits", letters->n);
    }
    if (status == STATUS_OK && letters->runs == 0) {
        status = fail_at(diagnostic, input->path, 0, "no run stands in it");
    }
    input_free(input);
    return status;
}

enum status reference_letters(const char *folder, struct reference_letters *letters, struct diagnostic *diagnostic)
{
    *letters = (struct reference_letters){0};
    enum status status = STATUS_OK;
    for (size_t l = 0; l < REFERENCE_LETTERS && status == STATUS_OK; l++) {
        status = read_letter(folder, l, letters, diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_runs(folder, letters, diagnostic);
    }
    if (status != STATUS_OK) {
        reference_letters_clear(letters);
    }
    return status;
}

void reference_letters_clear(struct reference_letters *letters)
{
    for (size_t r = 0; r < letters->runs; r++) {
        free(letters->start[r]);
        free(letters->end[r]);
    }
    for (size_t l = 0; l < REFERENCE_LETTERS; l++) {
        free(letters->letter[l]);
    }
    free(letters->start);
    free(letters->end);
    *letters = (struct reference_letters){0};
}

/* Lines "g05_60.K CUT" of biqmac/optimal_cuts.txt. */
static enum status read_optima(const char *folder, struct reference_graphs *graphs, struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = read_text(folder, "biqmac/optimal_cuts.txt", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct line_reader reader = {.next = input->bytes};
    for (char *line; (line = line_next(&reader));) {
        long k;
        char *rest = line, *name = word_next(&rest), *cut = word_next(&rest);
        if (name && cut && strncmp(name, "g05_60.", 7) == 0 && integer_parse(name + 7, 0, REFERENCE_GRAPHS - 1, &k)) {
            number_parse_plain(cut, &graphs->optimum[k]);
        }
    }
    for (size_t k = 0; k < REFERENCE_GRAPHS && status == STATUS_OK; k++) {
        if (!(graphs->optimum[k] > 0.0)) {
            status = fail_at(diagnostic, input->path, 0, "no greatest cut of g05_60.%zu stands in it", k);
        }
    }
    input_free(input);
    return status;
}

enum status reference_graphs(const char *folder, struct reference_graphs *graphs, struct diagnostic *diagnostic)
{
    *graphs = (struct reference_graphs){0};
    enum status status = read_optima(folder, graphs, diagnostic);
    for (size_t k = 0; k < REFERENCE_GRAPHS && status == STATUS_OK; k++) {
        char *path;
        if (asprintf(&path, "%s/biqmac/g05_60.%zu", folder, k) < 0) {
            status = fail_memory(diagnostic);
        } else {
            status = graph_read(path, &graphs->graph[k], diagnostic);
            free(path);
        }
    }
    if (status != STATUS_OK) {
        reference_graphs_clear(graphs);
    }
    return status;
}

void reference_graphs_clear(struct reference_graphs *graphs)
{
    for (size_t k = 0; k < REFERENCE_GRAPHS; k++) {
        graph_free(graphs->graph[k]);
    }
    *graphs = (struct reference_graphs){0};
}
