/* The look of a page; private to it. */
#ifndef PAGE_STYLE_H
#define PAGE_STYLE_H

#include <stdio.h>

/* Begins a page up to <body>: NAME and "Spinfield KIND" are its title. It may fetch nothing and has no script. */
void html_open(const char *name, const char *kind, FILE *out);

#endif
