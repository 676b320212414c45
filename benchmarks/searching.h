/* Searches with the standard settings on the graphs of the Biq Mac library that the generator rudy made, family by
 * family, and on a large one of the G-set. */
#ifndef SEARCHING_H
#define SEARCHING_H

#include "base/status.h"

#include <stddef.h>

enum { SEARCHING_FAMILIES = 13, SEARCHING_GRAPHS = 10, SEARCHING_RUNS = 1000, SEARCHING_LARGE_RUNS = 4000 };

/* What searches of a family's graphs found. The best known cut of a graph is the best of the search and of a tabu
 * search, solver/maxcut_exact.h. */
struct searching {
    const char *name;
    size_t graphs, nodes, runs;
    size_t at_best;      /* graphs whose best known cut was found */
    double mean, least;  /* found cut, as a share of the best known */
    double seconds;      /* that a user waits, the longest of all graphs */
    double time, energy; /* to solution at 99 %, for the best known cut: medians, s and J; may be infinite */
    double run_time;     /* mean of a relaxation, s */
    double cut;          /* found in the last graph */
};

/* One row for each family, and one for the large graph. */
enum status searching_measure(struct searching row[SEARCHING_FAMILIES + 1], struct diagnostic *diagnostic);

#endif
