/* The somas' walls over the time of a run, to compare runs. */
#ifndef WALL_PATHS_H
#define WALL_PATHS_H

#include "netgen/network.h"
#include "report/table.h"

struct wall_paths {
    size_t n, rows;
    double *time; /* [rows], s */
    double *x;    /* [rows][n], m */
};

/* Copies from `table` the vectors that `soma_vector` names, each times `unit`, which makes metres of them.
 * STATUS_SIMULATOR where one is missing. */
enum status wall_paths_take(const struct table *table, size_t n, void (*soma_vector)(size_t j, char *name), double unit,
                            struct wall_paths *walls, struct diagnostic *diagnostic);
void wall_paths_clear(struct wall_paths *walls);

/* The greatest distance, m, between a wall of `walls` at its time points and that of `reference`, which is taken as
 * linear between its own. */
double wall_paths_distance(const struct wall_paths *walls, const struct wall_paths *reference);

/* How many somas end on different sides of the middle of the junction. */
size_t wall_paths_other_states(const struct wall_paths *a, const struct wall_paths *b, const struct network *network);

#endif
