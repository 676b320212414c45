#include "tests/qa/words.h"

#include <string.h>

const char *words_next(const char **rest, size_t *length)
{
    const char *word = *rest + strspn(*rest, " \t");
    *length = strcspn(word, " \t");
    *rest = word + *length;
    return *length ? word : NULL;
}

bool word_is(const char *word, size_t length, const char *name)
{
    return strlen(name) == length && strncmp(word, name, length) == 0;
}
