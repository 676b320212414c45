#include "cli/gen_stdp.h"

#include "base/number.h"
#include "base/output.h"
#include "cli/cli.h"
#include "cli/device_setting.h"
#include "cli/number_list.h"
#include "cli/stdp_results.h"
#include "models/scatter/scatter.h"

#include <stdio.h>
#include <stdlib.h>

struct gen_stdp {
    struct common_options common;
    const char *output, *weights;
    struct stdp problem;
};

enum {
    KEY_PIXELS = 0x100,
    KEY_LANES,
    KEY_OUTPUTS,
    KEY_PASSAGES,
    KEY_SEED,
    KEY_STEP,
    KEY_WINDOW,
    KEY_PULSE,
    KEY_P_ON,
    KEY_P_OFF,
    KEY_P_HALF,
    KEY_STRAY,
    KEY_PARALLEL,
    KEY_SIGMA,
    KEY_SET,
    KEY_WEIGHTS
};

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "NAME", 0, "Write the deck to NAME.cir", 1},
    {"weights", KEY_WEIGHTS, "FILE", 0, "Write the weights as a picture, PGM, the outputs one above the other", 1},
    {"pixels", KEY_PIXELS, "WIDTHxHEIGHT", 0, "Pixels along and across the lanes (16x8)", 2},
    {"lanes", KEY_LANES, "NUMBER", 0, "Lanes, which divide the height evenly (2)", 2},
    {"outputs", KEY_OUTPUTS, "NUMBER", 0, "Output neurons, at least as many as lanes (4)", 2},
    {"passages", KEY_PASSAGES, "NUMBER", 0, "Bars that pass, one after the other (500)", 2},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of all that is random (1)", 2},
    {"step", KEY_STEP, "SECONDS", 0, "A bar takes so long from a pixel to the next (20n)", 3},
    {"window", KEY_WINDOW, "SECONDS", 0, "A pixel is active for so long after its spike (width times step)", 3},
    {"pulse", KEY_PULSE, "SECONDS", 0, "Length of each half of a column's pulse (10n)", 3},
    {"p-on", KEY_P_ON, "SHARE", 0, "Probability to switch ON in a pulse, in the window (0.1)", 4},
    {"p-off", KEY_P_OFF, "SHARE", 0, "Probability to switch OFF in a pulse, outside it (0.1)", 4},
    {"p-half", KEY_P_HALF, "SHARE", 0, "The most for junctions that should not switch (1e-6)", 4},
    {"stray", KEY_STRAY, "SHARE", 0, "Spikes that come from any pixel instead of the bar's (0.1)", 4},
    {"parallel", KEY_PARALLEL, "SHARE", 0, "Junctions that are ON at the start (0.7)", 4},
    {"sigma-vc", KEY_SIGMA, "SHARE", 0, "Relative standard deviation of the critical voltages (0)", 5},
    {"set", KEY_SET, "NAME=VALUE", OPTION_REPEATS_NAMES,
     "Parameter of all junctions; 'spinfield params mtj_rate' lists them", 5},
    {0},
};

/* ---- Arguments ---- */

static double take_seconds(const char *option, const char *argument, const struct argp_state *state)
{
    const double least = 1e-12, most = 1e-3;
    double seconds;
    if (!number_parse(argument, &seconds) || seconds < least || seconds > most) {
        usage_error(state, "error: %s takes seconds from 1p to 1m, such as 20n, not '%.40s'", option, argument);
    }
    return seconds;
}

/* A share from `least` to `most`. */
static double take_share(const char *option, const char *argument, double least, double most,
                         const struct argp_state *state)
{
    double share;
    if (!number_parse_share(argument, &share) || share < least || share > most) {
        usage_error(state, "error: %s takes a share from %g to %g, such as 0.1 or 10%%, not '%.40s'", option, least,
                    most, argument);
    }
    return share;
}

static void take_parameter(const char *argument, struct stdp *problem, struct argp_state *state)
{
    static const size_t OURS[] = {MTJ_RATE_start, MTJ_RATE_noise, MTJ_RATE_average};
    static const char *const INSTEAD[] = {"--parallel and --seed choose the states at the start",
                                          "--seed is the seed of the jumps", "a junction that learns has a state"};
    struct diagnostic why;
    size_t index;
    if (device_setting(device_find("mtj_rate"), "--set", argument, &problem->junction, &index, &why) != STATUS_OK) {
        usage_error(state, "%s", why.text);
    }
    for (size_t k = 0; k < sizeof OURS / sizeof *OURS; k++) {
        if (index == OURS[k]) {
            usage_error(state, "error: --set %.40s cannot be chosen: %s", argument, INSTEAD[k]);
        }
    }
}

