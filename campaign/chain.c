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

/* A population grows with the chain, between these bounds. The share of all bits that a cross draws anew whatever its
 * parents say keeps it from becoming one state. */
static const double RUNS_PER_NEURON = 1.25, RUNS_PER_MEMBER = 10.0, MUTATION = 0.01;
enum { FEWEST_MEMBERS = 8, LEAST_CHAINS = 4, SHORTEST = 50 };

size_t chain_length(enum search_method method, size_t n, size_t runs)
{
    if (method == SEARCH_KICK) {
        return (size_t)ceil(RUNS_PER_ROOT * sqrt((double)n));
    }
    size_t wanted = (size_t)ceil(RUNS_PER_NEURON * (double)n), most = runs / LEAST_CHAINS;
    wanted = wanted > most ? most : wanted;
    return wanted < SHORTEST ? SHORTEST : wanted;
}

static bool population_begin(const struct chain_plan *plan, struct population *population)
{
    size_t room = (size_t)((double)plan->length / RUNS_PER_MEMBER);
    room = room < FEWEST_MEMBERS ? FEWEST_MEMBERS : room > CHAIN_MOST_MEMBERS ? CHAIN_MOST_MEMBERS : room;
    *population = (struct population){.room = room, .mirrored = !plan->network->weights.field};
    population->state = calloc(room, plan->network->n);
    population->objective = calloc(room, sizeof *population->objective);
    return population->state && population->objective;
}

enum status chain_begin(const struct chain_plan *plan, unsigned long seed, struct chain *chain,
                        struct diagnostic *diagnostic)
{
    const size_t n = plan->network->n;
    *chain = (struct chain){.question = plan->network->question, .method = plan->method, .n = n, .reached = NAN};
    chain->random = problem_random(seed);
    chain->start = calloc(n + 1, 1);
    chain->best = calloc(n + 1, 1);
    bool ready = chain->random && chain->start && chain->best;
    if (!ready || (plan->method == SEARCH_CROSS && !population_begin(plan, &chain->population))) {
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
    free(chain->population.state);
    free(chain->population.objective);
    *chain = (struct chain){0};
}

static char random_bit(struct chain *chain)
{
    return gsl_rng_uniform_int(chain->random, 2) ? '1' : '0';
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

/* In how many bits two states differ. */
static size_t distance(const char *a, const char *b, size_t n)
{
    size_t different = 0;
    for (size_t i = 0; i < n; i++) {
        different += a[i] != b[i];
    }
    return different;
}

/* Crosses two members of the population: what both have stays, and what only one has is drawn. Where a state and its
 * inverse are equally good, the nearer of the two is the second parent. */
static void cross(struct chain *chain)
{
    const struct population *population = &chain->population;
    size_t first = gsl_rng_uniform_int(chain->random, population->members);
    size_t second = gsl_rng_uniform_int(chain->random, population->members - 1);
    second += second >= first;
    const char *a = population->state + first * chain->n, *b = population->state + second * chain->n;
    const bool inverted = population->mirrored && 2 * distance(a, b, chain->n) > chain->n;
    for (size_t i = 0; i < chain->n; i++) {
        bool agree = (a[i] == b[i]) != inverted;
        chain->start[i] = a[i];
        if (!agree || gsl_rng_uniform(chain->random) < MUTATION) {
            chain->start[i] = random_bit(chain);
        }
    }
}

void chain_next(struct chain *chain)
{
    const struct population *population = &chain->population;
    bool crosses = chain->method == SEARCH_CROSS && population->members == population->room;
    if (crosses) {
        cross(chain);
    } else if (chain->method == SEARCH_KICK && !isnan(chain->reached)) {
        double share = LEAST_SHARE + (GREATEST_SHARE - LEAST_SHARE) * gsl_rng_uniform_pos(chain->random);
        memcpy(chain->start, chain->best, chain->n);
        kick(chain, (size_t)ceil(share * (double)chain->n));
    } else {
        for (size_t i = 0; i < chain->n; i++) {
            chain->start[i] = random_bit(chain);
        }
    }
}

static bool is_member(const struct population *population, const char *state, size_t n)
{
    for (size_t k = 0; k < population->members; k++) {
        size_t different = distance(population->state + k * n, state, n);
        if (different == 0 || (population->mirrored && different == n)) {
            return true;
        }
    }
    return false;
}

/* The first `room` states all become members, then those that are new and no worse than the worst, in its place. */
static void join(struct chain *chain, const char *state, double objective)
{
    struct population *population = &chain->population;
    size_t place = population->members;
    if (place == population->room) {
        place = 0;
        for (size_t k = 1; k < population->members; k++) {
            bool worse = question_is_better(chain->question, population->objective[place], population->objective[k]);
            place = worse ? k : place;
        }
        if (question_is_better(chain->question, population->objective[place], objective) ||
            is_member(population, state, chain->n)) {
            return;
        }
    } else {
        population->members++;
    }
    memcpy(population->state + place * chain->n, state, chain->n);
    population->objective[place] = objective;
}

void chain_learn(struct chain *chain, const char *state, double objective)
{
    if (chain->method == SEARCH_CROSS) {
        join(chain, state, objective);
        return;
    }
    if (isnan(chain->reached) || !question_is_better(chain->question, chain->reached, objective)) {
        chain->reached = objective; /* an equal state counts, so that a chain can cross a plateau */
        memcpy(chain->best, state, chain->n);
    }
}
