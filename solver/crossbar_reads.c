#include "solver/crossbar_reads.h"

#include "models/junction.h"
#include "netgen/memory_cell.h"
#include "solver/crossbar_lines.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Newton's method ends where a voltage changes by less than this share of the read voltage: the error is then of the
 * order of its square. Voltages and conductances fit each other so well that it takes four steps or five. */
static const double ENOUGH = 1e-9;
enum { MOST_STEPS = 50 };

/* The current in A through a junction with `v` (V) over it, and its derivative in S. */
static double junction_current(const struct crossbar *array, bool parallel, double v, double *derivative)
{
    double ignored;
    return mtj_current(&array->junction, parallel ? 1.0 : -1.0, v, derivative, &ignored);
}

/* ---- Passive arrays ---- */

/* A read of one cell: the unknown voltages are those of all rows but its own, then of all columns but its own. */
struct sneak {
    const struct crossbar *array;
    size_t row, column;
    gsl_matrix *slope;               /* [unknowns][unknowns] derivatives of the currents */
    gsl_vector *current, *step, *at; /* [unknowns] out of each line, A; and V */
};

static void sneak_clear(struct sneak *sneak)
{
    gsl_matrix_free(sneak->slope);
    gsl_vector_free(sneak->current);
    gsl_vector_free(sneak->step);
    gsl_vector_free(sneak->at);
}

/* The number of the unknown of line `index`, whose rows or columns have `read` as the one that is read, and -1 for
 * that one. */
static long unknown_of(size_t index, size_t read)
{
    return index == read ? -1 : (long)(index - (index > read));
}

/* The voltage of an unknown, or that of the line that is read. */
static double voltage_of(const struct sneak *sneak, long unknown, double read)
{
    return unknown < 0 ? read : gsl_vector_get(sneak->at, (size_t)unknown);
}

static void add_junction(struct sneak *sneak, long from, long to, double current, double derivative)
{
    const long end[] = {from, to};
    const double sign[] = {1.0, -1.0};
    for (int k = 0; k < 2; k++) {
        if (end[k] >= 0) {
            *gsl_vector_ptr(sneak->current, (size_t)end[k]) += sign[k] * current;
            for (int l = 0; l < 2; l++) {
                if (end[l] >= 0) {
                    *gsl_matrix_ptr(sneak->slope, (size_t)end[k], (size_t)end[l]) += sign[k] * sign[l] * derivative;
                }
            }
        }
    }
}

/* Adds up all junctions, and returns the current into the column that is read, A. */
static double add_junctions(struct sneak *sneak)
{
    const struct crossbar *array = sneak->array;
    const size_t n = array->n;
    double sum = 0.0;
    gsl_matrix_set_zero(sneak->slope);
    gsl_vector_set_zero(sneak->current);
    for (size_t r = 0; r < n; r++) {
        for (size_t c = 0; c < n; c++) {
            long from = unknown_of(r, sneak->row), to = unknown_of(c, sneak->column);
            to = to < 0 ? to : to + (long)n - 1;
            double derivative, v = voltage_of(sneak, from, array->read) - voltage_of(sneak, to, 0.0);
            double current = junction_current(array, array->bits[r * n + c] == '1', v, &derivative);
            add_junction(sneak, from, to, current, derivative);
            sum += c == sneak->column ? current : 0.0;
        }
    }
    return sum;
}

/* The greatest change of a voltage that a step of Newton's method makes, V; NAN where rounding leaves no solution. */
static double newton_step(struct sneak *sneak)
{
    double change = 0.0;
    if (gsl_linalg_cholesky_decomp1(sneak->slope) != GSL_SUCCESS) {
        return NAN;
    }
    gsl_linalg_cholesky_solve(sneak->slope, sneak->current, sneak->step);
    gsl_vector_sub(sneak->at, sneak->step);
    for (size_t k = 0; k < sneak->step->size; k++) {
        change = fmax(change, fabs(gsl_vector_get(sneak->step, k)));
    }
    return change;
}

/* The current of the cell in `row` and `column` with all other lines floating, A: Kirchhoff's law for each of them, by
 * Newton's method. The matrix is positive definite, since each junction's current grows with its voltage. NAN where
 * there is no solution. */
static double read_floating(struct sneak *sneak, size_t row, size_t column)
{
    sneak->row = row;
    sneak->column = column;
    gsl_vector_set_all(sneak->at, 0.5 * sneak->array->read);
    double current = add_junctions(sneak), change = INFINITY;
    for (int step = 0; step < MOST_STEPS && change > ENOUGH * fabs(sneak->array->read); step++) {
        change = newton_step(sneak);
        current = add_junctions(sneak);
    }
    return change <= ENOUGH * fabs(sneak->array->read) ? current : NAN;
}

