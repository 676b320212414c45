/* Wall positions over time: all of them as shades, and some as waveforms. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include "netgen/questions/question.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_ROWS = 250, TIMES = 300, LINES = 300, MOST_WAVES = 5 };

/* ---- All walls ---- */

/* Every so many neurons have a row. */
static size_t row_step(size_t n)
{
    return (n + MOST_ROWS - 1) / MOST_ROWS;
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
    return (LINES + row_count(n) - 1) / row_count(n);
}

/* The walls or signals x[points][n] as a matrix: some equal lines a neuron, a column the mean over its share of the
 * span, so that nothing is left out; in percent of the way from `from` to `to`. */
static void write_matrix(const struct trace *trace, const double *x, double end, double from, double to,
                         const char *name, FILE *out)
{
    fprintf(out, "$%s <<EOD\n", name);
    for (size_t i = 0; i < trace->n; i += row_step(trace->n)) {
        int percent[TIMES];
        size_t k = 0;
        for (size_t c = 0; c < TIMES; c++) {
            const double mean = trace_mean(trace, x, i, end * (double)c / TIMES, end * (double)(c + 1) / TIMES, &k);
            percent[c] = (int)rint(100.0 * (mean - from) / (to - from));
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

static enum status walls_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    const struct network *network = run->report->network;
    struct diagram_span span = diagram_span(run);
    size_t step = row_step(trace->n), rows = row_count(trace->n);
    (void)height;
    (void)diagnostic;
    write_matrix(trace, trace->soma, span.end, 0.0, network->soma.length, "somas", out);
    write_matrix(trace, trace->axon, span.end, 0.0, network->axon.length, "axons", out);
    diagram_time_axis(run, out);
    make_room_for_rows(network, out);
    fprintf(out, "set yrange [%g:%g]\n", ((double)rows - 0.5) * (double)step, -0.5 * (double)step);
    write_rows(network, rows, step, out);
    fputs(PALETTE, out);
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
    const double column = diagram_span(run).end / TIMES;
    const struct diagram_unit unit = diagram_unit(column, "s");
    fprintf(out, "Each row is a %s", row_name(run->report->network));
    say_numbers(run->report->network, out);
    fprintf(out,
            ": blue where it is ON, orange where it is OFF, paler where it changes within %.3g %s, the width of a "
            "column.",
            column * unit.scale, unit.name);
    if (step > 1) {
        fprintf(out, " One of every %zu is shown.", step);
    }
    diagram_say_span(run, out);
}

static enum status signals_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    fprintf(out, "Heat map: which of %zu neurons are ON from 0 to %.3g %s.", run->trace->n, span.end * span.unit.scale,
            span.unit.name);
    (void)diagnostic;
    return STATUS_OK;
}

static enum status signals_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct trace *trace = run->trace;
    const struct network *network = run->report->network;
    struct diagram_span span = diagram_span(run);
    size_t step = row_step(trace->n), rows = row_count(trace->n);
    (void)height;
    (void)diagnostic;
    write_matrix(trace, trace->signal, span.end, -1.0, 1.0, "neurons", out);
    diagram_time_axis(run, out);
    make_room_for_rows(network, out);
    fprintf(out, "set yrange [%g:%g]\n", ((double)rows - 0.5) * (double)step, -0.5 * (double)step);
    write_rows(network, rows, step, out);
    fputs(PALETTE, out);
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

/* ---- Some walls ---- */

/* A waveform: that of one soma, and how many others go the same way. */
struct wave {
    size_t neuron, alike;
    size_t last; /* the point at which the wall has come to where it ends */
};

static int later_first(const void *a, const void *b)
{
    const struct wave *x = a, *y = b;
    if (x->last != y->last) {
        return x->last < y->last ? 1 : -1;
    }
    return x->neuron > y->neuron ? 1 : -1;
}

/* Whether two somas are within 2 % of the track, `length` (m), of each other at all points. */
static bool go_alike(const struct trace *trace, size_t a, size_t b, double length)
{
    const double apart = 0.02;
    size_t k = 0;
    while (k < trace->points && fabs(trace->soma[k * trace->n + a] - trace->soma[k * trace->n + b]) <= apart * length) {
        k++;
    }
    return k == trace->points;
}

/* Keeps of the waves [n], which are in order, the first MOST_WAVES that differ; returns how many. */
static size_t keep_different(const struct trace *trace, double length, struct wave *wave)
{
    size_t kept = 0;
    for (size_t i = 0; i < trace->n; i++) {
        size_t k = 0;
        while (k < kept && !go_alike(trace, wave[k].neuron, wave[i].neuron, length)) {
            k++;
        }
        if (k < kept) {
            wave[k].alike++;
        } else if (kept < MOST_WAVES) {
            wave[kept++] = wave[i];
        }
    }
    return kept;
}

/* The waveforms of the somas that come to rest last, latest first, in wave[n]; returns how many. */
static size_t choose_waves(const struct trace *trace, double length, struct wave *wave)
{
    for (size_t i = 0; i < trace->n; i++) {
        wave[i] = (struct wave){.neuron = i, .last = trace_last_move(trace, trace->soma, i, length)};
    }
    qsort(wave, trace->n, sizeof *wave, later_first);
    return keep_different(trace, length, wave);
}

static void waves_caption(const struct diagram_run *run, FILE *out)
{
    const struct dwmtj *soma = &run->report->network->soma;
    fprintf(out,
            "The somas that come to rest last, labelled with the %s; +4 means that four more follow "
            "the same path within 2 %% of the track. The grey band, from %.3g to %.3g nm, is the junction: a wall "
            "changes the current only there.",
            run->report->network->weights.graph ? "node's name or number in the graph file" : "neuron's number from 0",
            dwmtj_left_edge(soma) * 1e9, dwmtj_right_edge(soma) * 1e9);
    if (run->second) {
        fputs(" Dotted: the same walls in the simplified solver.", out);
    }
    diagram_say_envelope(diagram_span(run).count, out);
}

static enum status waves_describe(const struct diagram_run *run, FILE *out, struct diagnostic *diagnostic)
{
    struct diagram_span span = diagram_span(run);
    fprintf(out, "Line chart: wall positions from 0 to %.3g %s of the somas that come to rest last.",
            span.end * span.unit.scale, span.unit.name);
    (void)diagnostic;
    return STATUS_OK;
}

/* The wall of soma `neuron` in `trace`, which is that of the run or the second one. */
static enum status write_wave(const struct diagram_run *run, const struct trace *trace, size_t neuron, const char *name,
                              FILE *out, struct diagnostic *diagnostic)
{
    const struct diagram_span span = diagram_span(run);
    double *wall = malloc(trace->points * sizeof *wall);
    char numbered[40];
    size_t count = 0;
    if (!wall) {
        return fail_memory(diagnostic);
    }
    while (count < trace->points && (count == 0 || trace->time[count - 1] < span.end)) { /* and the first one beyond */
        wall[count] = trace->soma[count * trace->n + neuron];
        count++;
    }
    snprintf(numbered, sizeof numbered, "%s%zu", name, neuron);
    const struct diagram_curve curve = {trace->time, wall, count};
    diagram_write_curve(&curve, numbered, span.unit.scale, 1e9, out);
    free(wall);
    return STATUS_OK;
}

/* Names of nodes may be too long for one row of the key: `shown` waves then stand in rows, and the axis above them. */
static void make_room_for_names(const struct diagram_run *run, const struct wave *wave, size_t shown, FILE *out)
{
    const size_t row = 44, beside = 9; /* characters that fit, and those that a line sample and " +12" take */
    size_t longest = 0;
    for (size_t k = 0; k < shown; k++) {
        size_t length = diagram_label_length(network_label(run->report->network, wave[k].neuron).text);
        longest = length > longest ? length : longest;
    }
    size_t columns = row / (longest + beside) < shown ? row / (longest + beside) : shown;
    size_t more = columns ? (shown + columns - 1) / columns - 1 : 0;
    if (more > 0) {
        fprintf(out, "set key maxcols %zu\nset bmargin at screen bottom + 0.06*%zu\n", columns, more);
    }
}

static enum status write_waves(const struct diagram_run *run, const struct wave *wave, size_t shown, FILE *out,
                               struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (size_t k = 0; k < shown && status == STATUS_OK; k++) {
        status = write_wave(run, run->trace, wave[k].neuron, "first", out, diagnostic);
        if (status == STATUS_OK && run->second) {
            status = write_wave(run, run->second, wave[k].neuron, "second", out, diagnostic);
        }
    }
    return status;
}

static enum status waves_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const struct dwmtj *soma = &run->report->network->soma;
    struct wave *wave = calloc(run->trace->n, sizeof *wave);
    (void)height;
    if (!wave) {
        return fail_memory(diagnostic);
    }
    size_t shown = choose_waves(run->trace, soma->length, wave);
    enum status status = write_waves(run, wave, shown, out, diagnostic);
    if (status != STATUS_OK) {
        free(wave);
        return status;
    }
    diagram_time_axis(run, out);
    fprintf(out, "set yrange [0:%.4g]\nset ylabel 'wall of the soma (nm)' offset 0.6,0\n", soma->length * 1e9);
    fprintf(out,
            "set object 1 rectangle from graph 0, first %.4g to graph 1, first %.4g behind fc rgb ground fs solid "
            "noborder\n",
            dwmtj_left_edge(soma) * 1e9, dwmtj_right_edge(soma) * 1e9);
    diagram_key(out);
    make_room_for_names(run, wave, shown, out);
    for (size_t k = 0; k < shown; k++) {
        fprintf(out, "%s $first%zu using 1:2 with lines lt %zu title ", k ? "," : "plot", wave[k].neuron, k + 1);
        diagram_quote_name(network_label(run->report->network, wave[k].neuron).text, LABEL_LENGTH, out);
        if (wave[k].alike) {
            fprintf(out, ".' +%zu'", wave[k].alike);
        }
        if (run->second) {
            fprintf(out, ", $second%zu using 1:2 with lines lc rgb ink lw 1 dt 3", wave[k].neuron);
        }
    }
    fputc('\n', out);
    free(wave);
    return STATUS_OK;
}

const struct diagram diagram_waves = {
    .name = "waves",
    .shows = DIAGRAM_OF_WALLS,
    .title = "The last walls to rest",
    .height = 340,
    .caption = waves_caption,
    .describe = waves_describe,
    .script = waves_script,
};
