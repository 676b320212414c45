/* How good the answers in a store are: which columns say it, and which way. */
#ifndef STORE_QUALITY_H
#define STORE_QUALITY_H

#include "campaign/plan.h"
#include "campaign/store.h"

struct question;

enum { STORE_QUALITY_COLUMNS = 3, STORE_QUALITY_TEXT = 120 };

/* The key of the note. */
#define STORE_QUALITY "quality"

/* What a store of runs of `question` notes: "greatest cut", "least conflicts+uncoloured+several_colours"; "different
 * cut" where the plan varies the problem, so that the values of two settings are not of one problem; "" where the
 * question has no such figure. Returns `text`. */
const char *store_quality_text(const struct question *question, const struct plan *plan, char text[STORE_QUALITY_TEXT]);

struct store_quality {
    size_t column[STORE_QUALITY_COLUMNS]; /* [columns] of the reader, whose sum it is */
    size_t columns;                       /* 0: the store does not say */
    bool less_is_better;
    bool compares; /* the values of all settings are of the same problems */
    char name[40]; /* for people: "cut", "accuracy", "faults" */
    char unit[8];  /* "" for none */
};
struct store_quality store_quality(const struct store_reader *reader);

/* That of the row at the reader; NaN where it has none. */
double store_quality_of(const struct store_reader *reader, const struct store_quality *quality);

#endif
