/* The best known objective that a user gave with a question, in reports beside the one that was found. */
#ifndef OPTIMUM_H
#define OPTIMUM_H

#include "netgen/questions/quality.h"
#include "netgen/questions/question.h"
#include "netgen/warning.h"

#include <stdbool.h>
#include <stdio.h>

/* A best known objective is from -OPTIMUM_GREATEST to OPTIMUM_GREATEST; NaN stands for none. */
static const double OPTIMUM_GREATEST = 1e300;

/* The objectives that the weights of a problem allow: bounds, which need not be reached. */
struct optimum_range {
    double least, greatest;
};

/* Of a sum in which each number counts or does not, as an edge of a cut: adds the `count` numbers. */
void optimum_add_edges(struct optimum_range *range, const struct graph *graph);
void optimum_add_numbers(struct optimum_range *range, const double *number, size_t count); /* takes NULL */

/* STATUS_INPUT where `optimum`, which may be NaN, is outside of the range, or of what is possible at all; `what` is
 * what the objective is called. */
enum status optimum_check(const char *what, double optimum, const struct optimum_range *range,
                          struct diagnostic *diagnostic);

/* The key "optimum" of a question's object in NAME.json, which may be missing. */
double optimum_read(struct fields *fields, const struct json_t *object);
void optimum_write(double optimum, struct document *document);

/* Whether the objective of `answer` is better than `optimum` by more than rounding, so that this is none. */
bool optimum_is_beaten(const struct answer *answer, double optimum);

/* Whether the objective of `answer` is as good as the proven optimum or, where there is no proof, as the best known one
 * that its network was given; false with neither. */
bool optimum_is_reached(const struct answer *answer);

/* "12, 96.0 % of the best known cut of 12.5"; `what` as above. */
void optimum_say(const struct answer *answer, const char *what, double optimum, FILE *out);

/* A warning where the optimum is beaten, and the row of a table about it. */
void optimum_warn(const struct answer *answer, const char *what, double optimum, struct warnings *warnings);
void optimum_row(const struct answer *answer, const char *what, double optimum, const struct question_table *table);

#endif
