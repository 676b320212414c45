#include "models/fit/loop.h"

#include "models/fit/least_squares.h"
#include "models/junction.h"

#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[LOOP_UNKNOWNS] = {"rp", "rap", "vhalf"};

/* The curves of the two states are this many standard errors apart where a resistance tells the state: then chance
 * puts a row nearer to the wrong curve once in 700 times. */
static const double APART = 6.0;

struct context {
    const struct junction_table *table;
    enum junction_state *state; /* [loop_count]; JUNCTION_UNKNOWN: not used */
    double known[LOOP_UNKNOWNS];
    int index[LOOP_UNKNOWNS]; /* of each unknown */
    size_t unknowns;
    double error; /* of every row, where the file has none */
};

/* What a row has in one of the states. Eq. (25a). */
static double predicted(const struct context *context, const double of[LOOP_UNKNOWNS], const struct loop_point *point,
                        bool parallel)
{
    double slope, r = of[LOOP_RP];
    if (!parallel) {
        double vhalf = of[LOOP_VHALF];
        r = vhalf != 0.0 ? junction_rap_at(of[LOOP_RP], of[LOOP_RAP], vhalf, point->volts, &slope) : of[LOOP_RAP];
    }
    return context->table->currents ? point->volts / r : r;
}

static double error_of(const struct context *context, const struct loop_point *point)
{
    return point->error > 0.0 ? point->error : context->error;
}

static void values_of(const struct context *context, const double *value, double of[LOOP_UNKNOWNS])
{
    memcpy(of, context->known, sizeof context->known);
    for (size_t p = 0; p < context->unknowns; p++) {
        of[context->index[p]] = value[p];
    }
}

static void deviations(const double *value, void *argument, double *deviation)
{
    const struct context *context = argument;
    double of[LOOP_UNKNOWNS];
    values_of(context, value, of);
    bool right = of[LOOP_RP] > 0.0 && of[LOOP_RAP] > 0.0;
    size_t used = 0;
    for (size_t k = 0; k < context->table->loop_count; k++) {
        const struct loop_point *point = &context->table->loop[k];
        if (context->state[k] != JUNCTION_UNKNOWN) {
            double off = predicted(context, of, point, context->state[k] == JUNCTION_PARALLEL) - point->value;
            deviation[used++] = right ? off / error_of(context, point) : LEAST_SQUARES_NO_MODEL;
        }
    }
}

/* Gives each row without a state of its own that of the nearer curve; none where the curves are less than `apart`
 * standard errors from each other. True where a state has changed. */
static bool take_states(struct context *context, const double of[LOOP_UNKNOWNS], double apart)
{
    bool changed = false;
    for (size_t k = 0; k < context->table->loop_count; k++) {
        const struct loop_point *point = &context->table->loop[k];
        double p = predicted(context, of, point, true), ap = predicted(context, of, point, false);
        enum junction_state state = point->state;
        if (state == JUNCTION_UNKNOWN && p != ap && fabs(p - ap) >= apart * error_of(context, point)) {
            state = fabs(point->value - p) <= fabs(point->value - ap) ? JUNCTION_PARALLEL : JUNCTION_ANTIPARALLEL;
        }
        changed = changed || state != context->state[k];
        context->state[k] = state;
    }
    return changed;
}

static size_t rows_in(const struct context *context, enum junction_state state)
{
    size_t count = 0;
    for (size_t k = 0; k < context->table->loop_count; k++) {
        count += context->state[k] == state;
    }
    return count;
}

/* The least and the greatest resistance of all rows that have one. */
static void range(const struct junction_table *table, double *least, double *greatest)
{
    *least = INFINITY;
    *greatest = 0.0;
    for (size_t k = 0; k < table->loop_count; k++) {
        const struct loop_point *point = &table->loop[k];
        double r = table->currents ? point->volts / point->value : point->value;
        if (r > 0.0 && isfinite(r)) {
            *least = fmin(*least, r);
            *greatest = fmax(*greatest, r);
        }
    }
}

static double greatest_voltage(const struct junction_table *table)
{
    double greatest = 0.0;
    for (size_t k = 0; k < table->loop_count; k++) {
        greatest = fmax(greatest, fabs(table->loop[k].volts));
    }
    return greatest;
}

/* Fits with the states as they are. */
static enum status fit_states(struct context *context, double of[LOOP_UNKNOWNS], struct least_squares *problem,
                              struct diagnostic *diagnostic)
{
    *problem = (struct least_squares){
        .count = context->table->loop_count - rows_in(context, JUNCTION_UNKNOWN),
        .unknowns = context->unknowns,
        .deviations = deviations,
        .context = context,
    };
    if (problem->count < problem->unknowns) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: %zu of %zu rows can be told to be parallel or antiparallel, too few for %zu parameters; "
                    "expected rows of both states, or known values with --fix",
                    problem->count, context->table->loop_count, problem->unknowns);
    }
    for (size_t p = 0; p < context->unknowns; p++) {
        problem->name[p] = NAMES[context->index[p]];
        problem->value[p] = problem->scale[p] = of[context->index[p]];
    }
    enum status status = least_squares_fit(problem, diagnostic);
    if (status == STATUS_OK) {
        values_of(context, problem->value, of);
    }
    return status;
}

