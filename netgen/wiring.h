/* The axons of a circuit that has them along given edges only. Eq. (53). */
#ifndef WIRING_H
#define WIRING_H

#include "base/status.h"
#include "netgen/readers/graph.h"

#include <stddef.h>
#include <stdint.h>

/* Edges act both ways with one weight: what begins at a neuron and what ends at it are the same list. */
struct wiring {
    size_t n, axons;  /* neurons; axons of all of them, two for each edge */
    size_t *first;    /* [n + 1], where the list of each neuron begins */
    uint32_t *neuron; /* [axons] at the other end, ascending for each neuron */
    double *volts;    /* [axons] weights, V */
};

/* The axons along the edges of `graph` that weigh anything, of `unit` volts for an edge of weight `heaviest`.
 * STATUS_SYSTEM where memory is short; then *wiring is NULL. */
enum status wiring_of_graph(const struct graph *graph, double unit, double heaviest, struct wiring **wiring,
                            struct diagnostic *diagnostic);
void wiring_free(struct wiring *wiring); /* takes NULL */

/* The fan-out of neuron `i`. */
static inline size_t wiring_fan_out(const struct wiring *wiring, size_t i)
{
    return wiring->first[i + 1] - wiring->first[i];
}

#endif
