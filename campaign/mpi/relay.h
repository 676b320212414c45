/* A rank above 0. Child processes do the points; the rank itself passes on messages, so that it answers whatever a
 * point does. */
#ifndef RELAY_H
#define RELAY_H

#include "campaign/campaign.h"

/* Does points of `campaign` for rank 0 until that one says that there are no more. `silence` in s. */
void relay_run(const struct campaign *campaign, double silence);

/* Waits until rank 0 ends, and ends this process with its exit code, in step with all others. */
_Noreturn void relay_leave(double silence);

#endif
