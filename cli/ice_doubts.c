#include "cli/ice_doubts.h"

#include "base/number.h"
#include "cli/progress.h"
#include "models/constants.h"
#include "solver/ice_expect.h"

#include <math.h>

enum {
    FEW_FLIPS = 20, /* of a magnet in a run */
    NEAR = 500      /* magnets, up to which their rates are in the processor's cache */
};

static bool is_constant(const struct ice_report *report)
{
    return report->course.from == report->course.to;
}

/* ---- Before the runs ---- */

/* Magnets that touch at this pitch; places are in proportion to it. */
static enum status check_places(const struct ice_report *report, struct diagnostic *diagnostic)
{
    size_t pair[2];
    double spacing;
    char name[2][24], instead[80], pitch[32];
    if (!islands_closest(report->islands, pair, &spacing)) {
        return STATUS_OK;
    }
    for (int k = 0; k < 2; k++) {
        snprintf(name[k], sizeof name[k], "%zu", pair[k]);
    }
    snprintf(instead, sizeof instead, "a --pitch of more than %s",
             number_engineering(pitch, sizeof pitch, report->ice->pitch / spacing, 4, "m"));
    return magnets_touch(report->islands, pair, name[0], name[1], instead, diagnostic);
}

/* Ice that is cooled is seen at its end: there it should be frozen. */
static void warn_of_thaw(struct ice_report *report)
{
    const double rate = magnets_flip_rate(report->islands, report->course.to);
    if (rate * report->time[0] > 1.0) {
        warning_add(&report->warnings, "thaw", false,
                    "a magnet alone still flips %s times a second at the end, at %.4g C: shares there are those of a "
                    "moment; expected a lower --cold or thicker magnets",
                    ROUNDED(rate), report->course.to - ZERO_CELSIUS);
    }
}

enum status ice_check(struct ice_report *report, struct diagnostic *diagnostic)
{
    enum status status = check_places(report, diagnostic);
    report->factor = status == STATUS_OK ? magnets_closest_factor(report->islands) : NAN;
    report->warnings.count = 0;
    report->warnings.incomplete = false;
    magnets_warn(report->islands, &report->warnings);
    if (status == STATUS_OK) {
        status = magnets_check_heat(report->islands, report->course.to, &report->warnings, diagnostic);
    }
    if (status == STATUS_OK && !is_constant(report)) {
        warn_of_thaw(report);
    }
    return status;
}

/* ---- How long it will take ---- */

/* What a flip, and all other work of a run, takes, s on a processor of 2024: a flip changes the rates of all magnets
 * that are coupled to it; each step of the temperature all. */
struct cost {
    double flip, others;
};

static struct cost cost_of(const struct ice_sample *sample, bool constant)
{
    const double of_flip = 1.8e-7, of_coupling = 1.2e-8, of_far_coupling = 2.3e-8, of_renewal = 2e-9;
    const size_t count = sample->islands->count;
    const double couplings = (double)sample->couplings->first[count];
    const double of_one = count > NEAR ? of_far_coupling : of_coupling;
    return (struct cost){of_flip + couplings / (double)count * of_one,
                         (constant ? 1.0 : ICE_STEPS) * couplings * of_renewal};
}

enum status ice_expect_time(const struct ice_report *report, const struct ice_sample *sample,
                            const struct common_options *options, signed char *s, struct diagnostic *diagnostic)
{
    const double enough = 3e4, long_time = 60.0; /* flips of a run that is tried, s */
    const struct cost cost = cost_of(sample, is_constant(report));
    const double runs = (double)report->runs, others = runs * (double)report->times * cost.others;
    struct ice_course course = report->course;
    double most = 0.0, flips = 0.0;
    enum status status = STATUS_OK;
    for (size_t k = 0; k < report->times; k++) {
        course.time = report->time[k];
        most += ice_most_flips(sample, &course);
    }
    for (size_t k = 0; k < report->times && others + runs * most * cost.flip > long_time && status == STATUS_OK; k++) {
        double expected = 0.0;
        course.time = report->time[k];
        status = ice_expect_flips(sample, &course, enough, s, &expected, diagnostic);
        flips += expected;
    }
    progress_expect(options, others + runs * flips * cost.flip, false);
    return status;
}

/* ---- After the runs ---- */

void ice_warn_of_start(struct ice_report *report)
{
    const struct ice_summary *s = &report->summary[0];
    const double flips = (double)s->flips / ((double)s->runs * (double)report->islands->count);
    if (is_constant(report) && flips < FEW_FLIPS) {
        warning_add(
            &report->warnings, "start", false,
            "a magnet flips %.2g times in a run, so averages may still be those of the start; expected a longer "
            "--time or thinner magnets",
            flips);
    }
}
