/* spinfield params: the device's parameters. */
#include "cli/cli.h"
#include "models/dwmtj/dwmtj.h"

#include <stdio.h>

static error_t parse_params(int key, char *argument, struct argp_state *state)
{
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = state->input;
        return 0;
    case ARGP_KEY_ARG:
        usage_error(state, "error: params takes no argument, not '%.40s'", argument);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_text(void)
{
    printf("%-13s %-8s %-5s %-8s %-8s %s\n", "name", "default", "unit", "least", "greatest", "text (source)");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        printf("%-13s %-8g %-5s %-8g %-8g %s (%s)\n", p->name, p->standard, p->unit, p->least, p->greatest, p->text,
               p->source);
    }
}

static enum status print_as_json(struct diagnostic *diagnostic)
{
    struct document document = document_begin();
    document_list(&document, "parameters");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        document_object(&document, NULL);
        document_text(&document, "name", p->name);
        document_text(&document, "unit", p->unit);
        document_real(&document, "default", p->standard);
        document_real(&document, "least", p->least);
        document_real(&document, "greatest", p->greatest);
        document_text(&document, "text", p->text);
        document_text(&document, "source", p->source);
        document_close(&document);
    }
    document_close(&document);
    return print_document(&document, 15, diagnostic);
}

int command_params(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        NULL, parse_params, NULL, "Lists the device's parameters with units and limits.", CHILDREN, NULL, NULL};
    struct common_options options = {0};
    struct diagnostic diagnostic;
    enum status status = STATUS_OK;
    arguments_parse(&ARGP, argc, argv, &options);
    if (options.json) {
        status = print_as_json(&diagnostic);
    } else if (!options.quiet) {
        print_text();
    }
    if (status == STATUS_OK) {
        status = finish_stdout(&diagnostic);
    }
    return exit_code(status, &diagnostic);
}
