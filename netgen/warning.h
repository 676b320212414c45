/* Reasons to doubt an answer: a list of warnings. */
#ifndef WARNING_H
#define WARNING_H

#include "netgen/rules.h"

#include <stdbool.h>
#include <stddef.h>

struct warning {
    const char *kind; /* a word for programs; docs/formats.md lists them */
    bool said;        /* other lines of a report for people say so already */
    char text[300];   /* for people: one line that begins with a small letter */
};

enum { WARNINGS = RULES + 14 };

struct warnings {
    size_t count;
    struct warning warning[WARNINGS];
};

/* Adds one to `w`, which has room for it. */
void warning_add(struct warnings *w, const char *kind, bool said, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
