/* What ngspice is to run, and what it gave. */
#ifndef JOB_H
#define JOB_H

#include "netgen/deck.h"
#include "report/table.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct spice_job {
    const char *host;        /* path of the program spinfield-ngspice */
    const char *code_model;  /* path of spinfield.cm */
    const char *deck;        /* the deck's text; NULL for a network: it is made */
    const char *rest_vector; /* the run ends when this vector is 0 ...; NULL: at the time that the deck says */
    double rest_from;        /* ... at a time not before this, s */
    bool klu;        /* KLU solves the matrix where libngspice has it and the deck does not say which solver does */
    double patience; /* seconds without output from ngspice after which it counts as hung */
    FILE *log;       /* what ngspice prints goes here; NULL: nowhere */
    /* Called at each time point with its time in s and its number; may be NULL. */
    void (*progress)(void *context, double time, size_t point);
    void *context;
};

struct spice_result {
    struct table *table;  /* every accepted time point; columns named as in a raw file */
    long long iterations; /* Newton iterations of the transient analysis */
    bool klu;             /* KLU solved the matrix; else Sparse */
    char version[104];    /* of ngspice, and the features that it was built with: "39.3 (KLU XSPICE)" */
    double seconds;       /* wall time of the host, from start to end */
    size_t peak_memory;   /* of the host, bytes */
};

#endif
