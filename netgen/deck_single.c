/* Decks with a line for each wall with its junction, and one resistor for the tracks of a neuron's axons, which are in
 * parallel: for walls with an angle, each of which has a name and so a path of its own. Devices are alike. */
#include "netgen/deck_parts.h"

#include "base/number.h"

static void write_head(const struct deck *d)
{
    fprintf(
        d->out,
        "* a.xsoma_j.awall is the wall of soma j, a.xaxon_i_j.awall that of the axon of neuron i that ends at\n"
        "* neuron j. %%vd(...) is the voltage of its track, %%gd(...) its junction: that of an axon leads from one of\n"
        "* the %s to d_j. rsoma_j is the track of the soma, raxons_j the tracks of all axons of neuron j\n"
        "* together. A deck made with --deck subcircuits has a subcircuit for each device.\n*\n",
        d->net->start ? "rails of neuron j" : "weight sources");
}

static void write_preamble(const struct deck *d)
{
    deck_models(d, deck_code_model(d->net));
    fputs("rmotion motion 0 1\n\n", d->out);
}

static void write_soma(const struct deck *d, size_t j, const char *supply)
{
    fprintf(d->out, "rsoma_%zu d_%zu 0 %s\n", j, j, SHORT(d->net->soma.rm));
    fprintf(d->out, "a.xsoma_%zu.awall %%vd(d_%zu 0) %%gd(%s s_%zu) %%i(motion) soma_wall\n", j, j, supply, j);
}

static void write_axons(const struct deck *d, size_t i)
{
    const struct network *net = d->net;
    const size_t axons = network_fan_out(net, i);
    if (axons > 0) {
        fprintf(d->out, "raxons_%zu s_%zu 0 %s\n", i, i, SHORT(net->axon.rm / (double)axons));
    }
    for (size_t k = 0; k < axons; k++) {
        const size_t j = network_target(net, i, k);
        char rail[DECK_NAME_SIZE];
        deck_rail_name(d, j, d->from_j[k], rail);
        fprintf(d->out, "a.xaxon_%zu_%zu.awall %%vd(s_%zu 0) %%gd(%s d_%zu) %%i(motion) axon_wall\n", i, j, i, rail, j);
    }
}

const struct deck_devices deck_single = {write_head, write_preamble, write_soma, write_axons};
