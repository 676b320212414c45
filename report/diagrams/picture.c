#include "report/diagrams/picture.h"

#include "base/number.h"
#include "report/diagrams/script.h"
#include "report/quantity.h"

#include <math.h>
#include <string.h>

enum { MOST_TICS = 6, TIC_LENGTH = 10 };

/* ---- Axes ---- */

/* The name of an axis, with its unit where it has one. */
static void write_label(const char *name, const char *unit, char axis, FILE *script)
{
    char label[64];
    const bool has_unit = unit && *unit;
    snprintf(label, sizeof label, "%.40s%s%s%s", name, has_unit ? " (" : "", has_unit ? unit : "", has_unit ? ")" : "");
    fprintf(script, "set %clabel ", axis);
    diagram_quote_name(label, 50, script);
    fputs(axis == 'x' ? " offset 0,0.4\n" : " offset 0.6,0\n", script);
}

static void write_tic(double at, const char *text, bool first, FILE *script)
{
    fputs(first ? "" : ", ", script);
    diagram_quote_name(text, TIC_LENGTH, script);
    fprintf(script, " %.10g", at);
}

/* Tics at round numbers from `low` to `high`. */
static void write_round_tics(double low, double high, FILE *script)
{
    const double step = diagram_tic_step(high - low);
    bool first = true;
    for (double k = ceil(low / step - 1e-9); k * step <= high + 1e-9 * step; k++) {
        char text[40];
        write_tic(k * step, number_spice_rounded(text, sizeof text, k * step, 6), first, script);
        first = false;
    }
}

/* Tics at powers of ten, and at 2 and 5 times these where they are few: in a unit, "200 ns", or as options are, "200n".
 */
static void write_decades(double low, double high, const char *unit, FILE *script)
{
    const double decades = log10(high / low);
    const int every = (int)ceil(decades / MOST_TICS);
    static const double STEPS[] = {1.0, 2.0, 5.0};
    bool first = true;
    for (int e = (int)floor(log10(low)); e <= (int)ceil(log10(high)); e += every) {
        for (size_t k = 0; k < (decades < 2.5 ? 3 : 1); k++) {
            const double at = STEPS[k] * pow(10.0, e);
            if (at >= low * (1.0 - 1e-9) && at <= high * (1.0 + 1e-9)) {
                char text[40];
                if (unit) {
                    const struct diagram_unit scaled = diagram_unit(1.0000001 * at, unit);
                    snprintf(text, sizeof text, "%.4g %s", at * scaled.scale, scaled.name);
                } else {
                    number_spice_rounded(text, sizeof text, at, 6);
                }
                write_tic(at, text, first, script);
                first = false;
            }
        }
    }
}

void picture_decades(const char *name, const char *unit, double low, double high, FILE *script)
{
    fprintf(script, "set logscale x\nset xrange [%.10g:%.10g]\nset xtics (", low, high);
    write_decades(low, high, unit, script);
    fputs(")\n", script);
    write_label(name, NULL, 'x', script);
}

void picture_axis(const struct runs_option *option, char axis, FILE *script)
{
    const double pad = 0.04;
    if (!option->numeric) {
        picture_places(option, axis, script);
        return;
    }
    const double low = option->level[0].number, high = option->level[option->levels - 1].number;
    const bool log = option->logarithmic && low > 0.0 && high > low;
    const double room = high > low ? pad * (high - low) : fmax(0.5 * fabs(high), 1e-12);
    const double ratio = log ? pow(high / low, pad) : 1.0;
    fprintf(script, "%sset %crange [%.10g:%.10g]\n", log ? axis == 'x' ? "set logscale x\n" : "set logscale y\n" : "",
            axis, log ? low / ratio : low - room, log ? high * ratio : high + room);
    fprintf(script, "set %ctics (", axis);
    if (option->levels <= MOST_TICS) {
        for (size_t k = 0; k < option->levels; k++) {
            write_tic(option->level[k].number, option->level[k].text, k == 0, script);
        }
    } else if (log) {
        write_decades(low, high, NULL, script);
    } else {
        write_round_tics(low, high, script);
    }
    fputs(")\n", script);
    write_label(option->name, option->unit, axis, script);
}

void picture_places(const struct runs_option *option, char axis, FILE *script)
{
    const size_t most = axis == 'x' ? MOST_TICS : 2 * MOST_TICS;
    const size_t step = 1 + (option->levels - 1) / most;
    size_t longest = 0;
    fprintf(script, "set %crange [-0.5:%zu.5]\nset %ctics scale 0 (", axis, option->levels - 1, axis);
    for (size_t k = 0; k < option->levels; k += step) {
        const size_t length = strlen(option->level[k].text);
        write_tic((double)k, option->level[k].text, k == 0, script);
        longest = length > longest ? length : longest;
    }
    fputs(")\n", script);
    if (axis == 'y') {
        diagram_room_for_title(longest > TIC_LENGTH ? TIC_LENGTH + 3 : longest, script);
    }
    write_label(option->name, option->unit, axis, script);
}

double picture_place(const struct runs_option *option, size_t level)
{
    return option->numeric ? option->level[level].number : (double)level;
}

size_t picture_longest_level(const struct runs_option *option)
{
    const size_t most = 16 + 3;
    size_t longest = 0;
    for (size_t k = 0; k < option->levels; k++) {
        const size_t length = strlen(option->level[k].text);
        longest = length > longest ? length : longest;
    }
    return longest < most ? longest : most;
}

