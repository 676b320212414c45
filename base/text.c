#include "base/text.h"

#include "base/array.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

/* Makes room for `more` bytes and a zero. */
static bool reserve(struct text *text, size_t more)
{
    return ARRAY_RESERVE(text->bytes, text->room, text->size + more + 1);
}

/* What the stream calls; 0 is its error. */
static ssize_t append(void *cookie, const char *bytes, size_t size)
{
    struct text *text = cookie;
    if (text->lost || !reserve(text, size)) {
        text->lost = true;
        errno = ENOMEM;
        return 0;
    }
    memcpy(text->bytes + text->size, bytes, size);
    text->size += size;
    return (ssize_t)size;
}

enum status text_begin(struct text *text, struct diagnostic *diagnostic)
{
    *text = (struct text){0};
    if (reserve(text, 0)) {
        text->stream = fopencookie(text, "w", (cookie_io_functions_t){.write = append});
    }
    if (!text->stream) {
        text_discard(text);
        return fail_memory(diagnostic);
    }
    return STATUS_OK;
}

enum status text_end(struct text *text, struct diagnostic *diagnostic)
{
    bool lost = ferror(text->stream);
    lost = fclose(text->stream) != 0 || text->lost || lost;
    text->stream = NULL;
    if (lost) {
        text_discard(text);
        return fail_memory(diagnostic);
    }
    text->bytes[text->size] = '\0';
    return STATUS_OK;
}

void text_discard(struct text *text)
{
    if (text->stream) {
        fclose(text->stream);
    }
    free(text->bytes);
    *text = (struct text){0};
}
