#include "tests/qa/expression.h"

#include "base/array.h"
#include "base/number.h"
#include "tests/qa/functions.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum {
    NUMBER_SIZE = 40,
    NESTED = 50, /* parentheses, arguments and signs within each other: each takes a few kilobytes of stack */
};

/* An evaluation in progress. Every vector that it makes is kept in `made` and freed at its end. */
struct evaluation {
    const char *text, *next; /* the whole expression, and where reading goes on */
    const struct scope *scope;
    struct diagnostic *diagnostic;
    enum status status; /* of the first error */
    double **made;
    size_t count;
    int nested;
};

static const struct vector NOTHING = {0, NULL, NULL};

static struct vector sum(struct evaluation *e);

static bool failed(const struct evaluation *e)
{
    return e->status != STATUS_OK;
}

static struct vector refuse(struct evaluation *e, const char *what)
{
    if (!failed(e)) {
        e->status = fail_at(e->diagnostic, e->scope->path, e->scope->line, "in '%.100s', at '%.20s': %s", e->text,
                            e->next, what);
    }
    return NOTHING;
}

/* Goes a level deeper; false where that is too deep. */
static bool nest(struct evaluation *e)
{
    if (e->nested == NESTED) {
        refuse(e, "more than 50 parentheses and signs within each other");
        return false;
    }
    e->nested++;
    return true;
}

/* Comes back with a value. */
static struct vector unnest(struct evaluation *e, struct vector value)
{
    e->nested--;
    return value;
}

/* A vector of `count` values with the places of `like`, all 0. */
static struct vector make(struct evaluation *e, size_t count, const double *place)
{
    double *value = calloc(count ? count : 1, sizeof *value);
    if (!value || !ARRAY_GROW(e->made, e->count)) {
        free(value);
        e->status = failed(e) ? e->status : fail_memory(e->diagnostic);
        return NOTHING;
    }
    e->made[e->count++] = value;
    return (struct vector){count, value, place};
}

static void skip_blanks(struct evaluation *e)
{
    e->next += strspn(e->next, " \t");
}

/* Takes `token` where it comes next. */
static bool take(struct evaluation *e, const char *token)
{
    skip_blanks(e);
    if (strncmp(e->next, token, strlen(token)) != 0) {
        return false;
    }
    e->next += strlen(token);
    return true;
}

/* Applies `function` to arguments of one length each, where numbers go with any. */
static struct vector apply(struct evaluation *e, double (*function)(const double *), const struct vector *argument,
                           size_t arguments)
{
    struct vector longest = argument[0];
    for (size_t k = 0; k < arguments && !failed(e); k++) {
        if (!longest.place && argument[k].place) {
            longest = argument[k];
        } else if (longest.place && argument[k].place && argument[k].count != longest.count) {
            return refuse(e, "the vectors have different lengths");
        }
    }
    if (failed(e)) {
        return NOTHING;
    }
    struct vector result = make(e, longest.count, longest.place);
    for (size_t i = 0; i < result.count; i++) {
        double values[EXPRESSION_ARGUMENTS] = {0};
        for (size_t k = 0; k < arguments; k++) {
            values[k] = argument[k].value[argument[k].place ? i : 0];
        }
        result.value[i] = function(values);
    }
    return result;
}

/* The arguments of a function, after its parenthesis. */
static size_t read_arguments(struct evaluation *e, struct vector argument[EXPRESSION_ARGUMENTS])
{
    size_t count = 0;
    do {
        if (count == EXPRESSION_ARGUMENTS) {
            refuse(e, "too many arguments");
            return 0;
        }
        argument[count++] = sum(e);
    } while (!failed(e) && take(e, ","));
    if (!failed(e) && !take(e, ")")) {
        refuse(e, "a ')' is missing");
    }
    return count;
}

/* What the scope found, or why it did not: a definition that is wrong has said so itself. */
static struct vector found_or_refuse(struct evaluation *e, bool found, struct vector value, const char *what)
{
    if (found) {
        return value;
    }
    if (e->diagnostic->text[0]) {
        e->status = STATUS_INPUT;
        return NOTHING;
    }
    return refuse(e, what);
}

static struct vector call(struct evaluation *e, const char *name, size_t length)
{
    struct vector argument[EXPRESSION_ARGUMENTS] = {{0}};
    const struct function *function = function_find(name, length);
    size_t arguments = read_arguments(e, argument);
    if (failed(e)) {
        return NOTHING;
    }
    if (!function) {
        struct vector value;
        e->diagnostic->text[0] = '\0';
        bool found = e->scope->call(e->scope->context, name, length, argument, arguments, &value);
        return found_or_refuse(e, found, value, "there is no such function of as many arguments");
    }
    if (function->arguments != arguments) {
        return refuse(e, "the function before has another number of arguments");
    }
    if (function->elementwise) {
        return apply(e, function->elementwise, argument, arguments);
    }
    if (function->reduce) {
        struct vector result = make(e, 1, NULL);
        if (!failed(e)) {
            result.value[0] = function->reduce(&argument[0]);
        }
        return result;
    }
    const struct vector *along = &argument[0], *places = function->at_places ? &argument[1] : along;
    if (!along->place || along->count == 0) {
        return refuse(e, "the function before needs a vector");
    }
    struct vector result = make(e, places->count, places->place);
    if (!failed(e)) {
        function->along(along, places, &result);
    }
    return result;
}

