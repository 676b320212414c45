/* Drawings in a page; private to it. */
#ifndef PAGE_DRAWING_H
#define PAGE_DRAWING_H

#include <stdio.h>

/* Writes a drawing that gnuplot made in the medium DIAGRAM_PAGE as an <svg> element with `label` as its text for who
 * does not see it. Its colours become the page's variables, and what a page does not need is left out. */
void html_svg(const char *drawing, const char *label, FILE *out);

#endif
