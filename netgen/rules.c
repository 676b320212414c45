#include "netgen/rules.h"

#include "base/number.h"
#include "base/c_locale.h"
#include "netgen/load_phase.h"
#include "netgen/questions/question.h"
#include "netgen/rules_parts.h"
#include "netgen/supply.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>

static const struct {
    const char *word, *voids;
} RULE_WORDS[RULES] = {[RULE_BREAKDOWN] = {"v_dw_breakdown", "has a V_DW beyond breakdown"},
                       [RULE_WEIGHTS] = {"weights_breakdown", "has weights beyond breakdown"},
                       [RULE_AXON_ON] = {"axon_on", "has axons that do not switch ON"},
                       [RULE_AXON_OFF] = {"axon_off", "has axons that do not return OFF"},
                       [RULE_ENOUGH_NEURONS] = {"enough_neurons", NULL},
                       [RULE_SOMA_LEAK] = {"soma_leak", NULL},
                       [RULE_LOAD] = {"load", "has walls that move at the release"},
                       [RULE_EDGES] = {"edges", NULL},
                       [RULE_FLIP] = {"flip", NULL},
                       [PBIT_RULE_LAG] = {"synapse_lag", NULL},
                       [PBIT_RULE_RAMP] = {"ramp", NULL},
                       [PBIT_RULE_DRAWS] = {"draws", NULL},
                       [OSCILLATOR_RULE_PUMP] = {"pump", NULL},
                       [OSCILLATOR_RULE_TIME] = {"free_time", NULL}};

const char *rule_word(enum rule_number rule)
{
    return RULE_WORDS[rule].word;
}

const char *rule_voids(enum rule_number rule)
{
    return RULE_WORDS[rule].voids;
}

/* Thin MgO junctions break down between about 1 and 1.5 V; a design stays below. docs/model.md, section 4. */
static const double BREAKDOWN = 1.0; /* V */

/* A drive this much above or below what it is compared with counts as safe; nearer is said to be thin. */
static const double SAFE_MARGIN = 1.2;

/* The drive of an axon's wall over what it has to overcome: leak and pinning where its soma is ON, and what pinning
 * leaves of the leak where it is OFF. INFINITY where pinning leaves nothing. */
static double axon_drive(const struct dwmtj *axon, double current, bool soma_on)
{
    double leak = -axon->vleak / dwmtj_mobility(axon); /* A */
    double opposed = soma_on ? leak + axon->idepin : leak - axon->idepin;
    return opposed > 0.0 ? current / opposed : INFINITY;
}

/* That of the worst axon of neuron `i`, with the devices that it has. */
static double neuron_drive(const struct network *net, size_t i, bool soma_on)
{
    const struct dwmtj soma = network_nominal_soma(net, i);
    double g = 1.0 / (soma_on ? soma.rp : soma.rap), worst = soma_on ? INFINITY : 0.0;
    double voltage = network_v_dw(net, i) * g / (g + supply_track_conductance(net, i)); /* Eq. (46) */
    for (size_t k = 0; k < network_fan_out(net, i); k++) {
        const struct dwmtj axon = network_nominal_axon(net, i, network_target(net, i, k));
        double drive = axon_drive(&axon, voltage / axon.rm, soma_on);
        worst = soma_on ? fmin(worst, drive) : fmax(worst, drive);
    }
    return worst;
}

/* That of the worst axon of all: the least where somas are ON, the greatest where they are OFF. */
static double worst_drive(const struct network *net, bool soma_on)
{
    const bool devices = variation_of_devices(&net->variation);
    const bool varied = devices || variation_of_source(&net->variation, VARIATION_V_DW);
    const struct dwmtj axon = dwmtj_nominal(&net->axon);
    double worst = soma_on ? INFINITY : 0.0;
    size_t before = 0; /* the fan-out of the neuron before: those of many neurons are alike */
    for (size_t i = 0; i < (varied || net->weights.wiring ? net->n : 1); i++) {
        const size_t fan_out = network_fan_out(net, i);
        if (fan_out == 0 || (!varied && fan_out == before)) {
            continue;
        }
        double drive = devices ? neuron_drive(net, i, soma_on)
                               : axon_drive(&axon, supply_neuron_current(net, i, soma_on), soma_on);
        worst = soma_on ? fmin(worst, drive) : fmax(worst, drive);
        before = fan_out;
    }
    return worst;
}

