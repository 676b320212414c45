/* spinfield graph: test graphs, to make networks of. */
#include "cli/cli.h"
#include "base/number.h"
#include "base/output.h"
#include "netgen/readers/graph_make.h"
#include "base/terminal.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { KEY_DENSITY = 0x100, KEY_SEED, KEY_DEGREE, KEY_ROWS, KEY_COLUMNS, KEY_LAYERS, KEY_NEGATIVE, KEY_WEIGHTS };

struct graph_options {
    struct common_options common;
    struct graph_plan plan;
    const char *output;
};

static const struct argp_option FIRST[] = {
    {"output", 'o', "FILE", 0, "Output file (default: -, standard output)", 1},
    {0},
};

/* Each is an option of the kinds that are made by its value, or, where there is one, of a single kind. */
static const struct {
    enum graph_make_value value;
    const char *kind; /* NULL: any */
    struct argp_option option;
} OPTIONS[] = {
    {GRAPH_MAKE_BY_NODES, NULL, {"nodes", 'n', "NUMBER", 0, "Nodes (60)", 2}},
    {GRAPH_MAKE_BY_DENSITY,
     "rnd",
     {"density", KEY_DENSITY, "PERCENT", 0, "Share of all pairs of nodes that are edges, above 0 and up to 100 (50)",
      2}},
    {GRAPH_MAKE_BY_DENSITY,
     "planar",
     {"density", KEY_DENSITY, "PERCENT", 0,
      "Edges, as a share of the 3 (NODES - 2) that a planar graph has at most, above 0 and up to 100 (100)", 2}},
    {GRAPH_MAKE_BY_DEGREE, NULL, {"degree", KEY_DEGREE, "NUMBER", 0, "Neighbours of each node (3)", 2}},
    {GRAPH_MAKE_BY_SIDES, NULL, {"rows", KEY_ROWS, "NUMBER", 0, "Rows (8)", 2}},
    {GRAPH_MAKE_BY_SIDES, NULL, {"columns", KEY_COLUMNS, "NUMBER", 0, "Columns, nodes in a row (8)", 2}},
    {GRAPH_MAKE_BY_LAYERS,
     "planar",
     {"layers", KEY_LAYERS, "NUMBER", 0,
      "Union of so many planar graphs, with the seeds SEED, SEED + 1 and so on; not planar any more (1)", 2}},
    {GRAPH_MAKE_BY_LAYERS, "spinglass3pm", {"layers", KEY_LAYERS, "NUMBER", 0, "Layers of the cubic grid (8)", 2}},
    {GRAPH_MAKE_BY_LAYERS, "spinglass3g", {"layers", KEY_LAYERS, "NUMBER", 0, "Layers of the cubic grid (8)", 2}},
    {GRAPH_MAKE_BY_NEGATIVE,
     NULL,
     {"negative", KEY_NEGATIVE, "PERCENT", 0, "Share of weights that are -1, from 0 to 100 (50)", 2}},
    {GRAPH_MAKE_BY_WEIGHTS,
     NULL,
     {"weights", KEY_WEIGHTS, "ones|pm1|gauss|LEAST:GREATEST", 0,
      "Weights: all 1; 1 or -1 by chance; normal with deviation 100000, rounded; or whole numbers of a range, such as "
      "-10:10 (ones)",
      2}},
};

enum { MOST_OPTIONS = sizeof FIRST / sizeof *FIRST + sizeof OPTIONS / sizeof *OPTIONS + 1 };

static void list_options(const struct graph_kind *kind, struct argp_option list[static MOST_OPTIONS])
{
    *list++ = FIRST[0];
    for (size_t k = 0; k < sizeof OPTIONS / sizeof *OPTIONS; k++) {
        if (kind->values & OPTIONS[k].value && (!OPTIONS[k].kind || strcmp(OPTIONS[k].kind, kind->name) == 0)) {
            *list++ = OPTIONS[k].option;
        }
    }
    *list++ = (struct argp_option){"seed", KEY_SEED, "NUMBER", 0, "Seed of the random numbers (1)", 2};
    *list = (struct argp_option){0};
}

