#include "campaign/mpi/launcher.h"

#include "base/number.h"

#include <stdlib.h>
#include <unistd.h>

/* The whole number in a variable of the environment, -1 where there is none. */
static long variable(const char *name)
{
    const char *text = getenv(name);
    long value = -1;
    return text && integer_parse(text, 0, 1000000000, &value) ? value : -1;
}

struct launcher launcher_look(void)
{
    static const struct {
        const char *count, *rank;
        bool offers_mpi;
    } KINDS[] = {
        {"OMPI_COMM_WORLD_SIZE", "OMPI_COMM_WORLD_RANK", true},
        {"PMI_SIZE", "PMI_RANK", true},
        {"SLURM_STEP_NUM_TASKS", "SLURM_PROCID", false}, /* not SLURM_NTASKS, which a batch script has, too */
    };
    long pmix = variable("PMIX_RANK");
    for (size_t i = 0; i < sizeof KINDS / sizeof *KINDS; i++) {
        long count = variable(KINDS[i].count), rank = variable(KINDS[i].rank);
        if (count > 0 && rank >= 0) {
            return (struct launcher){(size_t)count, (size_t)rank, KINDS[i].offers_mpi || pmix >= 0};
        }
    }
    bool one_of_several = pmix > 0; /* else PMIx alone does not say */
    return (struct launcher){one_of_several ? (size_t)pmix + 1 : 0, one_of_several ? (size_t)pmix : 0, pmix >= 0};
}

enum status launcher_refuse(const struct launcher *launcher, const char *why, struct diagnostic *diagnostic)
{
    if (launcher->rank > 0) {
        _exit(STATUS_OK);
    }
    return fail(diagnostic, STATUS_INPUT, "error: %zu processes were started together, %s", launcher->count, why);
}
