/* Pieces of pictures of shares, from 0 to 100 %; private to pictures. */
#ifndef PICTURE_SHARES_H
#define PICTURE_SHARES_H

#include "report/diagrams/picture.h"

/* The shares that an axis shows, with their intervals. */
struct picture_shares {
    double low, high;
};
struct picture_shares picture_shares_none(void);
void picture_shares_extend(struct picture_shares *shares, const struct interval *share);

/* The axis 'x' or 'y' in %, called `name`: as much of 0 to 100 % as is needed. */
void picture_shares_axis(const struct picture_shares *shares, char axis, const char *name, FILE *script);

/* Rows of `height` pixels from the top down, each with a name at the left: height and margins of the picture, and the
 * axis y. The names follow, from row 0 on. */
void picture_rows_begin(size_t rows, int height, struct picture *picture);
void picture_row_name(size_t row, const char *name, FILE *script);

/* "yield row low high": a line of data for xerrorbars. */
void picture_row_share(double row, const struct interval *share, FILE *script);

/* The colour of a heat map at `share` of its range, as gnuplot has it: transparency, red, green, blue. The greater the
 * share, the more of one colour, which looks the same on light and on dark ground. */
unsigned picture_shade(double share);

/* What the shades mean: a strip with the texts of its ends, below a picture of `height` pixels. */
void picture_strip(const char *least, const char *greatest, int height, FILE *script);

#endif
