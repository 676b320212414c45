#include "base/blas.h"

#include <sys/mman.h>

enum status blas_room(size_t size, size_t threads, struct diagnostic *diagnostic)
{
    const size_t small = 200;         /* as said in blas.h, and some for other versions */
    const size_t buffer = 129u << 20; /* B; OpenBLAS's BUFFER_SIZE on 64-bit processors, and what it adds */
    if (size <= small) {
        return STATUS_OK;
    }
    void *room = mmap(NULL, threads * buffer, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (room == MAP_FAILED) {
        return fail(diagnostic, STATUS_SYSTEM, "error: out of memory: OpenBLAS needs %zu MiB of addresses",
                    threads * buffer >> 20);
    }
    munmap(room, threads * buffer);
    return STATUS_OK;
}
