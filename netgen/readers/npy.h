/* Square matrices in NumPy's .npy files, for graphs and for weights. */
#ifndef NPY_H
#define NPY_H

#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

/* An open file; its numbers stand in the bytes of the input. */
struct npy {
    size_t n;                   /* rows, and columns as well */
    const unsigned char *bytes; /* of the numbers */
    char kind;                  /* 'f' floating point, 'i' and 'u' whole numbers, 'b' truth values */
    size_t size;                /* bytes of a number */
    bool big_endian, by_columns;
    const char *path;
};

/* Whether the file is of this format, by its first bytes. */
bool npy_recognize(const struct input *input);

/* Reads the header of `input`, format version 1 to 3. STATUS_INPUT where the array is not a square matrix of 2 to
 * `greatest` rows of real numbers, or where the file has fewer or more bytes than that. */
enum status npy_open(struct npy *npy, const struct input *input, size_t greatest, struct diagnostic *diagnostic);

/* The number at `row`, `column` into *value. STATUS_INPUT where it is not finite, or is whole and beyond what a double
 * holds exactly. */
enum status npy_value(const struct npy *npy, size_t row, size_t column, double *value, struct diagnostic *diagnostic);

#endif
