#include "campaign/search.h"

#include "campaign/chain.h"
#include "campaign/runner.h"
#include "netgen/load_fits.h"
#include "netgen/load_phase.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct task {
    const struct search_plan *plan;
    struct network network; /* borrows all that it points to */
    struct search *search;
    _Atomic size_t *failed; /* the first chain that failed so far: those behind it count no more */
};

enum search_method search_best_method(const struct network *network)
{
    const size_t small = 300;
    if (network->technology != &technology_wall) {
        return SEARCH_RESTART;
    }
    return network->n <= small ? SEARCH_KICK : SEARCH_CROSS;
}

size_t search_chains(const struct search_plan *plan)
{
    if (plan->method == SEARCH_RESTART) {
        return plan->runs;
    }
    size_t length = chain_length(plan->method, plan->network->n, plan->runs);
    return plan->runs > length ? plan->runs / length : 1;
}

static unsigned long seed_of(const struct search_plan *plan, size_t chain)
{
    return (plan->seed + chain) & 0xffffffffUL;
}

static size_t length_of(const struct search *search, size_t chain)
{
    return search->first[chain + 1] - search->first[chain];
}

/* ---- Results of a chain: what each of its runs gave, then texts of n + 1 bytes ---- */

/* Texts: start and state of each run where someone takes the runs, else the start of the best run. */
struct results {
    struct relaxed *outcome;
    char *text;
    size_t text_size; /* n + 1 */
};

static size_t texts(const struct search_plan *plan, size_t length)
{
    return plan->take ? 2 * length : 1;
}

static struct results results_of(const struct task *task, void *bytes, size_t length)
{
    struct relaxed *outcome = bytes;
    return (struct results){outcome, (char *)(outcome + length), task->network.n + 1};
}

static char *text_of(const struct results *results, size_t k)
{
    return results->text + k * results->text_size;
}

/* ---- The campaign: its points are chains ---- */

/* By the chains of a worker. */
struct reused {
    const struct relaxer_kind *kind;
    void *relaxer;
    char *state;
};

static const struct relaxer_kind *kind_of(const struct search_plan *plan)
{
    return plan->relaxer ? plan->relaxer : &relaxer_solver;
}

static void end(void *own)
{
    struct reused *reused = own;
    if (reused) {
        reused->kind->end(reused->relaxer);
        free(reused->state);
        free(reused);
    }
}

static enum status begin(const void *context, void **own, struct diagnostic *diagnostic)
{
    const struct task *task = context;
    const struct search_plan *plan = task->plan;
    struct reused *reused = calloc(1, sizeof *reused);
    if (!reused || !(reused->state = malloc(task->network.n + 1))) {
        free(reused);
        return fail_memory(diagnostic);
    }
    reused->kind = kind_of(plan);
    enum status status = reused->kind->begin(&task->network, plan->options, plan->spice, &reused->relaxer, diagnostic);
    if (status != STATUS_OK) {
        end(reused);
        return status;
    }
    *own = reused;
    return STATUS_OK;
}

/* Relaxes the network once from where the chain is, with the noise of `seed`. */
static enum status relax(const struct network *network, struct reused *reused, struct chain *chain, unsigned long seed,
                         struct relaxed *outcome, struct diagnostic *diagnostic)
{
    chain_next(chain);
    enum status status = reused->kind->relax(reused->relaxer, chain->start, seed, reused->state, outcome, diagnostic);
    if (status == STATUS_OK) {
        outcome->objective = network->question->objective(network, reused->state);
        chain_learn(chain, reused->state, outcome->objective);
    }
    return status;
}

/* Whether outcome `a` is a better answer than `b`, as search_is_better. */
static bool is_better(const struct question *question, const struct relaxed *a, const struct relaxed *b)
{
    return a->rests != b->rests ? a->rests : question_is_better(question, a->objective, b->objective);
}

/* Notes that chain `number` failed in its relaxation `k`, and says in which of all. */
static enum status blame(const struct task *task, size_t number, size_t k, enum status status,
                         struct diagnostic *diagnostic)
{
    const struct diagnostic why = *diagnostic;
    size_t first = atomic_load(task->failed);
    while (number < first && !atomic_compare_exchange_weak(task->failed, &first, number)) {
    }
    return fail(diagnostic, status, "%s; in relaxation %zu", why.text, task->search->first[number] + k + 1);
}

/* A chain ends early where an earlier one failed: nobody will take what it gives, and ngspice is slow. */
static enum status relax_all(const struct task *task, struct reused *reused, struct chain *chain, size_t number,
                             const struct results *results, struct diagnostic *diagnostic)
{
    const size_t length = length_of(task->search, number);
    size_t best = 0;
    for (size_t k = 0; k < length && atomic_load(task->failed) > number; k++) {
        struct relaxed *outcome = &results->outcome[k];
        enum status status = relax(&task->network, reused, chain,
                                   search_noise(task->search, task->search->first[number] + k), outcome, diagnostic);
        if (status != STATUS_OK) {
            return blame(task, number, k, status, diagnostic);
        }
        bool better = k == 0 || is_better(chain->question, outcome, &results->outcome[best]);
        best = better ? k : best;
        if (task->plan->take) {
            memcpy(text_of(results, 2 * k), chain->start, results->text_size);
            memcpy(text_of(results, 2 * k + 1), reused->state, results->text_size);
        } else if (better) {
            memcpy(text_of(results, 0), chain->start, results->text_size);
        }
    }
    return STATUS_OK;
}

