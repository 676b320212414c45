/* Simulates a network in ngspice, for `run` and `compare`. */
#ifndef SIMULATION_H
#define SIMULATION_H

#include "cli/cli.h"
#include "netgen/network.h"
#include "spice/spice.h"

/* STATUS_INPUT where `network` is too large for a deck. */
enum status simulation_check(const struct network *network, struct diagnostic *diagnostic);

/* Runs the deck of `network`, of this form, with the host and the code model that came with the program. Shows the
 * progress on a terminal, and with -v what ngspice prints. `patience`: seconds of silence after which ngspice counts as
 * hung. */
enum status simulation_run(const struct network *network, enum deck_form form, double patience,
                           const struct common_options *options, struct spice_result *result,
                           struct diagnostic *diagnostic);

#endif
