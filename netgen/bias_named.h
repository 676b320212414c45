/* The options of a network's bias that are no parameters of its devices: a table of their names, and of what each sets.
 * Private to bias_option.c. */
#ifndef BIAS_NAMED_H
#define BIAS_NAMED_H

#include "netgen/bias_subject.h"
#include "netgen/problem.h"
#include "netgen/technologies/technology.h"

#define A_NUMBER "a number such as 0.1 or 100m"

/* The weights for which an option has a meaning. */
enum {
    OF_PATTERNS = 1 << WEIGHTS_PATTERNS,
    OF_GRAPH = 1 << WEIGHTS_GRAPH,
    OF_ALL = OF_PATTERNS | OF_GRAPH | 1 << WEIGHTS_MATRIX
};

/* The technologies for which it has one. */
enum {
    OF_WALLS = 1 << TECHNOLOGY_wall,
    OF_PBITS = 1 << TECHNOLOGY_pbit,
    OF_OSCILLATORS = 1 << TECHNOLOGY_oscillator,
    OF_ANY = OF_WALLS | OF_PBITS | OF_OSCILLATORS
};

struct bias_named {
    enum bias_subject subject;
    const char *name, *takes, *text, *standard, *right;
    bool (*set)(struct bias *bias, const char *value); /* false where the value is nothing that it takes */
    unsigned kinds, technologies;                      /* OF_... */
};

extern const struct bias_named bias_named[BIAS_NAMED];

#endif
