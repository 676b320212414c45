#include "spice/deck_trace.h"

#include "netgen/deck_run.h"

static enum status find(const struct table *table, const char *name, const char *origin, size_t *column,
                        struct diagnostic *diagnostic)
{
    *column = table_find(table, name);
    if (*column == table->columns) {
        return fail_at(diagnostic, origin, 0, "the vector '%s' is missing; is this a run of the same network's deck?",
                       name);
    }
    return STATUS_OK;
}

/* Checks that the table has no soma that the network lacks. */
static enum status check_size(const struct table *table, size_t n, const char *origin, struct diagnostic *diagnostic)
{
    char name[DECK_NAME_SIZE];
    deck_soma_vector(n, name);
    if (table_find(table, name) != table->columns) {
        return fail_at(diagnostic, origin, 0, "there is a vector '%s', but the network has only %zu neurons", name, n);
    }
    return STATUS_OK;
}

static enum status find_columns(const struct table *table, const struct network *network, const char *origin,
                                struct trace_columns *columns, struct diagnostic *diagnostic)
{
    const size_t n = network->n;
    char name[DECK_NAME_SIZE];
    enum status status = find(table, DECK_POWER_LOAD, origin, &columns->p_load, diagnostic);
    if (status == STATUS_OK) {
        status = find(table, DECK_POWER_SOMA, origin, &columns->p_soma, diagnostic);
    }
    if (status == STATUS_OK) {
        status = find(table, DECK_POWER_SYNAPSE, origin, &columns->p_synapse, diagnostic);
    }
    if (status == STATUS_OK && variation_of_devices(&network->variation)) {
        status = find(table, DECK_MOTION, origin, &columns->motion, diagnostic);
    } else if (table_find(table, DECK_MOTION) < table->columns) {
        columns->motion = table_find(table, DECK_MOTION);
    }
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        deck_soma_vector(i, name);
        status = find(table, name, origin, &columns->soma[i], diagnostic);
    }
    for (size_t i = 0; i < n && status == STATUS_OK; i++) {
        columns->axon[i] = TRACE_NO_AXON;
        if (network_fan_out(network, i) > 0) {
            deck_axon_vector(network, i, name);
            status = find(table, name, origin, &columns->axon[i], diagnostic);
        }
    }
    return status;
}

enum status deck_trace_take(const struct table *table, const struct network *network, const char *origin,
                            struct trace **trace, struct diagnostic *diagnostic)
{
    struct trace_columns columns;
    *trace = NULL;
    enum status status = trace_columns_begin(network->n, &columns, diagnostic);
    if (status == STATUS_OK) {
        status = trace_check_time(table, origin, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_size(table, network->n, origin, diagnostic);
    }
    if (status == STATUS_OK) {
        status = find_columns(table, network, origin, &columns, diagnostic);
    }
    if (status == STATUS_OK) {
        columns.shortest_step = deck_shortest_step(network);
        status = trace_from_columns(table, &columns, network, origin, trace, diagnostic);
    }
    trace_columns_clear(&columns);
    return status;
}
