/* The plan of a sweep: which networks it runs, as numbered points.
 *
 * A point is a combination of values of the axes, or a sample of them, and of seeds. Its number says it all: the first
 * axis varies slowest, then come the seeds of the problem, of the start and of the chip. Point i depends on the plan
 * alone. */
#ifndef PLAN_H
#define PLAN_H

#include "campaign/axis.h"

enum plan_sampling { PLAN_GRID, PLAN_LHS, PLAN_RANDOM };

/* The seeds that a plan varies: of problem, start and chip, as 'spinfield gen' has them. */
enum plan_seed { PLAN_SEEDS, PLAN_STARTS, PLAN_CHIPS, PLAN_SEED_KINDS };

/* The option of gen that sets the seed ("start-seed"), and that of sweep which varies it ("starts"). */
const char *plan_seed_name(enum plan_seed kind);
const char *plan_seed_option(enum plan_seed kind);

/* The numbers first, first + 1, ... */
struct plan_seeds {
    bool varied; /* else the network's recipe has what there is */
    size_t first, count;
};

enum { PLAN_MOST_POINTS = 100000000, PLAN_MOST_SAMPLES = 10000000 };

struct plan {
    struct axis *axis; /* [axes] */
    size_t axes;
    size_t coupled; /* the first axes, lists with as many values each, that change together */
    struct plan_seeds seeds[PLAN_SEED_KINDS];
    enum plan_sampling sampling;
    size_t samples; /* 1 for a grid */
    unsigned long sample_seed;

    /* what plan_finish computes */
    size_t combinations; /* of values, or samples: each with all seeds */
    size_t points;
    double *share; /* [axes][samples], each above 0 and below 1; NULL for a grid */
};

/* A plan of one point, which varies nothing. It is then filled by plan_vary, plan_sample and plan_seeds, in any order,
 * and ended by plan_finish. */
struct plan plan_begin(void);
void plan_clear(struct plan *plan);

/* Adds the axis that `text` says, as axis_parse has it. STATUS_INPUT also where the option is varied already, and where
 * it is a seed. */
enum status plan_vary(struct plan *plan, const char *text, struct diagnostic *diagnostic);

/* Adds `cases` cases, each with a value for each of `options` options, value[case][option]: these options change
 * together, slowest of all. Only for a plan that varies nothing yet. STATUS_SYSTEM where memory is short. */
enum status plan_couple(struct plan *plan, const char *const name[], size_t options, const char *const value[],
                        size_t cases, struct diagnostic *diagnostic);

/* Takes samples in place of the grid: "lhs:500", a Latin hypercube, in which each axis has one value in each of 500
 * equal parts; or "random:500", values that are independent of each other. `seed` is that of the samples. */
enum status plan_sample(struct plan *plan, const char *text, unsigned long seed, struct diagnostic *diagnostic);

/* Varies a seed: `count` numbers from `first` on. STATUS_INPUT where they exceed 2^32 - 1. */
enum status plan_seeds(struct plan *plan, enum plan_seed kind, size_t first, size_t count,
                       struct diagnostic *diagnostic);

/* Counts the points and draws the samples. STATUS_INPUT where there are more than PLAN_MOST_POINTS, where a grid has a
 * range without a count, and where samples are taken of a range with one, or of no axis; STATUS_SYSTEM where memory is
 * short. */
enum status plan_finish(struct plan *plan, struct diagnostic *diagnostic);

/* An option and its value at a point. */
struct plan_setting {
    const char *name;         /* of the option of gen */
    const char *value;        /* in the plan, or in `number` */
    char number[AXIS_NUMBER]; /* room for it */
};

/* How many options a point sets: the axes, and then the seeds that are varied. */
size_t plan_settings(const struct plan *plan);

/* The settings of `point` to setting[plan_settings(plan)]. They refer to themselves: they are not to be copied. */
void plan_point(const struct plan *plan, size_t point, struct plan_setting *setting);

/* The combination of values, or the sample, that `point` has; it shares it with points of other seeds. */
size_t plan_combination(const struct plan *plan, size_t point);

/* The plan as JSON on one line, to be freed. Two finished plans have the same points if and only if it is equal. */
enum status plan_text(const struct plan *plan, char **text, struct diagnostic *diagnostic);

#endif
