/* Logic of nanomagnets: magnets that couple by their fields, some of which are inputs and outputs. A field along the
 * hard axes, the clock, turns all magnets but the inputs there and then lets go; each then follows its neighbours. */
#ifndef NML_H
#define NML_H

#include "base/input.h"
#include "netgen/islands.h"

enum { NML_MOST = 100, NML_MOST_INPUTS = 6, NML_NAME = 24 };

/* An input is held in its state, a constant always in one; the others follow. The word for each is in nml_role_names.
 */
enum nml_role { NML_FREE, NML_INPUT, NML_OUTPUT, NML_ONE, NML_ZERO, NML_ROLES };
extern const char *const nml_role_names[NML_ROLES];

/* What the outputs should be. */
enum nml_function { NML_LOWEST, NML_COPY, NML_MAJORITY };

struct nml_magnet {
    char name[NML_NAME]; /* letters, digits and _, all small */
    enum nml_role role;
};

/* A circuit of magnets. A magnet that points along its axis is a logical 1. */
struct nml {
    struct islands islands;    /* their places; of which kind they are is set by others */
    struct nml_magnet *magnet; /* [islands.count] */
    size_t inputs, outputs;
    enum nml_function function; /* NML_LOWEST: as in the state of lowest energy */
};

/* A row of `count` magnets side by side, from 2 to NML_MOST: the first is the input, the last the output. Neighbours
 * are antiparallel, and so are their axes: the input is copied. `pitch`: their distance, m. STATUS_SYSTEM where memory
 * is short. */
enum status nml_chain(size_t count, double pitch, struct nml *nml, struct diagnostic *diagnostic);

/* The majority of three inputs, a magnet above, one below and one to the left of the middle, with the output on the
 * right of it. Those above and below couple twice as well over the same distance, so that theirs is 2^(1/3) of `pitch`
 * (m). Errors as above. */
enum status nml_majority(double pitch, struct nml *nml, struct diagnostic *diagnostic);

/* Reads a circuit from lines NAME, X, Y, ANGLE, ROLE: place in m, angle of its axis to x in degrees, a word of
 * nml_role_names. STATUS_INPUT with the line of what is wrong. nml_parse reads what is in memory; writes to its bytes.
 */
enum status nml_read(const char *path, struct nml *nml, struct diagnostic *diagnostic);
enum status nml_parse(struct input *input, struct nml *nml, struct diagnostic *diagnostic);

void nml_clear(struct nml *nml);

/* The clock: a field in a direction of the plane, which rises from the start on, stays, falls, and leaves the magnets
 * alone for a while. */
struct nml_clock {
    double field;                  /* A/m */
    double direction[3];           /* unit vector */
    double rise, hold, fall, rest; /* s */
};

/* Sets the direction of the clock: across the first magnet that follows. */
void nml_clock_across(const struct nml *nml, struct nml_clock *clock);

double nml_period(const struct nml_clock *clock);             /* s */
double nml_field(const struct nml_clock *clock, double time); /* A/m, 0 to the period */

/* The states that are held in row `row` of the truth table, [islands.count]: +1 or -1, and 0 for what follows. The
 * first input is the highest bit of the row. */
void nml_hold(const struct nml *nml, unsigned row, signed char *held);

/* The outputs in a state, the first in the highest bit. */
unsigned nml_outputs(const struct nml *nml, const signed char *s);

/* The outputs that a circuit which copies or has a majority should have in `row`. */
unsigned nml_right(const struct nml *nml, unsigned row);

#endif
