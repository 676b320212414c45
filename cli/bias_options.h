/* The options of `gen`, as settings of a recipe: one of them, and those that bias a network: W, V_C, V_DW, times, and
 * every device parameter and its variation by name. */
#ifndef BIAS_OPTIONS_H
#define BIAS_OPTIONS_H

#include "netgen/bias_option.h"
#include "netgen/recipe.h"

#include <argp.h>

/* Sets the option of the recipe; what it does not take is argp's usage error. */
void take_setting(struct recipe *recipe, const char *name, const char *argument, const struct argp_state *state);

/* A child parser whose input is a struct recipe, with the texts that it needs. */
struct bias_parser {
    struct argp argp;
    struct bias_option described[BIAS_MOST_OPTIONS];
    struct argp_option options[BIAS_MOST_OPTIONS + 4]; /* with the titles of the three subjects, and the end */
};

/* Fills *parser; parser->argp may then stand in an argp_child. Its help lists what has a meaning for networks of the
 * question; an option that has none is read, too, and its error says why it is refused. */
void bias_parser_init(struct bias_parser *parser, const struct question *question);

#endif
