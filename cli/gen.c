/* spinfield gen TASK: a problem becomes NAME.json, the network, and NAME.cir, its deck. */
#include "cli/bias_options.h"
#include "cli/cli.h"
#include "cli/gen_crossbar.h"
#include "cli/gen_ice.h"
#include "cli/gen_nml.h"
#include "cli/gen_stdp.h"
#include "cli/gen_telegraph.h"
#include "cli/network_files.h"
#include "cli/relaxing.h"
#include "netgen/deck.h"
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "report/network_json.h"
#include "report/notes.h"
#include "report/warnings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The command line. The options of the question have keys from KEY_QUESTION on, in its order, or their letters. */
struct gen {
    struct common_options common;
    const char *output;
    const struct question *question;
    struct recipe *recipe;
    enum deck_form form;
};

enum { KEY_SEED = 0x100, KEY_START_SEED, KEY_CHIP_SEED, KEY_START, KEY_DECK, KEY_QUESTION = 0x200 };

static int key_of(const struct question *question, size_t k)
{
    return question->option[k].letter ? question->option[k].letter : KEY_QUESTION + (int)k;
}

/* The option of the question whose key is `key`; their number where none is. */
static size_t option_of(const struct question *question, int key)
{
    size_t k = 0;
    while (k < question->options && key_of(question, k) != key) {
        k++;
    }
    return k;
}

static void take_file(struct recipe *recipe, const char *path, const struct argp_state *state)
{
    struct diagnostic diagnostic;
    enum status status = recipe_add_file(recipe, path, &diagnostic);
    if (status == STATUS_INPUT) {
        usage_error(state, "%s", diagnostic.text);
    }
    if (status != STATUS_OK) {
        exit(exit_code(status, &diagnostic));
    }
}

static error_t parse_gen(int key, char *argument, struct argp_state *state)
{
    struct gen *gen = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = gen->recipe;
        state->child_inputs[1] = &gen->common;
        return 0;
    case 'o':
        gen->output = take_new_name(argument, "-o", state);
        return 0;
    case KEY_SEED:
        take_setting(gen->recipe, "seed", argument, state);
        return 0;
    case KEY_START_SEED:
        take_setting(gen->recipe, "start-seed", argument, state);
        return 0;
    case KEY_CHIP_SEED:
        take_setting(gen->recipe, "chip-seed", argument, state);
        return 0;
    case KEY_DECK:
        gen->form = (enum deck_form)take_word("--deck", argument, deck_form_names, DECK_FORMS, state);
        return 0;
    case KEY_START:
        take_setting(gen->recipe, "start", argument, state);
        return 0;
    case ARGP_KEY_ARG:
        take_file(gen->recipe, argument, state);
        return 0;
    case ARGP_KEY_END:
        if (!gen->output) {
            usage_error(state, "error: -o NAME is missing; expected a name for the network");
        }
        return 0;
    default:
        break;
    }
    size_t k = option_of(gen->question, key);
    if (k == gen->question->options) {
        return ARGP_ERR_UNKNOWN;
    }
    take_setting(gen->recipe, gen->question->option[k].name, argument, state);
    return 0;
}

/* A graph of the name NAME.json is not replaced by its network, nor a file that an option names. */
static enum status spare_inputs(const struct gen *gen, struct diagnostic *diagnostic)
{
    char *json = path_of(gen->output, ".json"), *deck = path_of(gen->output, ".cir");
    const char *const paths[] = {json, deck};
    const char *input;
    struct recipe_setting setting;
    enum status status = json && deck ? STATUS_OK : fail_memory(diagnostic);
    for (size_t k = 0; status == STATUS_OK && (input = recipe_file(gen->recipe, k)); k++) {
        status = output_spare(paths, 2, &input, 1, diagnostic);
    }
    for (size_t k = 0; status == STATUS_OK && recipe_setting(gen->recipe, k, &setting); k++) {
        if (setting.given && setting.subject == RECIPE_OF_TASK) {
            status = output_spare(paths, 2, &setting.given, 1, diagnostic);
        }
    }
    free(json);
    free(deck);
    return status;
}

