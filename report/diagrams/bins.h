/* How often values come about; private to diagrams. */
#ifndef DIAGRAM_BINS_H
#define DIAGRAM_BINS_H

#include <stdbool.h>
#include <stddef.h>

enum { MOST_BINS = 40 };

/* Bins of equal width that are centred on multiples of it. */
struct bins {
    double width;
    double first; /* the centre of bin 0 */
    size_t count; /* up to the last one that has a value */
    size_t values[MOST_BINS + 2];
};

/* Whether all of value[count] are whole numbers. */
bool bins_are_whole(const double *value, size_t count);

/* Empty ones for values from `least` to `greatest`; of whole numbers none has more of these than another one. Where all
 * values are equal there is one bin, 1 wide. */
struct bins bins_between(double least, double greatest, bool whole);

void bins_add(struct bins *bins, double value);

/* The centre of bin `k`. */
double bins_centre(const struct bins *bins, size_t k);

#endif
