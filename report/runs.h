/* The runs of a campaign as its page shows them: what varies, and what came out. Plain numbers, whoever made them. */
#ifndef REPORT_RUNS_H
#define REPORT_RUNS_H

#include "base/status.h"
#include "report/interval.h"
#include "report/warning_counts.h"

#include <stdbool.h>
#include <stddef.h>

enum runs_outcome { RUN_CONVERGED, RUN_NOT_CONVERGED, RUN_FAILED };

/* A value that an option takes. */
struct runs_level {
    double number; /* NaN for a word */
    char *text;    /* for people */
};

/* An option that varies. */
struct runs_option {
    char *name;
    const char *unit;         /* of the numbers as they are here: "V", "%"; "" or NULL: none */
    bool numeric;             /* all levels are numbers */
    bool logarithmic;         /* they are at equal ratios */
    struct runs_level *level; /* [levels]: ascending where numeric, else as they appear first */
    size_t levels;
};

struct runs {
    /* What they are of; the texts belong to the caller. NULL where not known. */
    const char *name, *command, *version, *engine, *criterion;

    size_t planned;             /* runs of the whole campaign */
    size_t count;               /* of those that are here */
    bool sampled;               /* each combination is a sample, not a point of a grid */
    struct runs_option *option; /* [options] */
    size_t options;
    size_t *level;              /* [count][options]: which level of each option */
    enum runs_outcome *outcome; /* [count] */
    double *time, *energy;      /* [count], s and J; NaN where there is none */
    bool *no_answer;            /* [count]: a warning says that the answer means nothing; NULL: none does */
    double *quality;            /* [count], how good the answer is; NULL where runs have no such figure */
    struct runs_quality {
        char name[40], unit[8];        /* "accuracy", "" */
        bool less_is_better, compares; /* compares: all are of the same problems */
    } of_quality;
    size_t converged, failed;
    struct warning_counts warnings;
    const char *warning; /* of the campaign as a whole; NULL: none. Belongs to the caller */
    char *first_error;   /* of the runs that failed; NULL where none did */
};

/* Frees what belongs to it; both take a zeroed one. */
void runs_option_clear(struct runs_option *option);
void runs_clear(struct runs *runs);

/* What is drawn of a run. */
enum runs_quantity { RUNS_TIME, RUNS_ENERGY, RUNS_PRODUCT, RUNS_QUANTITIES };
const char *runs_quantity_name(enum runs_quantity quantity);
const char *runs_quantity_unit(enum runs_quantity quantity);

/* The quantity of a run: s, J or J s. NaN where it did not converge. */
double runs_value(const struct runs *runs, size_t run, enum runs_quantity quantity);

/* Runs with equal levels of some options. */
struct runs_group {
    size_t first; /* one of its runs, for the levels */
    size_t runs, converged, failed, no_answer;
    struct interval mean[RUNS_QUANTITIES]; /* of the runs that converged; NaN where there is none, and NaN bounds where
                                            * there is one */
    struct interval quality;               /* of the same runs */
    bool is_whole;                         /* all runs converged, and none is without an answer */
    bool may_be_best;                      /* that, and its answers are not worse than the best ones; answers.h */
};

struct runs_groups {
    struct runs_group *group; /* [count], by the levels: those of the first option vary slowest */
    size_t count;
    bool has_best;        /* the quality is known, so that there is a group with the best mean answer: */
    size_t best, as_good; /* which, and how many are not worse, itself among them */
};

/* Groups runs by the levels of the options by[by_count]; all are one group where that is 0. STATUS_SYSTEM where memory
 * is short. */
enum status runs_group(const struct runs *runs, const size_t *by, size_t by_count, struct runs_groups *groups,
                       struct diagnostic *diagnostic);
void runs_groups_clear(struct runs_groups *groups);

/* The group with the least mean, of those that may be best: a mean that lacks runs may be small because hard ones are
 * missing, and a bad answer may come fast. groups->count where there is none. */
size_t runs_least(const struct runs_groups *groups, enum runs_quantity quantity);

/* The groups that no other one betters in both time and energy, in order of time, to front[groups->count]; of those
 * that may be best. Returns how many. */
size_t runs_front(const struct runs_groups *groups, size_t *front);

#endif
