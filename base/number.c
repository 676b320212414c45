#include "base/number.h"

#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { DIGITS = 800 };

/* A decimal number in text, taken apart: its digits as a whole number, times ten to the exponent. No double depends on
 * more than 767 digits, but for whether all that follow are 0; so these stand as one 1. */
struct decimal {
    char digits[DIGITS + sizeof "1e-9223372036854775808"];
    size_t count;  /* of the digits, without zeros in front */
    long exponent; /* of the last of them */
    bool negative;
};

/* Takes the digits at `text` and the point among them; returns where they end, or NULL where there are none. */
static const char *take_digits(const char *text, struct decimal *number)
{
    bool any = false, behind_point = false, more = false;
    for (;; text++) {
        if (*text == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (*text < '0' || *text > '9') {
            break;
        }
        any = true;
        if (number->count < DIGITS) {
            number->digits[number->count] = *text;
            number->count += number->count > 0 || *text != '0';
            number->exponent -= behind_point;
        } else {
            more |= *text != '0';
            number->exponent += !behind_point;
        }
    }
    if (more) {
        number->digits[number->count++] = '1';
        number->exponent--;
    }
    return any ? text : NULL;
}

/* Takes the exponent at `text`, if there is one; returns where it ends. */
static const char *take_exponent(const char *text, struct decimal *number)
{
    const long beyond = 1L << 40; /* what no number of digits in a file makes up for */
    const char *digit = text + 1 + (text[0] && (text[1] == '+' || text[1] == '-'));
    if ((*text != 'e' && *text != 'E') || *digit < '0' || *digit > '9') {
        return text;
    }
    long exponent = 0;
    for (; *digit >= '0' && *digit <= '9'; digit++) {
        exponent = exponent < beyond ? 10 * exponent + (*digit - '0') : exponent;
    }
    number->exponent += text[1] == '-' ? -exponent : exponent;
    return digit;
}

/* Takes the number at `text` apart; returns where it ends, or NULL where there is none. */
static const char *take_apart(const char *text, struct decimal *number)
{
    number->count = 0;
    number->exponent = 0;
    number->negative = *text == '-';
    const char *end = take_digits(text + (*text == '-' || *text == '+'), number);
    return end ? take_exponent(end, number) : NULL;
}

/* The double nearest to the number times ten to the `shift`. strtod is given no decimal point, which the locale could
 * spell otherwise. */
static double nearest(struct decimal *number, int shift)
{
    if (number->count == 0) {
        return number->negative ? -0.0 : 0.0;
    }
    snprintf(number->digits + number->count, sizeof number->digits - number->count, "e%ld", number->exponent + shift);
    double size = strtod(number->digits, NULL);
    return number->negative ? -size : size;
}

bool number_parse_plain(const char *text, double *value)
{
    struct decimal number;
    const char *end = take_apart(text, &number);
    double read = end && !*end ? nearest(&number, 0) : INFINITY;
    if (!isfinite(read)) {
        return false;
    }
    *value = read;
    return true;
}

bool number_parse(const char *text, double *value)
{
    static const struct {
        const char *suffix;
        int shift; /* the power of ten that it stands for */
    } SUFFIXES[] = {{"", 0},   {"t", 12}, {"g", 9},  {"meg", 6}, {"k", 3},
                    {"m", -3}, {"u", -6}, {"n", -9}, {"p", -12}, {"f", -15}};
    struct decimal number;
    const char *end = take_apart(text, &number);
    for (size_t i = 0; end && i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        if (strcasecmp(end, SUFFIXES[i].suffix) == 0) {
            double read = nearest(&number, SUFFIXES[i].shift);
            if (isfinite(read)) {
                *value = read;
                return true;
            }
            return false;
        }
    }
    return false;
}

bool number_parse_share(const char *text, double *value)
{
    struct decimal number;
    const char *end = take_apart(text, &number);
    bool percent = end && *end == '%';
    double read = end && !end[percent] ? nearest(&number, percent ? -2 : 0) : INFINITY;
    if (!isfinite(read)) {
        return false;
    }
    *value = read;
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

/* A number "d.ddde-7" with a suffix and without trailing zeros; false, with nothing written, where no suffix fits. */
static bool write_suffixed(char *text, size_t size, char *scientific)
{
    static const char *const SUFFIXES[] = {"f", "p", "n", "u", "m", "", "k", "meg", "g", "t"};
    const int none = 5, last = 9;
    char *e = strchr(scientific, 'e');
    const int exponent = e ? atoi(e + 1) : 0; /* inf and nan have no e */
    const int group = (int)floor(exponent / 3.0);
    if (!e || group < -none || group > last - none) {
        return false;
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
    return true;
}

char *number_spice(char *text, size_t size, double value)
{
    char scientific[40] = "0e0";
    for (int digits = 14; digits <= 16; digits++) {
        snprintf(scientific, sizeof scientific, "%.*e", digits, value);
        if (strtod(scientific, NULL) == value) {
            break;
        }
    }
    const char *e = strchr(scientific, 'e');
    const bool plain = value == 0.0 || (e && atoi(e + 1) == -1); /* 0.7 and not 700m */
    return !plain && write_suffixed(text, size, scientific) ? text : number_shortest(text, size, value);
}

char *number_spice_rounded(char *text, size_t size, double value, int digits)
{
    const int enough = digits < 3 ? 3 : digits; /* of the form d.dde0, whose point moves by up to two */
    char rounded[40], scientific[40];
    snprintf(rounded, sizeof rounded, "%.*e", digits - 1, value);
    const double near = strtod(rounded, NULL);
    snprintf(scientific, sizeof scientific, "%.*e", enough - 1, near);
    return near != 0.0 && write_suffixed(text, size, scientific) ? text : number_shortest(text, size, near);
}

/* The power of ten of a value as it will be written: 999.97 with three digits is 1.00e3. */
static int exponent_of(double value, int digits)
{
    char rounded[64];
    if (value == 0.0 || !isfinite(value)) {
        return 0;
    }
    snprintf(rounded, sizeof rounded, "%.*e", digits - 1, fabs(value));
    return (int)strtol(strchr(rounded, 'e') + 1, NULL, 10);
}

static const char *const PREFIXES[] = {"y", "z", "a", "f", "p", "n", "u", "m", "", "k", "M", "G", "T"};
enum { NO_PREFIX = 8, LAST_PREFIX = 12 };

/* The prefix for such a power of ten; -1 below all prefixes, or far above them. */
static int prefix_of(int exponent)
{
    const int prefix = NO_PREFIX + (int)floor(exponent / 3.0);
    return prefix < 0 || prefix > LAST_PREFIX + 1 ? -1 : prefix > LAST_PREFIX ? LAST_PREFIX : prefix;
}

static char *write_prefixed(char *text, size_t size, double value, int digits, int prefix, const char *unit)
{
    if (prefix < 0) {
        snprintf(text, size, "%.*e %s", digits - 1, value, unit);
        return text;
    }
    const double scaled = value / pow(10.0, 3.0 * (prefix - NO_PREFIX));
    const int before = exponent_of(value, digits) - 3 * (prefix - NO_PREFIX) + 1; /* digits in front of the point */
    const int after = value == 0.0 ? 0 : digits - before;
    snprintf(text, size, "%.*f %s%s", after < 0 ? 0 : after, scaled, PREFIXES[prefix], unit);
    return text;
}

char *number_engineering(char *text, size_t size, double value, int digits, const char *unit)
{
    const int prefix = prefix_of(exponent_of(value, digits));
    if (value == 0.0) { /* "0.00 s" */
        snprintf(text, size, "%.*f %s", digits - 1, value, unit);
        return text;
    }
    return write_prefixed(text, size, value, digits, prefix, unit);
}

void number_engineering_pair(struct number_pair *pair, double value, double error, int digits, int error_digits,
                             const char *unit)
{
    const int prefix = prefix_of(exponent_of(value != 0.0 ? value : error, digits));
    if (value != 0.0) {
        number_engineering(pair->value, sizeof pair->value, value, digits, unit);
    } else {
        write_prefixed(pair->value, sizeof pair->value, value, digits, prefix, unit);
    }
    write_prefixed(pair->error, sizeof pair->error, error, error_digits, prefix, unit);
}

char *number_rounded(char *text, size_t size, double value, int digits)
{
    const double least = 1e-3, greatest = 1e15, magnitude = fabs(value);
    if (!(magnitude >= least && magnitude < greatest)) {
        snprintf(text, size, "%.*g", digits, value);
        return text;
    }
    char rounded[40]; /* the digits, and where they begin */
    snprintf(rounded, sizeof rounded, "%.*e", digits - 1, value);
    const int power = atoi(strchr(rounded, 'e') + 1), decimals = digits - 1 - power;
    if (decimals <= 0) {
        snprintf(text, size, "%.0f", strtod(rounded, NULL));
        return text;
    }
    snprintf(text, size, "%.*g", digits, value); /* no exponent: the point is among the digits, or before them */
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
