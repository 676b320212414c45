/* The options of test graphs by name: for the command line, and for recipes of networks. */
#ifndef GRAPH_OPTION_H
#define GRAPH_OPTION_H

#include "netgen/readers/graph_plan.h"

#include <stdbool.h>

struct graph_option {
    const char *name;   /* "nodes" */
    char letter;        /* its short form; 0: none */
    const char *takes;  /* what a value is, for a help text */
    const char *text;   /* what it does, and its default */
    const char *needed; /* the value that it takes, for a message */
};

/* The plan of a graph of this kind with all defaults. */
struct graph_plan graph_option_plan(const struct graph_kind *kind);

/* Option `index`, from 0, of graphs of the kind; false past the last one. */
bool graph_option(const struct graph_kind *kind, size_t index, struct graph_option *option);

/* Sets the option `name` of the plan. Returns NULL; where the value is nothing that the option takes, what that would
 * be, and the plan is unchanged; "" where the kind has no such option. Limits are left to graph_make but for those of
 * whole numbers. */
const char *graph_option_set(struct graph_plan *plan, const char *name, const char *value);

/* Writes the value of the option in the plan, a text that it takes; nothing where the kind has no such option. */
void graph_option_text(const struct graph_plan *plan, const char *name, char *text, size_t size);

#endif
