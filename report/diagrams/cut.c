/* The final state of a max-cut network on its graph: a side of the cut is half a circle. */
#include "report/diagrams/cut.h"

#include "report/quantity.h"
#include "netgen/questions/question.h"
#include "report/diagrams/script.h"

#include <math.h>
#include <stdlib.h>

/* Where a node is drawn, in a circle of radius 1. */
struct place {
    double x, y;
};

static const struct graph *graph_of(const struct diagram_run *run)
{
    const struct network *network = run->report->network;
    return network->question->picture(network).graph;
}

static bool is_on(const struct diagram_run *run, size_t node)
{
    return run->report->measures->state[node] == '1';
}

static size_t count_on(const struct diagram_run *run)
{
    size_t on = 0;
    for (size_t i = 0; i < run->report->network->n; i++) {
        on += is_on(run, i);
    }
    return on;
}

/* The edges whose ends are on both sides. */
static size_t count_cut(const struct diagram_run *run)
{
    const struct graph *graph = graph_of(run);
    size_t cut = 0;
    for (size_t e = 0; e < graph->edges; e++) {
        cut += is_on(run, graph->edge[e].a) != is_on(run, graph->edge[e].b);
    }
    return cut;
}

/* OFF nodes on the left, ON nodes on the right, by number from the top. */
static void place_nodes(const struct diagram_run *run, struct place *place)
{
    const double pi = 3.14159265358979323846, opening = 0.16; /* radians between a side and the vertical */
    size_t n = run->report->network->n, on = count_on(run), seen[2] = {0, 0};
    for (size_t i = 0; i < n; i++) {
        bool right = is_on(run, i);
        size_t side = right ? on : n - on;
        double share = ((double)seen[right]++ + 0.5) / (double)side;
        double angle = opening + (pi - 2.0 * opening) * share; /* from the top */
        place[i] = (struct place){(right ? 1.0 : -1.0) * sin(angle), cos(angle)};
    }
}

static void write_edges(const struct diagram_run *run, const struct place *place, bool cut, const char *name, FILE *out)
{
    const struct graph *graph = graph_of(run);
    fprintf(out, "$%s <<EOD\n", name);
    for (size_t e = 0; e < graph->edges && graph->edges <= CUT_MOST_EDGES; e++) {
        const struct edge *edge = &graph->edge[e];
        if ((is_on(run, edge->a) != is_on(run, edge->b)) == cut) {
            fprintf(out, "%.3f %.3f\n%.3f %.3f\n\n", place[edge->a].x, place[edge->a].y, place[edge->b].x,
                    place[edge->b].y);
        }
    }
    fputs("EOD\n", out);
}

static void write_nodes(const struct diagram_run *run, const struct place *place, bool on, const char *name, FILE *out)
{
    fprintf(out, "$%s <<EOD\n", name);
    for (size_t i = 0; i < run->report->network->n; i++) {
        if (is_on(run, i) == on) {
            fprintf(out, "%.3f %.3f\n", place[i].x, place[i].y);
        }
    }
    fputs("EOD\n", out);
}

/* A plot element that draws nothing is left out, since gnuplot takes an empty block for an error. */
static void write_plot(const struct diagram_run *run, double radius, FILE *out)
{
    const struct graph *graph = graph_of(run);
    size_t cut = count_cut(run), on = count_on(run);
    bool edges = graph->edges <= CUT_MOST_EDGES;
    fputs("plot NaN", out);
    fputs(edges && cut ? ", $cut using 1:2 with lines lc rgb line lw 1" : "", out);
    fputs(edges && cut < graph->edges ? ", $kept using 1:2 with lines lc rgb missed lw 0.7" : "", out);
    if (on < graph->nodes) {
        fprintf(out, ", $off using 1:2:(%.4f) with circles fc rgb off fs solid noborder", radius);
    }
    if (on) {
        fprintf(out, ", $on using 1:2:(%.4f) with circles fc rgb on fs solid noborder", radius);
    }
    fputc('\n', out);
}

enum status cut_script(const struct diagram_run *run, int height, FILE *out, struct diagnostic *diagnostic)
{
    const size_t most_labels = 64; /* nodes that have their name or number beside them */
    size_t n = run->report->network->n;
    const double radius = fmin(0.05, fmax(0.008, 1.5 / (double)n)), label = 1.02 + radius, edge = 1.15;
    double side = edge; /* with names there must be room for the longest */
    struct place *place = calloc(n, sizeof *place);
    (void)height;
    if (!place) {
        return fail_memory(diagnostic);
    }
    place_nodes(run, place);
    write_edges(run, place, true, "cut", out);
    write_edges(run, place, false, "kept", out);
    write_nodes(run, place, false, "off", out);
    write_nodes(run, place, true, "on", out);
    for (size_t i = 0; i < n && n <= most_labels; i++) {
        side = fmax(side, label + 0.065 * (double)diagram_label_length(network_label(run->report->network, i).text));
    }
    diagram_equal_scales(-side, side, -edge, edge, out);
    fputs("set label 'OFF' at first -1.12, first 1.07 left tc rgb off\n"
          "set label 'ON' at first 1.12, first 1.07 right tc rgb on\n",
          out);
    for (size_t i = 0; i < n && n <= most_labels; i++) { /* outside the circle, away from the nodes */
        fputs("set label ", out);
        diagram_quote_name(network_label(run->report->network, i).text, LABEL_LENGTH, out);
        fprintf(out, " at first %.3f, first %.3f %s font ',9' tc rgb soft\n", label * place[i].x, label * place[i].y,
                is_on(run, i) ? "left" : "right");
    }
    write_plot(run, radius, out);
    free(place);
    return STATUS_OK;
}

void cut_caption(const struct diagram_run *run, FILE *out)
{
    const struct graph *graph = graph_of(run);
    fputs("OFF nodes are on the left, ON nodes on the right, ", out);
    fputs(graph->name ? "with their names from the graph file." : "numbered from 1 in the order of the graph file.",
          out);
    if (graph->edges <= CUT_MOST_EDGES) {
        fputs(" Grey edges are cut; red edges join two nodes on the same side.", out);
    } else {
        fprintf(out, " The %zu edges are too many to draw.", graph->edges);
    }
}

void cut_describe(const struct diagram_run *run, FILE *out)
{
    const struct graph *graph = graph_of(run);
    size_t on = count_on(run);
    fprintf(out, "The graph: %zu nodes ON and %zu OFF; %zu of %zu edge%s join the two sides.", on, graph->nodes - on,
            count_cut(run), graph->edges, plural(graph->edges));
}
