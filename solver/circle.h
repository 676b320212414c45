/* Cosine and sine of many angles at once. */
#ifndef CIRCLE_H
#define CIRCLE_H

#include "base/vector.h"

#include <stdint.h>

/* Into cosine[n] and sine[n] those of x[n] + scale y[n], n whole vectors, with an error of 2e-16 and of what rounding
 * makes of the angle; angles are below 1e15. As code without branches or tables, which libm's is not. */
VECTOR_PART void circle_of(size_t n, const double *x, double scale, const double *y, double *restrict cosine,
                           double *restrict sine)
{
    union number {
        double real;
        uint64_t bits;
    };
    const double to_whole = 0x1.8p52; /* added to a number, it leaves the whole part in the lowest bits */
    const double upper = 0x1.921fb544p0,
                 lower = 0x1.0b4611a626331p-34; /* of pi/2; the product with the first is exact */
    VECTOR_LOOP
    for (size_t i = 0; i < vector_whole(n); i++) {
        const double angle = x[i] + scale * y[i];
        const union number quarter = {angle * 0.63661977236758134308 + to_whole}; /* 2/pi */
        const double whole = quarter.real - to_whole, r = (angle - whole * upper) - whole * lower, z = r * r;
        /* Taylor's series of sine and cosine for |r| <= pi/4 */
        double odd = 1.0 / 6227020800.0 - z / 1307674368000.0, even = 1.0 / 87178291200.0 - z / 20922789888000.0;
        odd = 1.0 / 120.0 - z * (1.0 / 5040.0 - z * (1.0 / 362880.0 - z * (1.0 / 39916800.0 - z * odd)));
        even = 1.0 / 40320.0 - z * (1.0 / 3628800.0 - z * (1.0 / 479001600.0 - z * even));
        even = 0.5 - z * (1.0 / 24.0 - z * (1.0 / 720.0 - z * even));
        union number s = {r - r * z * (1.0 / 6.0 - z * odd)}, c = {1.0 - z * even};
        /* In odd quarters they change places; sine is below 0 in the last two quarters, cosine in the middle two. */
        const uint64_t swap = (s.bits ^ c.bits) & (0 - (quarter.bits & 1));
        s.bits = (s.bits ^ swap) ^ (quarter.bits & 2) << 62;
        c.bits = (c.bits ^ swap) ^ ((quarter.bits + 1) & 2) << 62;
        sine[i] = s.real;
        cosine[i] = c.real;
    }
}

#endif
