/* The deck of a network of domain walls. */
#include "netgen/deck.h"

#include "netgen/deck_measures.h"
#include "netgen/deck_parts.h"
#include "netgen/deck_switches.h"
#include "netgen/questions/question.h"
#include "base/number.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATTERN_SHOWN = 100, SUPPLY_NAME = 32 };

/* ngspice puts the matrix in order in a time that grows with the square of the entries of its longest rows. So beyond
 * so many neurons these share the nodes of weights and of the meter of the load in groups. With many distinct weights
 * no node has many neighbours. */
enum { ALL_TOGETHER = 1000, IN_A_GROUP = 50, GROUPED_WEIGHTS = 8 };

/* Makes neuron j the one in hand. Its resistor is designed for the nominal weights. */
static void take_weights(struct deck *d, size_t j)
{
    double sum = 0.0;
    d->ends = weights_end_at(&d->net->weights, j, d->into_j);
    for (size_t k = 0; k < d->ends; k++) {
        sum += d->into_j[k];
    }
    d->balance = network_balance(d->net, j, sum);
    network_weights_end_at(d->net, j, d->into_j);
}

/* Adds to the voltages that the deck has sources for those of balancing rails. */
static enum status add_balance_rails(struct deck *d, struct diagnostic *diagnostic)
{
    for (int positive = 0; positive <= 1; positive++) {
        double volts = weights_balance_rail(&d->net->weights, positive), *grown;
        size_t at = 0;
        while (at < d->weights && d->weight[at] < volts) {
            at++;
        }
        bool used = false;
        for (size_t j = 0; j < d->net->n && !used && (at == d->weights || d->weight[at] != volts); j++) {
            take_weights(d, j);
            used = d->balance.conductance > 0.0 && d->balance.v_rail == volts;
        }
        if (!used) {
            continue;
        }
        if (!(grown = realloc(d->weight, (d->weights + 1) * sizeof *grown))) {
            return fail_memory(diagnostic);
        }
        d->weight = grown;
        memmove(grown + at + 1, grown + at, (d->weights - at) * sizeof *grown);
        grown[at] = volts;
        d->weights++;
    }
    return STATUS_OK;
}

