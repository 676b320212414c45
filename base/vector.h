/* Vector code for the installed processor. */
#ifndef VECTOR_H
#define VECTOR_H

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

/* A function so marked is compiled for each of these, and the processor chooses; all give the same bits
 * (-ffp-contract=off: no multiplication is fused with an addition). Not with ThreadSanitizer, which is not ready yet
 * when a program's start asks for the processor, and not where the C library or the processor knows no such choice. */
#if defined __x86_64__ && defined __GLIBC__ && !defined __SANITIZE_THREAD__
#define VECTOR __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define VECTOR __attribute__((optimize("O3")))
#endif

/* A part of such functions: compiled into each, for what is constant there. */
#define VECTOR_PART static inline __attribute__((always_inline))

/* A loop over whole vectors, into arrays that do not overlap others; the least and the greatest of some may be looked
 * for in it. */
#define VECTOR_LOOP _Pragma("omp simd")

enum { LANES = 8 }; /* doubles in the widest vector */

/* `n` doubles as whole vectors. */
static inline size_t vector_padded(size_t n)
{
    return (n + LANES - 1) / LANES * LANES;
}

/* `n`, which is that of whole vectors, in a form from which compilers see that it is. */
static inline size_t vector_whole(size_t n)
{
    return n / LANES * LANES;
}

/* Zeroed room for `size` bytes and up to the next vector's end, for free(); NULL where memory is short. Much of it is
 * in huge pages, if the system gives them: a page at a time, the first use would take longer than a run. */
static inline void *vector_room(size_t size)
{
    const size_t vector = LANES * sizeof(double), page = (size_t)2 << 20;
    const size_t unit = size < 2 * page ? vector : page, whole = (size + unit - 1) / unit * unit;
    void *room = aligned_alloc(unit, whole ? whole : unit);
    if (room && unit == page) {
        madvise(room, whole, MADV_HUGEPAGE);
    }
    return room ? memset(room, 0, whole ? whole : unit) : NULL;
}

/* The same for `n` doubles. */
static inline double *vector_new(size_t n)
{
    return vector_room(vector_padded(n) * sizeof(double));
}

#ifdef __clang_analyzer__ /* it would not know that the loops that filled the arrays were as long */
double vector_sum(const double *x, size_t n);
double vector_sum_of(const double *x, const double *times, size_t n);
bool vector_next_marked(const double *mark, size_t *i, size_t n);
#else
/* The sum of x[n], whole vectors, each times[n] if that is not NULL, in an order that does not depend on the processor.
 */
VECTOR_PART double vector_sum_of(const double *x, const double *times, size_t n)
{
    double lane[LANES] = {0.0};
    for (size_t i = 0; !times && i < vector_whole(n); i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            lane[k] += x[i + k];
        }
    }
    for (size_t i = 0; times && i < vector_whole(n); i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            lane[k] += x[i + k] * times[i + k];
        }
    }
    return ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]));
}

VECTOR_PART double vector_sum(const double *x, size_t n)
{
    return vector_sum_of(x, NULL, n);
}

/* Whether there is a vector from `*i` on in which one of mark[n] is below 0; then `*i` is where the first begins. */
VECTOR_PART bool vector_next_marked(const double *mark, size_t *i, size_t n)
{
    for (double least = 0.0; *i < n; *i += LANES) {
#pragma omp simd reduction(min : least)
        for (size_t k = 0; k < LANES; k++) {
            least = mark[*i + k] < least ? mark[*i + k] : least;
        }
        if (least < 0.0) {
            return true;
        }
    }
    return false;
}
#endif

#endif
