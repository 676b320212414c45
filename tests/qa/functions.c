#include "tests/qa/functions.h"

#include <math.h>
#include <string.h>

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
ELEMENTWISE(of_tan, tan(a[0]))
ELEMENTWISE(of_atan, atan(a[0]))
ELEMENTWISE(of_tanh, tanh(a[0]))
ELEMENTWISE(of_sign, (a[0] > 0.0) - (a[0] < 0.0))
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

static double mean(const struct vector *v)
{
    double total = 0.0;
    for (size_t i = 0; i < v->count; i++) {
        total += v->value[i];
    }
    return total / (double)v->count;
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
    {"abs", 1, of_abs, NULL, NULL, false},
    {"sqrt", 1, of_sqrt, NULL, NULL, false},
    {"exp", 1, of_exp, NULL, NULL, false},
    {"ln", 1, of_ln, NULL, NULL, false},
    {"sin", 1, of_sin, NULL, NULL, false},
    {"cos", 1, of_cos, NULL, NULL, false},
    {"tan", 1, of_tan, NULL, NULL, false},
    {"atan", 1, of_atan, NULL, NULL, false},
    {"tanh", 1, of_tanh, NULL, NULL, false},
    {"sign", 1, of_sign, NULL, NULL, false},
    {"min", 2, of_min, NULL, NULL, false},
    {"max", 2, of_max, NULL, NULL, false},
    {"clamp", 3, of_clamp, NULL, NULL, false},
    {"if", 3, of_if, NULL, NULL, false},
    {"most", 1, NULL, most, NULL, false},
    {"least", 1, NULL, least, NULL, false},
    {"mean", 1, NULL, mean, NULL, false},
    {"first", 1, NULL, first, NULL, false},
    {"last", 1, NULL, last, NULL, false},
    {"count", 1, NULL, count, NULL, false},
    {"integral", 1, NULL, NULL, integral, false},
    {"slope", 1, NULL, NULL, slope, false},
    {"at", 2, NULL, NULL, at, true},
    {"on", 2, NULL, NULL, on, true},
};

const struct function *function_find(const char *name, size_t length)
{
    for (size_t i = 0; i < sizeof FUNCTIONS / sizeof *FUNCTIONS; i++) {
        if (strlen(FUNCTIONS[i].name) == length && strncmp(FUNCTIONS[i].name, name, length) == 0) {
            return &FUNCTIONS[i];
        }
    }
    return NULL;
}
