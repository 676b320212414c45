/* The same problem with each technology: as many runs of each, from random starts, and what a right answer costs. */
#ifndef TECHNOLOGIES_H
#define TECHNOLOGIES_H

#include "campaign/engine.h"
#include "report/origin.h"
#include "report/technology_scores.h"

#include <stdio.h>

struct document;
struct recipe;

/* The runs of each technology. */
struct technology_runs {
    size_t count;
    unsigned long seed; /* of the first start; the others follow */
    struct engine engine;
    size_t workers; /* 0: all processors */
};

/* Makes the network of `recipe` with each technology and each start, and runs it. STATUS_INPUT where the question has
 * no right answer, as that of given weights. Other errors as of recipe_make and trials_run; on an error there is
 * nothing to clear. */
enum status technologies_run(const struct recipe *recipe, const struct technology_runs *runs,
                             struct technology_scores *scores, struct diagnostic *diagnostic);

void technologies_clear(struct technology_scores *scores);

/* The scores for people, and for programs. */
void technologies_write(const struct technology_scores *scores, FILE *out);
void technologies_add(const struct technology_scores *scores, struct document *document);

#endif