static enum status fail_voltages(const struct crossbar *array, struct diagnostic *diagnostic)
{
    char lines[60] = "";
    if (array->line > 0.0) {
        snprintf(lines, sizeof lines, " and %g Ohm of a line", array->line);
    }
    return fail(diagnostic, STATUS_INPUT,
                "error: the voltages of the array cannot be computed: its resistances, %g to %g Ohm%s, differ too much "
                "for double precision",
                array->junction.rp, array->junction.rap, lines);
}

/* Reads the cells from `first` on of a passive array whose other lines float. */
static enum status read_floating_cells(const struct crossbar *array, size_t first, size_t cells, double *current,
                                       struct diagnostic *diagnostic)
{
    const size_t n = array->n, unknowns = 2 * n - 2;
    struct sneak sneak = {array,
                          0,
                          0,
                          gsl_matrix_alloc(unknowns, unknowns),
                          gsl_vector_alloc(unknowns),
                          gsl_vector_alloc(unknowns),
                          gsl_vector_alloc(unknowns)};
    enum status status = STATUS_OK;
    if (!sneak.slope || !sneak.current || !sneak.step || !sneak.at) {
        status = fail_memory(diagnostic);
    }
    for (size_t k = 0; k < cells && status == STATUS_OK; k++) {
        current[k] = read_floating(&sneak, (first + k) / n, (first + k) % n);
        status = isnan(current[k]) ? fail_voltages(array, diagnostic) : STATUS_OK;
    }
    sneak_clear(&sneak);
    return status;
}

/* The same with resistance of the lines. */
static enum status read_through_lines(const struct crossbar *array, size_t first, size_t cells, double *current,
                                      struct diagnostic *diagnostic)
{
    struct crossbar_lines *lines = crossbar_lines_new(array);
    enum status status = lines ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; k < cells && status == STATUS_OK; k++) {
        current[k] = crossbar_lines_read(lines, (first + k) / array->n, (first + k) % array->n);
        status = isnan(current[k]) ? fail_voltages(array, diagnostic) : STATUS_OK;
    }
    crossbar_lines_free(lines);
    return status;
}

static enum status read_cells(const struct crossbar *array, size_t first, size_t cells, double *current,
                              struct diagnostic *diagnostic)
{
    return (array->line > 0.0 ? read_through_lines : read_floating_cells)(array, first, cells, current, diagnostic);
}

/* The least read of a parallel cell among antiparallel ones, or, for `bit` 0, the greatest of an antiparallel cell
 * among parallel ones. Without resistance of lines all places are alike. */
static enum status read_worst(const struct crossbar *array, char bit, double *current, struct diagnostic *diagnostic)
{
    const size_t places = array->line > 0.0 ? array->n * array->n : 1;
    struct crossbar worst = *array;
    worst.bits = NULL;
    enum status status = crossbar_store_worst(&worst, bit, diagnostic);
    *current = NAN;
    for (size_t k = 0; k < places && status == STATUS_OK; k++) {
        double here;
        char other = worst.bits[k]; /* moves the cell to its next place */
        worst.bits[k] = bit;
        if (k > 0) {
            worst.bits[k - 1] = other;
        }
        status = read_cells(&worst, k, 1, &here, diagnostic);
        if (status == STATUS_OK) {
            *current = bit == '1' ? fmin(*current, here) : fmax(*current, here); /* of a number and NAN: the number */
        }
    }
    free(worst.bits);
    return status;
}

static enum status read_all_coupled(const struct crossbar *array, struct crossbar_reads *reads,
                                    struct diagnostic *diagnostic)
{
    enum status status = read_cells(array, 0, array->n * array->n, reads->current, diagnostic);
    if (array->others == CROSSBAR_GROUNDED) { /* through the lines current goes to other ends as well: no bound */
        reads->worst_on = reads->worst_off = NAN;
        return status;
    }
    if (status == STATUS_OK) {
        status = read_worst(array, '1', &reads->worst_on, diagnostic);
    }
    if (status == STATUS_OK) {
        status = read_worst(array, '0', &reads->worst_off, diagnostic);
    }
    return status;
}

/* ---- All cells ---- */

/* The current in A of a cell that no other one disturbs, behind `series` Ohm of its lines. */
static double read_alone(const struct crossbar *array, bool parallel, double series)
{
    const struct memory_cell cell = {.series = series,
                                     .junction = array->junction,
                                     .has_transistor = array->cell == CROSSBAR_TRANSISTOR,
                                     .transistor = array->transistor,
                                     .gate = array->gate};
    double ignored, v = memory_cell_voltage(&cell, array->read, parallel ? 1.0 : -1.0);
    return junction_current(array, parallel, v, &ignored);
}

/* Cells with transistors do not disturb each other, since those of other rows are closed; nor do passive ones where the
 * other lines are grounded and have no resistance, since then the columns that are not read have the voltage of the one
 * that is. Behind a transistor the current flows through the column alone, whose end is at the first row. */
