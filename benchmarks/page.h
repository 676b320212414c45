/* docs/benchmarks.md. */
#ifndef PAGE_H
#define PAGE_H

#include "benchmarks/engines.h"
#include "benchmarks/junctions.h"
#include "benchmarks/machine.h"
#include "benchmarks/searching.h"
#include "benchmarks/timing.h"
#include "benchmarks/solving.h"

struct findings {
    struct machine machine;
    const char *ngspice;   /* version */
    double memory_latency; /* ns */
    const struct size_result *size;
    size_t sizes;
    struct engines engines[ENGINES_TASKS];
    struct solving solving[SOLVING_TASKS];
    struct limits limits;
    struct searching searching[SEARCHING_FAMILIES + 1];
    struct junctions junctions[JUNCTIONS_TASKS];
};

/* Writes the whole page; every verdict comes from the figures. */
void page_write(FILE *out, const struct findings *findings);

/* Writes a page of the machine and the junctions alone. */
void page_write_junctions(FILE *out, const struct findings *findings);

#endif