static enum status run(const void *context, void *own, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct task *task = context;
    const size_t length = length_of(task->search, point);
    struct chain chain;
    result->size = length * sizeof(struct relaxed) + texts(task->plan, length) * (task->network.n + 1);
    result->bytes = calloc(result->size, 1);
    if (!result->bytes) {
        return fail_memory(diagnostic);
    }
    const struct chain_plan plan = {&task->network, task->plan->method, length};
    enum status status = chain_begin(&plan, seed_of(task->plan, point), &chain, diagnostic);
    if (status == STATUS_OK) {
        const struct results results = results_of(task, result->bytes, length);
        status = relax_all(task, own, &chain, point, &results, diagnostic);
        chain_end(&chain);
    }
    return status;
}

/* Passes on the relaxations of a chain to who takes them. */
static enum status pass_on(const struct task *task, size_t chain, const struct results *results,
                           struct diagnostic *diagnostic)
{
    const size_t first = task->search->first[chain];
    enum status status = STATUS_OK;
    for (size_t k = 0; k < length_of(task->search, chain) && status == STATUS_OK; k++) {
        const struct relaxed *outcome = &results->outcome[k];
        status = task->plan->take(task->plan->context,
                                  &(struct relaxation){.number = first + k,
                                                       .chain = chain,
                                                       .seed = seed_of(task->plan, chain),
                                                       .objective = outcome->objective,
                                                       .time = outcome->time,
                                                       .energy = outcome->energy,
                                                       .rests = outcome->rests,
                                                       .start = text_of(results, 2 * k),
                                                       .state = text_of(results, 2 * k + 1)},
                                  diagnostic);
    }
    return status;
}

/* Keeps the outcomes of a chain, and the start of the best run of all. */
static void keep(const struct task *task, size_t chain, const struct results *results)
{
    struct search *search = task->search;
    const size_t first = search->first[chain], length = length_of(search, chain);
    size_t best = first;
    for (size_t k = 0; k < length; k++) {
        const struct relaxed *outcome = &results->outcome[k];
        search->objective[first + k] = outcome->objective;
        search->time[first + k] = outcome->time;
        search->energy[first + k] = outcome->energy;
        search->rests[first + k] = outcome->rests;
        search->converged += outcome->rests;
        best = search_is_better(search, task->network.question, first + k, best) ? first + k : best;
    }
    if (chain == 0 || search_is_better(search, task->network.question, best, search->best)) {
        search->best = best;
        memcpy(search->start, text_of(results, task->plan->take ? 2 * (best - first) : 0), results->text_size);
    }
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    const struct task *task = context;
    const struct search_plan *plan = task->plan;
    enum status status = STATUS_OK;
    if (result->status == STATUS_OK) {
        const struct results results = results_of(task, result->bytes, length_of(task->search, result->point));
        keep(task, result->point, &results);
        status = plan->take ? pass_on(task, result->point, &results, diagnostic) : STATUS_OK;
        if (plan->show) {
            plan->show(plan->context, task->search->first[result->point + 1]);
        }
    }
    return status;
}

/* ---- A search ---- */

double search_memory(const struct search_plan *plan)
{
    const size_t chains = search_chains(plan), length = plan->runs / chains + 1;
    const double workers = (double)(plan->workers < chains ? plan->workers : chains);
    const double n = (double)plan->network->n + 1.0;
    return workers * (kind_of(plan)->memory(plan->network) + (3.0 + (double)CHAIN_MOST_MEMBERS) * n +
                      (double)length * sizeof(struct relaxed) + (double)texts(plan, length) * n) +
           (double)plan->runs * sizeof(struct relaxed);
}

enum status search_check(const struct network *network, struct diagnostic *diagnostic)
{
    if (network->question->variables) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: a search looks for the best state, and the answer of '%s' is how probable states are; "
                    "expected 'solve' or 'run', with a longer --stop for smaller errors",
                    network->question->name);
    }
    return network->question->objective
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT,
                      "error: a search is for questions with an objective, such as maxcut; this network is asked '%s'",
                      network->question->name);
}

enum status search_load_phase(struct network *network, double t_stop, struct diagnostic *diagnostic)
{
    network->t_stop = t_stop;
    if (network->t_load > 0.0 || network->technology != &technology_wall) {
        return STATUS_OK;
    }
    network->t_load = load_phase_time(network);
    return load_fits(network, network->t_load, t_stop, diagnostic);
}

enum status search_run(const struct search_plan *plan, struct search *search, struct measures *measures,
                       struct diagnostic *diagnostic)
{
    _Atomic size_t failed = SIZE_MAX;
    struct task task = {.plan = plan, .network = *plan->network, .search = search, .failed = &failed};
    const size_t chains = search_chains(plan);
    task.network.t_stop = plan->options->t_stop;
    if (!(task.network.t_load > 0.0) && task.network.technology == &technology_wall) {
        task.network.t_load = load_phase_time(plan->network);
    }
    enum status status = search_new(plan->runs, chains, search, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    search->method = plan->method;
    search->seed = plan->seed;
    search->loads = task.network.t_load > 0.0;
    search->start = calloc(plan->network->n + 1, 1);
    status = search->start ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        const struct campaign campaign = {.points = chains,
                                          .workers = plan->workers,
                                          .pool = CAMPAIGN_THREADS,
                                          .ends_at_error = true,
                                          .begin = begin,
                                          .end = end,
                                          .run = run,
                                          .take = take,
                                          .context = &task};
        status = runner_run(&campaign, diagnostic);
    }
    if (status == STATUS_OK) {
        task.network.start = search->start;
        network_set_noise(&task.network, search_noise(search, search->best));
        status = kind_of(plan)->measure(&task.network, plan->options, plan->spice, measures, diagnostic);
    }
    if (status != STATUS_OK) {
        search_clear(search);
    }
    return status;
}
