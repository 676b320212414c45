/* What code models say of a device: a line of ngspice's, which begins with the name of the device. */
#ifndef REFUSE_H
#define REFUSE_H

#include "models/ngspice/ngspice_internals.h"

#include <math.h>
#include <stdio.h>

enum { MESSAGE_SIZE = 400 };

static inline void say_of_device(const char *kind, const char *what)
{
    char message[MESSAGE_SIZE];
    snprintf(message, sizeof message, "%s: %s", kind, what);
    cm_message_send(message);
}

/* Says what is wrong, and marks a refused device by *mark = NaN. */
static inline void refuse_device(const char *why, double *mark)
{
    say_of_device("error", why);
    *mark = NAN;
}

/* Says what is doubtful: the run goes on. */
static inline void warn_of_device(const char *what)
{
    say_of_device("warning", what);
}

#endif
