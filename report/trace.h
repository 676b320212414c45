/* What an engine delivers about a network: wall positions and power over time. */
#ifndef TRACE_H
#define TRACE_H

#include "netgen/network.h"
#include "report/table.h"

/* Where all devices are alike, so are the axons of a neuron: they share their voltages, and one wall stands for them.
 * Where devices differ, that one is shown, and the summed speed of all walls tells whether the others rest. */
struct trace {
    size_t n, points;
    const double *time;      /* [points], s, from 0, not descending */
    const double *soma;      /* [points][n] wall positions, m */
    const double *axon;      /* [points][n] wall positions, m: one axon of each neuron */
    const double *p_load;    /* [points] power out of the load sources, W */
    const double *p_soma;    /* [points] out of the V_DW source, W */
    const double *p_synapse; /* [points] out of the weight sources, W */
    const double *motion;    /* [points] speed of all walls together, m/s; NULL where devices are alike */
    bool stands_still;       /* the last point has the deck's speed meter, and it reads 0: no wall moves */
    double *memory;          /* that all these point into */
};

/* The device of the axon that the trace has of neuron `i`. */
struct dwmtj trace_axon(const struct network *network, size_t i);

/* Picks the trace of `network` out of `table` by the vectors' names (netgen/deck.h). `origin` names the table in
 * messages. STATUS_INPUT where a vector is missing (the message names it), where there is a soma more than the network
 * has, a wall beyond its track, fewer than two points, or time that does not start at 0 (a first point within a
 * thousandth of the whole, as after `.tran ... uic`, will do). On an error *trace is NULL. */
enum status trace_from_table(const struct table *table, const struct network *network, const char *origin,
                             struct trace **trace, struct diagnostic *diagnostic);
void trace_free(struct trace *trace); /* takes NULL */

/* The position in m of wall `i` of `walls`, which is trace->soma or trace->axon, at time `t` (s): linear between the
 * points, and where it is at the first or last point beyond them. *k is 0 at the first call and walks with rising t. */
double trace_wall(const struct trace *trace, const double *walls, size_t i, double t, size_t *k);

/* The first point from which on wall `i` of `walls` does not leave its place, within a millionth of the track of
 * `length` (m). */
size_t trace_last_move(const struct trace *trace, const double *walls, size_t i, double length);

#endif
