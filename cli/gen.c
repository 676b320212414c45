/* spinfield gen TASK: a problem becomes NAME.json, the network, and NAME.cir, its deck. */
#include "cli/bias_options.h"
#include "cli/cli.h"
#include "netgen/deck.h"
#include "cli/gen.h"
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "report/warnings.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SEED = 0x100, KEY_PATTERN, KEY_START, KEY_DISTORT, KEY_OF, KEY_OPTIMUM };

enum { GREATEST_NEURONS = 100000000 }; /* of random patterns; the solver takes what memory holds */

#define OPTION_OUTPUT                                                                                                  \
    {                                                                                                                  \
        "output", 'o', "NAME", 0, "Write NAME.json and NAME.cir (required)", 1                                         \
    }
#define OPTION_START                                                                                                   \
    {                                                                                                                  \
        "start", KEY_START, "BITS", 0, "State to load, a 0 or 1 for each neuron", 2                                    \
    }
#define OPTION_SEED                                                                                                    \
    {                                                                                                                  \
        "seed", KEY_SEED, "NUMBER", 0, "Seed of all that is random (1)", 2                                             \
    }
#define OPTION_DISTORT                                                                                                 \
    {                                                                                                                  \
        "distort", KEY_DISTORT, "SHARE", 0, "Load a pattern with this share of its bits flipped", 2                    \
    }
#define OPTION_OF                                                                                                      \
    {                                                                                                                  \
        "of", KEY_OF, "NUMBER", 0, "The pattern to distort, from 1 (1)", 2                                             \
    }

static const struct argp_option RECALL_OPTIONS[] = {
    OPTION_OUTPUT,
    {"neurons", 'n', "NUMBER", 0, "Neurons of random patterns (60)", 2},
    {"patterns", 'p', "NUMBER", 0, "Random patterns to train (1)", 2},
    {"pattern", KEY_PATTERN, "BITS", 0, "Train this pattern; give one or more in place of random ones", 2},
    OPTION_START,
    OPTION_DISTORT,
    OPTION_OF,
    OPTION_SEED,
    {0},
};
static const struct argp_option IMAGE_OPTIONS[] = {
    OPTION_OUTPUT,  {"start", KEY_START, "PICTURE|BITS", 0, "Picture or state to load", 2},
    OPTION_DISTORT, OPTION_OF,
    OPTION_SEED,    {0},
};
static const struct argp_option MAXCUT_OPTIONS[] = {
    OPTION_OUTPUT,
    {"optimum", KEY_OPTIMUM, "CUT", 0, "Best known cut, for the report", 2},
    OPTION_SEED,
    {0},
};
static const struct argp_option CUSTOM_OPTIONS[] = {OPTION_OUTPUT, OPTION_START, OPTION_SEED, {0}};

static void keep_word(char *words[], size_t *count, char *argument, struct argp_state *state)
{
    if (*count == GREATEST_WORDS) {
        usage_error(state, "error: at most %d patterns", GREATEST_WORDS);
    }
    words[(*count)++] = argument;
}

static void set_distortion(struct gen *gen, const char *argument, struct argp_state *state)
{
    if (!number_parse_share(argument, &gen->distortion) || gen->distortion < 0.0 || gen->distortion > 1.0) {
        usage_error(state, "error: --distort takes a share from 0 to 1, such as 20%% or 0.2, not '%.40s'", argument);
    }
}

static const char *output_name(const char *argument, struct argp_state *state)
{
    const char *slash = strrchr(argument, '/'), *base = slash ? slash + 1 : argument;
    if (strcmp(argument, "-") == 0) {
        usage_error(state,
                    "error: -o takes a name for the network's two files, which cannot both go to standard output");
    }
    if (!*base || strcmp(base, ".") == 0 || strcmp(base, "..") == 0) {
        usage_error(state, "error: -o takes a name for the network's files, not '%.40s'", argument);
    }
    return argument;
}

