#include "netgen/rules.h"

#include "base/c_locale.h"
#include "netgen/load_phase.h"
#include "netgen/supply.h"

#include <math.h>
#include <stdio.h>

/* Thin MgO junctions break down between about 1 and 1.5 V; a design stays below. docs/model.md, section 4. */
static const double BREAKDOWN = 1.0; /* V */

/* A drive this much above or below the leak counts as safe; nearer is said to be thin. */
static const double SAFE_MARGIN = 1.2;

/* The drive of an axon's wall over what it has to overcome: leak and pinning where its soma is ON, and what pinning
 * leaves of the leak where it is OFF. INFINITY where pinning leaves nothing. */
static double axon_drive(const struct dwmtj *axon, double current, bool soma_on)
{
    double leak = -axon->vleak / dwmtj_mobility(axon); /* A */
    double opposed = soma_on ? leak + axon->idepin : leak - axon->idepin;
    return opposed > 0.0 ? current / opposed : INFINITY;
}

/* That of the worst axon: the least where somas are ON, the greatest where they are OFF. */
static double worst_drive(const struct network *net, bool soma_on)
{
    if (!variation_exists(&net->variation)) {
        const struct dwmtj axon = dwmtj_nominal(&net->axon);
        return axon_drive(&axon, supply_axon_current(net, soma_on), soma_on);
    }
    double worst = soma_on ? INFINITY : 0.0;
    for (size_t i = 0; i < net->n; i++) {
        const struct dwmtj soma = network_nominal_soma(net, i);
        double g = 1.0 / (soma_on ? soma.rp : soma.rap);
        double voltage = net->v_dw * g / (g + supply_track_conductance(net, i)); /* Eq. (46) */
        for (size_t j = 0; j < net->n; j++) {
            const struct dwmtj axon = network_nominal_axon(net, i, j);
            double drive = axon_drive(&axon, voltage / axon.rm, soma_on);
            worst = j == i ? worst : soma_on ? fmin(worst, drive) : fmax(worst, drive);
        }
    }
    return worst;
}

static const char *grade(bool holds, double margin)
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
    snprintf(rule.verdict, sizeof rule.verdict, "the drive is %.3g times the %s, must exceed 1%s%s", ratio,
             opponent(net), grade(rule.holds, ratio), rule.holds ? "" : ": raise --vdw, or use --vdw loaded");
    return rule;
}

static struct rule axon_off(const struct network *net)
{
    double ratio = worst_drive(net, false);
    struct rule rule = {.holds = ratio < 1.0, .name = "axon returns OFF", .value = ratio, .limit = 1.0};
    snprintf(rule.verdict, sizeof rule.verdict, "the drive is %.3g times the %s, must stay below 1%s%s", ratio,
             opponent(net), grade(rule.holds, 1.0 / ratio),
             rule.holds        ? ""
             : isfinite(ratio) ? ": lower --vdw"
                               : ": lower --idepin");
    return rule;
}

static struct rule breakdown(const struct network *net)
{
    struct rule rule = {.holds = net->v_dw <= BREAKDOWN, .name = "V_DW below breakdown", .value = net->v_dw};
    rule.limit = BREAKDOWN;
    snprintf(rule.verdict, sizeof rule.verdict, "V_DW is %.4g V, junctions stand about %.3g V%s", net->v_dw, BREAKDOWN,
             rule.holds ? "" : ": fewer neurons, a smaller leak or smaller junction resistances");
    return rule;
}

static struct rule smallest_n(const struct network *net)
{
    size_t least = supply_smallest_n(net);
    struct rule rule = {.holds = least > 0 && net->n >= least, .name = "enough neurons for V_DW"};
    rule.value = (double)net->n;
    rule.limit = (double)least;
    bool loaded = net->v_dw >= supply_loaded(net) * (1.0 - 1e-9);
    rule.holds = rule.holds || loaded;
    if (least == 0) {
        snprintf(rule.verdict, sizeof rule.verdict, "R_AP equals R_P: no number of neurons is enough%s",
                 loaded ? ", but V_DW is not below the loaded form" : "; raise --rap");
    } else {
        snprintf(rule.verdict, sizeof rule.verdict, "%zu neurons, V_DW by the paper's Eq. (4) needs %zu%s", net->n,
                 least,
                 net->n >= least ? ""
                 : loaded        ? "; V_DW is not below the loaded form, which works"
                                 : ": use --vdw loaded");
    }
    return rule;
}

static struct rule soma_leak(const struct network *net)
{
    double ratio = 0.0;
    for (size_t j = 0; j < (variation_exists(&net->variation) ? net->n : 1); j++) {
        const struct dwmtj soma = network_nominal_soma(net, j);
        ratio = fmax(ratio, fabs(soma.vleak) / (dwmtj_mobility(&soma) * net->v_c / soma.rm));
    }
    struct rule rule = {.holds = ratio < 0.1, .name = "soma leak is small", .value = ratio, .limit = 0.1};
    snprintf(rule.verdict, sizeof rule.verdict, "%.3g m/s is %.3g times the speed at V_C, must stay below %.3g%s",
             fabs(net->soma.vleak), ratio, rule.limit, rule.holds ? "" : ": lower --vleak-soma or raise --vc");
    return rule;
}

static struct rule loads(const struct network *net)
{
    double needed = load_phase_time(net);
    double ratio = net->t_load / needed;
    struct rule rule = {.holds = net->t_load == 0.0 || ratio >= 1.0, .name = "walls rest at release", .value = ratio};
    rule.limit = 1.0;
    if (net->t_load == 0.0) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no load phase");
    } else {
        snprintf(rule.verdict, sizeof rule.verdict, "load takes %.4g ns, walls need %.4g ns%s", net->t_load * 1e9,
                 needed * 1e9, rule.holds ? "" : ": raise --load");
    }
    return rule;
}

/* What the mean of a graph's weights drives into a dendrite, against what a random state makes of them: their sum over
 * the root of the sum of their squares. Eq. (50). */
static double common_drive(const struct weights *w)
{
    double pairs = 0.5 * (double)w->n * (double)(w->n - 1), without = weights_without_edge(w);
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
    double common = net->weights.graph ? common_drive(&net->weights) : 0.0;
    struct rule rule = {.name = "edges decide", .value = common, .limit = 0.5};
    rule.holds = common < rule.limit && (!plain || common > -rule.limit);
    const char *mend =
        common < 0.0 && net->weights.no_edge > 0.0 ? "--dendrite balanced" : "--no-edge 0 --dendrite balanced";
    if (!net->weights.graph) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no graph");
        return rule;
    }
    int used = snprintf(rule.verdict, sizeof rule.verdict, "weights are one-sided by %.3g, must stay %s%.3g", common,
                        plain ? "within +-" : "below ", rule.limit);
    if (!rule.holds) {
        snprintf(rule.verdict + used, sizeof rule.verdict - (size_t)used,
                 ": neurons tend to one side, and the cut to 0; use %s", mend);
    }
    return rule;
}

void rules_apply(const struct network *net, struct rule rules[RULES])
{
    IN_C_LOCALE;
    rules[RULE_AXON_ON] = axon_on(net);
    rules[RULE_AXON_OFF] = axon_off(net);
    rules[RULE_ENOUGH_NEURONS] = smallest_n(net);
    rules[RULE_BREAKDOWN] = breakdown(net);
    rules[RULE_SOMA_LEAK] = soma_leak(net);
    rules[RULE_LOAD] = loads(net);
    rules[RULE_EDGES] = edges_decide(net);
}
