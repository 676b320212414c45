/* The somas' walls over the time of a run, to compare runs. */
#ifndef WALL_PATHS_H
#define WALL_PATHS_H

#include "netgen/network.h"
#include "report/table.h"

struct walls {
    size_t n, rows;
    double *time; /* [rows], s */
    double *x;    /* [rows][n], m */
};

/* Copies from `table` the vectors that `soma_vector` names, each times `unit`, which makes metres of them.
 * STATUS_SIMULATOR where one is missing. */
enum status walls_take(const struct table *table, size_t n, void (*soma_vector)(size_t j, char *name), double unit,
                       struct walls *walls, struct diagnostic *diagnostic);
void walls_clear(struct walls *walls);

/* The greatest distance, m, between a wall of `walls` at its time points and that of `reference`, which is taken as
 * linear between its own. */
double walls_distance(const struct walls *walls, const struct walls *reference);

/* How many somas end on different sides of the middle of the junction. */
size_t walls_other_states(const struct walls *a, const struct walls *b, const struct network *network);

#endif
