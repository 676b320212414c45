#include "spice/host/complaint.h"

#include <stddef.h>
#include <string.h>

bool complaint_is(const char *line)
{
    static const char *const WORDS[] = {"error",        "warning",  "ignored",   "unknown",
                                        "unrecognized", "singular", "too small", "no such"};
    static const char *const HARMLESS[] = {"can't find the initialization file spinit", "Circuit: " /* a title */,
                                           "Message: warning: " /* of a code model of ours: it goes on */};
    for (size_t i = 0; i < sizeof HARMLESS / sizeof *HARMLESS; i++) {
        if (strcasestr(line, HARMLESS[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strcasestr(line, WORDS[i])) {
            return true;
        }
    }
    return false;
}
