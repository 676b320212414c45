/* How far each parameter may go. Bounds are at 0.2 % and at 300 %, so the axis is logarithmic on both sides of the
 * nominal value, and linear within the resolution. */
#include "report/diagrams/picture_bounds.h"

#include "report/diagrams/picture_shares.h"
#include "report/diagrams/script.h"

#include <math.h>
#include <string.h>

/* ---- The axis ---- */

static double place_of(const struct bounds *bounds, double distance)
{
    return copysign(log10(1.0 + fabs(distance) / bounds->resolution), distance);
}

struct extent {
    double low, high; /* distances */
};

static struct extent extent_of(const struct bounds *bounds)
{
    struct extent extent = {0.0, 0.0};
    for (size_t k = 0; k < bounds->parameters; k++) {
        extent.low = fmin(extent.low, bounds->parameter[k].bound[0].distance);
        extent.high = fmax(extent.high, bounds->parameter[k].bound[1].distance);
    }
    return extent;
}

/* Tics at 0 and at powers of ten of a per cent on both sides. */
static void write_axis(const struct bounds *bounds, FILE *script)
{
    const double margin = 0.1; /* of the width, at each side */
    const struct extent extent = extent_of(bounds);
    const double low = place_of(bounds, extent.low), high = place_of(bounds, extent.high);
    const double room = margin * fmax(high - low, 0.1);
    fprintf(script, "set xrange [%.6g:%.6g]\nset xlabel 'distance from nominal (%%)' offset 0,0.4\nset xtics ('0' 0",
            low - room, high + room);
    for (int decade = (int)ceil(log10(200.0 * bounds->resolution)); decade < 6; decade++) {
        const double percent = pow(10.0, decade);
        if (percent <= 100.0 * extent.high) {
            fprintf(script, ", '+%g' %.6g", percent, place_of(bounds, 0.01 * percent));
        }
        if (percent <= -100.0 * extent.low) {
            fprintf(script, ", '-%g' %.6g", percent, place_of(bounds, -0.01 * percent));
        }
    }
    fputs(")\n", script);
}

/* ---- Bars ---- */

static void write_ends(const struct bounds *bounds, enum bound_end end, const char *name, FILE *script)
{
    fprintf(script, "$%s <<EOD\n", name);
    for (size_t k = 0; k < bounds->parameters; k++) {
        for (size_t which = 0; which < 2; which++) {
            const struct bound *bound = &bounds->parameter[k].bound[which];
            if (bound->end == end) {
                fprintf(script, "%.6g %zu\n", place_of(bounds, bound->distance), k);
            }
        }
    }
    fputs("EOD\n", script);
}

static void write_bars(const struct bounds *bounds, FILE *script)
{
    const double half = 0.14;
    fputs("$bars <<EOD\n", script);
    for (size_t k = 0; k < bounds->parameters; k++) {
        const double low = place_of(bounds, bounds->parameter[k].bound[0].distance);
        const double high = place_of(bounds, bounds->parameter[k].bound[1].distance);
        fprintf(script, "%.6g %zu %.6g %.6g %.6g %.6g\n", 0.5 * (low + high), k, low, high, (double)k - half,
                (double)k + half);
    }
    fputs("EOD\n", script);
}

/* The values of the ends, above the bars: inward where the bar has room for them, else outward. */
static void write_values(const struct bounds *bounds, FILE *script)
{
    const double above = 0.36, roomy = 0.45; /* of a row; of the axis */
    const struct extent extent = extent_of(bounds);
    const double width = place_of(bounds, extent.high) - place_of(bounds, extent.low);
    for (size_t k = 0; k < bounds->parameters; k++) {
        const struct bounds_parameter *parameter = &bounds->parameter[k];
        for (size_t which = 0; which < 2; which++) {
            const double place = place_of(bounds, parameter->bound[which].distance);
            const bool inward = fabs(place) > 0.5 * roomy * width;
            fputs("set label ", script);
            diagram_quote_name(bounds_value(parameter->bound[which].value, parameter->unit).text, 20, script);
            fprintf(script, " at %.6g,%.6g %s offset 0,0.1 front tc rgb ink\n", place, (double)k - above,
                    (which == 0) == inward ? "left" : "right");
        }
    }
}

static bool has_end(const struct bounds *bounds, enum bound_end end)
{
    for (size_t k = 0; k < bounds->parameters; k++) {
        if (bounds->parameter[k].bound[0].end == end || bounds->parameter[k].bound[1].end == end) {
            return true;
        }
    }
    return false;
}

void picture_bounds(const struct bounds *bounds, struct picture *picture)
{
    static const struct {
        enum bound_end end;
        const char *name, *style, *title;
    } ENDS[] = {
        {BOUND_FAILS, "fails", "pt 7 ps 0.8 lt 2", "runs fail"},
        {BOUND_LIMIT, "limit", "pt 5 ps 0.8 lt 3", "cannot be"},
        {BOUND_REACH, "reach", "pt 6 ps 0.9 lw 2 lc rgb ink", "not tried"},
    };
    FILE *script = picture->script;
    picture_rows_begin(bounds->parameters, 46, picture);
    picture->height += 54; /* the key */
    for (size_t k = 0; k < bounds->parameters; k++) {
        picture_row_name(k, bounds->parameter[k].name, script);
    }
    write_axis(bounds, script);
    write_bars(bounds, script);
    write_values(bounds, script);
    fputs("set arrow from 0, graph 0 to 0, graph 1 nohead front lc rgb ink lw 1 dt 2\n", script);
    for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++) {
        write_ends(bounds, ENDS[k].end, ENDS[k].name, script);
    }
    size_t ends = 0;
    for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++) {
        ends += has_end(bounds, ENDS[k].end);
    }
    diagram_key(ends, strlen(ENDS[0].title), script);
    fputs("plot $bars using 1:2:3:4:5:6 with boxxyerror fs transparent solid 0.35 noborder lt 1", script);
    for (size_t k = 0; k < sizeof ENDS / sizeof *ENDS; k++) {
        if (has_end(bounds, ENDS[k].end)) {
            fprintf(script, ", $%s using 1:2 with points %s title '%s'", ENDS[k].name, ENDS[k].style, ENDS[k].title);
        }
    }
    fputc('\n', script);
    snprintf(picture->title, sizeof picture->title, "Margins");
    fputs("Values of each parameter within which all runs pass, and the distance of their ends from the nominal value, "
          "the dashed line. The scale is logarithmic on both sides. An end says what is beyond it.",
          picture->caption);
    fprintf(picture->label, "Chart: intervals of %zu parameters around their nominal values.", bounds->parameters);
}
