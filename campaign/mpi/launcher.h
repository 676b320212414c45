/* What started this process, as far as its environment says. */
#ifndef LAUNCHER_H
#define LAUNCHER_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct launcher {
    size_t count;    /* processes that were started together; 0: it is not known */
    size_t rank;     /* of this one */
    bool offers_mpi; /* it has what MPI needs to find the others */
};

/* mpirun of Open MPI, anything that has PMI or PMIx, and srun. */
struct launcher launcher_look(void);

/* STATUS_INPUT for processes that cannot work together; `why` says why and what is expected. Only rank 0 returns: the
 * others end with the exit code 0, since the launcher would stop rank 0 for another one before it has said why. */
enum status launcher_refuse(const struct launcher *launcher, const char *why, struct diagnostic *diagnostic);

#endif
