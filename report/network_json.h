/* A network as JSON, for those who have just made one. */
#ifndef NETWORK_JSON_H
#define NETWORK_JSON_H

#include "netgen/network.h"

struct document;

/* Adds the keys n, devices, technology, start (null where there is no load phase), stop_time_s, warnings (of design
 * rules) and notes (what a reader took for granted) to `document`, where errors stay. Of walls also v_dw_v (V; the
 * greatest one), load_time_s, axons ("all", "edges" of a graph, "some") and dendrite ("plain", "balanced"); of others
 * the parameters of their devices, as NAME.json has them. */
void network_add(const struct network *network, struct document *document);

#endif
