/* Pictures and their formats: netgen/readers/picture_read.h. */
#include "tests/suites.h"

#include "netgen/readers/picture_read.h"
#include "tests/support/reader.h"

#include <png.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static enum status describe_picture(const char *path, char **says, struct diagnostic *why)
{
    *says = NULL;
    struct picture *picture = (struct picture *)why;
    enum status status = picture_read(path, &picture, why);
    ck_assert_int_eq(status == STATUS_OK, picture != NULL);
    if (status == STATUS_OK) {
        ck_assert_uint_eq(strspn(picture->bits, "01"), picture->width * picture->height);
        ck_assert_uint_eq(strlen(picture->bits), picture->width * picture->height);
        ck_assert_int_gt(asprintf(says, "%zux%zu %s", picture->width, picture->height, picture->bits), 0);
    }
    picture_free(picture);
    return status;
}

START_TEST(letters_are_pictures_of_10_by_10)
{
    static const char *const NAMES[] = {"letters/U.pbm", "letters/T.pbm", "letters/D.pbm"};
    for (size_t i = 0; i < COUNT(NAMES); i++) {
        char path[SCRATCH_PATH];
        struct picture *picture;
        struct diagnostic why;
        if (!reader_data_path(NAMES[i], path)) {
            continue;
        }
        ck_assert_msg(picture_read(path, &picture, &why) == STATUS_OK, "%s", why.text);
        ck_assert_uint_eq(picture->width, 10);
        ck_assert_uint_eq(picture->height, 10);
        ck_assert_uint_eq(strlen(picture->bits), 100);
        if (i == 0) {
            ck_assert_int_eq(strncmp(picture->bits, "01110001110110000110", 20), 0);
        }
        picture_free(picture);
    }
}
END_TEST

#define RAW_TEN "P4\n10 2\n\xAA\x80\x55\x7F" /* bits beyond the tenth of a row say nothing */

static const struct good_file PICTURES[] = {
    {"plain", "P1\n3 2\n0 1 1\n1 0 0\n", "3x2 011100"},
    {"plain, touching digits", "P1 3 2 011100", "3x2 011100"},
    {"plain, comments, CRLF", "P1# a 1\r\n#b\r\n3 # c 9\r\n2\r\n0 1#d 1\r\n1 1\r\n00 \r\n# end\r\n\r\n", "3x2 011100"},
    {"plain, one pixel", "P1\n1 1\n1\n", "1x1 1"},
    {"raw", RAW_TEN, "10x2 10101010100101010101"},
    {"raw, comments", "P4\n# made\n# twice\n10 # w\n2\n\xAA\x80\x55\x40", "10x2 10101010100101010101"},
    {"raw, a byte that looks like a comment", "P4 8 1 #", "8x1 00100011"},
};

START_TEST(pbm_pictures_are_read)
{
    reader_accepts_all(describe_picture, PICTURES, COUNT(PICTURES));
    picture_free(NULL);
}
END_TEST

START_TEST(truncated_pbm_pictures_are_refused)
{
    reader_refuses_prefixes(describe_picture, PICTURES, COUNT(PICTURES));
}
END_TEST

START_TEST(damaged_pbm_pictures_are_refused_or_pictures)
{
    reader_survives_changes(describe_picture, PICTURES, COUNT(PICTURES));
}
END_TEST

