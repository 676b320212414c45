/* Reads all cells of an array of junctions, one after the other. Equation numbers are those of docs/crossbar.md. */
#ifndef CROSSBAR_READS_H
#define CROSSBAR_READS_H

#include "netgen/crossbar.h"

/* What the reads give. */
struct crossbar_reads {
    double *current;                /* [n * n] of each cell as it is read, row by row, A */
    size_t parallel;                /* cells that are parallel */
    double least_on, greatest_on;   /* currents of these, A; NAN where there are none */
    double least_off, greatest_off; /* those of the others, A; NAN where there are none */
    double alone_on, alone_off;     /* of a cell that is alone, without resistance of its lines, parallel and not, A */
    /* Whatever the data: the least current of a parallel cell, which is alone among antiparallel ones, and the greatest
     * of an antiparallel cell among parallel ones, A. A resistor that grows takes current from all (Rayleigh). NAN in a
     * grounded array whose lines have resistance. */
    double worst_on, worst_off;
    double reference;      /* A: halfway between alone_on and alone_off */
    size_t wrong;          /* reads that this reference decides wrongly */
    double best_reference; /* A: the one that decides fewest wrongly */
    size_t best_wrong;     /* how many these are */
};

/* Reads all cells at 27 C plus dtemp. STATUS_INPUT where the junction has no such temperature, or its free layer does
 * not rest along the pinned one, STATUS_SYSTEM where memory is short; then there is nothing to clear. */
enum status crossbar_read(const struct crossbar *crossbar, struct crossbar_reads *reads, struct diagnostic *diagnostic);
void crossbar_reads_clear(struct crossbar_reads *reads);

#endif
