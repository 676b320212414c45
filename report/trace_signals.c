/* Traces of neurons that are not walls: how far each is ON. */
#include "report/trace.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Outputs of digits and rounding may be this far beyond -1 and 1. */
static const double BEYOND = 1e-6;

static enum status check(const struct trace *trace, const char *origin, struct diagnostic *diagnostic)
{
    for (size_t k = 0; k < trace->points; k++) {
        for (size_t i = 0; i < trace->n; i++) {
            const double signal = trace->signal[k * trace->n + i];
            if (!(fabs(signal) <= 1.0 + BEYOND)) {
                return fail_at(
                    diagnostic, origin, 0,
                    "neuron %zu has the signal %g, beyond -1 to 1; is this a run of the same network's deck?", i,
                    signal);
            }
        }
        if (!isfinite(trace->p_synapse[k])) {
            return fail_at(diagnostic, origin, 0, "the power at %g s is not a finite number", trace->time[k]);
        }
    }
    return STATUS_OK;
}

static struct trace *trace_new(size_t points, size_t n)
{
    const size_t scalars = 4; /* time and three powers */
    struct trace *trace = calloc(1, sizeof *trace);
    if (!trace || points > SIZE_MAX / sizeof *trace->memory / (n + scalars) ||
        !(trace->memory = calloc(points * (n + scalars), sizeof *trace->memory))) {
        free(trace);
        return NULL;
    }
    trace->n = n;
    trace->points = points;
    return trace;
}

enum status trace_from_signals(const struct table *table, const struct trace_signals *columns, const char *origin,
                               struct trace **trace, struct diagnostic *diagnostic)
{
    const size_t n = columns->n;
    *trace = NULL;
    enum status status = trace_check_time(table, origin, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct trace *made = trace_new(table->rows, n);
    if (!made) {
        return fail_memory(diagnostic);
    }
    const size_t points = made->points;
    double *time = made->memory, *p_synapse = time + 3 * points, *signals = p_synapse + points;
    for (size_t k = 0; k < points; k++) {
        const double *row = table->value + k * table->columns;
        time[k] = row[0];
        p_synapse[k] = row[columns->p_synapse];
        for (size_t i = 0; i < n; i++) {
            signals[k * n + i] = row[columns->signal[i]];
        }
    }
    made->time = time;
    made->p_load = time + points; /* zeros, as they were allocated */
    made->p_soma = made->p_load + points;
    made->p_synapse = p_synapse;
    made->signal = signals;
    status = check(made, origin, diagnostic);
    if (status != STATUS_OK) {
        trace_free(made);
        return status;
    }
    *trace = made;
    return STATUS_OK;
}
