/* The differences between two runs of one network by two engines. */
#ifndef COMPARISON_H
#define COMPARISON_H

#include "report/comparison_signals.h"
#include "report/measures.h"

#include <stdio.h>

/* One quantity in both runs. */
struct comparison_row {
    const char *name, *key, *unit;
    double first, second;
    double difference; /* relative to the second; of a part of the energy, to the whole */
};

enum { COMPARISON_ROWS = 5, COMPARISON_OF_ANY = 2 /* the others are of walls */ };

/* The default limits: relative difference of time and energy; distance of walls, m. */
static const double COMPARISON_TOLERANCE = 0.005;
static const double COMPARISON_WALLS = 5e-9;

enum comparison_verdict {
    COMPARISON_AGREES,    /* both converged, and nothing differs by more than is allowed; or paths that chance decides
                             part, and the energies of their states have one distribution */
    COMPARISON_DISAGREES, /* something does, or only one converged */
    COMPARISON_UNDECIDED, /* such paths part, and the runs see too few independent energies to compare them */
    COMPARISON_NOT_CONVERGED /* neither converged; up to the end of the runs nothing differs by more than is allowed */
};

struct comparison {
    struct comparison_row row[COMPARISON_ROWS];
    size_t differing; /* neurons whose final states differ */
    size_t moving[2]; /* walls that do not rest at the end of each run */
    bool each_converged[2];
    bool converged;   /* both did */
    bool has_signals; /* the neurons are no walls; then there is no distance, but: */
    struct signals_apart signals;
    bool alike;              /* the paths are not the same, and their energies may have one distribution */
    double distance;         /* the largest between the places of a wall at any time, m */
    double tolerance, walls; /* what is allowed: relative, of time and energy; distance of walls, m */
    double end;              /* of the runs, s: what is compared where neither converged goes up to there */
    enum comparison_verdict verdict;
    bool sensitive; /* the second engine, with slightly other steps, disagrees with itself; false where not tried */
};

/* One side. */
struct comparison_run {
    const struct trace *trace;
    const struct measures *measures;
};

/* What is allowed. */
struct comparison_limits {
    double tolerance; /* relative, of time and energy */
    double walls;     /* distance of walls, m */
};

/* Compares two runs of `network`. They agree where both converge to equal states, and no difference is beyond the
 * tolerance and no distance beyond that of walls. Where neither converges, there is no time to solution: the state at
 * the end and the energy up to there are compared. Positions between the points of the second run are linear in time.
 *
 * Neurons that are no walls see the same states at the same times, but for the tolerance of their time; where they do
 * not, a draw was within rounding of its probability, or outputs changed while one was made, and the distributions of
 * the energies in the second half of the runs are compared (report/energy_sample.h). STATUS_SYSTEM where memory is
 * short. */
enum status comparison_take(const struct network *network, const struct comparison_run *first,
                            const struct comparison_run *second, const struct comparison_limits *limits,
                            struct comparison *comparison, struct diagnostic *diagnostic);

/* The verdict in one or two words, for programs too. */
const char *comparison_verdict_name(const struct comparison *comparison);

/* Of neurons that are no walls: whether their paths are the same, and how their energies compare where not. */
void comparison_write_paths(const struct comparison *comparison, FILE *out);

/* Writes why that is the verdict: a sentence without its full stop, on one line. `first` and `second` are the names of
 * the engines. */
void comparison_reason(const struct comparison *comparison, const char *first, const char *second, FILE *out);

#endif
