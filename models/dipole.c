#include "models/dipole.h"

#include "models/constants.h"

#include <math.h>

void dipole_tensor(const double r[3], double tensor[3][3])
{
    const double distance = hypot(hypot(r[0], r[1]), r[2]);
    const double scale = 1.0 / (4.0 * PI * distance * distance * distance);
    for (int i = 0; i < 3; i++) {
        for (int j = 0; j < 3; j++) {
            const double along = (r[i] / distance) * (r[j] / distance);
            tensor[i][j] = scale * (3.0 * along - (i == j ? 1.0 : 0.0)); /* Eq. (N1) */
        }
    }
}

void dipole_add_field(const double tensor[3][3], const double moment[3], double field[3])
{
    for (int i = 0; i < 3; i++) {
        field[i] += tensor[i][0] * moment[0] + tensor[i][1] * moment[1] + tensor[i][2] * moment[2];
    }
}

double dipole_energy(const double tensor[3][3], const double moment_1[3], const double moment_2[3])
{
    double field[3] = {0.0, 0.0, 0.0};
    dipole_add_field(tensor, moment_2, field);
    return -MU_0 * (moment_1[0] * field[0] + moment_1[1] * field[1] + moment_1[2] * field[2]); /* Eq. (N2) */
}

double dipole_strength(double moment_1, double moment_2, double distance)
{
    return MU_0 * moment_1 * moment_2 / (4.0 * PI * distance * distance * distance); /* Eq. (N2) */
}
