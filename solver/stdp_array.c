#include "solver/stdp_array.h"

#include "solver/jumper.h"

#include <math.h>
#include <stdlib.h>

enum { LEVELS = 2 * STDP_PHASES }; /* voltages that a junction may see */

struct cell {
    struct jumper jumper;
    bool parallel;
    double since, until;       /* s: of its voltage and state; its next jump, if they stay */
    double ln_rate[LEVELS][2]; /* 1/s, in both states */
};

struct stdp_array {
    const struct stdp *stdp;
    const struct stdp_plan *plan;
    size_t rows, outputs, jumps, open_rows;
    struct cell *cell; /* [outputs][rows] */
    bool *open;        /* [rows] */
    struct column {
        enum stdp_phase phase;
        double current;      /* A */
        size_t first;        /* the row of the junction that jumps next */
        bool stale;          /* `first` may be another one */
    } * column;              /* [outputs] */
    double power[LEVELS][2]; /* W, in both states */
    double drawn[2];         /* A from an open window, in both states */
    struct stdp_energy energy;
};

static size_t level_of(bool open, enum stdp_phase phase)
{
    return 2 * (size_t)phase + open;
}

static size_t level_at(const struct stdp_array *array, size_t row, size_t output)
{
    return level_of(array->open[row], array->column[output].phase);
}

static struct cell *cell_at(const struct stdp_array *array, size_t row, size_t output)
{
    return &array->cell[output * array->rows + row];
}

static struct jumper_piece piece_of(const struct cell *cell, size_t level)
{
    return (struct jumper_piece){.ln_rate = cell->ln_rate[level][cell->parallel]};
}

/* Brings a junction to `t`, with the voltage that it has had. */
static void settle(struct stdp_array *array, struct cell *cell, size_t level, double t)
{
    const double h = t - cell->since;
    jumper_pass(&cell->jumper, piece_of(cell, level), h);
    array->energy.in[level / 2][level % 2] += array->power[level][cell->parallel] * h;
    cell->since = t;
}

/* Its next jump from here on. */
static void predict(struct stdp_array *array, size_t row, size_t output)
{
    struct cell *cell = cell_at(array, row, output);
    struct column *column = &array->column[output];
    cell->until = cell->since + jumper_wait(&cell->jumper, piece_of(cell, level_at(array, row, output)));
    if (column->first == row) {
        column->stale = true;
    } else if (cell->until < cell_at(array, column->first, output)->until) {
        column->first = row;
    }
}

static void find_first(struct stdp_array *array, size_t output)
{
    struct column *column = &array->column[output];
    for (size_t row = 0; column->stale && row < array->rows; row++) {
        if (cell_at(array, row, output)->until < cell_at(array, column->first, output)->until) {
            column->first = row;
        }
    }
    column->stale = false;
}

/* The output whose column has the next jump. */
static size_t next_output(struct stdp_array *array)
{
    size_t next = 0;
    for (size_t k = 0; k < array->outputs; k++) {
        find_first(array, k);
        if (cell_at(array, array->column[k].first, k)->until < cell_at(array, array->column[next].first, next)->until) {
            next = k;
        }
    }
    return next;
}

double stdp_array_next(struct stdp_array *array)
{
    size_t output = next_output(array);
    return cell_at(array, array->column[output].first, output)->until;
}

void stdp_array_jump(struct stdp_array *array)
{
    const size_t output = next_output(array), row = array->column[output].first;
    struct cell *cell = cell_at(array, row, output);
    settle(array, cell, level_at(array, row, output), cell->until);
    jumper_jump(&cell->jumper);
    cell->parallel = !cell->parallel;
    array->jumps++;
    if (array->open[row]) {
        array->column[output].current += array->drawn[cell->parallel] - array->drawn[!cell->parallel];
    }
    predict(array, row, output);
}

void stdp_array_window(struct stdp_array *array, double t, size_t row, bool open)
{
    if (array->open[row] == open) {
        return;
    }
    for (size_t k = 0; k < array->outputs; k++) {
        settle(array, cell_at(array, row, k), level_at(array, row, k), t);
    }
    array->open[row] = open;
    array->open_rows += open ? 1 : (size_t)-1;
    for (size_t k = 0; k < array->outputs; k++) {
        double drawn = array->drawn[cell_at(array, row, k)->parallel];
        array->column[k].current += open ? drawn : -drawn;
        if (array->open_rows == 0) {
            array->column[k].current = 0.0; /* without the rounding of the sums */
        }
        predict(array, row, k);
    }
}

