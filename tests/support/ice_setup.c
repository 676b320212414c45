#include "tests/support/ice_setup.h"

#include "models/constants.h"
#include "tests/support/expect.h"

#include <math.h>

double ice_thermal(void)
{
    return BOLTZMANN * ICE_KELVIN;
}

void ice_set_energies(struct nanomagnet *magnet, double strength, double barrier)
{
    const double moment = sqrt(strength * ice_thermal() * 4.0 * PI * pow(ICE_PITCH, 3.0) / MU_0);
    magnet->ms *= moment / nanomagnet_moment(magnet);
    magnet->nx = 0.0;
    magnet->ny = 2.0 * barrier * ice_thermal() / (MU_0 * moment * magnet->ms);
    magnet->nz = 1.0 - magnet->ny;
}

struct ice_setup ice_set_up_within(size_t columns, size_t rows, double strength, double cutoff)
{
    struct ice_setup s = {.ice = {columns, rows, ICE_PITCH}};
    struct diagnostic why;
    expect_ok(islands_new(ice_magnets(&s.ice), &s.islands, &why), &why);
    ice_set_energies(&s.islands.magnet, strength, 20.0);
    ice_place(&s.ice, &s.islands);
    expect_ok(island_couplings_new(&s.islands, cutoff, &s.couplings, &why), &why);
    return s;
}

struct ice_setup ice_set_up(size_t columns, size_t rows, double strength)
{
    return ice_set_up_within(columns, rows, strength, INFINITY);
}

void ice_clear(struct ice_setup *s)
{
    islands_clear(&s->islands);
    island_couplings_free(s->couplings);
}

struct ice_sample ice_sample_of(const struct ice_setup *s)
{
    return (struct ice_sample){&s->ice, &s->islands, s->couplings};
}

void ice_state_of(unsigned number, size_t count, signed char *s)
{
    for (size_t i = 0; i < count; i++) {
        s[i] = number >> i & 1 ? 1 : -1;
    }
}
