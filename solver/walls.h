/* All walls of one kind, in arrays: the loops of the simplified solver. */
#ifndef WALLS_H
#define WALLS_H

#include "dwmtj.h"

/* Loops over walls are compiled twice, and the processor chooses; both give the same bits. */
#define VECTOR __attribute__((target_clones("avx2", "default"), optimize("O3")))

/* All walls of one kind: positions and driven velocities. */
struct walls {
    double *x;        /* [n] position, m */
    double *v;        /* [n] velocity as driven, now, m/s */
    double *v_before; /* [n] the same one step ago */
    double *x_ahead;  /* [n] position predicted at the end of the step */
    double *v_ahead;  /* [n] velocity there */
};

/* The conductances g[n] in S of junctions with walls at x[n]. */
void walls_conductances(const struct dwmtj *device, const double *x, double *g, size_t n);

/* Where the walls would be after `h` if the drives went on as over the last step, of `h_before`. */
void walls_predict(const struct dwmtj *device, const struct walls *w, size_t n, double h, double h_before);

/* Puts into x_ahead the positions for the drives that the prediction led to; the greatest correction, as the time in s
 * that the wall needs for it. Slow walls so count for more: what they lack in place, they lack in time. Speeds count
 * from a fiftieth of `speed` (m/s) up to it. */
double walls_correct(const struct dwmtj *device, const struct walls *w, size_t n, double h, double speed);

/* True where a wall comes to an end of its track in the step. */
bool walls_some_arrive(const struct dwmtj *device, const struct walls *w, size_t n);

/* The latest moment of the step at which a wall came to rest at an end, s from its beginning; negative where none did.
 */
double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h);

/* How many walls do not rest. */
size_t walls_count_moving(const struct dwmtj *device, const struct walls *w, size_t n);

/* The time in s until the first of the walls begins to cross its junction; 0 where one is crossing, so that drives
 * change; INFINITY where none comes to it. */
double walls_time_to_junction(const struct dwmtj *device, const struct walls *w, size_t n);

/* Makes what is ahead the present, and the present what was before. */
void walls_accept(struct walls *w);

#endif
