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

/* Three independent normal numbers with mean 0 and variance 1, number `index` of the device with `key`: from the
 * outputs 4 index to 4 index + 3 of its generator. */
void noise_normals(uint64_t key, uint64_t index, double normals[3]);

#endif
