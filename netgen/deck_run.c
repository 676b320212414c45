#include "netgen/deck_run.h"

#include "base/c_locale.h"
#include "base/number.h"
#include "base/text.h"
#include "netgen/deck_switches.h"

#include <math.h>
#include <stdio.h>

void deck_soma_vector(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "@a.xsoma_%zu.awall[x]", j);
}

void deck_axon_vector(const struct network *network, size_t i, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "@a.xaxon_%zu_%zu.awall[x]", i, network_shown_target(network, i));
}

double deck_start_volts(const struct network *network, size_t j, char bit)
{
    const double v_c = network_v_c(network, j);
    return bit == '1' ? v_c : -v_c;
}

/* A value in brackets is read as one in a deck is; otherwise ngspice reads an expression, with a reader of its own. */
enum status deck_alter_start(const struct network *network, const char *loaded, const char *wanted, char **commands,
                             struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct text text;
    enum status status = text_begin(&text, diagnostic);
    *commands = NULL;
    if (status != STATUS_OK) {
        return status;
    }
    for (size_t j = 0; j < network->n; j++) {
        if (loaded[j] != wanted[j]) {
            fprintf(text.stream, "alter v_start_%zu dc = [ %s ]\n", j, SHORT(deck_start_volts(network, j, wanted[j])));
        }
    }
    status = text_end(&text, diagnostic);
    *commands = text.bytes;
    return status;
}

const char *deck_code_model(const struct network *network)
{
    return network->soma.alpha > 0.0 || network->axon.alpha > 0.0 ? "dwmtj_watched" : "dwmtj_network";
}

double deck_rest_from(const struct network *network)
{
    return network->t_load + 2.0 * DECK_RELEASE;
}

double deck_shortest_step(const struct network *network)
{
    /* As a share of the time that the leak takes along the track; measured, docs/ngspice.md. Where devices differ it is
     * for each neuron; where they are alike, only circuits with many neurons that differ in their fan-outs need it. */
    const double share = 3e-4, many = 100.0, share_alike = 1e-2, many_alike = 1000.0, ps = 1e-12;
    double leak_time = -network->axon.length / network->axon.vleak;
    double shortest = 0.0;
    if (variation_of_devices(&network->variation)) {
        shortest = share * fmin((double)network->n, many) * leak_time;
    } else if (network->weights.wiring && (double)network->n > many_alike) {
        shortest = share_alike * leak_time;
    }
    return round(shortest / ps) * ps; /* easy to read */
}
