/* spinfield graph: test graphs, to make networks of. */
#include "cli/cli.h"
#include "report/quantity.h"
#include "base/output.h"
#include "netgen/readers/graph_make.h"
#include "netgen/readers/graph_option.h"
#include "base/terminal.h"

#include <stdio.h>
#include <string.h>

enum { KEY_OPTION = 0x100 }; /* and on: options without a letter, in the order of the kind */

struct graph_options {
    struct common_options common;
    struct graph_plan plan;
    const char *output;
};

enum { MOST_OPTIONS = 12 };

static int key_of(const struct graph_option *option, size_t k)
{
    return option->letter ? option->letter : KEY_OPTION + (int)k;
}

static void list_options(const struct graph_kind *kind, struct argp_option list[static MOST_OPTIONS])
{
    struct graph_option option;
    *list++ = (struct argp_option){"output", 'o', "FILE", 0, "Output file (default: -, standard output)", 1};
    for (size_t k = 0; graph_option(kind, k, &option); k++) {
        *list++ = (struct argp_option){option.name, key_of(&option, k), option.takes, 0, option.text, 2};
    }
    *list = (struct argp_option){0};
}

/* ---- Arguments ---- */

static void take_option(struct graph_plan *plan, const struct graph_option *option, const char *argument,
                        const struct argp_state *state)
{
    const char *right = graph_option_set(plan, option->name, argument);
    if (right && option->letter) {
        usage_error(state, "error: -%c takes %s, not '%.40s'", option->letter, right, argument);
    }
    if (right) {
        usage_error(state, "error: --%s takes %s, not '%.40s'", option->name, right, argument);
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
    case ARGP_KEY_ARG:
        usage_error(state, "error: graph %s takes no argument, not '%.40s'", plan->kind->name, argument);
        return 0;
    case ARGP_KEY_END:
        check_outputs(state, &options->common, &options->output, 1);
        return 0;
    default:
        break;
    }
    struct graph_option option;
    for (size_t k = 0; graph_option(plan->kind, k, &option); k++) {
        if (key == key_of(&option, k)) {
            take_option(plan, &option, argument, state);
            return 0;
        }
    }
    return ARGP_ERR_UNKNOWN;
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
        terminal_line(stdout, "%s: %zu nodes, %zu edge%s", options->output, made->nodes, made->edges,
                      plural(made->edges));
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
    struct graph_options options = {.output = "-", .plan = graph_option_plan(kind)};
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
