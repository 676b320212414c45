/* Networks and runs made by hand: not from a problem, and not by a simulator. */
#ifndef HANDMADE_H
#define HANDMADE_H

#include "report/measures.h"
#include "netgen/network.h"
#include "netgen/questions/question.h"

/* A question of which nothing is known: the smallest row that reports can do with. */
extern const struct question handmade_question;

/* A network of `n` neurons with W = 0.1 V, V_C = 0.1 V, V_DW = 0.34 V and no load phase; weights are to be filled in.
 */
struct network *handmade_network(const struct question *question, size_t n);

/* Makes a recall network one of pictures with `columns` pixels in a row, or again one of bits where that is 0. */
void handmade_set_columns(struct network *network, size_t columns);

/* Sets the best known cut of a max-cut network; NaN for none. */
void handmade_set_optimum(struct network *network, double optimum);

/* A recall network whose patterns and start are given; all are as long as the first. `start` may be NULL. */
struct network *handmade_recall(size_t patterns, const char *const pattern[], const char *start);

/* The maximum cut of a path of four nodes with edges of weight 1, 2.5 and -4. */
struct network *handmade_maxcut(void);

enum { HANDMADE_WALLS = 4 }; /* the column of the first soma in a table of handmade_run */

/* An empty table with the columns of a run of n neurons: time, powers (load, soma, synapse), somas, axons. */
struct table *handmade_run(size_t n);

/* Powers at a point, W. */
struct handmade_power {
    double load, soma, synapse;
};

/* Appends a point with powers in W and `walls` positions in nm, the others being 0. */
void handmade_point(struct table *run, double time, struct handmade_power power, size_t walls, const double *nm);

/* Measures the run in `run` and frees it. */
struct measures handmade_measure(struct table *run, const struct network *network);

/* Measures a run of 80 ns in which `network` comes to rest in `state` at 60 ns. */
struct measures handmade_measure_state(const struct network *network, const char *state);

#endif
