#include "cli/network_arguments.h"

#include "base/nearest.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"

#include <stdio.h>
#include <string.h>

enum {
    KEY_OF_GEN = 0x10000, /* and those of OTHERS behind it; no command has such keys */
    MOST = 16,            /* options of gen in one command line; later ones are not looked for */
    NAME_SIZE = sizeof(struct recipe_name){0}.text,
};

/* The name in an argument "--name" or "--name=value"; false where it is none of an option of gen. */
static bool option_of_gen(const char *argument, char name[NAME_SIZE])
{
    const size_t length = strncmp(argument, "--", 2) == 0 ? strcspn(argument + 2, "=") : 0;
    bool found = false;
    if (length < 1 || length >= NAME_SIZE) {
        return false;
    }
    memcpy(name, argument + 2, length);
    name[length] = '\0';
    for (size_t k = 0; !found && question_number(k); k++) {
        found = recipe_has(question_number(k), name);
    }
    return found;
}

/* Seeds are counted, and not varied: --seeds, --starts, --chips. */
static bool is_seed(const char *name)
{
    return strcmp(name, "seed") == 0 || strcmp(name, "start-seed") == 0 || strcmp(name, "chip-seed") == 0;
}

static error_t refuse(int key, char *value, struct argp_state *state)
{
    const int other = key - KEY_OF_GEN;
    char name[NAME_SIZE];
    if (other < OTHER_BY_GEN || other > OTHER_BY_OF || !option_of_gen(state->argv[state->next - 1], name)) {
        return ARGP_ERR_UNKNOWN;
    }
    if (!value && state->next < state->argc && state->argv[state->next][0] != '-') {
        value = state->argv[state->next];
    }
    if (other == OTHER_BY_VARY && !is_seed(name)) {
        usage_error(state,
                    "error: --%s is an option of gen; expected '--vary %s=%.40s', or a network that gen made with it",
                    name, name, value ? value : "VALUES");
    }
    if (other == OTHER_BY_OF) {
        usage_error(state,
                    "error: --%s is an option of gen; expected '--of %s', which searches how far it may go, or a "
                    "network that gen made with it",
                    name, name);
    }
    usage_error(state, "error: --%s is an option of gen; expected a network that gen made with it", name);
}

/* For arguments_parse_beside: options of gen. */
static void consider_gen(struct nearest *nearest, int how, char *text, size_t size)
{
    struct recipe_name name;
    const char *own = nearest->name;
    for (size_t k = 0; question_number(k); k++) {
        recipe_offer(question_number(k), nearest, &name);
    }
    if (nearest->name == own) {
        return;
    }
    if (how == OTHER_BY_VARY && !is_seed(name.text)) {
        snprintf(text, size, "'--vary %s=VALUES', an option of gen", name.text);
    } else if (how == OTHER_BY_OF) {
        snprintf(text, size, "'--of %s', an option of gen", name.text);
    } else {
        snprintf(text, size, "a network that 'spinfield gen' made with --%s", name.text);
    }
}

/* argp takes the first of several options with a name, so those of the command come first. Only names that are there
 * are offered to it: all of them would make many abbreviations ambiguous. */
void network_arguments_parse(const struct argp *argp, enum other_values other, int argc, char **argv, void *input)
{
    char name[MOST][NAME_SIZE];
    struct argp_option option[MOST + 1] = {{0}};
    size_t count = 0;
    for (int k = 1; k < argc && count < MOST; k++) {
        if (option_of_gen(argv[k], name[count])) {
            option[count] = (struct argp_option){name[count], KEY_OF_GEN + (int)other,
                                                 "VALUE",     OPTION_ARG_OPTIONAL | OPTION_HIDDEN | OPTION_REPEATS,
                                                 NULL,        0};
            count++;
        }
    }
    const struct argp of_gen = {.options = option, .parser = refuse};
    const struct argp_child both[] = {{argp, 0, NULL, 0}, {&of_gen, 0, NULL, 0}, {0}};
    const struct argp whole = {.children = both}; /* its input is that of the first child */
    arguments_parse_beside(&whole, &(struct argument_others){consider_gen, (int)other}, argc, argv, input);
}
