#include "netgen/readers/gb_flip.h"

#define MODULUS UINT32_C(0x80000000) /* 2^31 */

static uint32_t difference(uint32_t x, uint32_t y)
{
    return (x - y) & (MODULUS - 1);
}

/* Replaces all 55 numbers by the 55 that follow. */
static void advance(struct gb_flip *flip)
{
    uint32_t *x = flip->value;
    for (int i = 0; i < GB_FLIP_LAG; i++) {
        x[i] = difference(x[i], x[i < 24 ? i + 31 : i - 24]);
    }
    flip->left = GB_FLIP_LAG;
}

/* The numbers of the start come from a recurrence that mixes in the seed, rotated by a bit each time, and are put down
 * at steps of 21 places, which spreads neighbours. Five blocks are then thrown away. */
void gb_flip_start(struct gb_flip *flip, long seed)
{
    uint32_t bits = (uint32_t)seed & (MODULUS - 1), previous = bits, next = 1;
    flip->value[GB_FLIP_LAG - 1] = previous;
    for (int place = 21; place != 0; place = (place + 21) % GB_FLIP_LAG) {
        flip->value[place - 1] = next;
        uint32_t mixed = difference(previous, next);
        previous = next;
        bits = (bits >> 1) + ((bits & 1) ? MODULUS / 2 : 0);
        next = difference(mixed, bits);
    }
    for (int block = 0; block < 5; block++) {
        advance(flip);
    }
    flip->left = GB_FLIP_LAG - 1; /* by the definition, the first number of a start's last block is thrown away, too */
}

uint32_t gb_flip_next(struct gb_flip *flip)
{
    if (flip->left == 0) {
        advance(flip);
    }
    return flip->value[--flip->left];
}

uint32_t gb_flip_below(struct gb_flip *flip, uint32_t limit)
{
    const uint32_t whole = MODULUS - MODULUS % limit; /* numbers from here on would favour small remainders */
    uint32_t number;
    do {
        number = gb_flip_next(flip);
    } while (number >= whole);
    return number % limit;
}
