/* What makes the answers of `gen ice` doubtful, and how long it will take. */
#ifndef ICE_DOUBTS_H
#define ICE_DOUBTS_H

#include "cli/ice_print.h"

/* Before the runs: fills report->warnings and report->factor. STATUS_INPUT where magnets touch, or have no two states.
 */
enum status ice_check(struct ice_report *report, struct diagnostic *diagnostic);

/* Says how long the runs will take, if that is long. Short runs are tried only if the bound of their flips allows it.
 * `s` is [magnets] of room. STATUS_SYSTEM where memory is short. */
enum status ice_expect_time(const struct ice_report *report, const struct ice_sample *sample,
                            const struct common_options *options, signed char *s, struct diagnostic *diagnostic);

/* After the runs, at a constant temperature: averages should not be those of the start. */
void ice_warn_of_start(struct ice_report *report);

#endif
