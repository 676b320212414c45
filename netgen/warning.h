/* Reasons to doubt an answer: a list of warnings. */
#ifndef WARNING_H
#define WARNING_H

#include "netgen/rules.h"

#include <stdbool.h>
#include <stddef.h>

struct warning {
    const char *kind; /* a word for programs; docs/formats.md lists them */
    const char *rule; /* rule_word of the design rule that is broken; NULL for other kinds */
    bool said;        /* other lines of a report for people say so already */
    char text[300];   /* for people: one line that begins with a small letter */
};

enum { WARNINGS = RULES + 15 };

struct warnings {
    bool incomplete; /* memory was too short to find all */
    size_t count;
    struct warning warning[WARNINGS];
};

/* A warning that says that an answer means nothing: its kind, its rule or NULL, and what such a run does, for people
 * ("ends during the load phase"). */
struct warning_void {
    const char *kind, *rule, *text;
};

/* Number `index` of these warnings, from 0; false past the last one. */
bool warning_void(size_t index, struct warning_void *found);

/* The text of such a warning; NULL for other kinds. Not of "chance": a comparison of answers says more than that.
 * `rule` may be NULL. */
const char *warning_no_answer(const char *kind, const char *rule);

/* Adds one to `w`, which has room for it. */
void warning_add(struct warnings *w, const char *kind, bool said, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
