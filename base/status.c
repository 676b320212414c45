#include "status.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>

static void make_printable(char *text)
{
    for (; *text; text++) {
        if (iscntrl((unsigned char)*text)) {
            *text = '?';
        }
    }
}

/* Names in parentheses: status.h has macros of these names for the analyzer. */
enum status(fail)(struct diagnostic *diagnostic, enum status status, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(diagnostic->text, sizeof diagnostic->text, format, arguments);
    va_end(arguments);
    make_printable(diagnostic->text);
    return status;
}

enum status(fail_at)(struct diagnostic *diagnostic, const char *path, long line, const char *format, ...)
{
    char what[sizeof diagnostic->text / 2];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(what, sizeof what, format, arguments);
    va_end(arguments);
    if (line > 0) {
        return fail(diagnostic, STATUS_INPUT, "%s:%ld: error: %s", path, line, what);
    }
    return fail(diagnostic, STATUS_INPUT, "%s: error: %s", path, what);
}

enum status(fail_memory)(struct diagnostic *diagnostic)
{
    return fail(diagnostic, STATUS_SYSTEM, "error: out of memory");
}
