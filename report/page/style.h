/* The look of a page; private to it. */
#ifndef PAGE_STYLE_H
#define PAGE_STYLE_H

#include <stdio.h>

/* Writes the <style> element. */
void html_style(FILE *out);

#endif
