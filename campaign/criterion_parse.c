/* The reader of criteria: operator precedence with two stacks of bounded depth, no recursion. */
#include "base/array.h"
#include "base/number.h"
#include "campaign/criterion.h"
#include "campaign/criterion_parts.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Operators ---- */

/* What stands for a value while the criterion is read: a comparison may not be compared, a number not be a condition.
 */
enum sort {
    SORT_NUMBER,
    SORT_WORD,
    SORT_QUANTITY, /* of a column of real numbers, which may have a word */
    SORT_COLUMN,   /* of one of whole numbers, which may be a flag */
    SORT_TRUTH,
};

static const struct sign {
    const char *text;
    enum criterion_operation operation;
    int precedence;
    bool alone; /* stands before one value */
} SIGNS[] = {
    {"<=", STEP_AT_MOST, 4, false}, {">=", STEP_AT_LEAST, 4, false}, {"==", STEP_EQUAL, 3, false},
    {"!=", STEP_OTHER, 3, false},   {"&&", STEP_AND, 2, false},      {"||", STEP_OR, 1, false},
    {"<", STEP_BELOW, 4, false},    {">", STEP_ABOVE, 4, false},     {"+", STEP_PLUS, 5, false},
    {"-", STEP_LESS_BY, 5, false},  {"*", STEP_TIMES, 6, false},     {"/", STEP_OVER, 6, false},
    {"!", STEP_NOT, 7, true},       {"-", STEP_MINUS, 7, true},      {"(", STEP_VALUE, 0, true},
};

/* An operator that waits for its right side, or a parenthesis that waits for its end. */
struct waiting {
    const struct sign *sign;
    size_t place;
};

struct parser {
    const char *what, *text; /* as given */
    struct names names;
    struct criterion *criterion;
    char *rest; /* of criterion->text */
    struct waiting waiting[CRITERION_DEPTH];
    size_t waits;
    enum sort sort[CRITERION_DEPTH]; /* of the values on the stack, as they will be when the criterion is asked */
    size_t depth;
    bool percent; /* a number has a percent sign */
    struct diagnostic *diagnostic;
};

static size_t place_of(const struct parser *parser)
{
    return (size_t)(parser->rest - parser->criterion->text);
}

__attribute__((format(printf, 3, 4))) static enum status complain(const struct parser *parser, size_t place,
                                                                  const char *format, ...)
{
    char why[300];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(why, sizeof why, format, arguments);
    va_end(arguments);
    return fail(parser->diagnostic, STATUS_INPUT, "%s: error: '%.200s', character %zu: %s", parser->what, parser->text,
                place + 1, why);
}

#ifdef __clang_analyzer__ /* it does not look into functions like that one, and would not know the status;             \
                             base/status.h */
#define complain(...) ((complain)(__VA_ARGS__), STATUS_INPUT)
#endif

/* ---- Steps ---- */

static enum status add_step(struct parser *parser, const struct criterion_step *step)
{
    struct criterion *criterion = parser->criterion;
    if (!ARRAY_GROW(criterion->step, criterion->steps)) {
        return fail_memory(parser->diagnostic);
    }
    criterion->step[criterion->steps++] = *step;
    return STATUS_OK;
}

/* Adds a step that puts a value on the stack. */
static enum status push(struct parser *parser, const struct criterion_step *step, enum sort sort)
{
    if (parser->depth == CRITERION_DEPTH) {
        return complain(parser, place_of(parser), "nested too deeply; expected at most %d levels", CRITERION_DEPTH);
    }
    parser->sort[parser->depth++] = sort;
    return add_step(parser, step);
}

static bool may_be_number(enum sort sort)
{
    return sort == SORT_NUMBER || sort == SORT_QUANTITY || sort == SORT_COLUMN;
}

static bool may_be_truth(enum sort sort)
{
    return sort == SORT_TRUTH || sort == SORT_COLUMN;
}

/* What an operation gives for values of these sorts; *wrong is what is wrong with them, or NULL. */
static enum sort result_of(enum criterion_operation operation, enum sort a, enum sort b, const char **wrong)
{
    *wrong = NULL;
    switch (operation) {
    case STEP_AND:
    case STEP_OR:
    case STEP_NOT:
        *wrong = may_be_truth(a) && may_be_truth(b) ? NULL : "needs a condition; expected a comparison";
        return SORT_TRUTH;
    case STEP_EQUAL:
    case STEP_OTHER:
        if ((a == SORT_TRUTH) != (b == SORT_TRUTH)) {
            *wrong = "compares a comparison; expected && between two comparisons";
        } else if ((a == SORT_WORD && b == SORT_NUMBER) || (a == SORT_NUMBER && b == SORT_WORD)) {
            *wrong = "compares a word with a number";
        }
        return SORT_TRUTH;
    case STEP_BELOW:
    case STEP_AT_MOST:
    case STEP_ABOVE:
    case STEP_AT_LEAST:
        if (a == SORT_TRUTH || b == SORT_TRUTH) {
            *wrong = "compares a comparison; expected && between two comparisons";
        } else if (!may_be_number(a) || !may_be_number(b)) {
            *wrong = "compares words; expected numbers, or == or !=";
        }
        return SORT_TRUTH;
    default:
        *wrong = may_be_number(a) && may_be_number(b) ? NULL : "calculates with what is no number";
        return SORT_NUMBER;
    }
}

