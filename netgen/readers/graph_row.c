#include "netgen/readers/graph_row.h"

#include "base/input.h"
#include "base/number.h"

#include <string.h>
#include <strings.h>

char row_separator(const char *row)
{
    bool quoted = false;
    char found = '\0';
    row += strspn(row, " \t\f");
    size_t length = strcspn(row, "\n");
    while (length > 0 && strchr(" \t\r\f", row[length - 1])) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        if (row[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && row[i] == '{') {
            break;
        } else if (!quoted && (row[i] == ',' || row[i] == ';')) {
            return row[i];
        } else if (!quoted && (row[i] == '\t' || row[i] == ' ')) {
            if (found != '\t') {
                found = row[i];
            }
        }
    }
    return found;
}

static enum status refuse(const struct row_place *place, const char *what, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, place->path, place->line, "%s", what);
}

/* Whether a # stands behind a blank, or first. */
static bool has_comment(const char *field)
{
    return field[0] == '#' || strstr(field, " #") || strstr(field, "\t#");
}

/* Takes a field in quotes that starts at *rest, and moves *rest behind the closing one. Two quotes stand for one. */
static enum status cut_quoted(const struct row_place *place, char **rest, char **field, struct diagnostic *diagnostic)
{
    char *from = *rest + 1, *to = from;
    *field = to;
    for (; *from && !(from[0] == '"' && from[1] != '"'); from++) {
        from += *from == '"';
        *to++ = *from;
    }
    if (!*from) {
        return refuse(place, "a quote is opened and not closed on this line; '\"...\"' would be right", diagnostic);
    }
    *rest = from + 1;
    *to = '\0';
    return STATUS_OK;
}

/* Cuts the next field out of the line, without the blanks around it; *rest is NULL behind the last one. */
static enum status cut_field(const struct row_place *place, char **rest, char **field, struct diagnostic *diagnostic)
{
    *rest += strspn(*rest, " \t\r\f");
    bool quoted = **rest == '"';
    if (quoted) {
        enum status status = cut_quoted(place, rest, field, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    } else {
        *field = *rest;
    }
    bool braced = **rest == '{';
    char *end = braced ? *rest + strlen(*rest) : *rest + strcspn(*rest, (char[]){place->separator, '\0'});
    bool last = !*end;
    *end = '\0';
    for (char *c = end; c > *rest && strchr(" \t\r\f", c[-1]); c--) {
        c[-1] = '\0';
    }
    if (!quoted && !braced && has_comment(*field)) {
        return refuse(place,
                      "a comment behind a field; comments on lines of their own, or a name in quotes, would be right",
                      diagnostic);
    }
    if (quoted ? **rest != '\0' : !braced && strchr(*field, '"') != NULL) {
        return refuse(place,
                      "text beside a quote; quotes around the whole field, and \"\" for a quote in it, would be right",
                      diagnostic);
    }
    *rest = last ? NULL : end + 1;
    return STATUS_OK;
}

/* Cuts a line at its blanks; a word that begins with # ends it. */
static void cut_words(char *line, const char *field[ROW_FIELDS], size_t *count)
{
    while (*(line += strspn(line, " \t\r\f")) && *line != '#') {
        char *word = line;
        line += *word == '{' ? strlen(word) : strcspn(word, " \t\r\f");
        line += *line ? (*line = '\0', 1) : 0;
        if (*count < ROW_FIELDS) {
            field[*count] = word;
        }
        ++*count;
    }
}

enum status row_cut(const struct row_place *place, char *line, const char *field[ROW_FIELDS], size_t *count,
                    struct diagnostic *diagnostic)
{
    *count = 0;
    if (place->separator == ' ') {
        cut_words(line, field, count);
        return STATUS_OK;
    }
    while (line) {
        char *text;
        enum status status = cut_field(place, &line, &text, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        if (*count < ROW_FIELDS) {
            field[*count] = text;
        }
        ++*count;
    }
    return STATUS_OK;
}

/* The end of a value in braces: the comma or brace that follows it, outside of quotes and brackets; NULL where there is
 * none. */
static const char *end_of_value(const char *text)
{
    size_t depth = 0;
    for (char quote = '\0'; *text; text++) {
        if (quote) {
            if (*text == quote) {
                quote = '\0';
            }
        } else if (*text == '\'' || *text == '"') {
            quote = *text;
        } else if (strchr("([{", *text)) {
            depth++;
        } else if (depth > 0 && strchr(")]}", *text)) {
            depth--;
        } else if (depth == 0 && (*text == ',' || *text == '}')) {
            return text;
        }
    }
    return NULL;
}

/* Reads the number from `from` to `end`. */
static bool number_between(const char *from, const char *end, double *value)
{
    char number[80];
    from += strspn(from, " \t");
    while (end > from && strchr(" \t", end[-1])) {
        end--;
    }
    if ((size_t)(end - from) >= sizeof number) {
        return false;
    }
    memcpy(number, from, (size_t)(end - from));
    number[end - from] = '\0';
    return number_parse_plain(number, value);
}

enum status row_data(const struct row_place *place, const char *field, bool *weighted, double *weight,
                     struct diagnostic *diagnostic)
{
    static const char WRONG[] = "the data of an edge are not {} or {'weight': NUMBER}, which would be right";
    *weighted = false;
    const char *at = field + 1 + strspn(field + 1, " \t");
    while (*at && *at != '}') {
        const char quote = *at, *key = at + 1, *closed = quote == '\'' || quote == '"' ? strchr(key, quote) : NULL;
        const char *colon = closed ? closed + 1 + strspn(closed + 1, " \t") : NULL;
        const char *end = colon && *colon == ':' ? end_of_value(colon + 1) : NULL;
        if (!end) {
            return refuse(place, WRONG, diagnostic);
        }
        if (closed - key == 6 && strncasecmp(key, "weight", 6) == 0) {
            if (*weighted || !number_between(colon + 1, end, weight)) {
                return fail_at(diagnostic, place->path, place->line,
                               "'%.40s' is not one weight; a finite decimal number would be right", field);
            }
            *weighted = true;
        }
        at = *end == ',' ? end + 1 + strspn(end + 1, " \t") : end;
    }
    return *at == '}' && !at[1] ? STATUS_OK : refuse(place, WRONG, diagnostic);
}
