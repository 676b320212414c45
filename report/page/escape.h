/* Pieces of an HTML page that is well-formed XML, too; private to its writers. */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdio.h>

/* Writes `text` with the characters escaped that mean something in HTML, also in an attribute in double quotes. Control
 * characters and bytes that are not UTF-8 become '?'. */
void html_text(const char *text, FILE *out);

/* The same for sentences of ours: the first letter becomes a capital, and "15.9 us" is written with a mu. */
void html_sentence(const char *text, FILE *out);

/* Writes a drawing that gnuplot made in the medium DIAGRAM_PAGE as an <svg> element with `label` as its text for who
 * does not see it. Its colours become the page's variables, and what a page does not need is left out. */
void html_svg(const char *drawing, const char *label, FILE *out);

/* Writes the <style> element. */
void html_style(FILE *out);

#endif
