#include "netgen/bias_named.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* ---- What each option sets; false where the value is nothing that it takes ---- */

#define AUTO "auto" /* as the weights need it */

/* A number, or NaN, which stands for what is left to the weights. */
static bool set_number_or_auto(const char *value, double *number)
{
    if (strcmp(value, AUTO) == 0) {
        *number = NAN;
        return true;
    }
    return number_parse(value, number);
}

static bool set_unit(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->unit);
}

static bool set_v_c(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->v_c);
}

/* A voltage; or two, "0.3m+0.2m", of which the second one is for each axon. */
static bool parse_supply(const char *value, double *volts, double *per_axon)
{
    char first[40];
    double second = 0.0;
    const char *plus = value + strcspn(value, "+");
    while (*plus && (plus == value || strchr("eE+", plus[-1]))) { /* a sign */
        plus += 1 + strcspn(plus + 1, "+");
    }
    const size_t length = (size_t)(plus - value);
    if (length >= sizeof first) {
        return false;
    }
    memcpy(first, value, length);
    first[length] = '\0';
    if (!number_parse(first, volts) || (*plus && (!number_parse(plus + 1, &second) || !(second > 0.0)))) {
        return false;
    }
    *per_axon = second;
    return true;
}

static bool set_vdw(struct bias *bias, const char *value)
{
    static const char *const WORDS[] = {[VDW_EQ4] = "eq4", [VDW_LOADED] = "loaded", [VDW_AUTO] = AUTO};
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
        if (WORDS[k] && strcmp(value, WORDS[k]) == 0) {
            bias->vdw = (enum vdw_form)k;
            return true;
        }
    }
    if (!parse_supply(value, &bias->v_dw, &bias->v_dw_per_axon)) {
        return false;
    }
    bias->vdw = VDW_VOLTS;
    return true;
}

static bool set_vdw_scale(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->v_dw_scale);
}

static bool set_rule(struct bias *bias, const char *value)
{
    bool sum = strcmp(value, "sum") == 0, sign = strcmp(value, "sign") == 0, mean = strcmp(value, "mean") == 0;
    if (sum || sign || mean) {
        bias->rule = sum ? WEIGHTS_SUM : sign ? WEIGHTS_SIGN : WEIGHTS_MEAN;
    }
    return sum || sign || mean;
}

static bool set_learning(struct bias *bias, const char *value)
{
    static const char *const WORDS[] = {
        [LEARNING_HEBB] = "hebb", [LEARNING_STORKEY] = "storkey", [LEARNING_PSEUDOINVERSE] = "pseudoinverse"};
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
        if (strcmp(value, WORDS[k]) == 0) {
            bias->learning = (enum learning)k;
            return true;
        }
    }
    return false;
}

static bool set_levels(struct bias *bias, const char *value)
{
    double levels = 0.0;
    if (strcmp(value, "exact") != 0 && (!number_parse(value, &levels) || levels < 1.0 || levels != floor(levels) ||
                                        levels > (double)WEIGHTS_GREATEST_LEVELS)) {
        return false;
    }
    bias->levels = (size_t)levels;
    return true;
}

static bool set_fan_out(struct bias *bias, const char *value)
{
    static const char NEAREST[] = "nearest:";
    const bool nearest = strncmp(value, NEAREST, strlen(NEAREST)) == 0;
    double most = 0.0;
    if (strcmp(value, "all") != 0 && (!number_parse(value + (nearest ? strlen(NEAREST) : 0), &most) || most < 2.0 ||
                                      most != floor(most) || most > 1e9)) {
        return false;
    }
    bias->fan_out = (struct fan_out){.most = (size_t)most, .choice = nearest ? FAN_OUT_NEAREST : FAN_OUT_RANDOM};
    return true;
}

static bool set_no_edge(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->no_edge);
}

