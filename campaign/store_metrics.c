#include "campaign/store_metrics.h"

#include "base/text.h"
#include "netgen/questions/question.h"
#include "report/metrics.h"
#include "report/warnings.h"

#include <string.h>

/* The metrics of every report, but for those of its question. */
static const struct {
    const char *key;
    enum store_part part;
    enum store_type type;
} METRICS[] = {
    {"n", STORE_METRIC, STORE_INTEGER},
    {"task", STORE_METRIC, STORE_TEXT},
    {"engine", STORE_METRIC, STORE_TEXT},
    {"converged", STORE_METRIC, STORE_INTEGER},
    {"moving", STORE_METRIC, STORE_INTEGER},
    {"time_to_solution_s", STORE_METRIC, STORE_REAL},
    {"load_time_s", STORE_METRIC, STORE_REAL},
    {"energy_j", STORE_METRIC, STORE_REAL},
    {"energy_load_j", STORE_METRIC, STORE_REAL},
    {"energy_soma_j", STORE_METRIC, STORE_REAL},
    {"energy_synapse_j", STORE_METRIC, STORE_REAL},
    {"energy_paper_j", STORE_METRIC, STORE_REAL},
    {"average_power_w", STORE_METRIC, STORE_REAL},
    {"peak_power_w", STORE_METRIC, STORE_REAL},
    {"v_dw_v", STORE_METRIC, STORE_REAL},
    {"state", STORE_METRIC, STORE_TEXT},
    {"start", STORE_METRIC, STORE_TEXT},
    {"devices", STORE_METRIC, STORE_INTEGER},
    {"time_points", STORE_EXECUTION, STORE_INTEGER},
    {"iterations", STORE_EXECUTION, STORE_INTEGER},
    {"matrix_solver", STORE_EXECUTION, STORE_TEXT},
    {"wall_s", STORE_EXECUTION, STORE_REAL},
    {"peak_memory_bytes", STORE_EXECUTION, STORE_INTEGER},
};

enum { METRIC_COUNT_OF_ALL = sizeof METRICS / sizeof *METRICS };

/* The unit, which is the end of a key. */
static const char *unit_of(const char *key)
{
    static const struct {
        const char *end, *unit;
    } UNITS[] = {{"_s", "s"}, {"_j", "J"}, {"_w", "W"}, {"_v", "V"}, {"_bytes", "B"}};
    for (size_t k = 0; k < sizeof UNITS / sizeof *UNITS; k++) {
        const size_t end = strlen(UNITS[k].end), length = strlen(key);
        if (length > end && strcmp(key + length - end, UNITS[k].end) == 0) {
            return UNITS[k].unit;
        }
    }
    return "";
}

/* Adds the columns of a part, behind `count` others. */
static size_t add_part(enum store_part part, struct store_column *column, size_t count)
{
    for (size_t k = 0; k < METRIC_COUNT_OF_ALL; k++) {
        if (METRICS[k].part == part) {
            column[count++] =
                (struct store_column){METRICS[k].key, METRICS[k].part, METRICS[k].type, unit_of(METRICS[k].key)};
        }
    }
    return count;
}

size_t store_metric_columns(const struct question *question, struct store_column *column)
{
    size_t count = add_part(STORE_METRIC, column, 0);
    for (size_t k = 0; k < question->metrics; k++) {
        const struct question_metric *metric = &question->metric[k];
        column[count++] =
            (struct store_column){metric->key, STORE_METRIC, metric->kind == QUESTION_REAL ? STORE_REAL : STORE_INTEGER,
                                  unit_of(metric->key)};
    }
    return add_part(STORE_EXECUTION, column, count);
}

bool store_metric_is_common(const char *key)
{
    size_t k = 0;
    while (k < METRIC_COUNT_OF_ALL && strcmp(METRICS[k].key, key) != 0) {
        k++;
    }
    return k < METRIC_COUNT_OF_ALL;
}

static struct store_value value_of(const struct metric *metric)
{
    if (metric && metric->applies) {
        switch (metric->kind) {
        case METRIC_REAL:
            return (struct store_value){STORE_REAL, {.real = metric->real}};
        case METRIC_COUNT:
            return (struct store_value){STORE_INTEGER, {.integer = (int64_t)metric->count}};
        case METRIC_FLAG:
            return (struct store_value){STORE_INTEGER, {.integer = metric->flag}};
        case METRIC_TEXT:
            return (struct store_value){STORE_TEXT, {.text = metric->text}};
        }
    }
    return (struct store_value){.type = STORE_NOTHING};
}

enum status store_metric_values(const struct report *report, struct store_value *value, char **memory,
                                struct diagnostic *diagnostic)
{
    struct metrics metrics;
    struct store_column column[STORE_MOST_METRICS];
    const size_t columns = store_metric_columns(report->network->question, column);
    *memory = NULL;
    enum status status = metrics_take(report, &metrics, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t c = 0; c < columns; c++) {
        size_t k = 0;
        while (k < metrics.count && strcmp(metrics.metric[k].key, column[c].name) != 0) {
            k++;
        }
        value[c] = value_of(k < metrics.count ? &metrics.metric[k] : NULL);
    }
    *memory = metrics.start; /* which metrics_clear would free */
    return STATUS_OK;
}

enum status store_warnings(const struct report *report, char **kinds, struct diagnostic *diagnostic)
{
    struct warnings warnings;
    struct text text;
    *kinds = NULL;
    warnings_of_report(report, &warnings);
    enum status status = text_begin(&text, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t k = 0; k < warnings.count; k++) {
        const struct warning *warning = &warnings.warning[k];
        fprintf(text.stream, "%s%s%s%s", k ? " " : "", warning->kind, warning->rule ? ":" : "",
                warning->rule ? warning->rule : "");
    }
    status = text_end(&text, diagnostic);
    *kinds = status == STATUS_OK ? text.bytes : NULL;
    return status;
}
