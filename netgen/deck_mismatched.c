/* Decks whose devices differ: each has a separate .model line. */
#include "netgen/deck_parts.h"

#include "base/number.h"

#include <math.h>

static void write_head(const struct deck *d)
{
    const struct network *net = d->net;
    fprintf(
        d->out,
        "* The soma of neuron j is soma_j, the axon of neuron i that ends at neuron j axon_i_j: its junction leads\n"
        "* from one of the %s to d_j.\n*\n",
        net->start ? "rails of neuron j" : "weight sources");
    deck_variation(d);
}

static void write_preamble(const struct deck *d)
{
    fputs("* Each device is three lines: the resistor of its track, its wall and junction, and its parameters where "
          "they\n"
          "* are not those of the code model. The third port of a wall adds its speed to v(motion), 1 V for 1 m/s.\n"
          "rmotion motion 0 1\n",
          d->out);
    deck_without_search(d);
    fputc('\n', d->out);
}

static void write_device(const struct deck *d, const char *name, const char *track, const char *junction,
                         struct dwmtj device)
{
    fprintf(d->out, "r.x%s.rtrack %s %s\n", name, track, SHORT(device.rm));
    fprintf(d->out, "a.x%s.awall %%vd(%s) %%gd(%s) %%i(motion) %s\n", name, track, junction, name);
    deck_model_begin(d, name, deck_code_model(d->net), &device);
    fputs(")\n", d->out);
}

static void write_soma(const struct deck *d, size_t j, const char *supply)
{
    char name[DECK_NAME_SIZE], track[DECK_NAME_SIZE], junction[2 * DECK_NAME_SIZE];
    snprintf(name, sizeof name, "soma_%zu", j);
    snprintf(track, sizeof track, "d_%zu 0", j);
    snprintf(junction, sizeof junction, "%s s_%zu", supply, j);
    write_device(d, name, track, junction, network_soma(d->net, j));
}

static void write_axons(const struct deck *d, size_t i)
{
    for (size_t k = 0; k < network_fan_out(d->net, i); k++) {
        const size_t j = network_target(d->net, i, k);
        char name[DECK_NAME_SIZE], track[DECK_NAME_SIZE], rail[DECK_NAME_SIZE], junction[2 * DECK_NAME_SIZE];
        deck_rail_name(d, j, d->from_j[k], rail);
        snprintf(name, sizeof name, "axon_%zu_%zu", i, j);
        snprintf(track, sizeof track, "s_%zu 0", i);
        snprintf(junction, sizeof junction, "%s d_%zu", rail, j);
        write_device(d, name, track, junction, network_axon(d->net, i, j));
    }
}

const struct deck_devices deck_mismatched = {write_head, write_preamble, write_soma, write_axons};
