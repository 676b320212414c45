#include "spice/host/complaint.h"

#include <stddef.h>
#include <string.h>

static bool complaint_is(const char *line)
{
    static const char *const WORDS[] = {"error",        "warning",  "ignored",   "unknown",
                                        "unrecognized", "singular", "too small", "no such"};
    static const char *const HARMLESS[] = {"can't find the initialization file spinit", "Circuit: " /* a title */,
                                           "Message: warning: " /* of a code model of ours: it goes on */};
    for (size_t i = 0; i < sizeof HARMLESS / sizeof *HARMLESS; i++) {
        if (strcasestr(line, HARMLESS[i])) {
            return false;
        }
    }
    for (size_t i = 0; i < sizeof WORDS / sizeof *WORDS; i++) {
        if (strcasestr(line, WORDS[i])) {
            return true;
        }
    }
    return false;
}

/* To one of the texts of struct complaints. */
static void append(char *text, const char *line)
{
    const char *const part[] = {text[0] ? " | " : "", line};
    size_t used = strlen(text);
    for (size_t k = 0; k < sizeof part / sizeof *part; k++) {
        const size_t length = strnlen(part[k], COMPLAINTS_SIZE - 1 - used);
        memcpy(text + used, part[k], length);
        used += length;
    }
    text[used] = 0;
}

void complaints_note(struct complaints *c, const char *line)
{
    if (complaint_is(line)) {
        const bool warns = strcasestr(line, "warning");
        if (!warns && strcasestr(line, "error")) {
            c->last = c->error;
        } else if (warns || !c->last) {
            c->last = c->warning;
        }
    }
    if (line[0] && c->last) {
        append(c->last, line);
        if (!c->named[0] && strstr(line, "unrecognized parameter")) {
            append(c->named, line);
        }
        c->no_memory = c->no_memory || strstr(line, "can't allocate"); /* what its functions of allocation say */
    }
}

bool complaints_write(const struct complaints *c, char out[COMPLAINTS_SIZE])
{
    const char *const kind[] = {c->named, c->error, c->warning};
    out[0] = 0;
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
        if (kind[k][0]) {
            append(out, kind[k]);
        }
    }
    return out[0];
}
