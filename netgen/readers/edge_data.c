#include "netgen/readers/edge_data.h"

#include "base/number.h"

#include <string.h>
#include <strings.h>

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

static enum status refuse(const char *path, long line, struct diagnostic *diagnostic)
{
    return fail_at(diagnostic, path, line, "the data of an edge are wrong; expected {} or {'weight': NUMBER}");
}

enum status edge_data(const char *path, long line, const char *field, bool *weighted, double *weight,
                      struct diagnostic *diagnostic)
{
    *weighted = false;
    const char *at = field + 1 + strspn(field + 1, " \t");
    while (*at && *at != '}') {
        const char quote = *at, *key = at + 1, *closed = quote == '\'' || quote == '"' ? strchr(key, quote) : NULL;
        const char *colon = closed ? closed + 1 + strspn(closed + 1, " \t") : NULL;
        const char *end = colon && *colon == ':' ? end_of_value(colon + 1) : NULL;
        if (!end) {
            return refuse(path, line, diagnostic);
        }
        if (closed - key == 6 && strncasecmp(key, "weight", 6) == 0) {
            if (*weighted || !number_between(colon + 1, end, weight)) {
                return fail_at(diagnostic, path, line, "'%.40s' is not one weight; expected a finite decimal number",
                               field);
            }
            *weighted = true;
        }
        at = *end == ',' ? end + 1 + strspn(end + 1, " \t") : end;
    }
    return *at == '}' && !at[1] ? STATUS_OK : refuse(path, line, diagnostic);
}
