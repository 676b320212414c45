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
    fprintf(d->out, "* Devices differ (seed %lu); relative standard deviations:", net->variation.seed);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (net->variation.sigma[p] > 0.0) {
            fprintf(d->out, " %s %g %%", dwmtj_parameters[p].name, 100.0 * net->variation.sigma[p]);
        }
    }
    fputs("\n*\n", d->out);
}

static void write_preamble(const struct deck *d)
{
    fputs("* Each device is three lines: the resistor of its track, its wall and junction, and its parameters where "
          "they\n"
          "* are not those of the code model. The third port of a wall adds its speed to v(motion), 1 V for 1 m/s.\n"
          "rmotion motion 0 1\n"
          "* With an .if in the deck ngspice does not look for unused models, which takes the square of their number.\n"
          ".if (1)\n.endif\n\n",
          d->out);
}

static void write_device(const struct deck *d, const char *name, const char *track, const char *junction,
                         struct dwmtj device)
{
    const struct dwmtj standard = dwmtj_default();
    device.dtmin = deck_shortest_step(d->net);
    fprintf(d->out, "r.x%s.rtrack %s %s\n", name, track, SHORT(device.rm));
    fprintf(d->out, "a.x%s.awall %%vd(%s) %%gd(%s) %%i(motion) %s\n", name, track, junction, name);
    fprintf(d->out, ".model %s %s(", name, deck_code_model(d->net));
    const char *separator = "";
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        double value = dwmtj_get(&device, p);
        if (value != dwmtj_get(&standard, p)) {
            fprintf(d->out, "%s%s=%s", separator, dwmtj_parameters[p].name, SHORT(value));
            separator = " ";
        }
    }
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
