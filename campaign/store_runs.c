#include "campaign/store_runs.h"

#include "base/array.h"
#include "campaign/option_shown.h"
#include "campaign/store_run.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A value of an option in a row: a number, or which of the words of the option. */
struct cell {
    double number; /* NaN: a word */
    size_t word;
};

/* The words of an option, in the order in which they appear. */
struct words {
    char **text;
    size_t count;
};

struct gathering {
    struct store_reader *reader;
    struct runs *runs;
    size_t *column;      /* [options] of the reader */
    struct words *words; /* [options] */
    struct cell *cell;   /* [count][options] */
    size_t cell_room, outcome_room, time_room, energy_room, no_answer_room, quality_room;
    struct store_run_columns columns; /* of the reader */
};

/* ---- A row ---- */

/* Which word `text` is, a new one at the end. False where memory is short. */
static bool intern(struct words *words, const char *text, size_t *word)
{
    for (*word = 0; *word < words->count; ++*word) {
        if (strcmp(words->text[*word], text) == 0) {
            return true;
        }
    }
    if (!ARRAY_GROW(words->text, words->count) || !(words->text[words->count] = strdup(text))) {
        return false;
    }
    words->count++;
    return true;
}

static bool take_options(struct gathering *g)
{
    const size_t options = g->runs->options;
    struct cell *cell = &g->cell[g->runs->count * options];
    for (size_t k = 0; k < options; k++) {
        const struct store_value *value = &g->reader->value[g->column[k]];
        cell[k] = (struct cell){.number = store_number(value)};
        if (isnan(cell[k].number) &&
            !intern(&g->words[k], value->type == STORE_TEXT ? value->text : "-", &cell[k].word)) {
            return false;
        }
    }
    return true;
}

static bool make_room(struct gathering *g)
{
    struct runs *runs = g->runs;
    const size_t rows = runs->count + 1;
    return ARRAY_RESERVE(g->cell, g->cell_room, rows * (runs->options + 1)) &&
           ARRAY_RESERVE(runs->outcome, g->outcome_room, rows) && ARRAY_RESERVE(runs->time, g->time_room, rows) &&
           ARRAY_RESERVE(runs->energy, g->energy_room, rows) &&
           ARRAY_RESERVE(runs->no_answer, g->no_answer_room, rows) &&
           (g->columns.quality.columns == 0 || ARRAY_RESERVE(runs->quality, g->quality_room, rows));
}

/* False where memory is short. */
static bool take_row(struct gathering *g)
{
    struct runs *runs = g->runs;
    const struct store_run run = store_run(g->reader, &g->columns);
    if (!make_room(g) || !take_options(g)) {
        return false;
    }
    if (run.failed && runs->failed == 0 && !(runs->first_error = strdup(run.error))) {
        return false;
    }
    runs->outcome[runs->count] = run.failed ? RUN_FAILED : run.converged ? RUN_CONVERGED : RUN_NOT_CONVERGED;
    runs->time[runs->count] = run.time;
    runs->energy[runs->count] = run.energy;
    runs->no_answer[runs->count] = run.no_answer;
    if (runs->quality) {
        runs->quality[runs->count] = run.quality;
    }
    runs->failed += run.failed;
    runs->converged += run.converged;
    warning_counts_add(&runs->warnings, run.warnings);
    runs->count++;
    return true;
}

/* ---- Levels ---- */

