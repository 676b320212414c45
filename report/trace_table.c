#include "report/trace_table.h"

#include "netgen/deck.h"

#include <stdlib.h>

struct table *trace_table_new(const struct network *network)
{
    size_t n = network->n, columns = TRACE_WALLS + 2 * n + (variation_exists(&network->variation) ? 1 : 0);
    const char **name = calloc(TRACE_WALLS + 2 * n + 1, sizeof *name);
    char *texts = calloc(2 * n, DECK_NAME_SIZE);
    struct table *table = NULL;
    if (name && texts) {
        name[TRACE_TIME] = "time";
        name[TRACE_POWER_LOAD] = DECK_POWER_LOAD;
        name[TRACE_POWER_SOMA] = DECK_POWER_SOMA;
        name[TRACE_POWER_SYNAPSE] = DECK_POWER_SYNAPSE;
        name[TRACE_WALLS + 2 * n] = DECK_MOTION;
        for (size_t i = 0; i < n; i++) {
            char *soma = texts + 2 * i * DECK_NAME_SIZE, *axon = soma + DECK_NAME_SIZE;
            deck_soma_vector(i, soma);
            deck_axon_vector(i, n, axon);
            name[TRACE_WALLS + i] = soma;
            name[TRACE_WALLS + n + i] = axon;
        }
        table = table_new(columns, name);
    }
    free(name);
    free(texts);
    return table;
}
