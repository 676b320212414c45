#include "campaign/store_quality.h"

#include "netgen/questions/question.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char GREATEST[] = "greatest ", LEAST[] = "least ", DIFFERENT[] = "different ";
static const char ACCURACY[] = "bit_accuracy";

/* ---- What a store notes ---- */

/* Whether the plan varies options of the question itself, such as the nodes of a graph. */
static bool varies_problem(const struct question *question, const struct plan *plan)
{
    for (size_t k = 0; k < plan->axes; k++) {
        if (question_has_option(question, plan->axis[k].name) && strcmp(plan->axis[k].name, "optimum") != 0) {
            return true;
        }
    }
    return false;
}

static bool has_metric(const struct question *question, const char *key)
{
    size_t k = 0;
    while (k < question->metrics && strcmp(question->metric[k].key, key) != 0) {
        k++;
    }
    return k < question->metrics;
}

/* The objective of a question of real numbers is its first metric; one of counts is their sum. */
const char *store_quality_text(const struct question *question, const struct plan *plan, char text[STORE_QUALITY_TEXT])
{
    *text = '\0';
    if (question->objective && !question->variables) {
        const char *way = varies_problem(question, plan) ? DIFFERENT : question->less_is_better ? LEAST : GREATEST;
        size_t used = (size_t)snprintf(text, STORE_QUALITY_TEXT, "%s%s", way, question->metric[0].key);
        for (size_t k = 1; k < question->metrics && question->metric[0].kind == QUESTION_COUNT; k++) {
            used += (size_t)snprintf(text + used, STORE_QUALITY_TEXT - used, "+%s", question->metric[k].key);
        }
    } else if (!question->objective && has_metric(question, ACCURACY)) {
        snprintf(text, STORE_QUALITY_TEXT, "%s%s", GREATEST, ACCURACY);
    }
    return text;
}

/* ---- What it says ---- */

/* Moves *text past `word` where it begins with it. */
static bool skip(const char **text, const char *word)
{
    const bool found = strncmp(*text, word, strlen(word)) == 0;
    *text += found ? strlen(word) : 0;
    return found;
}

/* "hopfield energy" of "hopfield_energy_v". */
static void name_of(const char *key, const char *unit, char *name, size_t size)
{
    snprintf(name, size, "%s", strcmp(key, ACCURACY) == 0 ? "accuracy" : key);
    const size_t length = strlen(name);
    if (*unit && length > 2 && name[length - 2] == '_') {
        name[length - 2] = '\0';
    }
    for (char *at = strchr(name, '_'); at; at = strchr(at, '_')) {
        *at = ' ';
    }
}

struct store_quality store_quality(const struct store_reader *reader)
{
    const char *text = store_fact(reader, STORE_QUALITY);
    struct store_quality quality = {.columns = 0};
    if (!text || !*text) {
        return quality;
    }
    quality.compares = !skip(&text, DIFFERENT);
    quality.less_is_better = skip(&text, LEAST);
    skip(&text, GREATEST);
    while (*text && quality.columns < STORE_QUALITY_COLUMNS) {
        char key[40];
        const size_t length = strcspn(text, "+");
        snprintf(key, sizeof key, "%.*s", (int)length, text);
        const size_t column = store_column(reader, key);
        if (column == reader->columns) { /* a store that another program wrote */
            return (struct store_quality){.columns = 0};
        }
        quality.column[quality.columns++] = column;
        const char *unit = reader->column[column].unit;
        snprintf(quality.unit, sizeof quality.unit, "%s", unit ? unit : "");
        name_of(key, quality.unit, quality.name, sizeof quality.name);
        text += length + (text[length] == '+');
    }
    if (quality.columns > 1) {
        snprintf(quality.name, sizeof quality.name, "faults");
    }
    return quality;
}

double store_quality_of(const struct store_reader *reader, const struct store_quality *quality)
{
    double sum = quality->columns > 0 ? 0.0 : NAN;
    for (size_t k = 0; k < quality->columns; k++) {
        sum += store_number(&reader->value[quality->column[k]]);
    }
    return sum;
}