static int compare_numbers(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The different numbers that option `k` has, ascending, to be freed. NULL where memory is short. */
static double *numbers_of(const struct gathering *g, size_t k, size_t *count)
{
    double *number = malloc((g->runs->count + 1) * sizeof *number);
    size_t all = 0;
    *count = 0;
    for (size_t row = 0; number && row < g->runs->count; row++) {
        const struct cell *cell = &g->cell[row * g->runs->options + k];
        if (!isnan(cell->number)) {
            number[all++] = cell->number;
        }
    }
    if (number) {
        qsort(number, all, sizeof *number, compare_numbers);
    }
    for (size_t i = 0; i < all; i++) {
        if (*count == 0 || number[i] > number[*count - 1]) {
            number[(*count)++] = number[i];
        }
    }
    return number;
}

static size_t level_of(const struct words *words, const double *number, size_t numbers, const struct cell *cell)
{
    if (isnan(cell->number)) {
        return cell->word;
    }
    const double *at = bsearch(&cell->number, number, numbers, sizeof *number, compare_numbers);
    return words->count + (size_t)(at - number);
}

/* How many digits tell the numbers apart: 4, or more where they are close. */
static int digits_for(const struct option_shown *shown, const double *number, size_t count)
{
    enum { USUAL = 4, ALL = 17 };
    int digits = USUAL;
    for (size_t i = 1; number && i < count; i++) {
        char text[2][40];
        while (digits < ALL && strcmp(option_shown_number(shown, number[i - 1], digits, text[0], sizeof text[0]),
                                      option_shown_number(shown, number[i], digits, text[1], sizeof text[1])) == 0) {
            digits++;
        }
    }
    return digits;
}

/* The levels of option `k`: words, then numbers. False where memory is short. */
static bool make_levels(struct gathering *g, size_t k)
{
    struct runs *runs = g->runs;
    struct runs_option *option = &runs->option[k];
    struct words *words = &g->words[k];
    size_t numbers;
    const char *unit = g->reader->column[g->column[k]].unit;
    const struct option_shown shown = option_shown(option->name, unit && strcmp(unit, "%") == 0);
    double *number = numbers_of(g, k, &numbers);
    const int digits = digits_for(&shown, number, numbers);
    option->level = calloc(words->count + numbers + 1, sizeof *option->level);
    bool good = number && option->level;
    for (size_t i = 0; good && i < words->count + numbers; i++) {
        char text[40];
        const double value = i < words->count ? NAN : number[i - words->count];
        option->level[i] = (struct runs_level){
            shown.scale * value,
            strdup(isnan(value) ? words->text[i] : option_shown_number(&shown, value, digits, text, sizeof text))};
        option->levels = i + 1;
        good = option->level[i].text != NULL;
    }
    option->numeric = words->count == 0 && numbers > 0;
    option->unit = option->numeric ? shown.unit : "";
    for (size_t row = 0; good && row < runs->count; row++) {
        const size_t place = row * runs->options + k;
        runs->level[place] = level_of(words, number, numbers, &g->cell[place]);
    }
    free(number);
    return good;
}

static bool make_all_levels(struct gathering *g)
{
    g->runs->level = calloc(g->runs->count * g->runs->options + 1, sizeof *g->runs->level);
    bool good = g->runs->level != NULL;
    for (size_t k = 0; good && k < g->runs->options; k++) {
        good = make_levels(g, k);
    }
    return good;
}

/* ---- What the plan says ---- */

static void take_plan(struct gathering *g)
{
    const char *text = store_fact(g->reader, "plan");
    json_t *plan = text ? json_loads(text, 0, NULL) : NULL; /* NULL: of another kind of campaign */
    json_t *axis;
    size_t index;
    g->runs->sampled = json_object_get(plan, "sample") != NULL;
    json_array_foreach(json_object_get(plan, "vary"), index, axis)
    {
        const char *name = json_string_value(json_object_get(axis, "name"));
        for (size_t k = 0; name && k < g->runs->options; k++) {
            if (strcmp(g->runs->option[k].name, name) == 0) {
                g->runs->option[k].logarithmic = json_is_true(json_object_get(axis, "log"));
            }
        }
    }
    json_decref(plan);
}

/* ---- The whole ---- */

/* Finds the columns, and makes an option for each that varies. False where memory is short. */
static bool begin(struct gathering *g)
{
    const struct store_reader *reader = g->reader;
    struct runs *runs = g->runs;
    runs->option = calloc(reader->columns + 1, sizeof *runs->option);
    g->column = calloc(reader->columns + 1, sizeof *g->column);
    g->words = calloc(reader->columns + 1, sizeof *g->words);
    bool good = runs->option && g->column && g->words;
    for (size_t c = 0; good && c < reader->columns; c++) {
        if (reader->column[c].part == STORE_VARIED) {
            const char *name = reader->option[c] ? reader->option[c] : reader->column[c].name;
            g->column[runs->options] = c;
            good = (runs->option[runs->options++].name = strdup(name)) != NULL;
        }
    }
    g->columns = store_run_columns(reader);
    runs->planned = reader->points;
    runs->of_quality.less_is_better = g->columns.quality.less_is_better;
    runs->of_quality.compares = g->columns.quality.compares;
    snprintf(runs->of_quality.name, sizeof runs->of_quality.name, "%s", g->columns.quality.name);
    snprintf(runs->of_quality.unit, sizeof runs->of_quality.unit, "%s", g->columns.quality.unit);
    runs->command = store_fact(reader, "command");
    runs->version = store_fact(reader, "version");
    runs->engine = store_fact(reader, "engine");
    return good;
}

static enum status gather(struct gathering *g, const struct criterion *criterion, struct diagnostic *diagnostic)
{
    bool more = true;
    enum status status = begin(g) ? store_rewind(g->reader, diagnostic) : fail_memory(diagnostic);
    while (status == STATUS_OK && (status = store_next(g->reader, &more, diagnostic)) == STATUS_OK && more) {
        if ((!criterion || criterion_ask(criterion, g->reader->value) == CRITERION_YES) && !take_row(g)) {
            status = fail_memory(diagnostic);
        }
    }
    if (status == STATUS_OK && !make_all_levels(g)) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        take_plan(g);
    }
    return status;
}

enum status store_runs(struct store_reader *reader, const struct criterion *criterion, struct runs *runs,
                       struct diagnostic *diagnostic)
{
    struct gathering g = {.reader = reader, .runs = runs};
    *runs = (struct runs){0};
    enum status status = gather(&g, criterion, diagnostic);
    for (size_t k = 0; g.words && k < runs->options; k++) {
        for (size_t i = 0; i < g.words[k].count; i++) {
            free(g.words[k].text[i]);
        }
        free(g.words[k].text);
    }
    free(g.words);
    free(g.column);
    free(g.cell);
    if (status != STATUS_OK) {
        runs_clear(runs);
    }
    return status;
}
