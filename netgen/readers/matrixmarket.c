#include "netgen/readers/matrixmarket.h"

#include "base/number.h"

#include <limits.h>
#include <math.h>
#include <string.h>
#include <strings.h>

static const char BANNER[] = "%%MatrixMarket";

bool matrixmarket_recognize(const char *text)
{
    return strncasecmp(text, BANNER, strlen(BANNER)) == 0 || strncasecmp(text, BANNER + 1, strlen(BANNER + 1)) == 0;
}

/* The next line that is neither blank nor a comment; NULL at the end. */
static char *next_line(struct matrixmarket *file)
{
    char *line;
    do {
        line = line_next(&file->lines);
    } while (line && (line[0] == '%' || line[strspn(line, " \t\f")] == '\0'));
    return line;
}

/* What a word of the first line may be. */
struct choices {
    const char *word[3]; /* NULL behind the last */
    const char *right;   /* for messages: what was expected */
};

/* Takes the next word of the first line, one of the choices, and puts the number of the choice. */
static enum status choose(struct matrixmarket *file, char **rest, const struct choices *choices, int *chosen,
                          struct diagnostic *diagnostic)
{
    const int most = sizeof choices->word / sizeof *choices->word;
    const char *word = word_next(rest);
    for (int i = 0; word && i < most && choices->word[i]; i++) {
        if (strcasecmp(word, choices->word[i]) == 0) {
            *chosen = i;
            return STATUS_OK;
        }
    }
    return fail_at(diagnostic, file->path, file->lines.number, "Matrix Market header has '%.40s'; expected %s",
                   word ? word : "", choices->right);
}

static enum status read_banner(struct matrixmarket *file, struct diagnostic *diagnostic)
{
    static const struct choices OBJECTS = {{"matrix"}, "'matrix'"};
    static const struct choices LAYOUTS = {{"coordinate", "array"}, "'coordinate' or 'array'"};
    static const struct choices FIELDS = {{"real", "integer", "pattern"}, "'real', 'integer' or 'pattern'"};
    static const struct choices SYMMETRIES = {{"general", "symmetric", "skew-symmetric"},
                                              "'general', 'symmetric' or 'skew-symmetric'"};
    char *rest = line_next(&file->lines);
    const char *banner = word_next(&rest); /* there is one: the file was recognized by it */
    int object;
    enum status status = STATUS_OK;
    if (strcasecmp(banner, BANNER) != 0) {
        bool one = banner[0] == '%' && banner[1] != '%';
        status = fail_at(diagnostic, file->path, 1, "'%.40s'%s; expected '%s'", banner,
                         one ? " has one percent sign" : "", BANNER);
    }
    if (status == STATUS_OK) {
        status = choose(file, &rest, &OBJECTS, &object, diagnostic);
    }
    if (status == STATUS_OK) {
        status = choose(file, &rest, &LAYOUTS, &file->layout, diagnostic);
    }
    if (status == STATUS_OK) {
        status = choose(file, &rest, &FIELDS, &file->field, diagnostic);
    }
    if (status == STATUS_OK) {
        status = choose(file, &rest, &SYMMETRIES, &file->symmetry, diagnostic);
    }
    if (status == STATUS_OK && word_next(&rest)) {
        status =
            fail_at(diagnostic, file->path, 1, "words follow the symmetry in the Matrix Market header; expected none");
    }
    return status;
}

/* A number of the size line. */
struct matrixmarket_size {
    const char *what;
    size_t least, greatest;
};

/* Reads a word of the size line as a whole number. */
static enum status read_size(struct matrixmarket *file, const char *word, struct matrixmarket_size size, size_t *value,
                             struct diagnostic *diagnostic)
{
    long read;
    if (!word || !integer_parse(word, (long)size.least, (long)size.greatest, &read)) {
        return fail_at(diagnostic, file->path, file->lines.number,
                       "'%.40s' is not the number of %s; expected a whole number from %zu to %zu", word ? word : "",
                       size.what, size.least, size.greatest);
    }
    *value = (size_t)read;
    return STATUS_OK;
}

/* The numbers that an array of this symmetry holds. */
static size_t array_entries(const struct matrixmarket *file)
{
    size_t n = file->n;
    switch (file->symmetry) {
    case MATRIXMARKET_SYMMETRIC:
        return n * (n + 1) / 2;
    case MATRIXMARKET_SKEW:
        return n * (n - 1) / 2;
    default:
        return n * n;
    }
}