static const struct bad_file BAD_PICTURES[] = {
    {"empty", "", 0, "empty"},
    {"unknown format", "hello", 0, "expected PBM or PNG"},
    {"GIF", "GIF89a", 0, "expected PBM or PNG"},
    {"grey", "P2\n2 1\n255\n0 255\n", 1, "P2 is a grey or colour picture"},
    {"colour", "P6\n1 1\n255\nabc", 1, "P6 is a grey or colour picture"},
    {"magic glued", "P12 2\n0110", 1, "no blank after P1"},
    {"magic alone", "P1", 1, "before the picture's width"},
    {"no height", "P1\n2\n", 3, "before the picture's height"},
    {"width 0", "P1\n0 2\n", 2, "width is not a number; expected a whole number from 1"},
    {"negative height", "P1\n2 -2\n", 2, "height is not a number"},
    {"width not a number", "P1\nx 2\n", 2, "width is not a number"},
    {"width not whole", "P1\n2.0 2\n0110", 2, "width is not a number"},
    {"huge width", "P1\n99999999999999999999999 2\n0110", 2, "width is not a number"},
    {"too many pixels", "P1\n10001 10000\n0110", 0, "picture has 10001 x 10000 pixels; expected at most 100000000"},
    {"raw, too many pixels", "P4\n100000000 100000000\n0110", 0, "need 1250000000000000"},
    {"too few pixels", "P1\n3 2\n0 1 1\n1 0\n", 5, "after 5 pixels of 3 x 2"},
    {"too many pixels in the file", "P1\n3 2\n0 1 1\n1 0 0\n1\n", 5, "'1' follows the 3 x 2 pixels"},
    {"bytes after the pixels", "P1\n1 1\n1\n\x01", 4, "0x01 follows the 1 x 1 pixels"},
    {"more pixels than bytes", "P1\n9999 9999\n0 1", 3, "after 2 pixels of 9999 x 9999"},
    {"more pixels than bytes, and no pixel", "P1\n9999 9999\n0 2", 3, "'2' is not a pixel"},
    {"not a pixel", "P1\n3 2\n0 1 1\n1 2 0\n", 4, "'2' is not a pixel"},
    {"raw, too few bytes", "P4\n10 2\n\xAA\x80\x55", 0, "after 3 bytes of pixels; 10 x 2 pixels need 4"},
    {"raw, too many bytes", RAW_TEN "\n", 0, "bytes after the 10 x 2 pixels: 1;"},
    {"raw, no pixels", "P4\n10 2", 2, "no blank"},
    {"PNG by name only", "\x89PNG, or so", 0, "not a whole PNG picture"},
    {"PNG through a text transfer", "\x89PNG\n\x1a\n...........", 0, "not a whole PNG picture"},
};

START_TEST(bad_pictures_are_refused)
{
    reader_refuses_all(describe_picture, BAD_PICTURES, COUNT(BAD_PICTURES));
    reader_refuses(describe_picture, "zero byte", "P1\n1 1\n1\0", 10, 3, "0x00 follows");
}
END_TEST

/* A PNG: `row[y]` are the packed bytes of row y; `color` and `transparent` as libpng has them. */
struct png_file {
    png_uint_32 width, height;
    int depth, type, interlace;
    png_bytepp row; /* NULL: only the header is written */
    png_color *color;
    int colors;
    png_color_16 *transparent;
};

