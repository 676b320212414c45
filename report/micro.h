/* The prefix u of texts, which is the letter µ where more than ASCII can be shown. */
#ifndef MICRO_H
#define MICRO_H

#include <stdbool.h>

/* Whether "us", "uW" or the like stands at `at` in `text`, behind a number and a blank. */
bool micro_is_at(const char *text, const char *at);

#endif
