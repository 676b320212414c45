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
    double fastest = 0.0; /* (A/m)^2 */
    for (size_t k = 0; k < (islands->own ? islands->count : 1); k++) {
        const struct nanomagnet *magnet = islands_magnet(islands, k);
        const double hk = nanomagnet_holding_field(magnet);
        fastest = fmax(fastest, hk * (hk + nanomagnet_plane_field(magnet)));
    }
    return 0.25 / (GAMMA_0 * sqrt(fastest));
}

static double angle_of(const struct island *island)
{
    return atan2(island->axis[1], island->axis[0]) * 180.0 / PI;
}

/* The first magnet that is like magnet `k`. */
static size_t model_of(const struct islands *islands, size_t k)
{
    size_t first = islands->own ? k : 0;
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
            struct nanomagnet magnet = *islands_magnet(islands, k);
            char name[32];
            snprintf(name, sizeof name, "kind_%zu", k);
            magnet.angle = angle_of(&islands->island[k]);
            magnet.noise = (double)deck->seed;
            magnet.hmax = deck->seed > 0 ? deck->field + islands_greatest_field(islands) : 0.0;
            device_card_write(out, name, device_find("nanomagnet"), &magnet);
        }
    }
}

/* ngspice 39 has room for some 400 nodes in a line: so many magnets couple to as many others in one. */
enum { GROUP = 60 };

bool islands_deck_is_whole(const struct islands *islands)
{
    return islands->count <= GROUP;
}

/* A group of magnets: from `first` to before `end`. */
struct group {
    size_t first, end;
};

static struct group group_of(const struct islands *islands, size_t number)
{
    const size_t first = number * GROUP, left = islands->count - first;
    return (struct group){first, first + (left < GROUP ? left : GROUP)};
}

/* The nodes of the moments (m) or the fields (h) of a group. */
static void write_nodes(const struct islands_deck *deck, char what, struct group group, FILE *out)
{
    char name[ISLANDS_NAME];
    fputs("+ [", out);
    for (size_t k = group.first; k < group.end; k++) {
        const char *before = k == group.first ? "" : (k - group.first) % 4 == 0 ? "\n+ " : " ";
        islands_deck_name(deck, k, name);
        fprintf(out, "%s%cx_%s %cy_%s %cz_%s", before, what, name, what, name, what, name);
    }
    fputs("]\n", out);
}

static void write_places(const struct islands *islands, struct group group, FILE *out)
{
    for (size_t k = group.first; k < group.end; k++) {
        const double *place = islands->island[k].place;
        fprintf(out, "%s%s %s %s", (k - group.first) % 4 == 0 ? "\n+ " : "  ", SHORT(place[0]), SHORT(place[1]),
                SHORT(place[2]));
    }
}

/* One moment for all, or that of each. */
static void write_moments(const struct islands *islands, struct group group, FILE *out)
{
    for (size_t k = group.first; k < (islands->own ? group.end : group.first + 1); k++) {
        fprintf(out, "%s%s",
                k == group.first             ? ""
                : (k - group.first) % 8 == 0 ? "\n+ "
                                             : " ",
                SHORT(nanomagnet_moment(islands_magnet(islands, k))));
    }
}

/* The fields of the magnets `from` at those of `to`, or at each other where these are the same. */
static void write_fields(const struct islands_deck *deck, struct group from, struct group to, FILE *out)
{
    fprintf(out, "acoupling_%zu_%zu\n", from.first, to.first);
    write_nodes(deck, 'm', from, out);
    write_nodes(deck, 'h', to, out);
    fprintf(out, "+ coupling_%zu_%zu\n.model coupling_%zu_%zu dipoles(moments=[", from.first, to.first, from.first,
            to.first);
    write_moments(deck->islands, from, out);
    fputs("] places=[", out);
    write_places(deck->islands, from, out);
    if (from.first != to.first) {
        write_places(deck->islands, to, out);
    }
    fputs("])\n", out);
}

static void write_coupling(const struct islands_deck *deck, FILE *out)
{
    const size_t groups = (deck->islands->count + GROUP - 1) / GROUP;
    for (size_t from = 0; from < groups; from++) {
        for (size_t to = 0; to < groups; to++) {
            write_fields(deck, group_of(deck->islands, from), group_of(deck->islands, to), out);
        }
    }
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
