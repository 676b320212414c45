/* The messages from the ngspice host to the program that started it, through a pipe: a header and `size` bytes each. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdint.h>

enum { PROTOCOL_PIPE = 3 }; /* the file descriptor on which the host writes */

enum message_kind {
    MESSAGE_TEXT,       /* a line that ngspice printed, without an end */
    MESSAGE_NAMES,      /* names of the vectors, each with a zero behind; time is the first */
    MESSAGE_ROW,        /* a double for each vector: one accepted time point */
    MESSAGE_STATISTICS, /* a struct host_statistics */
    MESSAGE_FAILED,     /* a line that says why the host stops */
    MESSAGE_DONE,       /* nothing: the run ended, all rows are sent */
    MESSAGE_NO_MEMORY,  /* nothing: the host or ngspice stops, because memory is short */
};

struct message_header {
    uint32_t kind, size;
};

struct host_statistics {
    int64_t time_points; /* accepted */
    int64_t iterations;  /* of the transient analysis */
};

#endif
