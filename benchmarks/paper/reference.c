#include "benchmarks/paper/reference.h"

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

/* Reads `columns` numbers, separated by commas, from all of `text` into row[columns]. */
static bool read_row(char *text, size_t columns, double *row)
{
    size_t read = 0;
    for (char *rest = text, *field; (field = strsep(&rest, ","));) {
        if (read == columns || !number_parse_plain(field, &row[read++])) {
            return false;
        }
    }
    return read == columns;
}

enum status reference_figure(const char *folder, const char *figure, size_t columns, double **value, size_t *rows,
                             struct diagnostic *diagnostic)
{
    struct input *input;
    size_t length = strlen(figure);
    *value = NULL;
    *rows = 0;
    enum status status = read_text(folder, "paper/figures.csv", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct line_reader reader = {.next = input->bytes};
    for (char *line; status == STATUS_OK && (line = line_next(&reader));) {
        bool ours = strncmp(line, figure, length) == 0 && line[length] == ',';
        if (!ours || strspn(line + length + 1, "0123456789.") == 0) { /* another figure, a comment, or the head line */
            continue;
        }
        double *grown = realloc(*value, (*rows + 1) * columns * sizeof **value);
        if (!grown) {
            status = fail_memory(diagnostic);
            break;
        }
        *value = grown;
        if (!read_row(line + length + 1, columns, grown + *rows * columns)) {
            status =
                fail_at(diagnostic, input->path, reader.number, "expected %zu numbers after '%s'", columns, figure);
        }
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

/* True where `line` is "table2,TECHNOLOGY," and three numbers or empty fields, which value[3] gets. */
static bool read_technology(char *line, const char *technology, double value[3])
{
    char *rest = line, *figure = strsep(&rest, ","), *name = strsep(&rest, ",");
    if (strcmp(figure, "table2") != 0 || !name || strcmp(name, technology) != 0) {
        return false;
    }
    for (int k = 0; k < 3; k++) {
        const char *field = strsep(&rest, ",");
        value[k] = NAN;
        if (!field || (*field && !number_parse_plain(field, &value[k]))) {
            return false;
        }
    }
    return rest == NULL;
}

enum status reference_technology(const char *folder, const char *technology, double value[3],
                                 struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = read_text(folder, "paper/figures.csv", &input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct line_reader reader = {.next = input->bytes};
    bool found = false;
    for (char *line; !found && (line = line_next(&reader));) {
        found = read_technology(line, technology, value);
    }
    if (!found) {
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
    char **grown = realloc(*list, (count + 1) * sizeof *grown);
    if (!grown) {
        return false;
    }
    *list = grown;
    grown[count] = strdup(text);
    return grown[count] != NULL;
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
