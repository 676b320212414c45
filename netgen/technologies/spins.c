#include "netgen/technologies/spins.h"

#include "base/document.h"
#include "base/random.h"
#include "netgen/network_check.h"
#include "netgen/problem.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- From a problem to a network ---- */

enum status spins_set_start(struct network *network, const char *start, const struct bias *bias,
                            struct diagnostic *diagnostic)
{
    (void)bias;
    enum status status = problem_check_bits("the start", start, network->n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    free(network->start);
    network->start = strdup(start);
    return network->start ? STATUS_OK : fail_memory(diagnostic);
}

static enum status checked(bool good, const char *why, struct diagnostic *diagnostic)
{
    return good ? STATUS_OK : fail(diagnostic, STATUS_INPUT, "error: %s", why);
}

enum status spins_bias(struct network *net, const char *start, const struct bias *bias,
                       enum status (*decide)(struct network *network, const struct bias *bias,
                                             struct diagnostic *diagnostic),
                       struct diagnostic *diagnostic)
{
    char why[400];
    net->n = net->weights.n;
    enum status status = checked(network_check_unit(bias->unit, 1.0, why, sizeof why), why, diagnostic);
    if (status == STATUS_OK) {
        status = weights_wire(&net->weights, diagnostic);
    }
    if (status == STATUS_OK) {
        status = problem_check_fit(bias, net->weights.kind, diagnostic);
    }
    if (status == STATUS_OK) {
        status = decide(net, bias, diagnostic);
    }
    if (status == STATUS_OK) {
        status = checked(network_check_devices(net, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = checked(network_check_values(net, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = start ? spins_set_start(net, start, bias, diagnostic) : problem_draw_start(net, bias, diagnostic);
    }
    return status == STATUS_OK ? checked(network_check_times(net, why, sizeof why), why, diagnostic) : status;
}

double spins_round_time(double time)
{
    const double femtoseconds = 1e15; /* in a second */
    return round(time * femtoseconds) / femtoseconds;
}

/* ---- The circuit ---- */

unsigned long spins_noise_seed(unsigned long seed, const char *start)
{
    const uint64_t hash = start ? hash_more(HASH_EMPTY, start, strlen(start)) : HASH_EMPTY;
    return (unsigned long)(random_bits(hash, seed) % 4294967295) + 1; /* as the code models take it */
}

void spins_write_circuit(const struct network *network, struct document *d)
{
    document_count(d, "n", network->n);
    document_finite(d, "t_stop_s", network->t_stop);
}

static bool is_symmetric(const struct matrix *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (matrix->value[i * n + j] != matrix->value[j * n + i]) {
                return false;
            }
        }
    }
    return true;
}

bool spins_check_circuit(const struct network *net, char *why, size_t size)
{
    if (net->weights.kind == WEIGHTS_MATRIX && !is_symmetric(net->weights.matrix, net->n)) {
        snprintf(why, size, "%s take weights with W_ij = W_ji, whose states have an energy; these differ",
                 net->technology->devices);
        return false;
    }
    if (net->weights.kind == WEIGHTS_GRAPH && !net->weights.edges_only) {
        snprintf(why, size, "%s couple along edges only; expected no weight between nodes without an edge",
                 net->technology->devices);
        return false;
    }
    return true;
}

size_t spins_count(const struct network *network)
{
    return network->n;
}