static struct vector name_or_call(struct evaluation *e)
{
    const char *name = e->next;
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789.");
    e->next += length;
    if (take(e, "(")) {
        return call(e, name, length);
    }
    struct vector value;
    e->diagnostic->text[0] = '\0';
    bool found = e->scope->find(e->scope->context, name, length, &value);
    if (!found) {
        e->next = name;
    }
    return found_or_refuse(e, found, value, "there is no such parameter, definition or output");
}

static struct vector number(struct evaluation *e)
{
    char text[NUMBER_SIZE];
    const char *end = e->next + strspn(e->next, "0123456789.");
    if ((*end == 'e' || *end == 'E') && (isdigit((unsigned char)end[1]) || end[1] == '+' || end[1] == '-')) {
        end += 2;
        end += strspn(end, "0123456789");
    }
    while (isalpha((unsigned char)*end)) {
        end++;
    }
    size_t length = (size_t)(end - e->next);
    struct vector result = make(e, 1, NULL);
    if (failed(e)) {
        return NOTHING;
    }
    if (length >= sizeof text) {
        return refuse(e, "the number is too long");
    }
    memcpy(text, e->next, length);
    text[length] = '\0';
    if (!number_parse(text, &result.value[0])) {
        return refuse(e, "this is no number");
    }
    e->next = end;
    return result;
}

static struct vector primary(struct evaluation *e)
{
    skip_blanks(e);
    if (take(e, "(")) {
        struct vector inner = sum(e);
        return failed(e) || take(e, ")") ? inner : refuse(e, "a ')' is missing");
    }
    if (isdigit((unsigned char)*e->next) || *e->next == '.') {
        return number(e);
    }
    if (isalpha((unsigned char)*e->next) || *e->next == '_') {
        return name_or_call(e);
    }
    return refuse(e, "a number, a name or a '(' should stand here");
}

/* One operator between operands of the next higher level, from the left. */
struct operation {
    const char *token;
    double (*function)(const double *);
};

static struct vector operations(struct evaluation *e, const struct operation *operation, size_t count,
                                struct vector (*operand)(struct evaluation *))
{
    struct vector pair[2] = {operand(e), NOTHING};
    for (size_t k = 0; k < count && !failed(e); k++) {
        if (take(e, operation[k].token)) {
            pair[1] = operand(e);
            pair[0] = failed(e) ? NOTHING : apply(e, operation[k].function, pair, 2);
            k = (size_t)-1; /* look for the first operator again */
        }
    }
    return failed(e) ? NOTHING : pair[0];
}

static struct vector power(struct evaluation *e)
{
    static const struct operation POWER[] = {{"^", function_power}};
    if (take(e, "-")) {
        struct vector pair[2] = {make(e, 1, NULL), nest(e) ? unnest(e, power(e)) : NOTHING};
        return failed(e) ? NOTHING : apply(e, function_difference, pair, 2);
    }
    return operations(e, POWER, 1, primary);
}

static struct vector product(struct evaluation *e)
{
    static const struct operation PRODUCTS[] = {{"*", function_product}, {"/", function_quotient}};
    return operations(e, PRODUCTS, 2, power);
}

static struct vector difference(struct evaluation *e)
{
    static const struct operation SUMS[] = {{"+", function_sum}, {"-", function_difference}};
    return operations(e, SUMS, 2, product);
}

static struct vector sum(struct evaluation *e)
{
    static const struct operation ORDERS[] = {
        {"<=", function_at_most}, {">=", function_at_least}, {"<", function_below}, {">", function_above}};
    return nest(e) ? unnest(e, operations(e, ORDERS, 4, difference)) : NOTHING;
}

enum status expression_vector(const char *text, const struct scope *scope, struct vector *result,
                              struct diagnostic *diagnostic)
{
    struct evaluation e = {.text = text, .next = text, .scope = scope, .diagnostic = diagnostic};
    struct vector value = sum(&e);
    skip_blanks(&e);
    if (!failed(&e) && *e.next) {
        refuse(&e, "this does not belong to the expression");
    }
    *result = NOTHING;
    if (!failed(&e)) {
        *result = value;
        result->value = malloc((value.count ? value.count : 1) * sizeof *value.value);
        if (result->value) {
            memcpy(result->value, value.value, value.count * sizeof *value.value);
        } else {
            e.status = fail_memory(diagnostic);
        }
    }
    for (size_t k = 0; k < e.count; k++) {
        free(e.made[k]);
    }
    free(e.made);
    return e.status;
}

enum status expression_number(const char *text, const struct scope *scope, double *number_out,
                              struct diagnostic *diagnostic)
{
    struct vector value;
    enum status status = expression_vector(text, scope, &value, diagnostic);
    if (status == STATUS_OK && value.place) {
        status = fail_at(diagnostic, scope->path, scope->line,
                         "'%.100s' is a vector; most(), last() or at() make a number of one", text);
    }
    if (status == STATUS_OK) {
        *number_out = value.value[0];
    }
    free(value.value);
    return status;
}
