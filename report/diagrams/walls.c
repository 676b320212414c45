/* All walls, or the signals of all neurons, over time: a heat map. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <math.h>

enum { MOST_ROWS = 250, TIMES = 300, LINES = 300 };

/* ---- All walls ---- */

/* Every so many neurons have a row. */
static size_t row_step(size_t n)
{
    return (n - 1) / MOST_ROWS + 1;
}

/* Neurons that have a row. */
static size_t row_count(size_t n)
{
    return (n + row_step(n) - 1) / row_step(n);
}

/* Lines of the image for each row. Some viewers of SVG blend the lines of an image that is stretched. Rows of several
 * lines are blended at their borders only. */
static size_t lines_a_row(size_t n)
{
    size_t lines = 1;
    while (lines * row_count(n) < LINES) {
        lines++;
    }
    return lines;
}

/* Walls or signals to be drawn, and which of their values are 0 and 100 percent. */
struct drawn {
    const char *name;
    const double *x; /* [points][n] of a trace */
    double from, to; /* in units of x */
};

/* These as a matrix, from 0 to `end` (s): some equal lines a neuron, a column the mean over its share of the span, so
 * that nothing is left out. */
static void write_matrix(const struct trace *trace, const struct drawn *drawn, double end, FILE *out)
{
    fprintf(out, "$%s <<EOD\n", drawn->name);
    for (size_t i = 0; i < trace->n; i += row_step(trace->n)) {
        int percent[TIMES];
        size_t k = 0;
        for (size_t c = 0; c < TIMES; c++) {
            const double mean =
                trace_mean(trace, drawn->x, i, end * (double)c / TIMES, end * (double)(c + 1) / TIMES, &k);
            percent[c] = (int)rint(100.0 * (mean - drawn->from) / (drawn->to - drawn->from));
        }
        for (size_t line = 0; line < lines_a_row(trace->n); line++) {
            for (size_t c = 0; c < TIMES; c++) {
                fprintf(out, "%d ", percent[c]);
            }
            fputc('\n', out);
        }
    }
    fputs("EOD\n", out);
}

/* Plots such a matrix over the span of the run: neuron number i is around i on the axis y. */
static void plot_matrix(const struct diagram_run *run, const char *name, FILE *out)
{
    const struct diagram_span span = diagram_span(run);
    const size_t n = run->trace->n;
    fprintf(out, "plot $%s matrix using (($1 + 0.5)*%.8g):((($2 + 0.5)/%zu - 0.5)*%zu):3 with image\n", name,
            span.end * span.unit.scale / TIMES, lines_a_row(n), row_step(n));
}

/* What a row stands for. */
static const char *row_name(const struct network *network)
{
    return network->question->variables ? "p-bit" : network->weights.graph ? "node" : "neuron";
}

/* From where rows that have no names are numbered: as network_label does it. */
static void say_numbers(const struct network *network, FILE *out)
{
    if (network->question->variables) {
        fputs("; those that are variables have their names, the others are numbered from 1", out);
    } else if (!network_names(network)) {
        fprintf(out, ", numbered from %d", network->weights.graph ? 1 : 0);
    }
}

static void walls_caption(const struct diagram_run *run, FILE *out)
{
    size_t step = row_step(run->trace->n);
    fprintf(out, "Each row is a %s", row_name(run->report->network));
    say_numbers(run->report->network, out);
    fputs(". Orange walls are at the OFF end of their track, blue walls at the ON end, pale walls "
          "in between. All axons of a neuron move together.",
          out);
    if (step > 1) {
        fprintf(out, " One of every %zu neurons is shown.", step);
    }
}

static enum status walls_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    size_t on = 0, n = run->trace->n;
    for (size_t i = 0; i < n; i++) {
        on += run->report->measures->state[i] == '1';
    }
    fprintf(out,
            "Two heat maps of wall positions from 0 to %.3g %s, of the somas and of the axons of %zu neurons. At the "
            "end %zu somas are ON and %zu are OFF.",
            span.end * span.unit.scale, span.unit.name, n, on, n - on);
    (void)diagnostic;
    return STATUS_OK;
}

/* What stands beside the rows: each name where there is room, else some. Neurons that stand for nodes of a graph are
 * called as those are. */
static void write_rows(const struct network *network, size_t rows, size_t step, FILE *out)
{
    static const size_t ROUND[] = {1, 2, 5, 10, 20, 50}; /* MOST_ROWS by the last is less than `most` */
    const size_t most = 10;
    size_t k = 0;
    while (k + 1 < sizeof ROUND / sizeof *ROUND && rows > most * ROUND[k]) {
        k++;
    }
    fputs("set ytics (", out);
    for (size_t row = 0; row < rows; row += ROUND[k]) {
        fputs(row ? ", " : "", out);
        diagram_quote_name(network_label(network, row * step).text, 7, out);
        fprintf(out, " %zu", row * step);
    }
    fputs(")\n", out);
}

