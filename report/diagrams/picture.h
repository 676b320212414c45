/* The pictures of a campaign, in its page. */
#ifndef DIAGRAM_PICTURE_H
#define DIAGRAM_PICTURE_H

#include "report/diagrams/sampling.h"
#include "report/runs.h"

#include <stdio.h>

/* A picture in the making: what gnuplot is to do, sentences on how to read it, and one for who does not see it. */
struct picture {
    FILE *script, *caption, *label;
    char title[80];
    int height; /* pixels, where it is 400 wide */
};

/* Writes a picture of `quantity`, for option number `option` where it is of one. Some run has converged.
 * STATUS_SYSTEM where memory is short. */
typedef enum status picture_writer(const struct runs *runs, size_t option, enum runs_quantity quantity,
                                   struct picture *picture, struct diagnostic *diagnostic);

/* Means over a numeric option, with a band of confidence; a line for each word of another option. */
picture_writer picture_line;

/* Means for each combination of words. */
picture_writer picture_words;

/* Means as a heat map over the two numeric options with most values. */
picture_writer picture_map;

/* Means of samples over an option. */
picture_writer picture_scatter;

/* How often each value comes about. */
picture_writer picture_histogram;

/* Time and energy of all combinations, with those that no other one betters in both. */
picture_writer picture_front;

/* ---- Pieces that they share ---- */

/* The axis 'x' or 'y' for an option: range, tics at its values or between them, name. */
void picture_axis(const struct runs_option *option, char axis, FILE *script);

/* The same where value k of the option is at place k: for words and for heat maps. */
void picture_places(const struct runs_option *option, char axis, FILE *script);

/* The place of a level on picture_axis where the option is numeric, else on picture_places. */
double picture_place(const struct runs_option *option, size_t level);

/* The axis x from `low` to `high`, both above 0, logarithmic, with tics like "200 ns". */
void picture_decades(const char *name, const char *unit, double low, double high, FILE *script);

/* What an axis for a quantity shows: all from `least` to `greatest`, and of intervals around that what is above 0. */
struct picture_extent {
    double least, greatest; /* of means and runs */
    double low, high;       /* of their intervals as well */
};

/* That of the means of groups, and of their intervals where these are drawn. */
struct picture_extent picture_extent(const struct runs_groups *groups, enum runs_quantity quantity, bool intervals);

/* The axis 'x' or 'y' for a quantity, in the unit that is returned; logarithmic where least and greatest are far apart.
 */
struct diagram_unit picture_scale(enum runs_quantity quantity, const struct picture_extent *extent, char axis,
                                  FILE *script);

/* Characters of the longest level, as a key shows it: at most 16 and three points. */
size_t picture_longest_level(const struct runs_option *option);

/* "place mean low high" of a mean; the bounds are above 0, as the axis is. */
void picture_mean(double place, const struct interval *mean, double scale, FILE *script);

/* "w = 60m", or "sigma-rp = 5 %": an option and its level. */
void picture_setting(const struct runs_option *option, size_t level, FILE *out);

/* "w = 60m, dendrite = plain": levels of the run `run` for the options by[count]. */
void picture_settings(const struct runs *runs, size_t run, const size_t *by, size_t count, FILE *out);

/* " Ring: the least mean, 1.2 pJ at w = 60m." */
void picture_say_least(const struct runs *runs, const struct runs_groups *groups, enum runs_quantity quantity,
                       const size_t *by, size_t count, FILE *caption);

/* " Averaged over dendrite." Options other than by[count] that vary. */
void picture_say_averaged(const struct runs *runs, const size_t *by, size_t count, FILE *caption);

/* " 3 of 50 runs are left out: 2 did not converge, 1 failed." */
void picture_say_left_out(const struct runs *runs, FILE *caption);

#endif