/* Writes the network, and its deck where ngspice can take it: both or none. */
static enum status write_files(const struct network *network, enum deck_form form, const char *name,
                               struct diagnostic *diagnostic)
{
    struct output *outputs[NETWORK_FILES];
    enum status status = network_files_open(network, form, name, outputs, diagnostic);
    return status == STATUS_OK ? output_commit(outputs, NETWORK_FILES, diagnostic) : status;
}

static void say_note(const struct network *network)
{
    if (notes_of(network)) {
        fprintf(stderr, "spinfield: note: %s\n", notes_of(network));
    }
}

/* What the rules say of a network, before anything is written: where memory is too short to test one, nothing is. */
static enum status find_warnings(const struct network *network, struct warnings *warnings,
                                 struct diagnostic *diagnostic)
{
    warnings_of_network(network, warnings);
    return warnings->incomplete ? fail_memory(diagnostic) : STATUS_OK;
}

static void print_warnings(const struct warnings *warnings)
{
    for (size_t k = 0; k < warnings->count; k++) {
        fprintf(stderr, "spinfield: warning: %s\n", warnings->warning[k].text);
    }
}

/* "V_DW 0.5 V, no load phase", or what else is worth a word about how it is biased. */
static void describe_bias(const struct network *network, char *text, size_t size)
{
    char v_dw[32], load[64] = "no load phase";
    if (network->technology != &technology_wall) {
        network->technology->describe(network, text, size);
        return;
    }
    number_engineering(v_dw, sizeof v_dw, network_greatest_v_dw(network), 4, "V");
    if (network->start) {
        char t_load[32];
        number_engineering(t_load, sizeof t_load, network->t_load, 4, "s");
        snprintf(load, sizeof load, "load phase %s", t_load);
    }
    snprintf(text, size, "V_DW %s%s, %s", network->v_dw_per_axon > 0.0 ? "up to " : "", v_dw, load);
}

static void print_size(const struct gen *gen, const struct network *network)
{
    char bias[128], deck[96];
    describe_bias(network, bias, sizeof bias);
    snprintf(deck, sizeof deck, " (no deck: ngspice takes at most %d devices)", DECK_GREATEST_DEVICES);
    bool possible = deck_is_possible(network);
    terminal_line(stdout, "%s.json%s%s%s: %zu neurons, %zu %s, %s", gen->output, possible ? ", " : "",
                  possible ? gen->output : "", possible ? ".cir" : deck, network->n, network_devices(network),
                  network->technology == &technology_wall ? "devices" : network->technology->devices, bias);
}

/* What a weight between all nodes brings with it. */
static void print_choice_of_all(const struct network *network)
{
    char stop[32];
    number_engineering(stop, sizeof stop, network->t_stop, 4, "s");
    terminal_line(stdout,
                  "chosen: axons between all nodes, for --no-edge gives them a weight, and what is not given as the "
                  "article has it: %s dendrites, one supply, at most %s; without --no-edge axons go along edges only",
                  network->dendrite == DENDRITE_BALANCED ? "balanced" : "plain", stop);
}

/* "a start random with seed 1", or the like; nothing where there is nothing to say. */
static void describe_start(const struct recipe *recipe, char *text, size_t size)
{
    const char *seed = recipe_get(recipe, "seed"), *own = recipe_get(recipe, "start-seed");
    if (recipe_get(recipe, "start")) {
        snprintf(text, size, ", a start as given");
    } else {
        snprintf(text, size, ", a start random with seed %s",
                 own && strcmp(own, "auto") != 0 ? own
                 : seed                          ? seed
                                                 : "1");
    }
}

static void print_choice_of_spins(const struct gen *gen, const struct network *network)
{
    char start[80] = "", choice[160];
    if (network->question->objective) {
        describe_start(gen->recipe, start, sizeof start);
    }
    network->technology->describe_choice(network, choice, sizeof choice);
    terminal_line(stdout, "chosen: %s%s", choice, start);
}

