#include "campaign/technologies.h"

#include "campaign/trials.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "report/warnings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Runs ---- */

/* trial->make of runs that differ in their starts. */
static enum status make(const void *task, size_t number, gsl_rng *random, struct network **network,
                        struct diagnostic *diagnostic)
{
    struct recipe *recipe;
    char seed[32];
    (void)random;
    enum status status = recipe_copy(task, &recipe, diagnostic);
    *network = NULL;
    snprintf(seed, sizeof seed, "%zu", number);
    if (status == STATUS_OK) {
        status = recipe_set(recipe, "start-seed", seed, diagnostic);
    }
    if (status == STATUS_OK) {
        status = recipe_make(recipe, network, diagnostic);
    }
    recipe_free(recipe);
    return status;
}

/* How good a run is: its objective, or the share of right bits. */
static double merit(const struct question *question, const struct measures *measures)
{
    return question->objective ? measures->quality.objective : measures->quality.accuracy;
}

static bool is_better(const struct question *question, double a, double b)
{
    return question->objective ? question_is_better(question, a, b) : a > b;
}

static bool is_reached(const struct question *question, double value, double target)
{
    return question->objective ? !question_is_clearly_better(question, target, value) : value >= target;
}

/* ---- Scores ---- */

/* The warnings of a run, counted; false where one of them says that its answer means nothing. */
static bool look_at(const struct network *network, const struct measures *measures, struct technology_score *score)
{
    const struct run_facts facts = {.engine = ""};
    const struct report report = {network, measures, &facts};
    struct warnings warnings;
    bool is_answer = true;
    warnings_of_report(&report, &warnings);
    for (size_t k = 0; k < warnings.count; k++) {
        const struct warning *warning = &warnings.warning[k];
        const char *void_text = warning_no_answer(warning->kind, warning->rule);
        char kind[64];
        snprintf(kind, sizeof kind, "%s%s%s", warning->kind, warning->rule ? ":" : "",
                 warning->rule ? warning->rule : "");
        warning_counts_add(&score->warnings, kind);
        is_answer = is_answer && !void_text;
        score->no_answer = score->no_answer ? score->no_answer : void_text;
    }
    return is_answer;
}

static double better(const struct question *question, double value, double best)
{
    return isnan(best) || is_better(question, value, best) ? value : best;
}

/* False where memory is short. */
static bool add_up(const struct network *network, const struct measures *measures, struct technology_score *score)
{
    const struct question *question = network->question;
    score->best = score->best_answer = NAN;
    score->value = calloc(score->runs, sizeof *score->value);
    score->is_answer = calloc(score->runs, sizeof *score->is_answer);
    if (!score->value || !score->is_answer) {
        return false;
    }
    for (size_t k = 0; k < score->runs; k++) {
        const double value = merit(question, &measures[k]);
        const bool is_answer = look_at(network, &measures[k], score);
        score->time += measures[k].time_to_solution / (double)score->runs;
        score->energy += measures[k].energy / (double)score->runs;
        if (!measures[k].converged) {
            continue;
        }
        score->is_answer[score->ended] = is_answer;
        score->answers += is_answer;
        score->value[score->ended++] = value;
        score->mean += value;
        score->best = better(question, value, score->best);
        score->best_answer = is_answer ? better(question, value, score->best_answer) : score->best_answer;
    }
    score->mean = score->ended ? score->mean / (double)score->ended : NAN;
    score->power = score->time > 0.0 ? score->energy / score->time : 0.0;
    return true;
}

static void judge(const struct technology_scores *scores, struct technology_score *score)
{
    for (size_t k = 0; k < score->ended; k++) {
        score->right += score->is_answer[k] && is_reached(scores->question, score->value[k], scores->target);
    }
    score->success = interval_of_success(score->right, score->runs);
    score->time_99 = interval_of_cost(score->time, score->success);
    score->energy_99 = interval_of_cost(score->energy, score->success);
}

