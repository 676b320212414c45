#include "benchmarks/sample.h"

#include <assert.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>

void sample_add(struct sample *sample, double value)
{
    assert(sample->count < SAMPLE_ROOM);
    sample->value[sample->count++] = value;
}

struct spread sample_spread(const struct sample *sample)
{
    struct sample sorted = *sample;
    gsl_sort(sorted.value, 1, sorted.count);
    return (struct spread){
        gsl_stats_median_from_sorted_data(sorted.value, 1, sorted.count),
        sorted.value[0],
        sorted.value[sorted.count - 1],
    };
}
