/* Answers of the simplified solver, and what is known about them. */
#include "library/library.h"

#include <stdlib.h>
#include <string.h>

void spinfield_answer_free(struct spinfield_answer *answer)
{
    if (answer) {
        text_discard(&answer->csv);
        text_discard(&answer->json);
        metrics_clear(&answer->metrics);
        measures_clear(&answer->measures);
        free(answer->start);
        free(answer);
    }
}

/* ---- What is known ---- */

/* The metric `name` that is a text, or a number; NULL where there is none. */
static const struct metric *find_metric(const struct spinfield_answer *answer, const char *name, bool is_text)
{
    for (size_t i = 0; i < answer->metrics.count; i++) {
        const struct metric *m = &answer->metrics.metric[i];
        if (strcmp(m->key, name) == 0 && (m->kind == METRIC_TEXT) == is_text) {
            return m;
        }
    }
    return NULL;
}

enum spinfield_status spinfield_answer_number(const struct spinfield_answer *answer, const char *name, double *value,
                                              struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {name, "name"}, {value, "value"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct metric *found = find_metric(answer, name, false);
    if (!found) {
        return library_unknown("number", name, error);
    }
    if (!found->applies) {
        return library_absent("answer", name, error);
    }
    *value = found->kind == METRIC_REAL    ? found->real
             : found->kind == METRIC_COUNT ? (double)found->count
                                           : found->flag;
    return SPINFIELD_OK;
}

enum spinfield_status spinfield_answer_text(const struct spinfield_answer *answer, const char *name, const char **text,
                                            struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {name, "name"}, {text, "text"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct metric *found = find_metric(answer, name, true);
    if (!found) {
        return library_unknown("text", name, error);
    }
    if (!found->applies) {
        return library_absent("answer", name, error);
    }
    *text = found->text;
    return SPINFIELD_OK;
}

enum spinfield_status spinfield_answer_json(const struct spinfield_answer *answer, const char **text,
                                            struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {text, "text"});
    if (good == SPINFIELD_OK) {
        *text = answer->json.bytes;
    }
    return good;
}

enum spinfield_status spinfield_answer_csv(const struct spinfield_answer *answer, const char **text,
                                           struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {text, "text"});
    if (good == SPINFIELD_OK) {
        *text = answer->csv.bytes;
    }
    return good;
}
