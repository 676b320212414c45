/* Whether magnets touch: ellipses of any sizes and angles in a plane. */
#include "netgen/islands.h"

#include <math.h>

/* The function of Perram and Wertheim, J. Comput. Phys. 58, 409 (1985), for two ellipses a and b whose centres are r
 * apart: the maximum over 0 < x < 1 of
 *
 *     (I6)  x (1 - x) r^T ((1 - x) A + x B)^-1 r,   A = R diag(a_1^2, a_2^2) R^T of half axes and angle, B likewise
 *
 * is the square of |r| over the distance at which the ellipses would touch in the same direction. In a plane the
 * inverse is (1 - x) n_0 + x n_1 over (1 - x)^2 d_0 + x^2 d_1 + x (1 - x) d_01, all of which are sums of squares, so
 * that nothing cancels. */
struct pair {
    double n[2], d[2], both;
};

static double square(double x)
{
    return x * x;
}

static struct pair pair_of(const struct islands *islands, size_t a, size_t b)
{
    const struct nanomagnet *magnet[2] = {islands_magnet(islands, a), islands_magnet(islands, b)};
    const struct island *island[2] = {&islands->island[a], &islands->island[b]};
    const double r[2] = {island[1]->place[0] - island[0]->place[0], island[1]->place[1] - island[0]->place[1]};
    struct pair pair;
    double along[2], across[2]; /* squares of half axes */
    for (int k = 0; k < 2; k++) {
        const double *u = island[k]->axis;
        along[k] = 0.25 * square(magnet[k]->length);
        across[k] = 0.25 * square(magnet[k]->width);
        pair.n[k] = across[k] * square(u[0] * r[0] + u[1] * r[1]) + along[k] * square(u[0] * r[1] - u[1] * r[0]);
        pair.d[k] = along[k] * across[k];
    }
    const double *u = island[0]->axis, *w = island[1]->axis;
    const double cosine = square(u[0] * w[0] + u[1] * w[1]), sine = square(u[0] * w[1] - u[1] * w[0]);
    pair.both =
        (along[0] * along[1] + across[0] * across[1]) * sine + (along[0] * across[1] + across[0] * along[1]) * cosine;
    return pair;
}

/* (I6) at x. *slope: a number with the sign of its derivative. */
static double contact(const struct pair *pair, double x, double *slope)
{
    const double y = 1.0 - x;
    const double above = y * pair->n[0] + x * pair->n[1], above_slope = pair->n[1] - pair->n[0];
    const double below = y * y * pair->d[0] + x * x * pair->d[1] + x * y * pair->both;
    const double below_slope = 2.0 * (x * pair->d[1] - y * pair->d[0]) + (y - x) * pair->both;
    *slope = ((y - x) * above + x * y * above_slope) * below - x * y * above * below_slope;
    return x * y * above / below; /* Eq. (I6) */
}

double islands_spacing(const struct islands *islands, size_t a, size_t b)
{
    const struct pair pair = pair_of(islands, a, b);
    double low = 0.0, high = 1.0, slope;
    for (int k = 0; k < 60; k++) { /* it has one maximum */
        const double middle = 0.5 * (low + high);
        contact(&pair, middle, &slope);
        *(slope > 0.0 ? &low : &high) = middle;
    }
    return sqrt(contact(&pair, 0.5 * (low + high), &slope));
}

/* The longest axis of all. */
static double longest(const struct islands *islands)
{
    double most = 0.0;
    for (size_t k = 0; k < (islands->own ? islands->count : 1); k++) {
        const struct nanomagnet *magnet = islands_magnet(islands, k);
        most = fmax(most, fmax(magnet->length, magnet->width));
    }
    return most;
}

bool islands_closest(const struct islands *islands, size_t pair[2], double *spacing)
{
    const double reach = 2.0 * longest(islands);
    *spacing = INFINITY;
    for (size_t b = 1; b < islands->count; b++) {
        for (size_t a = 0; a < b; a++) {
            const double here = islands_within(islands, a, b, reach) ? islands_spacing(islands, a, b) : INFINITY;
            if (here < *spacing) {
                *spacing = here;
                pair[0] = a;
                pair[1] = b;
            }
        }
    }
    return *spacing <= 1.0 + 1e-9; /* rounding */
}