static bool set_dendrite(struct bias *bias, const char *value)
{
    static const char *const WORDS[] = {
        [DENDRITE_PLAIN] = "plain", [DENDRITE_BALANCED] = "balanced", [DENDRITE_AUTO] = AUTO};
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
        if (strcmp(value, WORDS[k]) == 0) {
            bias->dendrite = (enum dendrite)k;
            return true;
        }
    }
    return false;
}

static bool set_load(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->t_load);
}

static bool set_as_published(struct bias *bias, const char *value)
{
    bool yes = !value || strcmp(value, "yes") == 0, no = value && strcmp(value, "no") == 0;
    bias->as_published = yes;
    return yes || no;
}

static bool set_stop(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->t_stop);
}

static bool set_technology(struct bias *bias, const char *value)
{
    const struct technology *found = technology_find(value);
    bias->technology = found ? found : bias->technology;
    return found;
}

static bool set_tau(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->pbit.tau);
}

static bool set_lag(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->pbit.lag);
}

static bool set_beta(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->pbit.beta);
}

static bool set_beta_start(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->pbit.beta_start);
}

static bool set_rate(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->oscillator.rate);
}

static bool set_pump(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->oscillator.pump);
}

static bool set_pump_start(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->oscillator.pump_start);
}

static bool set_oscillator_noise(struct bias *bias, const char *value)
{
    return set_number_or_auto(value, &bias->oscillator.noise);
}

static bool set_leak_axon(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->axon.vleak);
}

static bool set_leak_soma(struct bias *bias, const char *value)
{
    return number_parse(value, &bias->soma.vleak);
}
/* ---- The table ---- */