static enum status read_sizes(struct matrixmarket *file, size_t greatest, struct diagnostic *diagnostic)
{
    char *rest = next_line(file);
    if (!rest) {
        return fail_at(diagnostic, file->path, file->lines.number,
                       "file ends before its size line; expected 'ROWS COLUMNS%s'",
                       file->layout == MATRIXMARKET_ARRAY ? "" : " ENTRIES");
    }
    size_t columns = 0;
    enum status status =
        read_size(file, word_next(&rest), (struct matrixmarket_size){"rows", 2, greatest}, &file->n, diagnostic);
    if (status == STATUS_OK) {
        status =
            read_size(file, word_next(&rest), (struct matrixmarket_size){"columns", 1, greatest}, &columns, diagnostic);
    }
    if (status == STATUS_OK && columns != file->n) {
        status = fail_at(diagnostic, file->path, file->lines.number,
                         "matrix has %zu row%s and %zu column%s; expected a square one", file->n,
                         file->n == 1 ? "" : "s", columns, columns == 1 ? "" : "s");
    }
    if (status == STATUS_OK && file->layout == MATRIXMARKET_ARRAY) {
        file->promised = array_entries(file);
    } else if (status == STATUS_OK) {
        status = read_size(file, word_next(&rest), (struct matrixmarket_size){"entries", 0, file->n * file->n},
                           &file->promised, diagnostic);
    }
    const char *extra = status == STATUS_OK ? word_next(&rest) : NULL;
    if (extra) {
        status =
            fail_at(diagnostic, file->path, file->lines.number, "'%.40s' follows the sizes; expected nothing", extra);
    }
    return status;
}

enum status matrixmarket_open(struct matrixmarket *file, struct input *input, size_t greatest,
                              struct diagnostic *diagnostic)
{
    *file = (struct matrixmarket){.path = input->path, .lines = {.next = input->bytes}};
    enum status status = read_banner(file, diagnostic);
    if (status == STATUS_OK && file->layout == MATRIXMARKET_ARRAY && file->field == MATRIXMARKET_PATTERN) {
        status = fail_at(diagnostic, file->path, file->lines.number,
                         "an array has no pattern; expected 'coordinate pattern' or 'array real'");
    }
    if (status == STATUS_OK && file->symmetry == MATRIXMARKET_SKEW && file->field == MATRIXMARKET_PATTERN) {
        status = fail_at(diagnostic, file->path, file->lines.number,
                         "a pattern has no signs to be skew-symmetric; expected 'symmetric'");
    }
    if (status == STATUS_OK) {
        status = read_sizes(file, greatest, diagnostic);
    }
    file->row = file->symmetry == MATRIXMARKET_SKEW ? 1 : 0;
    return status;
}

/* Steps to the next place of an array, which goes down the columns and leaves out what follows from symmetry. */
static void array_step(struct matrixmarket *file)
{
    if (++file->row == file->n) {
        file->column++;
        file->row = file->symmetry == MATRIXMARKET_GENERAL     ? 0
                    : file->symmetry == MATRIXMARKET_SYMMETRIC ? file->column
                                                               : file->column + 1;
    }
}

static enum status read_place(const struct matrixmarket *file, const char *word, const char *what, size_t *place,
                              struct diagnostic *diagnostic)
{
    long read;
    if (!word || !integer_parse(word, 1, (long)file->n, &read)) {
        return fail_at(diagnostic, file->path, file->lines.number,
                       "'%.40s' is not a %s of this matrix; expected a whole number from 1 to %zu", word ? word : "",
                       what, file->n);
    }
    *place = (size_t)read - 1;
    return STATUS_OK;
}

static enum status read_value(const struct matrixmarket *file, const char *word, double *value,
                              struct diagnostic *diagnostic)
{
    bool whole = file->field == MATRIXMARKET_INTEGER;
    if (!word || !number_parse_plain(word, value) || (whole && *value != floor(*value))) {
        return fail_at(diagnostic, file->path, file->lines.number, "'%.40s' is not a value; expected a finite %s",
                       word ? word : "", whole ? "whole number" : "decimal number");
    }
    return STATUS_OK;
}

enum status matrixmarket_next(struct matrixmarket *file, struct entry *entry, bool *more, struct diagnostic *diagnostic)
{
    char *rest = next_line(file);
    *more = rest != NULL;
    if (!rest && file->seen < file->promised) {
        return fail_at(diagnostic, file->path, file->lines.number,
                       "file ends after %zu entr%s; the header promises %zu", file->seen, file->seen == 1 ? "y" : "ies",
                       file->promised);
    }
    if (!rest) {
        return STATUS_OK;
    }
    if (file->seen++ == file->promised) {
        return fail_at(diagnostic, file->path, file->lines.number, "more entries than the %zu that the header promises",
                       file->promised);
    }
    struct entry read = {.row = file->row, .column = file->column, .value = 1.0, .line = file->lines.number};
    enum status status = STATUS_OK;
    if (file->layout == MATRIXMARKET_ARRAY) {
        array_step(file);
    } else {
        status = read_place(file, word_next(&rest), "row", &read.row, diagnostic);
        if (status == STATUS_OK) {
            status = read_place(file, word_next(&rest), "column", &read.column, diagnostic);
        }
    }
    if (status == STATUS_OK && file->field != MATRIXMARKET_PATTERN) {
        status = read_value(file, word_next(&rest), &read.value, diagnostic);
    }
    const char *extra = status == STATUS_OK ? word_next(&rest) : NULL;
    if (extra) {
        status = fail_at(diagnostic, file->path, file->lines.number,
                         "'%.40s' follows the entry; expected one entry per line", extra);
    }
    *entry = read;
    return status;
}
