/* How runs spread: histograms, and samples over an option. */
#include "report/diagrams/picture.h"

#include "report/diagrams/script.h"
#include "report/quantity.h"

#include <math.h>
#include <stdlib.h>

/* ---- Histogram ---- */

static int compare(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* The quantity of all runs that converged, ascending, to be freed. NULL where memory is short. */
static double *values_of(const struct runs *runs, enum runs_quantity quantity, size_t *count)
{
    double *value = malloc((runs->count + 1) * sizeof *value);
    *count = 0;
    for (size_t run = 0; value && run < runs->count; run++) {
        const double v = runs_value(runs, run, quantity);
        if (isfinite(v)) {
            value[(*count)++] = v;
        }
    }
    if (value) {
        qsort(value, *count, sizeof *value, compare);
    }
    return value;
}

/* Bars from the least to the greatest of value[count], ascending and in the unit of the axis. */
static void write_bars(const double *value, size_t count, const char *label, FILE *script)
{
    enum { LEAST_BARS = 5, MOST_BARS = 40 };
    const double low = value[0], high = value[count - 1];
    const bool apart = high - low > 1e-4 * fabs(high); /* as in picture_scale */
    const size_t bars = apart ? (size_t)fmin(fmax(ceil(sqrt((double)count)), LEAST_BARS), MOST_BARS) : 1;
    const double width = apart ? (high - low) / (double)bars : fmax(0.02 * fabs(high), 1e-12);
    const double first = apart ? low : low - 0.5 * width;
    size_t at = 0, most = 0;
    fputs("$bars <<EOD\n", script);
    for (size_t k = 0; k < bars; k++) {
        size_t runs = 0;
        for (; at < count && (k + 1 == bars || value[at] < first + width * (double)(k + 1)); at++) {
            runs++;
        }
        most = runs > most ? runs : most;
        fprintf(script, "%.8g %zu\n", first + width * ((double)k + 0.5), runs);
    }
    fputs("EOD\n", script);
    diagram_room_for_numbers(0.0, (double)most, false, script);
    const double margin = bars == 1 ? 5.0 * width : width;
    const double from = first - margin, to = first + width * (double)bars + margin;
    fprintf(script,
            "set xrange [%.8g:%.8g]\nset xtics %g\nset yrange [0:%g]\nset ytics %g\nset xlabel '%s' offset 0,0.4\n"
            "set ylabel 'runs' offset 0.6,0\nset style fill solid noborder\nset boxwidth %.8g\n"
            "plot $bars using 1:2 with boxes lt 1\n",
            from, to, diagram_tic_step(to - from), 1.08 * (double)most, fmax(1.0, diagram_tic_step((double)most)),
            label, 0.92 * width);
}

static void mark(double at, const char *what, FILE *script)
{
    fprintf(script,
            "set arrow from %.8g, graph 0 to %.8g, graph 1 nohead front lc rgb ink lw 1 dt 2\n"
            "set label '%s' at %.8g, graph 1 center offset 0,0.6 tc rgb soft\n",
            at, at, what, at);
}

enum status picture_histogram(const struct runs *runs, size_t option, enum runs_quantity what, struct picture *picture,
                              struct diagnostic *diagnostic)
{
    size_t count;
    double *value = values_of(runs, what, &count);
    (void)option;
    if (!value) {
        return fail_memory(diagnostic);
    }
    if (count > 0) {
        const char *unit = runs_quantity_unit(what);
        const double least = value[0], greatest = value[count - 1];
        const double median = 0.5 * (value[(count - 1) / 2] + value[count / 2]);
        const struct diagram_unit scaled = diagram_unit(greatest, unit);
        char label[64];
        snprintf(label, sizeof label, "%s (%s)", runs_quantity_name(what), scaled.name);
        for (size_t k = 0; k < count; k++) {
            value[k] *= scaled.scale;
        }
        picture->height = 280;
        mark(median * scaled.scale, "median", picture->script);
        write_bars(value, count, label, picture->script);
        snprintf(picture->title, sizeof picture->title, "Distribution of the %s", runs_quantity_name(what));
        fprintf(picture->caption, "How many runs have which value: from %s to %s, median %s.",
                quantity(least, unit).text, quantity(greatest, unit).text, quantity(median, unit).text);
        picture_say_left_out(runs, picture->caption);
        fprintf(picture->label, "Histogram: %s of %zu runs from %s to %s, median %s.", runs_quantity_name(what), count,
                quantity(least, unit).text, quantity(greatest, unit).text, quantity(median, unit).text);
    }
    free(value);
    return STATUS_OK;
}

/* ---- Samples ---- */

enum { MOST_DOTS = 1500 };

static void write_dots(const struct runs *runs, const struct runs_groups *groups, size_t option,
                       enum runs_quantity quantity, double scale, FILE *script)
{
    const size_t step = 1 + (groups->count - 1) / MOST_DOTS;
    fputs("$dots <<EOD\n", script);
    for (size_t k = 0; k < groups->count; k += step) {
        const struct runs_group *group = &groups->group[k];
        if (group->converged > 0) {
            fprintf(script, "%.10g %.8g\n",
                    picture_place(&runs->option[option], runs->level[group->first * runs->options + option]),
                    group->mean[quantity].value * scale);
        }
    }
    fputs("EOD\n", script);
}

static void draw_scatter(const struct runs *runs, const struct runs_groups *groups, size_t option,
                         enum runs_quantity quantity, struct picture *picture)
{
    FILE *script = picture->script;
    const struct picture_extent extent = picture_extent(groups, quantity, false);
    picture->height = 300;
    picture_axis(&runs->option[option], 'x', script);
    const double scale = picture_scale(quantity, &extent, 'y', script).scale;
    const size_t best = runs_least(groups, quantity);
    write_dots(runs, groups, option, quantity, scale, script);
    if (best < groups->count) {
        const struct runs_group *group = &groups->group[best];
        fprintf(script, "$ring <<EOD\n%.10g %.8g\nEOD\n",
                picture_place(&runs->option[option], runs->level[group->first * runs->options + option]),
                group->mean[quantity].value * scale);
    }
    fputs("plot $dots using 1:2 with points pt 7 ps 0.45 lt 1", script);
    fputs(best < groups->count ? ", $ring using 1:2 with points pt 6 ps 1.5 lw 2 lc rgb ink\n" : "\n", script);
}

enum status picture_scatter(const struct runs *runs, size_t option, enum runs_quantity quantity,
                            struct picture *picture, struct diagnostic *diagnostic)
{
    struct runs_groups groups;
    size_t *by = calloc(runs->options + 1, sizeof *by);
    for (size_t k = 0; by && k < runs->options; k++) {
        by[k] = k;
    }
    enum status status = by ? runs_group(runs, by, runs->options, &groups, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        draw_scatter(runs, &groups, option, quantity, picture);
        snprintf(picture->title, sizeof picture->title, "%s over %.20s", runs_quantity_name(quantity),
                 runs->option[option].name);
        fputs("A point for each sample, the mean of its runs.", picture->caption);
        if (groups.count > MOST_DOTS) {
            fprintf(picture->caption, " %zu of %zu samples are shown.",
                    (groups.count + (groups.count - 1) / MOST_DOTS) / (1 + (groups.count - 1) / MOST_DOTS),
                    groups.count);
        }
        picture_say_least(runs, &groups, quantity, &option, 1, picture->caption);
        picture_say_left_out(runs, picture->caption);
        fprintf(picture->label, "Scatter chart: %s of %zu samples over %s.", runs_quantity_name(quantity), groups.count,
                runs->option[option].name);
        runs_groups_clear(&groups);
    }
    free(by);
    return status;
}
