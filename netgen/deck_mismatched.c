#include "netgen/deck_mismatched.h"

#include "netgen/deck_run.h"
#include "base/number.h"

#include <math.h>

void deck_mismatched_head(const struct network *network, FILE *out)
{
    fprintf(out, "* Devices differ (seed %lu); relative standard deviations:", network->variation.seed);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (network->variation.sigma[p] > 0.0) {
            fprintf(out, " %s %g %%", dwmtj_parameters[p].name, 100.0 * network->variation.sigma[p]);
        }
    }
    fputs("\n*\n", out);
}

void deck_mismatched_preamble(FILE *out)
{
    fputs("* Each device is three lines: the resistor of its track, its wall and junction, and its parameters where "
          "they\n"
          "* are not those of the code model. The third port of a wall adds its speed to v(motion), 1 V for 1 m/s.\n"
          "rmotion motion 0 1\n"
          "* With an .if in the deck ngspice does not look for unused models, which takes the square of their number.\n"
          ".if (1)\n.endif\n\n",
          out);
}

static void write_device(const struct network *network, const char *name, const char *track, const char *junction,
                         const struct dwmtj *device, FILE *out)
{
    const struct dwmtj standard = dwmtj_default();
    fprintf(out, "r.x%s.rtrack %s %s\n", name, track, SHORT(device->rm));
    fprintf(out, "a.x%s.awall %%vd(%s) %%gd(%s) %%i(motion) %s\n", name, track, junction, name);
    fprintf(out, ".model %s %s(", name, deck_code_model(network));
    const char *separator = "";
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        double value = dwmtj_get(device, p);
        if (value != dwmtj_get(&standard, p)) {
            fprintf(out, "%s%s=%s", separator, dwmtj_parameters[p].name, SHORT(value));
            separator = " ";
        }
    }
    fputs(")\n", out);
}

void deck_mismatched_soma(const struct network *network, size_t i, const char *supply, FILE *out)
{
    struct dwmtj device = network_soma(network, i);
    device.dtmin = deck_shortest_step(network);
    char name[32], track[32], junction[64];
    snprintf(name, sizeof name, "soma_%zu", i);
    snprintf(track, sizeof track, "d_%zu 0", i);
    snprintf(junction, sizeof junction, "v%s s_%zu", supply, i);
    write_device(network, name, track, junction, &device, out);
}

void deck_mismatched_axon(const struct network *network, size_t i, size_t j, const char *rail, FILE *out)
{
    struct dwmtj device = network_axon(network, i, j);
    device.dtmin = deck_shortest_step(network);
    char name[64], track[32], junction[128];
    snprintf(name, sizeof name, "axon_%zu_%zu", i, j);
    snprintf(track, sizeof track, "s_%zu 0", i);
    snprintf(junction, sizeof junction, "%s d_%zu", rail, j);
    write_device(network, name, track, junction, &device, out);
}
