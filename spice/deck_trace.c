#include "spice/deck_trace.h"

#include "netgen/deck_run.h"
#include "netgen/technologies/technology.h"

#include <stdlib.h>

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

/* The vector of neuron `j`: of its soma's wall, or of its signal. */
static void neuron_vector(const struct network *network, size_t j, char *name)
{
    (network->technology->signal_vector ? network->technology->signal_vector : deck_soma_vector)(j, name);
}

/* Checks that the table has no neuron that the network lacks. */
static enum status check_size(const struct table *table, const struct network *network, const char *origin,
                              struct diagnostic *diagnostic)
{
    const size_t n = network->n;
    char name[DECK_NAME_SIZE];
    neuron_vector(network, n, name);
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

static enum status take_signals(const struct table *table, const struct network *network, const char *origin,
                                struct trace **trace, struct diagnostic *diagnostic)
{
    char name[DECK_NAME_SIZE];
    size_t *signal = calloc(network->n, sizeof *signal), power = 0;
    enum status status = signal ? trace_check_time(table, origin, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = check_size(table, network, origin, diagnostic);
    }
    if (status == STATUS_OK) {
        status = find(table, DECK_POWER_SYNAPSE, origin, &power, diagnostic);
    }
    for (size_t i = 0; i < network->n && status == STATUS_OK; i++) {
        neuron_vector(network, i, name);
        status = find(table, name, origin, &signal[i], diagnostic);
    }
    if (status == STATUS_OK) {
        const struct trace_signals columns = {network->n, power, signal};
        status = trace_from_signals(table, &columns, origin, trace, diagnostic);
    }
    free(signal);
    return status;
}

enum status deck_trace_take(const struct table *table, const struct network *network, const char *origin,
                            struct trace **trace, struct diagnostic *diagnostic)
{
    struct trace_columns columns;
    *trace = NULL;
    if (network->technology->signal_vector) {
        return take_signals(table, network, origin, trace, diagnostic);
    }
    enum status status = trace_columns_begin(network->n, &columns, diagnostic);
    if (status == STATUS_OK) {
        status = trace_check_time(table, origin, diagnostic);
    }
    if (status == STATUS_OK) {
        status = check_size(table, network, origin, diagnostic);
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
