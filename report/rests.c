#include "report/rests.h"

#include <math.h>
#include <stdlib.h>

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

enum status rests_take(const struct trace *trace, const struct network *network, struct measures *measures,
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
