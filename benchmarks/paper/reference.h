/* The published figures, runs and graphs, read from the folder of reference data. */
#ifndef REFERENCE_H
#define REFERENCE_H

#include "netgen/readers/graph.h"
#include "base/status.h"

/* The rows of one figure in paper/figures.csv, without its name in front: value[rows][columns]. STATUS_INPUT
 * where a row has other than `columns` numbers or none is there. *value is to be freed. */
enum status reference_figure(const char *folder, const char *figure, size_t columns, double **value, size_t *rows,
                             struct diagnostic *diagnostic);

/* The row of a technology in Table II of the same file: time in ns, power in mW, energy in nJ; NaN where the field is
 * empty. STATUS_INPUT where there is no such row. */
enum status reference_technology(const char *folder, const char *technology, double value[3],
                                 struct diagnostic *diagnostic);

/* The three letters and the published runs with them. In the runs ON is paper, so the letters are inverted here. */
enum { REFERENCE_LETTERS = 3 };
extern const char REFERENCE_NAMES[REFERENCE_LETTERS]; /* U, T, D */

struct reference_letters {
    size_t n, columns; /* pixels in all, and in a row */
    char *letter[REFERENCE_LETTERS];
    size_t runs;
    char **start, **end; /* [runs], n characters '0' or '1' each */
};
enum status reference_letters(const char *folder, struct reference_letters *letters, struct diagnostic *diagnostic);
void reference_letters_clear(struct reference_letters *letters);

/* The ten graphs g05_60 of the Biq Mac library and their proven greatest cuts. */
enum { REFERENCE_GRAPHS = 10 };
struct reference_graphs {
    struct graph *graph[REFERENCE_GRAPHS];
    double optimum[REFERENCE_GRAPHS];
};
enum status reference_graphs(const char *folder, struct reference_graphs *graphs, struct diagnostic *diagnostic);
void reference_graphs_clear(struct reference_graphs *graphs);

#endif
