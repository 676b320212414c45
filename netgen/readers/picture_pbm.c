/* PBM pictures: plain (P1, a digit a pixel) and raw (P4, a bit a pixel, rows filled up to whole bytes). */
#include "netgen/readers/picture_readers.h"

#include <limits.h>
#include <stdio.h>
#include <string.h>

enum { END = -1 };

struct scanner {
    const struct input *input;
    size_t at; /* byte that comes next */
    long line; /* of that byte, from 1 */
};

bool pbm_recognize(const struct input *input)
{
    return input->size >= 2 && input->bytes[0] == 'P' && input->bytes[1] >= '1' && input->bytes[1] <= '7';
}

static bool is_blank(int c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}

static int peek(const struct scanner *scanner)
{
    return scanner->at < scanner->input->size ? (unsigned char)scanner->input->bytes[scanner->at] : END;
}

static int take(struct scanner *scanner)
{
    int c = peek(scanner);
    scanner->at += c != END;
    scanner->line += c == '\n';
    return c;
}

/* Skips blanks and comments; returns what comes next. */
static int skip_blanks(struct scanner *scanner)
{
    int c = peek(scanner);
    while (is_blank(c) || c == '#') {
        do {
            take(scanner);
        } while (c == '#' && peek(scanner) != '\n' && peek(scanner) != END);
        c = peek(scanner);
    }
    return c;
}

/* Writes a byte for a message: as it is, or its number. */
static const char *describe(int c, char text[8])
{
    snprintf(text, 8, c > ' ' && c < 127 ? "'%c'" : "0x%02x", c);
    return text;
}

/* Reads the picture's width or height. */
static enum status read_size(struct scanner *scanner, const char *what, size_t *size, struct diagnostic *diagnostic)
{
    size_t read = 0;
    int c = skip_blanks(scanner);
    const char *path = scanner->input->path;
    if (c == END) {
        return fail_at(diagnostic, path, scanner->line, "file ends before the picture's %s", what);
    }
    for (; c >= '0' && c <= '9' && read <= PICTURE_GREATEST; c = peek(scanner)) {
        read = 10 * read + (size_t)(take(scanner) - '0');
    }
    if (read == 0 || read > PICTURE_GREATEST || !(is_blank(c) || c == '#' || c == END)) {
        return fail_at(diagnostic, path, scanner->line,
                       "picture's %s is not a number; expected a whole number from 1 to %d", what, PICTURE_GREATEST);
    }
    *size = read;
    return STATUS_OK;
}

/* Reads the pixels, into picture->bits where there are such. */
static enum status read_plain(struct scanner *scanner, struct picture *picture, struct diagnostic *diagnostic)
{
    char text[8];
    const char *path = scanner->input->path;
    size_t pixels = picture->width * picture->height;
    for (size_t i = 0; i < pixels; i++) {
        int c = skip_blanks(scanner);
        if (c == END) {
            return fail_at(diagnostic, path, scanner->line, "file ends after %zu pixel%s of %zu x %zu", i,
                           i == 1 ? "" : "s", picture->width, picture->height);
        }
        if (c != '0' && c != '1') {
            return fail_at(diagnostic, path, scanner->line, "%s is not a pixel; expected 0 or 1", describe(c, text));
        }
        take(scanner);
        if (picture->bits) {
            picture->bits[i] = (char)c;
        }
    }
    int c = skip_blanks(scanner);
    if (c != END) {
        return fail_at(diagnostic, path, scanner->line, "%s follows the %zu x %zu pixels; expected nothing",
                       describe(c, text), picture->width, picture->height);
    }
    return STATUS_OK;
}

/* Unpacks a raster that is as large as it must be. */
static void unpack(const unsigned char *raster, struct picture *picture)
{
    size_t row_bytes = (picture->width + 7) / 8;
    for (size_t y = 0; y < picture->height; y++) {
        for (size_t x = 0; x < picture->width; x++) {
            int bit = raster[y * row_bytes + x / 8] >> (7 - x % 8) & 1;
            picture->bits[y * picture->width + x] = bit ? '1' : '0';
        }
    }
}

/* Checks that the raw raster after the header is as large as the picture needs. */
static enum status check_raw(struct scanner *scanner, size_t width, size_t height, struct diagnostic *diagnostic)
{
    const char *path = scanner->input->path;
    if (!is_blank(take(scanner))) {
        return fail_at(diagnostic, path, scanner->line,
                       "no blank between the picture's height and its pixels; expected one");
    }
    size_t has = scanner->input->size - scanner->at, needs = (width + 7) / 8 * height;
    if (has < needs) {
        return fail_at(diagnostic, path, 0, "file ends after %zu byte%s of pixels; %zu x %zu pixels need %zu", has,
                       has == 1 ? "" : "s", width, height, needs);
    }
    if (has > needs) {
        return fail_at(diagnostic, path, 0, "bytes after the %zu x %zu pixels: %zu; expected none", width, height,
                       has - needs);
    }
    return STATUS_OK;
}

enum status picture_read_pbm(const struct input *input, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    struct scanner scanner = {.input = input, .at = 2, .line = 1};
    char kind = input->bytes[1];
    if (kind != '1' && kind != '4') {
        return fail_at(diagnostic, input->path, 1, "P%c is a grey or colour picture; expected PBM (P1, P4) or PNG",
                       kind);
    }
    if (peek(&scanner) != END && !is_blank(peek(&scanner)) && peek(&scanner) != '#') {
        return fail_at(diagnostic, input->path, 1, "no blank after P%c; expected one", kind);
    }
    size_t width = 0, height = 0;
    enum status status = read_size(&scanner, "width", &width, diagnostic);
    if (status == STATUS_OK) {
        status = read_size(&scanner, "height", &height, diagnostic);
    }
    if (status == STATUS_OK && kind == '4') {
        status = check_raw(&scanner, width, height, diagnostic);
    }
    if (status == STATUS_OK && kind == '1' && width * height <= PICTURE_GREATEST &&
        width * height > input->size - scanner.at) { /* cut off: the pixels need no memory to find out where */
        return read_plain(&scanner, &(struct picture){.width = width, .height = height}, diagnostic);
    }
    if (status == STATUS_OK) {
        status = picture_new(input->path, width, height, picture, diagnostic);
    }
    if (status == STATUS_OK && kind == '4') {
        unpack((const unsigned char *)input->bytes + scanner.at, *picture);
    } else if (status == STATUS_OK) {
        status = read_plain(&scanner, *picture, diagnostic);
    }
    if (status != STATUS_OK) {
        picture_free(*picture);
        *picture = NULL;
    }
    return status;
}
