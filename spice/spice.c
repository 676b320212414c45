#include "spice/spice.h"

#include "netgen/deck.h"
#include "base/descriptor.h"
#include "base/process.h"
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
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* For jemalloc, which the host is linked with: ngspice follows pointers through tens of megabytes, so huge pages, and
 * one arena for its two threads. */
static const char ALLOCATION[] = "MALLOC_CONF=thp:always,narenas:1";

/* Far beyond what a message of a network that fits into memory needs. */
static const uint32_t GREATEST_MESSAGE = 1u << 28;

/* The host as its parent sees it. */
struct host {
    pid_t pid;
    int pipe; /* messages come from here; -1 when closed */
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

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

static int spawn_host(const struct spice_job *job, int deck, int pipe_end, pid_t *pid)
{
    char rest_from[32];
    snprintf(rest_from, sizeof rest_from, "%.17g", job->rest_from);
    const char *const words[] = {job->host, job->code_model, job->rest_vector, rest_from, NULL};
    const char **environment = host_environment();
    const struct process_job host = {
        job->host, words, environment, {[STDIN_FILENO] = deck, -1, -1, [PROTOCOL_PIPE] = pipe_end}};
    int error = environment ? process_start(&host, pid) : ENOMEM;
    free(environment);
    return error;
}

static enum status start_host(const struct spice_job *job, struct host *host, struct diagnostic *diagnostic)
{
    int ends[2];
    int deck = descriptor_of_text("deck", job->deck);
    if (deck < 0) {
        return fail(diagnostic, STATUS_SYSTEM, "error: no room for the deck: %s", strerror(errno));
    }
    if (pipe2(ends, O_CLOEXEC) != 0) {
        close(deck);
        return fail(diagnostic, STATUS_SYSTEM, "error: no pipe: %s", strerror(errno));
    }
    int error = spawn_host(job, deck, ends[1], &host->pid);
    close(deck);
    close(ends[1]);
    host->pipe = ends[0];
    if (error != 0) {
        close(ends[0]);
        return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot start the ngspice host: %s", job->host,
                    strerror(error));
    }
    return STATUS_OK;
}

/* What came of reading from the host. */
enum arrival { ARRIVED, ENDED, SILENT, FAILED /* errno says why */ };

static enum arrival read_bytes(int pipe, void *bytes, size_t size, double patience)
{
    char *next = bytes;
    while (size > 0) {
        struct pollfd ready = {.fd = pipe, .events = POLLIN};
        int count = poll(&ready, 1, (int)(1e3 * patience));
        ssize_t got = count > 0 ? read(pipe, next, size) : count;
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (count == 0) {
            return SILENT;
        }
        if (got <= 0) {
            return got < 0 ? FAILED : ENDED;
        }
        next += got;
        size -= (size_t)got;
    }
    return ARRIVED;
}

/* A run in progress. */
struct run {
    const struct spice_job *job;
    struct spice_result *result;
    bool done;
    char last_words[200]; /* the last line that ngspice printed */
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
    if (run->job->progress) {
        run->job->progress(run->job->context, time, table->rows + 1);
    }
    return table_append(table, row, diagnostic);
}

static void take_text(struct run *run, const char *text)
{
    if (run->job->log) {
        fprintf(run->job->log, "ngspice: %s\n", text);
    }
    if (text[0]) {
        snprintf(run->last_words, sizeof run->last_words, "%s", text);
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

/* The reason for which the host ended without a message. */
static enum status explain_end(const struct run *run, int wait_status, struct diagnostic *diagnostic)
{
    const char *said = run->last_words[0] ? run->last_words : "nothing";
    if (WIFSIGNALED(wait_status)) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: ngspice crashed with signal %d (%s); it last said: %s",
                    WTERMSIG(wait_status), strsignal(WTERMSIG(wait_status)), said);
    }
    return fail(diagnostic, STATUS_SIMULATOR,
                "error: ngspice ended with code %d before the run was done; it last said: %s", WEXITSTATUS(wait_status),
                said);
}

/* Takes messages until the run is done. *ended is true if the host closed the pipe too early. */
static enum status follow(struct run *run, const struct host *host, bool *ended, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    char *bytes = NULL;
    size_t room = 0;
    while (status == STATUS_OK && !run->done && !*ended) {
        struct message_header header;
        enum arrival arrival = read_bytes(host->pipe, &header, sizeof header, run->job->patience);
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
            arrival = read_bytes(host->pipe, bytes, header.size, run->job->patience);
        }
        if (arrival == ARRIVED) {
            bytes[header.size] = '\0';
            status = take_message(run, &header, bytes, diagnostic);
        } else if (arrival == ENDED) {
            *ended = true;
        } else if (arrival == FAILED) {
            status = fail(diagnostic, STATUS_SYSTEM, "error: cannot read from the ngspice host: %s", strerror(errno));
        } else {
            status = fail(diagnostic, STATUS_SIMULATOR, "error: ngspice hangs: not a word for %g s; it last said: %s",
                          run->job->patience, run->last_words[0] ? run->last_words : "nothing");
        }
    }
    free(bytes);
    return status;
}

enum status spice_run(const struct spice_job *job, struct spice_result *result, struct diagnostic *diagnostic)
{
    *result = (struct spice_result){.iterations = -1};
    struct run run = {.job = job, .result = result};
    struct host host = {.pipe = -1};
    double start = now();
    enum status status = start_host(job, &host, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    bool ended = false;
    status = follow(&run, &host, &ended, diagnostic);
    close(host.pipe);
    if (status != STATUS_OK) {
        kill(host.pid, SIGKILL);
    }
    int wait_status = 0;
    struct rusage usage = {0};
    int error = process_wait(host.pid, &wait_status, &usage);
    result->seconds = now() - start;
    result->peak_memory = (size_t)usage.ru_maxrss * 1024;
    if (status == STATUS_OK && ended && error) {
        status = fail(diagnostic, STATUS_SYSTEM, "error: ngspice ended, and how is not known: %s", strerror(error));
    } else if (status == STATUS_OK && ended) {
        status = explain_end(&run, wait_status, diagnostic);
    }
    if (status == STATUS_OK && (!result->table || result->table->rows == 0)) {
        status = fail(diagnostic, STATUS_SIMULATOR, "error: ngspice ran the deck without a result; it last said: %s",
                      run.last_words[0] ? run.last_words : "nothing");
    }
    if (status != STATUS_OK) {
        table_free(result->table);
        result->table = NULL;
    }
    return status;
}

enum status spice_run_network(const struct spice_job *job, const struct network *network, struct spice_result *result,
                              struct diagnostic *diagnostic)
{
    struct spice_job run = *job;
    char *deck = NULL;
    *result = (struct spice_result){.iterations = -1};
    enum status status = deck_text(network, job->form, &deck, diagnostic);
    if (status == STATUS_OK) {
        run.deck = deck;
        run.rest_vector = DECK_MOTION;
        run.rest_from = deck_rest_from(network);
        status = spice_run(&run, result, diagnostic);
    }
    free(deck);
    return status;
}
