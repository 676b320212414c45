#include "base/arguments.h"
#include "cli/bias_options.h"

#include "base/number.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Keys beyond the printable characters have no short option. A device parameter's key is KEY_DEVICE and its index,
 * and that of its variation KEY_SIGMA and its index. */
enum {
    KEY_W = 0x200,
    KEY_VC,
    KEY_VDW,
    KEY_WEIGHTS,
    KEY_DENDRITE,
    KEY_LOAD,
    KEY_STOP,
    KEY_LEAK_AXON,
    KEY_LEAK_SOMA,
    KEY_NO_EDGE,
    KEY_DEVICE = 0x300,
    KEY_SIGMA = 0x400
};

static const struct argp_option NETWORK_OPTIONS[] = {
    {0, 0, NULL, 0, "Bias of the network (numbers take SPICE suffixes: 100m, 5n):", 50},
    {"w", KEY_W, "VOLTS", 0, "Unit of the synaptic weights, W (0.1)", 50},
    {"vc", KEY_VC, "VOLTS", 0, "Voltage that loads the dendrites, V_C (0.1)", 50},
    {"vdw", KEY_VDW, "eq4|loaded|VOLTS", 0, "Supply of the soma junctions, V_DW (eq4)", 50},
    {"weights", KEY_WEIGHTS, "sum|sign|mean", 0, "How patterns make weights (sum)", 50},
    {"no-edge", KEY_NO_EDGE, "NUMBER", 0, "Max-cut: weight between nodes without an edge, in W (1)", 50},
    {"dendrite", KEY_DENDRITE, "plain|balanced", 0, "Take the constant field out with a resistor a neuron (plain)", 50},
    {"load", KEY_LOAD, "auto|SECONDS", 0, "Length of the load phase (auto: computed)", 50},
    {"stop", KEY_STOP, "SECONDS", 0, "Longest time to simulate (2u)", 50},
    {0, 0, NULL, 0, "Device parameters, in SI units ('spinfield params' tells limits):", 60},
    {"vleak-axon", KEY_LEAK_AXON, "M/S", 0, "Leak velocity of the axons' walls (-5)", 60},
    {"vleak-soma", KEY_LEAK_SOMA, "M/S", 0, "Leak velocity of the somas' walls (0.2)", 60},
};
enum { NETWORK_COUNT = sizeof NETWORK_OPTIONS / sizeof *NETWORK_OPTIONS };

/* vleak has an option for each role; where walls start is the network's affair, and how few steps the deck's. */
static bool has_option(const struct dwmtj_parameter *p)
{
    return strcmp(p->name, "vleak") != 0 && strcmp(p->name, "xinit") != 0 && strcmp(p->name, "dtmin") != 0;
}

static double number_of(const char *argument, const char *option, struct argp_state *state)
{
    double value = 0.0;
    if (!number_parse(argument, &value)) {
        usage_error(state, "error: --%s takes a number such as 0.1 or 100m, not '%.40s'", option, argument);
    }
    return value;
}

static void set_vdw(struct bias *bias, const char *argument, struct argp_state *state)
{
    if (strcmp(argument, "eq4") == 0) {
        bias->vdw = VDW_EQ4;
    } else if (strcmp(argument, "loaded") == 0) {
        bias->vdw = VDW_LOADED;
    } else if (number_parse(argument, &bias->v_dw)) {
        bias->vdw = VDW_VOLTS;
    } else {
        usage_error(state, "error: --vdw takes eq4, loaded or a voltage, not '%.40s'", argument);
    }
}

static void set_rule(struct bias *bias, const char *argument, struct argp_state *state)
{
    if (strcmp(argument, "sum") == 0) {
        bias->rule = WEIGHTS_SUM;
    } else if (strcmp(argument, "sign") == 0) {
        bias->rule = WEIGHTS_SIGN;
    } else if (strcmp(argument, "mean") == 0) {
        bias->rule = WEIGHTS_MEAN;
    } else {
        usage_error(state, "error: --weights takes sum, sign or mean, not '%.40s'", argument);
    }
}

