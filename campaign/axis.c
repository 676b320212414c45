#include "campaign/axis.h"

#include "base/array.h"
#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const long MOST_VALUES = 1000000000; /* of a range; a plan has fewer points */

/* ---- Numbers ---- */

/* Reads a number as any option may take it: with a suffix, or with a percent sign. */
static bool read_number(const char *text, bool in_percent, double *value)
{
    char plain[64];
    const size_t length = strlen(text);
    if (in_percent && length > 0 && length < sizeof plain && text[length - 1] == '%') {
        memcpy(plain, text, length);
        plain[length - 1] = '\0';
        return number_parse(plain, value);
    }
    return number_parse(text, value) || number_parse_share(text, value);
}

/* Whether `text` may stand for a state or the like: digits that are no number in its usual form ("0110"), or too long
 * for one. Such a value stays as it is. */
static bool is_digits_only(const char *text)
{
    const size_t digits = strspn(text, "0123456789"), longest = 15;
    return !text[digits] && (digits > longest || (digits > 1 && *text == '0'));
}

bool axis_is_number(const char *text, bool in_percent, double *value)
{
    return !is_digits_only(text) && read_number(text, in_percent, value);
}

/* A number between the ends of a range, in 15 digits, so that rounding errors do not show; it then reads back equal. A
 * number that is 0 but for rounding is 0. */
static void print_rounded(long double value, const struct axis *axis, char number[static AXIS_NUMBER])
{
    const long double none = 4e-16L * fmaxl(fabsl((long double)axis->from), fabsl((long double)axis->to));
    char digits[AXIS_NUMBER];
    snprintf(digits, sizeof digits, "%.15Lg", fabsl(value) <= none ? 0.0L : value);
    double rounded = (double)value;
    number_parse_plain(digits, &rounded);
    number_shortest(number, AXIS_NUMBER, rounded);
}

/* ---- Reading ---- */

static enum status refuse(struct axis *axis, struct diagnostic *diagnostic, const char *text, const char *why)
{
    axis_clear(axis);
    return fail(diagnostic, STATUS_INPUT, "error: --vary %.80s: %s", text, why);
}

/* Makes a value of a list: a number in its shortest form, and words as they are. */
static char *take_value(const char *text, bool in_percent, bool *is_number)
{
    double value;
    char number[AXIS_NUMBER];
    *is_number = axis_is_number(text, in_percent, &value);
    return strdup(*is_number ? number_shortest(number, sizeof number, value) : text);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The value that stands in the list twice; NULL: none does. *lost: memory was short. */
static const char *find_twice(const struct axis *axis, bool *lost)
{
    char **sorted = malloc(axis->count * sizeof *sorted);
    const char *found = NULL;
    *lost = !sorted;
    if (sorted) {
        memcpy(sorted, axis->value, axis->count * sizeof *sorted);
        qsort(sorted, axis->count, sizeof *sorted, compare);
        for (size_t k = 1; k < axis->count && !found; k++) {
            found = strcmp(sorted[k], sorted[k - 1]) == 0 ? sorted[k] : NULL;
        }
        free(sorted);
    }
    return found;
}

static enum status add_value(struct axis *axis, const char *value, struct diagnostic *diagnostic)
{
    bool is_number;
    if (!ARRAY_GROW(axis->value, axis->count) ||
        !(axis->value[axis->count] = take_value(value, axis->in_percent, &is_number))) {
        axis_clear(axis);
        return fail_memory(diagnostic);
    }
    axis->numbers = axis->numbers && is_number;
    axis->count++;
    return STATUS_OK;
}

enum status axis_list(const char *name, const char *const value[], size_t count, struct axis *axis,
                      struct diagnostic *diagnostic)
{
    *axis = (struct axis){.name = strdup(name), .kind = AXIS_LIST, .numbers = true};
    enum status status = axis->name ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; status == STATUS_OK && k < count; k++) {
        status = add_value(axis, value[k], diagnostic);
    }
    return status;
}

