#include "netgen/islands.h"

#include "models/constants.h"
#include "models/device.h"
#include "models/dipole.h"
#include "models/scatter/scatter.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum status islands_new(size_t count, struct islands *islands, struct diagnostic *diagnostic)
{
    *islands = (struct islands){.count = count, .island = calloc(count + 1, sizeof *islands->island)};
    device_reset(device_find("nanomagnet"), &islands->magnet);
    return islands->island ? STATUS_OK : fail_memory(diagnostic);
}

void islands_clear(struct islands *islands)
{
    free(islands->island);
    free(islands->own);
    *islands = (struct islands){0};
}

const struct nanomagnet *islands_magnet(const struct islands *islands, size_t k)
{
    return islands->own ? &islands->own[k] : &islands->magnet;
}

static void turn(struct island *island, double angle)
{
    const double x = island->axis[0], y = island->axis[1];
    island->axis[0] = cos(angle) * x - sin(angle) * y;
    island->axis[1] = sin(angle) * x + cos(angle) * y;
}

enum status islands_vary(struct islands *islands, const struct islands_variation *variation,
                         struct diagnostic *diagnostic)
{
    const struct scatter scatter = {device_find("nanomagnet"), variation->chip_seed, variation->sigma};
    struct diagnostic why;
    islands->own = calloc(islands->count + 1, sizeof *islands->own);
    if (!islands->own) {
        return fail_memory(diagnostic);
    }
    for (size_t k = 0; k < islands->count; k++) {
        scatter_draw(&scatter, &islands->magnet, k, &islands->own[k]);
        if (variation->angle > 0.0) {
            turn(&islands->island[k], variation->angle * scatter_normal(variation->chip_seed, "angle", k));
        }
        if (islands_check(&islands->own[k], &why) != STATUS_OK) {
            return fail(diagnostic, STATUS_INPUT, "error: magnet %zu, as drawn: %s; lower the variation", k,
                        why.text + strlen("error: "));
        }
    }
    return STATUS_OK;
}

double islands_pair(const struct islands *islands, size_t a, size_t b)
{
    const struct island *one = &islands->island[a], *two = &islands->island[b];
    const double size[2] = {nanomagnet_moment(islands_magnet(islands, a)),
                            nanomagnet_moment(islands_magnet(islands, b))};
    double r[3], tensor[3][3], moment[2][3];
    for (int k = 0; k < 3; k++) {
        r[k] = two->place[k] - one->place[k];
        moment[0][k] = size[0] * one->axis[k];
        moment[1][k] = size[1] * two->axis[k];
    }
    dipole_tensor(r, tensor);
    return dipole_energy(tensor, moment[0], moment[1]); /* Eq. (N2) */
}

static double square_of_distance(const struct islands *islands, size_t a, size_t b)
{
    const double *one = islands->island[a].place, *two = islands->island[b].place;
    const double r[3] = {two[0] - one[0], two[1] - one[1], two[2] - one[2]};
    return r[0] * r[0] + r[1] * r[1] + r[2] * r[2];
}

double islands_distance(const struct islands *islands, size_t a, size_t b)
{
    return sqrt(square_of_distance(islands, a, b));
}

bool islands_within(const struct islands *islands, size_t a, size_t b, double cutoff)
{
    return square_of_distance(islands, a, b) <= cutoff * cutoff;
}

enum status islands_check(const struct nanomagnet *magnet, struct diagnostic *diagnostic)
{
    char why[400];
    double factor[3];
    if (!nanomagnet_check(magnet, why, sizeof why)) {
        return fail(diagnostic, STATUS_INPUT, "error: %s", why);
    }
    nanomagnet_factors(magnet, factor);
    if (!(factor[0] < factor[1] && factor[1] < factor[2])) {
        return fail(
            diagnostic, STATUS_INPUT,
            "error: the demagnetizing factors %g, %g and %g along length, width and thickness give no two states "
            "along the length; expected them in rising order",
            factor[0], factor[1], factor[2]);
    }
    return STATUS_OK;
}

double islands_greatest_field(const struct islands *islands)
{
    double most = 0.0;
    for (size_t i = 0; i < islands->count; i++) {
        double sum = 0.0;
        for (size_t j = 0; j < islands->count; j++) {
            const double distance = i == j ? INFINITY : islands_distance(islands, i, j);
            const double moment = nanomagnet_moment(islands_magnet(islands, j));
            sum += moment / (2.0 * PI * distance * distance * distance); /* Eq. (N1), along the line between them */
        }
        most = fmax(most, sum);
    }
    return most;
}
