#include "campaign/processes.h"

#include "base/process.h"
#include "campaign/worker.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker process as its parent sees it. Points go through the socket to it, and results come back. */
struct child {
    pid_t pid;
    int socket; /* -1: there is none */
    bool busy;
    size_t point; /* that it does */
};

struct pool {
    struct turns *turns;
    size_t count;
    struct child *child;    /* [count] */
    struct pollfd *awaited; /* [count] */
    bool holds;             /* a point that no worker has yet: */
    size_t point;
    struct diagnostic no_one; /* why the last attempt to start a worker failed */
};

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

static bool receive_all(int socket, void *bytes, size_t size)
{
    char *next = bytes;
    while (size > 0) {
        ssize_t got = recv(socket, next, size, 0);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got <= 0) {
            return false;
        }
        next += got;
        size -= (size_t)got;
    }
    return true;
}

/* ---- In the worker ---- */

static _Noreturn void serve(const struct campaign *campaign, int socket)
{
    struct worker worker = {.campaign = campaign};
    struct campaign_result result;
    while (receive_all(socket, &result.point, sizeof result.point)) {
        worker_run(&worker, &result);
        bool heard = send_all(socket, &result, sizeof result) && send_all(socket, result.bytes, result.size);
        free(result.bytes);
        if (!heard) {
            break;
        }
    }
    worker_end(&worker);
    _exit(0); /* what the parent's streams hold is the parent's to write */
}

/* ---- In the parent ---- */

/* In the new process. It keeps one socket, its end of its own pair: when the parent closes the other end, the worker
 * ends. */
static _Noreturn void become_worker(const struct pool *pool, pid_t parent, const int ends[2])
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) { /* it ended before the line above */
        _exit(0);
    }
    close(ends[0]);
    for (size_t i = 0; i < pool->count; i++) {
        if (pool->child[i].socket >= 0) {
            close(pool->child[i].socket);
        }
    }
    serve(pool->turns->campaign, ends[1]);
}

static bool start(struct pool *pool, struct child *child)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        fail(&pool->no_one, STATUS_SYSTEM, "error: no socket for a process: %s", strerror(errno));
        return false;
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0) {
        become_worker(pool, parent, ends);
    }
    if (pid < 0) {
        fail(&pool->no_one, STATUS_SYSTEM, "error: no process can be started: %s", strerror(errno));
    }
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return false;
    }
    child->pid = pid;
    child->socket = ends[0];
    return true;
}

/* Ends a worker, which may have died. Returns an error number where nobody can know how. */
static int end(struct child *child, int *how)
{
    close(child->socket);
    child->socket = -1;
    child->busy = false;
    return process_wait(child->pid, how, NULL);
}

/* The worker is gone without a result. */
static void bury(struct pool *pool, struct child *child)
{
    int how = 0;
    struct campaign_result result = {.point = child->point};
    int error = end(child, &how);
    if (error) {
        result.status = fail(&result.why, STATUS_SYSTEM, "error: the process of a run ended, and how is not known: %s",
                             strerror(error));
    } else if (WIFSIGNALED(how)) {
        result.status = fail(&result.why, STATUS_SYSTEM, "error: the process of a run ended with signal %d (%s)",
                             WTERMSIG(how), strsignal(WTERMSIG(how)));
    } else {
        result.status = fail(&result.why, STATUS_SYSTEM,
                             "error: the process of a run ended with code %d before its end", WEXITSTATUS(how));
    }
    turns_put(pool->turns, &result);
}

/* Takes the result that a worker sends. */
static void hear(struct pool *pool, struct child *child)
{
    struct campaign_result result;
    bool whole = receive_all(child->socket, &result, sizeof result);
    result.bytes = whole && result.size > 0 ? malloc(result.size) : NULL;
    if (whole && result.size > 0 && !result.bytes) {
        kill(child->pid, SIGKILL);
        end(child, &(int){0});
        result.size = 0;
        result.status = fail_memory(&result.why);
        turns_put(pool->turns, &result);
        return;
    }
    if (!whole || !receive_all(child->socket, result.bytes, result.size)) {
        free(result.bytes);
        bury(pool, child);
        return;
    }
    child->busy = false;
    turns_put(pool->turns, &result);
}

/* Gives the held point to a worker: one that is missing, or died since its last result, is started. */
static bool give(struct pool *pool, struct child *child)
{
    child->point = pool->point;
    child->busy = child->socket >= 0 && send_all(child->socket, &child->point, sizeof child->point);
    if (!child->busy) {
        if (child->socket >= 0) {
            end(child, &(int){0});
        }
        child->busy = start(pool, child) && send_all(child->socket, &child->point, sizeof child->point);
    }
    return child->busy;
}

/* Gives points to all workers that have none, and counts those that have. */
static size_t give_points(struct pool *pool)
{
    size_t busy = 0;
    for (size_t i = 0; i < pool->count; i++) {
        struct child *child = &pool->child[i];
        if (!child->busy && (pool->holds || (pool->holds = turns_try(pool->turns, &pool->point)))) {
            pool->holds = !give(pool, child);
        }
        busy += child->busy;
    }
    return busy;
}

static void wait_for_results(struct pool *pool)
{
    for (size_t i = 0; i < pool->count; i++) {
        pool->awaited[i] = (struct pollfd){.fd = pool->child[i].busy ? pool->child[i].socket : -1, .events = POLLIN};
    }
    int ready = poll(pool->awaited, pool->count, -1);
    for (size_t i = 0; ready > 0 && i < pool->count; i++) {
        if (pool->awaited[i].revents) {
            hear(pool, &pool->child[i]);
        }
    }
}

void processes_run(struct turns *turns, size_t workers)
{
    struct pool pool = {.turns = turns, .count = workers};
    pool.child = calloc(workers, sizeof *pool.child);
    pool.awaited = calloc(workers, sizeof *pool.awaited);
    if (!pool.child || !pool.awaited) {
        pool.count = 0;
        fail_memory(&pool.no_one);
    }
    for (size_t i = 0; i < pool.count; i++) {
        pool.child[i].socket = -1;
    }
    while (!turns_over(turns) && give_points(&pool) > 0) {
        wait_for_results(&pool);
    }
    if (!turns_over(turns)) { /* and yet nobody does anything */
        turns_fail(turns, STATUS_SYSTEM, &pool.no_one);
    }
    for (size_t i = 0; i < pool.count; i++) {
        if (pool.child[i].busy) { /* with a point that counts no more */
            kill(pool.child[i].pid, SIGKILL);
        }
        if (pool.child[i].socket >= 0) {
            end(&pool.child[i], &(int){0});
        }
    }
    free(pool.child);
    free(pool.awaited);
}
