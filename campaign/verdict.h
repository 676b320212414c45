/* Verdicts: whether a run passes, and why not. For yield and margins alike.
 *
 * A run passes when it is done and has converged, when its report has no warning that says that the answer means
 * nothing, and when the criterion holds. A run that failed, or one that did not converge, has no answer: that is then
 * its only reason. */
#ifndef VERDICT_H
#define VERDICT_H

#include "campaign/sweep.h"

#include <stdbool.h>
#include <stdint.h>

struct question;
struct judge;

/* The reasons why a run does not pass; first these, and then warnings and clauses. */
enum { VERDICT_FAILED, VERDICT_NOT_CONVERGED, VERDICT_OTHERS };

/* How many reasons a judge may have at most: bits of a verdict. */
enum { VERDICT_MOST_REASONS = 64 };

/* A judge of runs for `question`. `criterion` has names of metrics that do not depend on the machine, and short ones;
 * its parts between && are clauses. NULL: a right answer where the question knows one, else none. `what` says in
 * messages what has the criterion, as "--pass". STATUS_INPUT, with the place, where it is no criterion, and where it
 * has too many clauses; STATUS_SYSTEM. On an error *judge is NULL. */
enum status judge_new(const struct question *question, const char *criterion, const char *what, struct judge **judge,
                      struct diagnostic *diagnostic);
void judge_free(struct judge *judge); /* takes NULL */

/* The criterion; NULL where there is none and runs only have to converge. */
const char *judge_criterion(const struct judge *judge);

/* How many reasons there are; number `reason` of them for programs ("failed", "not_converged", a warning as
 * store_warnings has it, "criterion"), and for people; and the clause of the criterion, NULL for other reasons. */
size_t judge_reasons(const struct judge *judge);
const char *judge_reason_kind(const struct judge *judge, size_t reason);
const char *judge_reason_text(const struct judge *judge, size_t reason);
const char *judge_reason_clause(const struct judge *judge, size_t reason);

/* The reasons why the run does not pass, bit 1 << REASON for each; 0: it passes. Several threads may ask. */
uint64_t judge_ask(const struct judge *judge, const struct sweep_row *row);

/* ---- Counts ---- */

/* How often a reason was seen, and the first run that has it. */
struct verdict_count {
    size_t runs;             /* or chips */
    size_t point;            /* where runs > 0 */
    struct diagnostic error; /* of VERDICT_FAILED */
};

/* Counts a run with these reasons, in count[judge_reasons()]. */
void verdict_add(const struct judge *judge, uint64_t reasons, const struct sweep_row *row, struct verdict_count *count);

#endif