/* From a start: states and values in turn until no state changes. */
static enum status fit_from(struct context *context, double of[LOOP_UNKNOWNS], double apart,
                            struct least_squares *problem, struct diagnostic *diagnostic)
{
    enum { TURNS = 50 };
    enum status status = STATUS_OK;
    take_states(context, of, apart);
    for (int turn = 0; turn < TURNS && status == STATUS_OK; turn++) {
        status = fit_states(context, of, problem, diagnostic);
        if (status == STATUS_OK && !take_states(context, of, apart)) {
            return STATUS_OK;
        }
    }
    problem->converged = false;
    return status;
}

/* Tries voltages V_half to start with; which rows are antiparallel at high voltages depends on it. Keeps the best. */
static enum status fit_best(struct context *context, const struct loop_fit *fit, double best[LOOP_UNKNOWNS],
                            struct diagnostic *diagnostic)
{
    static const double SHARES[] = {4.0, 2.0, 1.4, 1.0, 0.7, 0.5, 0.35, 0.25}; /* of the greatest voltage */
    double low, high, least = INFINITY, reach = greatest_voltage(context->table);
    enum status status = STATUS_OK, found = STATUS_INPUT;
    bool given = fit->known[LOOP_VHALF] || fit->start[LOOP_VHALF] > 0.0;
    range(context->table, &low, &high);
    for (size_t s = 0; s < (given ? 1 : sizeof SHARES / sizeof *SHARES); s++) {
        struct least_squares problem;
        double of[LOOP_UNKNOWNS] = {low, high, SHARES[s] * reach};
        for (int u = 0; u < LOOP_UNKNOWNS; u++) {
            of[u] = fit->known[u] ? fit->value[u] : fit->start[u] > 0.0 ? fit->start[u] : of[u];
        }
        status = fit_from(context, of, 0.0, &problem, diagnostic);
        if (status == STATUS_SYSTEM) {
            return status;
        }
        if (status == STATUS_OK && problem.chi_squared < least) {
            found = STATUS_OK;
            least = problem.chi_squared;
            memcpy(best, of, sizeof(double[LOOP_UNKNOWNS]));
        }
    }
    return found == STATUS_OK ? found : status;
}

/* The scatter of the rows around the curves, where errors are those of `problem`. */
static double scatter_of(const struct least_squares *problem, double error)
{
    double freedom = (double)(problem->count - problem->unknowns);
    return freedom > 0.0 ? error * sqrt(problem->chi_squared / freedom) : 0.0;
}

/* ---- Switching voltages ---- */

struct switches {
    size_t count;
    double sum, squares, width; /* of the voltages, and the mean square error that the steps give */
};

static void add_switch(struct switches *all, double before, double after)
{
    double volts = 0.5 * (before + after), step = after - before;
    all->count++;
    all->sum += volts;
    all->squares += volts * volts;
    all->width += step * step / 12.0; /* anywhere in the step */
}

static struct loop_switch switch_of(const struct switches *all)
{
    struct loop_switch found = {.count = all->count};
    if (all->count > 0) {
        double n = (double)all->count, steps = all->width / n;
        found.volts = all->sum / n;
        double variance = n > 1.0 ? fmax(all->squares - n * found.volts * found.volts, 0.0) / (n - 1.0) : 0.0;
        found.error = sqrt(fmax(variance, steps) / n);
    }
    return found;
}

static void take_switches(const struct context *context, struct loop_fit *fit)
{
    struct switches to_parallel = {0}, to_antiparallel = {0};
    const struct loop_point *last = NULL;
    enum junction_state state = JUNCTION_UNKNOWN;
    for (size_t k = 0; k < context->table->loop_count; k++) {
        if (context->state[k] == JUNCTION_UNKNOWN) {
            continue;
        }
        if (last && context->state[k] != state) {
            add_switch(state == JUNCTION_PARALLEL ? &to_antiparallel : &to_parallel, last->volts,
                       context->table->loop[k].volts);
        }
        state = context->state[k];
        last = &context->table->loop[k];
    }
    fit->to_parallel = switch_of(&to_parallel);
    fit->to_antiparallel = switch_of(&to_antiparallel);
    if (fit->to_parallel.count > 0 && fit->to_antiparallel.count > 0) { /* Eq. (R1): i = V/V_c + H/H_k = 1, -1 */
        const struct loop_switch *a = &fit->to_parallel, *b = &fit->to_antiparallel;
        double width = a->volts - b->volts, sum = a->volts + b->volts;
        fit->reversed = width < 0.0;
        fit->critical = 0.5 * fabs(width);
        fit->critical_error = 0.5 * hypot(a->error, b->error);
        if (fit->critical > 0.0) {
            fit->offset = -sum / width;
            fit->offset_error = hypot((1.0 + fit->offset) * a->error, (1.0 - fit->offset) * b->error) / fabs(width);
        }
    }
}

/* ---- All ---- */

