#include "base/csv.h"

#include <string.h>

static const char BLANKS[] = " \t\r\f";

size_t csv_mark(const char *text)
{
    static const char MARK[] = "\xEF\xBB\xBF";
    return strncmp(text, MARK, strlen(MARK)) == 0 ? strlen(MARK) : 0;
}

struct csv csv_of(struct input *input)
{
    return (struct csv){.path = input->path,
                        .lines = {.next = input->bytes + csv_mark(input->bytes)},
                        .separator = ',',
                        .comments = "#"};
}

bool csv_row(struct csv *csv)
{
    do {
        csv->rest = line_next(&csv->lines);
        csv->rest = csv->rest ? csv->rest + strspn(csv->rest, BLANKS) : NULL;
    } while (csv->rest && (*csv->rest == '\0' || strchr(csv->comments, *csv->rest)));
    return csv->rest;
}

static enum status refuse(const struct csv *csv, const char *what, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, csv->path, csv->lines.number, "%s", what);
}

/* Takes a field in quotes that starts at csv->rest, which then is behind the closing one. */
static enum status cut_quoted(struct csv *csv, char **field, struct diagnostic *diagnostic)
{
    char *from = csv->rest + 1, *to = from;
    *field = to;
    for (; *from && !(from[0] == '"' && from[1] != '"'); from++) {
        from += *from == '"';
        *to++ = *from;
    }
    if (!*from) {
        return refuse(csv, "a quote is opened and not closed on this line; expected '\"...\"'", diagnostic);
    }
    csv->rest = from + 1;
    *to = '\0';
    return STATUS_OK;
}

/* Whether a # stands behind a blank, or first. */
static bool has_comment(const char *field)
{
    return field[0] == '#' || strstr(field, " #") || strstr(field, "\t#");
}

/* Cuts the next of the fields that blanks separate. */
static char *cut_word(struct csv *csv)
{
    char *word = csv->rest + strspn(csv->rest, BLANKS);
    if (*word == '\0' || *word == '#') {
        return csv->rest = NULL;
    }
    char *end = word + (csv->braces && *word == '{' ? strlen(word) : strcspn(word, BLANKS));
    csv->rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}

enum status csv_field(struct csv *csv, char **field, struct diagnostic *diagnostic)
{
    *field = NULL;
    if (!csv->rest) {
        return STATUS_OK;
    }
    if (csv->separator == ' ') {
        *field = cut_word(csv);
        return STATUS_OK;
    }
    csv->rest += strspn(csv->rest, BLANKS);
    char *text = csv->rest;
    bool quoted = *text == '"';
    if (quoted) {
        enum status status = cut_quoted(csv, &text, diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
    }
    bool braced = csv->braces && *csv->rest == '{';
    char *end = csv->rest + (braced ? strlen(csv->rest) : strcspn(csv->rest, (char[]){csv->separator, '\0'}));
    bool last = !*end;
    *end = '\0';
    for (char *c = end; c > csv->rest && strchr(BLANKS, c[-1]); c--) {
        c[-1] = '\0';
    }
    if (!quoted && !braced && has_comment(text)) {
        return refuse(csv, "a comment behind a field; expected comments on lines of their own, or a name in quotes",
                      diagnostic);
    }
    if (quoted ? *csv->rest != '\0' : !braced && strchr(text, '"') != NULL) {
        return refuse(csv, "text beside a quote; expected quotes around the whole field, and \"\" for a quote in it",
                      diagnostic);
    }
    *field = text;
    csv->rest = last ? NULL : end + 1;
    return STATUS_OK;
}

enum status csv_fields(struct csv *csv, char *field[], size_t most, size_t *count, struct diagnostic *diagnostic)
{
    char *text;
    enum status status;
    *count = 0;
    while ((status = csv_field(csv, &text, diagnostic)) == STATUS_OK && text) {
        if (*count < most) {
            field[*count] = text;
        }
        ++*count;
    }
    return status;
}

char csv_separator(const char *row)
{
    bool quoted = false;
    char found = '\0';
    row += strspn(row, " \t\f");
    size_t length = strcspn(row, "\n");
    while (length > 0 && strchr(BLANKS, row[length - 1])) {
        length--;
    }
    for (size_t i = 0; i < length; i++) {
        if (row[i] == '"') {
            quoted = !quoted;
        } else if (!quoted && row[i] == '{') {
            break;
        } else if (!quoted && (row[i] == ',' || row[i] == ';')) {
            return row[i];
        } else if (!quoted && (row[i] == '\t' || row[i] == ' ') && found != '\t') {
            found = row[i];
        }
    }
    return found;
}

void csv_write_field(const char *text, FILE *out)
{
    size_t length = strlen(text);
    bool bare = strcspn(text, ",;\"#\r\n") == length && (length == 0 || (*text != ' ' && text[length - 1] != ' '));
    if (bare) {
        fputs(text, out);
        return;
    }
    fputc('"', out);
    for (; *text; text++) {
        fputs(*text == '"' ? "\"" : "", out);
        fputc(*text, out);
    }
    fputc('"', out);
}
