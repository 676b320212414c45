#include "cli/ranks.h"

#include "campaign/mpi/launcher.h"
#include "campaign/runner.h"

#include <stdio.h>
#include <string.h>

enum status ranks_of_command(int argc, char *const argv[], struct ranks **ranks, struct diagnostic *diagnostic)
{
    *ranks = NULL;
    for (int k = 1; k < argc; k++) {
        if (strncmp(argv[k], "--shard", strlen("--shard")) == 0) {
            return STATUS_OK;
        }
    }
    return ranks_begin(ranks, diagnostic);
}

enum status ranks_refuse(struct diagnostic *diagnostic)
{
    struct launcher launcher = launcher_look();
    return launcher.count > 1 ? launcher_refuse(&launcher,
                                                "and all would do the same runs; expected one process, or 'spinfield "
                                                "sweep', which shares its runs",
                                                diagnostic)
                              : STATUS_OK;
}

size_t ranks_workers(const struct ranks *ranks, long jobs)
{
    return jobs > 0 ? (size_t)jobs : ranks ? 1 : runner_processors();
}

void ranks_print_lost(const struct ranks *ranks)
{
    if (ranks && ranks->lost > 0) {
        printf("  %-21s %zu of %zu; others have done their runs\n", "lost processes", ranks->lost, ranks->count - 1);
    }
}