/* What the program chose where the user did not. */
static void print_choice(const struct gen *gen, const struct network *network)
{
    if (network->technology != &technology_wall) {
        print_choice_of_spins(gen, network);
        return;
    }
    const char *published = recipe_get(gen->recipe, "as-published");
    if (!network->weights.edges_only) {
        if (network->weights.graph && !(published && strcmp(published, "yes") == 0)) {
            print_choice_of_all(network);
        }
        return;
    }
    const bool graph = network->weights.graph;
    char stop[32], start[80] = "";
    number_engineering(stop, sizeof stop, network->t_stop, 4, "s");
    if (graph) {
        describe_start(gen->recipe, start, sizeof start);
    }
    terminal_line(stdout, "chosen: %s%s dendrites, %s%s, at most %s; --as-published makes the article's %s",
                  graph ? "axons along edges only, " : "",
                  network->dendrite == DENDRITE_BALANCED ? "balanced" : "plain",
                  network->v_dw_per_axon > 0.0 ? "a supply for each fan-out" : "one supply", start, stop,
                  graph ? "network" : "dendrites and supply");
}

static enum status print_summary(const struct gen *gen, const struct network *network, struct diagnostic *diagnostic)
{
    if (gen->common.json) {
        struct document document = document_begin();
        document_text(&document, "name", gen->output);
        network_add(network, &document);
        return print_document(&document, 17, diagnostic);
    }
    if (!gen->common.quiet) {
        print_size(gen, network);
        print_choice(gen, network);
    }
    return STATUS_OK;
}