/* Adds the step of the operator that waited last. */
static enum status reduce(struct parser *parser)
{
    const struct waiting *waiting = &parser->waiting[--parser->waits];
    const struct sign *sign = waiting->sign;
    const char *wrong;
    enum sort *b = &parser->sort[parser->depth - 1], *a = sign->alone ? b : b - 1;
    *a = result_of(sign->operation, *a, *b, &wrong);
    if (wrong) {
        return complain(parser, waiting->place, "'%s' %s", sign->text, wrong);
    }
    parser->depth -= !sign->alone;
    return add_step(parser, &(struct criterion_step){.operation = sign->operation});
}

/* ---- Values ---- */

static enum status push_column(struct parser *parser, const char *name)
{
    const size_t column = names_column(&parser->names, name);
    const struct criterion_step step = {.operation = STEP_COLUMN, .column = column};
    const enum store_type type = parser->names.column[column].type;
    return push(parser, &step, type == STORE_TEXT ? SORT_WORD : type == STORE_REAL ? SORT_QUANTITY : SORT_COLUMN);
}

static enum status refuse_name(const struct parser *parser, size_t place, const char *name)
{
    const char *near = names_nearest(&parser->names, name);
    if (!near) {
        return complain(parser, place, "there is no column '%.60s'; words are in quotes", name);
    }
    return complain(parser, place, "there is no column '%.60s'; expected '%.60s'?", name, near);
}

static enum status take_name(struct parser *parser, size_t place, const char *name)
{
    const bool is_true = strcmp(name, "true") == 0;
    if (names_column(&parser->names, name) < parser->names.columns) {
        return push_column(parser, name);
    }
    const struct alias *alias = names_alias(&parser->names, name);
    if (alias) {
        enum status status = push_column(parser, alias->column[0]);
        if (status == STATUS_OK && alias->column[1]) {
            status = push_column(parser, alias->column[1]);
            if (status == STATUS_OK) {
                parser->sort[--parser->depth - 1] = SORT_NUMBER;
                status = add_step(parser, &(struct criterion_step){.operation = STEP_TIMES});
            }
        }
        return status;
    }
    if (is_true || strcmp(name, "false") == 0) {
        const struct criterion_step step = {STEP_VALUE, 0, {STORE_REAL, {.real = is_true ? 1.0 : 0.0}}};
        return push(parser, &step, SORT_NUMBER);
    }
    return refuse_name(parser, place, name);
}

/* The length of what may be a number: digits, point, exponent with its sign, and the letters or % behind it. */
static size_t number_length(const char *text)
{
    static const char DIGITS[] = "0123456789.";
    size_t length = strspn(text, DIGITS);
    if (text[length] == 'e' || text[length] == 'E') {
        const size_t sign = text[length + 1] == '-' || text[length + 1] == '+';
        length += isdigit((unsigned char)text[length + 1 + sign]) ? 1 + sign : 0;
    }
    while (isalnum((unsigned char)text[length]) || text[length] == '.' || text[length] == '_' || text[length] == '%') {
        length++;
    }
    return length;
}

static enum status take_number(struct parser *parser)
{
    char text[64];
    const size_t length = number_length(parser->rest);
    struct criterion_step step = {.operation = STEP_VALUE, .value.type = STORE_REAL};
    const size_t kept = length < sizeof text ? length : sizeof text - 1;
    memcpy(text, parser->rest, kept);
    text[kept] = '\0';
    if (kept < length || (!number_parse(text, &step.value.real) && !number_parse_share(text, &step.value.real))) {
        return complain(parser, place_of(parser), "'%.60s' is no number; expected one such as 0.1, 200n or 95%%", text);
    }
    parser->percent = parser->percent || text[length - 1] == '%';
    parser->rest += length;
    return push(parser, &step, SORT_NUMBER);
}

static enum status take_word(struct parser *parser)
{
    char *end = strchr(parser->rest + 1, *parser->rest);
    if (!end) {
        return complain(parser, place_of(parser), "the quote is not closed");
    }
    const struct criterion_step step = {STEP_VALUE, 0, {STORE_TEXT, {.text = parser->rest + 1}}};
    *end = '\0';
    parser->rest = end + 1;
    return push(parser, &step, SORT_WORD);
}

/* ---- The whole ---- */

/* The operator that `rest` begins with, one before a value or one between two; NULL: none. */
static const struct sign *find_sign(const char *rest, bool alone)
{
    for (size_t k = 0; k < sizeof SIGNS / sizeof *SIGNS; k++) {
        if (SIGNS[k].alone == alone && strncmp(rest, SIGNS[k].text, strlen(SIGNS[k].text)) == 0) {
            return &SIGNS[k];
        }
    }
    return NULL;
}

