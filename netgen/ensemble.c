#include "netgen/ensemble.h"

#include "base/number.h"
#include "models/constants.h"
#include "models/scatter/scatter.h"
#include "netgen/device_card.h"

#include <math.h>

bool ensemble_varies(const struct ensemble *ensemble)
{
    for (size_t p = 0; p < MTJ_RATE_PARAMETERS; p++) {
        if (ensemble->sigma[p] > 0.0) {
            return true;
        }
    }
    return false;
}

struct mtj_rate ensemble_junction(const struct ensemble *ensemble, size_t number)
{
    const struct scatter scatter = {device_find("mtj_rate"), ensemble->chip_seed, ensemble->sigma};
    struct mtj_rate junction;
    scatter_draw(&scatter, &ensemble->junction, number, &junction);
    return junction;
}

void ensemble_name(char name[ENSEMBLE_NAME], const struct ensemble *ensemble, size_t number)
{
    snprintf(name, ENSEMBLE_NAME, "a_%zu_%zu", number / ensemble->in_series, number % ensemble->in_series);
}

double ensemble_supply(const struct ensemble *ensemble, double t)
{
    return ensemble->bias + ensemble->amplitude * sin(2.0 * PI * ensemble->frequency * t);
}

/* ---- The deck ---- */

static void write_supply(const struct ensemble *ensemble, FILE *out)
{
    if (ensemble->amplitude == 0.0) {
        fprintf(out, "vsupply supply 0 %s\n", SHORT(ensemble->bias));
    } else {
        fprintf(out, "vsupply supply 0 sin(%s %s %s)\n", SHORT(ensemble->bias), SHORT(ensemble->amplitude),
                SHORT(ensemble->frequency));
    }
}

static void write_string(const struct ensemble *ensemble, size_t string, bool varies, FILE *out)
{
    const size_t k = ensemble->in_series;
    char from[64] = "supply", to[64], name[ENSEMBLE_NAME], card[64] = "jun";
    if (ensemble->resistance > 0.0) {
        snprintf(from, sizeof from, "n_%zu_0", string);
        fprintf(out, "r_%zu supply %s %s\n", string, from, SHORT(ensemble->resistance));
    }
    for (size_t place = 0; place < k; place++) {
        const size_t number = k * string + place;
        ensemble_name(name, ensemble, number);
        snprintf(to, sizeof to, "n_%zu_%zu", string, place + 1);
        if (varies) {
            struct mtj_rate junction = ensemble_junction(ensemble, number);
            snprintf(card, sizeof card, "jun_%zu_%zu", string, place);
            device_card_write(out, card, device_find("mtj_rate"), &junction);
        }
        fprintf(out, "%s %%gd(%s %s) %s\n", name, from, place + 1 == k ? "0" : to, card);
        snprintf(from, sizeof from, "%s", to);
    }
}

static void write_measures(const struct ensemble *ensemble, FILE *out)
{
    char name[ENSEMBLE_NAME];
    fputs("\n.save i(vsupply)", out);
    for (size_t k = 0; k < ensemble->strings * ensemble->in_series; k++) {
        ensemble_name(name, ensemble, k);
        fprintf(out, "\n+ @%s[parallel] @%s[jumps]", name, name);
    }
    fprintf(out, "\n.meas tran i_mean avg i(vsupply) from=%s to=%s\n", SHORT(ensemble->after), SHORT(ensemble->stop));
    for (size_t k = 0; k < ensemble->strings * ensemble->in_series; k++) {
        ensemble_name(name, ensemble, k);
        fprintf(out, ".meas tran parallel%s avg @%s[parallel] from=%s to=%s\n.meas tran jumps%s max @%s[jumps]\n",
                name + 1, name, SHORT(ensemble->after), SHORT(ensemble->stop), name + 1, name);
    }
}

void ensemble_write_deck(const struct ensemble *ensemble, double longest, FILE *out)
{
    const bool varies = ensemble_varies(ensemble);
    fprintf(out,
            "Junctions that jump between two states: %zu strings of %zu\n"
            "*\n"
            "* a_S_K is junction K of string S, K = 0 at the supply. parallel_S_K below is its share of time in the\n"
            "* parallel state from %ss on, jumps_S_K the number of its jumps from the start.\n"
            "* Load the code models first: spinfield setup-ngspice\n*\n",
            ensemble->strings, ensemble->in_series, SHORT(ensemble->after));
    write_supply(ensemble, out);
    if (!varies) {
        device_card_write(out, "jun", device_find("mtj_rate"), &ensemble->junction);
    }
    for (size_t s = 0; s < ensemble->strings; s++) {
        write_string(ensemble, s, varies, out);
    }
    write_measures(ensemble, out);
    fprintf(out, ".tran %s %s 0 %s\n.end\n", SHORT(longest), SHORT(ensemble->stop), SHORT(longest));
}
