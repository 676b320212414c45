#include "netgen/questions/patterns.h"

#include "netgen/learning.h"
#include "netgen/questions/chance.h"
#include "netgen/questions/quality.h"
#include "netgen/warning.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Making a network ---- */

static enum status copy_patterns(const struct patterns *given, struct weights *w, struct diagnostic *diagnostic)
{
    w->pattern = calloc(given->patterns, sizeof *w->pattern);
    if (!w->pattern) {
        return fail_memory(diagnostic);
    }
    for (size_t p = 0; p < given->patterns; p++) {
        char name[40];
        snprintf(name, sizeof name, "pattern %zu", p + 1);
        enum status status = problem_check_bits(name, given->pattern[p], w->n, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (!(w->pattern[p] = strdup(given->pattern[p]))) {
            return fail_memory(diagnostic);
        }
        w->patterns = p + 1;
    }
    return STATUS_OK;
}

static enum status set_rule(const struct bias *bias, enum weights_rule *rule, struct diagnostic *diagnostic)
{
    *rule = bias->learning == LEARNING_STORKEY         ? WEIGHTS_STORKEY
            : bias->learning == LEARNING_PSEUDOINVERSE ? WEIGHTS_PSEUDOINVERSE
                                                       : bias->rule;
    if (bias->learning != LEARNING_HEBB && bias->rule != WEIGHTS_SUM) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --weights %s is a form of Hebb's rule, and --rule %s another rule; expected one of them",
                    weights_rule_names[bias->rule], weights_rule_names[*rule]);
    }
    return STATUS_OK;
}

enum status patterns_network(struct patterns_question question, const struct patterns *given, const struct bias *bias,
                             struct network **network, struct diagnostic *diagnostic)
{
    struct problem problem = {.question = question.question, .asked = question.asked, .start = given->start};
    const size_t n = strlen(given->pattern[0]);
    problem.weights = (struct weights){.kind = WEIGHTS_PATTERNS,
                                       .n = n,
                                       .unit = bias->unit,
                                       .levels = bias->levels,
                                       .fan_out = bias->fan_out,
                                       .edges_only = bias->fan_out.most > 0};
    problem.weights.fan_out.seed = bias->seed;
    problem.weights.fan_out.columns = question.columns ? question.columns : n;
    *network = NULL;
    enum status status = set_rule(bias, &problem.weights.rule, diagnostic);
    if (status == STATUS_OK) {
        status = copy_patterns(given, &problem.weights, diagnostic);
    }
    if (status == STATUS_OK) {
        status = learning_of_patterns(&problem.weights, diagnostic);
    }
    if (status != STATUS_OK) {
        weights_free(&problem.weights);
        free(question.asked);
        return status;
    }
    return problem_network(&problem, bias, network, diagnostic);
}

/* A start that is random, or pattern `which`, from 0, with bits flipped at random; NULL where memory is short. */
static char *draw_start(const struct question_value *distort, size_t which, gsl_rng *random,
                        const struct patterns *given)
{
    if (!distort->given) {
        return problem_random_bits(random, strlen(given->pattern[0]));
    }
    char *made = strdup(given->pattern[which]);
    if (made && !problem_distort(random, made, distort->number)) {
        free(made);
        made = NULL;
    }
    return made;
}

enum status patterns_choose_start(const struct question_request *request, const char *start, gsl_rng *random,
                                  struct patterns *given, struct diagnostic *diagnostic)
{
    const struct question_value *distort = &request->value[PATTERNS_DISTORT], *of = &request->value[PATTERNS_OF];
    const size_t which = of->given ? (size_t)of->whole : 1;
    /* The first number of the problem's seed has drawn a pattern: a start of the same seed would be that pattern, so it
     * is what comes behind the patterns, as without a seed of its own. */
    const bool is_drawn = request->bias->draws_start && request->bias->start_seed != request->seed;
    if (start && distort->given) {
        return fail(diagnostic, STATUS_INPUT, "error: --start and --distort are both given; expected one of them");
    }
    if (which > given->patterns) {
        return fail(diagnostic, STATUS_INPUT, "error: --of %zu, but there are %zu patterns", which, given->patterns);
    }
    if (start) {
        given->start = strdup(start);
        return given->start ? STATUS_OK : fail_memory(diagnostic);
    }
    gsl_rng *other = is_drawn ? problem_random(request->bias->start_seed) : NULL;
    if (is_drawn && !other) {
        return fail_memory(diagnostic);
    }
    given->start = draw_start(distort, which - 1, is_drawn ? other : random, given);
    gsl_rng_free(other);
    return given->start ? STATUS_OK : fail_memory(diagnostic);
}

/* ---- The answer ---- */

static size_t wrong_bits(const struct answer *answer)
{
    size_t n = answer->network->n;
    return n - (size_t)lround(answer->quality->accuracy * (double)n);
}

const struct question_metric patterns_metrics[PATTERNS_METRICS] = {
    {"bit_accuracy", QUESTION_REAL}, {"matched_pattern", QUESTION_COUNT}, {"matched_inverse", QUESTION_FLAG}};

