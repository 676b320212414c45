/* Means over an option: as a line where it is numeric, as points where it is words. */
#include "report/diagrams/picture.h"

#include "report/diagrams/script.h"
#include "report/quantity.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_LINES = 5, MOST_DOTS = 600, MOST_PLACES = 12 };

/* ---- Data ---- */

/* Widens an extent by the single runs that are drawn as dots. */
static void extend_to_runs(const struct runs *runs, enum runs_quantity quantity, struct picture_extent *extent)
{
    for (size_t run = 0; run < runs->count; run++) { /* fmin and fmax pass over NaN */
        const double value = runs_value(runs, run, quantity);
        extent->least = fmin(extent->least, value);
        extent->greatest = fmax(extent->greatest, value);
    }
    extent->low = fmin(extent->low, extent->least);
    extent->high = fmax(extent->high, extent->greatest);
}

static void write_dots(const struct runs *runs, size_t option, enum runs_quantity quantity, double scale, FILE *script)
{
    fputs("$dots <<EOD\n", script);
    for (size_t run = 0; run < runs->count; run++) {
        const double value = runs_value(runs, run, quantity);
        if (isfinite(value)) {
            fprintf(script, "%.10g %.8g\n",
                    picture_place(&runs->option[option], runs->level[run * runs->options + option]), value * scale);
        }
    }
    fputs("EOD\n", script);
}

/* The group that the ring is around, if any. */
static void write_ring(double place, const struct interval *mean, double scale, FILE *script)
{
    fprintf(script, "$ring <<EOD\n%.10g %.8g\nEOD\n", place, mean->value * scale);
}

/* ---- Lines ---- */

/* What a picture with lines shows. */
struct chart {
    const struct runs *runs;
    const struct runs_groups *groups;
    size_t x, series; /* the options along the axis and of the lines; series: runs->options where there is one line */
    enum runs_quantity quantity;
    bool dots; /* of single runs */
};

/* The option with a line for each value: the one with most values but not too many; runs->options where there is none.
 */
static size_t find_series(const struct runs *runs, size_t x)
{
    size_t series = runs->options;
    for (size_t k = 0; k < runs->options; k++) {
        const size_t levels = runs->option[k].levels;
        if (k != x && levels > 1 && levels <= MOST_LINES &&
            (series == runs->options || levels > runs->option[series].levels)) {
            series = k;
        }
    }
    return series;
}

/* The means, a block for each line that has some. */
static void write_lines(const struct chart *chart, double scale, FILE *script)
{
    const struct runs *runs = chart->runs;
    size_t last = SIZE_MAX;
    fputs("$means <<EOD\n", script);
    for (size_t k = 0; k < chart->groups->count; k++) {
        const struct runs_group *group = &chart->groups->group[k];
        const size_t *level = &runs->level[group->first * runs->options];
        const size_t line = chart->series < runs->options ? level[chart->series] : 0;
        if (group->converged > 0) {
            fputs(last != SIZE_MAX && line != last ? "\n\n" : "", script);
            last = line;
            picture_mean(picture_place(&runs->option[chart->x], level[chart->x]), &group->mean[chart->quantity], scale,
                         script);
        }
    }
    fputs("EOD\n", script);
}

/* Whether line `line` has a mean, and so a block. */
static bool has_line(const struct chart *chart, size_t line)
{
    const struct runs *runs = chart->runs;
    for (size_t k = 0; k < chart->groups->count; k++) {
        const struct runs_group *group = &chart->groups->group[k];
        if (group->converged > 0 &&
            (chart->series == runs->options || runs->level[group->first * runs->options + chart->series] == line)) {
            return true;
        }
    }
    return false;
}

