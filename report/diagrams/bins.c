#include "report/diagrams/bins.h"

#include <math.h>

bool bins_are_whole(const double *value, size_t count)
{
    bool whole = true;
    for (size_t k = 0; k < count; k++) {
        whole = whole && value[k] == rint(value[k]);
    }
    return whole;
}

struct bins bins_between(double least, double greatest, bool whole)
{
    const double range = greatest - least;
    struct bins bins = {.width = range > 0.0 ? range / MOST_BINS : 1.0};
    bins.width = whole ? fmax(1.0, ceil(bins.width)) : bins.width;
    bins.first = bins.width * rint(least / bins.width);
    return bins;
}

void bins_add(struct bins *bins, double value)
{
    const double place = rint((value - bins->first) / bins->width);
    const size_t bin = (size_t)fmin(fmax(place, 0.0), MOST_BINS + 1);
    bins->values[bin]++;
    bins->count = bin + 1 > bins->count ? bin + 1 : bins->count;
}

double bins_centre(const struct bins *bins, size_t k)
{
    return bins->first + bins->width * (double)k;
}
