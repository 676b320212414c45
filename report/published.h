/* Max-cut in other technologies, as the publication compares it: arXiv 2107.02238, Table II. */
#ifndef PUBLISHED_H
#define PUBLISHED_H

/* The mean over ten graphs of 60 nodes, of whose pairs every other one has an edge. NaN where the publication says that
 * a figure is not known. */
struct published {
    const char *technology;     /* its name in the reference data */
    const char *what;           /* for people, with what goes with the figures */
    double time, power, energy; /* s, W, J */
};

enum { PUBLISHED = 3, PUBLISHED_NODES = 60 };
extern const struct published published_solutions[PUBLISHED];

/* The one of the publication itself. */
enum { PUBLISHED_SPINTRONIC = 2 };

#endif
