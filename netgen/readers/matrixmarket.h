/* Matrix Market files: the header and the entries, for graphs and for weights. */
#ifndef MATRIXMARKET_H
#define MATRIXMARKET_H

#include "base/input.h"
#include "netgen/readers/matrix_entries.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum matrixmarket_layout { MATRIXMARKET_COORDINATE, MATRIXMARKET_ARRAY };
enum matrixmarket_field { MATRIXMARKET_REAL, MATRIXMARKET_INTEGER, MATRIXMARKET_PATTERN };
enum matrixmarket_symmetry { MATRIXMARKET_GENERAL, MATRIXMARKET_SYMMETRIC, MATRIXMARKET_SKEW };

/* An open file. */
struct matrixmarket {
    const char *path;
    struct line_reader lines;
    int layout;            /* enum matrixmarket_layout */
    int field;             /* enum matrixmarket_field */
    int symmetry;          /* enum matrixmarket_symmetry */
    size_t n;              /* rows, and columns as well */
    size_t promised, seen; /* entries in the file, and those that matrixmarket_next gave so far */
    size_t row, column;    /* of the array entry that comes next */
};

/* Whether the file that starts with `text` is a Matrix Market file, or one whose first line lacks a percent sign, which
 * matrixmarket_open refuses. */
bool matrixmarket_recognize(const char *text);

/* Reads the header of `input`, which stays the caller's and is written to. STATUS_INPUT where the header is not one of
 * a square matrix of real numbers (or none, "pattern") with 2 to `greatest` rows. */
enum status matrixmarket_open(struct matrixmarket *file, struct input *input, size_t greatest,
                              struct diagnostic *diagnostic);

/* Reads the next entry as it stands in the file: for a symmetric matrix the half that is stored. The value of a
 * pattern is 1. *more is false, and *entry untouched, at the end. STATUS_INPUT where the entry is not one, or where
 * there are fewer or more of them than the header promises. */
enum status matrixmarket_next(struct matrixmarket *file, struct entry *entry, bool *more,
                              struct diagnostic *diagnostic);

#endif
