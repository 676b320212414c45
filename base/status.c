#include "base/status.h"

#include "base/c_locale.h"

#include "base/terminal.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Names in parentheses: status.h has macros of these names for the analyzer. */
enum status(fail)(struct diagnostic *diagnostic, enum status status, const char *format, ...)
{
    IN_C_LOCALE;
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(diagnostic->text, sizeof diagnostic->text, format, arguments);
    va_end(arguments);
    terminal_printable(diagnostic->text);
    return status;
}

enum status(fail_at)(struct diagnostic *diagnostic, const char *path, long line, const char *format, ...)
{
    IN_C_LOCALE;
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

static enum status status_of_errno(int reason)
{
    static const int USERS[] = {ENOENT, EACCES, EPERM,  ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG,
                                EROFS,  ENXIO,  ENODEV, ETXTBSY, EINVAL, EBADF, EOPNOTSUPP};
    for (size_t i = 0; i < sizeof USERS / sizeof *USERS; i++) {
        if (reason == USERS[i]) {
            return STATUS_INPUT;
        }
    }
    return STATUS_SYSTEM;
}

enum status(fail_errno)(struct diagnostic *diagnostic, const char *path, const char *what, int reason)
{
    return fail(diagnostic, status_of_errno(reason), "%s: error: %s: %s", path, what, strerror(reason));
}