/* The number, from 1, of the weight source for `value`. */
static size_t source_of(const struct deck *d, double value)
{
    size_t low = 0, high = d->weights - 1;
    while (low < high) {
        size_t middle = (low + high) / 2;
        if (d->weight[middle] < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low + 1;
}

static void write_state(FILE *out, const char *label, const char *bits)
{
    fprintf(out, "* %-10s%.*s%s\n", label, PATTERN_SHOWN, bits, strlen(bits) > PATTERN_SHOWN ? "..." : "");
}

static bool each_has_a_supply(const struct deck *d)
{
    return variation_of_source(&d->net->variation, VARIATION_V_DW);
}

/* What the deck calls the supply of neurons of that fan-out F: "dw", or "dw_F" where fan-outs differ. Its source is
 * v_NAME, its node vNAME. */
static const char *supply_name(const struct deck *d, size_t fan_out, char name[SUPPLY_NAME])
{
    snprintf(name, SUPPLY_NAME, d->fan_outs > 1 ? "dw_%zu" : "dw", fan_out);
    return name;
}

/* The same of neuron j: "dw_j" where each neuron has another one. */
static const char *supply_of(const struct deck *d, size_t j, char name[SUPPLY_NAME])
{
    if (!each_has_a_supply(d)) {
        return supply_name(d, network_fan_out(d->net, j), name);
    }
    snprintf(name, SUPPLY_NAME, "dw_%zu", j);
    return name;
}

static void write_head(const struct deck *d)
{
    const struct network *net = d->net;
    char supply[SUPPLY_NAME];
    const char *name = each_has_a_supply(d) ? supply_of(d, 0, supply) : supply_name(d, d->fan_out[0], supply);
    fprintf(d->out, "* %s: %s, %zu neurons, %zu %s\n*\n", d->title, net->question->name, net->n, network_devices(net),
            net->technology->devices);
    fprintf(d->out, "* Neuron j has a dendrite d_j, a soma (track from d_j to ground, junction from vdw%s to s_j) and ",
            each_has_a_supply(d) ? "_j"
            : d->fan_outs > 1    ? "_F, F axons,"
                                 : "");
    if (net->weights.wiring) {
        fprintf(d->out, "an\n* axon for each of its %s", net->weights.graph ? "edges" : "partners");
    } else {
        fprintf(d->out, "%zu\n* axons", net->n - 1);
    }
    fputs(" (tracks from s_j to ground, in parallel).\n", d->out);
    d->devices->head(d);
    deck_variation_of_sources(d);
    if (net->dendrite == DENDRITE_BALANCED) {
        fprintf(d->out, "* rbalance_j takes the constant part of the synapses' current out of d_j%s.\n*\n",
                net->weights.field ? ", and drives the field" : "");
    } else if (net->weights.field) {
        fputs("* rbalance_j drives the field of neuron j.\n*\n", d->out);
    }
    if (net->start) {
        fprintf(
            d->out,
            "* Load, from 0 to %ss: each dendrite is held at its start, +-%sV; the weight rails are open.\n"
            "* Run, from then on: the dendrites are free and the rails on, until every wall rests.\n"
            "* For another start: alter v_start_0 dc = -%s, and so on, then run again. v_%s and the weights v_w_1 ... "
            "can be\n"
            "* altered as well; the load phase stays as long as it is.\n*\n",
            SHORT(net->t_load), SHORT(net->v_c), SHORT(net->v_c), name);
    } else {
        fprintf(d->out,
                "* There is no load phase: all walls start at their xinit and the weights are on from t = 0.\n"
                "* For other weights: alter v_w_1 dc = -0.2, and so on, then run again; v_%s likewise.\n*\n",
                name);
    }
    bool listed = network_patterns(net) > 0 || net->start;
    for (size_t p = 0; p < network_patterns(net); p++) {
        char label[32];
        snprintf(label, sizeof label, "trained %zu", p + 1);
        write_state(d->out, label, net->weights.pattern[p]);
    }
    if (net->start) {
        write_state(d->out, "start", net->start);
    }
    fprintf(d->out, "%s* Load the code model first: a line \"codemodel /path/to/spinfield.cm\" in .spiceinit.\n\n",
            listed ? "*\n" : "");
}

/* A current into 1 Ohm for each source: the node's voltage is the sources' power. */
static void write_meter(FILE *out, const char *source, const char *node, const char *meter)
{
    fprintf(out, "bp_%s 0 p_%s i=-v(%s)*i(v_%s)\n", source, meter, node, source);
}

/* The source `name` of `volts` for somas, whose power the node p_METER counts. */
static void write_supply(const struct deck *d, const char *name, double volts, const char *meter)
{
    char node[SUPPLY_NAME + 1];
    snprintf(node, sizeof node, "v%s", name);
    fprintf(d->out, "v_%s %s 0 %s\n", name, node, SHORT(volts));
    write_meter(d->out, name, node, meter);
}

static void write_supplies(const struct deck *d)
{
    const struct network *net = d->net;
    fputs("* Supplies. v(p_load), v(p_soma) and v(p_synapse) are the power they deliver, 1 V for 1 W.\n", d->out);
    for (size_t k = 0; k < (each_has_a_supply(d) ? 0 : d->fan_outs); k++) {
        char name[SUPPLY_NAME];
        write_supply(d, supply_name(d, d->fan_out[k], name), network_supply(net, d->fan_out[k]), "soma");
    }
    for (size_t k = 0; k < d->weights; k++) {
        char source[32];
        snprintf(source, sizeof source, "w_%zu", k + 1);
        fprintf(d->out, "v_%s %s 0 %s\n", source, source, SHORT(d->weight[k]));
        write_meter(d->out, source, source, "synapse");
    }
    fputs("rp_load p_load 0 1\nrp_soma p_soma 0 1\nrp_synapse p_synapse 0 1\n", d->out);
    if (net->start) {
        deck_switches_models(net, d->out);
        const char *from = SHORT(net->t_load - 0.5 * d->release), *to = SHORT(net->t_load + 0.5 * d->release);
        fprintf(d->out, "v_load load 0 pwl(0 1 %s 1 %s 0)\n", from, to);
        fprintf(d->out, "v_run run 0 pwl(0 0 %s 0 %s 1)\n", from, to);
    }
    fputc('\n', d->out);
}

void deck_rail_name(const struct deck *d, size_t j, double volts, char *name)
{
    if (d->net->start) {
        snprintf(name, DECK_NAME_SIZE, "rail_%zu_%zu", j, source_of(d, volts));
    } else {
        snprintf(name, DECK_NAME_SIZE, "w_%zu", source_of(d, volts));
    }
}

static bool is_grouped(const struct deck *d)
{
    return d->net->start && d->net->n > ALL_TOGETHER && d->weights <= GROUPED_WEIGHTS;
}

/* The node p_METER_gG of a group, whose power adds to that of the node p_METER. */
static void write_group_meter(const struct deck *d, const char *meter, size_t g)
{
    fprintf(d->out, "rp_%s_g%zu p_%s_g%zu 0 1\ngp_%s_g%zu 0 p_%s p_%s_g%zu 0 1\n", meter, g, meter, g, meter, g, meter,
            meter, g);
}

/* The nodes that the group which begins with neuron j has to itself. */
static void write_group(const struct deck *d, size_t j)
{
    const size_t g = j / IN_A_GROUP;
    fprintf(d->out, "* Neurons %zu to %zu: each weight, and what they add to v(p_load)\n", j, j + IN_A_GROUP - 1);
    for (size_t k = 1; k <= d->weights; k++) {
        fprintf(d->out, "v_w_%zu_g%zu w_%zu w_%zu_g%zu 0\n", k, g, k, k, g);
    }
    write_group_meter(d, "load", g);
    if (each_has_a_supply(d)) {
        write_group_meter(d, "soma", g);
    }
    fputc('\n', d->out);
}

/* What is behind the name of a node that the group of neuron j has to itself. */
static const char *group_of(const struct deck *d, size_t j, char name[SUPPLY_NAME])
{
    *name = '\0';
    if (is_grouped(d)) {
        snprintf(name, SUPPLY_NAME, "_g%zu", j / IN_A_GROUP);
    }
    return name;
}

/* The switches that tie the rails of neuron j to their sources, one for each distinct voltage: of its synapses, which
 * this puts in order, and of its balancing resistor. */
static void write_rails(struct deck *d, size_t j)
{
    if (d->balance.conductance > 0.0) {
        d->into_j[d->ends++] = d->balance.v_rail;
    }
    d->ends = weights_sort_unique(d->into_j, d->ends);
    char group[SUPPLY_NAME];
    group_of(d, j, group);
    for (size_t k = 0; k < d->ends; k++) {
        size_t source = source_of(d, d->into_j[k]);
        fprintf(d->out, "srail_%zu_%zu w_%zu%s rail_%zu_%zu run 0 rail_switch\n", j, source, source, group, j, source);
    }
}

static void write_balance(const struct deck *d, size_t j)
{
    if (d->balance.conductance > 0.0) {
        char rail[DECK_NAME_SIZE];
        deck_rail_name(d, j, d->balance.v_rail, rail);
        fprintf(d->out, "rbalance_%zu %s d_%zu %s\n", j, rail, j, SHORT(1.0 / d->balance.conductance));
    }
}

static void write_neuron(struct deck *d, size_t j)
{
    const struct network *net = d->net;
    if (is_grouped(d) && j % IN_A_GROUP == 0) {
        write_group(d, j);
    }
    if (network_names(net)) {
        fprintf(d->out, "* Neuron %zu, node %s\n", j, network_label(net, j).text);
    } else {
        fprintf(d->out, "* Neuron %zu\n", j);
    }
    char supply[SUPPLY_NAME], feed[SUPPLY_NAME + 1], group[SUPPLY_NAME], meter[2 * SUPPLY_NAME];
    snprintf(feed, sizeof feed, "v%s", supply_of(d, j, supply));
    if (each_has_a_supply(d)) {
        snprintf(meter, sizeof meter, "soma%s", group_of(d, j, group));
        write_supply(d, supply, network_v_dw(net, j), meter);
    }
    d->devices->soma(d, j, feed);
    take_weights(d, j);
    if (net->start) {
        char source[32], node[32];
        snprintf(source, sizeof source, "start_%zu", j);
        snprintf(node, sizeof node, "hold_%zu", j);
        fprintf(d->out, "v_%s %s 0 %s\n", source, node, SHORT(deck_start_volts(net, j, net->start[j])));
        fprintf(d->out, "shold_%zu %s d_%zu load 0 hold_switch\n", j, node, j);
        snprintf(meter, sizeof meter, "load%s", group_of(d, j, group));
        write_meter(d->out, source, node, meter);
        write_rails(d, j);
    }
    write_balance(d, j);
    network_weights_begin_at(net, j, d->from_j);
    d->devices->axons(d, j);
    fputc('\n', d->out);
}

/* Walls far from their junctions set no time step; half the time that the leak needs along the track keeps curves
 * smooth. */
static double longest_step(const struct network *net)
{
    return -0.5 * net->axon.length / net->axon.vleak;
}

static void write_analysis(const struct deck *d)
{
    fputs(".options reltol=1e-4\n", d->out);
    fprintf(d->out, ".tran %s %s 0 %s\n.end\n", SHORT(longest_step(d->net)), SHORT(d->net->t_stop),
            SHORT(longest_step(d->net)));
}

static const struct deck_devices *devices_of(const struct network *net, enum deck_form form)
{
    const bool differ = variation_of_devices(&net->variation), lists = form == DECK_COMPACT && !deck_watches_all(net);
    return lists ? &deck_compact : differ ? &deck_mismatched : form == DECK_COMPACT ? &deck_single : &deck_subcircuits;
}

enum status deck_of_walls(const struct network *net, enum deck_form form, FILE *out, struct diagnostic *diagnostic)
{
    struct deck d = {
        .out = out, .net = net, .devices = devices_of(net, form), .into_j = calloc(net->n, sizeof(double))};
    d.from_j = calloc(net->n, sizeof(double));
    enum status status = d.into_j && d.from_j ? STATUS_OK : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = network_weights_distinct(net, &d.weight, &d.weights, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_fan_outs(net, &d.fan_out, &d.fan_outs, diagnostic);
    }
    if (status == STATUS_OK) {
        status = network_title(net, d.title, diagnostic);
    }
    if (status == STATUS_OK && network_has_balance(net)) {
        status = add_balance_rails(&d, diagnostic);
    }
    if (status == STATUS_OK) {
        double greatest = d.weights ? fmax(fabs(d.weight[0]), fabs(d.weight[d.weights - 1])) : 0.0;
        d.release = deck_switches_release(net, greatest);
        write_head(&d);
        d.devices->preamble(&d);
        write_supplies(&d);
        for (size_t j = 0; j < net->n; j++) {
            write_neuron(&d, j);
        }
        deck_saves(net, out);
        deck_measurements(net, out);
        write_analysis(&d);
    }
    free(d.weight);
    free(d.fan_out);
    free(d.into_j);
    free(d.from_j);
    return status;
}
