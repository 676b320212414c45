/* PNG pictures, of every colour type and depth.
 *
 * libpng reports an error by a jump to where setjmp was called. So everything that is needed after an error is in a
 * struct of the function that calls the one with setjmp, and the latter reads none of its local variables after the
 * jump. */
#include "netgen/readers/picture_readers.h"

#include <png.h>
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Bytes that libpng may take for a chunk that is compressed, texts and profiles; those of a picture have far less. */
enum { GREATEST_CHUNK = 8000000 };

struct decoder {
    const struct input *input;
    size_t at; /* byte that comes next */
    struct diagnostic *diagnostic;
    enum status status;
    png_structp png;
    png_infop info;
    png_bytep row; /* pixels of a row as red, green, blue, alpha of 16 bits each, the high byte first */
    struct picture *picture;
    bool short_of_memory;
};

bool png_recognize(const struct input *input)
{
    return input->size >= 4 && memcmp(input->bytes, "\x89PNG", 4) == 0; /* libpng says what is wrong with the rest */
}

_Noreturn static void take_error(png_structp png, png_const_charp message)
{
    struct decoder *decoder = png_get_error_ptr(png);
    decoder->status = decoder->short_of_memory ? fail_memory(decoder->diagnostic)
                                               : fail_at(decoder->diagnostic, decoder->input->path, 0,
                                                         "not a whole PNG picture: %.200s", message);
    png_longjmp(png, 1);
}

/* Warnings are of things that pictures can do without, such as colour profiles. */
static void take_warning(png_structp png, png_const_charp message)
{
    (void)png, (void)message;
}

/* libpng's malloc, to tell a lack of memory from a bad picture: libpng reports both in the same way. */
static png_voidp allocate(png_structp png, png_alloc_size_t size)
{
    struct decoder *decoder = png_get_mem_ptr(png);
    png_voidp memory = malloc(size);
    decoder->short_of_memory = decoder->short_of_memory || !memory;
    return memory;
}

static void release(png_structp png, png_voidp memory)
{
    (void)png;
    free(memory);
}

static void read_bytes(png_structp png, png_bytep bytes, size_t count)
{
    struct decoder *decoder = png_get_io_ptr(png);
    if (count > decoder->input->size - decoder->at) {
        png_error(png, "file ends too early");
    }
    memcpy(bytes, decoder->input->bytes + decoder->at, count);
    decoder->at += count;
}

static size_t from_four_bytes(const char *bytes)
{
    const unsigned char *b = (const unsigned char *)bytes;
    return (size_t)b[0] << 24 | (size_t)b[1] << 16 | (size_t)b[2] << 8 | b[3];
}

/* The chunk that ends every picture, without data and so with one checksum. */
static const char END_CHUNK[] = "\0\0\0\0IEND\xAE\x42\x60\x82";

/* Walks over the chunks, each a length of 4 bytes, a type of 4, so many bytes and a checksum of 4: libpng takes memory
 * for as much as a chunk says it has, before it looks whether the file has it, and does not look at the last checksum
 * in all versions (1.6.48 does not). */
static enum status check_chunks(const struct input *input, struct diagnostic *diagnostic)
{
    const size_t signature = 8, around = 12;
    for (size_t at = signature; at < input->size;) {
        size_t left = input->size - at;
        size_t length = left >= around ? from_four_bytes(input->bytes + at) : 0;
        if (left < around || length > left - around) {
            return fail_at(diagnostic, input->path, 0,
                           "not a whole PNG picture: a chunk of %zu bytes begins at byte %zu, and the file has %zu",
                           length + around, at, input->size);
        }
        if (memcmp(input->bytes + at + 4, "IEND", 4) == 0) {
            if (memcmp(input->bytes + at, END_CHUNK, around) != 0) {
                return fail_at(
                    diagnostic, input->path, 0,
                    "not a whole PNG picture: the last chunk, IEND at byte %zu, has data or a wrong checksum", at);
            }
            break; /* what follows is not of the picture, and refused later */
        }
        at += around + length;
    }
    return STATUS_OK;
}

static unsigned from_two_bytes(png_const_bytep bytes)
{
    return (unsigned)bytes[0] << 8 | bytes[1];
}

/* Whether a pixel of 16-bit channels is darker than mid-grey over white: the luminance of ITU-R BT.709, 0.2126 R +
 * 0.7152 G + 0.0722 B, of the values as they are stored. */
