#include "report/trace_table.h"

#include "netgen/technologies/technology.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME = 32 };

/* The table of a network that is not of walls. */
static struct table *signals_new(size_t n)
{
    const char **name = calloc(TRACE_WALLS + n, sizeof *name);
    char *texts = calloc(n, NAME);
    struct table *table = NULL;
    if (name && texts) {
        name[TRACE_TIME] = "time";
        name[TRACE_POWER_LOAD] = "p_load";
        name[TRACE_POWER_SOMA] = "p_soma";
        name[TRACE_POWER_SYNAPSE] = "p_synapse";
        for (size_t i = 0; i < n; i++) {
            snprintf(texts + i * NAME, NAME, "neuron_%zu", i);
            name[TRACE_WALLS + i] = texts + i * NAME;
        }
        table = table_new(TRACE_WALLS + n, name);
    }
    free(name);
    free(texts);
    return table;
}

struct table *trace_table_new(const struct network *network)
{
    if (network->technology->signal_vector) {
        return signals_new(network->n);
    }
    size_t n = network->n, columns = TRACE_WALLS + 2 * n + (variation_of_devices(&network->variation) ? 1 : 0);
    const char **name = calloc(TRACE_WALLS + 2 * n + 1, sizeof *name);
    char *texts = calloc(2 * n, NAME);
    struct table *table = NULL;
    if (name && texts) {
        name[TRACE_TIME] = "time";
        name[TRACE_POWER_LOAD] = "p_load";
        name[TRACE_POWER_SOMA] = "p_soma";
        name[TRACE_POWER_SYNAPSE] = "p_synapse";
        name[TRACE_WALLS + 2 * n] = "motion";
        for (size_t i = 0; i < n; i++) {
            char *soma = texts + 2 * i * NAME, *axon = soma + NAME;
            snprintf(soma, NAME, "soma_%zu", i);
            snprintf(axon, NAME, "axon_%zu", i);
            name[TRACE_WALLS + i] = soma;
            name[TRACE_WALLS + n + i] = axon;
        }
        table = table_new(columns, name);
    }
    free(name);
    free(texts);
    return table;
}

static enum status signals_from_table(const struct table *table, size_t n, const char *origin, struct trace **trace,
                                      struct diagnostic *diagnostic)
{
    size_t *signal = calloc(n, sizeof *signal);
    *trace = NULL;
    for (size_t i = 0; signal && i < n; i++) {
        signal[i] = TRACE_WALLS + i;
    }
    const struct trace_signals columns = {n, TRACE_POWER_SYNAPSE, signal};
    enum status status =
        signal ? trace_from_signals(table, &columns, origin, trace, diagnostic) : fail_memory(diagnostic);
    free(signal);
    return status;
}

enum status trace_from_table(const struct table *table, const struct network *network, const char *origin,
                             struct trace **trace, struct diagnostic *diagnostic)
{
    const size_t n = network->n;
    if (network->technology->signal_vector) {
        return signals_from_table(table, n, origin, trace, diagnostic);
    }
    struct trace_columns columns;
    *trace = NULL;
    enum status status = trace_columns_begin(n, &columns, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    columns.p_load = TRACE_POWER_LOAD;
    columns.p_soma = TRACE_POWER_SOMA;
    columns.p_synapse = TRACE_POWER_SYNAPSE;
    columns.motion = variation_of_devices(&network->variation) ? TRACE_WALLS + 2 * n : 0;
    for (size_t i = 0; i < n; i++) {
        columns.soma[i] = TRACE_WALLS + i;
        columns.axon[i] = TRACE_WALLS + n + i;
    }
    status = trace_from_columns(table, &columns, network, origin, trace, diagnostic);
    trace_columns_clear(&columns);
    return status;
}
