/* What commands share that several processes can do together, started by mpirun or srun: campaign/ranks.h. */
#ifndef CLI_RANKS_H
#define CLI_RANKS_H

#include "base/status.h"
#include "campaign/ranks.h"

#include <stddef.h>

/* Called by such a command before it reads its arguments. *ranks is NULL where this process is alone, and where the
 * user shares out the work with --shard. Errors as those of ranks_begin. */
enum status ranks_of_command(int argc, char *const argv[], struct ranks **ranks, struct diagnostic *diagnostic);

/* For a campaign that does not share its runs: STATUS_INPUT where a launcher started several processes, which would all
 * do the same. */
enum status ranks_refuse(struct diagnostic *diagnostic);

/* How many runs each process has at once that works: --jobs, `jobs`, where it is not 0; else one where a launcher
 * started several processes, since it starts as many as there are processors. */
size_t ranks_workers(const struct ranks *ranks, long jobs);

/* For the text of a report: a line where some were lost. */
void ranks_print_lost(const struct ranks *ranks);

#endif