static enum status generate(struct gen *gen, struct diagnostic *diagnostic)
{
    struct network *network = NULL;
    enum status status = recipe_make(gen->recipe, &network, diagnostic);
    if (status == STATUS_OK && gen->form != DECK_COMPACT && network->technology != &technology_wall) {
        status = fail(diagnostic, STATUS_INPUT, "error: --deck %s is for domain walls; a deck of %s has one form",
                      deck_form_names[gen->form], network->technology->devices);
    }
    if (status == STATUS_OK) {
        status = spare_inputs(gen, diagnostic);
    }
    struct warnings warnings;
    if (status == STATUS_OK) {
        status = find_warnings(network, &warnings, diagnostic);
    }
    if (status == STATUS_OK) {
        status = write_files(network, gen->form, gen->output, diagnostic);
    }
    if (status == STATUS_OK) {
        if (!gen->common.quiet) {
            say_note(network);
            relaxing_note_stop(recipe_get(gen->recipe, "stop"), network->t_stop);
            print_warnings(&warnings);
        }
        status = print_summary(gen, network, diagnostic);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    network_free(network);
    return status;
}

/* Tasks that are circuits and no networks, with options of their own. */
static const struct circuit {
    const char *name, *arguments, *does;
    int (*make)(int argc, char **argv);
} circuits[] = {{"crossbar", "", GEN_CROSSBAR_DOES, gen_crossbar},
                {"ice", "", GEN_ICE_DOES, gen_ice},
                {"nml", "CIRCUIT", GEN_NML_DOES, gen_nml},
                {"stdp", "", GEN_STDP_DOES, gen_stdp},
                {"telegraph", "", GEN_TELEGRAPH_DOES, gen_telegraph}};

enum { CIRCUITS = sizeof circuits / sizeof *circuits };

static void print_tasks(FILE *out)
{
    fputs("Usage: spinfield gen TASK [options] -o NAME\n\nMakes NAME.json, the network, and NAME.cir, its ngspice "
          "deck.\n\n"
          "Tasks ('spinfield gen TASK --help' lists the options):\n",
          out);
    for (size_t k = 0; question_number(k); k++) {
        const struct question *question = question_number(k);
        fprintf(out, "  %-7s %-10s  %s\n", question->name, question->arguments, question->does);
    }
    for (size_t k = 0; k < CIRCUITS; k++) {
        fprintf(out, "  %-7s %-10s  %s\n", circuits[k].name, circuits[k].arguments, circuits[k].does);
    }
}

enum { MOST_OPTIONS = QUESTION_MOST_OPTIONS + 7 };

/* The options of `question` and those that all have. */
static void list_options(const struct question *question, struct argp_option list[static MOST_OPTIONS])
{
    *list++ = (struct argp_option){"output", 'o', "NAME", 0, "Write NAME.json and NAME.cir (required)", 1};
    for (size_t k = 0; k < question->options; k++) {
        const struct question_option *option = &question->option[k];
        const int flags = option->type == QUESTION_WORDS ? OPTION_REPEATS : 0;
        *list++ = (struct argp_option){option->name, key_of(question, k), option->argument, flags, option->text, 2};
    }
    if (!question_has_option(question, "start")) { /* recalls and the like have one of another kind */
        *list++ = (struct argp_option){
            "start", KEY_START, "BITS|FILE", 0, "State to start from, one 0 or 1 per neuron, or a file with it", 2};
    }
    const int of_walls = question->refused ? OPTION_HIDDEN : 0; /* where there cannot be any */
    *list++ = (struct argp_option){"deck",
                                   KEY_DECK,
                                   "compact|subcircuits",
                                   of_walls,
                                   "Form of NAME.cir; subcircuits is the one to be edited (compact)",
                                   2};
    *list++ = (struct argp_option){"seed", KEY_SEED, "NUMBER", 0, "Seed of the random numbers (1)", 2};
    *list++ = (struct argp_option){"start-seed",
                                   KEY_START_SEED,
                                   "auto|NUMBER",
                                   0,
                                   "Seed of a random start or its distortion (auto: drawn by --seed)",
                                   2};
    *list++ = (struct argp_option){
        "chip-seed", KEY_CHIP_SEED, "auto|NUMBER", of_walls, "Seed of the variation of devices (auto: as --seed)", 2};
    *list = (struct argp_option){0};
}

static int ask(const struct question *question, int argc, char **argv)
{
    struct diagnostic diagnostic;
    struct bias_parser bias;
    bias_parser_init(&bias, question);
    struct argp_child children[] = {{&bias.argp, 0, NULL, 0}, {&common_argp, 0, NULL, 0}, {0}};
    struct argp_option options[MOST_OPTIONS];
    struct argp argp = {options, parse_gen, question->arguments, question->does, children, NULL, NULL};
    struct gen gen = {.question = question};
    char name[64];
    enum status status = recipe_new(question, &gen.recipe, &diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    list_options(question, options);
    snprintf(name, sizeof name, "spinfield gen %s", question->name);
    argv[0] = name;
    arguments_parse(&argp, argc, argv, &gen);
    status = generate(&gen, &diagnostic);
    recipe_free(gen.recipe);
    return exit_code(status, &diagnostic);
}

/* "A, B and C": what there is to ask. */
static void print_names(FILE *out)
{
    for (size_t k = 0; question_number(k); k++) {
        fprintf(out, "%s%s", k == 0 ? "" : ", ", question_number(k)->name);
    }
    for (size_t k = 0; k < CIRCUITS; k++) {
        fprintf(out, "%s%s", k + 1 < CIRCUITS ? ", " : " or ", circuits[k].name);
    }
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
    const struct question *question = question_find(argv[1]);
    if (question) {
        return ask(question, argc - 1, argv + 1);
    }
    for (size_t k = 0; k < CIRCUITS; k++) {
        if (strcmp(argv[1], circuits[k].name) == 0) {
            return circuits[k].make(argc - 1, argv + 1);
        }
    }
    fprintf(stderr, "spinfield gen: error: unknown task '%.40s'; expected ", argv[1]);
    print_names(stderr);
    fputs("\n", stderr);
    return STATUS_INPUT;
}