/* Bands first, so that none lies on a line. */
static void plot_lines(const struct chart *chart, bool ring, FILE *script)
{
    const struct runs *runs = chart->runs;
    const size_t lines = chart->series < runs->options ? runs->option[chart->series].levels : 1;
    size_t block = 0;
    for (size_t line = 0; line < lines; line++) {
        if (has_line(chart, line)) {
            fprintf(script, "%s$means index %zu using 1:3:4 with filledcurves fs transparent solid 0.2 noborder lt %zu",
                    block ? ", " : "plot ", block, line + 1);
            block++;
        }
    }
    fputs(chart->dots ? ", $dots using 1:2 with points pt 7 ps 0.25 lc rgb soft" : "", script);
    block = 0;
    for (size_t line = 0; line < lines; line++) {
        if (has_line(chart, line)) {
            fprintf(script, ", $means index %zu using 1:2 with lines lt %zu", block, line + 1);
            if (lines > 1) {
                fputs(" title ", script);
                diagram_quote_name(runs->option[chart->series].level[line].text, 16, script);
            }
            fprintf(script, ", '' index %zu using 1:2 with points pt 7 ps 0.6 lt %zu", block, line + 1);
            block++;
        }
    }
    fputs(ring ? ", $ring using 1:2 with points pt 6 ps 1.5 lw 2 lc rgb ink\n" : "\n", script);
}

/* by[count]: the options whose values have a group each. */
static void say_line(const struct chart *chart, const size_t *by, size_t count, struct picture *picture)
{
    const struct runs *runs = chart->runs;
    const struct runs_option *x = &runs->option[chart->x];
    snprintf(picture->title, sizeof picture->title, "%s over %.20s", runs_quantity_name(chart->quantity), x->name);
    fputs("Means at each value, and their confidence intervals of 95 % as a band.", picture->caption);
    if (chart->series < runs->options) {
        fprintf(picture->caption, " A line for each %s.", runs->option[chart->series].name);
    }
    fputs(chart->dots ? " Dots: single runs." : "", picture->caption);
    picture_say_least(runs, chart->groups, chart->quantity, by, count, picture->caption);
    picture_say_averaged(runs, by, count, picture->caption);
    picture_say_left_out(runs, picture->caption);
    fprintf(picture->label, "Line chart: mean %s at %zu values of %s from %s to %s, with bands of confidence.",
            runs_quantity_name(chart->quantity), x->levels, x->name, x->level[0].text, x->level[x->levels - 1].text);
}

