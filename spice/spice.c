#include "spice/spice.h"

#include "spice/session.h"

#include <time.h>

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + 1e-9 * (double)time.tv_nsec;
}

/* Runs the circuit of a session as it is, once, and ends the session. `begun`: as what is measured began, s. */
static enum status run_and_end(struct spice_session *session, double begun, struct spice_result *result,
                               struct diagnostic *diagnostic)
{
    enum status status = spice_session_run(session, "", result, diagnostic);
    spice_session_end(session, &result->peak_memory);
    result->seconds = now() - begun;
    return status;
}

enum status spice_run(const struct spice_job *job, struct spice_result *result, struct diagnostic *diagnostic)
{
    struct spice_session *session;
    const double begun = now();
    *result = (struct spice_result){.iterations = -1};
    enum status status = spice_session_begin(job, &session, diagnostic);
    return status == STATUS_OK ? run_and_end(session, begun, result, diagnostic) : status;
}

enum status spice_run_network(const struct spice_job *job, const struct network *network, struct spice_result *result,
                              struct diagnostic *diagnostic)
{
    struct spice_session *session;
    const double begun = now();
    *result = (struct spice_result){.iterations = -1};
    enum status status = spice_session_begin_network(job, network, &session, diagnostic);
    return status == STATUS_OK ? run_and_end(session, begun, result, diagnostic) : status;
}