/* Writes the PNG to the scratch folder, and gives its path. */
static void write_png(char path[SCRATCH_PATH], const struct png_file *f)
{
    FILE *file = fopen(scratch_path(path, "picture.png"), "wb");
    ck_assert_ptr_nonnull(file);
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
    png_infop info = png_create_info_struct(png);
    if (setjmp(png_jmpbuf(png))) {
        ck_abort_msg("libpng cannot write");
    }
    png_init_io(png, file);
    png_set_IHDR(png, info, f->width, f->height, f->depth, f->type, f->interlace, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    if (f->color) {
        png_set_PLTE(png, info, f->color, f->colors);
    }
    if (f->transparent) {
        png_set_tRNS(png, info, NULL, 0, f->transparent);
    }
    png_write_info(png, info);
    if (f->row) {
        png_set_interlace_handling(png);
        png_write_image(png, f->row);
        png_write_end(png, NULL);
    }
    png_destroy_write_struct(&png, &info);
    ck_assert_int_eq(fclose(file), 0);
}

static bool inked(size_t x, size_t y)
{
    return (x * x + 3 * y + x * y) % 5 < 2;
}

/* Packs channel values (0 or the greatest) of one pixel into its place of a row. */
static void put_pixel(png_bytep row, size_t x, int depth, int channels, const bool *full)
{
    size_t bit = x * (size_t)(depth * channels);
    for (int c = 0; c < channels * depth; c++, bit++) {
        if (full[c / depth]) {
            row[bit / 8] = (png_byte)(row[bit / 8] | 0x80 >> bit % 8);
        }
    }
}

/* Writes a picture of width x height pixels whose ink is `inked`, and checks that it is read so. */
static void expect_png(int type, int depth, int interlace, size_t width, size_t height)
{
    enum { GREATEST = 20, ROW_BYTES = GREATEST * 8 };
    static png_byte pixels[GREATEST][ROW_BYTES];
    png_bytep row[GREATEST];
    char right[64 + GREATEST * GREATEST];
    png_color palette[2] = {{255, 255, 255}, {0, 0, 0}};
    int channels = type == PNG_COLOR_TYPE_RGBA ? 4 : type == PNG_COLOR_TYPE_RGB ? 3 : type == PNG_COLOR_TYPE_GA ? 2 : 1;
    int length = snprintf(right, sizeof right, "%zux%zu ", width, height);
    memset(pixels, 0, sizeof pixels);
    for (size_t y = 0; y < height; y++) {
        row[y] = pixels[y];
        for (size_t x = 0; x < width; x++) {
            bool ink = inked(x, y), clear = (x + y) % 2; /* half of the paper is transparent black */
            bool white = !ink && !(clear && (type & PNG_COLOR_MASK_ALPHA));
            bool opaque = ink || white;
            if (type == PNG_COLOR_TYPE_PALETTE) { /* entry 1, of which the last bit is set only */
                size_t bit = (x + 1) * (size_t)depth - 1;
                row[y][bit / 8] = (png_byte)(row[y][bit / 8] | (ink ? 0x80 >> bit % 8 : 0));
            } else {
                bool full[4] = {white, channels > 2 ? white : opaque, white, opaque};
                put_pixel(row[y], x, depth, channels, full);
            }
            right[length++] = ink ? '1' : '0';
        }
    }
    right[length] = '\0';
    struct png_file file = {(png_uint_32)width, (png_uint_32)height, depth, type, interlace, row, NULL, 0, NULL};
    if (type == PNG_COLOR_TYPE_PALETTE) {
        file.color = palette;
        file.colors = 2;
    }
    struct diagnostic why;
    char *says, path[SCRATCH_PATH];
    write_png(path, &file);
    ck_assert_msg(describe_picture(path, &says, &why) == STATUS_OK, "type %d depth %d: %s", type, depth, why.text);
    ck_assert_msg(strcmp(says, right) == 0, "type %d depth %d interlace %d: %s", type, depth, interlace, says);
    free(says);
}

START_TEST(png_pictures_of_every_kind_are_read)
{
    static const struct {
        int type, depth;
    } KINDS[] = {
        {PNG_COLOR_TYPE_GRAY, 1},    {PNG_COLOR_TYPE_GRAY, 2},    {PNG_COLOR_TYPE_GRAY, 4},
        {PNG_COLOR_TYPE_GRAY, 8},    {PNG_COLOR_TYPE_GRAY, 16},   {PNG_COLOR_TYPE_PALETTE, 1},
        {PNG_COLOR_TYPE_PALETTE, 2}, {PNG_COLOR_TYPE_PALETTE, 4}, {PNG_COLOR_TYPE_PALETTE, 8},
        {PNG_COLOR_TYPE_RGB, 8},     {PNG_COLOR_TYPE_RGB, 16},    {PNG_COLOR_TYPE_GA, 8},
        {PNG_COLOR_TYPE_GA, 16},     {PNG_COLOR_TYPE_RGBA, 8},    {PNG_COLOR_TYPE_RGBA, 16},
    };
    static const size_t SIZES[][2] = {{1, 1}, {10, 10}, {13, 11}, {3, 20}, {20, 1}, {5, 4}, {2, 2}};
    for (size_t k = 0; k < COUNT(KINDS); k++) {
        for (size_t s = 0; s < COUNT(SIZES); s++) {
            expect_png(KINDS[k].type, KINDS[k].depth, PNG_INTERLACE_NONE, SIZES[s][0], SIZES[s][1]);
            expect_png(KINDS[k].type, KINDS[k].depth, PNG_INTERLACE_ADAM7, SIZES[s][0], SIZES[s][1]);
        }
    }
}
END_TEST

static void expect_inks(struct png_file file, png_bytep row, const char *right)
{
    struct diagnostic why;
    char *says, path[SCRATCH_PATH];
    file.row = &row;
    write_png(path, &file);
    ck_assert_msg(describe_picture(path, &says, &why) == STATUS_OK, "%s", why.text);
    ck_assert_str_eq(says, right);
    free(says);
}

START_TEST(ink_is_darker_than_mid_grey_over_white)
{
    png_byte grey[] = {0, 127, 128, 255};
    png_byte deep[] = {0x7f, 0xff, 0x80, 0x00};
    png_byte rgb[] = {255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 0, 255, 0, 255, 0, 255, 255};
    png_byte middle[] = {13, 163, 113, 12, 163, 113}; /* 0.2126 R + 0.7152 G + 0.0722 B = 127.5, and a little less */
    png_byte veiled[] = {0, 127, 0, 128, 255, 0, 127, 255};
    struct png_file file = {.width = 4, .height = 1, .depth = 8, .type = PNG_COLOR_TYPE_GRAY};
    expect_inks(file, grey, "4x1 1100");
    png_color_16 transparent = {.gray = 127}; /* the colour that stands for nothing, so that white shows */
    file.transparent = &transparent;
    expect_inks(file, grey, "4x1 1000");
    file.transparent = NULL;
    file.width = 2, file.depth = 16;
    expect_inks(file, deep, "2x1 10");
    file.width = 6, file.depth = 8, file.type = PNG_COLOR_TYPE_RGB; /* red, green, blue, yellow, magenta, cyan */
    expect_inks(file, rgb, "6x1 101010");
    file.width = 2;
    expect_inks(file, middle, "2x1 01");
    file.width = 4, file.type = PNG_COLOR_TYPE_GA; /* black over white, by alpha */
    expect_inks(file, veiled, "4x1 0101");
}
END_TEST

enum { PNG_SIZE = 4096 };

/* The bytes of a PNG of 13 x 11 pixels. */
static unsigned char *make_png(int interlace, size_t *size)
{
    expect_png(PNG_COLOR_TYPE_GRAY, 8, interlace, 13, 11);
    unsigned char *bytes = malloc(PNG_SIZE);
    FILE *file = fopen(IN_SCRATCH("picture.png"), "rb");
    ck_assert(bytes && file);
    *size = fread(bytes, 1, PNG_SIZE - 1, file);
    ck_assert_uint_lt(*size, PNG_SIZE - 1);
    fclose(file);
    return bytes;
}

START_TEST(png_pictures_that_are_not_whole_are_refused)
{
    for (int interlace = PNG_INTERLACE_NONE; interlace <= PNG_INTERLACE_ADAM7; interlace++) {
        size_t size;
        unsigned char *bytes = make_png(interlace, &size);
        for (size_t length = 1; length < size; length++) {
            reader_refuses(describe_picture, "truncated", bytes, length, 0, length < 4 ? "known" : "not a whole PNG");
        }
        bytes[size] = '\n';
        reader_refuses(describe_picture, "trailing byte", bytes, size + 1, 0, "bytes after the PNG picture: 1;");
        free(bytes);
    }
}
END_TEST

/* Some versions of libpng take them. */
START_TEST(png_pictures_whose_last_chunk_is_no_end_are_refused)
{
    static const unsigned char with_data[] = {0, 0, 0, 1, 'I', 'E', 'N', 'D', 0, 0xd1, 0x1a, 0x4f, 0xe1};
    static const unsigned char of_other_checksum[] = {0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x83};
    enum { END = 12 }; /* bytes of the chunk */
    const char *const part = "not a whole PNG picture: the last chunk, IEND at byte ";
    size_t size;
    unsigned char *bytes = make_png(PNG_INTERLACE_NONE, &size);
    memcpy(bytes + size - END, of_other_checksum, sizeof of_other_checksum);
    reader_refuses(describe_picture, "checksum", bytes, size, 0, part);
    ck_assert_uint_lt(size + 1, PNG_SIZE);
    memcpy(bytes + size - END, with_data, sizeof with_data);
    reader_refuses(describe_picture, "data", bytes, size + 1, 0, part);
    free(bytes);
}
END_TEST

START_TEST(png_pictures_with_a_damaged_byte_are_refused_silently)
{
    FILE *heard = tmpfile();
    ck_assert_ptr_nonnull(heard);
    fflush(stderr);
    int terminal = dup(STDERR_FILENO);
    dup2(fileno(heard), STDERR_FILENO);
    size_t size;
    unsigned char *bytes = make_png(PNG_INTERLACE_ADAM7, &size);
    for (size_t i = 0; i < size; i++) {
        for (int bit = 0; bit < 8; bit += 3) {
            bytes[i] = (unsigned char)(bytes[i] ^ 1 << bit);
            reader_refuses(describe_picture, "damaged byte", bytes, size, 0, i < 4 ? "PNG" : "not a whole PNG");
            bytes[i] = (unsigned char)(bytes[i] ^ 1 << bit);
        }
    }
    free(bytes);
    fflush(stderr);
    dup2(terminal, STDERR_FILENO);
    close(terminal);
    fseek(heard, 0, SEEK_END);
    ck_assert_int_eq(ftell(heard), 0);
    fclose(heard);
}
END_TEST

START_TEST(png_pictures_that_promise_too_much_are_refused)
{
    struct png_file file = {.width = 10001, .height = 10000, .depth = 1, .type = PNG_COLOR_TYPE_GRAY};
    struct diagnostic why;
    char *says, path[SCRATCH_PATH];
    write_png(path, &file);
    FILE *more = fopen(path, "ab");
    ck_assert_ptr_nonnull(more);
    static const char DATA[] = "\0\0\0\0IDAT\x35\xaf\x06\x1e"; /* the chunk with which the header ends */
    fwrite(DATA, 1, sizeof DATA - 1, more);
    fclose(more);
    ck_assert_int_eq(describe_picture(path, &says, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "10001 x 10000 pixels; expected at most 100000000"), "%s", why.text);
}
END_TEST

START_TEST(kept_bad_pictures_are_refused)
{
    reader_refuses_kept(describe_picture, "picture-");
}
END_TEST

START_TEST(a_png_chunk_longer_than_the_file_takes_no_memory)
{
    /* 8 bytes of signature, a header of 25, and a chunk that says it has 805 MB */
    static const unsigned char FILE_OF_45[] = {
        0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 0,    0,    0, 13, 'I', 'H', 'D', 'R', 0,   0,   0, 1, 0, 0, 0, 1,
        1,    0,   0,   0,   0,    0x37, 0x6e, 0xf9, 0x24, 0x30, 0, 0,  0,   's', 'P', 'L', 'T', 'x', 0, 8, 0};
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    reader_refuses(describe_picture, "chunk beyond the file", FILE_OF_45, sizeof FILE_OF_45, 0,
                   "a chunk of 805306380 bytes begins at byte 33, and the file has 45");
    getrusage(RUSAGE_SELF, &after);
    ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 10000); /* kB */
}
END_TEST