/* Puts an operator on the stack of those that wait. */
static enum status let_wait(struct parser *parser, const struct sign *sign)
{
    if (parser->waits == CRITERION_DEPTH) {
        return complain(parser, place_of(parser), "nested too deeply; expected at most %d levels", CRITERION_DEPTH);
    }
    parser->waiting[parser->waits++] = (struct waiting){sign, place_of(parser)};
    parser->rest += strlen(sign->text);
    return STATUS_OK;
}

/* Takes a value, or what stands before one; *value says which. */
static enum status take_left(struct parser *parser, bool *value)
{
    const struct sign *sign = find_sign(parser->rest, true);
    const unsigned char first = (unsigned char)*parser->rest;
    *value = !sign;
    if (sign) {
        return let_wait(parser, sign);
    }
    if (isdigit(first) || first == '.') {
        return take_number(parser);
    }
    if (first == '"' || first == '\'') {
        return take_word(parser);
    }
    if (isalpha(first) || first == '_') {
        char name[64], *begin = parser->rest;
        while (isalnum((unsigned char)*parser->rest) || *parser->rest == '_') {
            parser->rest++;
        }
        snprintf(name, sizeof name, "%.*s", (int)(parser->rest - begin), begin);
        return take_name(parser, (size_t)(begin - parser->criterion->text), name);
    }
    return complain(parser, place_of(parser), "expected a name, a number or a parenthesis%s",
                    first == '\0' ? ", not the end" : "");
}

/* Takes an operator between two values, or a closing parenthesis; *value says whether a value is to come. */
static enum status take_right(struct parser *parser, bool *value)
{
    const struct sign *sign = find_sign(parser->rest, false);
    const bool closes = *parser->rest == ')';
    enum status status = STATUS_OK;
    *value = sign != NULL;
    if (!sign && !closes) {
        return complain(parser, place_of(parser), "expected an operator such as && or <%s",
                        *parser->rest == '=' ? "; == compares" : "");
    }
    const int least = closes ? 1 : sign->precedence;
    while (status == STATUS_OK && parser->waits > 0 && parser->waiting[parser->waits - 1].sign->precedence >= least) {
        status = reduce(parser);
    }
    if (status != STATUS_OK || !closes) {
        return status == STATUS_OK ? let_wait(parser, sign) : status;
    }
    if (parser->waits == 0) {
        return complain(parser, place_of(parser), "there is no ( for this )");
    }
    parser->waits--;
    parser->rest++;
    return STATUS_OK;
}

/* Refuses 20% beside a column whose numbers are per cent: 20% is 0.2, and the column has 20. */
static enum status check_percent(const struct parser *parser)
{
    for (size_t k = 0; parser->percent && k < parser->criterion->steps; k++) {
        const struct criterion_step *step = &parser->criterion->step[k];
        const struct store_column *column = &parser->names.column[step->column];
        if (step->operation == STEP_COLUMN && column->unit && strcmp(column->unit, "%") == 0) {
            return complain(parser, 0, "'%.40s' is in per cent; expected numbers without a percent sign", column->name);
        }
    }
    return STATUS_OK;
}

static enum status take_end(struct parser *parser)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK && parser->waits > 0) {
        if (parser->waiting[parser->waits - 1].sign->precedence == 0) {
            return complain(parser, parser->waiting[parser->waits - 1].place, "there is no ) for this (");
        }
        status = reduce(parser);
    }
    if (status == STATUS_OK && !may_be_truth(parser->sort[0])) {
        return complain(parser, 0, "says neither yes nor no; expected a comparison, such as time < 200n");
    }
    return status == STATUS_OK ? check_percent(parser) : status;
}

static enum status parse(struct parser *parser)
{
    enum status status = STATUS_OK;
    for (bool value = true; status == STATUS_OK;) {
        parser->rest += strspn(parser->rest, " \t\r\n");
        if (value) {
            bool was_value;
            status = take_left(parser, &was_value);
            value = !was_value;
        } else if (*parser->rest == '\0') {
            return take_end(parser);
        } else {
            status = take_right(parser, &value);
        }
    }
    return status;
}

enum status criterion_parse(const char *text, const char *what, const struct store_column *column, size_t columns,
                            struct criterion **criterion, struct diagnostic *diagnostic)
{
    struct criterion *new = calloc(1, sizeof *new);
    *criterion = NULL;
    if (!new || !(new->text = strdup(text))) {
        free(new);
        return fail_memory(diagnostic);
    }
    struct parser parser = {.what = what,
                            .text = text,
                            .names = {column, columns},
                            .criterion = new,
                            .rest = new->text,
                            .diagnostic = diagnostic};
    enum status status = parse(&parser);
    if (status != STATUS_OK) {
        criterion_free(new);
        return status;
    }
    *criterion = new;
    return STATUS_OK;
}
