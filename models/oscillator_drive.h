/* What drives an oscillator from outside, for devices whose oscillation is seen from a reference, and how it changes
 * between two time points. */
#ifndef OSCILLATOR_DRIVE_H
#define OSCILLATOR_DRIVE_H

struct oscillator_drive {
    double in_cos, in_sin; /* voltages of the input, V: a phasor */
    double pump;           /* V */
    double bias;           /* A */
};

/* `from` and `share` of the way to `to`. */
static inline struct oscillator_drive oscillator_drive_between(const struct oscillator_drive *from,
                                                               const struct oscillator_drive *to, double share)
{
    return (struct oscillator_drive){
        from->in_cos + share * (to->in_cos - from->in_cos), from->in_sin + share * (to->in_sin - from->in_sin),
        from->pump + share * (to->pump - from->pump), from->bias + share * (to->bias - from->bias)};
}

/* The drive `h` (s) after `now`, if it goes on as it changed from `before` to `now` in `step` (s); a step of 0: as it
 * is. */
static inline struct oscillator_drive oscillator_drive_ahead(const struct oscillator_drive *before,
                                                             const struct oscillator_drive *now, double step, double h)
{
    return step > 0.0 ? oscillator_drive_between(before, now, 1.0 + h / step) : *now;
}

#endif
