/* How a network is biased, and the rules that tell whether the bias works. */
#ifndef RULES_H
#define RULES_H

#include "netgen/network.h"

#include <stdbool.h>

/* Eq. (14): V_DW in V, the published form: axon leak current times (N-1)(R_P+R_AP)/2. */
double rules_vdw_eq4(const struct network *network);

/* Eq. (15): the same with the axon tracks in the load, (N-1)(R_P+R_AP)/2 + R_M. */
double rules_vdw_loaded(const struct network *network);

/* Current in A through the track of one axon whose soma is ON, or OFF. */
double rules_axon_current(const struct network *network, bool soma_on);

/* Time in s after which all walls rest when the dendrites are held at V_C from t = 0 with all walls at x = 0: soma and
 * axon travel in turn. Where the axons never switch it is the soma's time alone. Eq. (16). INFINITY where V_C does not
 * move a soma's wall. With variation it is the time of the slowest devices that the network has. */
double rules_load_time(const struct network *network);

/* The smallest number of neurons at which an axon's wall still moves when its soma is ON, V_DW by Eq. (14). */
size_t rules_smallest_n(const struct network *network);

/* One rule, as `spinfield check` prints it. */
struct rule {
    bool holds;
    const char *name;
    char verdict[200]; /* figures, and where it does not hold what would be right */
    double value, limit;
};

/* The rules in the order in which they are applied. */
enum rule_number {
    RULE_AXON_ON,
    RULE_AXON_OFF,
    RULE_ENOUGH_NEURONS,
    RULE_BREAKDOWN,
    RULE_SOMA_LEAK,
    RULE_LOAD,
    RULE_EDGES,
    RULES /* how many there are */
};

/* Applies all rules to `network`; with variation those about devices to the worst of them. */
void rules_apply(const struct network *network, struct rule rules[RULES]);

#endif
