/* Quadratic forms from lists, an entry 'i j value' a line.
 *
 * Biq Mac:     VARIABLES ENTRIES, then the entries of a symmetric Q, each pair once, from 1; x'Qx is minimized
 * OR-library:  PROBLEMS, then as many such lists; x'Qx is maximized
 * Biq Mac .mat: VARIABLES, then the rows of Q
 * no header:   entries of Q, or couplings, from 0 or 1 */
#include "netgen/readers/quadratic_readers.h"

#include "base/number.h"
#include "netgen/readers/graph_builder.h"
#include "netgen/readers/matrix.h"

#include <limits.h>
#include <stdint.h>
#include <string.h>

enum { MOST_WORDS = 4 }; /* of a line that are looked at */

/* A list in reading. */
struct list {
    struct quadratic_reader *reader;
    struct line_reader lines;
    char *rest; /* of the line that next_line gave */
};

/* Moves to the next line that is neither empty nor a comment; false at the end. */
static bool next_line(struct list *list)
{
    do {
        list->rest = line_next(&list->lines);
        list->rest = list->rest ? list->rest + strspn(list->rest, " \t\f") : NULL;
    } while (list->rest && (*list->rest == '\0' || *list->rest == '#'));
    return list->rest != NULL;
}

static enum status refuse_rest(struct list *list, const char *expected, struct diagnostic *diagnostic)
{
    const char *extra = word_next(&list->rest);
    return extra ? fail_at(diagnostic, list->reader->path, list->lines.number,
                           "'%.40s' follows; expected '%s' and nothing else", extra, expected)
                 : STATUS_OK;
}

static enum status read_whole(struct list *list, const char *what, long least, long greatest, size_t *value,
                              struct diagnostic *diagnostic)
{
    long read = 0;
    const char *word = word_next(&list->rest);
    if (!word || !integer_parse(word, least, greatest, &read)) {
        return fail_at(diagnostic, list->reader->path, list->lines.number,
                       "'%.40s' is not %s; expected a whole number from %ld to %ld", word ? word : "", what, least,
                       greatest);
    }
    *value = (size_t)read;
    return STATUS_OK;
}

static enum status read_value(struct list *list, double *value, struct diagnostic *diagnostic)
{
    const char *word = word_next(&list->rest);
    return word && number_parse_plain(word, value)
               ? STATUS_OK
               : fail_at(diagnostic, list->reader->path, list->lines.number,
                         "'%.40s' is not a value; expected a finite decimal number", word ? word : "");
}

/* Reads the entry on the line, of variables from `least` to `greatest`. */
static enum status read_entry(struct list *list, long least, long greatest, struct entry *entry,
                              struct diagnostic *diagnostic)
{
    enum status status = read_whole(list, "a variable", least, greatest, &entry->row, diagnostic);
    if (status == STATUS_OK) {
        status = read_whole(list, "a variable", least, greatest, &entry->column, diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_value(list, &entry->value, diagnostic);
    }
    entry->line = list->lines.number;
    return status == STATUS_OK ? refuse_rest(list, "i j value", diagnostic) : status;
}

/* Reads the next line as an entry of reader->n variables; adds it where `wanted`. */
static enum status take_entry(struct list *list, bool wanted, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    struct entry entry = {0};
    const long first = (long)reader->first;
    enum status status = read_entry(list, first, (long)reader->n - 1 + first, &entry, diagnostic);
    entry.row -= reader->first;
    entry.column -= reader->first;
    return status == STATUS_OK && wanted ? entries_add(&reader->entries, entry, diagnostic) : status;
}

static enum status refuse_end(const struct list *list, size_t seen, size_t promised, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, list->reader->path, list->lines.number,
                   "file ends after %zu entr%s; the header promises %zu", seen, seen == 1 ? "y" : "ies", promised);
}

static enum status refuse_more(const struct list *list, const char *what, size_t promised,
                               struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, list->reader->path, list->lines.number, "more %s than the %zu that the header promises",
                   what, promised);
}

/* Reads the numbers of variables and of entries, from the line, and then the entries. */
static enum status read_problem(struct list *list, bool wanted, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    size_t promised = 0;
    enum status status = read_whole(list, "the number of variables", 2, GRAPH_GREATEST, &reader->n, diagnostic);
    if (status == STATUS_OK) {
        status = read_whole(list, "the number of entries", 1, (long)(reader->n * (reader->n + 1) / 2), &promised,
                            diagnostic);
    }
    if (status == STATUS_OK) {
        status = refuse_rest(list, "VARIABLES ENTRIES", diagnostic);
    }
    for (size_t seen = 0; seen < promised && status == STATUS_OK; seen++) {
        status = next_line(list) ? take_entry(list, wanted, diagnostic) : refuse_end(list, seen, promised, diagnostic);
    }
    return status;
}

static enum status read_biqmac(struct list *list, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    reader->halves = QUADRATIC_SYMMETRIC;
    reader->format = "Biq Mac list";
    enum status status = read_problem(list, true, diagnostic);
    if (status == STATUS_OK && next_line(list)) {
        status = refuse_more(list, "entries", reader->entries.count, diagnostic);
    }
    return status;
}

