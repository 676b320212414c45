/* The design rules of p-bits and of oscillators. */
#include "netgen/rules_parts.h"

#include "base/number.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/oscillator.h"

#include <math.h>
#include <stdio.h>

/* ---- P-bits ---- */

/* Those that draw at the same time, as far as their inputs know, decide against each other. */
static struct rule synapses_follow(const struct network *net)
{
    const double most = 0.1; /* docs/pbit.md: what it costs */
    const double ratio = net->pbit.lag / net->pbit.tau;
    struct rule rule = {
        .applies = true, .holds = ratio <= most, .name = "synapses follow p-bits", .value = ratio, .limit = most};
    snprintf(rule.verdict, sizeof rule.verdict,
             "inputs lag by %.3g of the time between two draws of a p-bit, should stay below %.3g%s", ratio, most,
             rule.holds ? "" : ": the states do not follow Boltzmann's law; lower --pbit-lag or raise --pbit-tau");
    return rule;
}

/* A ramp that ends hotter than it began leaves good states again. */
static struct rule ramp_cools(const struct network *net)
{
    const struct pbit_circuit *pbit = &net->pbit;
    struct rule rule = {.applies = true,
                        .holds = pbit->beta_end >= pbit->beta_start,
                        .name = "ramp cools",
                        .value = pbit->beta_end,
                        .limit = pbit->beta_start};
    snprintf(rule.verdict, sizeof rule.verdict, "beta is %.3g at the end, must be at least the %.3g of the start%s",
             rule.value, rule.limit, rule.holds ? "" : ": lower --pbit-beta-start or raise --pbit-beta");
    return rule;
}

static struct rule pbits_draw(const struct network *net)
{
    const double draws = net->t_stop / net->pbit.tau;
    struct rule rule = {.applies = true, .name = "p-bits draw often", .value = draws, .limit = 10.0};
    rule.holds = draws >= rule.limit * (1.0 - 1e-9); /* of a decimal number: 10n and 1n */
    snprintf(rule.verdict, sizeof rule.verdict,
             "each p-bit draws %s times in a run on average, should be at least %.3g%s", ROUNDED(draws), rule.limit,
             rule.holds ? "" : ": the state is that of the start and of chance; raise --stop or lower --pbit-tau");
    return rule;
}

void rules_of_pbits(const struct network *net, struct rule rules[RULES])
{
    rules[PBIT_RULE_LAG] = synapses_follow(net);
    rules[PBIT_RULE_RAMP] = ramp_cools(net);
    rules[PBIT_RULE_DRAWS] = pbits_draw(net);
}

/* ---- Oscillators ---- */

/* What the rules say where the pull of the couplings is not known; false where it is, in *pull, and what they do at
 * the start is to be compared with the pump. */
static bool has_no_pull(const struct network *net, double *pull, struct rule *rule)
{
    struct diagnostic unused;
    if (oscillator_pull(net, net->start, pull, &unused) != STATUS_OK) {
        rule->holds = false;
        rule->unknown = true;
        snprintf(rule->verdict, sizeof rule->verdict, "not checked, for memory is short");
    } else if (*pull <= 0.0) {
        snprintf(rule->verdict, sizeof rule->verdict, "the start is a place of rest without the pump, too");
    }
    return rule->unknown || *pull <= 0.0;
}

/* A pump that is stronger than what neighbours do keeps every oscillator where it is. */
static struct rule pump_lets_go(const struct network *net)
{
    struct rule rule = {.applies = true, .holds = true, .name = "pump lets start go", .value = INFINITY, .limit = 1.0};
    double pull = 0.0;
    if (net->oscillator.pump_start == 0.0) {
        snprintf(rule.verdict, sizeof rule.verdict, "there is no pump at the start");
    } else if (!has_no_pull(net, &pull, &rule)) {
        rule.value = pull / net->oscillator.pump_start;
        rule.holds = rule.value > rule.limit;
        snprintf(rule.verdict, sizeof rule.verdict,
                 "couplings pull at the start with %s times the pump, must exceed 1%s%s", ROUNDED(rule.value),
                 rule_grade(rule.holds, rule.value),
                 rule.holds ? "" : ": no oscillator leaves it; lower --oscillator-pump-start");
    }
    return rule;
}

/* A pump that soon is stronger than what neighbours do ends a search when it has hardly begun. */
static struct rule phases_have_time(const struct network *net)
{
    const struct oscillator_circuit *o = &net->oscillator;
    const double least = net->question->objective ? 30.0 : 5.0; /* docs/technologies.md: what less costs */
    struct rule rule = {.applies = true, .holds = true, .name = "phases have time", .value = INFINITY, .limit = least};
    double pull = 0.0;
    if (has_no_pull(net, &pull, &rule)) {
        return rule;
    }
    const double rise = o->pump_end - o->pump_start;
    const double share = o->pump_end <= pull ? 1.0 : o->pump_start >= pull ? 0.0 : (pull - o->pump_start) / rise;
    rule.value = o->rate * net->t_stop * share;
    rule.holds = rule.value >= least * (1.0 - 1e-9); /* of decimal numbers */
    snprintf(rule.verdict, sizeof rule.verdict,
             "the pump leaves the phases free for %.3g/R, R being their rate; should be at least %.3g/R%s", rule.value,
             least, rule.holds ? "" : ": lower --oscillator-pump or raise --stop");
    return rule;
}

void rules_of_oscillators(const struct network *net, struct rule rules[RULES])
{
    rules[OSCILLATOR_RULE_PUMP] = pump_lets_go(net);
    rules[OSCILLATOR_RULE_TIME] = phases_have_time(net);
}