/* Takes the values in `rest`, which it cuts at its commas. */
static enum status take_list(char *rest, const char *text, struct axis *axis, struct diagnostic *diagnostic)
{
    axis->kind = AXIS_LIST;
    axis->numbers = true;
    for (char *next = rest; next;) {
        char *value = strsep(&next, ",");
        if (!*value) {
            return refuse(axis, diagnostic, text, "a value is empty; expected values such as 0.1,0.2");
        }
        enum status status = add_value(axis, value, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
    bool lost;
    const char *twice = find_twice(axis, &lost);
    if (twice) {
        char why[120];
        snprintf(why, sizeof why, "the value %.40s is given twice; expected different values", twice);
        return refuse(axis, diagnostic, text, why);
    }
    if (lost) {
        axis_clear(axis);
        return fail_memory(diagnostic);
    }
    return STATUS_OK;
}

/* Whether two values that follow each other have the same text. */
static bool is_too_fine(const struct axis *axis)
{
    char a[AXIS_NUMBER], b[AXIS_NUMBER];
    const size_t last = axis->count - 1;
    return strcmp(axis_value(axis, 0, a), axis_value(axis, 1, b)) == 0 ||
           strcmp(axis_value(axis, last - 1, a), axis_value(axis, last, b)) == 0;
}

/* Takes the fields of a range, of which the first two are numbers. */
static enum status take_range(char *const field[], size_t fields, const char *text, struct axis *axis,
                              struct diagnostic *diagnostic)
{
    const bool log = fields > 2 && strcmp(field[fields - 1], "log") == 0;
    long count = 0;
    axis->kind = log ? AXIS_LOG : AXIS_LINEAR;
    axis->numbers = true;
    if (fields < 2 || fields > 4 || (fields == 4 && !log) || !read_number(field[0], axis->in_percent, &axis->from) ||
        !read_number(field[1], axis->in_percent, &axis->to)) {
        return refuse(axis, diagnostic, text,
                      "this is no range; expected from:to:count, such as 20m:100m:5, and :log behind it for equal "
                      "ratios");
    }
    if (!(axis->from < axis->to)) {
        return refuse(axis, diagnostic, text, "the range is empty; expected an end above its beginning");
    }
    if (log && !(axis->from > 0.0)) {
        return refuse(axis, diagnostic, text, "a logarithmic range must begin above 0");
    }
    if (fields - log > 2) {
        if (!integer_parse(field[2], 2, MOST_VALUES, &count)) {
            return refuse(axis, diagnostic, text, "expected a count from 2 to 1000000000 of values in the range");
        }
        axis->count = (size_t)count;
        if (is_too_fine(axis)) {
            return refuse(axis, diagnostic, text, "so many values in so small a range do not differ; expected fewer");
        }
    }
    return STATUS_OK;
}

/* Takes the values: a range where there is no comma, and a number before a colon; else a list, such as nearest:4. */
static enum status take_values(char *rest, const char *text, struct axis *axis, struct diagnostic *diagnostic)
{
    enum { MOST_FIELDS = 5 };
    char *colon = strchr(rest, ':'), *field[MOST_FIELDS];
    size_t fields = 0;
    double first;
    if (!colon || strchr(rest, ',')) {
        return take_list(rest, text, axis, diagnostic);
    }
    *colon = '\0';
    bool is_range = read_number(rest, axis->in_percent, &first);
    *colon = ':';
    if (!is_range) {
        return take_list(rest, text, axis, diagnostic);
    }
    for (char *next = rest; next && fields < MOST_FIELDS;) {
        field[fields++] = strsep(&next, ":");
    }
    return take_range(field, fields, text, axis, diagnostic);
}

static enum status parse(const char *text, bool in_percent, struct axis *axis, struct diagnostic *diagnostic)
{
    *axis = (struct axis){.in_percent = in_percent};
    const char *equals = strchr(text, '=');
    if (!equals || equals == text || !equals[1]) {
        return refuse(axis, diagnostic, text,
                      "expected NAME=from:to:count, such as w=20m:100m:5, or NAME=a,b,c with the values themselves");
    }
    axis->name = strndup(text, (size_t)(equals - text));
    axis->text = strdup(text);
    char *rest = axis->name && axis->text ? strdup(equals + 1) : NULL;
    if (!rest) {
        axis_clear(axis);
        return fail_memory(diagnostic);
    }
    enum status status = take_values(rest, text, axis, diagnostic);
    free(rest);
    return status;
}

enum status axis_parse(const char *text, struct axis *axis, struct diagnostic *diagnostic)
{
    return parse(text, false, axis, diagnostic);
}

enum status axis_in_percent(struct axis *axis, struct diagnostic *diagnostic)
{
    struct axis again;
    if (!axis->text) { /* axis_list: numbers that gen takes */
        axis->in_percent = true;
        return STATUS_OK;
    }
    enum status status = parse(axis->text, true, &again, diagnostic);
    axis_clear(axis);
    if (status == STATUS_OK) {
        *axis = again;
    }
    return status;
}

void axis_clear(struct axis *axis)
{
    for (size_t k = 0; axis->value && k < axis->count; k++) {
        free(axis->value[k]);
    }
    free(axis->value);
    free(axis->name);
    free(axis->text);
    *axis = (struct axis){0};
}

void axis_round(struct axis *axis)
{
    axis->whole = true;
}

/* ---- Values ---- */

/* The number at `share` of a range, from 0 to 1. Long, so that the processor's rounding does not show in 15 digits. */
static long double within(const struct axis *axis, long double share)
{
    const long double from = (long double)axis->from, to = (long double)axis->to;
    return axis->kind == AXIS_LOG ? from * powl(to / from, share) : from * (1.0L - share) + to * share;
}

const char *axis_value(const struct axis *axis, size_t index, char number[static AXIS_NUMBER])
{
    const size_t last = axis->count - 1;
    if (axis->kind == AXIS_LIST) {
        return axis->value[index];
    }
    if (index == 0 || index == last) {
        return number_shortest(number, AXIS_NUMBER, index == 0 ? axis->from : axis->to);
    }
    print_rounded(within(axis, (long double)index / (long double)last), axis, number);
    return number;
}

/* Of a range of whole numbers. */
static void print_whole(const struct axis *axis, double share, char number[static AXIS_NUMBER])
{
    const double least = ceil(axis->from), greatest = floor(axis->to);
    const struct axis wider = {.kind = axis->kind, .from = least, .to = greatest + 1.0};
    const double drawn = floor((double)within(&wider, (long double)share));
    number_shortest(number, AXIS_NUMBER, drawn > greatest ? greatest : drawn);
}

const char *axis_at(const struct axis *axis, double share, char number[static AXIS_NUMBER])
{
    if (axis->kind == AXIS_LIST) {
        const size_t index = (size_t)(share * (double)axis->count);
        return axis->value[index < axis->count ? index : axis->count - 1];
    }
    if (axis->whole) {
        print_whole(axis, share, number);
    } else {
        print_rounded(within(axis, (long double)share), axis, number);
    }
    return number;
}

void axis_write(const struct axis *axis, struct document *document)
{
    document_text(document, "name", axis->name);
    if (axis->kind == AXIS_LIST) {
        document_list(document, "values");
        for (size_t k = 0; k < axis->count; k++) {
            document_text(document, NULL, axis->value[k]);
        }
        document_close(document);
        return;
    }
    document_real(document, "from", axis->from);
    document_real(document, "to", axis->to);
    if (axis->count > 0) {
        document_count(document, "count", axis->count);
    }
    document_flag(document, "log", axis->kind == AXIS_LOG);
    document_flag(document, "whole", axis->whole);
}
