/* Campaigns on many machines: mpirun or srun starts the same command several times, and each of these processes is a
 * rank. Rank 0 takes the results and gives out points; the others do them, each in child processes, so that a crash
 * costs its point alone. The command line gets the ranks from ranks_begin; without them a campaign is run by
 * campaign/runner.h. */
#ifndef RANKS_H
#define RANKS_H

#include "campaign/campaign.h"

/* What must be the same in all ranks. */
struct ranks_identity {
    const char *version; /* of the program */
    const char *plan;    /* a text that says what each point is */
};

struct ranks {
    size_t count; /* more than one */
    size_t rank;  /* this one's */
    size_t lost;  /* ranks, so far: known to rank 0 */

    /* s without a word from a rank after which it counts as lost, RANKS_SILENCE. A rank that works says something much
     * more often. May be changed before `serve` and `meet`. */
    double silence;

    /* For the ranks above 0, before they touch any output: does points of `campaign` for rank 0, numbered as its
     * `number` says, until that one ends, and then ends this process with the same exit code. Does not return. */
    void (*serve)(struct ranks *ranks, const struct ranks_identity *identity, const struct campaign *campaign);

    /* For rank 0, before its first campaign: waits for the others. STATUS_INPUT where one has another version or plan,
     * and the status with which one failed before it could serve. */
    enum status (*meet)(struct ranks *ranks, const struct ranks_identity *identity, struct diagnostic *diagnostic);

    /* For rank 0, after that: as runner_run, whatever the pool, with campaign->workers processes in each other rank, 0
     * being 1; they must be the same in all campaigns. A rank that says nothing for a while is lost: its points are
     * given to other ranks, and a point that is lost twice so has the error STATUS_SYSTEM. STATUS_SYSTEM, too, where
     * all are lost. */
    enum status (*run)(struct ranks *ranks, const struct campaign *campaign, struct diagnostic *diagnostic);
};

static const double RANKS_SILENCE = 60.0;

/* Called once, by a program's main and before it prints: where this process is one of several that were started
 * together, *ranks is what they are; else it is NULL.  From
 * here on ranks above 0 print nothing, and all of them end together, with the exit code of rank 0. STATUS_INPUT, in
 * rank 0 alone, where the program was built without MPI, or where MPI does not know of the others; then the others have
 * ended. */
enum status ranks_begin(struct ranks **ranks, struct diagnostic *diagnostic);

#endif
