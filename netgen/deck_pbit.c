/* The deck of a network of p-bits. */
#include "netgen/deck_run.h"

#include "base/number.h"
#include "netgen/deck_spins.h"
#include "netgen/ising_model.h"
#include "netgen/network_file.h"
#include "netgen/technologies/pbit.h"

#include <string.h>

/* Beyond so many p-bits their inputs are not kept: twice the memory, and no report needs them. */
enum { INPUTS_KEPT = 100 };

void pbit_instance(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "apbit_%zu", j);
}

void pbit_signal_vector(size_t j, char *name)
{
    snprintf(name, DECK_NAME_SIZE, "@apbit_%zu[s]", j);
}

static void write_head(const struct network *net, const char *title, FILE *out)
{
    static const char CIRCUIT[] =
        "* P-bit j draws its state anew at random times, +1 with probability 1/(1 + exp(-2 v(in_j)/v0)). Then out_j "
        "is\n"
        "* at the rail vdd, and its inverse nout_j at vss; in the state -1 the other way round. A coupling is a "
        "resistor\n"
        "* from an output to another p-bit's input, or from the inverse where it is negative; a field one from a "
        "rail.\n"
        "* rsum_j makes the conductances at all inputs equal. So the rails are the inverse temperature beta.\n";
    const struct deck_spins_head head = {title, CIRCUIT, "beta goes", "", net->pbit.beta_start, net->pbit.beta_end};
    deck_spins_head(net, &head, out);
}

static void write_rail(const char *name, double from, double to, double t_stop, FILE *out)
{
    fprintf(out, "v_%s %s 0 pwl(0 %s %s %s)\n", name, name, SHORT(from), SHORT(t_stop), SHORT(to));
}

static void write_rails(const struct network *net, const struct ising_model *model, FILE *out)
{
    const double from = pbit_rail(net, model, net->pbit.beta_start), to = pbit_rail(net, model, net->pbit.beta_end);
    fputs("* The rails. v(p_synapse) is the power that they deliver, 1 V for 1 W.\n", out);
    write_rail("vdd", from, to, net->t_stop, out);
    write_rail("vss", -from, -to, net->t_stop, out);
    fputs("bp_synapse 0 p_synapse i=-v(vdd)*i(v_vdd)-v(vss)*i(v_vss)\nrp_synapse p_synapse 0 1\n\n", out);
}

static void write_models(const struct network *net, FILE *out)
{
    static const char *const NAMES[] = {"pbit_down", "pbit_up"};
    const struct pbit_circuit *pbit = &net->pbit;
    for (int up = 0; up <= 1; up++) {
        fprintf(out, ".model %s pbit(v0=%s tau=%s rout=%s start=%d seed=%lu)\n", NAMES[up], SHORT(pbit->v0),
                SHORT(pbit->tau), SHORT(pbit->rout), up ? 1 : -1, pbit_noise_seed(net, net->start));
    }
    fputc('\n', out);
}

/* The resistors and the capacitor at the input of p-bit `i`, which takes what its couplings lead to it. */
static void write_input(const struct network *net, const struct ising_model *c, size_t i, FILE *out)
{
    const double total = pbit_total_conductance(net, c);
    const struct deck_spins_inputs inputs = {c, net->pbit.g0, total, "", "vdd", "vss"};
    deck_spins_input(&inputs, i, out);
    if (net->pbit.lag > 0.0) {
        fprintf(out, "clag_%zu in_%zu 0 %s\n", i, i, SHORT(net->pbit.lag * total));
    }
}

static void write_pbit(const struct network *net, const struct ising_model *c, size_t i, FILE *out)
{
    char name[DECK_NAME_SIZE];
    pbit_instance(i, name);
    fprintf(out, "%s %%vd(in_%zu 0) %%gd(out_%zu vdd) %%gd(out_%zu vss) %%gd(nout_%zu vdd) %%gd(nout_%zu vss) %s\n",
            name, i, i, i, i, i, net->start[i] == '1' ? "pbit_up" : "pbit_down");
    write_input(net, c, i, out);
    fputc('\n', out);
}

static void write_analysis(const struct network *net, FILE *out)
{
    char name[DECK_NAME_SIZE];
    fprintf(out, "* What is kept: power, states%s.\n.save %s\n", net->n <= INPUTS_KEPT ? ", inputs" : "",
            DECK_POWER_SYNAPSE);
    for (size_t j = 0; j < net->n; j++) {
        pbit_signal_vector(j, name);
        fprintf(out, ".save %s", name);
        if (net->n <= INPUTS_KEPT) {
            fprintf(out, " v(in_%zu)", j);
        }
        fputc('\n', out);
    }
    fprintf(out, "\n.tran %s %s\n.end\n", SHORT(net->pbit.tau), SHORT(net->t_stop));
}

enum status pbit_write_deck(const struct network *net, enum deck_form form, FILE *out, struct diagnostic *diagnostic)
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
    write_head(net, title, out);
    write_rails(net, &model, out);
    write_models(net, out);
    for (size_t i = 0; i < net->n; i++) {
        write_pbit(net, &model, i, out);
    }
    write_analysis(net, out);
    ising_clear(&model);
    return STATUS_OK;
}
