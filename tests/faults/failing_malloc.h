/* Memory that fails when it is told to: the allocation functions of the C library, replaced in this program. */
#ifndef FAILING_MALLOC_H
#define FAILING_MALLOC_H

#include <stdbool.h>

/* Shared by the processes that fork from the one which made it. */
struct failing_malloc {
    long count;    /* allocations asked for since it was armed */
    long first;    /* the one that fails, from 1; 0: none does */
    bool for_good; /* all after it fail, too */
    bool traced;   /* its place is printed to the file descriptor 2 as it was when the program began */
};

/* From here on the allocations of this process count, and fail, as `plan` says; a NULL plan ends that. */
void failing_malloc_arm(struct failing_malloc *plan);

#endif
