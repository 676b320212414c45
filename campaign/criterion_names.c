#include "base/nearest.h"
#include "campaign/criterion.h"
#include "campaign/criterion_parts.h"

#include <string.h>

static const struct alias ALIASES[] = {
    {"time", "time_to_solution_s", {"time_to_solution_s", NULL}},
    {"energy", "energy_j", {"energy_j", NULL}},
    {"edp", "energy_j * time_to_solution_s", {"energy_j", "time_to_solution_s"}},
    {"power", "average_power_w", {"average_power_w", NULL}},
    {"peak", "peak_power_w", {"peak_power_w", NULL}},
    {"accuracy", "bit_accuracy", {"bit_accuracy", NULL}},
};

enum { ALIAS_COUNT = sizeof ALIASES / sizeof *ALIASES };

bool criterion_alias(size_t index, const char **name, const char **meaning)
{
    if (index < ALIAS_COUNT) {
        *name = ALIASES[index].name;
        *meaning = ALIASES[index].meaning;
    }
    return index < ALIAS_COUNT;
}

size_t names_column(const struct names *names, const char *name)
{
    size_t k = 0;
    while (k < names->columns && strcmp(names->column[k].name, name) != 0) {
        k++;
    }
    return k;
}

const struct alias *names_alias(const struct names *names, const char *name)
{
    for (size_t k = 0; k < ALIAS_COUNT; k++) {
        const struct alias *alias = &ALIASES[k];
        bool is_there = true;
        for (size_t c = 0; c < 2 && alias->column[c]; c++) {
            is_there = is_there && names_column(names, alias->column[c]) < names->columns;
        }
        if (is_there && strcmp(alias->name, name) == 0) {
            return alias;
        }
    }
    return NULL;
}

const char *names_nearest(const struct names *names, const char *name)
{
    struct nearest nearest = {.word = name};
    for (size_t k = 0; k < names->columns; k++) {
        nearest_offer(&nearest, names->column[k].name);
    }
    for (size_t k = 0; k < ALIAS_COUNT; k++) {
        if (names_alias(names, ALIASES[k].name)) {
            nearest_offer(&nearest, ALIASES[k].name);
        }
    }
    return nearest.name;
}
