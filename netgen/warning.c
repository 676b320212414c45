#include "netgen/warning.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void warning_add(struct warnings *w, const char *kind, bool said, const char *format, ...)
{
    struct warning *warning = &w->warning[w->count++];
    va_list arguments;
    warning->kind = kind;
    warning->rule = NULL;
    warning->said = said;
    va_start(arguments, format);
    vsnprintf(warning->text, sizeof warning->text, format, arguments);
    va_end(arguments);
}

bool warning_void(size_t index, struct warning_void *found)
{
    static const struct warning_void OTHERS[] = {{"load_phase", NULL, "ends during the load phase"},
                                                 {"start", NULL, "does not load its start state"},
                                                 {"one_side", NULL, "has all neurons on one side"},
                                                 {"chance", NULL, "answers no better than chance"}};
    for (enum rule_number rule = 0; rule < RULES; rule++) {
        if (rule_voids(rule) && index-- == 0) {
            *found = (struct warning_void){"design_rule", rule_word(rule), rule_voids(rule)};
            return true;
        }
    }
    if (index < sizeof OTHERS / sizeof *OTHERS) {
        *found = OTHERS[index];
        return true;
    }
    return false;
}

const char *warning_no_answer(const char *kind, const char *rule)
{
    struct warning_void found;
    for (size_t k = 0; warning_void(k, &found); k++) {
        const bool same_rule = rule && found.rule ? strcmp(rule, found.rule) == 0 : rule == found.rule;
        if (strcmp(kind, "chance") != 0 && strcmp(kind, found.kind) == 0 && same_rule) {
            return found.text;
        }
    }
    return NULL;
}
