#include "solver/crossbar_lines.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include <math.h>
#include <stdlib.h>

/* Newton's method ends where a voltage changes by less than this share of the read voltage. The matrix of a step serves
 * the next ones, too, while each of them is at most a fifth of the one before: so what is left is a quarter of that. */
static const double ENOUGH = 1e-9, GOOD = 0.2;
enum { MOST_STEPS = 60 };

/* The unknowns are the voltages of the crossings, row by row: of the row there, and of the column. */
struct crossbar_lines {
    const struct crossbar *array;
    gsl_matrix *slope;         /* [2 n n][2 n + 1] diagonal and lower bands of the derivatives of the currents */
    bool makes_slope;          /* or keeps it, with its factors */
    gsl_vector *at, *currents; /* [2 n n] V; out of each crossing, A, and then the step in V */
};

struct crossbar_lines *crossbar_lines_new(const struct crossbar *array)
{
    const size_t n = array->n, unknowns = 2 * n * n;
    struct crossbar_lines *lines = calloc(1, sizeof *lines);
    if (lines) {
        lines->array = array;
        lines->slope = gsl_matrix_alloc(unknowns, 2 * n + 1);
        lines->at = gsl_vector_alloc(unknowns);
        lines->currents = gsl_vector_alloc(unknowns);
    }
    if (lines && !(lines->slope && lines->at && lines->currents)) {
        crossbar_lines_free(lines);
        lines = NULL;
    }
    return lines;
}

void crossbar_lines_free(struct crossbar_lines *lines)
{
    if (lines) {
        gsl_matrix_free(lines->slope);
        gsl_vector_free(lines->at);
        gsl_vector_free(lines->currents);
        free(lines);
    }
}

/* A branch between two unknowns, `from` below `to`. */
static void add_branch(struct crossbar_lines *lines, size_t from, size_t to, double current, double conductance)
{
    *gsl_vector_ptr(lines->currents, from) += current;
    *gsl_vector_ptr(lines->currents, to) -= current;
    if (lines->makes_slope) {
        *gsl_matrix_ptr(lines->slope, from, 0) += conductance;
        *gsl_matrix_ptr(lines->slope, to, 0) += conductance;
        *gsl_matrix_ptr(lines->slope, from, to - from) -= conductance;
    }
}

static void add_line(struct crossbar_lines *lines, size_t from, size_t to)
{
    const double conductance = 1.0 / lines->array->line;
    const double v = gsl_vector_get(lines->at, from) - gsl_vector_get(lines->at, to);
    add_branch(lines, from, to, conductance * v, conductance);
}

/* A segment from the crossing `from` to the end of its line, which has `volts`. */
static void add_end(struct crossbar_lines *lines, size_t from, double volts)
{
    const double conductance = 1.0 / lines->array->line;
    *gsl_vector_ptr(lines->currents, from) += conductance * (gsl_vector_get(lines->at, from) - volts);
    if (lines->makes_slope) {
        *gsl_matrix_ptr(lines->slope, from, 0) += conductance;
    }
}

/* Rows end at the first column, columns at the first row. */
static void add_ends(struct crossbar_lines *lines, size_t row, size_t column)
{
    const struct crossbar *array = lines->array;
    const size_t n = array->n;
    const bool grounded = array->others == CROSSBAR_GROUNDED;
    for (size_t k = 0; k < n; k++) {
        if (k == row || grounded) {
            add_end(lines, 2 * k * n, k == row ? array->read : 0.0);
        }
        if (k == column || grounded) {
            add_end(lines, 2 * k + 1, 0.0);
        }
    }
}

/* Adds up all branches. Returns the current of the junctions of `column`, A. */
static double add_all(struct crossbar_lines *lines, size_t row, size_t column)
{
    const struct crossbar *array = lines->array;
    const size_t n = array->n;
    double sum = 0.0;
    if (lines->makes_slope) {
        gsl_matrix_set_zero(lines->slope);
    }
    gsl_vector_set_zero(lines->currents);
    add_ends(lines, row, column);
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < n; j++) {
            const size_t k = i * n + j, of_row = 2 * k, of_column = 2 * k + 1;
            double derivative, ignored, v = gsl_vector_get(lines->at, of_row) - gsl_vector_get(lines->at, of_column);
            double current =
                mtj_current(&array->junction, array->bits[k] == '1' ? 1.0 : -1.0, v, &derivative, &ignored);
            add_branch(lines, of_row, of_column, current, derivative);
            sum += j == column ? current : 0.0;
            if (j + 1 < n) {
                add_line(lines, of_row, of_row + 2);
            }
            if (i + 1 < n) {
                add_line(lines, of_column, of_column + 2 * n);
            }
        }
    }
    return sum;
}

static void begin(struct crossbar_lines *lines, size_t row, size_t column)
{
    const struct crossbar *array = lines->array;
    const double others = array->others == CROSSBAR_GROUNDED ? 0.0 : 0.5 * array->read;
    for (size_t k = 0; k < array->n * array->n; k++) {
        gsl_vector_set(lines->at, 2 * k, k / array->n == row ? array->read : others);
        gsl_vector_set(lines->at, 2 * k + 1, k % array->n == column ? 0.0 : others);
    }
}

/* The greatest change of a voltage that a step makes, V; NAN where rounding leaves no solution. */
static double make_step(struct crossbar_lines *lines)
{
    double change = 0.0;
    if ((lines->makes_slope && gsl_linalg_cholesky_band_decomp(lines->slope) != GSL_SUCCESS) ||
        gsl_linalg_cholesky_band_svx(lines->slope, lines->currents) != GSL_SUCCESS) {
        return NAN;
    }
    gsl_vector_sub(lines->at, lines->currents);
    for (size_t k = 0; k < lines->currents->size; k++) {
        change = fmax(change, fabs(gsl_vector_get(lines->currents, k)));
    }
    return change;
}

double crossbar_lines_read(struct crossbar_lines *lines, size_t row, size_t column)
{
    const double enough = ENOUGH * fabs(lines->array->read);
    double change = INFINITY, before = INFINITY;
    begin(lines, row, column);
    lines->makes_slope = true;
    for (int step = 0; step < MOST_STEPS && change > enough; step++) {
        add_all(lines, row, column);
        change = make_step(lines);
        lines->makes_slope = step > 0 && !(change < GOOD * before);
        before = change;
    }
    lines->makes_slope = false;
    return change <= enough ? add_all(lines, row, column) : NAN;
}
