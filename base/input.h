/* Whole input files in memory, and their lines. */
#ifndef INPUT_H
#define INPUT_H

#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>

enum { INPUT_GREATEST_SIZE = 1 << 30 }; /* bytes of a file that is read; nothing that is to be read again is larger */

/* A file as read. `bytes` holds `size` bytes and a terminating zero beyond them. */
struct input {
    char *path; /* as given, for messages */
    char *bytes;
    size_t size;
};

/* Reads the file at `path`. STATUS_INPUT where it is missing, unreadable, not a regular file (or pipe), empty, or
 * beyond 1 GiB; STATUS_SYSTEM where memory is short or reading fails. On an error *input is NULL. */
enum status input_read(const char *path, struct input **input, struct diagnostic *diagnostic);

/* STATUS_INPUT where there is something else than a regular file at `path`, such as a pipe, which would be waited for.
 * For files whose names the user did not give: a pipe that is named is wanted. */
enum status input_require_file(const char *path, struct diagnostic *diagnostic);

void input_free(struct input *input);

/* A copy of `size` bytes, as if the file at `path` held them: readers can be given what is in memory. Errors as above,
 * but for those of files; messages name `path`. */
enum status input_of_memory(const char *path, const void *bytes, size_t size, struct input **input,
                            struct diagnostic *diagnostic);

/* Checks that `input` is text: STATUS_INPUT, naming the line, where a zero byte or a control character other than
 * tab, newline, carriage return or form feed stands in it. */
enum status input_check_text(const struct input *input, struct diagnostic *diagnostic);

/* In a text without a line feed, carriage returns end the lines, as in files of old Macintoshes: they become line
 * feeds. */
void input_end_lines(struct input *input);

/* Walks over the lines of a text. Start with {.next = input->bytes}. */
struct line_reader {
    char *next;  /* where the next line starts */
    long number; /* of the line that line_next gave last, from 1 */
};

/* The next line without its line end (LF or CRLF) and trailing blanks, zero-terminated in place; NULL at the end. */
char *line_next(struct line_reader *reader);

/* The next word of a line, separated by blanks, zero-terminated in place; NULL when there is none. *rest walks. */
char *word_next(char **rest);

#endif
