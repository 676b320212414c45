/* The deck of a network of phase oscillators. */
#include "netgen/deck_run.h"

#include "base/number.h"
#include "netgen/deck_spins.h"
#include "netgen/ising_model.h"
#include "netgen/network_file.h"
#include "netgen/technologies/oscillator.h"

#include <stdlib.h>
#include <string.h>

/* A step at which neighbours at random turn an oscillator by so much, rad: ngspice takes no longer ones. */
static const double LONGEST_TURN = 0.05;

void oscillator_instance(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "aosc_%zu", j);
}

void oscillator_signal_vector(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "v(outc_%zu)", j);
}

static void write_head(const struct network *net, const char *title, FILE *out)
{
    static const char CIRCUIT[] =
        "* Oscillator j has the phase phi_j against a common reference, and the voltages outc_j = cos phi_j and outs_j "
        "=\n"
        "* sin phi_j; noutc_j and nouts_j have the other sign. A coupling is a pair of resistors from the outputs of "
        "one to\n"
        "* the inputs of another, from the inverse where it is negative; a field one from a rail of the reference. "
        "rsumc_j\n"
        "* and rsums_j make the conductances at all inputs equal. The pump draws phases to 0 or pi.\n";
    const struct deck_spins_head head = {title,
                                         CIRCUIT,
                                         "The pump goes",
                                         ", in units of the rate at which neighbours at random turn a phase",
                                         net->oscillator.pump_start,
                                         net->oscillator.pump_end};
    deck_spins_head(net, &head, out);
}

static void write_sources(const struct network *net, const struct ising_model *c, FILE *out)
{
    const struct oscillator_circuit *o = &net->oscillator;
    fprintf(out, "v_pump pump 0 pwl(0 %s %s %s)\n", SHORT(o->pump_start), SHORT(net->t_stop), SHORT(o->pump_end));
    if (c->field) {
        fputs("v_plus plus 0 1\nv_minus minus 0 -1\n", out);
    }
    fputs("\n* v(p_synapse) is the power that outputs and rails deliver, 1 V for 1 W.\nrp_synapse p_synapse 0 1\n\n",
          out);
}

/* Whether a coupling of oscillator `i` is negative. Couplings are symmetrical: then its inverse is needed. */
static bool needs_inverse(const struct ising_model *c, size_t i)
{
    size_t k = c->first[i];
    while (k < c->first[i + 1] && c->value[k] > 0.0) {
        k++;
    }
    return k < c->first[i + 1];
}

static void write_oscillator(const struct network *net, const struct ising_model *c,
                             const struct oscillator_rates *rates, size_t i, double phase, FILE *out)
{
    const struct oscillator_circuit *o = &net->oscillator;
    char name[DECK_NAME_SIZE], inverse[80] = "null";
    oscillator_instance(i, name);
    if (needs_inverse(c, i)) {
        snprintf(inverse, sizeof inverse, "[%%v(noutc_%zu) %%v(nouts_%zu)]", i, i);
    }
    fprintf(out, "%s [%%v(outc_%zu) %%v(outs_%zu)] %s [%%v(inc_%zu) %%v(ins_%zu)] %%v(pump) null oscillator_%zu\n",
            name, i, i, inverse, i, i, i);
    fprintf(out, ".model oscillator_%zu phase_network(k=%s ks=%s phi0=%s", i,
            SHORT(rates->coupling * rates->conductance / o->g0), SHORT(o->rate), SHORT(phase));
    if (rates->diffusion > 0.0) {
        fprintf(out, "\n+ diffusion=%s cell=%s noise=%lu", SHORT(rates->diffusion), SHORT(rates->cell),
                oscillator_seed(net, net->start));
    }
    fputs(")\n", out);
    const struct deck_spins_inputs cosines = {c, o->g0, rates->conductance, "c", "plus", "minus"};
    const struct deck_spins_inputs sines = {c, o->g0, rates->conductance, "s", "0", "0"};
    deck_spins_input(&cosines, i, out);
    deck_spins_input(&sines, i, out);
    /* sources deliver what they would into a short, less what the voltage at the input takes off that */
    fprintf(out, "bp_%zu 0 p_synapse i=%s-%s*(v(inc_%zu)^2+v(ins_%zu)^2)\n\n", i, SHORT(o->g0 * ising_row(c, i)),
            SHORT(rates->conductance), i, i);
}

static void write_analysis(const struct network *net, FILE *out)
{
    char name[DECK_NAME_SIZE];
    fprintf(out, "* What is kept: power, cosines of the phases.\n.save %s\n", DECK_POWER_SYNAPSE);
    for (size_t j = 0; j < net->n; j++) {
        oscillator_signal_vector(j, name);
        fprintf(out, ".save %s\n", name);
    }
    fprintf(out, "\n.tran %s %s\n.end\n", SHORT(LONGEST_TURN / net->oscillator.rate), SHORT(net->t_stop));
}

enum status oscillator_write_deck(const struct network *net, enum deck_form form, FILE *out,
                                  struct diagnostic *diagnostic)
{
    char title[NETWORK_TITLE_SIZE];
    struct ising_model model;
    (void)form;
    enum status status = network_title(net, title, diagnostic);
    if (status == STATUS_OK) {
        status = ising_of_weights(&net->weights, &model, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    double *phase = calloc(net->n, sizeof *phase);
    if (!phase) {
        ising_clear(&model);
        return fail_memory(diagnostic);
    }
    oscillator_phases(net, net->start, phase);
    const struct oscillator_rates rates = oscillator_rates_of(net, &model);
    write_head(net, title, out);
    write_sources(net, &model, out);
    for (size_t i = 0; i < net->n; i++) {
        write_oscillator(net, &model, &rates, i, phase[i], out);
    }
    write_analysis(net, out);
    free(phase);
    ising_clear(&model);
    return STATUS_OK;
}
