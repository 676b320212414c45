#include "campaign/child.h"

#include "base/array.h"
#include "base/process.h"
#include "campaign/wire.h"
#include "campaign/worker.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* ---- Bytes through a socket; false where the other side is gone ---- */

static bool send_all(int socket, const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t sent = send(socket, next, size, MSG_NOSIGNAL);
        if (sent < 0 && errno == EINTR) {
            continue;
        }
        if (sent <= 0) {
            return false;
        }
        next += sent;
        size -= (size_t)sent;
    }
    return true;
}

/* What is there, at most `size`; waits where that is nothing. */
static size_t receive(int socket, void *bytes, size_t size)
{
    ssize_t got;
    do {
        got = recv(socket, bytes, size, 0);
    } while (got < 0 && errno == EINTR);
    return got > 0 ? (size_t)got : 0;
}

/* ---- In the child ---- */

/* Points that have come and wait. */
struct inbox {
    size_t point[64];
    size_t held, used; /* bytes */
};

static bool next_point(struct inbox *inbox, int socket, size_t *point)
{
    while (inbox->held - inbox->used < sizeof *point) {
        char *bytes = (char *)inbox->point;
        inbox->held -= inbox->used;
        memmove(bytes, bytes + inbox->used, inbox->held);
        inbox->used = 0;
        size_t got = receive(socket, bytes + inbox->held, sizeof inbox->point - inbox->held);
        if (got == 0) {
            return false;
        }
        inbox->held += got;
    }
    memcpy(point, (char *)inbox->point + inbox->used, sizeof *point);
    inbox->used += sizeof *point;
    return true;
}

/* Sends `result`, through *room, which grows. */
static bool tell(int socket, const struct campaign_result *result, char **bytes, size_t *room)
{
    size_t size = wire_size(result);
    if (!ARRAY_RESERVE(*bytes, *room, size)) {
        return false; /* the parent sees it as the end of this process, before its result */
    }
    wire_write(result, *bytes);
    return send_all(socket, *bytes, size);
}

static _Noreturn void serve(const struct campaign *campaign, int socket)
{
    struct worker worker = {.campaign = campaign};
    struct inbox inbox = {.held = 0};
    struct campaign_result result;
    char *bytes = NULL;
    size_t room = 0;
    bool heard = true;
    while (heard && next_point(&inbox, socket, &result.point)) {
        worker_run(&worker, &result);
        heard = tell(socket, &result, &bytes, &room);
        free(result.bytes);
    }
    free(bytes);
    worker_end(&worker);
    _exit(0); /* what the parent's streams hold is the parent's to write */
}

/* It keeps one socket, its end of its own pair: when the parent closes the other end, the child ends. */
static _Noreturn void become_child(const struct child all[], size_t count, const struct campaign *campaign,
                                   pid_t parent, const int ends[2])
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) { /* it ended before the line above */
        _exit(0);
    }
    close(ends[0]);
    for (size_t i = 0; i < count; i++) {
        if (all[i].socket >= 0) {
            close(all[i].socket);
        }
    }
    serve(campaign, ends[1]);
}

/* ---- In the parent ---- */

enum status child_start(struct child all[], size_t count, size_t which, const struct campaign *campaign,
                        struct diagnostic *diagnostic)
{
    struct child *child = &all[which];
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        return fail(diagnostic, STATUS_SYSTEM, "error: no socket for a process: %s", strerror(errno));
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        become_child(all, count, campaign, parent, ends);
    }
    int reason = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return fail(diagnostic, STATUS_SYSTEM, "error: no process can be started: %s", strerror(reason));
    }
    child->pid = pid;
    child->socket = ends[0];
    child->held = child->used = 0;
    child->starved = false;
    return STATUS_OK;
}

bool child_give(struct child *child, size_t point)
{
    return child->socket >= 0 && send_all(child->socket, &point, sizeof point);
}

bool child_read(struct child *child)
{
    const size_t least = 1 << 13;
    child->held -= child->used;
    if (child->used > 0 && child->held > 0) {
        memmove(child->bytes, child->bytes + child->used, child->held);
    }
    child->used = 0;
    child->starved = !ARRAY_RESERVE(child->bytes, child->room, child->held + least);
    if (child->starved) {
        return false;
    }
    size_t got = receive(child->socket, child->bytes + child->held, child->room - child->held);
    child->held += got;
    return got > 0;
}

const void *child_next(struct child *child, size_t *size)
{
    struct wire_head head;
    const char *first = child->held > child->used ? child->bytes + child->used : NULL;
    *size = first ? wire_look(first, child->held - child->used, &head) : 0;
    child->used += *size;
    return *size > 0 ? first : NULL;
}

/* Ends a child, which may have died. Returns an error number where nobody can know how. */
static int end(struct child *child, int *how)
{
    close(child->socket);
    child->socket = -1;
    return process_wait(child->pid, how, NULL);
}

void child_bury(struct child *child, struct campaign_result *result)
{
    int how = 0;
    *result = (struct campaign_result){.point = result->point};
    kill(child->pid, SIGKILL); /* does nothing to one that ends already */
    int error = end(child, &how);
    if (child->starved) {
        result->status = fail_memory(&result->why);
    } else if (error) {
        result->status = fail(&result->why, STATUS_SYSTEM,
                              "error: the process of a run ended, and how is not known: %s", strerror(error));
    } else if (WIFSIGNALED(how)) {
        result->status = fail(&result->why, STATUS_SYSTEM, "error: the process of a run ended with signal %d (%s)",
                              WTERMSIG(how), strsignal(WTERMSIG(how)));
    } else {
        result->status = fail(&result->why, STATUS_SYSTEM,
                              "error: the process of a run ended with code %d before its end", WEXITSTATUS(how));
    }
}

void child_end(struct child *child, bool busy)
{
    if (child->socket >= 0) {
        if (busy) {
            kill(child->pid, SIGKILL);
        }
        end(child, &(int){0});
    }
    free(child->bytes);
    child->bytes = NULL;
    child->room = child->held = child->used = 0;
}
