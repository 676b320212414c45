/* Whether OpenBLAS can get the memory that it needs: it waits for ever where it cannot. */
#ifndef BLAS_H
#define BLAS_H

#include "base/status.h"

#include <stddef.h>

/* Checks that `threads` threads at once can multiply a vector by a matrix of `size` rows and columns, counted together.
 * OpenBLAS takes 128 MiB of addresses for each thread that does it with more than 238, keeps them, and
 * retries for ever if it cannot have them. STATUS_SYSTEM where that would happen. */
enum status blas_room(size_t size, size_t threads, struct diagnostic *diagnostic);

#endif