/* The list is at the line behind that with the number of problems. */
static enum status read_orlibrary(struct list *list, size_t problems, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    const long wanted = reader->request->instance;
    size_t n = 0;
    reader->halves = QUADRATIC_SYMMETRIC;
    reader->format = "OR-library file";
    reader->maximize = true;
    reader->several = true;
    if ((wanted == 0 && problems > 1) || wanted > (long)problems) {
        return fail_at(diagnostic, reader->path, 0, "the file has %zu problem%s; expected --instance from 1 to %zu",
                       problems, problems == 1 ? "" : "s", problems);
    }
    enum status status = STATUS_OK;
    for (size_t k = 1; k <= problems && status == STATUS_OK; k++) {
        bool is_wanted = wanted == 0 || k == (size_t)wanted;
        if (k > 1 && !next_line(list)) {
            return fail_at(diagnostic, reader->path, list->lines.number,
                           "file ends after %zu problem%s; its first line promises %zu", k - 1, k - 1 == 1 ? "" : "s",
                           problems);
        }
        status = read_problem(list, is_wanted, diagnostic);
        n = is_wanted ? reader->n : n;
    }
    reader->n = n;
    if (status == STATUS_OK && next_line(list)) {
        status = refuse_more(list, "problems", problems, diagnostic);
    }
    return status;
}

/* The list is at the first row of the matrix. */
static enum status read_rows(struct list *list, size_t n, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    reader->halves = QUADRATIC_MATRIX;
    reader->format = "Biq Mac matrix";
    reader->n = n;
    enum status status = STATUS_OK;
    for (size_t row = 0; row < n && status == STATUS_OK; row++) {
        if (row > 0 && !next_line(list)) {
            return fail_at(diagnostic, reader->path, list->lines.number,
                           "file ends after %zu row%s; its first line promises %zu", row, row == 1 ? "" : "s", n);
        }
        for (size_t column = 0; column < n && status == STATUS_OK; column++) {
            struct entry entry = {.row = row, .column = column, .line = list->lines.number};
            status = read_value(list, &entry.value, diagnostic);
            if (status == STATUS_OK && entry.value != 0.0) {
                status = entries_add(&reader->entries, entry, diagnostic);
            }
        }
        const char *extra = status == STATUS_OK ? word_next(&list->rest) : NULL;
        if (extra) {
            status = fail_at(diagnostic, reader->path, list->lines.number,
                             "'%.40s' follows the %zu numbers of the row; expected a square matrix", extra, n);
        }
    }
    if (status == STATUS_OK && next_line(list)) {
        status = refuse_more(list, "rows", n, diagnostic);
    }
    return status;
}

/* The first line has one number. Two numbers on the next and three on the one behind it are the header of a list and
 * its first entry, so that the file is one of OR-library. */
static enum status read_counted(struct list *list, const size_t words[], struct diagnostic *diagnostic)
{
    bool lists = words[1] == 2 && words[2] == 3;
    size_t count = 0;
    enum status status = lists ? read_whole(list, "the number of problems", 1, INT_MAX, &count, diagnostic)
                               : read_whole(list, "the number of variables", 2, MATRIX_GREATEST, &count, diagnostic);
    if (status == STATUS_OK && !next_line(list)) {
        status = fail_at(diagnostic, list->reader->path, list->lines.number,
                         "file ends after its first number; expected a list or a matrix");
    }
    if (status != STATUS_OK) {
        return status;
    }
    return lists ? read_orlibrary(list, count, diagnostic) : read_rows(list, count, diagnostic);
}

/* Variables are counted from 0 if 0 is among them, else from 1. */
static enum status read_entries(struct list *list, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    size_t least = SIZE_MAX, greatest = 0;
    enum status status = STATUS_OK;
    reader->halves = reader->request->use == QUADRATIC_QUBO ? QUADRATIC_MATRIX : QUADRATIC_PAIRS;
    do {
        struct entry entry;
        status = read_entry(list, 0, GRAPH_GREATEST - 1, &entry, diagnostic);
        if (status == STATUS_OK) {
            status = entries_add(&reader->entries, entry, diagnostic);
            size_t small = entry.row < entry.column ? entry.row : entry.column;
            size_t large = entry.row < entry.column ? entry.column : entry.row;
            least = small < least ? small : least;
            greatest = large > greatest ? large : greatest;
        }
    } while (status == STATUS_OK && next_line(list));
    if (status != STATUS_OK) {
        return status;
    }
    reader->first = least == 0 ? 0 : 1;
    reader->n = greatest + 1 - reader->first;
    reader->format = "list without a header";
    for (size_t k = 0; k < reader->entries.count; k++) {
        reader->entries.entry[k].row -= reader->first;
        reader->entries.entry[k].column -= reader->first;
    }
    return STATUS_OK;
}

