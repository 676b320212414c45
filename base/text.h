/* Text in memory, for functions that write to a stream.
 *
 * The C library's open_memstream silently loses bytes where memory is short: neither ferror nor fclose reports it. */
#ifndef TEXT_H
#define TEXT_H

#include "base/status.h"

#include <stdbool.h>
#include <stdio.h>

/* Stays where it is from text_begin to text_end: the stream holds its address. */
struct text {
    FILE *stream; /* to write to; NULL after text_end */
    char *bytes;  /* after text_end: `size` bytes and a zero behind them */
    size_t size;
    size_t room; /* bytes allocated */
    bool lost;   /* memory was short, and a part is missing */
};

/* Begins a text. STATUS_SYSTEM where memory is short; then there is nothing to discard. */
enum status text_begin(struct text *text, struct diagnostic *diagnostic);

/* Ends it: text->bytes is whole, and the caller frees it. STATUS_SYSTEM where a part of it was lost; then text->bytes
 * is NULL. */
enum status text_end(struct text *text, struct diagnostic *diagnostic);

/* Forgets a text, ended or not. Takes a zeroed one. */
void text_discard(struct text *text);

#endif
