#include "number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Reads a finite decimal number at `text`; returns where it ends, or NULL. */
static const char *decimal(const char *text, double *value)
{
    size_t length = strspn(text, "+-.0123456789eE");
    if (strspn(text, "+-.") == length) {
        return NULL;
    }
    char *end;
    double read = strtod(text, &end);
    if (end == text || end > text + length || !isfinite(read)) {
        return NULL;
    }
    *value = read;
    return end;
}

bool number_parse_plain(const char *text, double *value)
{
    double read;
    const char *end = decimal(text, &read);
    if (!end || *end) {
        return false;
    }
    *value = read;
    return true;
}

bool number_parse(const char *text, double *value)
{
    static const struct {
        const char *suffix;
        double factor;
    } SUFFIXES[] = {{"", 1.0},   {"t", 1e12}, {"g", 1e9},  {"meg", 1e6}, {"k", 1e3},
                    {"m", 1e-3}, {"u", 1e-6}, {"n", 1e-9}, {"p", 1e-12}, {"f", 1e-15}};
    double read;
    const char *end = decimal(text, &read);
    if (!end) {
        return false;
    }
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        if (strcasecmp(end, SUFFIXES[i].suffix) == 0 && isfinite(read * SUFFIXES[i].factor)) {
            *value = read * SUFFIXES[i].factor;
            return true;
        }
    }
    return false;
}

bool integer_parse(const char *text, long least, long greatest, long *value)
{
    if (strspn(text, "-0123456789") != strlen(text)) {
        return false;
    }
    char *end;
    errno = 0;
    long read = strtol(text, &end, 10);
    if (end == text || *end || errno || read < least || read > greatest) {
        return false;
    }
    *value = read;
    return true;
}

char *number_shortest(char *text, size_t size, double value)
{
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(text, size, "%.*g", digits, value);
        if (strtod(text, NULL) == value) {
            break;
        }
    }
    return text;
}

char *number_engineering(char *text, size_t size, double value, int digits, const char *unit)
{
    static const char *const PREFIXES[] = {"a", "f", "p", "n", "u", "m", "", "k", "M", "G", "T"};
    const int none = 6, last = 10;
    int prefix = none;
    if (value != 0.0 && isfinite(value)) {
        char rounded[64];
        snprintf(rounded, sizeof rounded, "%.*e", digits - 1, fabs(value)); /* 999.97 n is 1.00 u */
        prefix = none + (int)floor(floor(log10(strtod(rounded, NULL)) + 1e-12) / 3.0);
        prefix = prefix < 0 ? 0 : prefix > last ? last : prefix;
    }
    double scaled = value / pow(10.0, 3.0 * (prefix - none));
    int before = scaled == 0.0 || !isfinite(scaled) ? 1 : (int)floor(log10(fabs(scaled))) + 1;
    int after = digits - (before < 1 ? 1 : before);
    snprintf(text, size, "%.*f %s%s", after < 0 ? 0 : after, scaled, PREFIXES[prefix], unit);
    return text;
}
