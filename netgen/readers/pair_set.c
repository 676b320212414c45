#include "netgen/readers/pair_set.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* A bit for each pair where that is little memory, and else a hash table with open addressing, at most half full. */
struct pair_set {
    unsigned char *bit; /* [size] */
    uint64_t *key;      /* [size], a power of 2; 0 is a free place */
    size_t size;
    int shift; /* from a hash of 64 bits to a place */
};

enum { MOST_NODES_OF_BITS = 10000 }; /* 6 MB */

struct pair_set *pair_set_new(size_t nodes, size_t most)
{
    struct pair_set *set = calloc(1, sizeof *set);
    if (!set) {
        return NULL;
    }
    if (nodes <= MOST_NODES_OF_BITS) {
        set->size = nodes * (nodes - 1) / 2 / 8 + 1;
        set->bit = calloc(set->size, 1);
    } else {
        set->shift = 63;
        for (set->size = 2; set->size < 2 * most; set->size *= 2) {
            set->shift--;
        }
        set->key = calloc(set->size, sizeof *set->key);
    }
    if (!set->bit && !set->key) {
        pair_set_free(set);
        return NULL;
    }
    return set;
}

void pair_set_free(struct pair_set *set)
{
    if (set) {
        free(set->bit);
        free(set->key);
        free(set);
    }
}

void pair_set_clear(struct pair_set *set)
{
    if (set->bit) {
        memset(set->bit, 0, set->size);
    } else {
        memset(set->key, 0, set->size * sizeof *set->key);
    }
}

static uint64_t number_of(size_t a, size_t b)
{
    uint64_t low = a < b ? a : b, high = a < b ? b : a;
    return high * (high - 1) / 2 + low;
}

/* Where the key is, or the free place where it would go. The factor is 2^64 divided by the golden ratio, which spreads
 * numbers that follow each other. */
static size_t place_of(const struct pair_set *set, uint64_t key)
{
    size_t place = (size_t)((key * UINT64_C(0x9E3779B97F4A7C15)) >> set->shift);
    while (set->key[place] && set->key[place] != key) {
        place = (place + 1) & (set->size - 1);
    }
    return place;
}

bool pair_set_has(const struct pair_set *set, size_t a, size_t b)
{
    uint64_t number = number_of(a, b);
    return set->bit ? ((unsigned)set->bit[number / 8] >> number % 8 & 1u) != 0
                    : set->key[place_of(set, number + 1)] != 0;
}

bool pair_set_add(struct pair_set *set, size_t a, size_t b)
{
    uint64_t number = number_of(a, b);
    if (pair_set_has(set, a, b)) {
        return false;
    }
    if (set->bit) {
        set->bit[number / 8] |= (unsigned char)(1u << number % 8);
    } else {
        set->key[place_of(set, number + 1)] = number + 1;
    }
    return true;
}
