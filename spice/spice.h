/* Runs decks in ngspice, in a separate process. */
#ifndef SPICE_H
#define SPICE_H

#include "netgen/deck.h"
#include "base/status.h"
#include "report/table.h"

#include <stdio.h>

struct spice_job {
    const char *host;        /* path of the program spinfield-ngspice */
    const char *code_model;  /* path of spinfield.cm */
    const char *deck;        /* the deck's text */
    enum deck_form form;     /* of the deck that spice_run_network makes */
    const char *rest_vector; /* the run ends when this vector is 0 ... */
    double rest_from;        /* ... at a time not before this, s */
    double patience;         /* seconds without output from ngspice after which it counts as hung */
    FILE *log;               /* what ngspice prints goes here; NULL: nowhere */
    /* Called at each time point with its time in s and its number; may be NULL. */
    void (*progress)(void *context, double time, size_t point);
    void *context;
};

struct spice_result {
    struct table *table;  /* every accepted time point; columns named as in a raw file */
    long long iterations; /* Newton iterations of the transient analysis */
    double seconds;       /* wall time of the host, from start to end */
    size_t peak_memory;   /* of the host, bytes */
};

/* Runs job->deck and fills *result. STATUS_SIMULATOR where ngspice refuses, warns about something that changes the
 * result, crashes or hangs, with what it said; STATUS_SYSTEM where no process or memory can be had. On an error
 * result->table is NULL. */
enum status spice_run(const struct spice_job *job, struct spice_result *result, struct diagnostic *diagnostic);

/* Runs the deck of `network` until its walls rest; the fields of `job` for these are ignored. Errors as above. */
enum status spice_run_network(const struct spice_job *job, const struct network *network, struct spice_result *result,
                              struct diagnostic *diagnostic);

#endif
