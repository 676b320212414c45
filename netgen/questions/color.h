/* Colouring: a colour for each node of a graph, so that edges join different colours. */
#ifndef COLOR_H
#define COLOR_H

#include "netgen/problem.h"
#include "netgen/readers/graph.h"
#include "netgen/readers/quadratic.h"

enum { COLOR_MOST = 1000 }; /* colours */

/* What a network keeps of the question, in network->asked. Neuron v * colors + c is ON where node v has colour c. */
struct color {
    size_t colors;
    struct graph *graph; /* as given; weights of edges have no meaning */
};

/* The colour of node `v` in a state, from 0; `colors` where it has none, or more than one. */
size_t color_of_node(const struct color *color, const char *state, size_t v);

/* What is wrong with a state. */
struct color_faults {
    size_t conflicts;  /* edges whose ends have the same colour */
    size_t uncoloured; /* nodes without a colour */
    size_t several;    /* nodes with more than one */
};
struct color_faults color_faults(const struct color *color, const char *state);

/* The QUBO whose least value is that of the colourings with the fewest conflicts. Eq. (65). Its variables are named
 * after node and colour, "Oslo:2", colours from 1. STATUS_INPUT where a name becomes too long, or where there are more
 * than GRAPH_GREATEST variables. On an error *form is NULL. */
enum status color_form(const struct graph *graph, size_t colors, struct quadratic **form,
                       struct diagnostic *diagnostic);

/* A network that colours `graph`, which it takes, with `colors` colours, from 1 to COLOR_MOST. Errors as of color_form
 * and of problem_network. */
enum status color_network(struct graph *graph, size_t colors, const struct bias *bias, struct network **network,
                          struct diagnostic *diagnostic);

#endif
