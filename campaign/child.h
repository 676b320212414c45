/* A process that does points of a campaign, one after the other in the order in which it gets them. A crash costs the
 * point that it was at. */
#ifndef CHILD_H
#define CHILD_H

#include "campaign/campaign.h"

#include <sys/types.h>

struct child {
    pid_t pid;
    int socket;  /* -1: there is no process. Points go in, results come out */
    char *bytes; /* [room]: the first `held` came from it, and of these the first `used` have been taken */
    size_t room, held, used;
    bool starved; /* there was no memory for what it sends */
};

/* Starts all[which] for the points of `campaign`; the others of the `count` are its siblings, whose sockets it closes.
 * STATUS_SYSTEM where there can be no process. */
enum status child_start(struct child all[], size_t count, size_t which, const struct campaign *campaign,
                        struct diagnostic *diagnostic);

/* Gives it a point; false where it is gone. */
bool child_give(struct child *child, size_t point);

/* Reads what it has sent, and waits where that is nothing. False where nothing comes any more: it is gone, or memory is
 * short. */
bool child_read(struct child *child);

/* The next whole result of what was read, as campaign/wire.h has it, and its size; NULL: there is none. It stays where
 * it is until the next child_read. */
const void *child_next(struct child *child, size_t *size);

/* Ends a child of which child_read was false, and says in *result, for result->point, that its process died and how. */
void child_bury(struct child *child, struct campaign_result *result);

/* Ends a child, at once where it is `busy`, and frees what it holds. There need not be one. */
void child_end(struct child *child, bool busy);

#endif
