/* Quadratic forms sum_i a_i v_i + sum_{i<j} b_ij v_i v_j from files: those of QUBO problems, whose variables are 0 or
 * 1, and of Ising problems, whose variables are -1 or 1. */
#ifndef QUADRATIC_H
#define QUADRATIC_H

#include "base/status.h"
#include "netgen/readers/graph.h"

#include <stdbool.h>
#include <stddef.h>

struct input;

struct quadratic {
    struct graph *pairs; /* an edge for each b_ij that is not 0, at least one; its nodes are the variables */
    double *linear;      /* [pairs->nodes] a_i; NULL where all are 0 */
    bool maximize;       /* whether the value is to be large */
};

/* What a file is read for: it says what its numbers mean. */
enum quadratic_use {
    QUADRATIC_QUBO, /* x'Qx of a matrix Q: b_ij = Q_ij + Q_ji, a_i = Q_ii */
    QUADRATIC_ISING /* couplings b_ij = J_ij = J_ji and, on the diagonal, fields a_i = h_i */
};

enum quadratic_sense { QUADRATIC_BY_FORMAT, QUADRATIC_MINIMIZE, QUADRATIC_MAXIMIZE };

struct quadratic_request {
    enum quadratic_use use;
    enum quadratic_sense sense;
    long instance; /* of a file with several problems, from 1; 0: the only one */
};

/* Reads a quadratic form from a file; the format is recognized by its content: Biq Mac's and OR-library's lists, lists
 * 'i j value', qbsolv's .qubo, Matrix Market, CSV, .npy, Biq Mac's .mat, and for QUADRATIC_ISING every graph that
 * graph_read reads. pairs->note says which convention the format has. STATUS_INPUT, with the line, for anything else,
 * where a variable is out of range, an entry stands twice, a matrix is not square or, of couplings, not symmetric, no
 * pair is left, or the sizes of all numbers together are beyond GRAPH_GREATEST_SUM: docs/formats.md. On an error
 * *quadratic is NULL. Writes to the bytes.
 */
enum status quadratic_parse(struct input *input, const struct quadratic_request *request, struct quadratic **quadratic,
                            struct diagnostic *diagnostic);

void quadratic_free(struct quadratic *quadratic); /* takes NULL */

#endif