START_TEST(a_pbm_that_promises_too_much_takes_no_memory)
{
    static const char FILE_OF_17[] = "P1\n9999 9999\n0 1";
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    reader_refuses(describe_picture, "cut off", FILE_OF_17, strlen(FILE_OF_17), 3, "after 2 pixels of 9999 x 9999");
    getrusage(RUSAGE_SELF, &after);
    ck_assert_int_lt(after.ru_maxrss - before.ru_maxrss, 10000); /* kB */
}
END_TEST

Suite *picture_suite(void)
{
    Suite *suite = suite_create("picture");
    TCase *tests = tcase_create("pictures");
    tcase_add_test(tests, pbm_pictures_are_read);
    tcase_add_test(tests, truncated_pbm_pictures_are_refused);
    tcase_add_test(tests, bad_pictures_are_refused);
    tcase_add_test(tests, letters_are_pictures_of_10_by_10);
    tcase_add_test(tests, png_pictures_of_every_kind_are_read);
    tcase_add_test(tests, ink_is_darker_than_mid_grey_over_white);
    tcase_add_test(tests, png_pictures_that_are_not_whole_are_refused);
    tcase_add_test(tests, png_pictures_whose_last_chunk_is_no_end_are_refused);
    tcase_add_test(tests, png_pictures_with_a_damaged_byte_are_refused_silently);
    tcase_add_test(tests, png_pictures_that_promise_too_much_are_refused);
    tcase_add_test(tests, a_png_chunk_longer_than_the_file_takes_no_memory);
    tcase_add_test(tests, a_pbm_that_promises_too_much_takes_no_memory);
    tcase_add_test(tests, kept_bad_pictures_are_refused);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_checked_fixture(variants, NULL, scratch_remove);
    tcase_add_test(variants, damaged_pbm_pictures_are_refused_or_pictures);
    suite_add_tcase(suite, variants);
    return suite;
}
