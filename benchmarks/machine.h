/* What a benchmark ran on. */
#ifndef MACHINE_H
#define MACHINE_H

#include "base/status.h"

struct machine {
    char processor[128]; /* its model name */
    long cores;
    char kernel[96];
    char compiler[96];
};

struct machine machine_describe(void);

/* Processor time of this process so far, and real time, s. */
double machine_processor_time(void);
double machine_real_time(void);

/* Processor time of the child processes that have ended so far, s. */
double machine_children_time(void);

/* Nanoseconds that a load takes which depends on the one before, from random places in 64 MB of huge pages (where the
 * kernel gives them). The array raises the peak memory that Linux reports of processes started later, so measure it
 * last. */
enum status machine_memory_latency(double *nanoseconds, struct diagnostic *diagnostic);

#endif
