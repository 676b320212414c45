/* points [NAME=VALUE...]: a campaign of made-up points, by ranks where mpirun started it, and else by processes. Prints
 * a line for each result in the order in which they are taken, and what became of it all; the exit code is the
 * campaign's. What can be set: how many `points` there are, their `first` number, `workers` of a rank; at which number
 * which fault occurs; which rank dies when it has `begun` or when it ends, or which `tag` a message has in the middle
 * of which a rank dies; and what a rank above 0 says that it is. `silence` is in seconds, `once` is a file that is made
 * by the fault that occurs but once. */
#include "campaign/mpi/messages.h"
#include "campaign/ranks.h"
#include "campaign/runner.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct setting {
    const char *name;
    long value;
    const char *text;
};

enum {
    POINTS,
    FIRST,
    WORKERS,
    SILENCE,
    FAILS,
    CHILD_DIES,
    RANK_DIES,
    RANK_STOPS,
    LAST,
    ENDS_AT_ERROR,
    CAMPAIGNS,
    LONG,
    VERSION,
    PLAN,
    QUITS,
    DIES_BEGUN,
    DIES_ENDING,
    DIES_SENDING,
    ONCE,
    SETTINGS
};

/* As long as the plan of a sweep may be. */
#define FOUR_TIMES(text) text text text text
#define SAME_PLAN FOUR_TIMES(FOUR_TIMES(FOUR_TIMES("all of the points ")))

static struct setting setting[SETTINGS] = {
    [POINTS] = {"points", 200, NULL},
    [FIRST] = {"first", 0, NULL},
    [WORKERS] = {"workers", 0, NULL},
    [SILENCE] = {"silence", 60, NULL},
    [FAILS] = {"fails", -1, NULL},
    [CHILD_DIES] = {"child-dies", -1, NULL},
    [RANK_DIES] = {"rank-dies", -1, NULL},
    [RANK_STOPS] = {"rank-stops", -1, NULL},
    [LAST] = {"last", -1, NULL},
    [ENDS_AT_ERROR] = {"ends-at-error", 0, NULL},
    [CAMPAIGNS] = {"campaigns", 1, NULL},
    [LONG] = {"long", 0, NULL},
    [VERSION] = {"version", 0, "1"},
    [PLAN] = {"plan", 0, SAME_PLAN},
    [QUITS] = {"quits", -1, NULL},
    [DIES_BEGUN] = {"dies-begun", -1, NULL},
    [DIES_ENDING] = {"dies-ending", -1, NULL},
    [DIES_SENDING] = {"dies-sending", -1, "nothing"},
    [ONCE] = {"once", 0, NULL},
};

/* True the first time, in whichever process. */
static bool is_first_time(void)
{
    int file = open(setting[ONCE].text, O_CREAT | O_EXCL | O_WRONLY, 0600);
    if (file >= 0) {
        close(file);
    }
    return file >= 0;
}

/* ---- Functions that take the place of MPI's, which have a second name for this purpose ---- */

/* The head of a message has gone when PMPI_Isend returns. What is longer than AT_ONCE has a rest that goes in later
 * calls, with the parameters that tests/mpi/check.sh sets. */
// NOLINTNEXTLINE(readability-function-size): these parameters are MPI's
int MPI_Isend(const void *bytes, int count, MPI_Datatype type, int to, int tag, MPI_Comm comm, MPI_Request *request)
{
    static const char *const TAG[TAG_LEAVE + 1] = {
        [TAG_READY] = "ready", [TAG_RESULTS] = "results", [TAG_ORDER] = "order"};
    enum { AT_ONCE = 256 }; /* bytes */
    int error = PMPI_Isend(bytes, count, type, to, tag, comm, request);
    if (count > AT_ONCE && TAG[tag] && strcmp(TAG[tag], setting[DIES_SENDING].text) == 0 && is_first_time()) {
        raise(SIGKILL);
    }
    return error;
}

int MPI_Finalize(void)
{
    int rank;
    MPI_Comm_rank(MPI_COMM_WORLD, &rank);
    if (rank == setting[DIES_ENDING].value) {
        raise(SIGKILL);
    }
    return PMPI_Finalize();
}

/* ---- Points ---- */

