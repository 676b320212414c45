/* The same problem with each technology: as many runs of each, from random starts, and what a right answer costs. */
#ifndef TECHNOLOGIES_H
#define TECHNOLOGIES_H

#include "campaign/engine.h"
#include "netgen/technologies/technology.h"
#include "report/interval.h"

#include <stdio.h>

struct document;
struct recipe;

/* What the runs of one technology gave. */
struct technology_score {
    const struct technology *technology;
    char left_out[200]; /* options of the recipe that mean nothing for it, "vdw, rp"; "": none */
    size_t devices;
    size_t runs, ended;  /* of these came to rest, or are of neurons that never do */
    double best, mean;   /* objective of those that ended; of a recall the share of right bits */
    double time, energy; /* means of a run, s and J */
    double power;        /* energy by time, W */
    struct interval success, time_99, energy_99; /* Eqs. (71), (72) */
};

struct technology_scores {
    const struct question *question;
    size_t n, runs;
    unsigned long seed; /* of the first start */
    const char *engine;
    double target; /* what a run must reach: the best that any run found, or the known optimum */
    bool is_known; /* it is the known optimum */
    struct technology_score score[TECHNOLOGIES];
};

/* Makes the network of `recipe` with each technology and each of `runs` starts, whose seeds begin at `seed`, and runs
 * it. `workers`: 0 is all processors. STATUS_INPUT where the question has no right answer, as that of given weights.
 * Other errors as of recipe_make and trials_run. */
enum status technologies_run(const struct recipe *recipe, size_t runs, unsigned long seed, const struct engine *engine,
                             size_t workers, struct technology_scores *scores, struct diagnostic *diagnostic);

/* The scores for people, and for programs. */
void technologies_write(const struct technology_scores *scores, FILE *out);
void technologies_add(const struct technology_scores *scores, struct document *document);

#endif
