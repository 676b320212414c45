/* Random numbers without a state, and a hash: what seeds stand for, the same on every machine and in every release.
 * Those who need a number ask for it by key and index, in any order. docs/architecture.md says why no library does
 * this. */
#ifndef RANDOM_H
#define RANDOM_H

#include <stddef.h>
#include <stdint.h>

static const uint64_t RANDOM_STEP = UINT64_C(0x9e3779b97f4a7c15); /* 2^64 by the golden ratio, made odd */

/* The output function of the generator SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): each bit of the result depends
 * on each of `z`. */
static inline uint64_t random_mix(uint64_t z)
{
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

/* Output `index`, from 0, of SplitMix64 whose state is `key`. */
static inline uint64_t random_bits(uint64_t key, uint64_t index)
{
    return random_mix(key + (index + 1) * RANDOM_STEP); /* Eq. (41) */
}

/* A number above 0 and at most 1, from the upper 53 bits. */
static inline double random_share(uint64_t bits)
{
    return ((double)(bits >> 11) + 0.5) * 0x1p-53;
}

static const uint64_t HASH_EMPTY = UINT64_C(0xcbf29ce484222325); /* the hash of no bytes */

/* The 64-bit FNV-1a hash of what `hash` is the hash of, and `size` bytes more. */
static inline uint64_t hash_more(uint64_t hash, const void *bytes, size_t size)
{
    const unsigned char *byte = bytes;
    for (size_t i = 0; i < size; i++) {
        hash = (hash ^ byte[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

#endif
