#include "report/trace.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

struct dwmtj trace_axon(const struct network *network, size_t i)
{
    return network_axon(network, i, network_shown_target(network, i));
}

enum status trace_check_time(const struct table *table, const char *origin, struct diagnostic *diagnostic)
{
    const double greatest_start = 1e-3; /* share of the whole; `.tran ... uic` leaves out the point at 0 */
    if (table->columns == 0 || table_find(table, "time") != 0) {
        return fail_at(diagnostic, origin, 0, "the first vector is not 'time', as a transient analysis has it");
    }
    if (table->rows < 2) {
        return fail_at(diagnostic, origin, 0, "there are %zu time points; a trace has at least 2", table->rows);
    }
    double first = table->value[0], last = table->value[(table->rows - 1) * table->columns];
    if (!(first >= 0.0 && first <= greatest_start * last && last > 0.0)) {
        return fail_at(diagnostic, origin, 0, "time goes from %g s to %g s; it must go from 0 to the end of the run",
                       first, last);
    }
    return STATUS_OK;
}

/* The first position of a wall, x[0], x[n] and so on (m), that is not on its track of `length`; NULL where all are. */
static const double *find_beyond(const struct trace *trace, const double *x, double length)
{
    const double rounding = 1e-6 * length;
    for (size_t k = 0; k < trace->points; k++) {
        if (!(x[k * trace->n] >= -rounding && x[k * trace->n] <= length + rounding)) {
            return &x[k * trace->n];
        }
    }
    return NULL;
}

static enum status check_walls(const struct trace *trace, const struct network *network, const char *origin,
                               struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < trace->n; i++) {
        const char *kind = "soma";
        double length = network_soma(network, i).length;
        const double *beyond = find_beyond(trace, trace->soma + i, length);
        if (!beyond) {
            kind = "axon";
            length = trace_axon(network, i).length;
            beyond = find_beyond(trace, trace->axon + i, length);
        }
        if (beyond) {
            return fail_at(diagnostic, origin, 0,
                           "the wall of %s %zu is at %g m, beyond its track (0 to %g m); is this a run of the same "
                           "network's deck?",
                           kind, i, *beyond, length);
        }
    }
    return STATUS_OK;
}

/* Checks that the three powers are numbers. */
static enum status check_powers(const struct trace *trace, const char *origin, struct diagnostic *diagnostic)
{
    for (size_t k = 0; k < trace->points; k++) {
        if (!isfinite(trace->p_load[k] + trace->p_soma[k] + trace->p_synapse[k])) {
            return fail_at(diagnostic, origin, 0, "the power at %g s is not a finite number", trace->time[k]);
        }
    }
    return STATUS_OK;
}

/* Points the arrays of `trace` into its memory and fills them. */
static void copy_columns(const struct table *table, const struct trace_columns *columns, const struct network *network,
                         struct trace *trace)
{
    const bool differ = variation_of_devices(&network->variation);
    const double rest = fmin(network->axon.xinit, network->axon.length);
    size_t points = trace->points, n = trace->n;
    double *time = trace->memory, *p_load = time + points, *p_soma = p_load + points, *p_synapse = p_soma + points;
    double *soma = p_synapse + points, *axon = soma + points * n, *motion = axon + points * n;
    for (size_t k = 0; k < points; k++) {
        const double *row = table->value + k * table->columns;
        time[k] = row[0];
        p_load[k] = row[columns->p_load];
        p_soma[k] = row[columns->p_soma];
        p_synapse[k] = row[columns->p_synapse];
        motion[k] = row[columns->motion]; /* the time where there is none */
        for (size_t i = 0; i < n; i++) {
            soma[k * n + i] = row[columns->soma[i]];
            axon[k * n + i] = columns->axon[i] == TRACE_NO_AXON ? rest : row[columns->axon[i]];
        }
    }
    trace->stands_still = columns->motion && motion[points - 1] == 0.0;
    trace->time = time;
    trace->p_load = p_load;
    trace->p_soma = p_soma;
    trace->p_synapse = p_synapse;
    trace->soma = soma;
    trace->axon = axon;
    trace->motion = columns->motion && differ ? motion : NULL;
    trace->shortest_step = columns->shortest_step;
}

static struct trace *trace_new(size_t points, size_t n)
{
    const size_t scalars = 5; /* time, three powers and the motion */
    struct trace *trace = calloc(1, sizeof *trace);
    if (!trace || points > SIZE_MAX / sizeof *trace->memory / (2 * n + scalars)) {
        free(trace);
        return NULL;
    }
    trace->n = n;
    trace->points = points;
    trace->memory = malloc(points * (2 * n + scalars) * sizeof *trace->memory);
    if (!trace->memory) {
        free(trace);
        return NULL;
    }
    return trace;
}

enum status trace_from_columns(const struct table *table, const struct trace_columns *columns,
                               const struct network *network, const char *origin, struct trace **trace,
                               struct diagnostic *diagnostic)
{
    *trace = NULL;
    enum status status = trace_check_time(table, origin, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct trace *made = trace_new(table->rows, network->n);
    if (!made) {
        return fail_memory(diagnostic);
    }
    copy_columns(table, columns, network, made);
    status = check_walls(made, network, origin, diagnostic);
    if (status == STATUS_OK) {
        status = check_powers(made, origin, diagnostic);
    }
    if (status == STATUS_OK) {
        *trace = made;
        made = NULL;
    }
    trace_free(made);
    return status;
}

enum status trace_columns_begin(size_t n, struct trace_columns *columns, struct diagnostic *diagnostic)
{
    *columns = (struct trace_columns){.soma = calloc(2 * n, sizeof *columns->soma)};
    columns->axon = columns->soma ? columns->soma + n : NULL;
    return columns->soma ? STATUS_OK : fail_memory(diagnostic);
}

void trace_columns_clear(struct trace_columns *columns)
{
    free(columns->soma);
    columns->soma = columns->axon = NULL;
}

void trace_free(struct trace *trace)
{
    if (trace) {
        free(trace->memory);
        free(trace);
    }
}

double trace_wall(const struct trace *trace, const double *walls, size_t i, double t, size_t *k)
{
    while (*k + 2 < trace->points && trace->time[*k + 1] < t) {
        (*k)++;
    }
    double t0 = trace->time[*k], t1 = trace->time[*k + 1];
    double x0 = walls[*k * trace->n + i], x1 = walls[(*k + 1) * trace->n + i];
    double share = t1 > t0 ? (t - t0) / (t1 - t0) : 1.0;
    return x0 + (x1 - x0) * fmin(fmax(share, 0.0), 1.0);
}

double trace_mean(const struct trace *trace, const double *walls, size_t i, double from, double to, size_t *k)
{
    double t = from, x = trace_wall(trace, walls, i, from, k), sum = 0.0;
    while (*k + 2 < trace->points && trace->time[*k + 1] < to) {
        const double next = trace->time[*k + 1], x_next = walls[(*k + 1) * trace->n + i];
        sum += 0.5 * (x + x_next) * fmax(next - t, 0.0);
        t = fmax(next, t);
        x = x_next;
        (*k)++;
    }
    sum += 0.5 * (x + trace_wall(trace, walls, i, to, k)) * (to - t);
    return to > from ? sum / (to - from) : x;
}

size_t trace_last_move(const struct trace *trace, const double *walls, size_t i, double length)
{
    const double same_place = 1e-6; /* as in measures.c */
    size_t n = trace->n, k = trace->points - 1;
    double end = walls[k * n + i];
    while (k > 0 && fabs(walls[(k - 1) * n + i] - end) <= same_place * length) {
        k--;
    }
    return k;
}
