#include "tests/qa/functions.h"

#include "tests/qa/words.h"

#include <math.h>

double function_sum(const double *pair)
{
    return pair[0] + pair[1];
}

double function_difference(const double *pair)
{
    return pair[0] - pair[1];
}

double function_product(const double *pair)
{
    return pair[0] * pair[1];
}

double function_quotient(const double *pair)
{
    return pair[0] / pair[1];
}

double function_power(const double *pair)
{
    return pow(pair[0], pair[1]);
}

double function_below(const double *pair)
{
    return pair[0] < pair[1];
}

double function_above(const double *pair)
{
    return pair[0] > pair[1];
}

double function_at_most(const double *pair)
{
    return pair[0] <= pair[1];
}

double function_at_least(const double *pair)
{
    return pair[0] >= pair[1];
}

#define ELEMENTWISE(name, expression)                                                                                  \
    static double name(const double *a)                                                                                \
    {                                                                                                                  \
        return expression;                                                                                             \
    }
ELEMENTWISE(of_abs, fabs(a[0]))
ELEMENTWISE(of_sqrt, sqrt(a[0]))
ELEMENTWISE(of_exp, exp(a[0]))
ELEMENTWISE(of_ln, log(a[0]))
ELEMENTWISE(of_sin, sin(a[0]))
ELEMENTWISE(of_cos, cos(a[0]))
ELEMENTWISE(of_atan, atan(a[0]))
ELEMENTWISE(of_tanh, tanh(a[0]))
ELEMENTWISE(of_min, a[0] < a[1] ? a[0] : a[1])
ELEMENTWISE(of_max, a[0] > a[1] ? a[0] : a[1])
ELEMENTWISE(of_clamp, a[0]<a[1] ? a[1] : a[0]> a[2] ? a[2] : a[0])
ELEMENTWISE(of_if, a[0] != 0.0 ? a[1] : a[2])

/* Not a number where any element is none, so that no check passes on one. */
static double most(const struct vector *v)
{
    double greatest = v->count ? v->value[0] : NAN;
    for (size_t i = 1; i < v->count; i++) {
        greatest = isnan(v->value[i]) || v->value[i] > greatest ? v->value[i] : greatest;
        if (isnan(greatest)) {
            break;
        }
    }
    return greatest;
}

static double least(const struct vector *v)
{
    double smallest = v->count ? v->value[0] : NAN;
    for (size_t i = 1; i < v->count; i++) {
        smallest = isnan(v->value[i]) || v->value[i] < smallest ? v->value[i] : smallest;
        if (isnan(smallest)) {
            break;
        }
    }
    return smallest;
}

static double first(const struct vector *v)
{
    return v->count ? v->value[0] : NAN;
}

static double last(const struct vector *v)
{
    return v->count ? v->value[v->count - 1] : NAN;
}

static double count(const struct vector *v)
{
    return (double)v->count;
}

/* By the trapezoid rule, from 0 at the first point. */
static void integral(const struct vector *v, const struct vector *places, struct vector *result)
{
    (void)places;
    result->value[0] = 0.0;
    for (size_t i = 1; i < v->count; i++) {
        double step = v->place[i] - v->place[i - 1];
        result->value[i] = result->value[i - 1] + 0.5 * step * (v->value[i] + v->value[i - 1]);
    }
}

/* Over the step that ends at each point; at the first point over the first step. */
static void slope(const struct vector *v, const struct vector *places, struct vector *result)
{
    (void)places;
    for (size_t i = 1; i < v->count; i++) {
        result->value[i] = (v->value[i] - v->value[i - 1]) / (v->place[i] - v->place[i - 1]);
    }
    result->value[0] = v->count > 1 ? result->value[1] : NAN;
}

/* `v` at `place`, linear between its points; not a number beyond its ends. `from` is a point at or before it. */
static double between(const struct vector *v, double place, size_t *from)
{
    if (!(place >= v->place[0] && place <= v->place[v->count - 1])) {
        return NAN;
    }
    while (*from + 1 < v->count && v->place[*from + 1] < place) {
        (*from)++;
    }
    if (*from + 1 == v->count || place == v->place[*from]) {
        return v->value[*from];
    }
    double share = (place - v->place[*from]) / (v->place[*from + 1] - v->place[*from]);
    return v->value[*from] + share * (v->value[*from + 1] - v->value[*from]);
}

static void at(const struct vector *v, const struct vector *places, struct vector *result)
{
    for (size_t i = 0; i < result->count; i++) {
        size_t from = 0;
        result->value[i] = between(v, places->value[i], &from);
    }
}

static void on(const struct vector *v, const struct vector *places, struct vector *result)
{
    size_t from = 0;
    for (size_t i = 0; i < result->count; i++) {
        result->value[i] = places->place ? between(v, places->place[i], &from) : NAN;
    }
}

static const struct function FUNCTIONS[] = {
    {"abs", 1, .elementwise = of_abs},
    {"sqrt", 1, .elementwise = of_sqrt},
    {"exp", 1, .elementwise = of_exp},
    {"ln", 1, .elementwise = of_ln},
    {"sin", 1, .elementwise = of_sin},
    {"cos", 1, .elementwise = of_cos},
    {"atan", 1, .elementwise = of_atan},
    {"tanh", 1, .elementwise = of_tanh},
    {"min", 2, .elementwise = of_min},
    {"max", 2, .elementwise = of_max},
    {"clamp", 3, .elementwise = of_clamp},
    {"if", 3, .elementwise = of_if},
    {"most", 1, .reduce = most},
    {"least", 1, .reduce = least},
    {"first", 1, .reduce = first},
    {"last", 1, .reduce = last},
    {"count", 1, .reduce = count},
    {"integral", 1, .along = integral},
    {"slope", 1, .along = slope},
    {"at", 2, .along = at, .at_places = true},
    {"on", 2, .along = on, .at_places = true},
};

const struct function *function_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (word_is(name, length, FUNCTIONS[i].name)) {
            return &FUNCTIONS[i];
        }
    }
    return NULL;
}
