/* Which design rules there are, and what each says; netgen/rules.h applies them. */
#ifndef RULE_H
#define RULE_H

#include <stdbool.h>

/* One rule, as `spinfield check` prints it. */
struct rule {
    bool unknown; /* memory was too short to test it */
    bool applies; /* it is about the network's technology; else there is nothing more, and it holds */
    bool holds;
    const char *name;
    char verdict[200]; /* the values, and what was expected if the rule fails */
    double value, limit;
};

/* The rules in the order in which they are applied. */
enum rule_number {
    RULE_BREAKDOWN, /* first: such a circuit cannot be built, however good its answer is */
    RULE_WEIGHTS,   /* as well */
    RULE_AXON_ON,
    RULE_AXON_OFF,
    RULE_ENOUGH_NEURONS,
    RULE_SOMA_LEAK,
    RULE_LOAD,
    RULE_EDGES,
    RULE_FLIP,
    PBIT_RULE_LAG, /* of p-bits */
    PBIT_RULE_RAMP,
    PBIT_RULE_DRAWS,
    OSCILLATOR_RULE_PUMP, /* of oscillators */
    OSCILLATOR_RULE_TIME,
    RULES /* how many there are */
};

#endif