/* The bytes of a result: its number many times, so that some are longer than a message that is sent at once. */
static enum status run(const void *context, void *worker, size_t point, struct campaign_result *result,
                       struct diagnostic *diagnostic)
{
    const long this = (long)point;
    (void)context;
    (void)worker;
    if (this == setting[FAILS].value) {
        return fail(diagnostic, STATUS_SIMULATOR, "error: point %ld", this);
    }
    if (this == setting[CHILD_DIES].value) {
        raise(SIGKILL);
    }
    if (this == setting[RANK_DIES].value && is_first_time()) {
        kill(getppid(), SIGKILL);
        pause();
    }
    if (this == setting[RANK_STOPS].value && is_first_time()) {
        kill(getppid(), SIGSTOP);
        pause();
    }
    if (setting[LONG].value) {
        usleep((useconds_t)setting[LONG].value);
    }
    result->size = 1 + point % 7 + (point % 100 == 50 ? 100000 : 0);
    result->bytes = malloc(result->size);
    if (!result->bytes) {
        return fail_memory(diagnostic);
    }
    memset(result->bytes, (int)('a' + point % 26), result->size);
    return STATUS_OK;
}

static size_t number(const void *context, size_t point)
{
    (void)context;
    return (size_t)setting[FIRST].value + point;
}

static enum status run_numbered(const void *context, void *worker, size_t point, struct campaign_result *result,
                                struct diagnostic *diagnostic)
{
    return run(context, worker, number(context, point), result, diagnostic);
}

static enum status take(void *context, const struct campaign_result *result, struct diagnostic *diagnostic)
{
    const char *bytes = result->bytes;
    (void)context;
    printf("%zu %d %zu %c %s\n", result->point, (int)result->status, result->size,
           bytes ? bytes[result->size - 1] : '-', result->status == STATUS_OK ? "" : result->why.text);
    return (long)result->point == setting[LAST].value ? fail(diagnostic, STATUS_UNMET, "error: enough") : STATUS_OK;
}

static bool set(const char *argument)
{
    const char *equals = strchr(argument, '=');
    size_t length = equals ? (size_t)(equals - argument) : 0;
    for (size_t i = 0; equals && i < SETTINGS; i++) {
        if (strlen(setting[i].name) == length && strncmp(argument, setting[i].name, length) == 0) {
            setting[i].text = equals + 1;
            setting[i].value = atol(equals + 1);
            return true;
        }
    }
    fprintf(stderr, "points: error: there is no '%s'\n", argument);
    return false;
}

static enum status run_all(struct ranks *ranks, struct diagnostic *why)
{
    struct campaign campaign = {.points = (size_t)setting[POINTS].value,
                                .workers = (size_t)setting[WORKERS].value,
                                .pool = CAMPAIGN_PROCESSES,
                                .ends_at_error = setting[ENDS_AT_ERROR].value != 0,
                                .run = ranks ? run : run_numbered,
                                .take = take,
                                .number = number};
    bool other = ranks && ranks->rank > 0;
    struct ranks_identity identity = {other ? setting[VERSION].text : "1", other ? setting[PLAN].text : SAME_PLAN};
    enum status status = STATUS_OK, worst = STATUS_OK;
    if (other) {
        ranks->serve(ranks, &identity, &campaign);
    }
    if (ranks) {
        status = ranks->meet(ranks, &identity, why);
    }
    for (long i = 0; status == STATUS_OK && i < setting[CAMPAIGNS].value; i++) {
        status = ranks ? ranks->run(ranks, &campaign, why) : runner_run(&campaign, why);
        if (status != STATUS_OK) {
            worst = status;
            printf("campaign %ld: %s\n", i, why->text);
            status = STATUS_OK;
        }
    }
    return status == STATUS_OK ? worst : status;
}

int main(int argc, char **argv)
{
    struct diagnostic why;
    struct ranks *ranks;
    for (int i = 1; i < argc; i++) {
        if (!set(argv[i])) {
            return STATUS_INPUT;
        }
    }
    enum status status = ranks_begin(&ranks, &why);
    if (ranks && setting[DIES_BEGUN].value == (long)ranks->rank) {
        raise(SIGKILL);
    }
    if (ranks) {
        ranks->silence = (double)setting[SILENCE].value;
    }
    if (status == STATUS_OK && setting[QUITS].value == (ranks ? (long)ranks->rank : 0)) {
        status = fail(&why, STATUS_INPUT, "error: no such file");
    } else if (status == STATUS_OK) {
        status = run_all(ranks, &why);
    }
    if (ranks && ranks->lost > 0) {
        printf("%zu lost\n", ranks->lost);
    }
    if (status != STATUS_OK) {
        fprintf(stderr, "%s\n", why.text);
    }
    exit((int)status);
}
