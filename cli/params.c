/* spinfield params: the device's parameters. */
#include "cli.h"
#include "dwmtj.h"

#include <jansson.h>
#include <stdio.h>

static error_t parse_params(int key, char *argument, struct argp_state *state)
{
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = state->input;
        return 0;
    case ARGP_KEY_ARG:
        argp_error(state, "error: params takes no argument, not '%.40s'", argument);
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

static void print_text(void)
{
    printf("%-13s %-8s %-5s %-8s %-8s %s\n", "name", "default", "unit", "least", "greatest", "text (source)");
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        printf("%-13s %-8g %-5s %-8g %-8g %s (%s)\n", p->name, p->standard, p->unit, p->least, p->greatest, p->text,
               p->source);
    }
}

static enum status print_as_json(struct diagnostic *diagnostic)
{
    json_t *list = json_array();
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        const struct dwmtj_parameter *p = &dwmtj_parameters[i];
        json_array_append_new(list, json_pack("{s:s, s:s, s:f, s:f, s:f, s:s, s:s}", "name", p->name, "unit", p->unit,
                                              "default", p->standard, "least", p->least, "greatest", p->greatest,
                                              "text", p->text, "source", p->source));
    }
    json_t *json = json_pack("{s:o}", "parameters", list);
    return print_json(json, 15, diagnostic);
}

int command_params(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {
        NULL, parse_params, NULL, "Lists the device's parameters with units and limits.", CHILDREN, NULL, NULL};
    struct common_options options = {0};
    struct diagnostic diagnostic;
    enum status status = STATUS_OK;
    argp_parse(&ARGP, argc, argv, 0, NULL, &options);
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
