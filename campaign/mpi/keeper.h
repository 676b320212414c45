/* Rank 0: it gives out points and takes their results. */
#ifndef KEEPER_H
#define KEEPER_H

#include "campaign/blocks.h"
#include "campaign/mpi/messages.h"
#include "campaign/ranks.h"

struct keeper_mail;

/* Rank 0 as it sees the others: number 0 in `blocks` and `mail` is rank 1. */
struct keeper {
    struct blocks blocks; /* begun where blocks.rank is not NULL */
    struct keeper_mail *mail;
    struct mailbox mailbox;
    uint64_t campaign;   /* counts them */
    double silence;      /* s */
    double listened;     /* s, when it looked for messages */
    struct turns *turns; /* of the campaign that runs */
};

/* STATUS_SYSTEM where memory is short. */
enum status keeper_begin(struct keeper *keeper, size_t others, struct diagnostic *diagnostic);

/* These are `meet` and `run` of struct ranks. */
enum status keeper_meet(struct keeper *keeper, const struct ranks_identity *identity, struct diagnostic *diagnostic);
enum status keeper_run(struct keeper *keeper, const struct campaign *campaign, struct diagnostic *diagnostic);

/* Ends all other ranks with the exit code `code`, and MPI where no rank is lost. Frees what `keeper` holds, but for
 * its mailbox. */
void keeper_end(struct keeper *keeper, int code);

#endif
