#include "solver/fokker_planck.h"

#include "models/constants.h"

#include <math.h>

enum { CELLS = FOKKER_PLANCK_CELLS };

double fokker_planck_face(size_t index)
{
    return index == CELLS ? -1.0 : index == CELLS / 2 ? 0.0 : cos(PI * (double)index / CELLS);
}

static double center(size_t index)
{
    return cos(PI * ((double)index + 0.5) / CELLS);
}

void fokker_planck_start(struct fokker_planck *state, double barrier)
{
    double sum = 0.0;
    state->barrier = barrier;
    for (size_t k = 0; k < CELLS; k++) {
        double upper = fokker_planck_face(k), lower = fokker_planck_face(k + 1), z = center(k);
        /* exp(Delta (z^2 - 1)) over the cell by Simpson's rule */
        state->mass[k] = k >= CELLS / 2
                             ? 0.0
                             : (upper - lower) / 6.0 *
                                   (exp(barrier * (upper * upper - 1.0)) + 4.0 * exp(barrier * (z * z - 1.0)) +
                                    exp(barrier * (lower * lower - 1.0)));
        sum += state->mass[k];
    }
    for (size_t k = 0; k < CELLS; k++) {
        state->mass[k] /= sum;
    }
}

/* Bernoulli's function x/(e^x - 1). */
static double bernoulli(double x)
{
    return fabs(x) < 1e-8 ? 1.0 - 0.5 * x : x / expm1(x);
}

/* What leaves a cell for the next one down and for the one above, for each tau_D: dm/dt = A m with a tridiagonal A,
 * whose columns have the sum 0. */
struct rates {
    double down[CELLS], up[CELLS];
};

static void find_rates(const struct fokker_planck *state, const double *drive, struct rates *rates)
{
    const double barrier = state->barrier;
    rates->up[0] = rates->down[CELLS - 1] = 0.0;
    for (size_t face = 1; face < CELLS; face++) {
        double z = fokker_planck_face(face), above = center(face - 1), below = center(face);
        double diffusion = (1.0 - z * z) / (2.0 * barrier) / (above - below);
        /* The potential below less that above, of which -(its slope) is the drift over the diffusion. */
        double climb = barrier * (above - below) * (above + below - 2.0 * drive[face]);
        rates->down[face - 1] = diffusion * bernoulli(climb) / (fokker_planck_face(face - 1) - z);
        rates->up[face] = diffusion * bernoulli(-climb) / (z - fokker_planck_face(face + 1));
    }
}

/* Solves (1 - h A) x = x for the new x, by elimination from z = 1 down. */
static void solve(const struct rates *rates, double h, double x[CELLS])
{
    double factor[CELLS], pivot = 1.0 + h * rates->down[0];
    for (size_t k = 1; k < CELLS; k++) {
        factor[k] = h * rates->up[k] / pivot;
        x[k - 1] /= pivot;
        x[k] += h * rates->down[k - 1] * x[k - 1];
        pivot = 1.0 + h * (rates->down[k] + rates->up[k]) - h * rates->down[k - 1] * factor[k];
    }
    x[CELLS - 1] /= pivot;
    for (size_t k = CELLS - 1; k-- > 0;) {
        x[k] += factor[k + 1] * x[k + 1];
    }
}

void fokker_planck_advance(struct fokker_planck *state, const double *drive, double time, size_t steps)
{
    const double gamma = 1.0 - sqrt(0.5), share = (1.0 - gamma) / gamma, h = gamma * time / (double)steps;
    struct rates rates;
    double stage[CELLS];
    find_rates(state, drive, &rates);
    for (size_t step = 0; step < steps; step++) {
        for (size_t k = 0; k < CELLS; k++) {
            stage[k] = state->mass[k];
        }
        solve(&rates, h, stage);
        for (size_t k = 0; k < CELLS; k++) {
            state->mass[k] += share * (stage[k] - state->mass[k]);
        }
        solve(&rates, h, state->mass);
    }
}

double fokker_planck_kept(const struct fokker_planck *state)
{
    double kept = 0.0, other = 0.0;
    for (size_t k = CELLS / 2; k-- > 0;) {
        kept += state->mass[k];
        other += state->mass[CELLS - 1 - k];
    }
    return kept / (kept + other); /* the sum is 1 but for the rounding of many steps */
}