static void set_dendrite(struct bias *bias, const char *argument, struct argp_state *state)
{
    if (strcmp(argument, "plain") == 0) {
        bias->dendrite = DENDRITE_PLAIN;
    } else if (strcmp(argument, "balanced") == 0) {
        bias->dendrite = DENDRITE_BALANCED;
    } else {
        usage_error(state, "error: --dendrite takes plain or balanced, not '%.40s'", argument);
    }
}

/* A relative standard deviation, "5%" or "0.05". */
static void set_sigma(struct bias *bias, size_t index, const char *argument, struct argp_state *state)
{
    double *sigma = &bias->variation.sigma[index];
    if (!number_parse_share(argument, sigma) || *sigma < 0.0) {
        usage_error(state, "error: --sigma-%s takes a share such as 5%% or 0.05, not '%.40s'",
                    dwmtj_parameters[index].name, argument);
    }
}

static error_t parse_bias(int key, char *argument, struct argp_state *state)
{
    struct bias *bias = state->input;
    switch (key) {
    case KEY_W:
        bias->unit = number_of(argument, "w", state);
        return 0;
    case KEY_VC:
        bias->v_c = number_of(argument, "vc", state);
        return 0;
    case KEY_VDW:
        set_vdw(bias, argument, state);
        return 0;
    case KEY_WEIGHTS:
        set_rule(bias, argument, state);
        return 0;
    case KEY_NO_EDGE:
        bias->no_edge = number_of(argument, "no-edge", state);
        return 0;
    case KEY_DENDRITE:
        set_dendrite(bias, argument, state);
        return 0;
    case KEY_LOAD:
        bias->t_load = strcmp(argument, "auto") == 0 ? NAN : number_of(argument, "load", state);
        return 0;
    case KEY_STOP:
        bias->t_stop = number_of(argument, "stop", state);
        return 0;
    case KEY_LEAK_AXON:
        bias->axon.vleak = number_of(argument, "vleak-axon", state);
        return 0;
    case KEY_LEAK_SOMA:
        bias->soma.vleak = number_of(argument, "vleak-soma", state);
        return 0;
    default:
        break;
    }
    if (key >= KEY_SIGMA && key < KEY_SIGMA + DWMTJ_PARAMETERS) {
        set_sigma(bias, (size_t)(key - KEY_SIGMA), argument, state);
        return 0;
    }
    if (key < KEY_DEVICE || key >= KEY_DEVICE + DWMTJ_PARAMETERS) {
        return ARGP_ERR_UNKNOWN;
    }
    size_t index = (size_t)(key - KEY_DEVICE);
    double value = number_of(argument, dwmtj_parameters[index].name, state);
    dwmtj_set(&bias->soma, index, value);
    dwmtj_set(&bias->axon, index, value);
    return 0;
}

void bias_parser_init(struct bias_parser *parser)
{
    _Static_assert(NETWORK_COUNT + 1 + DWMTJ_PARAMETERS + DWMTJ_PARAMETERS <
                       sizeof parser->options / sizeof *parser->options,
                   "room for all");
    *parser = (struct bias_parser){.argp = {.options = parser->options, .parser = parse_bias}};
    size_t used = 0;
    for (; used < NETWORK_COUNT; used++) {
        parser->options[used] = NETWORK_OPTIONS[used];
    }
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        if (has_option(p)) {
            snprintf(parser->texts[i], sizeof parser->texts[i], "%s (%g)", p->text, p->standard);
            parser->options[used++] = (struct argp_option){.name = p->name,
                                                           .key = KEY_DEVICE + (int)i,
                                                           .arg = *p->unit ? p->unit : "NUMBER",
                                                           .doc = parser->texts[i],
                                                           .group = 60};
        }
    }
    parser->options[used++] =
        (struct argp_option){.doc = "Variation of devices, as relative standard deviations:", .group = 70};
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (variation_may_vary(i)) {
            snprintf(parser->sigmas[i], sizeof parser->sigmas[i], "sigma-%s", dwmtj_parameters[i].name);
            parser->options[used++] = (struct argp_option){.name = parser->sigmas[i],
                                                           .key = KEY_SIGMA + (int)i,
                                                           .arg = "SHARE",
                                                           .doc = dwmtj_parameters[i].text,
                                                           .group = 70};
        }
    }
}
