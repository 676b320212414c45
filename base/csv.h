/* Rows of CSV files: fields between separators, with quotes, comments and numbers of lines. */
#ifndef CSV_H
#define CSV_H

#include "base/input.h"
#include "base/status.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* A file in reading; csv_of begins one. */
struct csv {
    const char *path;
    struct line_reader lines; /* lines.number is the line of the row, from 1 */
    char separator;           /* ',', ';', tab, or blank: then any number of blanks and tabs. From csv_of: ',' */
    const char *comments;     /* a line is a comment where it begins with one of these. From csv_of: "#" */
    bool braces;              /* what begins with { is one field, to the end of the row. From csv_of: false */
    char *rest;               /* of the row, in the bytes of the input; NULL behind its last field */
};

/* Bytes of the byte order mark that spreadsheets write in front of `text`; 0 where there is none. */
size_t csv_mark(const char *text);

/* Begins to read `input`, whose bytes it writes to, behind the byte order mark. */
struct csv csv_of(struct input *input);

/* Moves to the next line that is neither empty nor a comment, csv->rest; false at the end of the file. */
bool csv_row(struct csv *csv);

/* Cuts the next field out of the row, a text in the bytes of the input, without the blanks around it and without
 * quotes; *field is NULL behind the last one. In quotes, two quotes stand for one. STATUS_INPUT, with the line, where a
 * quote is not closed or stands beside text, or where a comment follows. Where blanks separate, quotes are text, and a
 * word that begins with # ends the row. */
enum status csv_field(struct csv *csv, char **field, struct diagnostic *diagnostic);

/* Cuts what is left of the row into *count fields, of which field[] keeps the first `most`. Errors as above. */
enum status csv_fields(struct csv *csv, char *field[], size_t most, size_t *count, struct diagnostic *diagnostic);

/* How the fields of the line at `row` are separated: by its first comma or semicolon outside of quotes, else by a tab,
 * else by blanks; what follows a { is not looked at. 0 where there is one field only. */
char csv_separator(const char *row);

/* Writes a field so that it is read back as it is: in quotes where a separator, a quote, a line end, or a blank or # at
 * an end would be taken for something else. Errors are left to the stream. */
void csv_write_field(const char *text, FILE *out);

#endif
