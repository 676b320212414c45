#include "models/nanomagnet/pairs.h"

#include "base/c_locale.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ngspice takes blanks out of a text. */
static bool is_between(char c)
{
    return c == ':' || c == '/' || isspace((unsigned char)c);
}

static const char *skip_between(const char *text)
{
    while (is_between(*text)) {
        text++;
    }
    return text;
}

/* A number with its end. */
static bool take_number(const char **text, double *value)
{
    char *end;
    *value = strtod(*text, &end);
    const bool sound = end != *text && (*end == '\0' || is_between(*end)) && isfinite(*value);
    *text = skip_between(end);
    return sound;
}

bool pairs_read(struct pairs_text *text, struct pair_values *pair, bool *found, char *why, size_t size)
{
    IN_C_LOCALE;
    const char *begin = skip_between(text->rest);
    text->rest = begin;
    *found = *begin != '\0';
    if (!*found) {
        return true;
    }
    double magnet[2] = {0.0, 0.0};
    bool sound = take_number(&text->rest, &magnet[0]) && take_number(&text->rest, &magnet[1]);
    for (size_t k = 0; sound && k < text->values; k++) {
        sound = take_number(&text->rest, &pair->value[k]);
    }
    for (int k = 0; sound && k < 2; k++) {
        sound = magnet[k] == floor(magnet[k]) && magnet[k] >= 1.0 && magnet[k] <= (double)text->magnets;
    }
    if (!sound || magnet[0] == magnet[1]) {
        snprintf(why, size,
                 "'%.40s' is no pair of magnets; expected two different numbers from 1 to %zu and %zu value%s, with "
                 "colons between",
                 begin, text->magnets, text->values, text->values == 1 ? "" : "s");
        return false;
    }
    pair->first = (size_t)fmin(magnet[0], magnet[1]) - 1;
    pair->second = (size_t)fmax(magnet[0], magnet[1]) - 1;
    return true;
}
