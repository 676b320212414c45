/* Runs decks in ngspice, in a separate process. */
#ifndef SPICE_H
#define SPICE_H

#include "base/status.h"
#include "netgen/network.h"
#include "spice/job.h"

/* Runs job->deck and fills *result. STATUS_SIMULATOR where ngspice refuses, warns about something that changes the
 * result, crashes or hangs, with what it said; STATUS_SYSTEM where no process or memory can be had. On an error
 * result->table is NULL. */
enum status spice_run(const struct spice_job *job, struct spice_result *result, struct diagnostic *diagnostic);

/* Runs the deck of `network` until its walls rest; the fields of `job` for these are ignored. Errors as above. */
enum status spice_run_network(const struct spice_job *job, const struct network *network, struct spice_result *result,
                              struct diagnostic *diagnostic);

#endif
