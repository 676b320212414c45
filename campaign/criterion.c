#include "campaign/criterion.h"

#include "campaign/criterion_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static bool is_number(const struct store_value *value)
{
    return value->type == STORE_INTEGER || value->type == STORE_REAL;
}

static double number_of(const struct store_value *value)
{
    return value->type == STORE_INTEGER ? (double)value->integer : value->real;
}

static struct store_value number(double value)
{
    return (struct store_value){STORE_REAL, {.real = value}};
}

static struct store_value truth(bool value)
{
    return number(value ? 1.0 : 0.0);
}

/* The result of an operation on two numbers; one that is no number is nothing. */
static struct store_value of_numbers(enum criterion_operation operation, double a, double b)
{
    double result = NAN;
    switch (operation) {
    case STEP_TIMES:
        result = a * b;
        break;
    case STEP_OVER:
        result = a / b;
        break;
    case STEP_PLUS:
        result = a + b;
        break;
    case STEP_LESS_BY:
        result = a - b;
        break;
    case STEP_BELOW:
        return truth(a < b);
    case STEP_AT_MOST:
        return truth(a <= b);
    case STEP_ABOVE:
        return truth(a > b);
    case STEP_AT_LEAST:
        return truth(a >= b);
    case STEP_EQUAL:
        return truth(a == b);
    case STEP_OTHER:
        return truth(a != b);
    case STEP_AND:
        return truth(a != 0.0 && b != 0.0);
    case STEP_OR:
        return truth(a != 0.0 || b != 0.0);
    case STEP_VALUE:
    case STEP_COLUMN:
    case STEP_MINUS:
    case STEP_NOT:
        break;
    }
    const struct store_value nothing = {.type = STORE_NOTHING};
    return isnan(result) ? nothing : number(result);
}

/* The same of any two values: words are equal or not, and a word is not equal to a number. */
static struct store_value of_two(enum criterion_operation operation, const struct store_value *a,
                                 const struct store_value *b)
{
    if (is_number(a) && is_number(b)) {
        return of_numbers(operation, number_of(a), number_of(b));
    }
    if (a->type == STORE_NOTHING || b->type == STORE_NOTHING || (operation != STEP_EQUAL && operation != STEP_OTHER)) {
        return (struct store_value){.type = STORE_NOTHING};
    }
    const bool equal = a->type == STORE_TEXT && b->type == STORE_TEXT && strcmp(a->text, b->text) == 0;
    return truth(equal == (operation == STEP_EQUAL));
}

static struct store_value of_one(enum criterion_operation operation, const struct store_value *a)
{
    if (!is_number(a)) {
        return (struct store_value){.type = STORE_NOTHING};
    }
    return operation == STEP_NOT ? truth(number_of(a) == 0.0) : number(-number_of(a));
}

enum criterion_answer criterion_ask(const struct criterion *criterion, const struct store_value *value)
{
    struct store_value stack[CRITERION_DEPTH] = {{.type = STORE_NOTHING}};
    size_t depth = 0;
    for (size_t k = 0; k < criterion->steps; k++) {
        const struct criterion_step *step = &criterion->step[k];
        switch (step->operation) {
        case STEP_VALUE:
            stack[depth++] = step->value;
            break;
        case STEP_COLUMN:
            stack[depth++] = value[step->column];
            break;
        case STEP_MINUS:
        case STEP_NOT:
            stack[depth - 1] = of_one(step->operation, &stack[depth - 1]);
            break;
        default:
            depth--;
            stack[depth - 1] = of_two(step->operation, &stack[depth - 1], &stack[depth]);
        }
        if (stack[depth - 1].type == STORE_NOTHING) {
            return CRITERION_UNKNOWN;
        }
    }
    if (!is_number(&stack[0])) {
        return CRITERION_UNKNOWN;
    }
    return number_of(&stack[0]) != 0.0 ? CRITERION_YES : CRITERION_NO;
}

void criterion_free(struct criterion *criterion)
{
    if (criterion) {
        free(criterion->step);
        free(criterion->text);
        free(criterion);
    }
}
