/* What an engine delivers about a network: wall positions and power over time. */
#ifndef TRACE_H
#define TRACE_H

#include "netgen/network.h"
#include "report/table.h"

/* If all devices are equal, so are the axons of a neuron: they have the same voltages, and one wall stands for them.
 * If devices differ, that one is shown, and the summed speed of all walls shows whether the others rest. */
struct trace {
    size_t n, points;
    const double *time;      /* [points], s, from 0, not descending */
    const double *signal;    /* [points][n] how far each neuron is ON, -1 to 1; NULL for domain walls, which have: */
    const double *soma;      /* [points][n] wall positions, m */
    const double *axon;      /* [points][n] wall positions, m: one axon of each neuron */
    const double *p_load;    /* [points] power out of the load sources, W */
    const double *p_soma;    /* [points] out of the V_DW source, W */
    const double *p_synapse; /* [points] out of the weight sources, W */
    const double *motion;    /* [points] speed of all walls together, m/s; NULL where devices are alike */
    bool stands_still;       /* the run has a meter of the speed of all walls, and it reads 0 at the last point */
    double shortest_step;    /* that an engine makes for walls where devices differ, s; 0 where it makes any */
    double *memory;          /* that all these point into */
};

/* The device of the axon that the trace has of neuron `i`. */
struct dwmtj trace_axon(const struct network *network, size_t i);

/* The column, that of the time, of an axon that is not there: its wall is taken to rest where it would begin. */
enum { TRACE_NO_AXON = 0 };

/* Which signal of domain walls is in which column of a table. */
struct trace_columns {
    size_t p_load, p_soma, p_synapse;
    size_t motion;        /* the speed of all walls together; 0, which is the time, where it is not there */
    size_t *soma, *axon;  /* [n]; TRACE_NO_AXON where a neuron has none */
    double shortest_step; /* as in struct trace */
};

/* Columns of `n` neurons, all still to be set. STATUS_SYSTEM where memory is short. */
enum status trace_columns_begin(size_t n, struct trace_columns *columns, struct diagnostic *diagnostic);
void trace_columns_clear(struct trace_columns *columns);

/* STATUS_INPUT where the first column is not "time", or where the times are not those of a trace, as below. */
enum status trace_check_time(const struct table *table, const char *origin, struct diagnostic *diagnostic);

/* Makes the trace of `network` of these columns of `table`, whose first is "time"; where devices differ, motion is
 * among them. `origin` names the table in messages. STATUS_INPUT where there is a wall beyond its track, a power that
 * is not finite, fewer than two points, or time that does not start at 0 (a first point within a thousandth of the
 * whole, as after `.tran ... uic`, will do). On an error *trace is NULL. */
enum status trace_from_columns(const struct table *table, const struct trace_columns *columns,
                               const struct network *network, const char *origin, struct trace **trace,
                               struct diagnostic *diagnostic);
void trace_free(struct trace *trace); /* takes NULL */

/* ---- trace_signals.c ---- */

/* Which signal of neurons that are not walls is in which column of a table. */
struct trace_signals {
    size_t n, p_synapse;
    const size_t *signal; /* [n] how far each neuron is ON */
};

/* Makes their trace. STATUS_INPUT where a signal is beyond -1 to 1, and as above. */
enum status trace_from_signals(const struct table *table, const struct trace_signals *columns, const char *origin,
                               struct trace **trace, struct diagnostic *diagnostic);

/* The position in m of wall `i` of `walls`, which is trace->soma or trace->axon, at time `t` (s): linear between the
 * points, and where it is at the first or last point beyond them. *k is 0 at the first call and walks with rising t. */
double trace_wall(const struct trace *trace, const double *walls, size_t i, double t, size_t *k);

/* The mean of wall or signal `i` of `walls` from the time `from` to `to` (s), linear between the points. *k is 0 at the
 * first call and walks with rising times. */
double trace_mean(const struct trace *trace, const double *walls, size_t i, double from, double to, size_t *k);

/* The first point from which on wall `i` of `walls` does not leave its place, within a millionth of the track of
 * `length` (m). */
size_t trace_last_move(const struct trace *trace, const double *walls, size_t i, double length);

#endif
