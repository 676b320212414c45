/* What ranks say to each other. The first three have the same meaning in all versions of the program. */
#ifndef MESSAGES_H
#define MESSAGES_H

#include "campaign/blocks.h"

#include <mpi.h>

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum message_tag {
    /* to rank 0 */
    TAG_READY = 1, /* text: version, machine and plan, with line ends between them */
    TAG_FAILED,    /* text: exit code, machine and error, with line ends between them */
    TAG_DONE,      /* nothing: its command is done, without a campaign */
    TAG_RESULTS,   /* the campaign as a uint64_t, and results as campaign/wire.h has them */
    TAG_ALIVE,     /* nothing */
    TAG_BYE,       /* nothing: it has heard TAG_END, and says no more */
    /* from rank 0 */
    TAG_ORDER, /* a struct order, as far as it has points */
    TAG_END,   /* nothing: no more points */
    TAG_LEAVE  /* a struct leave: end now */
};

struct order {
    uint64_t campaign; /* counts them: what is left of an earlier one counts no more */
    double silence;    /* s after which a rank is lost */
    uint64_t count;    /* of points; 0: rank 0 says that it is alive */
    uint64_t number[BLOCKS_LARGEST];
};

struct leave {
    int32_t code;     /* exit code */
    int32_t finalize; /* whether all ranks are there for MPI_Finalize */
};

/* A message that has come, or is coming. */
struct message {
    char *bytes; /* [room], with a '\0' behind them for those that are text */
    size_t room, size;
    int from, tag;
    MPI_Request request;
};

/* What has come to a process, which has one mailbox and keeps it as long as it lives: MPI may still write into it. */
struct mailbox {
    struct message in;      /* the last one that was received */
    struct message *coming; /* [room]: the head of the first `count` has come, and the rest not yet */
    size_t count, room;
};

/* Seconds since a fixed moment. */
double messages_now(void);

/* For one who looks for messages again and again, and keeps in *listened when that was last: how long ago it was, in s,
 * where it did something else for so long that it cannot say who was silent meanwhile; else 0. */
double messages_pause(double *listened);

/* Where a message has come, makes it mailbox->in; false where there is none. It never waits for a rank: one that dies
 * while it sends is as silent as one that died before, and messages of other ranks are received meanwhile. Messages of
 * one rank come in the order in which they were sent. */
bool messages_receive(struct mailbox *mailbox);

/* Whether what was sent has gone, so that its bytes may be overwritten; true for MPI_REQUEST_NULL. */
bool messages_gone(MPI_Request *request);

/* Copies the struct that a message is; what it lacks is 0. */
void messages_take(const struct message *message, void *into, size_t size);

/* How long to sleep when nothing has happened `times` times in a row: microseconds, at most 8,000. */
unsigned messages_patience(unsigned times);

/* Ends all ranks with one line on stderr and exit code 4: memory is short where nobody can report it. */
_Noreturn void messages_abort(void);

#endif
