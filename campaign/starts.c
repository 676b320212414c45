#include "campaign/starts.h"

#include "campaign/runner.h"
#include "netgen/problem.h"
#include "netgen/questions/question.h"
#include "netgen/load_phase.h"
#include "solver/answer.h"
#include "solver/synapses.h"

#include <stdlib.h>
#include <string.h>

struct task {
    const struct starts_plan *plan;
    struct network network; /* borrows all that it points to */
    char *bits;             /* [count][n + 1] the starts */
    struct starts *starts;
};

static const char *start_of(const struct task *task, size_t k)
{
    return task->bits + k * (task->network.n + 1);
}

static bool draw_starts(const struct task *task)
{
    size_t n = task->network.n;
    gsl_rng *random = problem_random(task->plan->seed);
    for (size_t k = 0; random && k < task->plan->count; k++) {
        for (size_t i = 0; i < n; i++) {
            task->bits[k * (n + 1) + i] = gsl_rng_uniform_int(random, 2) ? '1' : '0';
        }
    }
    gsl_rng_free(random);
    return random != NULL;
}

/* ---- The campaign ---- */

/* By the runs of a worker. */
struct reused {
    struct solver *solver;
    char *state;
};

static void end(void *context)
{
    struct reused *reused = context;
    if (reused) {
        solver_free(reused->solver);
        free(reused->state);
        free(reused);
    }
}

static enum status begin(const void *context, void **own, struct diagnostic *diagnostic)
{
    const struct task *task = context;
    struct reused *reused = calloc(1, sizeof *reused);
    if (!reused || !(reused->state = malloc(task->network.n + 1))) {
        free(reused);
        return fail_memory(diagnostic);
    }
    enum status status = solver_new(&task->network, &reused->solver, diagnostic);
    if (status != STATUS_OK) {
        end(reused);
        return status;
    }
    *own = reused;
    return STATUS_OK;
}

struct outcome {
    double objective;
    bool rests;
};

static enum status run(const void *context, void *own, size_t k, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const struct task *task = context;
    struct reused *reused = own;
    struct solver_result run;
    enum status status =
        solver_run(reused->solver, start_of(task, k), task->plan->options, reused->state, &run, diagnostic);
    struct outcome *outcome = status == STATUS_OK ? malloc(sizeof *outcome) : NULL;
    if (outcome) {
        *outcome = (struct outcome){task->network.question->objective(&task->network, reused->state), run.converged};
        result->bytes = outcome;
        result->size = sizeof *outcome;
    }
    return status == STATUS_OK && !outcome ? fail_memory(diagnostic) : status;
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    const struct task *task = context;
    struct starts *starts = task->starts;
    (void)diagnostic;
    if (result->status == STATUS_OK) {
        const struct outcome *outcome = result->bytes;
        starts->objective[result->point] = outcome->objective;
        starts->rests[result->point] = outcome->rests;
        starts->converged += outcome->rests;
        if (task->plan->show) {
            task->plan->show(task->plan->context, result->point + 1);
        }
    }
    return STATUS_OK;
}

/* ---- The best ---- */

/* Whether start a is a better answer than b: a state at rest before one that
 * still changes, then the better objective. */
static bool is_better(const struct task *task, size_t a, size_t b)
{
    const struct starts *starts = task->starts;
    return starts->rests[a] != starts->rests[b]
               ? starts->rests[a]
               : question_is_better(task->network.question, starts->objective[a], starts->objective[b]);
}

static enum status measure_best(struct task *task, struct measures *measures, struct diagnostic *diagnostic)
{
    struct starts *starts = task->starts;
    for (size_t k = 1; k < starts->count; k++) {
        starts->best = is_better(task, k, starts->best) ? k : starts->best;
    }
    starts->start = strdup(start_of(task, starts->best));
    task->network.start = starts->start;
    return starts->start ? answer_measures(&task->network, task->plan->options, measures, NULL, diagnostic)
                         : fail_memory(diagnostic);
}

enum status starts_run(const struct starts_plan *plan, struct starts *starts, struct measures *measures,
                       struct diagnostic *diagnostic)
{
    struct task task = {.plan = plan, .network = *plan->network, .starts = starts};
    const size_t count = plan->count;
    if (!(task.network.t_load > 0.0)) {
        task.network.t_load = load_phase_time(plan->network);
    }
    *starts = (struct starts){.count = count};
    starts->objective = calloc(count, sizeof *starts->objective);
    starts->rests = calloc(count, sizeof *starts->rests);
    task.bits = calloc(count, plan->network->n + 1);
    enum status status =
        synapses_room(&plan->network->weights, 1 + (plan->workers < count ? plan->workers : count), diagnostic);
    if (status == STATUS_OK && (!task.bits || !starts->objective || !starts->rests || !draw_starts(&task))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        const struct campaign campaign = {.points = count,
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
        status = measure_best(&task, measures, diagnostic);
    }
    if (status != STATUS_OK) {
        starts_clear(starts);
    }
    free(task.bits);
    return status;
}

void starts_clear(struct starts *starts)
{
    free(starts->objective);
    free(starts->rests);
    free(starts->start);
    *starts = (struct starts){0};
}
