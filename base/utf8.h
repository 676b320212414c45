/* Text in UTF-8. */
#ifndef UTF8_H
#define UTF8_H

#include <stdbool.h>
#include <stddef.h>

/* Bytes of the UTF-8 character at `text`, or 0 where there is none. Forms longer than they need to be, halves of
 * surrogate pairs and the two code points that are no characters are none. */
size_t utf8_length(const char *text);

/* Writes the UTF-8 character of the code point `code` to `text`, without a zero behind it, and returns how many bytes
 * it has; 0 where utf8_length would not take it for a character, or where it is U+0000. */
enum { UTF8_LONGEST = 4 };
size_t utf8_encode(unsigned long code, char text[UTF8_LONGEST]);

/* How many characters `text` has; a byte that belongs to none counts as one. */
size_t utf8_width(const char *text);

/* Whether the character of `length` bytes at `text` is a control character: U+0000 to U+001F, U+007F to U+009F. */
bool utf8_is_control(const char *text, size_t length);

/* A copy of `text`, to be freed, in which U+FFFD, the character for what cannot be read, stands for each byte that
 * belongs to no UTF-8 character. NULL where memory is short. */
char *utf8_repaired(const char *text);

#endif
