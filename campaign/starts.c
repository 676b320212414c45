/* Many runs of one network, from random load states, on several threads. */
#include "solver/answer.h"

#include "netgen/problem.h"
#include "netgen/rules.h"
#include "solver/synapses.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

/* What the threads share. Each takes the next start that nobody has. */
struct crew {
    const struct network *network;
    const struct solver_options *options;
    char *bits; /* [count][n + 1] the starts */
    struct answer_starts *starts;
    pthread_mutex_t lock;
    const struct answer_progress *progress;
    size_t next, done;
    enum status status;
    struct diagnostic *diagnostic;
};

static bool take_next(struct crew *crew, size_t *k)
{
    pthread_mutex_lock(&crew->lock);
    *k = crew->next++;
    bool there = *k < crew->starts->count && crew->status == STATUS_OK;
    pthread_mutex_unlock(&crew->lock);
    return there;
}

static void note_failure(struct crew *crew, enum status status, const struct diagnostic *why)
{
    pthread_mutex_lock(&crew->lock);
    if (crew->status == STATUS_OK) {
        crew->status = status;
        *crew->diagnostic = *why;
    }
    pthread_mutex_unlock(&crew->lock);
}

static void note_run(struct crew *crew, size_t k, double cut, bool converged)
{
    pthread_mutex_lock(&crew->lock);
    crew->starts->cut[k] = cut;
    crew->starts->rests[k] = converged;
    crew->starts->converged += converged;
    crew->done++;
    if (crew->progress) {
        crew->progress->show(crew->progress->context, crew->done);
    }
    pthread_mutex_unlock(&crew->lock);
}

static void *work(void *context)
{
    struct crew *crew = context;
    const struct network *network = crew->network;
    struct diagnostic why;
    struct solver *solver = NULL;
    struct solver_result result;
    char *state = malloc(network->n + 1);
    enum status status = state ? solver_new(network, &solver, &why) : fail_memory(&why);
    for (size_t k; status == STATUS_OK && take_next(crew, &k);) {
        status = solver_run(solver, crew->bits + k * (network->n + 1), crew->options, state, &result, &why);
        if (status == STATUS_OK) {
            note_run(crew, k, graph_cut(network->weights.graph, state), result.converged);
        }
    }
    if (status != STATUS_OK) {
        note_failure(crew, status, &why);
    }
    solver_free(solver);
    free(state);
    return NULL;
}

static enum status run_crew(struct crew *crew, size_t threads)
{
    pthread_t *thread = calloc(threads, sizeof *thread);
    size_t begun = 0;
    int error = thread ? 0 : ENOMEM;
    for (; thread && begun < threads && !error; begun += !error) {
        error = pthread_create(&thread[begun], NULL, work, crew);
    }
    for (size_t i = 0; i < begun; i++) {
        pthread_join(thread[i], NULL);
    }
    free(thread);
    if (begun == 0) {
        return fail(crew->diagnostic, STATUS_SYSTEM, "error: no thread can be started: %s", strerror(error));
    }
    return crew->status; /* fewer threads than asked for do the same work */
}

static bool draw_starts(struct crew *crew, unsigned long seed)
{
    size_t n = crew->network->n;
    gsl_rng *random = problem_random(seed);
    for (size_t k = 0; random && k < crew->starts->count; k++) {
        for (size_t i = 0; i < n; i++) {
            crew->bits[k * (n + 1) + i] = gsl_rng_uniform_int(random, 2) ? '1' : '0';
        }
    }
    gsl_rng_free(random);
    return random != NULL;
}

/* Whether start a is a better answer than b: a state at rest before one that still changes, then the greater cut. */
static bool is_better(const struct answer_starts *starts, size_t a, size_t b)
{
    return starts->rests[a] != starts->rests[b] ? starts->rests[a] : starts->cut[a] > starts->cut[b];
}

static void find_best(struct answer_starts *starts)
{
    for (size_t k = 1; k < starts->count; k++) {
        starts->best = is_better(starts, k, starts->best) ? k : starts->best;
    }
}

enum status answer_starts(const struct network *network, const struct solver_options *options, size_t count,
                          unsigned long seed, size_t threads, const struct answer_progress *progress,
                          struct answer_starts *starts, struct measures *measures, struct diagnostic *diagnostic)
{
    struct network loaded = *network; /* borrows all that it points to */
    loaded.t_load = network->t_load > 0.0 ? network->t_load : rules_load_time(network);
    *starts = (struct answer_starts){.count = count};
    starts->cut = calloc(count, sizeof *starts->cut);
    starts->rests = calloc(count, sizeof *starts->rests);
    struct crew crew = {
        .network = &loaded, .options = options, .starts = starts, .progress = progress, .diagnostic = diagnostic};
    crew.bits = calloc(count, network->n + 1);
    pthread_mutex_init(&crew.lock, NULL);
    enum status status = synapses_room(&network->weights, 1 + (threads < count ? threads : count), diagnostic);
    if (status == STATUS_OK && (!crew.bits || !starts->cut || !starts->rests || !draw_starts(&crew, seed))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        status = run_crew(&crew, threads);
    }
    if (status == STATUS_OK) {
        find_best(starts);
        starts->start = strdup(crew.bits + starts->best * (network->n + 1));
        loaded.start = starts->start;
        status =
            starts->start ? answer_measures(&loaded, options, measures, NULL, diagnostic) : fail_memory(diagnostic);
    }
    if (status != STATUS_OK) {
        answer_starts_clear(starts);
    }
    pthread_mutex_destroy(&crew.lock);
    free(crew.bits);
    return status;
}

void answer_starts_clear(struct answer_starts *starts)
{
    free(starts->cut);
    free(starts->rests);
    free(starts->start);
    *starts = (struct answer_starts){0};
}
