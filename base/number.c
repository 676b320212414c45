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
    /* Small suffixes divide by a power of ten, which a double holds exactly: "3n" is the double nearest to 3e-9. */
    static const struct {
        const char *suffix;
        double factor, divisor;
    } SUFFIXES[] = {{"", 1, 1},    {"t", 1e12, 1}, {"g", 1e9, 1}, {"meg", 1e6, 1}, {"k", 1e3, 1},
                    {"m", 1, 1e3}, {"u", 1, 1e6},  {"n", 1, 1e9}, {"p", 1, 1e12},  {"f", 1, 1e15}};
    double read;
    const char *end = decimal(text, &read);
    if (!end) {
        return false;
    }
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        double scaled = read * SUFFIXES[i].factor / SUFFIXES[i].divisor;
        if (strcasecmp(end, SUFFIXES[i].suffix) == 0 && isfinite(scaled)) {
            *value = scaled;
            return true;
        }
    }
    return false;
}

bool number_parse_share(const char *text, double *value)
{
    char number[64] = "";
    size_t length = strlen(text);
    bool percent = length > 0 && text[length - 1] == '%';
    if (length >= sizeof number) {
        return false;
    }
    memcpy(number, text, percent ? length - 1 : length);
    double read;
    if (!number_parse_plain(number, &read)) {
        return false;
    }
    *value = percent ? read / 100.0 : read;
    return true;
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

char *number_spice(char *text, size_t size, double value)
{
    static const char *const SUFFIXES[] = {"f", "p", "n", "u", "m", "", "k", "meg", "g", "t"};
    const int none = 5, last = 9;
    char scientific[40] = "0e0";
    for (int digits = 14; digits <= 16; digits++) {
        snprintf(scientific, sizeof scientific, "%.*e", digits, value);
        if (strtod(scientific, NULL) == value) {
            break;
        }
    }
    char *e = strchr(scientific, 'e');
    int exponent = e ? atoi(e + 1) : 0;
    int group = (int)floor(exponent / 3.0);
    bool plain = !e || value == 0.0 || exponent == -1; /* inf and nan have no e; 0.7 and not 700m */
    if (plain || group < -none || group > last - none) {
        return number_shortest(text, size, value);
    }
    *e = '\0';
    char *point = strchr(scientific, '.'); /* d.ddd: moved 0 to 2 places to the right, then trailing zeros go */
    int places = exponent - 3 * group;
    memmove(point, point + 1, (size_t)places);
    point[places] = '.';
    for (char *end = scientific + strlen(scientific) - 1; *end == '0' || *end == '.'; end--) {
        bool whole = *end == '.';
        *end = '\0';
        if (whole) {
            break;
        }
    }
    snprintf(text, size, "%s%s", scientific, SUFFIXES[group + none]);
    return text;
}

char *number_engineering(char *text, size_t size, double value, int digits, const char *unit)
{
    static const char *const PREFIXES[] = {"a", "f", "p", "n", "u", "m", "", "k", "M", "G", "T"};
    const int none = 6, last = 10;
    int exponent = 0; /* of the value as it will be written: 999.97 with three digits is 1.00e3 */
    if (value != 0.0 && isfinite(value)) {
        char rounded[64];
        snprintf(rounded, sizeof rounded, "%.*e", digits - 1, fabs(value));
        exponent = (int)strtol(strchr(rounded, 'e') + 1, NULL, 10);
    }
    int prefix = none + (int)floor(exponent / 3.0);
    prefix = prefix < 0 ? 0 : prefix > last ? last : prefix;
    double scaled = value / pow(10.0, 3.0 * (prefix - none));
    int before = exponent - 3 * (prefix - none) + 1; /* digits in front of the point */
    int after = digits - (before < 1 ? 1 : before);
    snprintf(text, size, "%.*f %s%s", after < 0 ? 0 : after, scaled, PREFIXES[prefix], unit);
    return text;
}

char *number_duration(char *text, size_t size, double seconds)
{
    const double minute = 60.0, hour = 3600.0;
    if (seconds <= minute) {
        snprintf(text, size, "%.0f s", ceil(seconds));
    } else if (seconds <= hour) {
        snprintf(text, size, "%.0f min", ceil(seconds / minute));
    } else {
        snprintf(text, size, "%.0f h", ceil(seconds / hour));
    }
    return text;
}