/* ---- Arguments ---- */

static double share(const char *argument, const char *option, struct argp_state *state)
{
    double value = 0.0;
    if (!number_parse_plain(argument, &value)) {
        usage_error(state, "error: %s takes a number, not '%.40s'", option, argument);
    }
    return value;
}

static size_t count(const char *argument, const char *option, struct argp_state *state)
{
    return (size_t)whole_number(argument, option, 1, GRAPH_MAKE_NODES, state);
}

/* LEAST:GREATEST, two whole numbers. */
static bool parse_range(const char *argument, long *least, long *greatest)
{
    char first[24];
    const char *colon = strchr(argument, ':');
    if (!colon || (size_t)(colon - argument) >= sizeof first) {
        return false;
    }
    snprintf(first, sizeof first, "%.*s", (int)(colon - argument), argument);
    return integer_parse(first, -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT, least) &&
           integer_parse(colon + 1, -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT, greatest);
}

static void take_weights(const char *argument, struct graph_plan *plan, struct argp_state *state)
{
    if (strcmp(argument, "ones") == 0) {
        plan->weights = GRAPH_MAKE_ONES;
    } else if (strcmp(argument, "pm1") == 0) {
        plan->weights = GRAPH_MAKE_PM1;
    } else if (strcmp(argument, "gauss") == 0) {
        plan->weights = GRAPH_MAKE_GAUSSIAN;
    } else if (parse_range(argument, &plan->least, &plan->greatest)) {
        plan->weights = GRAPH_MAKE_RANGE;
    } else {
        usage_error(state,
                    "error: --weights takes ones, pm1, gauss or LEAST:GREATEST, two whole numbers from %d to %d, not "
                    "'%.40s'",
                    -GRAPH_MAKE_WEIGHT, GRAPH_MAKE_WEIGHT, argument);
    }
}

