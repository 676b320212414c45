/* What of a problem is drawn at random. */
#include "netgen/problem.h"

#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

gsl_rng *problem_random(unsigned long seed)
{
    gsl_rng *random = malloc(sizeof *random);
    void *state = calloc(1, gsl_rng_mt19937->size);
    if (!random || !state) {
        free(random);
        free(state);
        return NULL;
    }
    random->type = gsl_rng_mt19937;
    random->state = state;
    gsl_rng_set(random, seed);
    return random;
}

char *problem_random_bits(gsl_rng *random, size_t n)
{
    char *bits = malloc(n + 1);
    if (bits) {
        for (size_t i = 0; i < n; i++) {
            bits[i] = gsl_rng_uniform_int(random, 2) ? '1' : '0';
        }
        bits[n] = '\0';
    }
    return bits;
}

bool problem_distort(gsl_rng *random, char *bits, double share)
{
    size_t n = strlen(bits);
    size_t flips = (size_t)lround(share * (double)n);
    size_t *all = malloc((n + 1) * sizeof *all);
    if (!all) {
        return false;
    }
    for (size_t i = 0; i < n; i++) {
        all[i] = i;
    }
    gsl_ran_shuffle(random, all, n, sizeof *all);
    for (size_t k = 0; k < flips && k < n; k++) {
        bits[all[k]] = bits[all[k]] == '1' ? '0' : '1';
    }
    free(all);
    return true;
}