static void take_result(const struct context *context, const struct least_squares *problem,
                        const double of[LOOP_UNKNOWNS], struct loop_fit *fit)
{
    double covariance[LOOP_UNKNOWNS][LOOP_UNKNOWNS] = {{0.0}};
    size_t a, b;
    for (size_t p = 0; p < problem->unknowns; p++) {
        for (size_t q = 0; q < problem->unknowns; q++) {
            covariance[context->index[p]][context->index[q]] = problem->covariance[p][q];
        }
    }
    for (int u = 0; u < LOOP_UNKNOWNS; u++) {
        fit->value[u] = fabs(of[u]); /* V_half stands as its square */
        fit->error[u] = sqrt(covariance[u][u]);
    }
    double rp = fit->value[LOOP_RP], ratio = fit->value[LOOP_RAP] / rp;
    fit->tmr = ratio - 1.0;
    fit->tmr_error = sqrt(fmax(0.0, covariance[LOOP_RAP][LOOP_RAP] - 2.0 * ratio * covariance[LOOP_RP][LOOP_RAP] +
                                        ratio * ratio * covariance[LOOP_RP][LOOP_RP])) /
                     rp;
    fit->correlation = least_squares_correlation(problem, &a, &b);
    fit->correlated[0] = (size_t)context->index[a];
    fit->correlated[1] = (size_t)context->index[b];
    fit->parallel = rows_in(context, JUNCTION_PARALLEL);
    fit->antiparallel = rows_in(context, JUNCTION_ANTIPARALLEL);
    fit->open = rows_in(context, JUNCTION_UNKNOWN);
    fit->converged = problem->converged;
    fit->chi_squared = problem->chi_squared;
    fit->freedom = problem->count - problem->unknowns;
    fit->chance = fit->freedom && !fit->estimated ? gsl_cdf_chisq_Q(fit->chi_squared, (double)fit->freedom) : 1.0;
}

/* Whether what was found is a junction, and determined. */
static enum status check_result(const struct context *context, const struct loop_fit *fit,
                                struct diagnostic *diagnostic)
{
    const double least = 0.5; /* of a value: beyond this its error leaves it open */
    if (fit->antiparallel == 0 || fit->parallel == 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the states of the rows are not to be told by their %s; a loop has both, and a column state "
                    "can say them",
                    context->table->currents ? "currents" : "resistances");
    }
    if (!(fit->tmr > 0.0)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the antiparallel rows have the lower resistance, %g Ohm against %g Ohm; is the column "
                    "state right?",
                    fit->value[LOOP_RAP], fit->value[LOOP_RP]);
    }
    for (int u = 0; u < LOOP_UNKNOWNS; u++) {
        if (fit->error[u] > least * fit->value[u]) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: the measurements leave %s open: %.4g with a standard error of %.3g; give a known value "
                        "with --fix %s=VALUE%s",
                        NAMES[u], fit->value[u], fit->error[u], NAMES[u],
                        u == LOOP_VHALF ? ", 0 for a TMR that does not depend on the voltage" : "");
        }
    }
    return STATUS_OK;
}

static enum status fit_table(struct context *context, struct loop_fit *fit, struct diagnostic *diagnostic)
{
    struct least_squares problem;
    double of[LOOP_UNKNOWNS] = {0.0};
    enum status status = fit_best(context, fit, of, diagnostic);
    if (status == STATUS_OK) {
        status = fit_from(context, of, 0.0, &problem, diagnostic);
    }
    if (status == STATUS_OK && fit->estimated) {
        context->error = fmax(scatter_of(&problem, context->error), 1e-12 * context->error);
    }
    if (status == STATUS_OK) { /* again without rows whose states are not to be told */
        status = fit_from(context, of, APART, &problem, diagnostic);
    }
    if (status == STATUS_OK && fit->estimated) {
        fit->scatter = context->error = scatter_of(&problem, context->error);
        status = context->error > 0.0 ? fit_states(context, of, &problem, diagnostic) : status;
    }
    if (status == STATUS_OK) {
        take_result(context, &problem, of, fit);
        status = check_result(context, fit, diagnostic);
    }
    if (status == STATUS_OK) {
        take_switches(context, fit);
    }
    return status;
}

enum status loop_fit_run(const struct junction_table *table, struct loop_fit *fit, struct diagnostic *diagnostic)
{
    double low, high;
    range(table, &low, &high);
    if (!(high >= low)) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: no row has a voltage and a current of the same sign, so that there is no resistance");
    }
    struct context context = {.table = table, .state = calloc(table->loop_count, sizeof *context.state)};
    if (!context.state) {
        return fail_memory(diagnostic);
    }
    fit->estimated = table->loop[0].error == 0.0;
    context.error =
        1e-2 * (table->currents ? greatest_voltage(table) / low : high); /* any, until the scatter is known */
    for (int u = 0; u < LOOP_UNKNOWNS; u++) {
        context.known[u] = fit->value[u];
        if (!fit->known[u]) {
            context.index[context.unknowns++] = u;
        }
    }
    enum status status = context.unknowns > 0 ? fit_table(&context, fit, diagnostic)
                                              : fail(diagnostic, STATUS_INPUT,
                                                     "error: every parameter is known; there is nothing to fit");
    free(context.state);
    return status;
}
