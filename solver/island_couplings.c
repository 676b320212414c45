#include "solver/island_couplings.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static bool reserve(struct island_couplings *c)
{
    const size_t pairs = c->first[c->count];
    c->other = calloc(pairs + 1, sizeof *c->other);
    c->energy = calloc(pairs + 1, sizeof *c->energy);
    return c->other && c->energy;
}

/* Counts the couplings of each magnet, first[i + 1] - first[i]. */
static void count_pairs(const struct islands *islands, double cutoff, size_t *first)
{
    for (size_t i = 0; i < islands->count; i++) {
        first[i + 1] = first[i];
        for (size_t j = 0; j < islands->count; j++) {
            first[i + 1] += j != i && islands_within(islands, i, j, cutoff);
        }
    }
}

enum status island_couplings_new(const struct islands *islands, double cutoff, struct island_couplings **couplings,
                                 struct diagnostic *diagnostic)
{
    struct island_couplings *c = calloc(1, sizeof *c);
    *couplings = NULL;
    if (!c || !(c->first = calloc(islands->count + 1, sizeof *c->first))) {
        island_couplings_free(c);
        return fail_memory(diagnostic);
    }
    c->count = islands->count;
    count_pairs(islands, cutoff, c->first);
    if (!reserve(c)) {
        island_couplings_free(c);
        return fail_memory(diagnostic);
    }
    size_t k = 0;
    for (size_t i = 0; i < c->count; i++) {
        for (size_t j = 0; j < c->count; j++) {
            if (j != i && islands_within(islands, i, j, cutoff)) {
                c->other[k] = (uint32_t)j;
                c->energy[k++] = islands_pair(islands, i < j ? i : j, i < j ? j : i);
            }
        }
    }
    *couplings = c;
    return STATUS_OK;
}

void island_couplings_free(struct island_couplings *couplings)
{
    if (couplings) {
        free(couplings->first);
        free(couplings->other);
        free(couplings->energy);
        free(couplings);
    }
}

double island_couplings_field(const struct island_couplings *couplings, const signed char *s, size_t i)
{
    double field = 0.0;
    for (size_t k = couplings->first[i]; k < couplings->first[i + 1]; k++) {
        field += couplings->energy[k] * s[couplings->other[k]];
    }
    return field;
}

double island_couplings_energy(const struct island_couplings *couplings, const signed char *s)
{
    double twice = 0.0; /* each pair stands in two rows */
    for (size_t i = 0; i < couplings->count; i++) {
        twice += s[i] * island_couplings_field(couplings, s, i);
    }
    return 0.5 * twice; /* Eq. (I1) */
}
