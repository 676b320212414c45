#include "cli/relaxing.h"

#include "base/number.h"
#include "base/terminal.h"
#include "campaign/runner.h"
#include "cli/cli.h"

#include <math.h>

enum { KEY_TOLERANCE = 0x200 /* a parser has those of its commands beside its own */, KEY_STOP, KEY_SEED, KEY_THREADS };

static const struct argp_option OPTIONS[] = {
    {"tolerance", KEY_TOLERANCE, "SHARE", 0, "Target for the solver's relative error of time and energy (1e-3)", 2},
    {"stop", KEY_STOP, "SECONDS", 0, "Longest time to simulate (that of the network)", 2},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the random numbers (1)", 2},
    {"threads", KEY_THREADS, "NUMBER", 0,
     "Relaxations, or parts of one, at once; no result depends on it (all processors)", 2},
    {0},
};

static double take_tolerance(const char *argument, struct argp_state *state)
{
    double tolerance = NAN;
    if (!number_parse(argument, &tolerance) || !(tolerance >= 1e-5 && tolerance <= 0.1)) {
        usage_error(state, "error: --tolerance takes a share from 1e-5 to 0.1, not '%.40s'", argument);
    }
    return tolerance;
}

static double take_stop(const char *argument, struct argp_state *state)
{
    double stop = NAN;
    if (!number_parse(argument, &stop) || !(stop >= NETWORK_SHORTEST_RUN && stop <= 1.0)) {
        usage_error(state, "error: --stop takes seconds from 1p to 1, not '%.40s'", argument);
    }
    return stop;
}

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct relaxing_options *options = state->input;
    switch (key) {
    case KEY_TOLERANCE:
        options->tolerance = take_tolerance(argument, state);
        return 0;
    case KEY_STOP:
        options->stop = take_stop(argument, state);
        options->stop_text = argument;
        return 0;
    case KEY_SEED:
        options->seed = whole_number(argument, "--seed", 0, 4294967295L, state);
        return 0;
    case KEY_THREADS:
        options->threads = whole_number(argument, "--threads", 1, 1024, state);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

const struct argp relaxing_argp = {.options = OPTIONS, .parser = parse};

struct relaxing_options relaxing_standard_options(void)
{
    return (struct relaxing_options){.tolerance = NAN, .stop = NAN, .seed = 1, .threads = (long)runner_processors()};
}

void relaxing_note_stop(const char *text, double stop)
{
    const double long_for_a_run = 1e-3; /* s */
    double plain;
    if (text && number_parse_plain(text, &plain) && stop >= long_for_a_run) {
        terminal_line(stderr, "spinfield: note: --stop %.40s is in seconds; --stop %.40su is in microseconds", text,
                      text);
    }
}

enum status relaxing_solver(const struct relaxing_options *options, const struct network *network,
                            struct solver_options *solver, struct diagnostic *diagnostic)
{
    *solver = solver_standard_options(network);
    solver->tolerance = isnan(options->tolerance) ? solver->tolerance : options->tolerance;
    solver->t_stop = isnan(options->stop) ? solver->t_stop : options->stop;
    return solver->t_stop > network->t_load
               ? STATUS_OK
               : fail(diagnostic, STATUS_INPUT, "error: --stop %g s must be later than the load phase, %g s",
                      solver->t_stop, network->t_load);
}
