/* ranks_begin of a program that is built without MPI. */
#include "campaign/mpi/launcher.h"
#include "campaign/ranks.h"

enum status ranks_begin(struct ranks **ranks, struct diagnostic *diagnostic)
{
    struct launcher launcher = launcher_look();
    *ranks = NULL;
    if (launcher.count > 1) {
        return launcher_refuse(
            &launcher,
            "and this program is built without MPI; expected one built with 'make MPI=1', or --shard "
            "with a store for each process",
            diagnostic);
    }
    return STATUS_OK;
}
