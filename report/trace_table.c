#include "report/trace_table.h"

#include <stdio.h>
#include <stdlib.h>

enum { NAME = 32 };

struct table *trace_table_new(const struct network *network)
{
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

enum status trace_from_table(const struct table *table, const struct network *network, const char *origin,
                             struct trace **trace, struct diagnostic *diagnostic)
{
    const size_t n = network->n;
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
