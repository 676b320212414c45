/* Walls with thermal noise, for tests. SI units. */
#ifndef NOISY_H
#define NOISY_H

#include "models/dwmtj/trajectory.h"

static const double NOISY_KELVIN = 300.0, NOISY_BOLTZMANN = 1.380649e-23, NOISY_GAMMA_0 = 2.212761e5;

/* A wall of 10 nm in a track of 20 nm by 50 nm, so that its angle swings by 3 degrees with hk = 1e5. */
struct dwmtj noisy_device(double hk);

/* The angular momentum that ties force to turning, J s. */
double noisy_momentum(const struct dwmtj *d);

/* Diffusion of a wall whose angle is free, m2/s. */
double noisy_diffusion(const struct dwmtj *d);

/* The equations of motion of wall number `k`, with a noise of its own. */
struct dynamics noisy_dynamics(const struct dwmtj *d, const struct profile *profile, int k);

#endif
