/* One line on stderr about a long job: the share that is done, and the remaining time. */
#ifndef PROGRESS_H
#define PROGRESS_H

#include "cli/cli.h"

/* Begin with progress_begin. Nothing is shown in the first second. */
struct progress {
    bool wanted;         /* stderr is a terminal, and neither -q nor -v is given */
    double begun, shown; /* s, of a clock that only goes forwards */
    size_t width;        /* characters of the line that is shown */
};

struct progress progress_begin(const struct common_options *options);

/* Shows "DOING, 12 s left", at most five times a second: `share` (0 to 1) of the job is done. Where the job may end
 * earlier than at share 1, `at_most` says so. */
void progress_show(struct progress *progress, double share, bool at_most, const char *doing, ...)
    __attribute__((format(printf, 4, 5)));

/* Takes the line away. */
void progress_end(struct progress *progress);

/* Says that a job will need about so many seconds, or more than these (`at_least`), where that is more than a minute,
 * unless the command is quiet: before the job, and on any stderr. */
void progress_expect(const struct common_options *options, double seconds, bool at_least);

/* The same of ngspice, for NAME.cir that the command has written: it will need about so many seconds, since `why`. */
void progress_expect_deck(const struct common_options *options, const char *name, double seconds, const char *why);

/* Seconds of that clock. */
double progress_now(void);

#endif
