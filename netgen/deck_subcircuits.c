/* Decks in which each device is a subcircuit with its track: for those who edit them. Devices are alike. */
#include "netgen/deck_parts.h"

#include "base/number.h"

static void write_head(const struct deck *d)
{
    fprintf(d->out,
            "* xsoma_j is the soma of neuron j, xaxon_i_j the axon of neuron i that ends at neuron j: its junction\n"
            "* leads from one of the %s to d_j.\n*\n",
            d->net->start ? "rails of neuron j" : "weight sources");
}

static void write_subcircuit(FILE *out, const char *name, const char *model, double r_track, const char *motion_port)
{
    fprintf(out,
            ".subckt %s dwin dwout mtjin mtjout\n"
            "rtrack dwin dwout %s\n"
            "awall %%vd(dwin dwout) %%gd(mtjin mtjout) %s %s\n"
            ".ends\n",
            name, SHORT(r_track), motion_port, model);
}

static void write_preamble(const struct deck *d)
{
    const struct network *net = d->net;
    deck_models(d, deck_code_model(net));
    write_subcircuit(d->out, "soma", "soma_wall", net->soma.rm, "%i(motion)");
    write_subcircuit(d->out, "axon_watched", "axon_wall", net->axon.rm, "%i(motion)");
    write_subcircuit(d->out, "axon", "axon_wall", net->axon.rm, deck_watches_all(net) ? "%i(motion)" : "null");
    fputs(".global motion\nrmotion motion 0 1\n\n", d->out);
}

static void write_soma(const struct deck *d, size_t j, const char *supply)
{
    fprintf(d->out, "xsoma_%zu d_%zu 0 %s s_%zu soma\n", j, j, supply, j);
}

static void write_axons(const struct deck *d, size_t i)
{
    const struct network *net = d->net;
    const size_t shown = network_shown_target(net, i);
    for (size_t k = 0; k < network_fan_out(net, i); k++) {
        const size_t j = network_target(net, i, k);
        char rail[DECK_NAME_SIZE];
        deck_rail_name(d, j, d->from_j[k], rail);
        fprintf(d->out, "xaxon_%zu_%zu s_%zu 0 %s d_%zu %s\n", i, j, i, rail, j, shown == j ? "axon_watched" : "axon");
    }
}

const struct deck_devices deck_subcircuits = {write_head, write_preamble, write_soma, write_axons};
