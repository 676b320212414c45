#include "campaign/chain.h"

#include "netgen/problem.h"
#include "netgen/questions/question.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The share of neurons that a kick flips is drawn from these bounds. A chain has as many relaxations as its best state
 * goes on getting better: more in larger networks. docs/search.md says how these figures were chosen. */
static const double LEAST_SHARE = 0.05, GREATEST_SHARE = 0.5;
static const double RUNS_PER_ROOT = 5.0;

size_t chain_length(size_t n)
{
    return (size_t)ceil(RUNS_PER_ROOT * sqrt((double)n));
}

enum status chain_begin(const struct network *network, unsigned long seed, struct chain *chain,
                        struct diagnostic *diagnostic)
{
    *chain = (struct chain){.question = network->question, .n = network->n, .reached = NAN};
    chain->random = problem_random(seed);
    chain->start = calloc(network->n + 1, 1);
    chain->best = calloc(network->n + 1, 1);
    if (!chain->random || !chain->start || !chain->best) {
        chain_end(chain);
        return fail_memory(diagnostic);
    }
    return STATUS_OK;
}

void chain_end(struct chain *chain)
{
    gsl_rng_free(chain->random);
    free(chain->start);
    free(chain->best);
    *chain = (struct chain){0};
}

static void flip(char *bit)
{
    *bit = *bit == '0' ? '1' : '0';
}

/* Flips `count` different neurons of chain->start, which is the best state. */
static void kick(struct chain *chain, size_t count)
{
    while (count > 0) {
        size_t i = gsl_rng_uniform_int(chain->random, chain->n);
        if (chain->start[i] == chain->best[i]) {
            flip(&chain->start[i]);
            count--;
        }
    }
}

void chain_next(struct chain *chain)
{
    if (isnan(chain->reached)) {
        for (size_t i = 0; i < chain->n; i++) {
            chain->start[i] = gsl_rng_uniform_int(chain->random, 2) ? '1' : '0';
        }
        return;
    }
    double share = LEAST_SHARE + (GREATEST_SHARE - LEAST_SHARE) * gsl_rng_uniform_pos(chain->random);
    memcpy(chain->start, chain->best, chain->n);
    kick(chain, (size_t)ceil(share * (double)chain->n));
}

void chain_learn(struct chain *chain, const char *state, double objective)
{
    if (isnan(chain->reached) || !question_is_better(chain->question, chain->reached, objective)) {
        chain->reached = objective; /* an equal state counts, so that a chain can cross a plateau */
        memcpy(chain->best, state, chain->n);
    }
}
