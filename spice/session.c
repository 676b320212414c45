#include "spice/session.h"

#include "base/descriptor.h"
#include "base/process.h"
#include "netgen/deck.h"
#include "spice/protocol.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

/* For jemalloc, which the host is linked with: ngspice follows pointers through tens of megabytes, so huge pages, and
 * one arena for its two threads. */
static const char ALLOCATION[] = "MALLOC_CONF=thp:always,narenas:1";

/* Neurons from which on KLU is at least as fast as Sparse, whose time to choose the pivots grows with the square of the
 * nodes; docs/portability.md, section 3. */
enum { KLU_FROM = 300 };

/* Far beyond what a message of a network that fits into memory needs. */
static const uint32_t GREATEST_MESSAGE = 1u << 28;

struct spice_session {
    struct spice_job job; /* the host has its own copy of the deck */
    pid_t pid;            /* 0: its end was waited for */
    int socket;           /* orders go there, and messages come back */
    char last_words[200]; /* the last line that ngspice printed */
};

static bool is_replaced(const char *variable)
{
    static const char *const REPLACED[] = {"HOME=", "LC_ALL=", "OMP_NUM_THREADS=", "MALLOC_CONF=", "SPICE", "NGSPICE"};
    for (size_t i = 0; i < sizeof REPLACED / sizeof *REPLACED; i++) {
        if (strncmp(variable, REPLACED[i], strlen(REPLACED[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* Our environment without what would let a user's ngspice set-up change the result. The strings are not copies. */
static const char **host_environment(void)
{
    static const char *const ADDED[] = {"HOME=/proc/self/fdinfo", "SPICE_SCRIPTS=/proc/self/fdinfo" /* no spinit */,
                                        "LC_ALL=C", "OMP_NUM_THREADS=1", ALLOCATION};
    const size_t added = sizeof ADDED / sizeof *ADDED;
    size_t count = 0, used = 0;
    while (environ[count]) {
        count++;
    }
    const char **environment = calloc(count + added + 1, sizeof *environment);
    for (size_t i = 0; environment && i < count; i++) {
        if (!is_replaced(environ[i])) {
            environment[used++] = environ[i];
        }
    }
    for (size_t i = 0; environment && i < added; i++) {
        environment[used++] = ADDED[i];
    }
    return environment;
}

static int spawn_host(const struct spice_job *job, int deck, int socket_end, pid_t *pid)
{
    char rest_from[32];
    snprintf(rest_from, sizeof rest_from, "%.17g", job->rest_from);
    const char *const words[] = {job->host, job->code_model,         job->rest_vector ? job->rest_vector : "",
                                 rest_from, job->klu ? "klu" : NULL, NULL};
    const char **environment = host_environment();
    const struct process_job host = {
        job->host, words, environment, {[STDIN_FILENO] = deck, -1, -1, [PROTOCOL_SOCKET] = socket_end}};
    int error = environment ? process_start(&host, pid) : ENOMEM;
    free(environment);
    return error;
}

static enum status start_host(const struct spice_job *job, struct spice_session *session, struct diagnostic *diagnostic)
{
    int ends[2];
    int deck = descriptor_of_text("deck", job->deck);
    if (deck < 0) {
        return fail(diagnostic, STATUS_SYSTEM, "error: no room for the deck: %s", strerror(errno));
    }
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        close(deck);
        return fail(diagnostic, STATUS_SYSTEM, "error: no socket: %s", strerror(errno));
    }
    int error = spawn_host(job, deck, ends[1], &session->pid);
    close(deck);
    close(ends[1]);
    session->socket = ends[0];
    if (error != 0) {
        close(ends[0]);
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot start the ngspice host: %s", job->host,
                    strerror(error));
    }
    return STATUS_OK;
}

/* What came of reading from the host, or of writing to it. */
enum arrival { ARRIVED, ENDED, SILENT, FAILED /* errno says why */ };

/* A host that ends before it has read its order resets the connection. */
static enum arrival arrival_of_error(int error)
{
    return error == ECONNRESET || error == EPIPE ? ENDED : FAILED;
}

static enum arrival read_bytes(int socket, void *bytes, size_t size, double patience)
{
    char *next = bytes;
    while (size > 0) {
        struct pollfd ready = {.fd = socket, .events = POLLIN};
        int count = poll(&ready, 1, (int)(1e3 * patience));
        ssize_t got = count > 0 ? read(socket, next, size) : count;
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (count == 0) {
            return SILENT;
        }
        if (got <= 0) {
            return got < 0 ? arrival_of_error(errno) : ENDED;
        }
        next += got;
        size -= (size_t)got;
    }
    return ARRIVED;
}

static enum arrival write_bytes(int socket, const void *bytes, size_t size, double patience)
{
    const char *next = bytes;
    while (size > 0) {
        struct pollfd ready = {.fd = socket, .events = POLLOUT};
        int count = poll(&ready, 1, (int)(1e3 * patience));
        ssize_t sent = count > 0 ? send(socket, next, size, MSG_NOSIGNAL | MSG_DONTWAIT) : count;
        if (sent < 0 && (errno == EINTR || errno == EAGAIN)) {
            continue;
        }
        if (count == 0) {
            return SILENT;
        }
        if (sent < 0) {
            return arrival_of_error(errno);
        }
        next += sent;
        size -= (size_t)sent;
    }
    return ARRIVED;
}

/* A run in progress. */
struct run {
    struct spice_session *session;
    struct spice_result *result;
    bool done;
};

static enum status take_names(struct run *run, const char *names, size_t size, struct diagnostic *diagnostic)
{
    size_t count = 0;
    for (size_t i = 0; i < size; i++) {
        count += names[i] == '\0';
    }
    const char **name = calloc(count + 1, sizeof *name);
    for (size_t c = 0; name && c < count; c++) {
        name[c] = names;
        names += strlen(names) + 1;
    }
    table_free(run->result->table);
    run->result->table = name ? table_new(count, name) : NULL;
    free(name);
    return run->result->table ? STATUS_OK : fail_memory(diagnostic);
}

static enum status take_row(struct run *run, const void *row, size_t size, struct diagnostic *diagnostic)
{
    struct table *table = run->result->table;
    if (!table || size != table->columns * sizeof(double)) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: the ngspice host sent a row that does not fit");
    }
    double time;
    memcpy(&time, row, sizeof time);
    if (run->session->job.progress) {
        run->session->job.progress(run->session->job.context, time, table->rows + 1);
    }
    return table_append(table, row, diagnostic);
}

static void take_text(struct run *run, const char *text)
{
    if (run->session->job.log) {
        fprintf(run->session->job.log, "ngspice: %s\n", text);
    }
    if (text[0]) {
        snprintf(run->session->last_words, sizeof run->session->last_words, "%s", text);
    }
}

/* `bytes` has a zero behind its `size` bytes. */
static enum status take_message(struct run *run, const struct message_header *header, const void *bytes,
                                struct diagnostic *diagnostic)
{
    struct host_statistics statistics;
    switch (header->kind) {
    case MESSAGE_TEXT:
        take_text(run, bytes);
        return STATUS_OK;
    case MESSAGE_NAMES:
        return take_names(run, bytes, header->size, diagnostic);
    case MESSAGE_ROW:
        return take_row(run, bytes, header->size, diagnostic);
    case MESSAGE_STATISTICS:
        if (header->size != sizeof statistics) {
            return fail(diagnostic, STATUS_SIMULATOR, "error: the ngspice host sent statistics that do not fit");
        }
        memcpy(&statistics, bytes, sizeof statistics);
        run->result->iterations = statistics.iterations;
        run->result->peak_memory = (size_t)statistics.peak_memory;
        run->result->klu = statistics.klu != 0;
        snprintf(run->result->version, sizeof run->result->version, "%.*s", (int)sizeof statistics.version - 1,
                 statistics.version);
        return STATUS_OK;
    case MESSAGE_FAILED:
        return fail(diagnostic, STATUS_SIMULATOR, "error: %s", (const char *)bytes);
    case MESSAGE_NO_MEMORY:
        return fail(diagnostic, STATUS_SYSTEM, "error: out of memory in ngspice");
    case MESSAGE_DONE:
        run->done = true;
        return STATUS_OK;
    default:
        return fail(diagnostic, STATUS_SIMULATOR, "error: the ngspice host sent an unknown message");
    }
}

/* What ngspice said before something happened to it. */
static const char *last_words(const struct spice_session *session)
{
    return session->last_words[0] ? session->last_words : "nothing";
}

/* Waits for the end of the host, which nobody listens to from now on. Returns an error number where how it ended is not
 * known. */
static int bury(struct spice_session *session, int *how, struct rusage *usage)
{
    close(session->socket);
    int error = process_wait(session->pid, how, usage);
    session->pid = 0;
    return error;
}

/* The reason for which the host ended without a message. */
static enum status explain_end(struct spice_session *session, struct diagnostic *diagnostic)
{
    int how = 0, error = bury(session, &how, NULL);
    if (error) {
        return fail(diagnostic, STATUS_SYSTEM, "error: ngspice ended, and how is not known: %s", strerror(error));
    }
    if (WIFSIGNALED(how)) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice crashed with signal %d (%s); it last said: %s",
                    WTERMSIG(how), strsignal(WTERMSIG(how)), last_words(session));
    }
    return fail(diagnostic, STATUS_SIMULATOR,
                "error: ngspice ended with code %d before the run was done; it last said: %s", WEXITSTATUS(how),
                last_words(session));
}

/* The error of an exchange with the host that did not succeed. */
static enum status explain(struct spice_session *session, enum arrival arrival, struct diagnostic *diagnostic)
{
    int error = errno;
    if (arrival == ENDED) {
        return explain_end(session, diagnostic);
    }
    if (arrival == FAILED) {
        return fail(diagnostic, STATUS_SYSTEM, "error: no exchange with the ngspice host: %s", strerror(error));
    }
    return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice hangs: not a word for %g s; it last said: %s",
                session->job.patience, last_words(session));
}

