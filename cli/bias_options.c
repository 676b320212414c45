#include "cli/bias_options.h"

#include "cli/cli.h"
#include "netgen/questions/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The key of option `index` of bias_option; keys beyond the printable characters have no short option. */
enum { KEY_BIAS = 0x400 };

static const struct {
    int group;
    const char *title;
} HELP[] = {
    [BIAS_OF_NETWORK] = {50, "Bias of the network (numbers take SPICE suffixes: 100m, 5n):"},
    [BIAS_OF_DEVICE] = {60, "Device parameters, in SI units ('spinfield params' lists their limits):"},
    [BIAS_OF_VARIATION] = {70, "Variation of devices and sources, as relative standard deviations:"},
};

void take_setting(struct recipe *recipe, const char *name, const char *argument, const struct argp_state *state)
{
    struct diagnostic diagnostic;
    enum status status = recipe_set(recipe, name, argument, &diagnostic);
    if (status == STATUS_INPUT) {
        usage_error(state, "%s", diagnostic.text);
    }
    if (status != STATUS_OK) {
        exit(exit_code(status, &diagnostic));
    }
}

static error_t parse_bias(int key, char *argument, struct argp_state *state)
{
    struct bias_option option;
    if (key < KEY_BIAS || !bias_option((size_t)(key - KEY_BIAS), &option)) {
        return ARGP_ERR_UNKNOWN;
    }
    take_setting(state->input, option.name, argument, state);
    return 0;
}

void bias_parser_init(struct bias_parser *parser, const struct question *question)
{
    *parser = (struct bias_parser){.argp = {.options = parser->options, .parser = parse_bias}};
    struct argp_option *next = parser->options;
    int titled = 0; /* the group that has its title */
    for (size_t i = 0; bias_option(i, &parser->described[i]); i++) {
        struct bias_option *option = &parser->described[i];
        const int group = HELP[option->subject].group;
        const bool shown = question_takes(question, option->name, option->kinds, option->technologies);
        if (shown && titled != group) {
            *next++ = (struct argp_option){.doc = HELP[option->subject].title, .group = group};
            titled = group;
        }
        if (question->stop_text && strcmp(option->name, "stop") == 0) {
            snprintf(option->text, sizeof option->text, "Length of the run (%s)", question->stop_text);
        }
        *next++ = (struct argp_option){.name = option->name,
                                       .key = KEY_BIAS + (int)i,
                                       .arg = option->takes,
                                       .flags = shown ? 0 : OPTION_HIDDEN,
                                       .doc = option->text,
                                       .group = group};
    }
}
