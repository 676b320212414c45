/* Which files are JSON, for readers of formats that would take damaged JSON for something else. */
#ifndef JSON_TEXT_H
#define JSON_TEXT_H

#include "base/input.h"

#include <stdbool.h>

/* Whether the file is called .json, or the first of its text is '{' or '['. */
bool json_recognize(const struct input *input);

/* STATUS_INPUT where the file is JSON, which the reader does not read: `expected` says what it does. */
enum status json_refuse(const struct input *input, const char *expected, struct diagnostic *diagnostic);

#endif
