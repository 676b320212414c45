/* The .model cards of devices that are alike. */
#include "netgen/deck_parts.h"

#include "base/number.h"

#include <string.h>

bool deck_watches_all(const struct network *network)
{
    return strcmp(deck_code_model(network), "dwmtj_watched") == 0;
}

/* The .model card `name` of the deck's code model. */
static void write_model(const struct deck *d, const char *name, struct dwmtj device)
{
    device.dtmin = deck_shortest_step(d->net);
    fprintf(d->out, ".model %s %s(", name, deck_code_model(d->net));
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

void deck_models(const struct deck *d)
{
    fprintf(d->out, "* Devices. The third port of a watched wall adds its speed to v(motion), 1 V for 1 m/s; %s.\n",
            deck_watches_all(d->net) ? "every wall\n* is watched"
                                     : "all axons of a\n* neuron move alike, so one of them is watched");
    write_model(d, "soma_wall", d->net->soma);
    write_model(d, "axon_wall", d->net->axon);
}
