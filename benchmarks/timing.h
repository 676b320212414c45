/* Runs of one network with every device, one after the other. */
#ifndef TIMING_H
#define TIMING_H

#include "benchmarks/decks.h"
#include "benchmarks/sample.h"

#include <stdbool.h>

/* The devices that are compared: the code model, then behavioural_devices. */
enum { CODE_MODEL = 0, DEVICES = 1 + BEHAVIOURAL_DEVICES };

/* The name of device `d` of those. */
const char *timing_device_name(size_t d);

/* One size of network. `runs` are those that count, at most SAMPLE_ROOM each; 0: not measured. */
struct plan {
    size_t n; /* neurons */
    size_t runs[DEVICES];
};

/* True when the plan measures a behavioural device. */
bool timing_is_compared(const struct plan *plan);

struct device_result {
    struct sample seconds; /* wall time of the host */
    struct sample ratio;   /* seconds over those of the code model in the same round */
    size_t points;         /* accepted time points */
    long long iterations;
    size_t memory; /* the most of all runs, bytes */
    /* Where behavioural devices were measured: */
    double error;        /* greatest distance of a soma's wall from the reference run, m */
    double difference;   /* greatest distance from the code model, m */
    size_t other_states; /* somas that end elsewhere than with the code model */
};

struct size_result {
    struct plan plan;
    bool at_rest; /* no wall moves any more at the end */
    struct device_result device[DEVICES];
};

/* What the runs need. */
struct tools {
    char *host, *code_model; /* paths */
    char ngspice[32];        /* version of libngspice, as it says itself; the first run sets it */
};

/* The recall of one random pattern from a random start, as `spinfield gen recall -n N --seed TIMING_SEED`, that stops
 * at TIMING_STOP. */
enum { TIMING_SEED = 1 };
#define TIMING_STOP 120e-9 /* s */

/* Such a network of `n` neurons that stops at `t_stop` (s) at the latest, where R_P scatters by `sigma` from device to
 * device. */
enum status timing_network(size_t n, double sigma, double t_stop, struct network **network,
                           struct diagnostic *diagnostic);

/* Runs what `plan` says. Every device is run once to warm up and to compare the walls; then the devices take turns.
 * STATUS_UNMET where a soma of a behavioural device ends on another side than with the code model. */
enum status timing_size(struct tools *tools, const struct plan *plan, struct size_result *result,
                        struct diagnostic *diagnostic);

#endif
