/* JSON documents, over jansson.
 *
 * The document keeps the first failure, and later calls do nothing. So a writer checks for errors once, at its end. */
#ifndef DOCUMENT_H
#define DOCUMENT_H

#include "base/input.h"

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* Reads the JSON in `input`, each key of an object once, into *json, to be released with json_decref. STATUS_INPUT with
 * the line where it is not JSON; STATUS_SYSTEM where memory is short. On an error *json is NULL. */
enum status document_parse(const struct input *input, json_t **json, struct diagnostic *diagnostic);

enum { DOCUMENT_DEPTH = 8 };

struct document {
    enum status status; /* of all so far */
    struct diagnostic why;
    json_t *open[DOCUMENT_DEPTH]; /* objects and lists not yet closed, the outermost first */
    size_t depth;
    bool spread; /* a list in a list has a line for each element, and not one line */
};

/* A document whose outermost object is open. It ends in document_pass, document_write or document_discard. */
struct document document_begin(void);
void document_discard(struct document *document);

/* Opens an object or a list under `key`, which is NULL in a list, as in all that follow; document_close closes it. */
void document_object(struct document *document, const char *key);
void document_list(struct document *document, const char *key);
void document_close(struct document *document);

/* Adds a text; null where it is NULL. U+FFFD stands for bytes that are not UTF-8, which JSON has no word for. */
void document_text(struct document *document, const char *key, const char *text);

/* Adds a number; null where it is not finite, which JSON has no word for either. */
void document_real(struct document *document, const char *key, double value);

/* Adds a number that must be finite, for files that are read again: STATUS_INPUT, with the key, where it is not. */
void document_finite(struct document *document, const char *key, double value);

void document_count(struct document *document, const char *key, size_t value);
void document_whole(struct document *document, const char *key, int64_t value);
void document_flag(struct document *document, const char *key, bool value);

/* Ends the document and passes its text to `take`, in parts, with numbers of `digits` digits. `take` returns 0, or -1
 * to stop, which is no error here. STATUS_SYSTEM where memory was short, then or before. */
enum status document_pass(struct document *document, int digits, json_dump_callback_t take, void *context,
                          struct diagnostic *diagnostic);

/* The same to a stream, with a line end. Errors of the stream stay there. */
enum status document_write(struct document *document, int digits, FILE *out, struct diagnostic *diagnostic);

#endif
