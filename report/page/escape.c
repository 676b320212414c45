#include "report/page/escape.h"

#include "base/utf8.h"
#include "report/micro.h"

#include <ctype.h>
#include <string.h>

/* Writes one character, of `length` bytes; 0 where it is not UTF-8. */
static void write_character(const char *text, size_t length, FILE *out)
{
    switch (*text) {
    case '&':
        fputs("&amp;", out);
        break;
    case '<':
        fputs("&lt;", out);
        break;
    case '>':
        fputs("&gt;", out);
        break;
    case '"':
        fputs("&quot;", out);
        break;
    default:
        if (length == 0 || (length == 1 && iscntrl((unsigned char)*text))) {
            fputc('?', out);
        } else {
            fwrite(text, 1, length, out);
        }
    }
}

static void write_part(const char *text, const char *end, FILE *out)
{
    while (text < end) {
        size_t length = utf8_length(text);
        write_character(text, length, out);
        text += length ? length : 1;
    }
}

void html_text(const char *text, FILE *out)
{
    write_part(text, text + strlen(text), out);
}

void html_words(const char *text, FILE *out)
{
    const char *from = text, *at = text;
    for (; *at; at++) {
        if (micro_is_at(text, at)) {
            write_part(from, at, out);
            fputs("\xc2\xb5", out);
            from = at + 1;
        }
    }
    write_part(from, at, out);
}

void html_sentence(const char *text, FILE *out)
{
    if (islower((unsigned char)*text)) {
        fputc(toupper((unsigned char)*text), out);
        text++;
    }
    html_words(text, out);
}
