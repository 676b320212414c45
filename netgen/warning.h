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

/* A kind of warning that says that an answer means nothing, and a short text for people ("breaks a design rule"). */
struct warning_void {
    const char *kind, *text;
};

/* Number `index` of these kinds, from 0; NULL past the last one. */
const struct warning_void *warning_void(size_t index);

/* Adds one to `w`, which has room for it. */
void warning_add(struct warnings *w, const char *kind, bool said, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