const struct bias_named bias_named[] = {
    {BIAS_OF_NETWORK, "technology", "wall|pbit|oscillator",
     "What the neurons are: domain walls, p-bits or phase oscillators (wall)", "wall", "wall, pbit or oscillator",
     set_technology, OF_ALL, OF_ANY},
    {BIAS_OF_NETWORK, "as-published", NULL, "The article's network: for graphs, axons between all nodes", "no",
     "yes or no", set_as_published, OF_ALL, OF_WALLS},
    {BIAS_OF_NETWORK, "w", "VOLTS", "Voltage by which all weights scale, W (0.1)", "0.1", A_NUMBER, set_unit,
     OF_PATTERNS | OF_GRAPH, OF_WALLS},
    {BIAS_OF_NETWORK, "vc", "VOLTS", "Voltage at the dendrites in the load phase, V_C (0.1)", "0.1", A_NUMBER, set_v_c,
     OF_ALL, OF_WALLS},
    {BIAS_OF_NETWORK, "vdw", "auto|eq4|loaded|VOLTS", "Supply of the soma junctions, V_DW (auto: eq4; graphs: loaded)",
     AUTO, "auto, eq4, loaded, a voltage, or two such as 0.3m+0.2m, the second one for each axon", set_vdw, OF_ALL,
     OF_WALLS},
    {BIAS_OF_NETWORK, "vdw-scale", "FACTOR", "Factor on the supply of all soma junctions (1)", "1", A_NUMBER,
     set_vdw_scale, OF_ALL, OF_WALLS},
    {BIAS_OF_NETWORK, "rule", "hebb|storkey|pseudoinverse", "Rule that learns weights from patterns (hebb)", "hebb",
     "hebb, storkey or pseudoinverse", set_learning, OF_PATTERNS, OF_ANY},
    {BIAS_OF_NETWORK, "weights", "sum|sign|mean", "Form of Hebb's rule (sum)", "sum", "sum, sign or mean", set_rule,
     OF_PATTERNS, OF_ANY},
    {BIAS_OF_NETWORK, "levels", "exact|NUMBER", "Patterns: steps from 0 to the heaviest weight (exact)", "exact",
     "exact or a whole number from 1 to 1000000", set_levels, OF_PATTERNS, OF_ANY},
    {BIAS_OF_NETWORK, "fan-out", "all|NUMBER|nearest:NUMBER",
     "Patterns: axons of a neuron, to random or to the nearest neurons (all)", "all",
     "all, a whole number from 2, or nearest: and such a number", set_fan_out, OF_PATTERNS, OF_ANY},
    {BIAS_OF_NETWORK, "no-edge", "auto|NUMBER",
     "Max-cut: weight between nodes without an edge, in W (auto: no axons there)", AUTO, "auto or " A_NUMBER,
     set_no_edge, OF_GRAPH, OF_WALLS},
    {BIAS_OF_NETWORK, "dendrite", "auto|plain|balanced",
     "balanced cancels a dendrite's constant current (auto: plain; graphs: balanced)", AUTO, "auto, plain or balanced",
     set_dendrite, OF_ALL, OF_WALLS},
    {BIAS_OF_NETWORK, "load", "auto|SECONDS", "Length of the load phase (auto: computed)", AUTO,
     "auto or a time such as 20n", set_load, OF_ALL, OF_WALLS},
    {BIAS_OF_NETWORK, "stop", "auto|SECONDS", "Longest time to simulate (auto: 2u; graphs: 50u)", AUTO,
     "auto or " A_NUMBER, set_stop, OF_ALL, OF_ANY},
    {BIAS_OF_NETWORK, "pbit-tau", "SECONDS", "p-bits: mean time between two draws of each (1n)", "1n",
     "a time such as 1n", set_tau, OF_ALL, OF_PBITS},
    {BIAS_OF_NETWORK, "pbit-beta", "auto|NUMBER",
     "p-bits: inverse temperature at the end (auto: as the couplings need it)", AUTO, "auto or " A_NUMBER, set_beta,
     OF_ALL, OF_PBITS},
    {BIAS_OF_NETWORK, "pbit-beta-start", "auto|NUMBER", "p-bits: the same at the start (auto: 5% of it; recalls: all)",
     AUTO, "auto or " A_NUMBER, set_beta_start, OF_ALL, OF_PBITS},
    {BIAS_OF_NETWORK, "pbit-lag", "SECONDS", "p-bits: by which inputs lag behind outputs (0)", "0",
     "a time such as 10p", set_lag, OF_ALL, OF_PBITS},
    {BIAS_OF_NETWORK, "oscillator-rate", "RAD/S", "oscillators: how fast neighbours at random turn a phase (1G)", "1G",
     A_NUMBER, set_rate, OF_ALL, OF_OSCILLATORS},
    {BIAS_OF_NETWORK, "oscillator-pump", "auto|FACTOR", "oscillators: pump at the end, in units of that rate (auto)",
     AUTO, "auto or " A_NUMBER, set_pump, OF_ALL, OF_OSCILLATORS},
    {BIAS_OF_NETWORK, "oscillator-pump-start", "auto|FACTOR",
     "oscillators: pump at the start (auto: 0; recalls: as at the end)", AUTO, "auto or " A_NUMBER, set_pump_start,
     OF_ALL, OF_OSCILLATORS},
    {BIAS_OF_NETWORK, "oscillator-noise", "auto|FACTOR",
     "oscillators: diffusion of the phases, in units of the rate (auto)", AUTO, "auto or " A_NUMBER,
     set_oscillator_noise, OF_ALL, OF_OSCILLATORS},
    {BIAS_OF_DEVICE, "vleak-axon", "M/S", "Leak velocity of the axons' walls (-5)", "-5", A_NUMBER, set_leak_axon,
     OF_ALL, OF_WALLS},
    {BIAS_OF_DEVICE, "vleak-soma", "M/S", "Leak velocity of the somas' walls (0.2)", "0.2", A_NUMBER, set_leak_soma,
     OF_ALL, OF_WALLS},
};
_Static_assert(sizeof bias_named / sizeof *bias_named == BIAS_NAMED, "BIAS_NAMED counts them");
