#include "netgen/readers/graph_option.h"

#include "base/number.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum option_type { A_COUNT, A_PERCENTAGE, WEIGHTS, SEED };

#define WHOLE_FROM(least, greatest) "a whole number from " #least " to " #greatest
#define A_PERCENTAGE_IS "a number of per cent such as 50 or 50%"
#define LAYERS_OF_GRID "Layers of the cubic grid (8)"

/* Each is an option of the kinds that are made by its value, or, where there is one, of a single kind. */
static const struct entry {
    unsigned value;   /* enum graph_make_value; 0: all kinds have it */
    const char *kind; /* NULL: any */
    enum option_type type;
    size_t field; /* of struct graph_plan: a size_t, a double or a long */
    long least;   /* of a count */
    struct graph_option option;
} ENTRIES[] = {
    {GRAPH_MAKE_BY_NODES,
     NULL,
     A_COUNT,
     offsetof(struct graph_plan, nodes),
     2,
     {"nodes", 'n', "NUMBER", "Nodes (60)", WHOLE_FROM(2, 1000000)}},
    {GRAPH_MAKE_BY_DENSITY,
     "rnd",
     A_PERCENTAGE,
     offsetof(struct graph_plan, density),
     0,
     {"density", 0, "PERCENT", "Share of all pairs of nodes that are edges, above 0 and up to 100 (50)",
      A_PERCENTAGE_IS}},
    {GRAPH_MAKE_BY_DENSITY,
     "planar",
     A_PERCENTAGE,
     offsetof(struct graph_plan, density),
     0,
     {"density", 0, "PERCENT",
      "Edges, as a share of the 3 (NODES - 2) that a planar graph has at most, above 0 and up to 100 (100)",
      A_PERCENTAGE_IS}},
    {GRAPH_MAKE_BY_DEGREE,
     NULL,
     A_COUNT,
     offsetof(struct graph_plan, degree),
     1,
     {"degree", 0, "NUMBER", "Neighbours of each node (3)", WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_SIDES,
     NULL,
     A_COUNT,
     offsetof(struct graph_plan, rows),
     1,
     {"rows", 0, "NUMBER", "Rows (8)", WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_SIDES,
     NULL,
     A_COUNT,
     offsetof(struct graph_plan, columns),
     1,
     {"columns", 0, "NUMBER", "Columns, nodes in a row (8)", WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_LAYERS,
     "planar",
     A_COUNT,
     offsetof(struct graph_plan, layers),
     1,
     {"layers", 0, "NUMBER",
      "Union of so many planar graphs, with the seeds SEED, SEED + 1 and so on; not planar any more (1)",
      WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_LAYERS,
     "spinglass3pm",
     A_COUNT,
     offsetof(struct graph_plan, layers),
     1,
     {"layers", 0, "NUMBER", LAYERS_OF_GRID, WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_LAYERS,
     "spinglass3g",
     A_COUNT,
     offsetof(struct graph_plan, layers),
     1,
     {"layers", 0, "NUMBER", LAYERS_OF_GRID, WHOLE_FROM(1, 1000000)}},
    {GRAPH_MAKE_BY_NEGATIVE,
     NULL,
     A_PERCENTAGE,
     offsetof(struct graph_plan, negative),
     0,
     {"negative", 0, "PERCENT", "Share of weights that are -1, from 0 to 100 (50)", A_PERCENTAGE_IS}},
    {GRAPH_MAKE_BY_WEIGHTS,
     NULL,
     WEIGHTS,
     0,
     0,
     {"weights", 0, "ones|pm1|gauss|LEAST:GREATEST",
      "Weights: all 1; 1 or -1 by chance; normal with deviation 100000, rounded; or whole numbers of a range, such as "
      "-10:10 (ones)",
      "ones, pm1, gauss or LEAST:GREATEST, two whole numbers from -1000000 to 1000000"}},
    {0,
     NULL,
     SEED,
     offsetof(struct graph_plan, seed),
     0,
     {"seed", 0, "NUMBER", "Seed of the random numbers (1)", WHOLE_FROM(0, 2147483647)}},
};
_Static_assert(GRAPH_MAKE_NODES == 1000000 && GRAPH_MAKE_WEIGHT == 1000000, "the texts above");

static const char *const WEIGHT_WORDS[] = {
    [GRAPH_MAKE_ONES] = "ones", [GRAPH_MAKE_PM1] = "pm1", [GRAPH_MAKE_GAUSSIAN] = "gauss"};

struct graph_plan graph_option_plan(const struct graph_kind *kind)
{
    const bool cubic = kind->values & GRAPH_MAKE_BY_LAYERS && kind->values & GRAPH_MAKE_BY_SIDES;
    return (struct graph_plan){.kind = kind,
                               .nodes = 60,
                               .degree = 3,
                               .rows = 8,
                               .columns = 8,
                               .layers = cubic ? 8 : 1,
                               .density = kind->density,
                               .negative = 50.0,
                               .seed = 1};
}

static bool belongs(const struct entry *entry, const struct graph_kind *kind)
{
    return (entry->value == 0 || kind->values & entry->value) && (!entry->kind || strcmp(entry->kind, kind->name) == 0);
}

/* Entry `index` of those of the kind; NULL past the last one. */
static const struct entry *entry_number(const struct graph_kind *kind, size_t index)
{
    for (size_t k = 0; k < sizeof ENTRIES / sizeof *ENTRIES; k++) {
        if (belongs(&ENTRIES[k], kind) && index-- == 0) {
            return &ENTRIES[k];
        }
    }
    return NULL;
}

static const struct entry *entry_named(const struct graph_kind *kind, const char *name)
{
    const struct entry *entry;
    size_t k = 0;
    while ((entry = entry_number(kind, k)) && strcmp(entry->option.name, name) != 0) {
        k++;
    }
    return entry;
}

bool graph_option(const struct graph_kind *kind, size_t index, struct graph_option *option)
{
    const struct entry *entry = entry_number(kind, index);
    if (entry) {
        *option = entry->option;
    }
    return entry != NULL;
}

/* A number with or without a percent sign. */
static bool parse_percentage(const char *text, double *value)
{
    char number[64];
    const size_t length = strlen(text), digits = length > 0 && text[length - 1] == '%' ? length - 1 : length;
    if (digits >= sizeof number) {
        return false;
    }
    snprintf(number, sizeof number, "%.*s", (int)digits, text);
    return number_parse_plain(number, value);
}

/* LEAST:GREATEST, two whole numbers. */
static bool parse_range(const char *text, long *least, long *greatest)
{
    char first[24];
    const char *colon = strchr(text, ':');
    if (!colon || (size_t)(colon - text) >= sizeof first) {
        return false;
    }
    snprintf(first, sizeof first, "%.*s", (int)(colon - text), text);
    return integer_parse(first, -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT, least) &&
           integer_parse(colon + 1, -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT, greatest);
}

static bool set_weights(const char *text, struct graph_plan *plan)
{
    for (size_t k = 0; k < sizeof WEIGHT_WORDS / sizeof *WEIGHT_WORDS; k++) {
        if (WEIGHT_WORDS[k] && strcmp(text, WEIGHT_WORDS[k]) == 0) {
            plan->weights = (enum graph_make_weights)k;
            return true;
        }
    }
    long least, greatest;
    if (!parse_range(text, &least, &greatest)) {
        return false;
    }
    plan->weights = GRAPH_MAKE_RANGE;
    plan->least = least;
    plan->greatest = greatest;
    return true;
}

const char *graph_option_set(struct graph_plan *plan, const char *name, const char *value)
{
    const struct entry *entry = entry_named(plan->kind, name);
    if (!entry) {
        return "";
    }
    void *field = (char *)plan + entry->field;
    long count;
    bool good = false;
    switch (entry->type) {
    case A_COUNT:
        if ((good = integer_parse(value, entry->least, GRAPH_MAKE_NODES, &count))) {
            *(size_t *)field = (size_t)count;
        }
        break;
    case A_PERCENTAGE:
        good = parse_percentage(value, field);
        break;
    case WEIGHTS:
        good = set_weights(value, plan);
        break;
    case SEED:
        good = integer_parse(value, 0, INT_MAX, field);
        break;
    }
    return good ? NULL : entry->option.needed;
}

void graph_option_text(const struct graph_plan *plan, const char *name, char *text, size_t size)
{
    const struct entry *entry = entry_named(plan->kind, name);
    const void *field = entry ? (const char *)plan + entry->field : NULL;
    *text = '\0';
    if (!entry) {
        return;
    }
    switch (entry->type) {
    case A_COUNT:
        snprintf(text, size, "%zu", *(const size_t *)field);
        break;
    case A_PERCENTAGE:
        number_shortest(text, size, *(const double *)field);
        break;
    case WEIGHTS:
        if (plan->weights == GRAPH_MAKE_RANGE) {
            snprintf(text, size, "%ld:%ld", plan->least, plan->greatest);
        } else {
            snprintf(text, size, "%s", WEIGHT_WORDS[plan->weights]);
        }
        break;
    case SEED:
        snprintf(text, size, "%ld", *(const long *)field);
        break;
    }
}
