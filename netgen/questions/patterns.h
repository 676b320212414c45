/* What the questions about trained patterns, recall and image, have in common. */
#ifndef PATTERNS_H
#define PATTERNS_H

#include "netgen/problem.h"
#include "netgen/questions/question.h"

#include <stddef.h>

/* Patterns to train, and a state to load. */
struct patterns {
    char *const *pattern; /* [patterns], of equal length */
    size_t patterns;      /* at least 1 */
    const char *start;
};

/* What the patterns' network is asked. */
struct patterns_question {
    const struct question *question;
    void *asked;    /* what the question keeps, or NULL */
    size_t columns; /* of the rows in which the neurons stand; 0: they are one row */
};

/* A network of strlen(pattern[0]) neurons that is asked that question, trained with the patterns and loaded with the
 * start; both are copied. Takes what the question keeps, after an error as well. STATUS_INPUT where lengths differ or
 * options contradict each other, and as of problem_network. On an error *network is NULL. */
enum status patterns_network(struct patterns_question question, const struct patterns *given, const struct bias *bias,
                             struct network **network, struct diagnostic *diagnostic);

/* Options of both, the first ones. */
enum { PATTERNS_START, PATTERNS_DISTORT, PATTERNS_OF, PATTERNS_OPTIONS };
#define PATTERNS_DISTORT_OPTION                                                                                        \
    {                                                                                                                  \
        "distort", 0, QUESTION_SHARE, 0, 0, "SHARE", "Start from a pattern with this share of its bits flipped", NULL, \
            NULL                                                                                                       \
    }
#define PATTERNS_OF_OPTION                                                                                             \
    {                                                                                                                  \
        "of", 0, QUESTION_WHOLE, 1, QUESTION_MOST_WORDS, "NUMBER", "Number of the pattern to distort, from 1 (1)",     \
            "1", NULL                                                                                                  \
    }

/* Sets given->start, to be freed, by the options: as `start` says where that is not NULL, or one of the patterns
 * distorted, or random. `random` draws it, as it is after the patterns, where the start has no seed itself, or that of
 * the patterns. */
enum status patterns_choose_start(const struct question_request *request, const char *start, gsl_rng *random,
                                  struct patterns *given, struct diagnostic *diagnostic);

/* The answer, for the rows of both. */
enum { PATTERNS_METRICS = 3 };
extern const struct question_metric patterns_metrics[PATTERNS_METRICS];
void patterns_measure(const struct answer *answer, double *value);
const char *patterns_label(const struct answer *answer);
const char *patterns_lead(const struct answer *answer);
void patterns_say(const struct answer *answer, FILE *out);
void patterns_warn(const struct answer *answer, struct warnings *warnings);
void patterns_table(const struct answer *answer, const struct question_table *table);

#endif
