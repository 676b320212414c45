/* The deck of logic of nanomagnets. */
#include "netgen/islands_deck.h"

#include "base/number.h"
#include "models/constants.h"

#include <math.h>
#include <string.h>

static const double EDGE = 10e-12; /* s */

static void write_head(const struct nml *nml, const struct nml_clock *clock, FILE *out)
{
    const char *period = TIME(nml_period(clock)); /* 19.5n */
    const int digits = (int)strspn(period, "0123456789.");
    fprintf(
        out,
        "Logic of %zu nanomagnets\n"
        "*\n"
        "* a_NAME is a magnet: its moment is at mx_NAME, my_NAME and mz_NAME, its field at hx_NAME, hy_NAME and\n"
        "* hz_NAME, in kA/m. The moments of inputs are voltage sources. logic_NAME is 1 V for a logical 1 and -1 V\n"
        "* for 0, where the magnet is in its well. Row R of the truth table lasts from R to R + 1 times %.*s %ss.\n"
        "* Load the code models first: spinfield setup-ngspice\n\n",
        nml->islands.count, digits, period, period + digits);
}

/* The moment of magnet `k`, which is held: a voltage that changes with the rows. */
static void write_held(const struct nml *nml, size_t k, double period, signed char *held, FILE *out)
{
    for (int axis = 0; axis < 3; axis++) {
        const double along = nml->islands.island[k].axis[axis];
        fprintf(out, "vm%c_%s m%c_%s 0 ", "xyz"[axis], nml -> magnet[k].name, "xyz"[axis], nml -> magnet[k].name);
        if (along == 0.0 || nml->magnet[k].role != NML_INPUT) {
            fprintf(out, "%s\n", SHORT(along * (nml->magnet[k].role == NML_ZERO ? -1.0 : 1.0) + 0.0));
            continue;
        }
        fputs("pwl(", out);
        for (unsigned row = 0; row < 1u << nml->inputs; row++) {
            nml_hold(nml, row, held);
            const double start = row == 0 ? 0.0 : (double)row * period + EDGE, end = (double)(row + 1) * period;
            fprintf(out, "%s%s %s %s %s",
                    row == 0       ? ""
                    : row % 4 == 0 ? "\n+ "
                                   : " ",
                    TIME(start), SHORT(along * held[k]), TIME(end), SHORT(along * held[k]));
        }
        fputs(")\n", out);
    }
}

static void write_clock(const struct nml *nml, const struct nml_clock *clock, const bool *held, FILE *out)
{
    fprintf(out, "vclock clock 0 pulse(0 %s 0 %s %s %s %s)\n", SHORT(1e-3 * clock->field), SHORT(clock->rise),
            SHORT(clock->fall), SHORT(clock->hold), TIME(nml_period(clock)));
    for (size_t k = 0; k < nml->islands.count; k++) {
        for (int axis = 0; axis < 2 && !held[k]; axis++) {
            if (clock->direction[axis] != 0.0) {
                fprintf(out, "g%c_%s 0 h%c_%s clock 0 %s\n", "xy"[axis], nml -> magnet[k].name, "xy"[axis],
                        nml -> magnet[k].name, SHORT(clock->direction[axis]));
            }
        }
    }
}

static void write_outputs(const struct nml *nml, double period, FILE *out)
{
    const unsigned rows = 1u << nml->inputs;
    for (size_t k = 0; k < nml->islands.count; k++) {
        const char *name = nml->magnet[k].name;
        const double *axis = nml->islands.island[k].axis;
        if (nml->magnet[k].role != NML_OUTPUT) {
            continue;
        }
        fprintf(out, "blogic_%s logic_%s 0 v = %s * v(mx_%s) + %s * v(my_%s)\n.save v(logic_%s)\n", name, name,
                SHORT(axis[0]), name, SHORT(axis[1]), name, name);
        for (unsigned row = 0; row < rows; row++) {
            fprintf(out, ".meas tran %s_row_%u find v(logic_%s) at=%s\n", name, row, name,
                    TIME((double)(row + 1) * period - EDGE));
        }
    }
}

void nml_write_deck(const struct nml *nml, const struct nml_clock *clock, double kelvin, unsigned long seed, FILE *out)
{
    bool is_held[NML_MOST];
    signed char held[NML_MOST];
    const double period = nml_period(clock), step = islands_deck_step(&nml->islands);
    nml_hold(nml, 0, held);
    for (size_t k = 0; k < nml->islands.count; k++) {
        is_held[k] = held[k] != 0;
    }
    const struct islands_deck magnets = {&nml->islands, nml->magnet, is_held, clock->field, kelvin > 0.0 ? seed : 0};
    write_head(nml, clock, out);
    if (kelvin > 0.0) {
        fprintf(out, ".options temp=%s\n", SHORT(kelvin - ZERO_CELSIUS));
    }
    islands_deck_write(&magnets, out);
    for (size_t k = 0; k < nml->islands.count; k++) {
        if (is_held[k]) {
            write_held(nml, k, period, held, out);
        }
    }
    write_clock(nml, clock, is_held, out);
    write_outputs(nml, period, out);
    fprintf(out, "\n.tran %s %s 0 %s\n.end\n", ISLANDS_STEP(step), TIME((double)(1u << nml->inputs) * period),
            ISLANDS_STEP(step));
}
