/* Vector code for the processor at hand. */
#ifndef VECTOR_H
#define VECTOR_H

/* A function so marked is compiled for each of these, and the processor chooses; all give the same bits. */
#define VECTOR __attribute__((target_clones("avx512f", "avx2", "default"), optimize("O3")))

/* A part of such functions: compiled into each, for what is constant there. */
#define VECTOR_PART static inline __attribute__((always_inline))

enum { LANES = 8 }; /* doubles in the widest vector */

/* `n` doubles as whole vectors. */
static inline size_t vector_padded(size_t n)
{
    return (n + LANES - 1) / LANES * LANES;
}

#endif
