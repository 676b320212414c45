/* Junctions with two states in ngspice, for tests: runs of them, and when they jumped. */
#ifndef TELEGRAPH_H
#define TELEGRAPH_H

#include "models/mtj_rate/mtj_rate.h"
#include "report/table.h"

/* The default device with this barrier, at 27 C and `above` (K); to be freed. */
struct mtj_rate_at *telegraph_device(double delta, double above);

/* The rate in 1/s at which it leaves a state with `v` (V) over it. */
double telegraph_rate(const struct mtj_rate_at *at, bool parallel, double v);

/* Runs lines of a deck for `stop` (s), with steps of up to `longest` (s); `save` is what is kept of it. */
struct table *telegraph_run(const char *lines, const char *save, double step, double stop, double longest);

/* The jumps of a device: the time points after which it is in the other state. `time` is to be freed. */
struct jumps {
    size_t count;
    double *time;
    double stop; /* of the run */
};

/* Those of the device of the line `x`, of which @a.x.ajun[parallel] was saved. */
struct jumps telegraph_jumps(const struct table *table, const char *x);

#endif
