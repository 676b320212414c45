/* Max-cut in other technologies, as the publication compares it: arXiv 2107.02238, Table II. It is the only source here
 * of what is said about them, and what it does not say counts as unknown. */
#ifndef PUBLISHED_H
#define PUBLISHED_H

/* The mean over ten graphs of 60 nodes, of whose pairs every other one has an edge. NaN where the publication says that
 * a figure is not known. */
struct published {
    const char *technology;     /* its name in the reference data */
    const char *what;           /* for people */
    double time, power, energy; /* of a run: s, W, J */
    double success[2];          /* probability that a run ends in the optimum: least, greatest; NaN where unknown */
    const char *steps;          /* what a run consists of */
    const char *counted;        /* what its energy is of */
    const char *beside;         /* what is needed beside the network */
};

enum { PUBLISHED = 3, PUBLISHED_NODES = 60 };
extern const struct published published_solutions[PUBLISHED];

enum { PUBLISHED_MEMRISTOR = 0, PUBLISHED_SPINTRONIC = 2 /* of the publication itself */ };

#endif
