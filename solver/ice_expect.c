#include "solver/ice_expect.h"

#include <math.h>

/* A magnet's flips without couplings. */
static double flips_alone(const struct nanomagnet *magnet, const struct ice_course *course)
{
    double sum = 0.0;
    for (int step = 0; step < ICE_STEPS; step++) {
        const double kelvin = course->from + (step + 0.5) / ICE_STEPS * (course->to - course->from);
        sum += nanomagnet_flip_rate(magnet, kelvin) * course->time / ICE_STEPS;
    }
    return sum;
}

double ice_most_flips(const struct ice_sample *sample, const struct ice_course *course)
{
    const struct islands *islands = sample->islands;
    double sum = 0.0;
    if (!islands->own) {
        return (double)islands->count * flips_alone(&islands->magnet, course);
    }
    for (size_t k = 0; k < islands->count; k++) {
        sum += flips_alone(&islands->own[k], course);
    }
    return sum;
}

enum status ice_expect_flips(const struct ice_sample *sample, const struct ice_course *course, double enough,
                             signed char *state, double *flips, struct diagnostic *diagnostic)
{
    struct ice_course shorter = *course;
    double power = 1.0, before = 0.0, seen = 0.0, share = 0.0;
    const double most = ice_most_flips(sample, course) / enough;
    /* The first run is so short that even magnets without couplings flip `enough` times at most. */
    for (int tens = most > 1e4 ? (int)ceil(log10(most)) : 4; tens >= 1 && seen < enough; tens--) {
        struct ice_seen run;
        share = pow(10.0, -tens);
        shorter.time = share * course->time;
        shorter.after = 0.0;
        enum status status = ice_run(sample, &shorter, &run, state, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        before = seen;
        seen = (double)run.flips;
    }
    if (course->from != course->to && before > 0.0) {
        power = fmin(fmax(log10(seen / before), 0.0), 1.0);
    }
    *flips = seen * pow(share, -power);
    return STATUS_OK;
}
