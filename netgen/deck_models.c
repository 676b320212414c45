/* The .model cards of a deck's devices. */
#include "netgen/deck_parts.h"

#include "base/number.h"

#include <string.h>

bool deck_watches_all(const struct network *network)
{
    return strcmp(deck_code_model(network), "dwmtj_watched") == 0;
}

/* The .model card `name` of the code model `kind`. */
static void write_model(const struct deck *d, const char *name, const char *kind, struct dwmtj device)
{
    device.dtmin = deck_shortest_step(d->net);
    fprintf(d->out, ".model %s %s(", name, kind);
    for (size_t i = 0, written = 0; i < DWMTJ_PARAMETERS; i++) {
        if (dwmtj_is_off(&device, i)) {
            continue;
        }
        const char *separator = written == 0 ? "" : written % 7 == 0 ? "\n+ " : " ";
        fprintf(d->out, "%s%s=%s", separator, dwmtj_parameters[i].name, SHORT(dwmtj_get(&device, i)));
        written++;
    }
    fputs(")\n", d->out);
}

void deck_models(const struct deck *d, const char *of_axons)
{
    fprintf(d->out, "* Devices. The third port of a watched wall adds its speed to v(motion), 1 V for 1 m/s; %s.\n",
            deck_watches_all(d->net) ? "every wall\n* is watched"
                                     : "all axons of a\n* neuron move alike, so one of them is watched");
    write_model(d, "soma_wall", deck_code_model(d->net), d->net->soma);
    write_model(d, "axon_wall", of_axons, d->net->axon);
}

void deck_model_begin(const struct deck *d, const char *name, const char *kind, const struct dwmtj *device)
{
    const struct dwmtj standard = dwmtj_default();
    struct dwmtj stepped = *device;
    stepped.dtmin = deck_shortest_step(d->net);
    fprintf(d->out, ".model %s %s(", name, kind);
    const char *separator = "";
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        double value = dwmtj_get(&stepped, p);
        if (value != dwmtj_get(&standard, p)) {
            fprintf(d->out, "%s%s=%s", separator, dwmtj_parameters[p].name, SHORT(value));
            separator = " ";
        }
    }
}

void deck_variation(const struct deck *d)
{
    const struct variation *variation = &d->net->variation;
    fprintf(d->out, "* Devices differ (seed %lu); relative standard deviations:", variation->seed);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            fprintf(d->out, " %s %g %%", dwmtj_parameters[p].name, 100.0 * variation->sigma[p]);
        }
    }
    fputs("\n*\n", d->out);
}

void deck_variation_of_sources(const struct deck *d)
{
    const struct variation *variation = &d->net->variation;
    bool begun = false;
    for (int s = 0; s < VARIATION_SOURCES; s++) {
        if (variation_of_source(variation, (enum variation_source)s)) {
            if (!begun) {
                fprintf(d->out,
                        "* Voltages of sources differ (seed %lu); relative standard deviations:", variation->seed);
            }
            fprintf(d->out, " %s %g %%", variation_source_names[s].name, 100.0 * variation->sigma_of_source[s]);
            begun = true;
        }
    }
    fputs(begun ? "\n*\n" : "", d->out);
}

void deck_without_search(const struct deck *d)
{
    fputs("* With an .if in the deck ngspice does not look for unused models, which takes the square of their number.\n"
          ".if (1)\n.endif\n",
          d->out);
}