void patterns_measure(const struct answer *answer, double *value)
{
    value[0] = answer->quality->accuracy;
    value[1] = (double)(answer->quality->pattern + 1);
    value[2] = answer->quality->inverse;
}

const char *patterns_label(const struct answer *answer)
{
    return wrong_bits(answer) == 0 ? "matched" : "nearest";
}

const char *patterns_lead(const struct answer *answer)
{
    return wrong_bits(answer) == 0 ? "" : "nearest is ";
}

void patterns_say(const struct answer *answer, FILE *out)
{
    const struct quality *quality = answer->quality;
    size_t n = answer->network->n, wrong = wrong_bits(answer);
    const char *which = quality->inverse ? "inverse of pattern" : "pattern";
    if (wrong == 0) {
        fprintf(out, "%s %zu, all %zu bits", which, quality->pattern + 1, n);
    } else {
        fprintf(out, "%s %zu; %zu of %zu bits differ, %.1f %% agree", which, quality->pattern + 1, wrong, n,
                100.0 * quality->accuracy);
    }
}

/* ---- Answers that say little ---- */

/* Another pattern than the matched one, or its inverse, that is as near and is not the same. */
static bool has_rival(const struct answer *answer, size_t wrong)
{
    const struct weights *weights = &answer->network->weights;
    const char *matched = weights->pattern[answer->quality->pattern];
    bool rival = 2 * wrong == weights->n;
    for (size_t p = 0; p < weights->patterns && !rival; p++) {
        size_t differing = 0, apart = 0;
        for (size_t i = 0; i < weights->n; i++) {
            differing += weights->pattern[p][i] != answer->state[i];
            apart += weights->pattern[p][i] != matched[i];
        }
        bool same = apart == 0 || apart == weights->n;
        rival = !same && (differing == wrong || weights->n - differing == wrong);
    }
    return rival;
}

/* A start that is as near to the only pattern as to its inverse, so that the weights do not say which to recall. */
static bool starts_in_a_tie(const struct network *network)
{
    size_t differing = 0;
    if (!network->start || network_patterns(network) != 1) {
        return false;
    }
    for (size_t i = 0; i < network->n; i++) {
        differing += network->start[i] != network->weights.pattern[0][i];
    }
    return 2 * differing == network->n;
}

void patterns_warn(const struct answer *answer, struct warnings *w)
{
    const struct network *network = answer->network;
    size_t n = network->n, wrong = wrong_bits(answer), patterns = network_patterns(network);
    bool balanced = network->dendrite == DENDRITE_BALANCED;
    /* the plain dendrite's constant field decides a tie, and is at fault only where bits are wrong */
    if (starts_in_a_tie(network) && (balanced || wrong > 0)) {
        warning_add(w, "tie", false,
                    "half of the start's bits agree with the pattern and half with its inverse, so the weights favour "
                    "neither; %s",
                    balanced ? "the smallest error decides the result, its time and its energy"
                             : "the constant field decides");
    }
    if (wrong == 0) {
        return; /* an answer that is right, in a small network too */
    }
    double chance = chance_of_match(n, patterns, n - wrong);
    bool uniform = quality_is_uniform(answer->state);
    if (has_rival(answer, wrong)) { /* people need not be told twice that the answer is none */
        warning_add(w, "tie", uniform || chance >= CHANCE_LIMIT,
                    "two of the patterns and their inverses are equally near; the report names the first");
    }
    if (uniform) {
        warning_add(w, "one_side", false, "all neurons are in the same state, as in no pattern");
    } else if (chance >= CHANCE_LIMIT) {
        warning_add(
            w, "chance", false,
            "the accuracy is no better than chance: random patterns agree as well with a probability of %.0f %%",
            100.0 * chance);
    }
}

/* ---- Their table ---- */

void patterns_table(const struct answer *answer, const struct question_table *table)
{
    enum { MOST_PATTERNS = 20, TEXT = 64 };
    const struct network *network = answer->network;
    size_t all = network_patterns(network), shown = all < MOST_PATTERNS ? all : MOST_PATTERNS;
    table->begin(table->context, (const char *const[]){"pattern", "bits that agree", "share", "inverse"}, 4, 1);
    for (size_t p = 0; p < shown; p++) {
        char number[TEXT], bits[TEXT], share[TEXT], inverse[TEXT];
        size_t equal = 0;
        for (size_t i = 0; i < network->n; i++) {
            equal += answer->state[i] == network->weights.pattern[p][i];
        }
        double percent = 100.0 * (double)equal / (double)network->n;
        snprintf(number, sizeof number, "%zu", p + 1);
        snprintf(bits, sizeof bits, "%zu of %zu", equal, network->n);
        snprintf(share, sizeof share, "%.1f %%", percent);
        snprintf(inverse, sizeof inverse, "%.1f %%", 100.0 - percent);
        table->row(table->context, (const char *const[]){number, bits, share, inverse});
    }
    char note[TEXT];
    snprintf(note, sizeof note, "The first %zu of %zu patterns.", shown, all);
    table->end(table->context, shown < all ? note : NULL);
}
