/* What a device of the code model dipoles keeps, and how its pairs are numbered. */
#ifndef DIPOLES_STATE_H
#define DIPOLES_STATE_H

#include <stdbool.h>
#include <stdlib.h>

enum { AXES = 3 };
enum { TENSOR = 1, FACTOR = 2 }; /* the texts that may have a pair */

/* The coupling of a pair of magnets with their moments of 1: the field that one has at the place of the other, kA/m. */
struct couple {
    double at_first[AXES][AXES], at_second[AXES][AXES]; /* [field][moment] */
};

/* What a device keeps. Fields are those at the magnets themselves, or at other places, which come after the magnets in
 * the list of places: with these, several devices couple more magnets than a line of ngspice has room for. */
struct dipoles {
    size_t magnets, others; /* how many moments there are, and other places */
    double *moment;         /* [magnets] A m2 */
    double *m, *h;         /* [3 magnets], [3 magnets or 3 others] directions of the last iteration, and fields, kA/m */
    struct couple *couple; /* 1 and 2, 1 and 3, ..., 2 and 3, ...; or for each magnet all other places */
    unsigned char *given;  /* for each couple: the texts that have it, TENSOR and FACTOR */
};

static inline size_t pairs_of(const struct dipoles *d)
{
    return d->others > 0 ? d->magnets * d->others : d->magnets * (d->magnets - 1) / 2;
}

/* How many magnets and other places there are, which a pair numbers through. */
static inline size_t places_of(const struct dipoles *d)
{
    return d->magnets + d->others;
}

/* The places with which magnet `i` makes pairs: from `first` to the end. */
static inline size_t first_partner(const struct dipoles *d, size_t i)
{
    return d->others > 0 ? d->magnets : i + 1;
}

/* The couple of the pair of `i` and `j`, a later one; NULL where both are magnets of others, or both are places. */
static inline struct couple *couple_of(const struct dipoles *d, size_t i, size_t j)
{
    if (d->others > 0) {
        return i < d->magnets && j >= d->magnets ? &d->couple[i * d->others + (j - d->magnets)] : NULL;
    }
    return &d->couple[i * (2 * d->magnets - i - 1) / 2 + (j - i - 1)];
}

static inline void dipoles_free(struct dipoles *d)
{
    if (d) {
        free(d->moment);
        free(d->m);
        free(d->h);
        free(d->couple);
        free(d->given);
        free(d);
    }
}

static inline struct dipoles *dipoles_new(size_t magnets, size_t others)
{
    struct dipoles *d = calloc(1, sizeof *d);
    if (!d) {
        return NULL;
    }
    d->magnets = magnets;
    d->others = others;
    d->moment = calloc(magnets, sizeof *d->moment);
    d->m = calloc(AXES * magnets, sizeof *d->m);
    d->h = calloc(AXES * places_of(d), sizeof *d->h);
    d->couple = calloc(pairs_of(d) + 1, sizeof *d->couple);
    d->given = calloc(pairs_of(d) + 1, sizeof *d->given);
    if (!d->moment || !d->m || !d->h || !d->couple || !d->given) {
        dipoles_free(d);
        return NULL;
    }
    return d;
}

#endif
