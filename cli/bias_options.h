/* The options of `gen` that bias a network: W, V_C, V_DW, times, and every device parameter and its variation by
 * name. */
#ifndef BIAS_OPTIONS_H
#define BIAS_OPTIONS_H

#include "netgen/problem.h"

#include <argp.h>

/* A child parser whose input is a struct bias, with the texts that it needs. */
struct bias_parser {
    struct argp argp;
    struct argp_option options[16 + 2 * DWMTJ_PARAMETERS];
    char texts[DWMTJ_PARAMETERS][120], sigmas[DWMTJ_PARAMETERS][32];
};

/* Fills *parser; parser->argp may then stand in an argp_child. */
void bias_parser_init(struct bias_parser *parser);

#endif