/* Takes messages until the run is done. */
static enum status follow(struct run *run, struct diagnostic *diagnostic)
{
    const double patience = run->session->job.patience;
    const int socket = run->session->socket;
    enum status status = STATUS_OK;
    char *bytes = NULL;
    size_t room = 0;
    while (status == STATUS_OK && !run->done) {
        struct message_header header;
        enum arrival arrival = read_bytes(socket, &header, sizeof header, patience);
        if (arrival == ARRIVED && header.size > GREATEST_MESSAGE) {
            status = fail(diagnostic, STATUS_SIMULATOR, "error: the ngspice host sent a message that is too long");
            break;
        }
        if (arrival == ARRIVED && header.size + 1 > room) {
            free(bytes);
            room = header.size + 1;
            bytes = malloc(room);
            if (!bytes) {
                return fail_memory(diagnostic);
            }
        }
        if (arrival == ARRIVED) {
            arrival = read_bytes(socket, bytes, header.size, patience);
        }
        if (arrival == ARRIVED) {
            bytes[header.size] = '\0';
            status = take_message(run, &header, bytes, diagnostic);
        } else {
            status = explain(run->session, arrival, diagnostic);
        }
    }
    free(bytes);
    return status;
}

enum status spice_session_begin(const struct spice_job *job, struct spice_session **session,
                                struct diagnostic *diagnostic)
{
    struct spice_session *new = calloc(1, sizeof *new);
    *session = NULL;
    if (!new) {
        return fail_memory(diagnostic);
    }
    new->job = *job;
    enum status status = start_host(job, new, diagnostic);
    if (status != STATUS_OK) {
        free(new);
        return status;
    }
    *session = new;
    return STATUS_OK;
}