static error_t parse_graph(int key, char *argument, struct argp_state *state)
{
    struct graph_options *options = state->input;
    struct graph_plan *plan = &options->plan;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'o':
        options->output = argument;
        return 0;
    case 'n':
        plan->nodes = (size_t)whole_number(argument, "-n", 2, GRAPH_MAKE_NODES, state);
        return 0;
    case KEY_DENSITY:
        plan->density = share(argument, "--density", state);
        return 0;
    case KEY_DEGREE:
        plan->degree = count(argument, "--degree", state);
        return 0;
    case KEY_ROWS:
        plan->rows = count(argument, "--rows", state);
        return 0;
    case KEY_COLUMNS:
        plan->columns = count(argument, "--columns", state);
        return 0;
    case KEY_LAYERS:
        plan->layers = count(argument, "--layers", state);
        return 0;
    case KEY_NEGATIVE:
        plan->negative = share(argument, "--negative", state);
        return 0;
    case KEY_WEIGHTS:
        take_weights(argument, plan, state);
        return 0;
    case KEY_SEED:
        plan->seed = whole_number(argument, "--seed", 0, INT_MAX, state);
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: graph %s takes no argument, not '%.40s'", plan->kind->name, argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &options->common, &options->output, 1);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- The graph ---- */

static enum status write_file(const struct graph_options *options, struct graph_made *made,
                              struct diagnostic *diagnostic)
{
    struct output *output;
    enum status status = output_open(options->output, &output, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = graph_make_write(&options->plan, output_stream(output), made, diagnostic);
    if (status != STATUS_OK) {
        output_discard(output);
        return status;
    }
    return output_commit(&output, 1, diagnostic);
}

static enum status print_summary(const struct graph_options *options, const struct graph_made *made,
                                 struct diagnostic *diagnostic)
{
    const struct graph_plan *plan = &options->plan;
    if (options->common.json) {
        struct document document = document_begin();
        document_text(&document, "kind", plan->kind->name);
        document_count(&document, "nodes", made->nodes);
        document_count(&document, "edges", made->edges);
        if (plan->kind->values & GRAPH_MAKE_BY_DENSITY) {
            document_real(&document, "density_percent", plan->density);
        }
        document_count(&document, "seed", (size_t)plan->seed);
        return print_document(&document, 17, diagnostic);
    }
    if (prints_text(&options->common)) {
        terminal_line(stdout, "%s: %zu nodes, %zu edges", options->output, made->nodes, made->edges);
    }
    return STATUS_OK;
}

static enum status make_graph(const struct graph_options *options, struct diagnostic *diagnostic)
{
    struct graph_made made = {0};
    enum status status = write_file(options, &made, diagnostic);
    if (status == STATUS_OK) {
        status = print_summary(options, &made, diagnostic);
    }
    return status == STATUS_OK ? finish_stdout(diagnostic) : status;
}

static void print_kinds(FILE *out)
{
    const struct graph_kind *kind;
    fputs("Usage: spinfield graph KIND [options]\n\nMakes a graph for 'gen maxcut'.\n\n"
          "Kinds ('spinfield graph KIND --help' lists the options):\n",
          out);
    for (size_t k = 0; (kind = graph_kind_number(k)) != NULL; k++) {
        fprintf(out, "  %-13s %s\n", kind->name, kind->summary);
    }
}

/* "rnd, regular, ... or spinglass3g". */
static void print_names(FILE *out)
{
    const struct graph_kind *kind;
    for (size_t k = 0; (kind = graph_kind_number(k)) != NULL; k++) {
        fprintf(out, "%s%s", k == 0 ? "" : graph_kind_number(k + 1) ? ", " : " or ", kind->name);
    }
    fputc('\n', out);
}

/* Parses the arguments behind the kind and makes the graph. */
static int make_of_kind(const struct graph_kind *kind, int argc, char **argv)
{
    const struct argp_child children[] = {{&common_argp, 0, NULL, 0}, {0}};
    struct argp_option list[MOST_OPTIONS];
    char does[300], name[64];
    const bool cubic = kind->values & GRAPH_MAKE_BY_LAYERS && kind->values & GRAPH_MAKE_BY_SIDES;
    struct graph_options options = {.output = "-",
                                    .plan = {.kind = kind,
                                             .nodes = 60,
                                             .degree = 3,
                                             .rows = 8,
                                             .columns = 8,
                                             .layers = cubic ? 8 : 1,
                                             .density = kind->density,
                                             .negative = 50.0,
                                             .seed = 1}};
    struct diagnostic diagnostic;
    list_options(kind, list);
    snprintf(does, sizeof does, "Makes %s. %s", kind->summary, kind->help);
    snprintf(name, sizeof name, "spinfield graph %s", kind->name);
    const struct argp argp = {list, parse_graph, NULL, does, children, NULL, NULL};
    argv[0] = name;
    arguments_parse(&argp, argc, argv, &options);
    return exit_code(make_graph(&options, &diagnostic), &diagnostic);
}

int command_graph(int argc, char **argv)
{
    struct diagnostic diagnostic;
    if (argc < 2) {
        print_kinds(stderr);
        return STATUS_INPUT;
    }
    if (strcmp(argv[1], "--help") == 0) {
        print_kinds(stdout);
        return exit_code(finish_stdout(&diagnostic), &diagnostic);
    }
    const struct graph_kind *kind = graph_kind_find(argv[1]);
    if (!kind) {
        fprintf(stderr, "spinfield graph: error: unknown kind of graph '%.40s'; expected ", argv[1]);
        print_names(stderr);
        return STATUS_INPUT;
    }
    return make_of_kind(kind, argc - 1, argv + 1);
}