static error_t parse_number(int key, char *argument, struct argp_state *state)
{
    struct stdp *problem = &((struct gen_stdp *)state->input)->problem;
    const double least = 1e-12; /* of a probability that means anything */
    switch (key) {
    case KEY_STEP:
        problem->step = take_seconds("--step", argument, state);
        return 0;
    case KEY_WINDOW:
        problem->window = take_seconds("--window", argument, state);
        return 0;
    case KEY_PULSE:
        problem->pulse = take_seconds("--pulse", argument, state);
        return 0;
    case KEY_P_ON:
        problem->p_on = take_share("--p-on", argument, least, 0.999, state);
        return 0;
    case KEY_P_OFF:
        problem->p_off = take_share("--p-off", argument, least, 0.999, state);
        return 0;
    case KEY_P_HALF:
        problem->p_half = take_share("--p-half", argument, least, 0.999, state);
        return 0;
    case KEY_STRAY:
        problem->stray = take_share("--stray", argument, 0.0, 0.9, state);
        return 0;
    case KEY_PARALLEL:
        problem->parallel = take_share("--parallel", argument, 0.0, 1.0, state);
        return 0;
    case KEY_SIGMA:
        problem->sigma_vc = take_share("--sigma-vc", argument, 0.0, 0.333, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct gen_stdp *gen = state->input;
    struct stdp *problem = &gen->problem;
    size_t size[2];
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_deck_name(argument, "-o", state);
        return 0;
    case KEY_WEIGHTS:
        gen->weights = argument;
        return 0;
    case KEY_PIXELS:
        take_size("--pixels", argument, "WIDTHxHEIGHT", STDP_MOST_SIDE, size, state);
        problem->width = size[0];
        problem->height = size[1];
        return 0;
    case KEY_LANES:
        problem->lanes = (size_t)whole_number(argument, "--lanes", 2, STDP_MOST_OUTPUTS, state);
        return 0;
    case KEY_OUTPUTS:
        problem->outputs = (size_t)whole_number(argument, "--outputs", 1, STDP_MOST_OUTPUTS, state);
        return 0;
    case KEY_PASSAGES:
        problem->passages = (size_t)whole_number(argument, "--passages", 1, STDP_MOST_PASSAGES, state);
        return 0;
    case KEY_SEED:
        problem->seed = (unsigned long)whole_number(argument, "--seed", 1, SCATTER_GREATEST_SEED, state);
        return 0;
    case KEY_SET:
        take_parameter(argument, problem, state);
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: gen stdp takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &gen->common, &gen->weights, 1);
        return 0;
    default:
        return parse_number(key, argument, state);
    }
}

/* ---- Files ---- */

static enum status write_files(const struct gen_stdp *gen, const char *const path[2], const struct stdp_plan *plan,
                               const struct stdp_learned *learned, struct diagnostic *diagnostic)
{
    struct output *output[2];
    enum status status = output_open_all(path, 2, output, diagnostic);
    if (status == STATUS_OK && output[0]) {
        status = stdp_write_deck(&gen->problem, plan, output_stream(output[0]), diagnostic);
    }
    if (status == STATUS_OK && output[1]) {
        stdp_write_picture(&gen->problem, learned, output_stream(output[1]));
    }
    return output_end_all(status, output, 2, diagnostic);
}

static enum status learn(const struct gen_stdp *gen, const char *const path[2], struct diagnostic *diagnostic)
{
    struct stdp_plan plan;
    struct stdp_learned learned = {0};
    enum status status = output_check(path, 2, diagnostic);
    if (status == STATUS_OK) {
        status = stdp_plan(&gen->problem, &plan, diagnostic);
    }
    if (status == STATUS_OK) {
        status = stdp_learn(&gen->problem, &plan, &learned, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(gen, path, &plan, &learned, diagnostic);
    }
    if (status == STATUS_OK && !gen->common.quiet) {
        stdp_warn(&gen->problem, &learned);
    }
    if (status == STATUS_OK && gen->common.json) {
        status = stdp_print_json(&gen->problem, &plan, &learned, diagnostic);
    } else if (status == STATUS_OK && prints_text(&gen->common)) {
        stdp_print_text(&gen->problem, &plan, &learned);
        status = finish_stdout(diagnostic);
    }
    stdp_learned_clear(&learned);
    return status;
}

int gen_stdp(int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct argp_child children[] = {{&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {OPTIONS, parse, NULL, GEN_STDP_DOES, children, NULL, NULL};
    struct gen_stdp gen = {.problem = stdp_default()};
    argv[0] = "spinfield gen stdp";
    arguments_parse(&argp, argc, argv, &gen);
    if (gen.problem.window == 0.0) {
        gen.problem.window = (double)gen.problem.width * gen.problem.step;
    }
    char *deck = gen.output ? path_of(gen.output, ".cir") : NULL;
    enum status status = gen.output && !deck ? fail_memory(&diagnostic)
                                             : learn(&gen, (const char *const[]){deck, gen.weights}, &diagnostic);
    free(deck);
    return exit_code(status, &diagnostic);
}