const char *rule_grade(bool holds, double margin)
{
    return !holds ? "" : margin < SAFE_MARGIN ? "; thin" : "";
}

/* What the axons' drive is compared with. */
static const char *opponent(const struct network *net)
{
    return net->axon.idepin > 0.0 ? "leak and pinning" : "leak";
}

static struct rule axon_on(const struct network *net)
{
    double ratio = worst_drive(net, true);
    struct rule rule = {.holds = ratio > 1.0, .name = "axon switches ON", .value = ratio, .limit = 1.0};
    snprintf(rule.verdict, sizeof rule.verdict, "the drive is %s times the %s, must exceed 1%s%s", ROUNDED(ratio),
             opponent(net), rule_grade(rule.holds, ratio), rule.holds ? "" : ": raise --vdw, or use --vdw loaded");
    return rule;
}

static struct rule axon_off(const struct network *net)
{
    double ratio = worst_drive(net, false);
    struct rule rule = {.holds = ratio < 1.0, .name = "axon returns OFF", .value = ratio, .limit = 1.0};
    snprintf(rule.verdict, sizeof rule.verdict, "the drive is %s times the %s, must stay below 1%s%s", ROUNDED(ratio),
             opponent(net), rule_grade(rule.holds, 1.0 / ratio),
             rule.holds        ? ""
             : isfinite(ratio) ? ": lower --vdw"
                               : ": lower --idepin");
    return rule;
}

/* What is said of the greatest voltage of sources that vary. */
static const char *three_sigma(const struct network *net, enum variation_source source)
{
    return variation_of_source(&net->variation, source) ? " at three sigma" : "";
}

static struct rule breakdown(const struct network *net)
{
    double v_dw = variation_greatest(&net->variation, VARIATION_V_DW, network_greatest_v_dw(net));
    struct rule rule = {.holds = v_dw <= BREAKDOWN, .name = "V_DW below breakdown", .value = v_dw, .limit = BREAKDOWN};
    snprintf(rule.verdict, sizeof rule.verdict, "V_DW is %.4g V%s, junctions stand about %.3g V%s", v_dw,
             three_sigma(net, VARIATION_V_DW), BREAKDOWN,
             rule.holds            ? ""
             : net->weights.wiring ? ": smaller fan-outs, a smaller leak or smaller junction resistances"
                                   : ": fewer neurons, a smaller leak or smaller junction resistances");
    return rule;
}

/* The junction of an axon stands its weight, less the voltage of the dendrite, a mean of weights. */
static struct rule weights_below_breakdown(const struct network *net)
{
    double greatest = variation_greatest(&net->variation, VARIATION_WEIGHT, weights_greatest(&net->weights));
    struct rule rule = {
        .holds = greatest <= BREAKDOWN, .name = "weights below breakdown", .value = greatest, .limit = BREAKDOWN};
    snprintf(rule.verdict, sizeof rule.verdict, "the greatest weight is %.4g V%s, junctions stand about %.3g V%s",
             greatest, three_sigma(net, VARIATION_WEIGHT), BREAKDOWN,
             rule.holds ? "" : ": smaller weights, a smaller --w where there is one");
    return rule;
}

/* The smallest fan-out of those neurons that have axons; 0 where none has. */
static size_t smallest_fan_out(const struct network *net)
{
    size_t least = 0;
    for (size_t i = 0; i < (net->weights.wiring ? net->n : 1); i++) {
        size_t fan_out = network_fan_out(net, i);
        least = fan_out > 0 && (least == 0 || fan_out < least) ? fan_out : least;
    }
    return least;
}

/* In the published network every neuron has N - 1 axons, and the article asks for enough neurons. */
static struct rule enough_axons(const struct network *net)
{
    const bool wired = net->weights.wiring;
    size_t found = smallest_fan_out(net), least = supply_smallest_fan_out(net);
    struct rule rule = {.holds = found == 0 || (least > 0 && found >= least), .name = "enough neurons for V_DW"};
    rule.value = (double)(wired ? found : net->n);
    rule.limit = (double)(least == 0 ? 0 : wired ? least : least + 1);
    bool enough = rule.holds;
    bool loaded = network_supply(net, found) >= supply_loaded(net, found) * (1.0 - 1e-9);
    rule.holds = enough || loaded;
    if (least == 0) {
        snprintf(rule.verdict, sizeof rule.verdict, "R_AP equals R_P: no number of neurons is enough%s",
                 loaded ? ", but V_DW is not below the loaded form" : "; raise --rap");
    } else {
        snprintf(rule.verdict, sizeof rule.verdict, "%s%.0f%s, V_DW by the paper's Eq. (4) needs %.0f%s",
                 wired ? "the smallest fan-out is " : "", rule.value, wired ? "" : " neurons", rule.limit,
                 enough   ? ""
                 : loaded ? "; V_DW is not below the loaded form, which works"
                          : ": use --vdw loaded");
    }
    return rule;
}

