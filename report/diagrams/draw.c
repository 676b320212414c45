#include "report/diagrams/draw.h"

#include "base/c_locale.h"
#include "base/text.h"
#include "netgen/technologies/technology.h"
#include "report/diagrams/colours.h"
#include "report/diagrams/gnuplot.h"
#include "report/diagrams/script.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const struct diagram *const diagrams[DIAGRAMS] = {&diagram_walls,  &diagram_waves, &diagram_signals, &diagram_state,
                                                  &diagram_energy, &diagram_power, &diagram_cost};

bool diagram_applies(const struct diagram *diagram, const struct network *network)
{
    const bool walls = !network->technology->signal_vector;
    return diagram->shows == DIAGRAM_OF_ANY || walls == (diagram->shows == DIAGRAM_OF_WALLS);
}

const struct diagram *diagram_find(const char *name)
{
    for (size_t k = 0; k < DIAGRAMS; k++) {
        if (strcmp(diagrams[k]->name, name) == 0) {
            return diagrams[k];
        }
    }
    return NULL;
}

/* ---- What each script begins with ---- */

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
static void write_margins(double left, double right, double top, double bottom, double keyline, FILE *out)
{
    fprintf(out, "left = %.2f\nright = %.2f\ntop = %.4f\nbottom = %.4f\nkeyline = %.4f\n", left, right, top, bottom,
            keyline);
    fputs("set lmargin at screen left\nset rmargin at screen right\nset tmargin at screen top\n"
          "set bmargin at screen bottom\n",
          out);
}

/* Those in a page, `height` pixels high, and this height. */
static void write_page_margins(int height, FILE *out)
{
    const double above = 26.0, below = 52.0; /* pixels, for marks and for the axis of time */
    fprintf(out, "height = %d\n", height);
    write_margins(0.16, 0.97, 1.0 - above / height, below / height, 0.0, out);
}

/* ---- What stands around a diagram that stands alone ---- */

/* A caption in lines of at most LINE characters. */
enum { LINE = 94, MOST_LINES = 9 };
struct lines {
    const char *start[MOST_LINES];
    size_t length[MOST_LINES], count;
};

/* Where the lowest line is, and how far lines are apart: shares of the drawing. */
static const double LOWEST_LINE = 0.03, LINE_PITCH = 0.036;

static struct lines lines_of(const char *caption)
{
    struct lines lines = {.count = 0};
    for (const char *at = caption; *at && lines.count < MOST_LINES; lines.count++) {
        size_t end = strlen(at);
        if (end > LINE) {
            for (end = LINE; end > 0 && at[end] != ' '; end--) {
            }
            end = end ? end : LINE;
        }
        lines.start[lines.count] = at;
        lines.length[lines.count] = end;
        at += end + strspn(at + end, " ");
    }
    return lines;
}

/* The caption from the bottom up, and the edges of the plot above it. */
static void write_caption(const char *caption, FILE *out)
{
    const double axis = 0.12, usual = 0.16; /* the axis of time and its title; the key */
    const struct lines lines = lines_of(caption);
    const double top = LOWEST_LINE + LINE_PITCH * (double)lines.count, keyline = fmax(usual, top);
    for (size_t k = 0; k < lines.count; k++) {
        fputs("set label ", out);
        diagram_quote(lines.start[k], lines.length[k], out);
        fprintf(out, " at screen 0.03, %.3f left tc rgb soft\n",
                LOWEST_LINE + LINE_PITCH * (double)(lines.count - 1 - k));
    }
    write_margins(0.12, 0.96, 0.88, keyline + axis, keyline, out);
}

/* Title and caption, and room for them. */
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

/* Viewers blend the points of an image that is stretched, and so the rows of a heat map, unless they are asked not to.
 * Adds that to an SVG. STATUS_SYSTEM where memory is short. */
static enum status sharpen_images(char **drawing, size_t *size, struct diagnostic *diagnostic)
{
    static const char BODY[] = "<g id=\"gnuplot_canvas\"";
    const char *body = memmem(*drawing, *size, BODY, sizeof BODY - 1);
    const size_t head = body ? (size_t)(body - *drawing) : 0;
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    if (status == STATUS_OK) {
        fwrite(*drawing, 1, head, text.stream);
        fputs(body ? "<style>image{image-rendering:optimizeSpeed;image-rendering:pixelated}</style>\n" : "",
              text.stream);
        fwrite(*drawing + head, 1, *size - head, text.stream);
        status = text_end(&text, diagnostic);
    }
    free(*drawing);
    *drawing = status == STATUS_OK ? text.bytes : NULL;
    *size = status == STATUS_OK ? text.size : 0;
    return status;
}

/* ---- The whole ---- */

static enum status write_script(const struct diagram *diagram, const struct diagram_run *run,
                                enum diagram_medium medium, FILE *out, struct diagnostic *diagnostic)
{
    int height = diagram->fit ? diagram->fit(run) : diagram->height;
    enum status status = STATUS_OK;
    write_terminal(diagram, medium, height, out);
    write_style(out);
    fprintf(out, "alone = %d\n", medium != DIAGRAM_PAGE);
    if (medium == DIAGRAM_PAGE) {
        write_page_margins(height, out);
    } else {
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
    if (!diagram_applies(diagram, run->report->network)) {
        return fail(diagnostic, STATUS_INPUT, "error: the diagram '%s' is not one of runs of %s; expected %s",
                    diagram->name, run->report->network->technology->devices,
                    run->trace->signal ? "signals, state, energy or power"
                                       : "walls, waves, state, energy, power or cost");
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
    return status == STATUS_OK && medium == DIAGRAM_SVG ? sharpen_images(drawing, size, diagnostic) : status;
}

enum status diagram_draw_body(const char *body, int height, char **drawing, size_t *size, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct text script;
    *drawing = NULL;
    *size = 0;
    enum status status = text_begin(&script, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    write_terminal(NULL, DIAGRAM_PAGE, height, script.stream);
    write_style(script.stream);
    fputs("alone = 0\n", script.stream);
    write_page_margins(height, script.stream);
    fputs(body, script.stream);
    status = text_end(&script, diagnostic);
    if (status == STATUS_OK) {
        status = gnuplot_run(script.bytes, drawing, size, diagnostic);
    }
    text_discard(&script);
    return status;
}
