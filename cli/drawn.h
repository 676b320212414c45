/* Devices of one kind that differ by chance, drawn for a user's own deck: `params DEVICE --sigma NAME=SHARE`. */
#ifndef DRAWN_H
#define DRAWN_H

#include "base/status.h"
#include "cli/cli.h"
#include "models/device.h"

/* What was asked for. `sigma` and `set` are the options' arguments, "NAME=SHARE" and "NAME=VALUE". */
struct drawn_words {
    const char *word[DEVICE_MOST_PARAMETERS];
    size_t count;
};
struct drawn_request {
    const struct device *kind;
    struct drawn_words sigma, set;
    unsigned long seed;
    size_t count; /* devices */
};

/* Prints the devices: a line each, an X line of a deck whose nodes are the device's own, or one JSON document;
 * nothing with -q. What cannot be drawn is STATUS_INPUT, with the parameter that is wrong and what was expected. */
enum status drawn_print(const struct drawn_request *request, const struct common_options *options,
                        struct diagnostic *diagnostic);

#endif
