/* All walls of one kind, in arrays: the loops of the simplified solver. */
#ifndef WALLS_H
#define WALLS_H

#include "dwmtj.h"
#include "vector.h"

/* All walls of one kind: positions and driven velocities. Each array ends on a whole vector (vector_padded); what is
 * beyond its n walls is 0, a wall at rest. */
struct walls {
    double *x;           /* [n] position, m */
    double *v;           /* [n] velocity as driven, now, m/s */
    double *v_before;    /* [n] the same one step ago */
    double *x_ahead;     /* [n] position at the end of the step: predicted, then corrected */
    double *v_ahead;     /* [n] velocity there */
    double *x_corrected; /* [n] room for the next x_ahead */
};

/* Junction conductances g[n] in S with the walls at x[n] (m). */
void walls_conductances(const struct dwmtj *device, const double *x, double *g, size_t n);

/* Where the walls would be after `h` if the drives went on as over the last step, of `h_before`. */
void walls_predict(const struct dwmtj *device, const struct walls *w, size_t n, double h, double h_before);

/* What a corrected step is like. */
struct walls_step {
    double error;     /* greatest correction, as the time that the wall needs for it, s */
    bool some_arrive; /* where they then rest: at an end of the track, or pinned */
};

/* Puts into x_ahead the positions for the drives that the prediction led to. Slow walls count for more in the error:
 * what they lack in place, they lack in time. Speeds count from a fiftieth of `speed` (m/s) up to it. */
struct walls_step walls_correct(const struct dwmtj *device, struct walls *w, size_t n, double h, double speed);

/* The latest moment of the step at which a wall came to rest so, s from its beginning; negative where none did. */
double walls_last_arrival(const struct dwmtj *d, const struct walls *w, size_t n, double h);

/* What the walls do from now on. */
struct walls_outlook {
    size_t moving;      /* walls that do not rest */
    double to_junction; /* s until the first wall begins to cross its junction; 0 where one is crossing, so that drives
                           change; INFINITY where none comes to it */
};
struct walls_outlook walls_look_ahead(const struct dwmtj *device, const struct walls *w, size_t n);

/* Makes what is ahead the present, and the present what was before. */
void walls_accept(struct walls *w);

#endif
