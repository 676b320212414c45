/* spinfield graph rnd: random graphs, to make networks of. */
#include "cli/cli.h"
#include "base/number.h"
#include "base/output.h"
#include "netgen/readers/rudy.h"
#include "base/terminal.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { KEY_DENSITY = 0x100, KEY_SEED };

struct graph_options {
    struct common_options common;
    struct rudy_random random;
    const char *output;
};

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "FILE", 0, "Output file (default: -, standard output)", 1},
    {"nodes", 'n', "NUMBER", 0, "Nodes (60)", 2},
    {"density", KEY_DENSITY, "PERCENT", 0, "Share of all pairs of nodes that are edges, above 0 and up to 100 (50)", 2},
    {"seed", KEY_SEED, "NUMBER", 0, "Seed of the random numbers (1)", 2},
    {0},
};

static error_t parse_graph(int key, char *argument, struct argp_state *state)
{
    struct graph_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'o':
        options->output = argument;
        return 0;
    case 'n':
        options->random.nodes = (size_t)whole_number(argument, "-n", 2, RUDY_GREATEST_N, state);
        return 0;
    case KEY_DENSITY:
        if (!number_parse_plain(argument, &options->random.density)) {
            usage_error(state, "error: --density takes a number, not '%.40s'", argument);
        }
        return 0;
    case KEY_SEED:
        options->random.seed = whole_number(argument, "--seed", 0, INT_MAX, state);
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: graph rnd takes no argument, not '%.40s'", argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &options->common, &options->output, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static enum status write_file(const struct graph_options *options, struct diagnostic *diagnostic)
{
    struct output *output;
    enum status status = output_open(options->output, &output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = rudy_random_write(&options->random, output_stream(output), diagnostic);
    if (status != STATUS_OK) {
        output_discard(output);
        return status;
    }
    return output_commit(&output, 1, diagnostic);
}

static enum status print_summary(const struct graph_options *options, struct diagnostic *diagnostic)
{
    const struct rudy_random *random = &options->random;
    const size_t edges = rudy_random_edges(random);
    if (options->common.json) {
        struct document document = document_begin();
        document_count(&document, "nodes", random->nodes);
        document_count(&document, "edges", edges);
        document_real(&document, "density_percent", random->density);
        document_count(&document, "seed", (size_t)random->seed);
        return print_document(&document, 17, diagnostic);
    }
    if (prints_text(&options->common)) {
        terminal_line(stdout, "%s: %zu nodes, %zu edges", options->output, random->nodes, edges);
    }
    return STATUS_OK;
}

static enum status make_graph(const struct graph_options *options, struct diagnostic *diagnostic)
{
    enum status status = write_file(options, diagnostic);
    if (status == STATUS_OK) {
        status = print_summary(options, diagnostic);
    }
    return status == STATUS_OK ? finish_stdout(diagnostic) : status;
}

static void print_kinds(FILE *out)
{
    fputs("Usage: spinfield graph rnd [options]\n\nMakes a graph for 'gen maxcut'.\n\n"
          "Kinds ('spinfield graph rnd --help' lists the options):\n"
          "  rnd  a random graph, with the same bytes as 'rudy -rnd_graph NODES DENSITY SEED'\n",
          out);
}

int command_graph(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        OPTIONS,
        parse_graph,
        NULL,
        "Makes a random graph with the same bytes as 'rudy -rnd_graph NODES DENSITY SEED'. "
        "'-n 60 --density 50 --seed 6000' gives g05_60.0 of the Biq Mac library.",
        CHILDREN,
        NULL,
        NULL};
    struct graph_options options = {.output = "-", .random = {.nodes = 60, .density = 50.0, .seed = 1}};
    struct diagnostic diagnostic;
    char name[] = "spinfield graph rnd";
    if (argc < 2) {
        print_kinds(stderr);
        return STATUS_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0) {
        print_kinds(stdout);
        return exit_code(finish_stdout(&diagnostic), &diagnostic);
    }
    if (strcmp(argv[1], "rnd") != 0) {
        fprintf(stderr, "spinfield graph: error: unknown kind of graph '%.40s'; expected rnd\n", argv[1]);
        return STATUS_INPUT;
    }
    argv[1] = name;
    arguments_parse(&ARGP, argc - 1, argv + 1, &options);
    return exit_code(make_graph(&options, &diagnostic), &diagnostic);
}