enum status picture_line(const struct runs *runs, size_t option, enum runs_quantity quantity, struct picture *picture,
                         struct diagnostic *diagnostic)
{
    struct runs_groups groups;
    const struct chart chart = {.runs = runs,
                                .groups = &groups,
                                .x = option,
                                .series = find_series(runs, option),
                                .quantity = quantity,
                                .dots = runs->count <= MOST_DOTS && runs->count > runs->option[option].levels};
    const bool one = chart.series == runs->options;
    const size_t by[] = {one ? option : chart.series, option}, count = one ? 1 : 2;
    enum status status = runs_group(runs, by, count, &groups, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct picture_extent extent = picture_extent(&groups, quantity, true);
    if (chart.dots) {
        extend_to_runs(runs, quantity, &extent);
    }
    picture->height = one ? 300 : 330;
    picture_axis(&runs->option[option], 'x', picture->script);
    const double scale = picture_scale(quantity, &extent, 'y', picture->script).scale;
    write_lines(&chart, scale, picture->script);
    if (chart.dots) {
        write_dots(runs, option, quantity, scale, picture->script);
    }
    const size_t best = runs_least(&groups, quantity);
    if (best < groups.count) {
        const struct runs_group *group = &groups.group[best];
        write_ring(picture_place(&runs->option[option], runs->level[group->first * runs->options + option]),
                   &group->mean[quantity], scale, picture->script);
    }
    if (!one) {
        diagram_key(runs->option[chart.series].levels, picture_longest_level(&runs->option[chart.series]),
                    picture->script);
    }
    plot_lines(&chart, best < groups.count, picture->script);
    say_line(&chart, by, count, picture);
    runs_groups_clear(&groups);
    return STATUS_OK;
}

/* ---- Words ---- */

/* The options whose combinations have a place each, to by[]: as many as fit. */
static size_t choose_words(const struct runs *runs, size_t *by)
{
    size_t count = 0, places = 1;
    for (size_t k = 0; k < runs->options; k++) {
        const size_t levels = runs->option[k].levels;
        if (levels > 1 && places * levels <= MOST_PLACES) {
            places *= levels;
            by[count++] = k;
        }
    }
    return count;
}

static void write_places(const struct runs *runs, const struct runs_groups *groups, const size_t *by, size_t count,
                         FILE *script)
{
    fprintf(script, "set xrange [-0.5:%zu.5]\nset bmargin at screen bottom + 0.08\nset xtics scale 0 %s(",
            groups->count - 1, groups->count > 3 ? "rotate by 30 right " : "");
    for (size_t k = 0; k < groups->count; k++) {
        char name[128] = "";
        for (size_t i = 0; i < count; i++) {
            const size_t used = strlen(name);
            const struct runs_option *option = &runs->option[by[i]];
            snprintf(name + used, sizeof name - used, "%s%.30s", i ? ", " : "",
                     option->level[runs->level[groups->group[k].first * runs->options + by[i]]].text);
        }
        fputs(k ? ", " : "", script);
        diagram_quote_name(name, 14, script);
        fprintf(script, " %zu", k);
    }
    fputs(")\nunset xlabel\n", script);
}

static void say_words(const struct runs *runs, const struct runs_groups *groups, const size_t *by, size_t count,
                      enum runs_quantity quantity, struct picture *picture)
{
    snprintf(picture->title, sizeof picture->title, "%s", runs_quantity_name(quantity));
    fputs("Means for each value of ", picture->caption);
    for (size_t k = 0; k < count; k++) {
        fprintf(picture->caption, "%s%s", k ? ", " : "", runs->option[by[k]].name);
    }
    fputs(", and their confidence intervals of 95 %.", picture->caption);
    picture_say_least(runs, groups, quantity, by, count, picture->caption);
    picture_say_averaged(runs, by, count, picture->caption);
    picture_say_left_out(runs, picture->caption);
    fprintf(picture->label, "Chart: mean %s of %zu groups of runs, with intervals of confidence.",
            runs_quantity_name(quantity), groups->count);
}

static void draw_words(const struct runs *runs, const struct runs_groups *groups, const size_t *by, size_t count,
                       enum runs_quantity quantity, struct picture *picture)
{
    FILE *script = picture->script;
    const struct picture_extent extent = picture_extent(groups, quantity, true);
    picture->height = 330;
    write_places(runs, groups, by, count, script);
    const double scale = picture_scale(quantity, &extent, 'y', script).scale;
    const size_t best = runs_least(groups, quantity);
    fputs("$means <<EOD\n", script);
    for (size_t k = 0; k < groups->count; k++) {
        if (groups->group[k].converged > 0) {
            picture_mean((double)k, &groups->group[k].mean[quantity], scale, script);
        }
    }
    fputs("EOD\n", script);
    if (best < groups->count) {
        write_ring((double)best, &groups->group[best].mean[quantity], scale, script);
    }
    fputs("plot $means using 1:3:(0):($4-$3) with vectors nohead lt 1, '' using 1:2 with points pt 7 ps 0.8 lt 1",
          script);
    fputs(best < groups->count ? ", $ring using 1:2 with points pt 6 ps 1.6 lw 2 lc rgb ink\n" : "\n", script);
}

enum status picture_words(const struct runs *runs, size_t option, enum runs_quantity quantity, struct picture *picture,
                          struct diagnostic *diagnostic)
{
    struct runs_groups groups;
    size_t *by = calloc(runs->options + 1, sizeof *by);
    (void)option;
    if (!by) {
        return fail_memory(diagnostic);
    }
    const size_t count = choose_words(runs, by);
    enum status status = runs_group(runs, by, count, &groups, diagnostic);
    if (status == STATUS_OK) {
        draw_words(runs, &groups, by, count, quantity, picture);
        say_words(runs, &groups, by, count, quantity, picture);
        runs_groups_clear(&groups);
    }
    free(by);
    return status;
}
