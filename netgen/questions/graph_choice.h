/* The graph of `gen maxcut` and `gen color`: that of a file, or a test graph, which options describe as those of
 * `spinfield graph` do. */
#ifndef GRAPH_CHOICE_H
#define GRAPH_CHOICE_H

#include "netgen/questions/question.h"
#include "netgen/readers/graph.h"

enum { GRAPH_CHOICES = 10 }; /* the first options of both */

#define GRAPH_CHOICE_AS(type, name, letter, argument, text)                                                            \
    {                                                                                                                  \
        name, letter, type, 0, 0, argument, text, NULL, NULL                                                           \
    }
#define GRAPH_CHOICE_OF(name, letter, argument, text) GRAPH_CHOICE_AS(QUESTION_WORD, name, letter, argument, text)
#define GRAPH_CHOICE_OPTIONS                                                                                           \
    GRAPH_CHOICE_OF("graph", 0, "KIND", "Make the graph, as 'spinfield graph KIND', in place of a file"),              \
        GRAPH_CHOICE_OF("nodes", 'n', "NUMBER", "Of --graph: nodes"),                                                  \
        GRAPH_CHOICE_AS(QUESTION_PERCENT, "density", 0, "PERCENT", "Of --graph: share of pairs that are edges"),       \
        GRAPH_CHOICE_OF("degree", 0, "NUMBER", "Of --graph: neighbours of each node"),                                 \
        GRAPH_CHOICE_OF("rows", 0, "NUMBER", "Of --graph: rows"),                                                      \
        GRAPH_CHOICE_OF("columns", 0, "NUMBER", "Of --graph: columns"),                                                \
        GRAPH_CHOICE_OF("layers", 0, "NUMBER", "Of --graph: layers"),                                                  \
        GRAPH_CHOICE_AS(QUESTION_PERCENT, "negative", 0, "PERCENT", "Of --graph: share of weights that are -1"),       \
        GRAPH_CHOICE_OF("graph-weights", 0, "ones|pm1|gauss|LEAST:GREATEST", "Of --graph: weights"),                   \
        GRAPH_CHOICE_OF("graph-seed", 0, "NUMBER", "Of --graph: seed of the graph's random numbers")

/* The graph of the request. STATUS_INPUT where neither a file nor a kind is given, or both, where an option has no
 * meaning, and as of graph_parse and graph_make. On an error *graph is NULL. */
enum status graph_choice(const struct question_request *request, struct graph **graph, struct diagnostic *diagnostic);

/* The default of option `k`, for question->standard. */
void graph_choice_standard(const char *kind, size_t k, char *text, size_t size);

#endif
