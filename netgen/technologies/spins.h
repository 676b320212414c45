/* What networks of spins, +1 and -1, have in common whatever their devices are: couplings J_ij and fields h_i
 * (netgen/ising_model.h), a start, and noise that is a function of seed and start. */
#ifndef SPINS_H
#define SPINS_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

struct bias;
struct document;
struct network;

/* The bias of struct technology, with `decide`, which sets what the technology and the length of the run leave to the
 * weights. */
enum status spins_bias(struct network *network, const char *start, const struct bias *bias,
                       enum status (*decide)(struct network *network, const struct bias *bias,
                                             struct diagnostic *diagnostic),
                       struct diagnostic *diagnostic);

/* set_start, write_circuit, check_circuit and count of struct technology. */
enum status spins_set_start(struct network *network, const char *start, const struct bias *bias,
                            struct diagnostic *diagnostic);
void spins_write_circuit(const struct network *network, struct document *document);
bool spins_check_circuit(const struct network *network, char *why, size_t size);
size_t spins_count(const struct network *network);

/* A length of a run in s, in whole femtoseconds, which are easy to read. */
double spins_round_time(double time);

/* The seed of the noise of a run with `seed` from `start`, n characters '0' or '1', or from a random state where it is
 * NULL: runs from different starts have different noise. From 1 to 2^32 - 1. */
unsigned long spins_noise_seed(unsigned long seed, const char *start);

#endif
