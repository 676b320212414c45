/* What a sweep is: the networks of a plan, each made by one recipe with some options changed, and what runs them. */
#ifndef SWEEP_PLAN_H
#define SWEEP_PLAN_H

#include "campaign/engine.h"
#include "campaign/plan.h"
#include "campaign/store_plan.h"

struct recipe;
struct ranks;

struct sweep {
    struct plan *plan;               /* finished by sweep_check */
    const struct recipe *recipe;     /* of the network that the points are changes of */
    const struct question *question; /* of that network; NULL: the recipe's, which does not know what a file asks */
    struct engine engine;
    size_t workers;       /* threads for the solver, processes for ngspice; with ranks, processes of each rank but 0 */
    struct ranks *ranks;  /* that do the work together, campaign/ranks.h; NULL: this process alone */
    size_t shard, shards; /* runs the points whose number modulo `shards` is `shard`, counted from 0 */
    const char *command;  /* a note in the store; NULL: none */
    /* Told how many of this shard's rows the store has, by one thread at a time; may be NULL. */
    void (*show)(void *context, size_t done, size_t all);
    void *context;
};

/* Gives the plan's axes the longer names of their options. STATUS_INPUT where an option does not exist, has no meaning
 * for the network, may be given more than once, or is varied under two names. */
enum status sweep_check_names(const struct sweep *sweep, struct diagnostic *diagnostic);

/* Looks at all values of the plan's axes before anything is written, and finishes the plan: samples of an option that
 * takes whole numbers are rounded. STATUS_INPUT where an option does not exist, does not take one of the values, may be
 * given more than once, or is varied under two names; errors as those of plan_finish. */
enum status sweep_check(const struct sweep *sweep, struct diagnostic *diagnostic);

/* The first seed of a kind: that of the recipe, which is the problem's where it has none for start or chip. */
size_t sweep_first_seed(const struct recipe *recipe, enum plan_seed kind);

/* The seed of a kind that holds at `point`; that of the recipe where it is not varied. */
size_t sweep_seed(const struct sweep *sweep, size_t point, enum plan_seed kind);

/* The network of `point`. Errors as those of recipe_set and recipe_make. */
enum status sweep_network(const struct sweep *sweep, size_t point, struct network **network,
                          struct diagnostic *diagnostic);

/* What came out of a run. */
struct sweep_row {
    size_t point;
    const char *error;                /* one line; NULL where the run is done */
    const char *warnings;             /* kinds, separated by blanks */
    const struct store_value *metric; /* as store_metric_columns has them for the task */
};

typedef void (*sweep_sink)(void *context, const struct sweep_row *row);

#endif
