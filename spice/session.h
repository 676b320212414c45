/* A circuit that stays in an ngspice host, and is run there more than once: the host reads it once, which takes most of
 * the time of a short run, and alters what the next run begins with. */
#ifndef SESSION_H
#define SESSION_H

#include "base/status.h"
#include "netgen/network.h"
#include "spice/job.h"

struct spice_session;

/* Starts a host that reads job->deck. STATUS_SYSTEM where no process or memory can be had; then *session is NULL. The
 * host ends with the thread that calls this (base/process.h), so the session is to be ended before that. */
enum status spice_session_begin(const struct spice_job *job, struct spice_session **session,
                                struct diagnostic *diagnostic);

/* The same with the deck of `network`; the fields of `job` for these are ignored. */
enum status spice_session_begin_network(const struct spice_job *job, const struct network *network,
                                        struct spice_session **session, struct diagnostic *diagnostic);

/* Runs the circuit once, as spice_run does (spice/spice.h), after the commands of ngspice in `order`, each with a
 * newline behind it. A run begins anew, from time 0. Errors as those of spice_run; after one the session can only be
 * ended. Sets all of *result but the seconds; its peak_memory is that of all runs so far. */
enum status spice_session_run(struct spice_session *session, const char *order, struct spice_result *result,
                              struct diagnostic *diagnostic);

/* Ends the host. *peak_memory, which may be NULL, gets that of the host, bytes. Takes NULL. */
void spice_session_end(struct spice_session *session, size_t *peak_memory);

#endif
