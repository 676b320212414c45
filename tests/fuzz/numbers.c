/* Numbers. What a suffix means is checked by moving the point among the digits, which the reader does not do; what is
 * written reads back equal. The first eight bytes are a double to write. */
#include "tests/fuzz/fuzz.h"
#include "base/number.h"

#include <limits.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

enum { SHIFT = 15, LONGEST = 200 }; /* the greatest power of ten of a suffix; bytes of a text */

/* The nearest double to the decimal number `text`, which ends at `end`, times ten to the `shift`. */
static double moved(const char *text, const char *end, int shift)
{
    char digits[LONGEST + 4 * SHIFT] = "", *to = digits;
    const char *mantissa_end = text + strcspn(text, "eE");
    mantissa_end = mantissa_end < end ? mantissa_end : end;
    const char *point = memchr(text, '.', (size_t)(mantissa_end - text));
    const char *whole_end = point ? point : mantissa_end, *part = point ? point + 1 : mantissa_end;
    if (*text == '+' || *text == '-') {
        *to++ = *text++;
    }
    for (int k = 0; k < SHIFT; k++) { /* so that there is a digit wherever the point goes */
        *to++ = '0';
    }
    to = mempcpy(to, text, (size_t)(whole_end - text));
    to = mempcpy(to, part, (size_t)(mantissa_end - part));
    for (int k = 0; k < SHIFT; k++) {
        *to++ = '0';
    }
    char *place = to - SHIFT - (mantissa_end - part) + shift; /* where the point goes */
    memmove(place + 1, place, (size_t)(to - place));
    *place = '.';
    memcpy(to + 1, mantissa_end, (size_t)(end - mantissa_end));
    return strtod(digits, NULL);
}

static void check_suffix(const char *text, double value)
{
    static const struct {
        const char *suffix;
        int shift;
    } SUFFIXES[] = {{"", 0},   {"t", 12}, {"g", 9},  {"meg", 6}, {"k", 3},
                    {"m", -3}, {"u", -6}, {"n", -9}, {"p", -12}, {"f", -15}};
    size_t length = strspn(text, "0123456789.+-");
    if (text[length] == 'e' || text[length] == 'E') {
        length += 1 + strspn(text + length + 1, "+-0123456789");
    }
    for (size_t i = 0; i < sizeof SUFFIXES / sizeof *SUFFIXES; i++) {
        if (strcasecmp(text + length, SUFFIXES[i].suffix) == 0) {
            HOLDS(fuzz_same(value, moved(text, text + length, SUFFIXES[i].shift)));
            return;
        }
    }
    HOLDS(length == 0); /* the suffix is none */
}

static void check_text(const char *text)
{
    double value = NAN, plain = NAN, share = NAN;
    long whole;
    if (number_parse(text, &value)) {
        HOLDS(isfinite(value));
        check_suffix(text, value);
    } else {
        HOLDS(isnan(value));
    }
    if (number_parse_plain(text, &plain)) {
        HOLDS(fuzz_same(plain, value) && fuzz_same(plain, strtod(text, NULL)));
    }
    if (number_parse_share(text, &share)) {
        HOLDS(isfinite(share));
    }
    if (integer_parse(text, LONG_MIN, LONG_MAX, &whole)) {
        char written[32];
        snprintf(written, sizeof written, "%ld", whole);
        HOLDS(strtol(text, NULL, 10) == whole && strtol(written, NULL, 10) == whole);
    }
}

static void check_double(double value)
{
    char text[64];
    double again;
    if (!isfinite(value)) {
        return;
    }
    HOLDS(number_parse(number_spice(text, sizeof text, value), &again) && again == value);
    HOLDS(number_parse_plain(number_shortest(text, sizeof text, value), &again) && again == value);
    number_engineering(text, sizeof text, value, 3, "W");
    HOLDS(strlen(text) < sizeof text - 1 || fabs(value) > 1e40);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    char text[LONGEST];
    double value;
    if (size >= sizeof value) {
        memcpy(&value, bytes, sizeof value);
        check_double(value);
    }
    if (size < sizeof text) {
        memcpy(text, bytes, size);
        text[size] = '\0';
        check_text(text);
    }
    return 0;
}