/* Room beside the rows for the beginning of a name, or for three digits. */
static void make_room_for_rows(const struct network *network, FILE *out)
{
    if (network_names(network)) {
        fputs("left = left + 0.07\nset lmargin at screen left\n", out);
    } else if (network->n > 100) {
        fputs("left = left + 0.04\nset lmargin at screen left\n", out);
    }
}

static const char PALETTE[] = "set palette defined (0 '#c4540a', 1 '#e9b48c', 2 '#f4f2ee', 3 '#92bbe0', 4 '#0b62a8')\n"
                              "set cbrange [0:100]\n";

/* Time, rows and colours, of both pictures. */
static void write_axes(const struct diagram_run *run, FILE *out)
{
    const struct network *network = run->report->network;
    const size_t step = row_step(run->trace->n), rows = row_count(run->trace->n);
    diagram_time_axis(run, out);
    make_room_for_rows(network, out);
    fprintf(out, "set yrange [%g:%g]\n", ((double)rows - 0.5) * (double)step, -0.5 * (double)step);
    write_rows(network, rows, step, out);
    fputs(PALETTE, out);
}

static enum status walls_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    const struct network *network = run->report->network;
    struct diagram_span span = diagram_span(run);
    (void)height;
    (void)diagnostic;
    write_matrix(trace, &(struct drawn){"somas", trace->soma, 0.0, network->soma.length}, span.end, out);
    write_matrix(trace, &(struct drawn){"axons", trace->axon, 0.0, network->axon.length}, span.end, out);
    write_axes(run, out);
    fputs(
        "set cblabel 'wall position (% of the track)' tc rgb ink offset -0.6,0\n"
        "set cbtics 0,50 tc rgb ink\n"
        "bottom = bottom + 12.0/420\n"
        "unset grid\nset border 15\nset tics out\n"
        "middle = (top + bottom)/2\ngap = 0.02\nright = right - (alone ? 0.13 : 0.19)\n"
        "set rmargin at screen right\n"
        "set colorbox vertical user origin screen right + 0.025, screen bottom size screen 0.025, screen top - bottom\n"
        "set multiplot\n"
        "set bmargin at screen middle + gap\nset ylabel 'soma'\n"
        "unset xlabel\nset format x ''\n",
        out);
    plot_matrix(run, "somas", out);
    fputs("unset label\nset tmargin at screen middle - gap\nset bmargin at screen bottom\nset ylabel 'axons'\n"
          "set format x '%g'\nunset colorbox\n",
          out);
    fprintf(out, "set xlabel 'time (%s)' offset 0,0.4\n", span.unit.name);
    plot_matrix(run, "axons", out);
    return STATUS_OK;
}

const struct diagram diagram_walls = {
    .name = "walls",
    .shows = DIAGRAM_OF_WALLS,
    .title = "All walls",
    .height = 420,
    .caption = walls_caption,
    .describe = walls_describe,
    .script = walls_script,
};

/* ---- All neurons that are no walls ---- */

static void signals_caption(const struct diagram_run *run, FILE *out)
{
    size_t step = row_step(run->trace->n);
    const char *const signal = run->report->network->technology->signal;
    const double column = diagram_span(run).end / TIMES;
    const struct diagram_unit unit = diagram_unit(column, "s");
    fprintf(out, "Each row is a %s", row_name(run->report->network));
    say_numbers(run->report->network, out);
    if (signal) {
        fprintf(out,
                ": blue where the %s is 1 (ON), orange where it is -1 (OFF), pale in between. A column has the mean "
                "over %.3g %s.",
                signal, column * unit.scale, unit.name);
    } else {
        fprintf(out,
                ": blue where it is ON, orange where it is OFF, paler where it changes within %.3g %s, the width of a "
                "column.",
                column * unit.scale, unit.name);
    }
    if (step > 1) {
        fprintf(out, " One of every %zu is shown.", step);
    }
    diagram_say_span(run, out);
}

static enum status signals_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    const char *const signal = run->report->network->technology->signal;
    if (signal) {
        fprintf(out, "Heat map: %s of %zu neurons", signal, run->trace->n);
    } else {
        fprintf(out, "Heat map: which of %zu neurons are ON", run->trace->n);
    }
    fprintf(out, " from 0 to %.3g %s.", span.end * span.unit.scale, span.unit.name);
    (void)diagnostic;
    return STATUS_OK;
}

static enum status signals_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    const struct network *network = run->report->network;
    struct diagram_span span = diagram_span(run);
    (void)height;
    (void)diagnostic;
    write_matrix(trace, &(struct drawn){"neurons", trace->signal, -1.0, 1.0}, span.end, out);
    write_axes(run, out);
    fputs("bottom = bottom + 12.0/420\nset bmargin at screen bottom\n"
          "unset colorbox\nunset grid\nset border 15\nset tics out\n",
          out);
    fprintf(out, "set ylabel '%s'\n", row_name(network));
    plot_matrix(run, "neurons", out);
    return STATUS_OK;
}

const struct diagram diagram_signals = {
    .name = "signals",
    .shows = DIAGRAM_OF_SIGNALS,
    .title = "All neurons",
    .height = 420,
    .caption = signals_caption,
    .describe = signals_describe,
    .script = signals_script,
};