enum status spice_session_begin_network(const struct spice_job *job, const struct network *network,
                                        struct spice_session **session, struct diagnostic *diagnostic)
{
    struct spice_job with_deck = *job;
    char *deck = NULL;
    *session = NULL;
    enum status status = job->deck ? STATUS_OK : deck_text(network, DECK_COMPACT, &deck, diagnostic);
    if (status == STATUS_OK) {
        with_deck.deck = job->deck ? job->deck : deck;
        with_deck.rest_vector = DECK_MOTION;
        with_deck.rest_from = deck_rest_from(network);
        with_deck.klu = network->n >= KLU_FROM;
        status = spice_session_begin(&with_deck, session, diagnostic);
    }
    free(deck);
    return status;
}

enum status spice_session_run(struct spice_session *session, const char *order, struct spice_result *result,
                              struct diagnostic *diagnostic)
{
    struct run run = {.session = session, .result = result};
    *result = (struct spice_result){.iterations = -1};
    enum arrival arrival = write_bytes(session->socket, order, strlen(order) + 1, session->job.patience);
    /* a host that ended before its order may have said why */
    enum status status =
        arrival == ARRIVED || arrival == ENDED ? follow(&run, diagnostic) : explain(session, arrival, diagnostic);
    if (status == STATUS_OK && (!result->table || result->table->rows == 0)) {
        status = fail(diagnostic, STATUS_SIMULATOR, "error: ngspice ran the deck without a result; it last said: %s",
                      last_words(session));
    }
    if (status != STATUS_OK) {
        table_free(result->table);
        result->table = NULL;
        if (session->pid) {
            kill(session->pid, SIGKILL);
        }
    }
    return status;
}

void spice_session_end(struct spice_session *session, size_t *peak_memory)
{
    struct rusage usage = {0};
    if (session && session->pid) {
        bury(session, &(int){0}, &usage);
    }
    if (peak_memory) {
        *peak_memory = (size_t)usage.ru_maxrss * 1024;
    }
    free(session);
}
