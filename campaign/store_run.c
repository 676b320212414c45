#include "campaign/store_run.h"

#include "netgen/warning.h"

#include <stdio.h>
#include <string.h>

struct store_run_columns store_run_columns(const struct store_reader *reader)
{
    return (struct store_run_columns){.point = store_column(reader, "point"),
                                      .outcome = store_column(reader, "outcome"),
                                      .error = store_column(reader, "error"),
                                      .converged = store_column(reader, "converged"),
                                      .time = store_column(reader, "time_to_solution_s"),
                                      .energy = store_column(reader, "energy_j"),
                                      .warnings = store_column(reader, "warnings"),
                                      .quality = store_quality(reader)};
}

/* A value of the row; nothing where the store has no such column. */
static const struct store_value *value_of(const struct store_reader *reader, size_t column)
{
    static const struct store_value NOTHING = {.type = STORE_NOTHING};
    return column < reader->columns ? &reader->value[column] : &NOTHING;
}

static const char *text_of(const struct store_reader *reader, size_t column)
{
    const struct store_value *value = value_of(reader, column);
    return value->type == STORE_TEXT ? value->text : "";
}

/* Whether one of the kinds, which blanks separate ("start design_rule:axon_on"), says that there is no answer. */
static bool has_no_answer(const char *kinds)
{
    while (*kinds) {
        const size_t length = strcspn(kinds, " ");
        char word[64];
        snprintf(word, sizeof word, "%.*s", (int)length, kinds);
        char *rule = strchr(word, ':');
        if (rule) {
            *rule++ = '\0';
        }
        if (warning_no_answer(word, rule)) {
            return true;
        }
        kinds += length + (kinds[length] == ' ');
    }
    return false;
}

struct store_run store_run(const struct store_reader *reader, const struct store_run_columns *columns)
{
    const struct store_value *point = value_of(reader, columns->point);
    struct store_run run = {.point = point->type == STORE_INTEGER ? (size_t)point->integer : 0,
                            .failed = strcmp(text_of(reader, columns->outcome), "failed") == 0,
                            .error = text_of(reader, columns->error),
                            .warnings = text_of(reader, columns->warnings),
                            .time = store_number(value_of(reader, columns->time)),
                            .energy = store_number(value_of(reader, columns->energy)),
                            .quality = store_quality_of(reader, &columns->quality)};
    run.no_answer = has_no_answer(run.warnings);
    run.converged = !run.failed && store_number(value_of(reader, columns->converged)) > 0.0;
    return run;
}
