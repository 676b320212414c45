#include "campaign/verdict.h"

#include "base/array.h"
#include "campaign/criterion.h"
#include "campaign/store_metrics.h"
#include "netgen/questions/question.h"
#include "netgen/warning.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct clause {
    char *misses; /* "misses time < 200n" */
    char *text;   /* in it */
    struct criterion *criterion;
};

struct judge {
    struct store_column column[STORE_MOST_METRICS]; /* [columns]: those that do not depend on the machine */
    size_t columns, converged;
    char void_kind[VERDICT_MOST_REASONS][48]; /* [warnings]: as a row has them */
    size_t warnings;                          /* that void an answer */
    char *criterion;                          /* NULL: none */
    struct clause *clause;                    /* [clauses] */
    size_t clauses;
};

/* ---- Clauses ---- */

/* The place of the next && of `text` that is in no parenthesis and no quotes, or of its end; *is_or where there is such
 * a || on the way: then nothing is to be cut. */
static size_t find_and(const char *text, bool *is_or)
{
    size_t depth = 0, k = 0;
    char quote = '\0';
    for (; text[k]; k++) {
        const char c = text[k];
        if (quote) {
            if (c == quote) {
                quote = '\0';
            }
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else if (c == '(') {
            depth++;
        } else if (c == ')') {
            depth--;
        } else if (depth == 0 && c == '&') {
            return k;
        } else if (depth == 0 && c == '|') {
            *is_or = true;
        }
    }
    return k;
}

static bool has_or(const char *text)
{
    bool found = false;
    while (*text && !found) {
        text += find_and(text, &found);
        text += *text ? strlen("&&") : 0;
    }
    return found;
}

/* Adds the first `length` characters of `text`, which are a criterion, without the blanks around them. */
static enum status add_clause(struct judge *judge, const char *text, size_t length, const char *what,
                              struct diagnostic *diagnostic)
{
    static const char BLANKS[] = " \t\r\n";
    while (length > 0 && strchr(BLANKS, *text)) {
        text++;
        length--;
    }
    while (length > 0 && strchr(BLANKS, text[length - 1])) {
        length--;
    }
    if (judge_reasons(judge) == VERDICT_MOST_REASONS) {
        return fail(diagnostic, STATUS_INPUT, "%s: error: too many conditions; expected at most %zu between &&", what,
                    VERDICT_MOST_REASONS - (VERDICT_OTHERS + judge->warnings));
    }
    if (!ARRAY_GROW(judge->clause, judge->clauses)) {
        return fail_memory(diagnostic);
    }
    struct clause *clause = &judge->clause[judge->clauses];
    if (asprintf(&clause->misses, "misses %.*s", (int)length, text) < 0) {
        return fail_memory(diagnostic);
    }
    clause->text = clause->misses + strlen("misses ");
    clause->criterion = NULL;
    judge->clauses++;
    return criterion_parse(clause->text, what, judge->column, judge->columns, &clause->criterion, diagnostic);
}

/* Takes the criterion, which is read as a whole first: an error then says its place in what was given. */
static enum status take_criterion(struct judge *judge, const char *text, const char *what,
                                  struct diagnostic *diagnostic)
{
    struct criterion *whole;
    enum status status = criterion_parse(text, what, judge->column, judge->columns, &whole, diagnostic);
    bool is_or = status == STATUS_OK && has_or(text);
    criterion_free(whole);
    if (status == STATUS_OK && !(judge->criterion = strdup(text))) {
        status = fail_memory(diagnostic);
    }
    while (status == STATUS_OK && *text) {
        const size_t length = is_or ? strlen(text) : find_and(text, &is_or);
        status = add_clause(judge, text, length, what, diagnostic);
        text += length + (text[length] ? strlen("&&") : 0);
    }
    return status;
}

/* ---- The judge ---- */

static void list_columns(const struct question *question, struct judge *judge)
{
    struct store_column column[STORE_MOST_METRICS];
    const size_t columns = store_metric_columns(question, column);
    /* they come first, so that their numbers are those of a row's metrics */
    while (judge->columns < columns && column[judge->columns].part == STORE_METRIC) {
        judge->column[judge->columns] = column[judge->columns];
        if (strcmp(column[judge->columns].name, "converged") == 0) {
            judge->converged = judge->columns;
        }
        judge->columns++;
    }
}

static void list_warnings(struct judge *judge)
{
    struct warning_void found;
    while (warning_void(judge->warnings, &found)) {
        snprintf(judge->void_kind[judge->warnings], sizeof *judge->void_kind, "%s%s%s", found.kind,
                 found.rule ? ":" : "", found.rule ? found.rule : "");
        judge->warnings++;
    }
}

enum status judge_new(const struct question *question, const char *criterion, const char *what, struct judge **judge,
                      struct diagnostic *diagnostic)
{
    struct judge *new = calloc(1, sizeof *new);
    *judge = NULL;
    if (!new) {
        return fail_memory(diagnostic);
    }
    list_columns(question, new);
    list_warnings(new);
    const char *text = criterion ? criterion : question->right;
    enum status status = text ? take_criterion(new, text, what, diagnostic) : STATUS_OK;
    if (status != STATUS_OK) {
        judge_free(new);
        return status;
    }
    *judge = new;
    return STATUS_OK;
}

void judge_free(struct judge *judge)
{
    if (!judge) {
        return;
    }
    for (size_t k = 0; k < judge->clauses; k++) {
        free(judge->clause[k].misses);
        criterion_free(judge->clause[k].criterion);
    }
    free(judge->clause);
    free(judge->criterion);
    free(judge);
}

const char *judge_criterion(const struct judge *judge)
{
    return judge->criterion;
}

size_t judge_reasons(const struct judge *judge)
{
    return VERDICT_OTHERS + judge->warnings + judge->clauses;
}

const char *judge_reason_kind(const struct judge *judge, size_t reason)
{
    switch (reason) {
    case VERDICT_FAILED:
        return "failed";
    case VERDICT_NOT_CONVERGED:
        return "not_converged";
    default:
        reason -= VERDICT_OTHERS;
        return reason < judge->warnings ? judge->void_kind[reason] : "criterion";
    }
}

const char *judge_reason_text(const struct judge *judge, size_t reason)
{
    if (reason == VERDICT_FAILED) {
        return "fails";
    }
    if (reason == VERDICT_NOT_CONVERGED) {
        return "does not converge";
    }
    const size_t before = VERDICT_OTHERS + judge->warnings;
    struct warning_void found;
    return reason < before && warning_void(reason - VERDICT_OTHERS, &found) ? found.text
                                                                            : judge->clause[reason - before].misses;
}

const char *judge_reason_clause(const struct judge *judge, size_t reason)
{
    const size_t before = VERDICT_OTHERS + judge->warnings;
    return reason >= before && reason - before < judge->clauses ? judge->clause[reason - before].text : NULL;
}

/* Whether `kind` is one of the words of `kinds`. */
static bool has_kind(const char *kinds, const char *kind)
{
    const size_t length = strlen(kind);
    while (*kinds) {
        const size_t word = strcspn(kinds, " ");
        if (word == length && strncmp(kinds, kind, length) == 0) {
            return true;
        }
        kinds += word + (kinds[word] == ' ');
    }
    return false;
}

uint64_t judge_ask(const struct judge *judge, const struct sweep_row *row)
{
    const uint64_t one = 1;
    uint64_t reasons = 0;
    if (row->error) {
        return one << VERDICT_FAILED;
    }
    const struct store_value *converged = &row->metric[judge->converged];
    if (converged->type != STORE_INTEGER || converged->integer == 0) {
        return one << VERDICT_NOT_CONVERGED;
    }
    for (size_t k = 0; k < judge->warnings; k++) {
        reasons |= has_kind(row->warnings, judge->void_kind[k]) ? one << (VERDICT_OTHERS + k) : 0;
    }
    for (size_t k = 0; k < judge->clauses; k++) {
        const bool holds = criterion_ask(judge->clause[k].criterion, row->metric) == CRITERION_YES;
        reasons |= holds ? 0 : one << (VERDICT_OTHERS + judge->warnings + k);
    }
    return reasons;
}

/* ---- Counts ---- */

void verdict_add(const struct judge *judge, uint64_t reasons, const struct sweep_row *row, struct verdict_count *count)
{
    for (size_t k = 0; k < judge_reasons(judge); k++) {
        if (!(reasons >> k & 1U)) {
            continue;
        }
        if (count[k].runs == 0 || row->point < count[k].point) { /* rows may come in any order */
            count[k].point = row->point;
            if (k == VERDICT_FAILED) {
                snprintf(count[k].error.text, sizeof count[k].error.text, "%s", row->error);
            }
        }
        count[k].runs++;
    }
}
