#include "netgen/write_deck.h"

#include "base/number.h"
#include "models/constants.h"
#include "netgen/device_card.h"

#include <math.h>

static const double EDGE = 2e-12; /* s */
static const double SAVED = 0.9;  /* from this share of the settling on */

/* The line that is raised in the pulse; the other one is at ground. The low voltage lasts longer than the run, but not
 * for ever: times are equal for ngspice that differ by 1e-7 of it, and where the edge is shorter, it has no time point
 * at its start. */
static void write_lines(const struct write_deck *deck, FILE *out)
{
    const bool to_parallel = deck->cell->junction.start != 0.0;
    fprintf(out, "vwrite %s 0 pulse(%s 0 %s %s %s %s)\nvother %s 0 0\n", to_parallel ? "bit" : "source",
            SHORT(deck->volts), SHORT(deck->length - 0.5 * EDGE), SHORT(EDGE), SHORT(EDGE), SHORT(2.0 * deck->settling),
            to_parallel ? "source" : "bit");
}

/* From the bit line through resistance, junction and transistor to the source line, where there is each of them. */
static void write_cell(const struct memory_cell *cell, FILE *out, size_t k)
{
    char above[40] = "bit", below[40] = "source";
    if (cell->series > 0.0) {
        snprintf(above, sizeof above, "b_%zu", k);
        fprintf(out, "r_%zu bit %s %s\n", k, above, SHORT(cell->series));
    }
    if (cell->has_transistor) {
        snprintf(below, sizeof below, "d_%zu", k);
        fprintf(out, "m_%zu %s gate source 0 channel w=%s l=%s\n", k, below, SHORT(cell->transistor.width),
                SHORT(cell->transistor.length));
    }
    fprintf(out, "a_%zu %%gd(%s %s) null null junction\n", k, above, below);
}

static void write_cells(const struct write_deck *deck, FILE *out)
{
    const struct memory_cell *cell = deck->cell;
    struct mtj junction = cell->junction;
    junction.noise = (double)deck->seed;
    junction.dcos = 2.0; /* the steps are those of .tran */
    device_card_write(out, "junction", device_find("mtj"), &junction);
    if (cell->has_transistor) {
        device_card_transistor(out, "channel", &cell->transistor);
        fprintf(out, "vgate gate 0 %s\n", SHORT(cell->gate));
    }
    for (size_t k = deck->first; k < deck->first + deck->count; k++) {
        write_cell(cell, out, k);
    }
}

void write_deck_print(const struct write_deck *deck, FILE *out)
{
    const double end = deck->length + deck->settling;
    const bool follows = memory_cell_follows(deck->cell);
    const double step = follows ? deck->longest_step : 0.05 * end;
    fprintf(out,
            "Writing %zu memory cells, from %s, with a pulse of %ss\n"
            "*\n"
            "* Where @a_K[mz] is still %s 0 at the end, the trial K has failed.\n"
            "* Load the code models first: spinfield setup-ngspice\n*\n",
            deck->count, deck->cell->junction.start == 0.0 ? "parallel" : "antiparallel", SHORT(deck->length),
            deck->cell->junction.start == 0.0 ? "above" : "below");
    write_lines(deck, out);
    write_cells(deck, out);
    /* the transistor's parameters are those at this temperature */
    const double celsius = deck->kelvin - ZERO_CELSIUS;
    fprintf(out, "\n.options method=gear temp=%s tnom=%s\n", SHORT(celsius), SHORT(celsius));
    for (size_t k = deck->first; k < deck->first + deck->count; k++) {
        fprintf(out, ".save @a_%zu[mz]\n", k);
    }
    fprintf(out, ".tran %s %s %s %s\n.end\n", SHORT(step), SHORT(end), SHORT(deck->length + SAVED * deck->settling),
            SHORT(step));
}
