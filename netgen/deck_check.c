/* Is a deck on disk still the one that its network makes? */
#include "netgen/deck.h"

#include "base/c_locale.h"

#include "base/input.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The next line that is neither blank nor a comment; NULL at the end. The first line, the title, is a comment too. */
static const char *next_statement(struct line_reader *reader)
{
    char *line;
    do {
        line = line_next(reader);
    } while (line && (line[0] == '\0' || line[0] == '*'));
    return line;
}

/* The first line of `deck` that is not that of `form`. */
struct difference {
    long line; /* 0: there is none */
    char have[41], want[41];
};

/* Compares `deck` with the text of a deck. */
static enum status compare(const char *deck, const char *text, struct difference *difference,
                           struct diagnostic *diagnostic)
{
    static const char END[] = "end of file";
    char *read = strdup(deck), *made = strdup(text); /* line_next writes to them */
    enum status status = read && made ? STATUS_OK : fail_memory(diagnostic);
    struct line_reader found = {.next = read}, expected = {.next = made};
    *difference = (struct difference){0};
    while (status == STATUS_OK) {
        const char *have = next_statement(&found), *want = next_statement(&expected);
        if (!have && !want) {
            break;
        }
        if (!have || !want || strcmp(have, want) != 0) {
            difference->line = found.number;
            snprintf(difference->have, sizeof difference->have, "%s", have ? have : END);
            snprintf(difference->want, sizeof difference->want, "%s", want ? want : END);
            break;
        }
    }
    free(read);
    free(made);
    return status;
}

enum status deck_check(const struct network *network, const char *path, enum deck_form *form, char **text,
                       struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct input *deck = NULL;
    struct difference last = {0};
    *text = NULL;
    enum status status = input_require_file(path, diagnostic);
    if (status == STATUS_OK) {
        status = input_read(path, &deck, diagnostic);
    }
    if (status == STATUS_OK) {
        status = input_check_text(deck, diagnostic);
    }
    bool fits = false;
    for (int k = 0; k < DECK_FORMS && status == STATUS_OK && !fits; k++) {
        struct difference difference = {0};
        free(*text);
        status = deck_text(network, (enum deck_form)k, text, diagnostic);
        if (status == STATUS_OK) {
            status = compare(deck->bytes, *text, &difference, diagnostic);
        }
        fits = status == STATUS_OK && difference.line == 0;
        *form = (enum deck_form)k;
        last = difference.line > last.line ? difference : last;
    }
    input_free(deck);
    if (!fits) {
        free(*text);
        *text = NULL;
    }
    if (status == STATUS_OK && !fits) {
        return fail_at(diagnostic, path, last.line,
                       "the deck does not fit its .json: \"%s\" should be \"%s\"; generate it again, or run it with "
                       "'ngspice -b -r RAW' and 'spinfield report' the raw file",
                       last.have, last.want);
    }
    return status;
}
