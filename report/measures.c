#include "report/measures.h"

#include "netgen/load_phase.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Positions that differ by less than this share of the track are one place: 0.1 pm of 100 nm, which a wall at the leak
 * speed of a soma crosses in 0.5 ps. It covers the digits of ASCII raw files and a step that ends just short of an
 * end. */
static const double SAME_PLACE = 1e-6;

/* A wall that rests in mid-track must have done so for this share of the trace. */
static const double REST_SHARE = 0.1;

static bool same_place(double a, double b, double length)
{
    return fabs(a - b) <= SAME_PLACE * length;
}

/* True when all walls x[n] are where they are in last[n]. */
static bool same_places(const double *x, const double *last, size_t n, double length)
{
    size_t i = 0;
    while (i < n && same_place(x[i], last[i], length)) {
        i++;
    }
    return i == n;
}

/* Walls that the trace does not show move at point k. A speed below that of a wall that crosses its track in a
 * second is rounding. */
static bool others_move(const struct trace *trace, const struct network *network, size_t k)
{
    return trace->motion && trace->motion[k] > network->axon.length / 1.0;
}

/* The first point from which on no wall leaves its place. */
static size_t last_change(const struct trace *trace, const struct network *network)
{
    size_t n = trace->n, last = trace->points - 1, k = last;
    while (k > 0 && !others_move(trace, network, k - 1) &&
           same_places(trace->soma + (k - 1) * n, trace->soma + last * n, n, network->soma.length) &&
           same_places(trace->axon + (k - 1) * n, trace->axon + last * n, n, network->axon.length)) {
        k--;
    }
    return k;
}

/* True when the wall x[points][n] of number `i` rests at the last point. */
static bool rests(const struct trace *trace, const double *x, size_t i, double length)
{
    size_t n = trace->n, last = trace->points - 1;
    double end = x[last * n + i];
    if (same_place(end, 0.0, length) || same_place(end, length, length)) {
        return true;
    }
    double since = trace->time[last] - REST_SHARE * (trace->time[last] - trace->time[0]);
    for (size_t k = last; k-- > 0;) {
        if (!same_place(x[k * n + i], end, length)) {
            return false;
        }
        if (trace->time[k] <= since) {
            return true;
        }
    }
    return false;
}

static size_t count_moving(const struct trace *trace, const struct network *network)
{
    size_t moving = 0;
    /* Pinned walls rest anywhere, and the run ends when they do: there is no last tenth to compare with. */
    if (trace->stands_still && (network->soma.idepin > 0.0 || network->axon.idepin > 0.0)) {
        return 0;
    }
    for (size_t i = 0; i < trace->n; i++) {
        moving += !rests(trace, trace->soma, i, network_soma(network, i).length);
        moving += !rests(trace, trace->axon, i, trace_axon(network, i).length);
    }
    return moving > 0 || !others_move(trace, network, trace->points - 1) ? moving : 1;
}

/* The integral of power[0 .. last] (W) over time (s) by the trapezoid rule, in J. From 0 to the first point the power
 * is that of the first point. */
static double integral(const double *time, const double *power, size_t last)
{
    double energy = power[0] * time[0];
    for (size_t k = 1; k <= last; k++) {
        energy += 0.5 * (power[k - 1] + power[k]) * (time[k] - time[k - 1]); /* Eq. (18) */
    }
    return energy;
}

/* The time by which walls came to rest before the point `solved`. Where devices differ, walls do not get time points
 * closer than trace->shortest_step: the last one arrived somewhere in such a step, and its middle is the best guess. */
static double time_before(const struct trace *trace, size_t solved)
{
    double step = solved > 0 ? trace->time[solved] - trace->time[solved - 1] : 0.0;
    return step <= trace->shortest_step * (1.0 + 1e-6) ? 0.5 * step : 0.0;
}

/* Power and energy up to `before` (s) before the point `last`. */
static void take_power(const struct trace *trace, size_t last, double before, struct measures *m)
{
    m->energy_load = integral(trace->time, trace->p_load, last) - before * trace->p_load[last];
    m->energy_soma = integral(trace->time, trace->p_soma, last) - before * trace->p_soma[last];
    m->energy_synapse = integral(trace->time, trace->p_synapse, last) - before * trace->p_synapse[last];
    m->peak_power = -INFINITY;
    for (size_t k = 0; k <= last; k++) {
        m->peak_power = fmax(m->peak_power, trace->p_load[k] + trace->p_soma[k] + trace->p_synapse[k]);
    }
}

static void take_state(const struct trace *trace, const struct network *network, char *state)
{
    const double *x = trace->soma + (trace->points - 1) * trace->n;
    for (size_t i = 0; i < trace->n; i++) {
        const struct dwmtj soma = network_soma(network, i);
        state[i] = dwmtj_is_on(&soma, x[i]) ? '1' : '0';
    }
    state[trace->n] = '\0';
}

/* The sum of W_ij squared as the paper estimates it: every weight counts as W, whatever the patterns' sum; only a given
 * matrix, which has no W, and axons along edges, which the paper has not, count as they are. */