/* What counts as right: all bits; or the known optimum, or the best that any run found where that is better. */
static void set_target(const struct network *network, struct technology_scores *scores)
{
    const struct question *question = scores->question;
    scores->target = question->objective ? NAN : 1.0;
    scores->surpassed = NAN;
    for (size_t k = 0; question->objective && k < TECHNOLOGIES; k++) {
        const double best = scores->score[k].best_answer;
        scores->target = isnan(best) ? scores->target : better(question, best, scores->target);
    }
    const double known = question->optimum ? question->optimum(network) : NAN;
    if (!question->objective || !isfinite(known)) {
        return;
    }
    if (question_is_clearly_better(question, scores->target, known)) {
        scores->surpassed = known;
    } else {
        scores->target = known;
        scores->is_known = true;
    }
}

/* Runs one technology. */
static enum status run_one(const struct recipe *recipe, const struct technology *technology, const struct trials *like,
                           struct technology_score *score, struct diagnostic *diagnostic)
{
    struct trials trials = *like;
    struct recipe *own;
    struct network *network = NULL;
    struct measures *measures = NULL;
    *score = (struct technology_score){.technology = technology, .runs = trials.count};
    enum status status = recipe_copy(recipe, &own, diagnostic);
    if (status == STATUS_OK) {
        status = recipe_change_technology(own, technology->name, score->left_out, sizeof score->left_out, diagnostic);
    }
    if (status == STATUS_OK) {
        status = make(own, trials.first.number, NULL, &network, diagnostic);
    }
    if (status == STATUS_OK) {
        score->devices = network_devices(network);
        trials.first.task = own;
        status = trials_run(&trials, &measures, diagnostic);
    }
    if (status == STATUS_OK && !add_up(network, measures, score)) {
        status = fail_memory(diagnostic);
    }
    trials_free(measures, trials.count);
    network_free(network);
    recipe_free(own);
    return status;
}

enum status technologies_run(const struct recipe *recipe, const struct technology_runs *runs,
                             struct technology_scores *scores, struct diagnostic *diagnostic)
{
    struct network *network = NULL;
    const struct trials trials = {.count = runs->count,
                                  .first = {.make = make, .number = runs->seed, .engine = runs->engine},
                                  .workers = runs->workers};
    *scores = (struct technology_scores){.question = recipe_question(recipe),
                                         .surpassed = NAN,
                                         .runs = runs->count,
                                         .seed = runs->seed,
                                         .engine = engine_name(runs->engine.kind)};
    enum status status = recipe_make(recipe, &network, diagnostic);
    if (status == STATUS_OK && scores->question->technology) {
        status = fail(diagnostic, STATUS_INPUT, "error: gen %s is for one technology, %s; there is nothing to compare",
                      scores->question->name, scores->question->technology->name);
    }
    if (status == STATUS_OK && !scores->question->objective && network_patterns(network) == 0) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: a comparison of technologies is for questions with a right answer, such as maxcut or "
                      "recall; this network is asked '%s'",
                      scores->question->name);
    }
    if (status == STATUS_OK) {
        scores->n = network->n;
    }
    for (enum technology_number k = 0; k < TECHNOLOGIES && status == STATUS_OK; k++) {
        status = run_one(recipe, technology_of(k), &trials, &scores->score[k], diagnostic);
    }
    if (status == STATUS_OK) {
        set_target(network, scores);
        for (size_t k = 0; k < TECHNOLOGIES; k++) {
            judge(scores, &scores->score[k]);
        }
    } else {
        technologies_clear(scores);
    }
    network_free(network);
    return status;
}

void technologies_clear(struct technology_scores *scores)
{
    for (size_t k = 0; k < TECHNOLOGIES; k++) {
        free(scores->score[k].value);
        free(scores->score[k].is_answer);
        scores->score[k].value = NULL;
        scores->score[k].is_answer = NULL;
    }
}
