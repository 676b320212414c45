#include "report/diagrams/diagram.h"

#include "base/c_locale.h"

#include "report/diagrams/script.h"
#include "report/diagrams/gnuplot.h"
#include "base/text.h"
#include "base/utf8.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct diagram *const diagrams[DIAGRAMS] = {&diagram_walls,  &diagram_waves, &diagram_state,
                                                  &diagram_energy, &diagram_power, &diagram_cost};

/* Blue, orange and green that the colour-blind tell apart. */
const struct diagram_colour diagram_colours[DIAGRAM_COLOURS] = {
    {"ink", 0x1f2328, 0xe6e8ea},    {"soft", 0x5b6470, 0xa3abb5},   {"line", 0xd5d9de, 0x3a4149},
    {"ground", 0xeef0f3, 0x23282e}, {"on", 0x0b62a8, 0x6cb0f5},     {"off", 0xc4540a, 0xf0a15e},
    {"third", 0x1a7f5a, 0x5fcf9f},  {"fourth", 0x9a4f8f, 0xd79bd0}, {"fifth", 0x8a6d00, 0xd9c050},
    {"missed", 0xd1242f, 0xff7b72},
};

const struct diagram *diagram_find(const char *name)
{
    for (size_t k = 0; k < DIAGRAMS; k++) {
        if (strcmp(diagrams[k]->name, name) == 0) {
            return diagrams[k];
        }
    }
    return NULL;
}

const char *diagram_plural(size_t count)
{
    return count == 1 ? "" : "s";
}

struct diagram_unit diagram_unit(double greatest, const char *unit)
{
    static const char *const PREFIXES[] = {"a", "f", "p", "n", "µ", "m", "", "k", "M", "G", "T"};
    const int none = 6, last = 10;
    int prefix = none;
    if (isfinite(greatest) && greatest != 0.0) {
        prefix += (int)floor(log10(fabs(greatest)) / 3.0);
        prefix = prefix < 0 ? 0 : prefix > last ? last : prefix;
    }
    struct diagram_unit made = {.scale = pow(10.0, -3.0 * (prefix - none))};
    snprintf(made.name, sizeof made.name, "%s%s", PREFIXES[prefix], unit);
    return made;
}

struct diagram_span diagram_span(const struct diagram_run *run)
{
    const double beyond = 1.06; /* so that the moment of rest is seen */
    const struct trace *trace = run->trace;
    const struct measures *m = run->report->measures;
    double last = trace->time[trace->points - 1];
    struct diagram_span span = {.end = last};
    if (m->converged && m->time_to_solution > 0.0 && beyond * m->time_to_solution < last) {
        span.end = beyond * m->time_to_solution;
    }
    while (span.count < trace->points && trace->time[span.count] < span.end) {
        span.count++;
    }
    span.count += span.count < trace->points; /* the first point beyond, so that curves go on to the end */
    span.unit = diagram_unit(span.end, "s");
    return span;
}

size_t diagram_choose(size_t count, size_t most, size_t *point)
{
    size_t chosen = count < most ? count : most;
    for (size_t k = 0; k < chosen; k++) {
        point[k] = chosen == 1 ? 0 : k * (count - 1) / (chosen - 1);
    }
    return chosen;
}

