/* What made a run: the part of a report in which nothing is measured. Whoever has it can make the run again. */
#ifndef MADE_BY_H
#define MADE_BY_H

#include "netgen/network.h"

struct document;
struct run_facts;

/* Adds the object made_by to `document`, where errors stay: spinfield, engine, engine_version, tolerance and
 * stop_time_s where they are known, fingerprint, recipe and defaults where the network has a recipe, and circuit: all
 * parameters of the devices, and all of the bias. */
void made_by_add(const struct network *network, const struct run_facts *facts, struct document *document);

/* Adds the object machine: host, the name of the machine; null where it has none. */
void machine_add(struct document *document);

#endif
