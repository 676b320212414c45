/* ranks_begin of a program that is built with MPI. */
#include "campaign/ranks.h"

#include "base/terminal.h"
#include "campaign/mpi/keeper.h"
#include "campaign/mpi/launcher.h"
#include "campaign/mpi/messages.h"
#include "campaign/mpi/relay.h"

#include <fcntl.h>
#include <mpi.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

/* What the functions of struct ranks need; it lasts as long as the process. */
struct job {
    struct ranks ranks; /* first, so that a pointer to it is one to the job */
    double silence;     /* s */
    pid_t process;
    struct keeper keeper;   /* in rank 0 */
    struct mailbox mailbox; /* in others */
    int kept, hidden;       /* in others: stderr as it was, and a file in memory that takes its place */
};

static void name_machine(char name[MPI_MAX_PROCESSOR_NAME])
{
    int length = 0;
    MPI_Get_processor_name(name, &length);
}

/* ---- The functions of struct ranks ---- */

static _Noreturn void serve(struct ranks *ranks, const struct ranks_identity *identity, const struct campaign *campaign)
{
    struct job *job = (struct job *)ranks;
    char machine[MPI_MAX_PROCESSOR_NAME], *text = NULL;
    name_machine(machine);
    int length = asprintf(&text, "%s\n%s\n%s", identity->version, machine, identity->plan);
    if (length < 0) {
        messages_abort();
    }
    fflush(stderr);
    dup2(job->kept, STDERR_FILENO); /* for what a crash says */
    relay_say(TAG_READY, text, (size_t)length, ranks->silence);
    free(text);
    relay_run(&job->mailbox, campaign, ranks->silence);
    relay_leave(&job->mailbox, ranks->silence);
}

static enum status meet(struct ranks *ranks, const struct ranks_identity *identity, struct diagnostic *diagnostic)
{
    struct job *job = (struct job *)ranks;
    job->keeper.silence = ranks->silence;
    enum status status = keeper_meet(&job->keeper, identity, diagnostic);
    ranks->lost = job->keeper.blocks.lost;
    return status;
}

static enum status run(struct ranks *ranks, const struct campaign *campaign, struct diagnostic *diagnostic)
{
    struct job *job = (struct job *)ranks;
    enum status status = keeper_run(&job->keeper, campaign, diagnostic);
    ranks->lost = job->keeper.blocks.lost;
    return status;
}

/* ---- The end ---- */

/* Tells rank 0 why this rank ends without having served. */
static void explain(const struct job *job, int code)
{
    char machine[MPI_MAX_PROCESSOR_NAME], said[1024], text[sizeof machine + sizeof said + 16];
    ssize_t got = pread(job->hidden, said, sizeof said - 1, 0);
    said[got > 0 ? got : 0] = '\0';
    said[strcspn(said, "\n")] = '\0';
    name_machine(machine);
    int length = snprintf(text, sizeof text, "%d\n%s\n%s", code, machine, said);
    relay_say(code == STATUS_OK ? TAG_DONE : TAG_FAILED, text, code == STATUS_OK ? 0 : (size_t)length,
              job->ranks.silence);
}

/* Runs when the process ends by exit(), which parsers of command lines call, too. */
static void end(int code, void *context)
{
    struct job *job = context;
    if (getpid() != job->process) {
        return; /* a child that ends by exit() */
    }
    fflush(stdout);
    fflush(stderr);
    if (job->ranks.rank == 0) {
        keeper_end(&job->keeper, code);
        free(job);
        return;
    }
    explain(job, code);
    relay_leave(&job->mailbox, job->ranks.silence);
}

/* ---- The beginning ---- */

/* In a rank above 0: nothing that it prints is seen. */
static void hide(struct job *job)
{
    int nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    job->kept = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
    job->hidden = memfd_create("stderr", MFD_CLOEXEC);
    dup2(nowhere, STDOUT_FILENO);
    dup2(job->hidden >= 0 ? job->hidden : nowhere, STDERR_FILENO);
    close(nowhere);
}

/* How many ranks MPI knows of. */
static size_t start_mpi(int *rank)
{
    int provided, count = 1;
    MPI_Init_thread(NULL, NULL, MPI_THREAD_FUNNELED, &provided);
    MPI_Comm_set_errhandler(MPI_COMM_WORLD, MPI_ERRORS_RETURN);
    MPI_Comm_rank(MPI_COMM_WORLD, rank);
    MPI_Comm_size(MPI_COMM_WORLD, &count);
    return (size_t)count;
}

enum status ranks_begin(struct ranks **ranks, struct diagnostic *diagnostic)
{
    struct launcher launcher = launcher_look();
    int rank = 0;
    *ranks = NULL;
    if (launcher.count == 1 || (launcher.count == 0 && !launcher.offers_mpi)) {
        return STATUS_OK;
    }
    size_t count = launcher.offers_mpi ? start_mpi(&rank) : 1;
    if (count == 1 && launcher.offers_mpi) {
        MPI_Finalize();
    }
    if (count == 1 && launcher.count > 1) {
        return launcher_refuse(
            &launcher, "and Open MPI finds only this one; expected mpirun of Open MPI, or srun --mpi=pmix", diagnostic);
    }
    if (count == 1) {
        return STATUS_OK;
    }
    struct job *job = calloc(1, sizeof *job);
    enum status status = job ? STATUS_OK : fail_memory(diagnostic);
    if (job && rank == 0) {
        status = keeper_begin(&job->keeper, count - 1, diagnostic);
    }
    if (!job || status != STATUS_OK) { /* without MPI_Finalize: the launcher ends the others */
        free(job);
        return status;
    }
    job->ranks = (struct ranks){
        .count = count, .rank = (size_t)rank, .silence = RANKS_SILENCE, .serve = serve, .meet = meet, .run = run};
    job->process = getpid();
    if (rank > 0) {
        hide(job);
    }
    on_exit(end, job);
    *ranks = &job->ranks;
    return STATUS_OK;
}
