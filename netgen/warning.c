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