static struct rule soma_leak(const struct network *net)
{
    const bool varied = variation_of_devices(&net->variation) || variation_of_source(&net->variation, VARIATION_V_C);
    double ratio = 0.0;
    for (size_t j = 0; j < (varied ? net->n : 1); j++) {
        const struct dwmtj soma = network_nominal_soma(net, j);
        ratio = fmax(ratio, fabs(soma.vleak) / (dwmtj_mobility(&soma) * network_v_c(net, j) / soma.rm));
    }
    struct rule rule = {.holds = ratio < 0.1, .name = "soma leak is small", .value = ratio, .limit = 0.1};
    snprintf(rule.verdict, sizeof rule.verdict, "%.3g m/s is %s times the speed at V_C, must stay below %.3g%s",
             fabs(net->soma.vleak), ROUNDED(ratio), rule.limit, rule.holds ? "" : ": lower --vleak-soma or raise --vc");
    return rule;
}

static struct rule loads(const struct network *net)
{
    double needed = load_phase_time(net);
    double ratio = net->t_load / needed;
    const bool searches =
        net->question->objective != NULL; /* its start may be anywhere, and its answer is at the end */
    struct rule rule = {
        .holds = net->t_load == 0.0 || ratio >= 1.0 || searches, .name = "walls rest at release", .value = ratio};
    rule.limit = 1.0;
    if (net->t_load == 0.0) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no load phase");
    } else {
        snprintf(rule.verdict, sizeof rule.verdict, "load takes %.4g ns, walls need %.4g ns%s", net->t_load * 1e9,
                 needed * 1e9,
                 ratio >= 1.0 ? ""
                 : searches   ? "; a search may begin in between"
                              : ": raise --load");
    }
    return rule;
}

/* What the mean of a graph's weights drives into a dendrite, against what a random state makes of them: their sum over
 * the root of the sum of their squares. Eq. (50). */
static double common_drive(const struct weights *w)
{
    double pairs = 0.5 * (double)w->n * (double)(w->n - 1), without = w->edges_only ? 0.0 : weights_without_edge(w);
    double sum = pairs * without, squares = pairs * without * without;
    for (size_t e = 0; e < w->graph->edges; e++) {
        double edge = weights_of_edge(w, w->graph->edge[e].weight);
        sum += edge - without;
        squares += edge * edge - without * without;
    }
    return squares > 0.0 ? sqrt((double)(w->n - 1)) * sum / sqrt(pairs * squares) : 0.0;
}

/* A common drive makes all neurons alike: one above 0 draws them to one side, and either sign is a field in itself,
 * which balanced dendrites take out. */
static struct rule edges_decide(const struct network *net)
{
    const bool plain = net->dendrite == DENDRITE_PLAIN;
    const bool alone = net->weights.edges_only && !plain; /* all of the field is the edges', whatever their mean */
    double common = net->weights.graph && !alone ? common_drive(&net->weights) : 0.0;
    struct rule rule = {.name = "edges decide", .value = common, .limit = 0.5};
    rule.holds = common < rule.limit && (!plain || common > -rule.limit);
    const double no_edge = net->weights.no_edge;
    const char *mend = net->weights.edges_only || (no_edge == 0.0 && plain) || (no_edge > 0.0 && common < 0.0)
                           ? "use --dendrite balanced"
                       : no_edge != 0.0 ? "use --no-edge 0 --dendrite balanced"
                                        : "leave out --no-edge, so that axons go along edges only";
    if (!net->weights.graph) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no graph");
        return rule;
    }
    if (alone) {
        snprintf(rule.verdict, sizeof rule.verdict, "axons go along edges only, and the dendrites are balanced");
        return rule;
    }
    int used = snprintf(rule.verdict, sizeof rule.verdict, "weights are one-sided by %.3g, must stay %s%.3g", common,
                        plain ? "within +-" : "below ", rule.limit);
    if (!rule.holds) {
        snprintf(rule.verdict + used, sizeof rule.verdict - (size_t)used,
                 ": neurons tend to one side, and the cut to 0; %s", mend);
    }
    return rule;
}

