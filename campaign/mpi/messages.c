#include "campaign/mpi/messages.h"

#include "base/array.h"
#include "base/status.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

double messages_now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

double messages_pause(double *listened)
{
    const double longest = 0.5; /* s; a look takes microseconds, and a nap milliseconds */
    double now = messages_now(), pause = now - *listened;
    *listened = now;
    return pause > longest ? pause : 0.0;
}

_Noreturn void messages_abort(void)
{
    static const char LINE[] = "spinfield: error: not enough memory for messages between ranks\n";
    if (write(STDERR_FILENO, LINE, sizeof LINE - 1) < 0) {
        /* there is nobody to tell */
    }
    MPI_Abort(MPI_COMM_WORLD, STATUS_SYSTEM);
    _exit(STATUS_SYSTEM);
}

/* Whether a message of the same rank comes before number `which`. */
static bool follows_another(const struct mailbox *mailbox, size_t which)
{
    for (size_t i = 0; i < which; i++) {
        if (mailbox->coming[i].from == mailbox->coming[which].from) {
            return true;
        }
    }
    return false;
}

/* Makes message number `which` the one that was received, where it is there as a whole and its turn has come. One that
 * MPI could not receive is passed over. */
static bool complete(struct mailbox *mailbox, size_t which)
{
    struct message *message = &mailbox->coming[which], whole;
    int done = 0;
    if (follows_another(mailbox, which)) {
        return false;
    }
    bool sound = MPI_Test(&message->request, &done, MPI_STATUS_IGNORE) == MPI_SUCCESS;
    if (sound && !done) {
        return false;
    }
    whole = *message;
    memmove(message, message + 1, (--mailbox->count - which) * sizeof *message);
    mailbox->coming[mailbox->count] = mailbox->in; /* its bytes are room for another message */
    mailbox->in = whole;
    return sound;
}

/* Begins to receive the next message whose head has come; false where there is none. */
static bool begin(struct mailbox *mailbox)
{
    MPI_Message matched;
    MPI_Status status;
    int there = 0, size = 0;
    if (MPI_Improbe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &matched, &status) != MPI_SUCCESS || !there) {
        return false;
    }
    MPI_Get_count(&status, MPI_BYTE, &size);
    if (mailbox->count == mailbox->room) {
        if (!ARRAY_RESERVE(mailbox->coming, mailbox->room, mailbox->count + 1)) {
            messages_abort();
        }
        memset(mailbox->coming + mailbox->count, 0, (mailbox->room - mailbox->count) * sizeof *mailbox->coming);
    }
    struct message *message = &mailbox->coming[mailbox->count];
    if (size < 0 || !ARRAY_RESERVE(message->bytes, message->room, (size_t)size + 1)) {
        messages_abort();
    }
    message->from = status.MPI_SOURCE;
    message->tag = status.MPI_TAG;
    message->size = (size_t)size;
    message->bytes[size] = '\0';
    if (MPI_Imrecv(message->bytes, size, MPI_BYTE, &matched, &message->request) == MPI_SUCCESS) {
        mailbox->count++;
    }
    return true;
}

bool messages_receive(struct mailbox *mailbox)
{
    for (size_t i = 0; i < mailbox->count; i++) {
        if (complete(mailbox, i)) {
            return true;
        }
    }
    while (begin(mailbox)) {
        if (mailbox->count > 0 && complete(mailbox, mailbox->count - 1)) {
            return true;
        }
    }
    return false;
}

bool messages_gone(MPI_Request *request)
{
    int done = 1;
    MPI_Test(request, &done, MPI_STATUS_IGNORE); /* true where there is no request */
    return done;
}

void messages_take(const struct message *message, void *into, size_t size)
{
    memset(into, 0, size);
    memcpy(into, message->bytes, message->size < size ? message->size : size);
}

unsigned messages_patience(unsigned times)
{
    const unsigned shortest = 50, doublings = 7, longest = 8000;
    return times < doublings ? shortest << times : longest;
}
