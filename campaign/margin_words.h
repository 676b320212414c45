/* What a margin's bound is called; private to margin*.c. */
#ifndef MARGIN_WORDS_H
#define MARGIN_WORDS_H

#include "campaign/margin.h"

/* What is said of a network with a sigma. */
static const char MARGIN_DEVICES_VARY[] =
    "they vary by the sigmas of the network, so the bounds are those of its chips";

/* The reason that the most runs beyond a bound have. */
size_t margin_main_reason(const struct margin *margin, const struct margin_bound *bound);

/* Why the value beyond a bound cannot be, or the line of the first run there that failed, without "error: "; NULL where
 * there is none. */
const char *margin_error(const struct margin_bound *bound);

#endif
