/* What `solve` and `search` share: options that say how the solver relaxes a network, and how often. */
#ifndef RELAXING_H
#define RELAXING_H

#include "base/arguments.h"
#include "netgen/network.h"
#include "solver/solver.h"

struct relaxing_options {
    double tolerance; /* NaN: the standard one */
    double stop;      /* s; NaN: the network's */
    long seed, threads;
    const char *stop_text; /* as given; NULL: not given */
};

/* A child parser for --tolerance, --stop, --seed and --threads; its input is a struct relaxing_options. */
extern const struct argp relaxing_argp;

/* Those of a command line without options. */
struct relaxing_options relaxing_standard_options(void);

/* Notes on stderr that `stop` (s), which was given as `text`, is a long time, and which suffix was probably meant;
 * nothing where it is below a millisecond or has a suffix, or where `text` is NULL. Runs take microseconds. */
void relaxing_note_stop(const char *text, double stop);

/* For the solver on `network`. STATUS_INPUT where it would stop before its load phase is over. */
enum status relaxing_solver(const struct relaxing_options *options, const struct network *network,
                            struct solver_options *solver, struct diagnostic *diagnostic);

#endif
