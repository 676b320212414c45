/* What a terminal shows: colours where it has them, and no control characters of names. */
#ifndef TERMINAL_H
#define TERMINAL_H

#include <stdbool.h>
#include <stdio.h>

/* True where `out` is a terminal with colours, and the user has not set NO_COLOR (https://no-color.org). */
bool terminal_has_colours(FILE *out);

/* True where `out` can take UTF-8: always but on a terminal whose locale, as LC_ALL, LC_CTYPE or LANG say, is another.
 * What goes to a file or a pipe is the same whoever runs the program. */
bool terminal_shows_utf8(FILE *out);

enum terminal_colour { TERMINAL_PLAIN, TERMINAL_GOOD, TERMINAL_BAD };

/* What switches to `colour`; "" where colours are not wanted. */
const char *terminal_colour(bool wanted, enum terminal_colour colour);

/* Puts '?' in place of every control character of `text`, which may come from a name and would move the cursor or
 * worse: the ASCII ones and, in UTF-8, U+0080 to U+009F. */
void terminal_printable(char *text);

/* Prints one line, to which it adds the end, with its control characters as above: for all text with names in it. */
void terminal_line(FILE *out, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Prints `text`, without control characters, with its words wrapped between the columns `indent`, where the line is
 * already, and `width`; and a line end. */
void terminal_wrap(FILE *out, const char *text, size_t indent, size_t width);

/* Everything that is printed to stderr from here on, by the C library too, is printed as above, but for tabs, carriage
 * returns and line ends. Called once, by a program's main. Where memory is short stderr stays as it is. */
void terminal_guard_stderr(void);

#endif