static double sum_of_squares(const struct weights *weights)
{
    double n = (double)weights->n, sum = 0.0;
    for (size_t k = 0; weights->wiring && k < weights->wiring->axons; k++) {
        sum += weights->wiring->volts[k] * weights->wiring->volts[k];
    }
    if (weights->wiring) {
        return sum;
    }
    if (weights->kind != WEIGHTS_MATRIX) {
        return n * (n - 1.0) * weights->unit * weights->unit;
    }
    for (size_t k = 0; k < weights->n * weights->n; k++) {
        sum += weights->matrix->value[k] * weights->matrix->value[k];
    }
    return sum;
}

/* The paper counts a load phase in every task, in max-cut too. */
static double paper_load_time(const struct network *network)
{
    return network->t_load > 0.0 ? network->t_load : load_phase_time(network);
}

/* The mean power of a soma with `fan_out` axons, W. Eq. (19). */
static double paper_soma_power(const struct network *network, size_t fan_out)
{
    const struct dwmtj soma = dwmtj_nominal(&network->soma), axon = dwmtj_nominal(&network->axon);
    double r_m = axon.rm / (double)fan_out, v_dw = network_supply(network, fan_out);
    double g_soma = (1.0 / (soma.rp + r_m) + 1.0 / (soma.rap + r_m)) / 2.0;
    return fan_out > 0 ? v_dw * v_dw * g_soma : 0.0;
}

double measures_paper_energy(const struct network *network, double t)
{
    const struct dwmtj axon = dwmtj_nominal(&network->axon);
    double t_run = fmax(t - paper_load_time(network), 0.0);
    double g_axon = (1.0 / axon.rp + 1.0 / axon.rap) / 2.0;
    double w_squared = sum_of_squares(&network->weights), p_soma = 0.0;
    if (!network->weights.wiring) {
        p_soma = (double)network->n * paper_soma_power(network, network->n - 1);
    }
    for (size_t i = 0; network->weights.wiring && i < network->n; i++) {
        p_soma += paper_soma_power(network, network_fan_out(network, i));
    }
    return t_run * w_squared * g_axon + t * p_soma; /* Eq. (19) */
}

void measures_judge(const struct network *network, struct measures *m)
{
    m->load_time = network->t_load;
    m->energy = m->energy_load + m->energy_soma + m->energy_synapse;
    m->average_power = m->time_to_solution > 0.0 ? m->energy / m->time_to_solution : 0.0;
    m->energy_paper = measures_paper_energy(network, m->time_to_solution);
    m->quality = quality_judge(network, m->state);
}

/* Somas that do not stand as the start says when the load phase ends. */
static size_t count_unloaded(const struct trace *trace, const struct network *network)
{
    size_t unloaded = 0;
    if (!network->start || trace->time[trace->points - 1] < network->t_load) {
        return 0;
    }
    for (size_t i = 0; i < trace->n; i++) {
        const struct dwmtj soma = network_soma(network, i);
        size_t k = 0;
        double x = trace_wall(trace, trace->soma, i, network->t_load, &k);
        unloaded += dwmtj_is_on(&soma, x) != (network->start[i] == '1');
    }
    return unloaded;
}

static enum status take_unrest(const struct trace *trace, const struct network *network, struct unrest *unrest,
                               struct diagnostic *diagnostic)
{
    struct unrest_watch *watch = unrest_watch_new(network, trace->time[trace->points - 1]);
    bool seen = watch != NULL;
    for (size_t k = 0; seen && k < trace->points; k++) {
        seen = unrest_watch_see(watch, trace->time[k], trace->soma + k * trace->n, trace->axon + k * trace->n);
    }
    if (seen) {
        *unrest = unrest_watch_judge(watch);
    }
    unrest_watch_free(watch);
    return seen ? STATUS_OK : fail_memory(diagnostic);
}

bool measures_ended_loading(const struct measures *m)
{
    return !m->converged && m->load_time > 0.0 && m->time_to_solution <= m->load_time;
}

enum status measures_take(const struct trace *trace, const struct network *network, struct measures *measures,
                          struct diagnostic *diagnostic)
{
    *measures = (struct measures){0};
    measures->state = calloc(trace->n + 1, 1);
    if (!measures->state) {
        return fail_memory(diagnostic);
    }
    take_state(trace, network, measures->state);

    size_t last = trace->points - 1;
    bool released = network->t_load <= 0.0 || trace->time[last] > network->t_load;
    measures->moving = count_moving(trace, network);
    measures->converged = released && measures->moving == 0;
    size_t solved = measures->converged ? last_change(trace, network) : last;
    double before = measures->converged ? time_before(trace, solved) : 0.0;
    measures->time_to_solution = trace->time[solved] - before;
    take_power(trace, solved, before, measures);
    measures->unloaded = count_unloaded(trace, network);
    measures_judge(network, measures);
    enum status status = STATUS_OK;
    if (released && !measures->converged) {
        status = take_unrest(trace, network, &measures->unrest, diagnostic);
    }
    if (status != STATUS_OK) {
        measures_clear(measures);
    }
    return status;
}

void measures_clear(struct measures *measures)
{
    free(measures->state);
    measures->state = NULL;
}
