/* The figures of a report under their keys, which JSON and CSV share; private to the writers. */
#ifndef FIGURES_H
#define FIGURES_H

#include "report/report.h"

enum figure_kind { FIGURE_REAL, FIGURE_COUNT, FIGURE_FLAG, FIGURE_TEXT };

struct figure {
    const char *key;
    enum figure_kind kind;
    bool applies; /* the value is of no meaning where it does not */
    union {
        double real;
        size_t count;
        bool flag;
        const char *text;
    };
};

enum { FIGURES = 27 };

struct figures {
    struct figure figure[FIGURES];
    char *start; /* memory of one of the texts, or NULL */
};

/* All figures of `report`, which must outlive them, in the order of report.h. STATUS_SYSTEM where memory is short. */
enum status figures_take(const struct report *report, struct figures *figures, struct diagnostic *diagnostic);
void figures_clear(struct figures *figures);

/* Writes the value with `digits` digits; nothing where it does not apply. Names and bits: nothing to quote. */
void figure_write(const struct figure *figure, int digits, FILE *out);

#endif
