/* Magnetic dipoles: the field of one at the place of another, and the energy of a pair. For code models, the generator
 * and the solver. SI units; equation numbers are those of docs/nanomagnet.md. Nothing here allocates, prints or keeps
 * state. */
#ifndef DIPOLE_H
#define DIPOLE_H

/* The field tensor in 1/m3 of a dipole at the origin, at the place `r` (m), not 0: the field in A/m is the tensor times
 * the moment in A m2. It is symmetric, has no trace, and is the same at -r. Eq. (N1). */
void dipole_tensor(const double r[3], double tensor[3][3]);

/* Adds to `field` (A/m) that of a dipole with `moment` (A m2), where `tensor` (1/m3) leads from it. Eq. (N1). */
void dipole_add_field(const double tensor[3][3], const double moment[3], double field[3]);

/* The energy in J of two dipoles with moments in A m2, which `tensor` (1/m3) leads from one to the other. Eq. (N2). */
double dipole_energy(const double tensor[3][3], const double moment_1[3], const double moment_2[3]);

/* D in J: the energy that the pair at a `distance` (m), not 0, has where both moments, with sizes in A m2, point the
 * same way, at a right angle to the line between them. Eq. (N2). */
double dipole_strength(double moment_1, double moment_2, double distance);

#endif
