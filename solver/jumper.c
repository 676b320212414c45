#include "solver/jumper.h"

#include "models/dwell.h"
#include "models/noise.h"

#include <math.h>

struct jumper jumper_begin(uint64_t seed, const char *name)
{
    uint64_t key = noise_key(seed, name);
    return (struct jumper){.key = key, .left = dwell_draw(key, 0)};
}

double jumper_wait(const struct jumper *device, struct jumper_piece piece)
{
    return isinf(piece.ln_rate) ? INFINITY : dwell_time_until(device->left, piece.ln_rate, piece.growth);
}

void jumper_pass(struct jumper *device, struct jumper_piece piece, double h)
{
    if (!isinf(piece.ln_rate)) {
        double integral = dwell_integral(piece.ln_rate, piece.ln_rate + piece.growth * h, h);
        device->left = fmax(device->left - integral, 0.0); /* rounding, where it jumps at the end of h */
    }
}

void jumper_jump(struct jumper *device)
{
    device->jumps++;
    device->left = dwell_draw(device->key, device->jumps);
}

size_t jumper_first(const struct jumper *device, const struct jumper_piece *piece, size_t count, double most,
                    double *wait)
{
    size_t first = count;
    *wait = most;
    for (size_t k = 0; k < count; k++) {
        double own = jumper_wait(&device[k], piece[k]);
        if (own < *wait) {
            first = k;
            *wait = own;
        }
    }
    return first;
}
