/* A heat map of two options. */
#include "report/diagrams/picture.h"

#include "report/diagrams/picture_shares.h"
#include "report/diagrams/script.h"
#include "report/quantity.h"

#include <math.h>

/* The range of means that the shades of cells stand for. */
struct shades {
    double least, greatest;
    bool log;
};

static struct shades shades_of(const struct runs_groups *groups, enum runs_quantity quantity)
{
    const double far = 10.0;
    struct shades shades = {INFINITY, -INFINITY, false};
    for (size_t k = 0; k < groups->count; k++) {
        const double value = groups->group[k].mean[quantity].value;
        shades.least = fmin(shades.least, value); /* which passes over NaN */
        shades.greatest = fmax(shades.greatest, value);
    }
    shades.log = shades.least > 0.0 && shades.greatest / shades.least > far;
    return shades;
}

static double share_of(const struct shades *shades, double value)
{
    const double least = shades->log ? log(shades->least) : shades->least;
    const double greatest = shades->log ? log(shades->greatest) : shades->greatest;
    return greatest > least ? ((shades->log ? log(value) : value) - least) / (greatest - least) : 0.5;
}

/* The two numeric options with most values: x has more of them. False where there are not two. */
static bool choose_axes(const struct runs *runs, size_t by[2])
{
    size_t found = 0;
    for (size_t k = 0; k < runs->options; k++) {
        const size_t levels = runs->option[k].levels;
        if (!runs->option[k].numeric || levels < 2) {
            continue;
        }
        if (found == 0 || levels > runs->option[by[0]].levels) {
            by[1] = by[0];
            by[0] = k;
            found++;
        } else if (found == 1 || levels > runs->option[by[1]].levels) {
            by[1] = k;
            found++;
        }
    }
    return found >= 2;
}

static void write_cells(const struct runs *runs, const struct runs_groups *groups, const size_t by[2],
                        enum runs_quantity quantity, const struct shades *shades, FILE *script)
{
    const double half = 0.48; /* a gap, since neighbours that touch would show a seam */
    fputs("$cells <<EOD\n", script);
    for (size_t k = 0; k < groups->count; k++) {
        const struct runs_group *group = &groups->group[k];
        const size_t *level = &runs->level[group->first * runs->options];
        const double x = (double)level[by[0]], y = (double)level[by[1]];
        if (group->converged > 0) {
            fprintf(script, "%g %g %g %g %g %g %u\n", x, y, x - half, x + half, y - half, y + half,
                    picture_shade(share_of(shades, group->mean[quantity].value)));
        }
    }
    fputs("EOD\n", script);
}

/* A strip between the least and the greatest mean. */
static void write_strip(const struct shades *shades, enum runs_quantity what, int height, FILE *script)
{
    const char *unit = runs_quantity_unit(what);
    picture_strip(quantity(shades->least, unit).text, quantity(shades->greatest, unit).text, height, script);
}

static void say(const struct runs *runs, const struct runs_groups *groups, const size_t by[2], enum runs_quantity what,
                const struct shades *shades, struct picture *picture)
{
    const struct runs_option *x = &runs->option[by[0]], *y = &runs->option[by[1]];
    snprintf(picture->title, sizeof picture->title, "%s over %.18s and %.18s", runs_quantity_name(what), x->name,
             y->name);
    fprintf(picture->caption, "Mean at each combination of values%s.%s", shades->log ? ", shaded by its logarithm" : "",
            groups->count < x->levels * y->levels || runs->converged < runs->count ? " Empty: no run has converged."
                                                                                   : "");
    picture_say_least(runs, groups, what, by, 2, picture->caption);
    picture_say_averaged(runs, by, 2, picture->caption);
    picture_say_left_out(runs, picture->caption);
    fprintf(picture->label, "Heat map: mean %s at %zu values of %s and %zu of %s, from %s to %s.",
            runs_quantity_name(what), x->levels, x->name, y->levels, y->name,
            quantity(shades->least, runs_quantity_unit(what)).text,
            quantity(shades->greatest, runs_quantity_unit(what)).text);
}

enum status picture_map(const struct runs *runs, size_t option, enum runs_quantity quantity, struct picture *picture,
                        struct diagnostic *diagnostic)
{
    struct runs_groups groups;
    size_t by[2] = {0, 0};
    FILE *script = picture->script;
    (void)option;
    if (!choose_axes(runs, by)) {
        return STATUS_OK;
    }
    enum status status = runs_group(runs, by, 2, &groups, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const struct shades shades = shades_of(&groups, quantity);
    const size_t best = runs_least(&groups, quantity);
    picture->height = 360;
    fputs("unset grid\nleft = left + 0.05\nset lmargin at screen left\nset bmargin at screen bottom + 0.08\n", script);
    picture_places(&runs->option[by[0]], 'x', script);
    picture_places(&runs->option[by[1]], 'y', script);
    write_strip(&shades, quantity, picture->height, script);
    write_cells(runs, &groups, by, quantity, &shades, script);
    if (best < groups.count) {
        const size_t *level = &runs->level[groups.group[best].first * runs->options];
        fprintf(script, "$ring <<EOD\n%zu %zu\nEOD\n", level[by[0]], level[by[1]]);
    }
    fputs("plot $cells using 1:2:3:4:5:6:7 with boxxyerror fs solid noborder lc rgb variable", script);
    fputs(best < groups.count ? ", $ring using 1:2 with points pt 6 ps 1.5 lw 2 lc rgb ink\n" : "\n", script);
    say(runs, &groups, by, quantity, &shades, picture);
    runs_groups_clear(&groups);
    return STATUS_OK;
}
