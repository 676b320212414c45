/* The command `search`, which `solve --starts` is, too. */
#ifndef CLI_SEARCH_H
#define CLI_SEARCH_H

#include "cli/cli.h"
#include "cli/relaxing.h"
#include "report/search.h"

struct search_options {
    struct common_options common;
    const char *name;
    long runs;
    struct relaxing_options relaxing;
    bool in_ngspice; /* the engine; else the solver */
    double patience; /* with ngspice, s; NaN: not given */
    enum search_method method;
    bool choose_method;                     /* by the size of the network, and not as `method` says */
    double target;                          /* NaN: not given */
    bool prove;                             /* the target is the optimum */
    const char *csv, *html, *save, *answer; /* NULL: not asked for */
};

/* Those of a command line without options. */
struct search_options search_standard_options(void);

/* Searches and reports. STATUS_UNMET where the best run does not rest, or where the target was asked for and not
 * reached; STATUS_INPUT where the network's question has no objective. */
enum status search_command(const struct search_options *options, struct diagnostic *diagnostic);

#endif
