#include "library/library.h"

#include "base/c_locale.h"
#include "base/number.h"
#include "base/version.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *spinfield_version(void)
{
    return SPINFIELD_VERSION;
}

void spinfield_text_free(char *text)
{
    free(text);
}

enum spinfield_status library_end(enum status status, const struct diagnostic *diagnostic,
                                  struct spinfield_error *error)
{
    _Static_assert(sizeof error->text >= sizeof diagnostic->text, "every message fits");
    if (status != STATUS_OK && error) {
        snprintf(error->text, sizeof error->text, "%s", diagnostic->text);
    }
    return status == STATUS_OK ? SPINFIELD_OK : status == STATUS_SYSTEM ? SPINFIELD_SYSTEM : SPINFIELD_INPUT;
}

enum spinfield_status library_check(const struct library_pointer pointers[], struct spinfield_error *error)
{
    for (; pointers->name; pointers++) {
        if (!pointers->pointer) {
            struct diagnostic why;
            fail(&why, STATUS_INPUT, "error: `%s` is NULL; expected an object", pointers->name);
            return library_end(STATUS_INPUT, &why, error);
        }
    }
    return SPINFIELD_OK;
}

enum spinfield_status library_unknown(const char *what, const char *name, struct spinfield_error *error)
{
    struct diagnostic why;
    fail(&why, STATUS_INPUT, "error: there is no %s '%.40s'; spinfield.h says which there are", what, name);
    return library_end(STATUS_INPUT, &why, error);
}

enum spinfield_status library_absent(const char *owner, const char *name, struct spinfield_error *error)
{
    struct diagnostic why;
    fail(&why, STATUS_INPUT, "error: this %s has no %.40s", owner, name);
    library_end(STATUS_INPUT, &why, error);
    return SPINFIELD_ABSENT;
}

const char *library_option_text(const struct spinfield_option *option, char room[LIBRARY_NUMBER])
{
    IN_C_LOCALE;
    if (option->text) {
        return option->text;
    }
    snprintf(room, LIBRARY_NUMBER, "%.17g", option->number);
    return room;
}

enum status library_set_number(const struct library_number numbers[], const struct spinfield_option *option,
                               bool *known, struct diagnostic *diagnostic)
{
    const struct library_number *n = numbers;
    while (n->name && strcmp(n->name, option->name) != 0) {
        n++;
    }
    *known = n->name != NULL;
    if (!*known) {
        return STATUS_OK;
    }
    char room[LIBRARY_NUMBER];
    double value;
    const char *text = library_option_text(option, room);
    bool good = number_parse(text, &value) && value >= n->least && value <= n->greatest;
    if (!good || (n->whole && value != floor(value))) {
        return fail(diagnostic, STATUS_INPUT, "error: option %s is '%.40s'; expected a %snumber from %.10g to %.10g",
                    n->name, text, n->whole ? "whole " : "", n->least, n->greatest);
    }
    *n->value = value;
    return STATUS_OK;
}
