#include "solver/junction_string.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include <math.h>
#include <string.h>

/* ---- Kirchhoff's law ---- */

/* Newton's method ends where no voltage changes by more than this share of the supply's. */
static const double ENOUGH = 1e-12;
enum { MOST_STEPS = 100 };

/* Voltages as if no junction depended on them: where Newton's method starts. */
static void divide_supply(const struct junction_string *string, unsigned state, double supply, double v[STRING_MOST])
{
    double sum = string->resistance;
    for (size_t k = 0; k < string->count; k++) {
        const struct mtj_rate *d = &string->at[k]->device;
        v[k] = state >> k & 1 ? d->rp : d->rap;
        sum += v[k];
    }
    for (size_t k = 0; k < string->count; k++) {
        v[k] *= supply / sum;
    }
}

/* One step: each junction as a source and a resistor, its tangent. Returns the greatest change of a voltage; the
 * current and the derivatives of the voltages with respect to the supply's are those before the step. */
static double newton_step(const struct junction_string *string, unsigned state, double supply, double v[STRING_MOST],
                          double share[STRING_MOST], double *current)
{
    double i[STRING_MOST], g[STRING_MOST], open = 0.0, resistance = string->resistance, change = 0.0, unused;
    for (size_t k = 0; k < string->count; k++) {
        i[k] = mtj_rate_current(string->at[k], state >> k & 1 ? 1.0 : 0.0, v[k], &g[k], &unused);
        open += v[k] - i[k] / g[k];
        resistance += 1.0 / g[k];
    }
    *current = (supply - open) / resistance; /* Eq. (T1) */
    for (size_t k = 0; k < string->count; k++) {
        double step = (*current - i[k]) / g[k];
        v[k] += step;
        share[k] = 1.0 / (g[k] * resistance);
        change = fmax(change, fabs(step));
    }
    return change;
}

bool junction_string_solve(const struct junction_string *string, unsigned state, double supply,
                           struct string_point *point)
{
    double v[STRING_MOST], share[STRING_MOST] = {0.0}, change = INFINITY;
    divide_supply(string, state, supply, v);
    for (int step = 0; step < MOST_STEPS && change > ENOUGH * fabs(supply); step++) {
        change = newton_step(string, state, supply, v, share, &point->current);
    }
    for (size_t k = 0; k < string->count; k++) {
        double slope;
        point->ln_rate[k] = mtj_rate_ln_rate(string->at[k], state >> k & 1, v[k], &slope);
        point->slope[k] = slope * share[k];
    }
    return change <= ENOUGH * fabs(supply) && isfinite(point->current);
}

/* ---- The master equation ---- */

/* flow[from][to]: the rates between states, 0 but for those that differ in one junction. */
static void make_flow(size_t count, double rate[STRING_STATES][STRING_MOST], double scale,
                      double flow[STRING_STATES][STRING_STATES])
{
    memset(flow, 0, STRING_STATES * sizeof *flow);
    for (unsigned s = 0; s < 1u << count; s++) {
        for (size_t k = 0; k < count; k++) {
            flow[s][s ^ 1u << k] = scale * rate[s][k];
        }
    }
}

/* Takes the last state out of a chain of `states`: who would go there goes on to where one goes from there. Nothing is
 * subtracted, so that small shares are as exact as great ones (Grassmann, Taksar and Heyman, Oper. Res. 33, 1107
 * (1985)). */
static void leave_out_last(double flow[STRING_STATES][STRING_STATES], unsigned states)
{
    const unsigned last = states - 1;
    double out = 0.0;
    for (unsigned to = 0; to < last; to++) {
        out += flow[last][to];
    }
    for (unsigned from = 0; from < last; from++) {
        flow[from][last] /= out; /* how much of `from` the last state has for each of its own */
        for (unsigned to = 0; to < last; to++) {
            flow[from][to] += from == to ? 0.0 : flow[from][last] * flow[last][to];
        }
    }
}

bool junction_string_shares(size_t count, double rate[STRING_STATES][STRING_MOST], double share[STRING_STATES])
{
    const unsigned states = 1u << count;
    double flow[STRING_STATES][STRING_STATES], greatest = 0.0, sum = 1.0;
    for (unsigned s = 0; s < states; s++) {
        for (size_t k = 0; k < count; k++) {
            greatest = fmax(greatest, rate[s][k]);
        }
    }
    make_flow(count, rate, 1.0 / greatest, flow);
    for (unsigned left = states; left > 1; left--) {
        leave_out_last(flow, left);
    }
    share[0] = 1.0;
    for (unsigned s = 1; s < states; s++) {
        share[s] = 0.0;
        for (unsigned from = 0; from < s; from++) {
            share[s] += share[from] * flow[from][s]; /* Eq. (T2) */
        }
        sum += share[s];
    }
    for (unsigned s = 0; s < states; s++) {
        share[s] /= sum;
    }
    return isfinite(sum);
}

bool junction_string_answer(size_t count, double rate[STRING_STATES][STRING_MOST],
                            double slope[STRING_STATES][STRING_MOST], const double share[STRING_STATES], double omega,
                            double answer[STRING_STATES][2])
{
    const size_t states = (size_t)1 << count;
    double matrix[2 * STRING_STATES * STRING_STATES] = {0.0}; /* j omega - W of Eq. (T3) */
    double driven[2 * STRING_STATES] = {0.0};                 /* its right-hand side, 1/(V s) */
    size_t order[STRING_STATES] = {0};
    int sign;
    for (size_t s = 0; s < states; s++) {
        double *row = &matrix[2 * states * s];
        row[2 * s + 1] += omega;
        for (size_t k = 0; k < count; k++) {
            const size_t to = s ^ (size_t)1 << k;
            const double flow = share[s] * rate[s][k] * slope[s][k];
            row[2 * s] += rate[s][k];
            matrix[2 * (states * to + s)] -= rate[s][k];
            driven[2 * s] -= flow;
            driven[2 * to] += flow;
        }
    }
    for (size_t s = 0; s < states; s++) { /* the shares remain 1 together: instead of the last row, which follows */
        matrix[2 * (states * (states - 1) + s)] = 1.0;
        matrix[2 * (states * (states - 1) + s) + 1] = 0.0;
    }
    driven[2 * (states - 1)] = 0.0;
    gsl_matrix_complex_view a = gsl_matrix_complex_view_array(matrix, states, states);
    gsl_vector_complex_view b = gsl_vector_complex_view_array(driven, states);
    gsl_vector_complex_view x = gsl_vector_complex_view_array(&answer[0][0], states);
    gsl_permutation permutation = {states, order};
    gsl_error_handler_t *handler = gsl_set_error_handler_off();
    bool solved = gsl_linalg_complex_LU_decomp(&a.matrix, &permutation, &sign) == GSL_SUCCESS &&
                  gsl_linalg_complex_LU_solve(&a.matrix, &permutation, &b.vector, &x.vector) == GSL_SUCCESS;
    gsl_set_error_handler(handler);
    for (size_t s = 0; s < states; s++) {
        solved = solved && isfinite(answer[s][0]) && isfinite(answer[s][1]);
    }
    return solved;
}
