/* Text in an HTML page that is well-formed XML, too; private to its writers. */
#ifndef MARKUP_H
#define MARKUP_H

#include <stdio.h>

/* Writes `text` with the characters escaped that mean something in HTML, also in an attribute in double quotes. Control
 * characters and bytes that are not UTF-8 become '?'. */
void html_text(const char *text, FILE *out);

/* The same for words of ours: "15.9 us" is written with a mu. */
void html_words(const char *text, FILE *out);

/* The same for sentences of ours: the first letter becomes a capital, too. */
void html_sentence(const char *text, FILE *out);

#endif
