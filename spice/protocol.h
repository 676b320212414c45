/* What the ngspice host and the program that started it say to each other, through a socket. The program sends orders:
 * commands of ngspice, a line each, and a zero behind them. The host answers each with messages: a header and `size`
 * bytes each. */
#ifndef PROTOCOL_H
#define PROTOCOL_H

#include <stdint.h>

enum { PROTOCOL_SOCKET = 3 }; /* the file descriptor of the host */

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
    int64_t peak_memory; /* of the host until now, bytes */
    int64_t klu;         /* 1: KLU solved the matrix; 0: Sparse */
    char version[104];   /* of ngspice, and the features that it was built with: "39.3 (KLU XSPICE)" */
};

#endif
