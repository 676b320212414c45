/* What is asked about margins, and what they are. */
#ifndef MARGIN_RESULT_H
#define MARGIN_RESULT_H

#include "campaign/verdict.h"
#include "netgen/network.h"
#include "report/bounds.h"

struct margin_request {
    const struct sweep *sweep;     /* its recipe, engine and workers; its plan is not looked at */
    const struct network *network; /* of its recipe */
    const struct judge *judge;
    const char *of;       /* "vdw,w,vc,rp": options of gen */
    size_t starts, chips; /* seeds of each, from that of the recipe on; 0: its own alone */
    double resolution;    /* of a bound, in parts of the nominal value */
    double reach;         /* the greatest factor that is tried, and the inverse of the smallest; above 1 */
    /* Told how many runs are done and about which share of the work that is; may be NULL. */
    void (*show)(void *context, size_t runs, double share);
    void *context;
};

struct margin_reason {
    size_t runs;
    size_t start_seed, chip_seed; /* of the first one, where runs > 0 */
    struct diagnostic error;      /* of VERDICT_FAILED */
};

struct margin_bound {
    double value;    /* the last one that passes */
    double distance; /* from the nominal value, in parts of its size */
    enum bound_end end;
    double beyond;                /* the value next to it that does not pass or cannot be; NaN at the reach */
    bool hole;                    /* values farther out pass again */
    size_t failed;                /* runs at `beyond` that do not pass */
    struct margin_reason *reason; /* [judge_reasons()]: of these */
    struct diagnostic limit;      /* why `beyond` cannot be */
};

struct margin_parameter {
    char name[32];
    const char *unit; /* "V", "s", ... or "" */
    double nominal;
    struct margin_bound bound[2]; /* the lowest and the highest value */
};

struct margin {
    const struct margin_request *request;
    struct margin_parameter *parameter; /* [parameters], as asked for */
    size_t parameters;
    size_t starts, chips, runs; /* runs in all */
    bool devices_vary;          /* the network has a sigma: bounds are those of its chips, and not without variation */
    bool equal_chips;           /* several chips were asked for, and none differs */
};

#endif
