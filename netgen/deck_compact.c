/* Decks as ngspice reads and simulates them fastest: the axons of a neuron, whose tracks are in parallel, in lines of
 * many, and one resistor for these tracks. */
#include "netgen/deck_parts.h"

#include "base/number.h"

/* How many axons stand in one line: ngspice has room for 512 words of a line with a code model, which it reads twice.
 * And how many in one row of it. */
enum { AXONS_IN_A_LINE = 100, AXONS_IN_A_ROW = 8 };

/* Axons of one neuron that stand in one line. */
struct line {
    size_t i;        /* the neuron */
    size_t first;    /* its first axon, the one that stands for all in a trace */
    size_t from, to; /* those of the line, counted from there */
};

static void write_head(const struct deck *d)
{
    const struct network *net = d->net;
    fprintf(
        d->out,
        "* a.xsoma_j.awall is the wall of soma j: %%vd(...) is the voltage of its track, %%gd(...) its junction.\n"
        "* a.xaxon_i_j.awall are axons of neuron i, the first of which ends at neuron j: %%gd[...] are their\n"
        "* junctions, each from one of the %s to a dendrite. rsoma_j is the track of soma j, raxons_j the\n"
        "* tracks of all axons of neuron j together. A deck made with --deck subcircuits has a line for each device.\n"
        "*\n",
        net->start ? "rails of a neuron" : "weight sources");
    if (variation_of_devices(&net->variation)) {
        deck_variation(d);
    }
}

static void write_preamble(const struct deck *d)
{
    if (variation_of_devices(&d->net->variation)) {
        fputs("* Devices. The third port of a wall adds its speed to v(motion), 1 V for 1 m/s. A .model line has the\n"
              "* parameters of a soma, or of the axons of a line: NAME_each has a value of NAME for each of them.\n",
              d->out);
        deck_without_search(d);
    } else {
        deck_models(d, "dwmtj_axons");
    }
    fputs("rmotion motion 0 1\n\n", d->out);
}

static void write_soma(const struct deck *d, size_t j, const char *supply)
{
    const bool differ = variation_of_devices(&d->net->variation);
    const struct dwmtj soma = network_soma(d->net, j);
    char model[DECK_NAME_SIZE] = "soma_wall";
    if (differ) {
        snprintf(model, sizeof model, "soma_%zu", j);
    }
    fprintf(d->out, "rsoma_%zu d_%zu 0 %s\n", j, j, SHORT(soma.rm));
    fprintf(d->out, "a.xsoma_%zu.awall %%vd(d_%zu 0) %%gd(%s s_%zu) %%i(motion) %s\n", j, j, supply, j, model);
    if (differ) {
        deck_model_begin(d, model, "dwmtj_network", &soma);
        fputs(")\n", d->out);
    }
}

/* The number of the line's `k`-th axon among those of its neuron, and the neuron at which it ends. */
static size_t axon_of(const struct deck *d, const struct line *line, size_t k)
{
    return (line->first + line->from + k) % network_fan_out(d->net, line->i);
}
static size_t end_of(const struct deck *d, const struct line *line, size_t k)
{
    return network_target(d->net, line->i, axon_of(d, line, k));
}

static const char *separator(size_t k)
{
    return k == 0 ? "" : k % AXONS_IN_A_ROW == 0 ? "\n+ " : " ";
}

/* The parameters of the axons of a line that differ. */
static void write_lists(const struct deck *d, const struct line *line, const char *model)
{
    deck_model_begin(d, model, "dwmtj_axons", &d->net->axon);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (d->net->variation.sigma[p] > 0.0) {
            fprintf(d->out, "\n+ %s_each=[", dwmtj_parameters[p].name);
            for (size_t k = 0; k < line->to - line->from; k++) {
                const struct dwmtj axon = network_axon(d->net, line->i, end_of(d, line, k));
                fprintf(d->out, "%s%s", separator(k), SHORT(dwmtj_get(&axon, p)));
            }
            fputc(']', d->out);
        }
    }
    fputs(")\n", d->out);
}

static void write_line(const struct deck *d, const struct line *line)
{
    const bool differ = variation_of_devices(&d->net->variation);
    char model[DECK_NAME_SIZE] = "axon_wall", rail[DECK_NAME_SIZE];
    if (differ) {
        snprintf(model, sizeof model, "axon_%zu_%zu", line->i, end_of(d, line, 0));
    }
    fprintf(d->out, "a.xaxon_%zu_%zu.awall %%vd(s_%zu 0) %%gd[", line->i, end_of(d, line, 0), line->i);
    for (size_t k = 0; k < line->to - line->from; k++) {
        const size_t j = end_of(d, line, k);
        deck_rail_name(d, j, d->from_j[axon_of(d, line, k)], rail);
        fprintf(d->out, "%s%s d_%zu", separator(k), rail, j);
    }
    fprintf(d->out, "] %s %s\n", differ || line->from == 0 ? "%i(motion)" : "null", model);
    if (differ) {
        write_lists(d, line, model);
    }
}

/* The resistance of the tracks of all axons of neuron `i`, Ohm. */
static double track_of(const struct network *net, size_t i)
{
    const size_t axons = network_fan_out(net, i);
    double conductance = 0.0;
    if (!variation_of_devices(&net->variation)) {
        return net->axon.rm / (double)axons;
    }
    for (size_t k = 0; k < axons; k++) {
        conductance += 1.0 / network_axon(net, i, network_target(net, i, k)).rm;
    }
    return 1.0 / conductance;
}

static void write_axons(const struct deck *d, size_t i)
{
    const size_t axons = network_fan_out(d->net, i), shown = network_shown_target(d->net, i);
    struct line line = {.i = i};
    if (axons == 0) {
        return;
    }
    fprintf(d->out, "raxons_%zu s_%zu 0 %s\n", i, i, SHORT(track_of(d->net, i)));
    while (network_target(d->net, i, line.first) != shown) {
        line.first++;
    }
    for (line.from = 0; line.from < axons; line.from = line.to) {
        line.to = line.from + AXONS_IN_A_LINE < axons ? line.from + AXONS_IN_A_LINE : axons;
        write_line(d, &line);
    }
}

const struct deck_devices deck_compact = {write_head, write_preamble, write_soma, write_axons};
