#include "tests/support/noisy.h"

#include <stdio.h>

struct dwmtj noisy_device(double hk)
{
    struct dwmtj d = dwmtj_default();
    d.area = 1e-15;
    d.length = 1e-4;
    d.vleak = 0.0;
    d.delta = 10e-9;
    d.alpha = 0.3;
    d.beta = 0.3;
    d.hk = hk;
    d.noise = 1.0;
    return d;
}

double noisy_momentum(const struct dwmtj *d)
{
    return 2.0 * MU_0 * d->ms * d->area * d->delta / NOISY_GAMMA_0;
}

double noisy_diffusion(const struct dwmtj *d)
{
    return d->delta * d->delta * d->alpha * NOISY_BOLTZMANN * NOISY_KELVIN /
           (noisy_momentum(d) * (1.0 + d->alpha * d->alpha));
}

struct dynamics noisy_dynamics(const struct dwmtj *d, const struct profile *profile, int k)
{
    char name[20];
    struct dynamics dynamics = dynamics_of(d, profile);
    snprintf(name, sizeof name, "a%d", k);
    dynamics_heat(&dynamics, d, name, NOISY_KELVIN);
    return dynamics;
}
