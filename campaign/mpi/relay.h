/* A rank above 0. Child processes do the points; the rank itself passes on messages, so that it answers whatever a
 * point does. Where rank 0 is silent for too long, these functions end the process with one line on stderr and exit
 * code
 * 4. `silence` is in s. */
#ifndef RELAY_H
#define RELAY_H

#include "campaign/campaign.h"
#include "campaign/mpi/messages.h"

/* Says something to rank 0 while relay_run does not run; returns when rank 0 has taken it. */
void relay_say(enum message_tag tag, const void *bytes, size_t size, double silence);

/* Does points of `campaign` for rank 0 until that one says that there are no more. */
void relay_run(struct mailbox *mailbox, const struct campaign *campaign, double silence);

/* Waits until rank 0 ends, and ends this process with its exit code, in step with all others. */
_Noreturn void relay_leave(struct mailbox *mailbox, double silence);

#endif
