/* Devices with two states that jump between them by chance, event by event. A device jumps where the integral of the
 * rate at which it leaves its state comes to a random number, Eq. (R3) of docs/mtj_rate.md: nothing is approximated
 * where the logarithm of the rate is linear in time. The numbers are those of the code models, so that a device of the
 * same seed, name and voltage jumps at the same times in ngspice. Nothing here allocates, prints or keeps state.
 *
 * Rates that stay between events are pieces without growth; a waveform is cut into pieces in which the logarithm is
 * nearly linear. Where devices disturb each other by their jumps, a piece ends with the first jump of a group:
 *
 *     while (t < end) {
 *         first = jumper_first(devices, pieces, count, end - t, &wait);
 *         for each k: jumper_pass(&devices[k], pieces[k], wait);
 *         t += wait;
 *         if (first < count) jumper_jump(&devices[first]);
 *         make new pieces, of the states that are now;
 *     }
 */
#ifndef JUMPER_H
#define JUMPER_H

#include <stddef.h>
#include <stdint.h>

struct jumper {
    uint64_t key;   /* of its random numbers */
    uint64_t jumps; /* so far: an odd number leaves it in the state in which it did not start */
    double left;    /* of the integral until the next jump */
};

/* A rate from now on: its logarithm, of 1/s, and how fast that grows, 1/s. -INFINITY is a device that stays. */
struct jumper_piece {
    double ln_rate, growth;
};

/* The device `name` (of ngspice, in small letters, such as "a.x1.ajun") before its first jump, with `seed`. */
struct jumper jumper_begin(uint64_t seed, const char *name);

/* The time in s until its next jump; INFINITY where there is none if the rate goes on like that. */
double jumper_wait(const struct jumper *device, struct jumper_piece piece);

/* The time `h` (s) passes, in which it does not jump: at most jumper_wait, but for rounding. */
void jumper_pass(struct jumper *device, struct jumper_piece piece, double h);

/* It jumps now. */
void jumper_jump(struct jumper *device);

/* Which of `count` devices jumps first within `most` (s), and *wait, the time until then. Where none does it is
 * `count`, and *wait is `most`. */
size_t jumper_first(const struct jumper *device, const struct jumper_piece *piece, size_t count, double most,
                    double *wait);

#endif
