/* spinfield check NAME: the design rules. */
#include "cli/cli.h"
#include "cli/network_arguments.h"
#include "cli/results.h"
#include "netgen/rules.h"
#include "base/terminal.h"

#include <stdio.h>

struct check_options {
    struct common_options common;
    const char *name;
};

static error_t parse_check(int key, char *argument, struct argp_state *state)
{
    struct check_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_text(const struct rule rules[RULES])
{
    bool colours = terminal_has_colours(stdout);
    for (size_t i = 0; i < RULES; i++) {
        if (!rules[i].applies) {
            continue;
        }
        printf("%s%-6s%s  %-26s %s\n", terminal_colour(colours, rules[i].holds ? TERMINAL_GOOD : TERMINAL_BAD),
               rules[i].holds ? "pass" : "FAIL", terminal_colour(colours, TERMINAL_PLAIN), rules[i].name,
               rules[i].verdict);
    }
}

static enum status print_as_json(const struct rule rules[RULES], struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_list(&document, "rules");
    for (size_t i = 0; i < RULES; i++) {
        if (!rules[i].applies) {
            continue;
        }
        document_object(&document, NULL);
        document_text(&document, "rule", rules[i].name);
        document_flag(&document, "holds", rules[i].holds);
        document_real(&document, "value", rules[i].value);
        document_real(&document, "limit", rules[i].limit);
        document_text(&document, "verdict", rules[i].verdict);
        document_close(&document);
    }
    document_close(&document);
    return print_document(&document, 17, diagnostic);
}

static enum status check(const struct check_options *options, struct diagnostic *diagnostic)
{
    struct results results = {0};
    bool all_hold = true;
    enum status status = results_read_network(&results, options->name, diagnostic);
    if (status == STATUS_OK) {
        struct rule rules[RULES];
        rules_apply(results.network, rules);
        for (size_t i = 0; i < RULES && status == STATUS_OK; i++) {
            all_hold = all_hold && rules[i].holds;
            status = rules[i].unknown ? fail_memory(diagnostic) : STATUS_OK;
        }
        if (status != STATUS_OK) {
            results_clear(&results);
            return status;
        }
        if (options->common.json) {
            status = print_as_json(rules, diagnostic);
        } else if (!options->common.quiet) {
            print_text(rules);
        }
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    results_clear(&results);
    return status == STATUS_OK && !all_hold ? STATUS_UNMET : status;
}

int command_check(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        NULL,     parse_check, "NAME", "Tests the design rules for NAME.json; exit code 1 if one fails.",
        CHILDREN, NULL,        NULL};
    struct check_options options = {0};
    struct diagnostic diagnostic;
    network_arguments_parse(&ARGP, OTHER_BY_GEN, argc, argv, &options);
    return exit_code(check(&options, &diagnostic), &diagnostic);
}