void diagram_key(FILE *out)
{
    fputs("if (!alone) { set bmargin at screen bottom + 0.10 }\n"
          "set key at screen (left + right)/2, screen keyline center bottom horizontal samplen 1.5\n",
          out);
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

/* A line at `at` (in the unit of the axis) with a word over it. */
static void mark_time(double at, const char *what, const char *alignment, FILE *out)
{
    fprintf(out,
            "set arrow from %.6g, graph 0 to %.6g, graph 1 nohead front lc rgb ink lw 1 dt 2\n"
            "set label '%s' at %.6g, graph 1 %s offset 0,0.6 tc rgb soft\n",
            at, at, what, at, alignment);
}

/* A step of 1, 2 or 5 times a power of 10 that divides `length` into at most six parts. */
static double tic_step(double length)
{
    double least = length / 6.0, power = pow(10.0, floor(log10(least)));
    double digit = least / power;
    return power * (digit <= 1.0 ? 1.0 : digit <= 2.0 ? 2.0 : digit <= 5.0 ? 5.0 : 10.0);
}

void diagram_time_axis(const struct diagram_run *run, FILE *out)
{
    const struct measures *m = run->report->measures;
    struct diagram_span span = diagram_span(run);
    double scale = span.unit.scale;
    fprintf(out, "set xrange [0:%.6g]\nset xtics 0,%g\nset xlabel 'time (%s)' offset 0,0.4\n", span.end * scale,
            tic_step(span.end * scale), span.unit.name);
    if (m->load_time > 0.0 && m->load_time < span.end) {
        mark_time(m->load_time * scale, "released", "center", out);
    }
    if (m->converged) {
        mark_time(m->time_to_solution * scale, "at rest", "right", out);
    }
}

/* ---- What stands around each script ---- */

/* `text` in gnuplot's single quotes. */
static void write_quoted(const char *text, size_t length, FILE *out)
{
    fputc('\'', out);
    for (size_t i = 0; i < length; i++) {
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

void diagram_quoted(const char *text, size_t most, FILE *out)
{
    char shown[512];
    size_t length = 0, characters = 0, size;
    while (characters < most && length < sizeof shown - 8 && text[length] && (size = utf8_length(text + length)) > 0) {
        length += size;
        characters++;
    }
    snprintf(shown, sizeof shown, "%.*s%s", (int)length, text, text[length] ? "..." : "");
    write_quoted(shown, strlen(shown), out);
}

static void write_terminal(const struct diagram *diagram, enum diagram_medium medium, int height, FILE *out)
{
    switch (medium) {
    case DIAGRAM_PAGE:
        fprintf(out, "set terminal svg noenhanced size %d,%d dynamic font 'sans-serif,13'\n", DIAGRAM_WIDTH, height);
        break;
    case DIAGRAM_SVG:
        fprintf(out,
                "set terminal svg noenhanced size 720,540 dynamic font 'sans-serif,14' background '#ffffff' "
                "name '%s'\n",
                diagram->name);
        break;
    case DIAGRAM_PNG:
        fputs("set terminal pngcairo noenhanced size 1440,1080 font 'sans-serif,10.5' fontscale 2 linewidth 2 "
              "background '#ffffff'\n",
              out);
        break;
    case DIAGRAM_PDF:
        fputs("set terminal pdfcairo noenhanced size 18cm,13.5cm font 'sans-serif,9' background '#ffffff'\n", out);
        break;
    }
}

static void write_style(FILE *out)
{
    fputs("set encoding utf8\n", out);
    for (size_t k = 0; k < DIAGRAM_COLOURS; k++) {
        fprintf(out, "%s = '#%06x'\n", diagram_colours[k].name, diagram_colours[k].light);
    }
    fputs("set border 3 lc rgb soft\n"
          "set tics nomirror tc rgb ink\n"
          "set format '%g'\n"
          "set grid lc rgb line lw 1 lt 1 dt 1\n"
          "set key noautotitle tc rgb ink\n"
          "set linetype 1 lc rgb on lw 2\n"
          "set linetype 2 lc rgb off lw 2\n"
          "set linetype 3 lc rgb third lw 2\n"
          "set linetype 4 lc rgb fourth lw 2\n"
          "set linetype 5 lc rgb fifth lw 2\n",
          out);
}

/* The edges of the plot, which scripts may use: left, right, top, bottom, and keyline below, all as shares of the
 * drawing. */
static void write_margins(bool page, int height, FILE *out)
{
    const double above = 26.0, below = 52.0; /* pixels, for marks and for the axis of time */
    if (page) {
        fprintf(out, "left = 0.16\nright = 0.97\ntop = %.4f\nbottom = %.4f\nkeyline = 0.0\n", 1.0 - above / height,
                below / height);
    } else {
        fputs("left = 0.12\nright = 0.96\ntop = 0.88\nbottom = 0.28\nkeyline = 0.16\n", out);
    }
    fputs("set lmargin at screen left\nset rmargin at screen right\nset tmargin at screen top\n"
          "set bmargin at screen bottom\n",
          out);
}

/* The caption below a diagram that stands alone, in lines of at most `LINE` characters, from the bottom up. */
static void write_caption(const char *caption, FILE *out)
{
    enum { LINE = 94, MOST = 6 };
    const char *start[MOST];
    size_t length[MOST], lines = 0;
    for (const char *at = caption; *at && lines < MOST; lines++) {
        size_t end = strlen(at);
        if (end > LINE) {
            for (end = LINE; end > 0 && at[end] != ' '; end--) {
            }
            end = end ? end : LINE;
        }
        start[lines] = at;
        length[lines] = end;
        at += end + strspn(at + end, " ");
    }
    for (size_t k = 0; k < lines; k++) {
        fputs("set label ", out);
        write_quoted(start[k], length[k], out);
        fprintf(out, " at screen 0.03, %.3f left tc rgb soft\n", 0.03 + 0.036 * (double)(lines - 1 - k));
    }
}

/* Title and caption, and room for them, of a diagram that stands alone. */
static enum status write_frame(const struct diagram *diagram, const struct diagram_run *run, FILE *out,
                               struct diagnostic *diagnostic)
{
    struct text caption;
    enum status status = text_begin(&caption, diagnostic);
    if (status == STATUS_OK) {
        diagram->caption(run, caption.stream);
        status = text_end(&caption, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    fprintf(out, "set label '%s: ", diagram->title);
    report_title(run->report, out);
    fputs("' at screen 0.03, 0.955 left tc rgb ink\n", out);
    write_caption(caption.bytes, out);
    text_discard(&caption);
    return STATUS_OK;
}

static enum status write_script(const struct diagram *diagram, const struct diagram_run *run,
                                enum diagram_medium medium, FILE *out, struct diagnostic *diagnostic)
{
    int height = diagram->fit ? diagram->fit(run) : diagram->height;
    enum status status = STATUS_OK;
    write_terminal(diagram, medium, height, out);
    write_style(out);
    fprintf(out, "alone = %d\n", medium != DIAGRAM_PAGE);
    write_margins(medium == DIAGRAM_PAGE, height, out);
    if (medium != DIAGRAM_PAGE) {
        status = write_frame(diagram, run, out, diagnostic);
    }
    return status == STATUS_OK ? diagram->script(run, height, out, diagnostic) : status;
}

enum status diagram_check(const struct network *network, struct diagnostic *diagnostic)
{
    if (network->n > DIAGRAM_GREATEST_N) {
        return fail(diagnostic, STATUS_INPUT, "error: %zu neurons are too many to draw; diagrams show at most %d",
                    network->n, DIAGRAM_GREATEST_N);
    }
    return STATUS_OK;
}

enum status diagram_draw(const struct diagram *diagram, const struct diagram_run *run, enum diagram_medium medium,
                         char **drawing, size_t *size, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct text script;
    *drawing = NULL;
    *size = 0;
    if (diagram_check(run->report->network, diagnostic) != STATUS_OK) {
        return STATUS_INPUT;
    }
    enum status status = text_begin(&script, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = write_script(diagram, run, medium, script.stream, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&script, diagnostic);
    }
    if (status == STATUS_OK) {
        status = gnuplot_run(script.bytes, drawing, size, diagnostic);
    }
    text_discard(&script);
    return status;
}
