/* Is a deck on disk still the one that its network makes? */
#include "netgen/deck.h"

#include "base/c_locale.h"

#include "base/input.h"

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

enum status deck_check(const struct network *network, const char *path, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    struct input *deck = NULL;
    char *text = NULL;
    enum status status = input_require_file(path, diagnostic);
    if (status == STATUS_OK) {
        status = input_read(path, &deck, diagnostic);
    }
    if (status == STATUS_OK) {
        status = input_check_text(deck, diagnostic);
    }
    if (status == STATUS_OK) {
        status = deck_text(network, &text, diagnostic);
    }
    struct line_reader found = {.next = deck ? deck->bytes : NULL}, expected = {.next = text};
    while (status == STATUS_OK) {
        const char *have = next_statement(&found), *want = next_statement(&expected);
        if (!have && !want) {
            break;
        }
        if (!have || !want || strcmp(have, want) != 0) {
            status =
                fail_at(diagnostic, path, found.number,
                        "the deck does not fit its .json: \"%.40s\" should be \"%.40s\"; generate it again, or run "
                        "it with 'ngspice -b -r RAW' and 'spinfield report' the raw file",
                        have ? have : "end of file", want ? want : "end of file");
        }
    }
    free(text);
    input_free(deck);
    return status;
}
