/* The demagnetizing factors of an ellipsoid. */
#ifndef SHAPE_H
#define SHAPE_H

/* Writes the factors along three axes of an ellipsoid that is as long as `axis` says, all above 0, in any unit. Their
 * sum is 1. Eq. (N4) of docs/nanomagnet.md. */
void shape_factors(const double axis[3], double factor[3]);

#endif