struct picture_extent picture_extent(const struct runs_groups *groups, enum runs_quantity quantity, bool intervals)
{
    struct picture_extent extent = {INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (size_t k = 0; k < groups->count; k++) { /* fmin and fmax pass over NaN */
        const struct interval *mean = &groups->group[k].mean[quantity];
        extent.least = fmin(extent.least, mean->value);
        extent.greatest = fmax(extent.greatest, mean->value);
        extent.low = fmin(extent.low, intervals ? mean->low : mean->value);
        extent.high = fmax(extent.high, intervals ? mean->high : mean->value);
    }
    extent.low = fmin(extent.low, extent.least);
    extent.high = fmax(extent.high, extent.greatest);
    return extent;
}

struct diagram_unit picture_scale(enum runs_quantity quantity, const struct picture_extent *extent, char axis,
                                  FILE *script)
{
    const double far = 30.0, pad = 0.06, below = 3.0;
    const struct diagram_unit unit = diagram_unit(extent->high, runs_quantity_unit(quantity));
    const double high = extent->high * unit.scale;
    if (extent->least > 0.0 && extent->greatest / extent->least > far) {
        const double low = fmax(extent->low, extent->least / below) * unit.scale, ratio = pow(high / low, pad);
        fprintf(script, "set logscale %c\nset %crange [%.6g:%.6g]\n", axis, axis, low / ratio, high * ratio);
        if (axis == 'y') {
            diagram_room_for_numbers(low / ratio, high * ratio, true, script);
        }
    } else {
        const double low = fmax(extent->low, 0.0) * unit.scale;
        const bool apart = high - low > 1e-4 * high; /* else gnuplot has no numbers for them */
        const double room = apart ? pad * (high - low) : 0.1 * fabs(high) + 1e-12;
        const double bottom = fmax(low - room, 0.0);
        fprintf(script, "set %crange [%.6g:%.6g]\nset %ctics %g\n", axis, bottom, high + room, axis,
                diagram_tic_step(high + room - bottom));
        if (axis == 'y') {
            diagram_room_for_numbers(bottom, high + room, false, script);
        }
    }
    write_label(runs_quantity_name(quantity), unit.name, axis, script);
    return unit;
}

void picture_mean(double place, const struct interval *mean, double scale, FILE *script)
{
    const double least = 1e-9; /* of the mean: below every axis, and above 0 for a logarithm */
    const double low = isfinite(mean->low) ? fmax(mean->low, least * mean->value) : mean->value;
    const double high = isfinite(mean->high) ? mean->high : mean->value;
    fprintf(script, "%.10g %.8g %.8g %.8g\n", place, mean->value * scale, low * scale, high * scale);
}

/* ---- Sentences ---- */

void picture_setting(const struct runs_option *option, size_t level, FILE *out)
{
    const bool in_percent = option->unit && strcmp(option->unit, "%") == 0;
    fprintf(out, "%s = %s%s", option->name, option->level[level].text, in_percent ? " %" : "");
}

void picture_settings(const struct runs *runs, size_t run, const size_t *by, size_t count, FILE *out)
{
    for (size_t k = 0; k < count; k++) {
        const struct runs_option *option = &runs->option[by[k]];
        fputs(k ? ", " : "", out);
        picture_setting(option, runs->level[run * runs->options + by[k]], out);
    }
}

void picture_say_least(const struct runs *runs, const struct runs_groups *groups, enum runs_quantity what,
                       const size_t *by, size_t count, FILE *caption)
{
    const size_t least = runs_least(groups, what);
    if (least == groups->count) {
        fputs(" No least mean is marked: each mean lacks runs.", caption);
        return;
    }
    fprintf(caption, " Ring: the least mean%s%s, %s at ",
            runs->converged < runs->count ? " of those that lack no run" : "",
            groups->has_best && groups->as_good < groups->count ? " with the best answers" : "",
            quantity(groups->group[least].mean[what].value, runs_quantity_unit(what)).text);
    picture_settings(runs, groups->group[least].first, by, count, caption);
    fputc('.', caption);
}

void picture_say_averaged(const struct runs *runs, const size_t *by, size_t count, FILE *caption)
{
    size_t said = 0;
    for (size_t k = 0; k < runs->options; k++) {
        bool shown = runs->option[k].levels < 2;
        for (size_t i = 0; i < count; i++) {
            shown = shown || by[i] == k;
        }
        if (!shown) {
            fprintf(caption, "%s%s", said++ ? ", " : " Averaged over ", runs->option[k].name);
        }
    }
    fputs(said ? "." : "", caption);
}

void picture_say_left_out(const struct runs *runs, FILE *caption)
{
    const size_t moving = runs->count - runs->converged - runs->failed;
    if (runs->converged == runs->count) {
        fprintf(caption, " All %zu run%s.", runs->count, plural(runs->count));
        return;
    }
    fprintf(caption, " %zu of %zu run%s are left out:", moving + runs->failed, runs->count, plural(runs->count));
    if (moving > 0) {
        fprintf(caption, " %zu did not converge%s", moving, runs->failed ? "," : ".");
    }
    if (runs->failed > 0) {
        fprintf(caption, " %zu failed.", runs->failed);
    }
}