static error_t parse_gen(int key, char *argument, struct argp_state *state)
{
    struct gen *gen = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &gen->bias;
        state->child_inputs[1] = &gen->common;
        return 0;
    case 'o':
        gen->output = output_name(argument, state);
        return 0;
    case 'n':
        gen->neurons = whole_number(argument, "-n", 2, GREATEST_NEURONS, state);
        return 0;
    case 'p':
        gen->random_patterns = whole_number(argument, "-p", 1, GREATEST_WORDS, state);
        return 0;
    case KEY_SEED:
        gen->seed = whole_number(argument, "--seed", 0, 4294967295L, state);
        return 0;
    case KEY_OF:
        gen->distorted = whole_number(argument, "--of", 1, GREATEST_WORDS, state);
        return 0;
    case KEY_PATTERN:
        keep_word(gen->patterns, &gen->pattern_count, argument, state);
        return 0;
    case KEY_START:
        gen->start = argument;
        return 0;
    case KEY_DISTORT:
        set_distortion(gen, argument, state);
        return 0;
    case KEY_OPTIMUM:
        if (!number_parse(argument, &gen->optimum)) {
            usage_error(state, "error: --optimum takes a number, not '%.40s'", argument);
        }
        return 0;
    case ARGP_KEY_ARG:
        keep_word(gen->files, &gen->file_count, argument, state);
        return 0;
    case ARGP_KEY_END:
        if (!gen->output) {
            usage_error(state, "error: -o NAME is missing: where should the network go?");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static const struct task {
    const char *name, *arguments, *does;
    const struct argp_option *options;
    enum status (*make)(struct gen *gen, struct network **network, struct diagnostic *diagnostic);
} TASKS[] = {
    {"recall", "", "Recall of bit patterns: trains them and loads a start state.", RECALL_OPTIONS, gen_recall},
    {"image", "PICTURE...", "Restoring of pictures (PBM, PNG): ink is ON, one neuron a pixel, row by row.",
     IMAGE_OPTIONS, gen_image},
    {"maxcut", "GRAPH",
     "Maximum cut of a graph: rudy (Biq Mac, Gset), Matrix Market, DIMACS, GraphML, GML, JSON, NumPy or edge lists. "
     "All walls start at x = 0.",
     MAXCUT_OPTIONS, gen_maxcut},
    {"custom", "WEIGHTS",
     "Any weight matrix in volts: Matrix Market, CSV or NumPy, row i column j being the synapse from neuron i to j. "
     "Without "
     "--start all walls start at x = 0.",
     CUSTOM_OPTIONS, gen_custom},
};

static bool has_deck(const struct network *network)
{
    return network->n <= DECK_GREATEST_N;
}

/* Writes the network, and its deck where ngspice can take it: both or none. */
static enum status write_files(const struct network *network, const char *name, struct diagnostic *diagnostic)
{
    struct output *outputs[2] = {NULL, NULL};
    enum status status = STATUS_OK;
    char *json = path_of(name, ".json"), *deck = path_of(name, ".cir");
    if (!json || !deck) {
        status = fail_memory(diagnostic);
        goto done;
    }
    status = output_open(json, &outputs[0], diagnostic);
    if (status == STATUS_OK) {
        status = network_write(network, outputs[0], diagnostic);
    }
    if (status == STATUS_OK && has_deck(network)) {
        status = output_open(deck, &outputs[1], diagnostic);
        status = status == STATUS_OK ? deck_write(network, outputs[1], diagnostic) : status;
    }
    if (status != STATUS_OK) {
        output_discard(outputs[0]);
        output_discard(outputs[1]);
        goto done;
    }
    status = output_commit(outputs, 2, diagnostic);
done:
    free(json);
    free(deck);
    return status;
}

/* What the reader of a graph took for granted. */
static void say_note(const struct network *network)
{
    const struct graph *graph = network->weights.graph;
    if (graph && *graph->note) {
        fprintf(stderr, "spinfield: note: %s\n", graph->note);
    }
}

/* The same in JSON. */
static void add_notes(const struct network *network, struct document *document)
{
    const struct graph *graph = network->weights.graph;
    document_list(document, "notes");
    if (graph && *graph->note) {
        document_text(document, NULL, graph->note);
    }
    document_close(document);
}

static void warn_of_rules(const struct network *network)
{
    struct warnings warnings;
    warnings_of_network(network, &warnings);
    for (size_t k = 0; k < warnings.count; k++) {
        fprintf(stderr, "spinfield: warning: %s\n", warnings.warning[k].text);
    }
}

static enum status print_summary(const struct gen *gen, const struct network *network, struct diagnostic *diagnostic)
{
    if (gen->common.json) {
        struct document document = document_begin();
        document_text(&document, "name", gen->output);
        document_count(&document, "n", network->n);
        document_count(&document, "devices", network_devices(network));
        document_real(&document, "v_dw_v", network->v_dw);
        document_real(&document, "load_time_s", network->t_load);
        struct warnings warnings;
        warnings_of_network(network, &warnings);
        warnings_add(&warnings, &document);
        add_notes(network, &document);
        return print_document(&document, 17, diagnostic);
    }
    if (!gen->common.quiet) {
        char v_dw[32], load[64] = "no load phase";
        number_engineering(v_dw, sizeof v_dw, network->v_dw, 4, "V");
        if (network->start) {
            char t_load[32];
            number_engineering(t_load, sizeof t_load, network->t_load, 4, "s");
            snprintf(load, sizeof load, "load phase %s", t_load);
        }
        if (has_deck(network)) {
            terminal_line(stdout, "%s.json, %s.cir: %zu neurons, %zu devices, V_DW %s, %s", gen->output, gen->output,
                          network->n, network_devices(network), v_dw, load);
        } else {
            terminal_line(stdout,
                          "%s.json (no deck: ngspice takes at most %d neurons): %zu neurons, %zu devices, V_DW %s, %s",
                          gen->output, DECK_GREATEST_N, network->n, network_devices(network), v_dw, load);
        }
    }
    return STATUS_OK;
}

static enum status generate(struct gen *gen, const struct task *task, struct diagnostic *diagnostic)
{
    struct network *network = NULL;
    gen->bias.variation.seed = (unsigned long)gen->seed;
    enum status status = task->make(gen, &network, diagnostic);
    if (status == STATUS_OK) {
        status = write_files(network, gen->output, diagnostic);
    }
    if (status == STATUS_OK) {
        if (!gen->common.quiet) {
            say_note(network);
            warn_of_rules(network);
        }
        status = print_summary(gen, network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    network_free(network);
    return status;
}

static void print_tasks(FILE *out)
{
    fputs("Usage: spinfield gen TASK [options] -o NAME\n\nMakes NAME.json, the network, and NAME.cir, its ngspice "
          "deck.\n\n"
          "Tasks ('spinfield gen TASK --help' lists the options):\n",
          out);
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        fprintf(out, "  %-7s %-10s  %s\n", TASKS[i].name, TASKS[i].arguments, TASKS[i].does);
    }
}

static int run_task(const struct task *task, int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct bias_parser bias;
    bias_parser_init(&bias);
    struct argp_child children[] = {{&bias.argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp argp = {task->options, parse_gen, task->arguments, task->does, children, NULL, NULL};
    struct gen gen = {.bias = problem_standard_bias(), .seed = 1, .distorted = 1, .distortion = NAN, .optimum = NAN};
    char name[64];
    snprintf(name, sizeof name, "spinfield gen %s", task->name);
    argv[0] = name;
    arguments_parse(&argp, argc, argv, &gen);
    return exit_code(generate(&gen, task, &diagnostic), &diagnostic);
}

int command_gen(int argc, char **argv)
{
    if (argc < 2) {
        print_tasks(stderr);
        return STATUS_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0) {
        struct diagnostic diagnostic;
        print_tasks(stdout);
        return exit_code(finish_stdout(&diagnostic), &diagnostic);
    }
    for (size_t i = 0; i < sizeof TASKS / sizeof *TASKS; i++) {
        if (strcmp(argv[1], TASKS[i].name) == 0) {
            return run_task(&TASKS[i], argc - 1, argv + 1);
        }
    }
    fprintf(stderr, "spinfield gen: error: there is no task '%.40s'; recall, image, maxcut and custom are\n", argv[1]);
    return STATUS_INPUT;
}
