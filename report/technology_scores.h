/* The same problem with each technology, as its texts and its page show it. */
#ifndef TECHNOLOGY_SCORES_H
#define TECHNOLOGY_SCORES_H

#include "netgen/technologies/technology.h"
#include "report/interval.h"
#include "report/warning_counts.h"

#include <stdbool.h>

struct question;

/* Why options are left out. */
static const char TECHNOLOGIES_LEFT_OUT[] =
    "Left out are options that mean nothing for a technology, a --stop that was given for another one, and starts: all "
    "runs start at random.";

/* What the runs of one technology gave. */
struct technology_score {
    const struct technology *technology;
    char left_out[200]; /* options of the recipe that do not hold for it, "vdw, rp"; "": none */
    size_t devices;
    size_t runs, ended; /* of these came to rest, or are of neurons that never do */
    size_t answers;     /* of those that ended: no warning says that they mean nothing */
    size_t right;       /* of these */
    double *value;      /* [ended] objective of each run that ended; of a recall the share of right bits */
    bool *is_answer;    /* [ended] */
    double best, mean;  /* of value[]; best_answer: of those that are answers. NaN where there are none */
    double best_answer;
    struct warning_counts warnings;              /* in how many runs */
    const char *no_answer;                       /* of runs that are no answers, the first reason; NULL: all are */
    double time, energy;                         /* means of a run, s and J */
    double power;                                /* energy by time, W */
    struct interval success, time_99, energy_99; /* Eqs. (71), (72) */
};

struct technology_scores {
    const struct question *question;
    size_t n, runs;
    unsigned long seed; /* of the first start */
    const char *engine;
    double target;    /* what a run must reach: the best that any run found, or the known optimum; of a recall 1 */
    bool is_known;    /* it is the known optimum */
    double surpassed; /* the given optimum, where a run is clearly better; NaN: none */
    struct technology_score score[TECHNOLOGIES];
};

#endif