void stdp_array_phase(struct stdp_array *array, double t, size_t output, enum stdp_phase phase)
{
    for (size_t row = 0; row < array->rows; row++) {
        settle(array, cell_at(array, row, output), level_at(array, row, output), t);
    }
    array->column[output].phase = phase;
    for (size_t row = 0; row < array->rows; row++) {
        predict(array, row, output);
    }
}

bool stdp_array_is_open(const struct stdp_array *array, size_t row)
{
    return array->open[row];
}

bool stdp_array_is_parallel(const struct stdp_array *array, size_t row, size_t output)
{
    return cell_at(array, row, output)->parallel;
}

size_t stdp_array_jumps(const struct stdp_array *array)
{
    return array->jumps;
}

double stdp_array_current(const struct stdp_array *array, size_t output)
{
    return array->column[output].current;
}

struct stdp_energy stdp_array_energy(struct stdp_array *array, double t)
{
    for (size_t k = 0; k < array->outputs; k++) {
        for (size_t row = 0; row < array->rows; row++) {
            settle(array, cell_at(array, row, k), level_at(array, row, k), t);
        }
    }
    return array->energy;
}

/* ---- The start ---- */

static double current_of(const struct stdp_plan *plan, bool parallel, double v)
{
    double unused[2];
    return mtj_rate_current(&plan->at, parallel ? 1.0 : 0.0, v, &unused[0], &unused[1]);
}

static void set_powers(struct stdp_array *array)
{
    for (size_t level = 0; level < LEVELS; level++) {
        double v = stdp_voltage(array->plan, level % 2, (enum stdp_phase)(level / 2));
        for (int parallel = 0; parallel < 2; parallel++) {
            array->power[level][parallel] = v * current_of(array->plan, parallel, v);
        }
    }
    for (int parallel = 0; parallel < 2; parallel++) {
        array->drawn[parallel] = current_of(array->plan, parallel, array->plan->row);
    }
}

/* `at`: room for the junction at 27 C, whose critical voltage is set. */
static void begin_cell(struct stdp_array *array, struct mtj_rate_at *at, size_t row, size_t output)
{
    char name[STDP_NAME];
    double unused;
    struct cell *cell = cell_at(array, row, output);
    stdp_junction_name(row, output, name);
    *cell = (struct cell){.jumper = jumper_begin(array->stdp->seed, name),
                          .parallel = stdp_starts_parallel(array->stdp, row, output)};
    at->vc = stdp_critical_voltage(array->stdp, row, output);
    for (size_t level = 0; level < LEVELS; level++) {
        double v = stdp_voltage(array->plan, level % 2, (enum stdp_phase)(level / 2));
        for (int parallel = 0; parallel < 2; parallel++) {
            cell->ln_rate[level][parallel] = mtj_rate_ln_rate(at, parallel, v, &unused);
        }
    }
    cell->until = jumper_wait(&cell->jumper, piece_of(cell, level_at(array, row, output)));
}

struct stdp_array *stdp_array_new(const struct stdp *stdp, const struct stdp_plan *plan)
{
    const size_t rows = stdp_rows(stdp), outputs = stdp->outputs;
    struct stdp_array *array = calloc(1, sizeof *array);
    if (!array) {
        return NULL;
    }
    *array = (struct stdp_array){.stdp = stdp,
                                 .plan = plan,
                                 .rows = rows,
                                 .outputs = outputs,
                                 .cell = calloc(rows * outputs, sizeof *array->cell),
                                 .open = calloc(rows, sizeof *array->open),
                                 .column = calloc(outputs, sizeof *array->column)};
    if (!array->cell || !array->open || !array->column) {
        stdp_array_free(array);
        return NULL;
    }
    set_powers(array);
    struct mtj_rate_at at = plan->at;
    for (size_t k = 0; k < outputs; k++) {
        array->column[k].stale = true;
        for (size_t row = 0; row < rows; row++) {
            begin_cell(array, &at, row, k);
        }
    }
    return array;
}

void stdp_array_free(struct stdp_array *array)
{
    if (array) {
        free(array->cell);
        free(array->open);
        free(array->column);
        free(array);
    }
}
