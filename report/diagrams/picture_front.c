/* Time and energy of all combinations. */
#include "report/diagrams/picture.h"

#include "report/quantity.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_DOTS = 3000 };

static void write_dots(const struct runs_groups *groups, bool whole, double x, double y, FILE *script)
{
    const size_t step = 1 + (groups->count - 1) / MOST_DOTS;
    fprintf(script, "$%s <<EOD\n", whole ? "whole" : "lacking");
    for (size_t k = 0; k < groups->count; k += step) {
        const struct runs_group *group = &groups->group[k];
        if (group->converged > 0 && (group->converged == group->runs) == whole) {
            fprintf(script, "%.8g %.8g\n", group->mean[RUNS_TIME].value * x, group->mean[RUNS_ENERGY].value * y);
        }
    }
    fputs("EOD\n", script);
}

/* Whether some group has converged wholly, or in part. */
static bool has_dots(const struct runs_groups *groups, bool whole)
{
    const size_t step = 1 + (groups->count - 1) / MOST_DOTS;
    for (size_t k = 0; k < groups->count; k += step) {
        const struct runs_group *group = &groups->group[k];
        if (group->converged > 0 && (group->converged == group->runs) == whole) {
            return true;
        }
    }
    return false;
}

static void draw(const struct runs_groups *groups, const size_t *front, size_t count, FILE *script)
{
    const char *before = "plot ";
    const struct picture_extent times = picture_extent(groups, RUNS_TIME, false);
    const struct picture_extent energies = picture_extent(groups, RUNS_ENERGY, false);
    const double x = picture_scale(RUNS_TIME, &times, 'x', script).scale;
    const double y = picture_scale(RUNS_ENERGY, &energies, 'y', script).scale;
    write_dots(groups, true, x, y, script);
    write_dots(groups, false, x, y, script);
    fputs("$front <<EOD\n", script);
    for (size_t k = 0; k < count; k++) {
        const struct interval *mean = groups->group[front[k]].mean;
        fprintf(script, "%.8g %.8g\n", mean[RUNS_TIME].value * x, mean[RUNS_ENERGY].value * y);
    }
    fputs("EOD\n", script);
    if (has_dots(groups, false)) {
        fprintf(script, "%s$lacking using 1:2 with points pt 6 ps 0.6 lc rgb soft", before);
        before = ", ";
    }
    if (has_dots(groups, true)) {
        fprintf(script, "%s$whole using 1:2 with points pt 7 ps 0.6 lt 1", before);
        before = ", ";
    }
    if (count > 0) {
        fprintf(script, "%s$front using 1:2 with steps lt 2 lw 1, $front using 1:2 with points pt 7 ps 0.9 lt 2",
                before);
    }
    fputc('\n', script);
}

enum status picture_front(const struct runs *runs, size_t option, enum runs_quantity quantity, struct picture *picture,
                          struct diagnostic *diagnostic)
{
    struct runs_groups groups = {0};
    size_t *by = calloc(runs->options + 1, sizeof *by), *front = NULL;
    (void)option;
    (void)quantity;
    for (size_t k = 0; by && k < runs->options; k++) {
        by[k] = k;
    }
    enum status status = by ? runs_group(runs, by, runs->options, &groups, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK && !(front = malloc((groups.count + 1) * sizeof *front))) {
        status = fail_memory(diagnostic);
    }
    if (status == STATUS_OK) {
        const size_t count = runs_front(&groups, front);
        picture->height = 330;
        draw(&groups, front, count, picture->script);
        snprintf(picture->title, sizeof picture->title, "Time and energy");
        fprintf(picture->caption,
                "A point for each combination of values, the means of its runs. Orange: the Pareto front, %zu "
                "combination%s that no other one betters in both time and energy.",
                count, plural(count));
        if (has_dots(&groups, false)) {
            fputs(" Rings: combinations that lack runs, which are not taken for the front.", picture->caption);
        }
        picture_say_left_out(runs, picture->caption);
        fprintf(picture->label, "Scatter chart: mean time and mean energy of %zu combinations, %zu on the front.",
                groups.count, count);
    }
    runs_groups_clear(&groups);
    free(front);
    free(by);
    return status;
}
