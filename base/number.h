/* Numbers in text, as SPICE users write them. */
#ifndef NUMBER_H
#define NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the whole of `text` as a finite decimal number, with a SPICE suffix or none: t g meg k m u n p f, in either
 * case ("0.1", "100m", "5n", "2Meg"). *value is the double nearest to what the text says. False, with *value unchanged,
 * on anything else: blanks, units, hexadecimal, NaN, infinity, overflow. */
bool number_parse(const char *text, double *value);

/* Reads the whole of `text` as a finite decimal number without a suffix. */
bool number_parse_plain(const char *text, double *value);

/* Reads the whole of `text` as a share: a finite decimal number, or one with a % behind it ("0.05", "5%"). *value is
 * the double nearest to it. */
bool number_parse_share(const char *text, double *value);

/* Reads the whole of `text` as a decimal integer from `least` to `greatest`. False on anything else. */
bool integer_parse(const char *text, long least, long greatest, long *value);

/* Writes `value` in the shortest of 15 to 17 significant digits that read back equal ("0.1", "5e-17"); returns `text`.
 */
char *number_shortest(char *text, size_t size, double value);

/* The same with a SPICE suffix in place of an exponent ("15.9n", "2u"), from femto to tera; "5e-17" beyond. */
char *number_spice(char *text, size_t size, double value);

/* `value` rounded to `digits` significant digits, always with the suffix that leaves 1 to 3 digits in front of the
 * point: "20m" and "100m", for columns and axes where numbers stand below each other. */
char *number_spice_rounded(char *text, size_t size, double value, int digits);

/* `value` in its shortest form, as SPICE users write it; the text lasts to the end of the caller's block. */
#define SHORT(value) number_spice((char[32]){0}, 32, (value))

/* A sum or a product of times, without its rounding: times in decks have at most ten digits, such as multiples of 1 ps
 * up to some 0.01 s. The text lasts as long. */
#define TIME(value) number_spice_rounded((char[32]){0}, 32, (value), 13)

/* Writes `value` with `digits` significant digits and an SI prefix before `unit` ("15.9 ns", "44.3 mW"), or with a
 * power of ten ("1.98e+30 s") where there is no such prefix, at most `size` bytes; returns `text`. */
char *number_engineering(char *text, size_t size, double value, int digits, const char *unit);

/* A value and its error, both with the prefix that the value has: "149 yJ s" and "0.305 yJ s"; that of the error where
 * the value is 0. An error of 0 is "0 s". */
struct number_pair {
    char value[32], error[32];
};
void number_engineering_pair(struct number_pair *pair, double value, double error, int digits, int error_digits,
                             const char *unit);

/* Writes `value` with `digits` significant digits, without an exponent where it is from a thousandth to 1e15: "1230"
 * for 1234 and 3 digits; returns `text`. */
char *number_rounded(char *text, size_t size, double value, int digits);

/* The same with 3 digits, "1230 times"; the text lasts to the end of the caller's block. */
#define ROUNDED(value) number_rounded((char[32]){0}, 32, (value), 3)

/* Writes `seconds`, at least 0, as a time to wait, rounded up: "12 s", "3 min", "2 h"; returns `text`. */
char *number_duration(char *text, size_t size, double seconds);

#endif
