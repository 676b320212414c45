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

bool messages_receive(struct mailbox *mailbox)
{
    MPI_Status status;
    int there = 0, size = 0;
    if (MPI_Iprobe(MPI_ANY_SOURCE, MPI_ANY_TAG, MPI_COMM_WORLD, &there, &status) != MPI_SUCCESS || !there) {
        return false;
    }
    MPI_Get_count(&status, MPI_BYTE, &size);
    if (size < 0 || !ARRAY_RESERVE(mailbox->bytes, mailbox->room, (size_t)size + 1)) {
        messages_abort();
    }
    mailbox->from = status.MPI_SOURCE;
    mailbox->tag = status.MPI_TAG;
    mailbox->size = (size_t)size;
    mailbox->bytes[size] = '\0'; /* for those that are text */
    return MPI_Recv(mailbox->bytes, size, MPI_BYTE, mailbox->from, mailbox->tag, MPI_COMM_WORLD, &status) ==
           MPI_SUCCESS;
}

void messages_send(int to, enum message_tag tag, const void *bytes, size_t size)
{
    MPI_Send(bytes, (int)size, MPI_BYTE, to, (int)tag, MPI_COMM_WORLD);
}

void messages_take(const struct mailbox *mailbox, void *into, size_t size)
{
    memset(into, 0, size);
    memcpy(into, mailbox->bytes, mailbox->size < size ? mailbox->size : size);
}

unsigned messages_patience(unsigned times)
{
    const unsigned shortest = 50, doublings = 7, longest = 8000;
    return times < doublings ? shortest << times : longest;
}
