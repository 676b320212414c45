/* Campaigns in which a value of an option, or all of them, can only fail: found before anything runs. */
#ifndef REFUSALS_H
#define REFUSALS_H

#include "campaign/sweep_plan.h"

/* Makes networks of the checked `sweep` until each value that it varies has one that the engine takes. STATUS_INPUT,
 * with the line that the runs would give, where a value has none: all its points are tried where they are few, and else
 * a hundred that are spread over them, which must then all give the same line. STATUS_SYSTEM where memory is short. Of
 * an axis with more than REFUSALS_VALUES values, as many of them are looked at. */
enum { REFUSALS_VALUES = 200 };
enum status refusals_check(const struct sweep *sweep, struct diagnostic *diagnostic);

#endif
