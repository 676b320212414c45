#include "netgen/islands_deck.h"

#include "base/number.h"
#include "models/constants.h"
#include "netgen/device_card.h"

#include <math.h>

const char *islands_deck_name(const struct islands_deck *deck, size_t k, char text[ISLANDS_NAME])
{
    if (deck->name) {
        snprintf(text, ISLANDS_NAME, "%s", deck->name[k].name);
    } else {
        snprintf(text, ISLANDS_NAME, "%zu", k);
    }
    return text;
}

double islands_deck_step(const struct islands *islands)
{
    const double hk = nanomagnet_holding_field(&islands->magnet), hp = islands_plane_field(&islands->magnet);
    return 0.25 / (GAMMA_0 * sqrt(hk * (hk + hp)));
}

static double angle_of(const struct island *island)
{
    return atan2(island->axis[1], island->axis[0]) * 180.0 / PI;
}

/* The first magnet with the angle of magnet `k`. */
static size_t model_of(const struct islands *islands, size_t k)
{
    size_t first = 0;
    while (angle_of(&islands->island[first]) != angle_of(&islands->island[k])) {
        first++;
    }
    return first;
}

static void write_models(const struct islands_deck *deck, FILE *out)
{
    const struct islands *islands = deck->islands;
    for (size_t k = 0; k < islands->count; k++) {
        if (model_of(islands, k) == k) {
            struct nanomagnet magnet = islands->magnet;
            char name[32];
            snprintf(name, sizeof name, "kind_%zu", k);
            magnet.angle = angle_of(&islands->island[k]);
            magnet.noise = (double)deck->seed;
            magnet.hmax = deck->seed > 0 ? deck->field + islands_greatest_field(islands) : 0.0;
            device_card_write(out, name, device_find("nanomagnet"), &magnet);
        }
    }
}

/* The nodes of the moments (m) or the fields (h) of all magnets. */
static void write_nodes(const struct islands_deck *deck, char what, FILE *out)
{
    char name[ISLANDS_NAME];
    fputs("+ [", out);
    for (size_t k = 0; k < deck->islands->count; k++) {
        islands_deck_name(deck, k, name);
        fprintf(out, "%s%cx_%s %cy_%s %cz_%s",
                k == 0       ? ""
                : k % 4 == 0 ? "\n+ "
                             : " ",
                what, name, what, name, what, name);
    }
    fputs("]\n", out);
}

static void write_coupling(const struct islands_deck *deck, FILE *out)
{
    const struct islands *islands = deck->islands;
    fputs("acoupling\n", out);
    write_nodes(deck, 'm', out);
    write_nodes(deck, 'h', out);
    fprintf(out, "+ coupling\n.model coupling dipoles(moments=[%s] places=[",
            SHORT(nanomagnet_moment(&islands->magnet)));
    for (size_t k = 0; k < islands->count; k++) {
        const double *place = islands->island[k].place;
        fprintf(out, "%s%s %s %s", k % 4 == 0 ? "\n+ " : "  ", SHORT(place[0]), SHORT(place[1]), SHORT(place[2]));
    }
    fputs("])\n", out);
}

void islands_deck_write(const struct islands_deck *deck, FILE *out)
{
    char n[ISLANDS_NAME];
    write_models(deck, out);
    for (size_t k = 0; k < deck->islands->count; k++) {
        islands_deck_name(deck, k, n);
        if (deck->held && deck->held[k]) {
            fprintf(out, "rx_%s hx_%s 0 1\nry_%s hy_%s 0 1\nrz_%s hz_%s 0 1\n", n, n, n, n, n, n);
        } else {
            fprintf(out, "a_%s [hx_%s hy_%s hz_%s] [mx_%s my_%s mz_%s] null kind_%zu\n", n, n, n, n, n, n, n,
                    model_of(deck->islands, k));
        }
    }
    write_coupling(deck, out);
}
