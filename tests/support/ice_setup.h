/* Square ice with given energies, for tests. */
#ifndef ICE_SETUP_H
#define ICE_SETUP_H

#include "netgen/ice.h"
#include "solver/ice_run.h"

/* The temperature and the pitch of all tests, K and m. */
static const double ICE_KELVIN = 300.0, ICE_PITCH = 100e-9;

/* Six standard errors, which 40 runs or more estimate: one seed in two million has more. */
static const double ICE_SIGMAS = 6.0;

struct ice_setup {
    struct ice ice;
    struct islands islands;
    struct island_couplings *couplings;
};

/* k_B times that temperature, J. */
double ice_thermal(void);

/* Gives the magnet a D at one pitch of `strength` and a barrier of `barrier`, both in units of ice_thermal, by its
 * magnetization and its demagnetizing factors. */
void ice_set_energies(struct nanomagnet *magnet, double strength, double barrier);

/* Ice with that D and a barrier of 20; with couplings up to `cutoff` (m), or all. */
struct ice_setup ice_set_up_within(size_t columns, size_t rows, double strength, double cutoff);
struct ice_setup ice_set_up(size_t columns, size_t rows, double strength);
void ice_clear(struct ice_setup *s);

struct ice_sample ice_sample_of(const struct ice_setup *s);

/* The state whose bits are those of `number`. */
void ice_state_of(unsigned number, size_t count, signed char *s);

#endif
