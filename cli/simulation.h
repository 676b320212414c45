/* Simulates a network in ngspice, for `run`, `compare` and `search`. */
#ifndef SIMULATION_H
#define SIMULATION_H

#include "cli/cli.h"
#include "netgen/network.h"
#include "spice/spice.h"

/* STATUS_INPUT where `network` is too large for a deck. */
enum status simulation_check(const struct network *network, struct diagnostic *diagnostic);

/* A job for ngspice, with the host and the code model that came with the program: with -v its log is stderr.
 * `patience`: seconds of silence after which ngspice counts as hung. On an error there is nothing to clear. */
enum status simulation_job(double patience, const struct common_options *options, struct spice_job *job,
                           struct diagnostic *diagnostic);
void simulation_job_clear(struct spice_job *job); /* takes a zeroed one */

/* Runs `deck`, that of `network`, or where it is NULL the one that gen makes, with such a job. Shows the progress on a
 * terminal, and with -v what ngspice prints. */
enum status simulation_run(const struct network *network, const char *deck, double patience,
                           const struct common_options *options, struct spice_result *result,
                           struct diagnostic *diagnostic);

#endif
