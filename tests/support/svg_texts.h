/* The texts of drawings by gnuplot, as SVG, for tests of where they stand. */
#ifndef SVG_TEXTS_H
#define SVG_TEXTS_H

/* Fails the test where two texts of one drawing in `svg` are over each other, or where one leaves its drawing. The text
 * is one SVG, or a page with some. Widths are estimated, from below. */
void svg_texts_expect_apart(const char *svg);

#endif
