/* Where the numbers of a page are from. */
#ifndef REPORT_ORIGIN_H
#define REPORT_ORIGIN_H

struct origin {
    const char *name;                    /* of the network */
    const char *task;                    /* of gen */
    const char *network;                 /* the command that makes it; NULL: not known, as all that follow may be */
    const char *command;                 /* the command line */
    const char *version;                 /* of Spinfield */
    const char *engine, *engine_version; /* "" has none */
    const char *criterion;               /* which runs are good */
};

#endif
