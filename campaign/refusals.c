#include "campaign/refusals.h"

#include "solver/solver.h"

#include <string.h>

enum { MOST_TRIES = 100, MOST_SAMPLES = MOST_TRIES + 1 /* then there may be more of them than are tried */ };

/* Points that have something in common, by numbers from 0. */
struct group {
    const struct sweep *sweep;
    const struct axis *axis; /* whose value `value` they have; NULL: all points */
    size_t value;
    size_t number;        /* of the axis */
    size_t points;        /* how many there are */
    const size_t *sample; /* [points] which combinations they are, of a plan of samples; NULL: a grid */
};

/* ---- Which points ---- */

/* Combinations of the values of the axes behind axis `k`, which vary faster; coupled ones vary together. */
static size_t combinations_behind(const struct plan *plan, size_t k)
{
    size_t product = 1;
    for (size_t i = k < plan->coupled ? plan->coupled : k + 1; i < plan->axes; i++) {
        product *= plan->axis[i].count;
    }
    return product;
}

static size_t points_of_combination(const struct plan *plan)
{
    return plan->points / plan->combinations;
}

/* Point `m` of the group. */
static size_t point_of(const struct group *group, size_t m)
{
    const struct plan *plan = group->sweep->plan;
    const size_t seeds = points_of_combination(plan);
    if (!group->axis) {
        return m;
    }
    if (group->sample) {
        return group->sample[m / seeds] * seeds + m % seeds;
    }
    const size_t behind = combinations_behind(plan, group->number), j = m / seeds;
    const size_t combination = (j / behind * group->axis->count + group->value) * behind + j % behind;
    return combination * seeds + m % seeds;
}

/* The try number `k` of a group: all points where they are few, else points spread over it, by the golden ratio. */
static size_t place_of(const struct group *group, size_t k)
{
    const double golden = 0.6180339887498949;
    if (group->points <= MOST_TRIES) {
        return k;
    }
    const double share = (double)k * golden;
    return (size_t)((share - (double)(size_t)share) * (double)group->points);
}

/* ---- Whether they can be ---- */

static enum status try_point(const struct sweep *sweep, size_t point, struct diagnostic *why)
{
    struct network *network;
    enum status status = sweep_network(sweep, point, &network, why);
    if (status == STATUS_OK && sweep->engine.kind == ENGINE_SOLVER) {
        status = solver_check(network, why);
    }
    network_free(network);
    return status;
}

/* STATUS_INPUT where no point of the group can be. */
static enum status check_group(const struct group *group, struct diagnostic *diagnostic)
{
    const bool more = group->points > MOST_TRIES; /* than are tried */
    const size_t tries = more ? MOST_TRIES : group->points;
    struct diagnostic first = {.text = ""};
    if (tries == 0) {
        return STATUS_OK;
    }
    for (size_t k = 0; k < tries; k++) {
        struct diagnostic why;
        const enum status status = try_point(group->sweep, point_of(group, place_of(group, k)), &why);
        if (status == STATUS_OK) {
            return STATUS_OK;
        }
        if (status != STATUS_INPUT) {
            *diagnostic = why;
            return status;
        }
        if (k == 0) {
            first = why;
        } else if (more && strcmp(first.text, why.text) != 0) {
            return STATUS_OK; /* for several reasons: there may be points without one */
        }
    }
    if (!group->axis) {
        *diagnostic = first;
        return STATUS_INPUT;
    }
    char number[AXIS_NUMBER];
    return fail(diagnostic, STATUS_INPUT, "%s; so it is in every run with %s=%.40s", first.text, group->axis->name,
                axis_value(group->axis, group->value, number));
}

/* ---- The groups ---- */

/* The samples that have the value of a list, to sample[], at most MOST_SAMPLES; returns how many. */
static size_t find_samples(const struct group *group, size_t sample[static MOST_SAMPLES])
{
    const struct plan *plan = group->sweep->plan;
    size_t found = 0;
    for (size_t c = 0; c < plan->samples && found < MOST_SAMPLES; c++) {
        char number[AXIS_NUMBER];
        const char *value = axis_at(group->axis, plan->share[group->number * plan->samples + c], number);
        if (value == group->axis->value[group->value]) {
            sample[found++] = c;
        }
    }
    return found;
}

static enum status check_value(const struct sweep *sweep, size_t number, size_t value, struct diagnostic *diagnostic)
{
    const struct plan *plan = sweep->plan;
    const struct axis *axis = &plan->axis[number];
    struct group group = {.sweep = sweep, .axis = axis, .value = value, .number = number};
    size_t sample[MOST_SAMPLES];
    if (plan->sampling != PLAN_GRID) {
        group.sample = sample;
        group.points = find_samples(&group, sample) * points_of_combination(plan);
    } else {
        group.points = plan->points / axis->count;
    }
    return check_group(&group, diagnostic);
}

static enum status check_axis(const struct sweep *sweep, size_t number, struct diagnostic *diagnostic)
{
    const struct axis *axis = &sweep->plan->axis[number];
    const bool samples_a_range = sweep->plan->sampling != PLAN_GRID && axis->kind != AXIS_LIST;
    const size_t values = samples_a_range ? 0 : axis->count < REFUSALS_VALUES ? axis->count : REFUSALS_VALUES;
    enum status status = STATUS_OK;
    for (size_t k = 0; k < values && status == STATUS_OK; k++) {
        status = check_value(sweep, number, values == 1 ? 0 : k * (axis->count - 1) / (values - 1), diagnostic);
    }
    return status;
}

enum status refusals_check(const struct sweep *sweep, struct diagnostic *diagnostic)
{
    const struct group all = {.sweep = sweep, .points = sweep->plan->points};
    enum status status =
        sweep->plan->axes == 0 || sweep->plan->sampling != PLAN_GRID ? check_group(&all, diagnostic) : STATUS_OK;
    for (size_t k = 0; k < sweep->plan->axes && status == STATUS_OK; k++) {
        status = check_axis(sweep, k, diagnostic);
    }
    return status;
}
