/* How many runs have which warnings. */
#ifndef WARNING_COUNTS_H
#define WARNING_COUNTS_H

#include "netgen/warning.h"

struct warning_count {
    char kind[64];
    size_t runs;
};

/* Zeroed where no run was counted. */
struct warning_counts {
    struct warning_count count[WARNINGS]; /* [kinds], in the order in which they appear */
    size_t kinds;
};

/* Counts a run with these kinds of warnings, separated by blanks. */
void warning_counts_add(struct warning_counts *counts, const char *kinds);

#endif
