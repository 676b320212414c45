/* What drives an oscillator from outside, for devices whose oscillation is seen from a reference, and how it changes
 * between two time points. */
#ifndef OSCILLATOR_DRIVE_H
#define OSCILLATOR_DRIVE_H

#include <math.h>
#include <stdbool.h>

struct oscillator_drive {
    double in_cos, in_sin; /* voltages of the input, V: a phasor */
    double pump;           /* V */
    double bias;           /* A */
};

/* A stretch of time, over which the drive goes from `first` to `last`. */
struct oscillator_stretch {
    double from, to; /* s */
    const struct oscillator_drive *first, *last;
};

/* sin(share angle)/sin(angle) by its series in the square of the angle, within 1e-5 for shares up to 1. */
static inline double oscillator_drive_weight(double share, double square)
{
    const double rest = 1.0 - share * share;
    return share * (1.0 + rest * square * (1.0 / 6.0 + (7.0 - 3.0 * share * share) * square / 360.0));
}

/* `from` and `share` of the way to `to`. The phasor at the input turns evenly: on the straight way between two points
 * of a circle it would be shorter, and all couplings weaker, by 1/12 of the square of the angle on average. Where it
 * turns by more than 1 rad or so, its way is straight: it has come near 0. */
static inline struct oscillator_drive oscillator_drive_between(const struct oscillator_drive *from,
                                                               const struct oscillator_drive *to, double share,
                                                               bool turns)
{
    const double least_cosine = 0.5, farthest = 2.0;
    const double product = (from->in_cos * from->in_cos + from->in_sin * from->in_sin) *
                           (to->in_cos * to->in_cos + to->in_sin * to->in_sin);
    const double inner = from->in_cos * to->in_cos + from->in_sin * to->in_sin;
    double of_from = 1.0 - share, of_to = share;
    if (turns && inner > 0.0 && inner * inner >= least_cosine * least_cosine * product) {
        const double chord = 2.0 * (1.0 - fmin(inner / sqrt(product), 1.0)); /* its square */
        const double square = chord * (1.0 + chord * (1.0 / 12.0 + chord / 90.0));
        if (share * share * square <= farthest) {
            of_from = oscillator_drive_weight(1.0 - share, square);
            of_to = oscillator_drive_weight(share, square);
        }
    }
    return (struct oscillator_drive){
        of_from * from->in_cos + of_to * to->in_cos, of_from * from->in_sin + of_to * to->in_sin,
        from->pump + share * (to->pump - from->pump), from->bias + share * (to->bias - from->bias)};
}

/* The drive `h` (s) after `now`, if it goes on as it turned and changed from `before` to `now` in `step` (s); a step of
 * 0: as it is. */
static inline struct oscillator_drive oscillator_drive_ahead(const struct oscillator_drive *before,
                                                             const struct oscillator_drive *now, double step, double h,
                                                             bool turns)
{
    return step > 0.0 ? oscillator_drive_between(before, now, 1.0 + h / step, turns) : *now;
}

#endif
