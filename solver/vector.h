/* Vector code for the installed processor. */
#ifndef VECTOR_H
#define VECTOR_H

#include <stdlib.h>
#include <string.h>

/* A function so marked is compiled for each of these, and the processor chooses; all give the same bits
 * (-ffp-contract=off: no multiplication is fused with an addition). */
#ifndef __SANITIZE_THREAD__ /* which is not ready yet when a program's start asks for the processor */
#define VECTOR __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))
#else
#define VECTOR __attribute__((optimize("O3")))
#endif

/* A part of such functions: compiled into each, for what is constant there. */
#define VECTOR_PART static inline __attribute__((always_inline))

/* A loop over whole vectors, into arrays that do not overlap others. */
#define VECTOR_LOOP _Pragma("omp simd")

enum { LANES = 8 }; /* doubles in the widest vector */

/* `n` doubles as whole vectors. */
static inline size_t vector_padded(size_t n)
{
    return (n + LANES - 1) / LANES * LANES;
}

/* Zeroed room for them, for free(); NULL where memory is short. */
static inline double *vector_new(size_t n)
{
    size_t size = vector_padded(n ? n : 1) * sizeof(double);
    double *x = aligned_alloc(LANES * sizeof(double), size);
    return x ? memset(x, 0, size) : NULL;
}

/* The sum of x[n], whole vectors, in an order that does not depend on the processor. */
VECTOR_PART double vector_sum(const double *x, size_t n)
{
    double lane[LANES] = {0.0};
    for (size_t i = 0; i < n; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            lane[k] += x[i + k];
        }
    }
    for (size_t half = LANES / 2; half > 0; half /= 2) {
        for (size_t k = 0; k < half; k++) {
            lane[k] += lane[k + half];
        }
    }
    return lane[0];
}

#endif
