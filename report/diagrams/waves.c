/* Some walls over time, as waveforms. */
#include "report/diagrams/sampling.h"
#include "report/diagrams/script.h"

#include <math.h>
#include <stdlib.h>

enum { MOST_WAVES = 5 };

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

/* The longest title of a wave, with " +12". */
static size_t longest_title(const struct diagram_run *run, const struct wave *wave, size_t shown)
{
    const size_t alike = 4;
    size_t longest = 0;
    for (size_t k = 0; k < shown; k++) {
        const size_t length = diagram_label_length(network_label(run->report->network, wave[k].neuron).text);
        longest = length > longest ? length : longest;
    }
    return longest + alike;
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
    diagram_key(shown, longest_title(run, wave, shown), out);
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
