#include "netgen/questions/recall.h"

#include <stdlib.h>
#include <string.h>

enum { NEURONS = PATTERNS_OPTIONS, RANDOM_PATTERNS, PATTERN };
enum {
    STANDARD_NEURONS = 60,
    GREATEST_NEURONS = 100000000
}; /* of random patterns; the solver takes what memory holds */

static const struct question_option OPTIONS[] = {
    [PATTERNS_START] = {"start", 0, QUESTION_WORD, 0, 0, "BITS", "State to start from, one 0 or 1 per neuron", NULL,
                        NULL},
    [PATTERNS_DISTORT] = PATTERNS_DISTORT_OPTION,
    [PATTERNS_OF] = PATTERNS_OF_OPTION,
    [NEURONS] = {"neurons", 'n', QUESTION_WHOLE, 2, GREATEST_NEURONS, "NUMBER",
                 "Number of neurons, for random patterns (60)", "60", "pattern"},
    [RANDOM_PATTERNS] = {"patterns", 'p', QUESTION_WHOLE, 1, QUESTION_MOST_WORDS, "NUMBER",
                         "Number of random patterns to store (1)", "1", "pattern"},
    [PATTERN] = {"pattern", 0, QUESTION_WORDS, 0, 0, "BITS",
                 "Store this pattern instead of random ones; may be repeated", NULL, NULL},
};

enum status recall_network(const struct patterns *given, const struct bias *bias, struct network **network,
                           struct diagnostic *diagnostic)
{
    return patterns_network((struct patterns_question){&question_recall, NULL, 0}, given, bias, network, diagnostic);
}

static enum status check_request(const struct question_request *request, struct diagnostic *diagnostic)
{
    const struct question_value *neurons = &request->value[NEURONS];
    const struct question_words *given = &request->words;
    if (request->files.count > 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: recall takes no file, not '%.40s'; for pictures there is 'gen image'",
                    request->files.word[0]);
    }
    if (given->count > 0 && request->value[RANDOM_PATTERNS].given) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --pattern and -p, for random patterns, are both given; expected one of them");
    }
    if (given->count > 0 && neurons->given && strlen(given->word[0]) != (size_t)neurons->whole) {
        return fail(diagnostic, STATUS_INPUT, "error: -n %ld, but the pattern has %zu bits; leave -n out",
                    neurons->whole, strlen(given->word[0]));
    }
    return STATUS_OK;
}

/* Draws random patterns into made[]. */
static enum status draw(const struct question_request *request, gsl_rng *random, char **made, size_t count,
                        struct diagnostic *diagnostic)
{
    const struct question_value *neurons = &request->value[NEURONS];
    enum status status = STATUS_OK;
    for (size_t p = 0; p < count && status == STATUS_OK; p++) {
        made[p] = problem_random_bits(random, neurons->given ? (size_t)neurons->whole : STANDARD_NEURONS);
        status = made[p] ? STATUS_OK : fail_memory(diagnostic);
    }
    return status;
}

static enum status make(const struct question_request *request, struct network **network, struct diagnostic *diagnostic)
{
    const struct question_value *patterns = &request->value[RANDOM_PATTERNS];
    char *made[QUESTION_MOST_WORDS] = {NULL};
    struct patterns given = {.pattern = request->words.word, .patterns = request->words.count};
    gsl_rng *random = problem_random(request->seed);
    if (!random) {
        return fail_memory(diagnostic);
    }
    enum status status = check_request(request, diagnostic);
    if (status == STATUS_OK && given.patterns == 0) {
        given = (struct patterns){.pattern = made, .patterns = patterns->given ? (size_t)patterns->whole : 1};
        status = draw(request, random, made, given.patterns, diagnostic);
    }
    if (status == STATUS_OK) {
        status = patterns_choose_start(request, request->value[PATTERNS_START].word, random, &given, diagnostic);
    }
    if (status == STATUS_OK) {
        status = recall_network(&given, request->bias, network, diagnostic);
    }
    for (size_t p = 0; p < QUESTION_MOST_WORDS; p++) {
        free(made[p]);
    }
    free((char *)given.start);
    gsl_rng_free(random);
    return status;
}

static void write_title(const struct network *network, FILE *out)
{
    size_t patterns = network_patterns(network);
    fprintf(out, "Recall of %zu pattern%s", patterns, patterns == 1 ? "" : "s");
}

const struct question question_recall = {
    .name = "recall",
    .arguments = "",
    .does = "Recall of bit patterns: stores them and starts from a given or random state.",
    .option = OPTIONS,
    .options = sizeof OPTIONS / sizeof *OPTIONS,
    .make = make,
    .weights = WEIGHTS_PATTERNS,
    .title = write_title,
    .metric = patterns_metrics,
    .metrics = PATTERNS_METRICS,
    .measure = patterns_measure,
    .right = "bit_accuracy >= 1",
    .label = patterns_label,
    .lead = patterns_lead,
    .say = patterns_say,
    .warn = patterns_warn,
    .picture = question_cells,
    .table = patterns_table,
};
