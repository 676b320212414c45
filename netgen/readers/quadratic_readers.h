/* The formats of quadratic forms, for quadratic_read.c. */
#ifndef QUADRATIC_READERS_H
#define QUADRATIC_READERS_H

#include "base/input.h"
#include "netgen/readers/matrix_entries.h"
#include "netgen/readers/quadratic.h"

/* How the entries of a file stand for the pairs of variables. */
enum quadratic_halves {
    QUADRATIC_PAIRS,     /* a pair stands once, in either order, and is meant once */
    QUADRATIC_SYMMETRIC, /* a pair stands once, in either order, for both entries of a symmetric matrix */
    QUADRATIC_MATRIX,    /* both entries of the matrix stand in the file; those that are missing are 0 */
};

/* What a reader has gathered so far. quadratic_read.c makes it and clears it. */
struct quadratic_reader {
    const char *path;
    const struct quadratic_request *request;
    size_t n; /* variables */
    enum quadratic_halves halves;
    size_t first;           /* the number of the first variable in the file: 0 or 1 */
    bool maximize;          /* by the format */
    bool several;           /* whether a file of the format may have several problems */
    const char *format;     /* for the note: the name of the format */
    struct entries entries; /* counted from 0 */
};

/* Each reads the text of `input`, which it writes to. */
enum status quadratic_read_list(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic);
enum status quadratic_read_qubo(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic);
enum status quadratic_read_csv(struct quadratic_reader *reader, struct input *input, struct diagnostic *diagnostic);
enum status quadratic_read_npy(struct quadratic_reader *reader, const struct input *input,
                               struct diagnostic *diagnostic);
enum status quadratic_read_matrixmarket(struct quadratic_reader *reader, struct input *input,
                                        struct diagnostic *diagnostic);

/* Whether the file that starts with `text` is one of qbsolv, or a list of numbers with blanks between them. */
bool quadratic_recognize_qubo(const char *text);
bool quadratic_recognize_list(const char *text);

#endif