/* Words of the line, up to MOST_WORDS. */
static size_t count_words(const char *line)
{
    static const char BLANKS[] = " \t\r\f";
    size_t words = 0;
    for (line += strspn(line, BLANKS); *line && *line != '\n' && words < MOST_WORDS; line += strspn(line, BLANKS)) {
        line += strcspn(line, " \t\r\f\n");
        words++;
    }
    return words;
}

/* How many words the first three lines of `text` have that are neither empty nor comments. */
static void look_at_lines(const char *text, size_t words[3])
{
    size_t found = 0;
    words[0] = words[1] = words[2] = 0;
    while (*text && found < 3) {
        size_t count = count_words(text);
        if (count > 0 && text[strspn(text, " \t\f")] != '#') {
            words[found++] = count;
        }
        text += strcspn(text, "\n");
        text += *text == '\n';
    }
}

bool quadratic_recognize_list(const char *text)
{
    text += strspn(text, " \t\r\n\f");
    while (*text == '#') {
        text += strcspn(text, "\n");
        text += strspn(text, " \t\r\n\f");
    }
    const char *end = text + strcspn(text, ",;\n"); /* of the row, or of the first field of a matrix */
    return *text && strcspn(text, "+-.0123456789") == 0 && *end != ',' && *end != ';';
}

enum status quadratic_read_list(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic)
{
    struct list list = {.reader = reader, .lines = {.next = input->bytes}};
    size_t words[3];
    reader->first = 1;
    look_at_lines(input->bytes, words);
    next_line(&list); /* there is one: the file was recognized by it */
    switch (words[0]) {
    case 1:
        return read_counted(&list, words, diagnostic);
    case 2:
        return read_biqmac(&list, diagnostic);
    case 3:
        return read_entries(&list, diagnostic);
    default:
        return fail_at(diagnostic, reader->path, list.lines.number,
                       "more than three words; expected 'VARIABLES ENTRIES' (Biq Mac), the number of problems "
                       "(OR-library), 'i j value', or a matrix with commas");
    }
}

/* ---- qbsolv ---- */

/* 'c' lines are comments, and 'p qubo 0 VARIABLES LINEAR PAIRS' stands before the entries. */
bool quadratic_recognize_qubo(const char *text)
{
    while (*text == 'c' || strchr(" \t\r\n", *text)) {
        if (!*text) {
            return false;
        }
        text += *text == 'c' ? strcspn(text, "\n") : 1;
    }
    size_t blanks = *text == 'p' ? strspn(text + 1, " \t") : 0;
    return blanks > 0 && strncmp(text + 1 + blanks, "qubo", 4) == 0;
}

static bool next_qubo_line(struct list *list)
{
    do {
        list->rest = line_next(&list->lines);
    } while (list->rest && (*list->rest == 'c' || list->rest[strspn(list->rest, " \t\f")] == '\0'));
    return list->rest != NULL;
}

static enum status read_program_line(struct list *list, size_t *linear, size_t *pairs, struct diagnostic *diagnostic)
{
    struct quadratic_reader *reader = list->reader;
    word_next(&list->rest); /* p qubo, by which the file was recognized */
    word_next(&list->rest);
    const char *topology = word_next(&list->rest);
    if (!topology || (strcmp(topology, "0") != 0 && strcmp(topology, "unconstrained") != 0)) {
        return fail_at(diagnostic, reader->path, list->lines.number,
                       "'%.40s' is a topology that is not supported; expected 'p qubo 0 VARIABLES LINEAR PAIRS'",
                       topology ? topology : "");
    }
    enum status status = read_whole(list, "the number of variables", 2, GRAPH_GREATEST, &reader->n, diagnostic);
    if (status == STATUS_OK) {
        status = read_whole(list, "the number of linear terms", 0, (long)reader->n, linear, diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_whole(list, "the number of pairs", 0, (long)(reader->n * (reader->n - 1) / 2), pairs, diagnostic);
    }
    return status == STATUS_OK ? refuse_rest(list, "p qubo 0 VARIABLES LINEAR PAIRS", diagnostic) : status;
}

enum status quadratic_read_qubo(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic)
{
    struct list list = {.reader = reader, .lines = {.next = input->bytes}};
    size_t linear = 0, pairs = 0, seen = 0;
    reader->halves = QUADRATIC_PAIRS;
    reader->format = "qbsolv file";
    next_qubo_line(&list); /* there is one: the file was recognized by it */
    enum status status = read_program_line(&list, &linear, &pairs, diagnostic);
    while (status == STATUS_OK && next_qubo_line(&list)) {
        status = take_entry(&list, true, diagnostic);
        seen += status == STATUS_OK && reader->entries.entry[reader->entries.count - 1].row ==
                                           reader->entries.entry[reader->entries.count - 1].column;
    }
    if (status == STATUS_OK && (seen != linear || reader->entries.count - seen != pairs)) {
        status = fail_at(diagnostic, reader->path, list.lines.number,
                         "file ends after %zu linear term%s and %zu pair%s; its line 'p' promises %zu and %zu", seen,
                         seen == 1 ? "" : "s", reader->entries.count - seen,
                         reader->entries.count - seen == 1 ? "" : "s", linear, pairs);
    }
    return status;
}
