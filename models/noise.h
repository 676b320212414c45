/* Thermal noise as a function of time alone: the noise of a device at a time is the same for any
 * length of the steps, and as often as it is asked for. Equation numbers are those of docs/model.md. */
#ifndef NOISE_H
#define NOISE_H

#include <stddef.h>
#include <stdint.h>

/* Which noise a device has, and how much. */
struct noise {
    double spread; /* standard deviation: of the rates of a wall, rad/s, or the field in a magnet, A/m; 0: no noise */
    double cell;   /* for so long it stays, s: a power of two */
    uint64_t key;  /* of the device: from its seed and its name */
};

/* The key of the device `name` with `seed`. */
uint64_t noise_key(uint64_t seed, const char *name);

/* A number above 0 and at most 1, all equally probable: output `index` of the generator of the device with `key`. */
double noise_uniform(uint64_t key, uint64_t index);

/* The noise in cell `index` of time, which begins at index * cell: two independent rates in rad/s, normal with mean 0.
 * Eqs. (39), (42). */
void noise_rates(const struct noise *noise, uint64_t index, double rates[2]);

enum { NOISE_BLOCK = 4 }; /* cells whose normal numbers are made together, in a third of the time */

/* The normal numbers of cells that follow each other. All zero: of none. */
struct noise_block {
    uint64_t key, end; /* of the device; the cell after the last one */
    double normals[NOISE_BLOCK][3];
};

/* Makes the numbers of the cells from `first` on, a multiple of NOISE_BLOCK: for noise_normals. */
void noise_fill(struct noise_block *block, uint64_t key, uint64_t first);

/* Three independent normal numbers with mean 0 and variance 1, of cell `index` of the device with `key`: from the
 * outputs 4 index to 4 index + 3 of its generator. *block has them, and those of the cells around, for the next call.
 */
static inline const double *noise_normals(struct noise_block *block, uint64_t key, uint64_t index)
{
    const uint64_t first = index - index % NOISE_BLOCK;
    if (block->end != first + NOISE_BLOCK || block->key != key) {
        noise_fill(block, key, first);
    }
    return block->normals[index - first];
}

#endif
