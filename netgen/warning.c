#include "netgen/warning.h"

#include <stdarg.h>
#include <stdio.h>

void warning_add(struct warnings *w, const char *kind, bool said, const char *format, ...)
{
    struct warning *warning = &w->warning[w->count++];
    va_list arguments;
    warning->kind = kind;
    warning->said = said;
    va_start(arguments, format);
    vsnprintf(warning->text, sizeof warning->text, format, arguments);
    va_end(arguments);
}

const struct warning_void *warning_void(size_t index)
{
    static const struct warning_void KINDS[] = {{"design_rule", "breaks a design rule"},
                                                {"load_phase", "ends during the load phase"},
                                                {"start", "does not load its start state"},
                                                {"one_side", "has all neurons on one side"},
                                                {"chance", "answers no better than chance"}};
    return index < sizeof KINDS / sizeof *KINDS ? &KINDS[index] : NULL;
}
