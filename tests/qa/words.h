/* Words of a line that stays as it is: a word is where it begins and its length. */
#ifndef WORDS_H
#define WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The next word at *rest, separated by blanks and tabs, and its *length; NULL where there is none. *rest walks. */
const char *words_next(const char **rest, size_t *length);

/* Whether the `length` bytes at `word` are all of `name`. */
bool word_is(const char *word, size_t length, const char *name);

#endif