static bool is_ink(png_const_bytep pixel)
{
    const uint64_t white = 65535, scale = 10000;
    uint64_t luminance = 2126u * from_two_bytes(pixel) + 7152u * from_two_bytes(pixel + 2) +
                         722u * from_two_bytes(pixel + 4); /* up to scale * white */
    uint64_t alpha = from_two_bytes(pixel + 6);
    uint64_t over_white = luminance * alpha + scale * white * (white - alpha);
    return 2 * over_white < scale * white * white;
}

/* Has libpng turn every colour type and depth into 16-bit red, green, blue and alpha. */
static void set_transformations(png_structp png)
{
    const unsigned opaque = 65535;
    png_set_expand_16(png); /* palettes, depths below 16 and transparent colours */
    png_set_gray_to_rgb(png);
    png_set_add_alpha(png, opaque, PNG_FILLER_AFTER);
}

/* Reads one pass over the picture; in a picture that is not interlaced there is one, with all pixels. */
static void read_pass(struct decoder *decoder, int pass, bool interlaced)
{
    struct picture *picture = decoder->picture;
    int width = (int)picture->width, height = (int)picture->height; /* libpng lets neither exceed 1e6 */
    int columns = interlaced ? PNG_PASS_COLS(width, pass) : width;
    int rows = interlaced ? PNG_PASS_ROWS(height, pass) : height;
    for (int j = 0; columns > 0 && j < rows; j++) {
        png_read_row(decoder->png, decoder->row, NULL);
        size_t y = (size_t)(interlaced ? PNG_ROW_FROM_PASS_ROW(j, pass) : j);
        for (int i = 0; i < columns; i++) {
            size_t x = (size_t)(interlaced ? PNG_COL_FROM_PASS_COL(i, pass) : i);
            picture->bits[y * picture->width + x] = is_ink(decoder->row + 8 * (ptrdiff_t)i) ? '1' : '0';
        }
    }
}

/* Reads what stands before the pixels, and makes room for these. */
static void read_header(struct decoder *decoder)
{
    png_structp png = decoder->png;
    png_read_info(png, decoder->info);
    size_t width = png_get_image_width(png, decoder->info), height = png_get_image_height(png, decoder->info);
    decoder->status = picture_new(decoder->input->path, width, height, &decoder->picture, decoder->diagnostic);
    if (decoder->status != STATUS_OK) {
        return;
    }
    set_transformations(png);
    png_read_update_info(png, decoder->info);
    if (png_get_rowbytes(png, decoder->info) != 8 * width) {
        png_error(png, "colour type is not known");
    }
    decoder->row = malloc(8 * width);
    if (!decoder->row) {
        decoder->status = fail_memory(decoder->diagnostic);
    }
}

static enum status decode(struct decoder *decoder)
{
    if (setjmp(png_jmpbuf(decoder->png))) {
        return decoder->status;
    }
    png_set_read_fn(decoder->png, decoder, read_bytes);
    png_set_chunk_malloc_max(decoder->png, GREATEST_CHUNK);
    read_header(decoder);
    if (decoder->status != STATUS_OK) {
        return decoder->status;
    }
    bool interlaced = png_get_interlace_type(decoder->png, decoder->info) != PNG_INTERLACE_NONE;
    for (int pass = 0; pass < (interlaced ? PNG_INTERLACE_ADAM7_PASSES : 1); pass++) {
        read_pass(decoder, pass, interlaced);
    }
    png_read_end(decoder->png, NULL);
    if (decoder->at != decoder->input->size) {
        return fail_at(decoder->diagnostic, decoder->input->path, 0, "bytes after the PNG picture: %zu; expected none",
                       decoder->input->size - decoder->at);
    }
    return STATUS_OK;
}

enum status picture_read_png(const struct input *input, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    enum status status = check_chunks(input, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct decoder decoder = {.input = input, .diagnostic = diagnostic};
    decoder.png = png_create_read_struct_2(PNG_LIBPNG_VER_STRING, &decoder, take_error, take_warning, &decoder,
                                           allocate, release);
    decoder.info = decoder.png ? png_create_info_struct(decoder.png) : NULL;
    status = decoder.info ? decode(&decoder) : fail_memory(diagnostic);
    png_destroy_read_struct(&decoder.png, &decoder.info, NULL);
    free(decoder.row);
    if (status == STATUS_OK) {
        *picture = decoder.picture;
    } else {
        picture_free(decoder.picture);
    }
    return status;
}