/* The current in A that the lightest synapse of neuron `j` drives through its soma's track where all others cancel:
 * half of what one flip is worth. INFINITY without synapses. Eq. (55). */
static double lightest_current(const struct network *net, size_t j)
{
    const struct dwmtj axon = dwmtj_nominal(&net->axon), soma = dwmtj_nominal(&net->soma);
    const double mean = 0.5 * (1.0 / axon.rp + 1.0 / axon.rap), half = 0.5 * (1.0 / axon.rp - 1.0 / axon.rap);
    const struct wiring *wiring = net->weights.wiring;
    double lightest = INFINITY, sum = 0.0;
    for (size_t k = wiring->first[j]; k < wiring->first[j + 1]; k++) {
        lightest = fmin(lightest, fabs(wiring->volts[k]));
        sum += wiring->volts[k];
    }
    double g_track = 1.0 / soma.rm, g_synapses = (double)wiring_fan_out(wiring, j) * mean;
    return lightest * half * g_track / (g_track + g_synapses + network_balance(net, j, sum).conductance);
}

/* A soma whose field is less than its leak does not go where its neighbours want it. */
static struct rule flips_count(const struct network *net)
{
    const struct dwmtj soma = dwmtj_nominal(&net->soma);
    double leak = fabs(soma.vleak) / dwmtj_mobility(&soma) + soma.idepin, least = INFINITY; /* A */
    for (size_t j = 0; net->weights.graph && net->weights.wiring && j < net->n; j++) {
        least = fmin(least, lightest_current(net, j));
    }
    struct rule rule = {.name = "one flip counts", .value = leak > 0.0 ? least / leak : INFINITY, .limit = 1.0};
    rule.holds = rule.value > rule.limit;
    if (!net->weights.graph || !net->weights.wiring) {
        snprintf(rule.verdict, sizeof rule.verdict, "axons do not go along edges");
    } else if (!isfinite(rule.value)) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no axon, or somas have no leak");
    } else {
        snprintf(rule.verdict, sizeof rule.verdict,
                 "the lightest edge drives %s times a soma's leak, must exceed 1%s%s", ROUNDED(rule.value),
                 rule_grade(rule.holds, rule.value),
                 rule.holds ? "" : ": edges that light are not seen; raise --w or lower --vleak-soma");
    }
    return rule;
}

static void apply_to_walls(const struct network *net, struct rule rules[RULES])
{
    rules[RULE_BREAKDOWN] = breakdown(net);
    rules[RULE_WEIGHTS] = weights_below_breakdown(net);
    rules[RULE_AXON_ON] = axon_on(net);
    rules[RULE_AXON_OFF] = axon_off(net);
    rules[RULE_ENOUGH_NEURONS] = enough_axons(net);
    rules[RULE_SOMA_LEAK] = soma_leak(net);
    rules[RULE_LOAD] = loads(net);
    rules[RULE_EDGES] = edges_decide(net);
    rules[RULE_FLIP] = flips_count(net);
    for (size_t k = RULE_BREAKDOWN; k <= RULE_FLIP; k++) {
        rules[k].applies = true;
    }
}

void rules_apply(const struct network *net, struct rule rules[RULES])
{
    IN_C_LOCALE;
    for (size_t k = 0; k < RULES; k++) {
        rules[k] = (struct rule){.holds = true};
    }
    switch (technology_number(net->technology)) {
    case TECHNOLOGY_wall:
        apply_to_walls(net, rules);
        break;
    case TECHNOLOGY_pbit:
        rules_of_pbits(net, rules);
        break;
    case TECHNOLOGY_oscillator:
        rules_of_oscillators(net, rules);
        break;
    case TECHNOLOGIES:
        break;
    }
}

size_t rules_applied(const struct rule rules[RULES])
{
    size_t applied = 0;
    for (size_t k = 0; k < RULES; k++) {
        applied += rules[k].applies;
    }
    return applied;
}

size_t rules_held(const struct rule rules[RULES])
{
    size_t held = 0;
    for (size_t k = 0; k < RULES; k++) {
        held += rules[k].applies && rules[k].holds;
    }
    return held;
}
