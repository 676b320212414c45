/* How much more two magnets couple by their shapes than as dipoles. */
#include "netgen/islands.h"

#include "models/constants.h"

#include <math.h>

enum { RIM = 180, LAYERS = 4 };

/* A point of the rim of a magnet, and the magnetic charge there, A m, of its whole thickness. */
struct charge {
    double x, y, charge;
};

static void charges_of(const struct islands *islands, size_t k, struct charge charge[RIM])
{
    const struct nanomagnet *magnet = islands_magnet(islands, k);
    const struct island *island = &islands->island[k];
    const double line = magnet->ms * magnet->thickness * 0.5 * magnet->width * 2.0 * PI / RIM;
    for (int i = 0; i < RIM; i++) {
        const double p = 2.0 * PI * (i + 0.5) / RIM;
        const double along = 0.5 * magnet->length * cos(p), across = 0.5 * magnet->width * sin(p);
        charge[i].x = island->place[0] + along * island->axis[0] - across * island->axis[1];
        charge[i].y = island->place[1] + along * island->axis[1] + across * island->axis[0];
        charge[i].charge = line * cos(p); /* magnetization along the length, times the part of the rim across it */
    }
}

double islands_shape_factor(const struct islands *islands, size_t a, size_t b)
{
    const double thickness[2] = {islands_magnet(islands, a)->thickness, islands_magnet(islands, b)->thickness};
    struct charge one[RIM], two[RIM];
    double sum = 0.0;
    charges_of(islands, a, one);
    charges_of(islands, b, two);
    for (int layer = 0; layer < LAYERS * LAYERS; layer++) {
        const double first = ((layer % LAYERS + 0.5) / LAYERS - 0.5) * thickness[0];
        const int other = layer / LAYERS;
        const double height = ((other + 0.5) / LAYERS - 0.5) * thickness[1] - first;
        for (int i = 0; i < RIM; i++) {
            for (int j = 0; j < RIM; j++) {
                const double x = one[i].x - two[j].x, y = one[i].y - two[j].y;
                sum += one[i].charge * two[j].charge / sqrt(x * x + y * y + height * height);
            }
        }
    }
    return MU_0 / (4.0 * PI * LAYERS * LAYERS) * sum / islands_pair(islands, a, b);
}
