#include "models/nanomagnet/shape.h"

#include <math.h>

/* Carlson's elliptic integral of the second kind: 3/2 times the integral from 0 to infinity of
 * ((t + x)(t + y)(t + z)^3)^(-1/2). Its three arguments are moved together by the theorem of duplication, which takes a
 * closed part out of the integral each time; then the rest is a series about their mean. DLMF 19.36. */
static double carlson_rd(double x, double y, double z)
{
    const double close = 1e-3; /* of the mean: the series then ends with terms of 1e-18 */
    double taken = 0.0, share = 1.0, mean, far[3];
    for (;;) {
        mean = (x + y + 3.0 * z) / 5.0;
        far[0] = (mean - x) / mean;
        far[1] = (mean - y) / mean;
        far[2] = (mean - z) / mean;
        if (fmax(fabs(far[0]), fmax(fabs(far[1]), fabs(far[2]))) < close) {
            break;
        }
        const double move = sqrt(x * y) + sqrt(x * z) + sqrt(y * z);
        taken += share / (sqrt(z) * (z + move));
        share *= 0.25;
        x = 0.25 * (x + move);
        y = 0.25 * (y + move);
        z = 0.25 * (z + move);
    }
    /* The symmetric functions of the five deviations far[0], far[1], and three times far[2]. */
    const double both = far[0] * far[1], third = far[2], square = third * third;
    const double second = both - 6.0 * square, cubic = third * (3.0 * both - 8.0 * square);
    const double fourth = 3.0 * square * (both - square), fifth = both * third * square;
    const double series = 1.0 - 3.0 / 14.0 * second + cubic / 6.0 + 9.0 / 88.0 * second * second - 3.0 / 22.0 * fourth -
                          9.0 / 52.0 * second * cubic + 3.0 / 26.0 * fifth;
    return 3.0 * taken + share * series / (mean * sqrt(mean));
}

void shape_factors(const double axis[3], double factor[3])
{
    const double unit = cbrt(axis[0]) * cbrt(axis[1]) * cbrt(axis[2]);
    double square[3];
    for (int k = 0; k < 3; k++) {
        square[k] = (axis[k] / unit) * (axis[k] / unit);
    }
    for (int k = 0; k < 3; k++) {
        factor[k] = carlson_rd(square[(k + 1) % 3], square[(k + 2) % 3], square[k]) / 3.0; /* Eq. (N4) */
    }
}
