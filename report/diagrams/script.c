#include "report/diagrams/script.h"

#include "report/visits.h"

#include "base/utf8.h"
#include "report/diagrams/sampling.h"
#include "report/micro.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* How many entries of a key fit beside each other, where so many characters fit. */
static size_t key_columns(size_t entries, size_t longest, size_t characters)
{
    const size_t sample = 9, columns = characters / (longest + sample);
    return columns == 0 ? 1 : columns < entries ? columns : entries;
}

void diagram_key(size_t entries, size_t longest, FILE *out)
{
    const size_t alone = key_columns(entries, longest, 76), page = key_columns(entries, longest, 44);
    const size_t rows_alone = (entries + alone - 1) / alone, rows = (entries + page - 1) / page;
    fprintf(out,
            "bottom = bottom + (alone ? %.3f : %zu.0/height)\nset bmargin at screen bottom\n"
            "set key at screen (left + right)/2, screen keyline center bottom horizontal samplen 1.5\n"
            "if (alone) { set key maxcols %zu } else { set key maxcols %zu }\n",
            0.035 + 0.042 * (double)(rows_alone - 1), 14 + 20 * rows, alone, page);
}

void diagram_equal_scales(double x0, double x1, double y0, double y1, FILE *out)
{
    fprintf(out,
            "unset border\nunset tics\nunset grid\n"
            "if (alone) {\n"
            "    wide = (right - left)*720.0/%g\n    high = (top - bottom)*540.0/%g\n"
            "    by = wide < high ? wide : high\n"
            "    x = 0.5*(wide/by - 1)*(%g)\n    y = 0.5*(high/by - 1)*(%g)\n"
            "} else {\n    x = 0\n    y = 0\n    set margins 0,0,0,0\n}\n"
            "set xrange [%g - x:%g + x]\nset yrange [%g - y:%g + y]\n",
            x1 - x0, fabs(y1 - y0), x1 - x0, y1 - y0, x0, x1, y0, y1);
}

/* A line at `at` of an axis that ends at `end` (both in its unit) with a word over it, which is within the plot: beyond
 * its sides it would be over the numbers of the other axis, or outside of the picture. */
static void mark_time(double at, double end, const char *what, FILE *out)
{
    const double near = 0.12; /* half the width of a word, of that of the axis */
    const char *const alignment = at < near * end ? "left" : at > (1.0 - near) * end ? "right" : "center";
    fprintf(out,
            "set arrow from %.6g, graph 0 to %.6g, graph 1 nohead front lc rgb ink lw 1 dt 2\n"
            "set label '%s' at %.6g, graph 1 %s offset 0,0.6 tc rgb soft\n",
            at, at, what, at, alignment);
}

double diagram_tic_step(double length)
{
    double least = length / 6.0, power = pow(10.0, floor(log10(least)));
    double digit = least / power;
    return power * (digit <= 1.0 ? 1.0 : digit <= 2.0 ? 2.0 : digit <= 5.0 ? 5.0 : 10.0);
}

/* Both are shares of the drawing: that of a page is narrower. */
static void widen(double alone, double page, FILE *out)
{
    fprintf(out, "room = alone ? %.4f : %.4f\nif (room > left) { left = room; set lmargin at screen left }\n", alone,
            page);
}

void diagram_room_for_names(size_t characters, FILE *out)
{
    const double letter = 7.6, gap = 12.0; /* pixels of a page */
    const double room = (letter * (double)characters + gap) / DIAGRAM_WIDTH;
    widen(0.6 * room, room, out);
}

void diagram_room_for_title(size_t characters, FILE *out)
{
    const double character = 9.0, title = 28.0;
    const double room = (character * (double)characters + title) / DIAGRAM_WIDTH;
    widen(0.6 * room, room, out);
}

void diagram_room_for_numbers(double low, double high, bool logarithmic, FILE *out)
{
    const double step = high > low ? diagram_tic_step(high - low) : 0.0;
    size_t longest = 0;
    double at = logarithmic ? pow(10.0, ceil(log10(low) - 1e-9)) : step > 0.0 ? step * ceil(low / step - 1e-9) : low;
    for (size_t k = 0; k < 40 && at <= high + 1e-9 * fabs(high); k++) {
        char text[40];
        const size_t length = (size_t)snprintf(text, sizeof text, "%g", fabs(at) < 1e-9 * step ? 0.0 : at);
        longest = length > longest ? length : longest;
        at = logarithmic ? 10.0 * at : step > 0.0 ? at + step : INFINITY;
    }
    diagram_room_for_title(longest, out);
}

void diagram_value_axis(double low, double high, FILE *out)
{
    const double pad = 0.05, least = 1e-9;
    const double apart = high - low, size = fmax(fabs(low), fabs(high));
    const double room = apart > least * size ? pad * apart : size > 0.0 ? pad * size : 1.0;
    fprintf(out, "set yrange [%.10g:%.10g]\nset ytics %g\n", low - room, high + room,
            diagram_tic_step(apart + 2.0 * room));
    diagram_room_for_numbers(low - room, high + room, false, out);
}

void diagram_time_axis(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    struct diagram_span span = diagram_span(run);
    const double scale = span.unit.scale, end = span.end * scale;
    fprintf(out, "set xrange [0:%.6g]\nset xtics 0,%g\nset xlabel 'time (%s)' offset 0,0.4\n", end,
            diagram_tic_step(end), span.unit.name);
    if (m->load_time > 0.0 && m->load_time < span.end) {
        mark_time(m->load_time * scale, end, "released", out);
    }
    if (visits_search(run->report->network)) {
        mark_time(m->first_seen * scale, end, "first seen", out);
    } else if (m->converged) {
        mark_time(m->time_to_solution * scale, end, run->trace->signal ? "last change" : "at rest", out);
    }
}

void diagram_quote(const char *text, size_t length, FILE *out)
{
    fputc('\'', out);
    for (size_t i = 0; i < length; i++) {
        if (micro_is_at(text, text + i)) {
            fputs("\xc2\xb5", out);
            continue;
        }
        fputs(text[i] == '\'' ? "''" : (char[]){text[i], '\0'}, out);
    }
    fputc('\'', out);
}

size_t diagram_label_length(const char *text)
{
    const size_t most = LABEL_LENGTH + 3;
    size_t length = strlen(text);
    return length < most ? length : most;
}

void diagram_quote_name(const char *text, size_t most, FILE *out)
{
    char shown[512];
    size_t length = 0, characters = 0, size;
    while (characters < most && length < sizeof shown - 8 && text[length] && (size = utf8_length(text + length)) > 0) {
        length += size;
        characters++;
    }
    snprintf(shown, sizeof shown, "%.*s%s", (int)length, text, text[length] ? "..." : "");
    diagram_quote(shown, strlen(shown), out);
}
