/* A magnet with one easy axis in thermal noise: how long it stays on one side. Equation numbers are those of
 * docs/mtj_rate.md.
 *
 * z is the cosine of its angle to the axis, from the state that it is in. The drive `i`, spin torque and field along
 * the axis in units of the critical ones, pushes it to the other state, z = -1. Energy barriers are in units of k_B T
 * (`delta` at no drive), times in units of tau_D = (1 + alpha^2)/(alpha gamma_0 H_k), rates in 1/tau_D. Nothing here
 * allocates, prints or keeps state. */
#ifndef BARRIER_H
#define BARRIER_H

/* The time in which a magnet without noise comes from z_0 to z_1 < z_0, driven by i > 1. Eq. (R7). */
double barrier_switching_time(double i, double z_0, double z_1);

/* Logarithm of the rate over the barrier for -1 < i < 1 after Brown, valid where delta (1 - i)^2 is large. Eq. (R6). */
double barrier_ln_brown(double delta, double i);

/* The mean time in which a magnet that starts at z = `from`, up to 1, first comes to z = `to` > -1. Exact: the mean
 * first-passage time of the Fokker-Planck equation. Eq. (R8). */
double barrier_passage_time(double delta, double i, double from, double to);

/* The share of time that the magnet spends at z > 0, in equilibrium with the drive. Eq. (R9). */
double barrier_share(double delta, double i);

/* Rates over the barrier for every drive, tabulated once for a magnet: from no drive through the barrier's end, at i =
 * 1, to drives that switch at once. */
enum { BARRIER_MOST_ENTRIES = 700 };
struct barrier {
    double delta, spacing;                /* between entries, in i */
    double relaxation;                    /* at no drive: lambda_1 */
    double reach;                         /* rates are known for drives from -reach to reach */
    int last;                             /* the index of the last entry */
    double ln_rate[BARRIER_MOST_ENTRIES]; /* Eq. (R10); NAN where it is not needed up to `reach` */
};

static const double BARRIER_LEAST = 0.1, BARRIER_GREATEST = 200.0; /* delta */

/* Makes the table for a barrier of `delta`, from BARRIER_LEAST to BARRIER_GREATEST. */
void barrier_tabulate(struct barrier *barrier, double delta);

/* The same, but only for drives from -reach to reach, `reach` >= 0: the rates there are equal to the last bit. For
 * magnets of which each has its own barrier. */
void barrier_tabulate_to(struct barrier *barrier, double delta, double reach);

/* The logarithm of the rate for a drive, and in *slope its derivative with respect to i. */
double barrier_ln_rate(const struct barrier *barrier, double i, double *slope);

#endif
