/* The deck of square ice at a temperature. */
#include "netgen/islands_deck.h"

#include "base/number.h"
#include "models/constants.h"

static void write_head(const struct ice *ice, const struct ice_deck *deck, FILE *out)
{
    fprintf(
        out,
        "Square ice of nanomagnets, %zu x %zu vertices, at %s C\n"
        "*\n"
        "* a_K is a magnet: its moment is at mx_K, my_K and mz_K, its field at hx_K, hy_K and hz_K, in kA/m. Those\n"
        "* along x come first. type_V is the type of vertex V = column + %zu * row: 1 V for T1 to 4 V for T4. t1 to\n"
        "* t4 are the shares of vertices.\n"
        "* Load the code models first: spinfield setup-ngspice\n\n"
        ".options temp=%s\n",
        ice->columns, ice->rows, SHORT(deck->kelvin - ZERO_CELSIUS), ice->columns, SHORT(deck->kelvin - ZERO_CELSIUS));
}

/* q is half of the charge: -2 to 2. A vertex without charge is T1 where opposite magnets both point to it or both away.
 */
static void write_vertices(const struct ice *ice, FILE *out)
{
    for (size_t v = 0; v < ice_vertices(ice); v++) {
        size_t k[4];
        ice_vertex(ice, v, k);
        fprintf(out,
                "bq_%zu q_%zu 0 v = u(v(mx_%zu)) + u(-v(mx_%zu)) + u(v(my_%zu)) + u(-v(my_%zu)) - 2\n"
                "btype_%zu type_%zu 0 v = abs(v(q_%zu)) > 1.5 ? 4 : (abs(v(q_%zu)) > 0.5 ? 3 : "
                "(v(mx_%zu) * v(mx_%zu) < 0 ? 1 : 2))\n",
                v, v, k[0], k[1], k[2], k[3], v, v, v, v, k[0], k[1]);
    }
    for (int type = 1; type <= ICE_TYPES; type++) {
        fprintf(out, "bt%d t%d 0 v = (0", type, type);
        for (size_t v = 0; v < ice_vertices(ice); v++) {
            fprintf(out, "%s + u(0.5 - abs(v(type_%zu) - %d))", v % 3 == 0 ? "\n+" : "", v, type);
        }
        fprintf(out, ") / %zu\n", ice_vertices(ice));
    }
}

/* One `dipoles` knows all moments, and so the energy of all pairs; of several none does. */
static void write_energy(const struct islands *islands, const struct ice_deck *deck, FILE *out)
{
    if (islands_deck_is_whole(islands)) {
        fprintf(out, ".save @acoupling_0_0[energy]\n.meas tran energy_j avg @acoupling_0_0[energy] from=%s to=%s\n",
                SHORT(deck->after), SHORT(deck->stop));
    }
}

void ice_write_deck(const struct ice *ice, const struct islands *islands, const struct ice_deck *deck, FILE *out)
{
    const struct islands_deck magnets = {islands, NULL, NULL, 0.0, deck->seed};
    const double step = islands_deck_step(islands);
    write_head(ice, deck, out);
    islands_deck_write(&magnets, out);
    write_vertices(ice, out);
    fprintf(out, "\n.tran %s %s 0 %s\n.save v(t1) v(t2) v(t3) v(t4)\n", ISLANDS_STEP(step), SHORT(deck->stop),
            ISLANDS_STEP(step));
    write_energy(islands, deck, out);
    for (int type = 1; type <= ICE_TYPES; type++) {
        fprintf(out, ".meas tran t%d avg v(t%d) from=%s to=%s\n", type, type, SHORT(deck->after), SHORT(deck->stop));
    }
    fputs(".end\n", out);
}