static void read_all_alone(const struct crossbar *array, struct crossbar_reads *reads)
{
    const size_t n = array->n;
    for (size_t r = 0; r < n; r++) {
        const double series = (double)(r + 1) * array->line, on = read_alone(array, true, series),
                     off = read_alone(array, false, series);
        reads->worst_on = r == 0 ? on : fmin(on, reads->worst_on);
        reads->worst_off = r == 0 ? off : fmax(off, reads->worst_off);
        for (size_t k = r * n; k < r * n + n; k++) {
            reads->current[k] = array->bits[k] == '1' ? on : off;
        }
    }
}

/* A read, for sorting by its current. */
struct read {
    double current;
    bool on;
};

static int by_current(const void *a, const void *b)
{
    const struct read *x = a, *y = b;
    return (x->current > y->current) - (x->current < y->current);
}

/* A reference between two reads calls those above it ON. Of the references that decide equally well the lowest. */
static void find_best_reference(struct read *read, size_t cells, struct crossbar_reads *reads)
{
    qsort(read, cells, sizeof *read, by_current);
    size_t wrong = cells - reads->parallel; /* with a reference below all of them */
    reads->best_wrong = wrong;
    reads->best_reference = 0.0;
    for (size_t k = 0; k < cells; k++) {
        wrong += read[k].on ? 1 : (size_t)-1;
        bool gap = k + 1 == cells || read[k].current < read[k + 1].current;
        if (gap && wrong < reads->best_wrong) {
            reads->best_wrong = wrong;
            reads->best_reference = k + 1 == cells ? INFINITY : 0.5 * (read[k].current + read[k + 1].current);
        }
    }
}

static void judge(const struct crossbar *array, struct read *read, struct crossbar_reads *reads)
{
    reads->least_on = reads->greatest_on = reads->least_off = reads->greatest_off = NAN;
    for (size_t k = 0; k < array->n * array->n; k++) {
        const double current = reads->current[k];
        const bool on = array->bits[k] == '1';
        double *least = on ? &reads->least_on : &reads->least_off;
        double *greatest = on ? &reads->greatest_on : &reads->greatest_off;
        *least = fmin(*least, current); /* of a number and NAN: the number */
        *greatest = fmax(*greatest, current);
        reads->parallel += on;
        reads->wrong += (current > reads->reference) != on;
        read[k] = (struct read){current, on};
    }
    find_best_reference(read, array->n * array->n, reads);
}

static enum status read_warm(const struct crossbar *array, struct crossbar_reads *reads, struct diagnostic *diagnostic)
{
    const size_t cells = array->n * array->n;
    const bool sneaks =
        array->cell == CROSSBAR_PASSIVE && (array->line > 0.0 || (array->others == CROSSBAR_FLOATING && array->n > 1));
    enum status status = STATUS_OK;
    *reads = (struct crossbar_reads){.current = calloc(cells, sizeof *reads->current),
                                     .alone_on = read_alone(array, true, 0.0),
                                     .alone_off = read_alone(array, false, 0.0)};
    struct read *read = calloc(cells, sizeof *read);
    reads->reference = 0.5 * (reads->alone_on + reads->alone_off);
    if (!reads->current || !read) {
        status = fail_memory(diagnostic);
    } else if (sneaks) {
        gsl_error_handler_t *handler = gsl_set_error_handler_off();
        status = read_all_coupled(array, reads, diagnostic);
        gsl_set_error_handler(handler);
    } else {
        read_all_alone(array, reads);
    }
    if (status == STATUS_OK) {
        judge(array, read, reads);
    } else {
        crossbar_reads_clear(reads);
    }
    free(read);
    return status;
}

/* Whether a free layer at rest is along the pinned one, so that a read is that of R_P or R_AP to a millionth of
 * G_P - G_AP. */
static bool rests_along_pinned(const struct mtj *junction)
{
    double well[3], pinned[3];
    mtj_well(junction, well);
    mtj_pinned(junction, pinned);
    return fabs(macrospin_dot(well, pinned)) > 1.0 - 2e-6;
}

enum status crossbar_read(const struct crossbar *array, struct crossbar_reads *reads, struct diagnostic *diagnostic)
{
    char why[300];
    struct crossbar warm = *array;
    if (!mtj_apply_temperature(&warm.junction, NOMINAL_TEMPERATURE, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    if (!rests_along_pinned(&warm.junction)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: parameter ptilt = %g rad: the free layer does not rest along the pinned layer; expected 0 "
                    "for an easy axis along z, 1.570796 for one along x",
                    array->junction.ptilt);
    }
    return read_warm(&warm, reads, diagnostic);
}

void crossbar_reads_clear(struct crossbar_reads *reads)
{
    free(reads->current);
    *reads = (struct crossbar_reads){0};
}
