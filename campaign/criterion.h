/* Criteria: which runs are good, in the words of a user: "accuracy >= 95% && time < 200n".
 *
 * Numbers take SPICE suffixes and %. Names are those of columns of a store, or short ones for some of them. There are
 * + - * /, < <= > >= == !=, ! && || and parentheses, with the precedence of C; true and false; and words in quotes,
 * which == and != compare: outcome == "failed". A criterion says yes or no: "time" alone is none, and neither is
 * "10n < time < 20n". */
#ifndef CRITERION_H
#define CRITERION_H

#include "base/status.h"
#include "campaign/store_plan.h"

#include <stdbool.h>
#include <stddef.h>

struct criterion;

/* Reads `text`. The names are those of `columns` columns. `what` says in messages what has the criterion, as
 * "--where". STATUS_INPUT, with the place, where it is none, where it has a name that is not known, for which the line
 * proposes the nearest one, or where it is nested too deeply; STATUS_SYSTEM where memory is short. On an error
 * *criterion is NULL. */
enum status criterion_parse(const char *text, const char *what, const struct store_column *column, size_t columns,
                            struct criterion **criterion, struct diagnostic *diagnostic);

enum criterion_answer {
    CRITERION_NO,
    CRITERION_YES,
    CRITERION_UNKNOWN, /* a name in it has no value, or a word where a number is needed: it counts as no */
};

/* Whether the row with value[columns] meets the criterion. Several threads may ask at once. */
enum criterion_answer criterion_ask(const struct criterion *criterion, const struct store_value *value);

/* A short name and what it stands for, number `index` from 0; false past the last one. */
bool criterion_alias(size_t index, const char **name, const char **meaning);

void criterion_free(struct criterion *criterion); /* takes NULL */

#endif
