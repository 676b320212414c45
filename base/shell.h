/* Words of a command line, as a shell reads them. */
#ifndef SHELL_H
#define SHELL_H

#include <stdio.h>

/* Writes a word, in single quotes where a shell would not take it as it is. */
void shell_print_word(const char *word, FILE *out);

#endif
