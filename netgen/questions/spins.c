#include "netgen/questions/spins.h"

#include <stdlib.h>
#include <string.h>

void spins_clear(struct spins *spins)
{
    graph_free(spins->couplings);
    free(spins->field);
    *spins = (struct spins){0};
}

double spins_energy(const struct graph *couplings, const double *field, const char *state)
{
    double energy = 0.0;
    for (size_t e = 0; e < couplings->edges; e++) {
        const struct edge *edge = &couplings->edge[e];
        energy -= state[edge->a] == state[edge->b] ? edge->weight : -edge->weight; /* Eq. (60) */
    }
    for (size_t i = 0; field && i < couplings->nodes; i++) {
        energy -= state[i] == '1' ? field[i] : -field[i]; /* Eq. (60) */
    }
    return energy;
}

enum status spins_field(const double *value, size_t n, double **field, struct diagnostic *diagnostic)
{
    size_t i = 0;
    *field = NULL;
    while (i < n && value[i] == 0.0) {
        i++;
    }
    if (i == n) {
        return STATUS_OK;
    }
    *field = calloc(n, sizeof **field);
    if (!*field) {
        return fail_memory(diagnostic);
    }
    memcpy(*field, value, n * sizeof *value);
    return STATUS_OK;
}

bool spins_are(const struct spins *spins, const struct weights *weights)
{
    const struct graph *ours = spins->couplings, *theirs = weights->graph;
    bool same = ours->nodes == theirs->nodes && ours->edges == theirs->edges && !spins->field == !weights->field;
    for (size_t e = 0; same && e < ours->edges; e++) {
        const struct edge *a = &ours->edge[e], *b = &theirs->edge[e];
        same = a->a == b->a && a->b == b->b && a->weight == b->weight;
    }
    for (size_t i = 0; same && spins->field && i < ours->nodes; i++) {
        same = spins->field[i] == weights->field[i];
    }
    return same;
}
