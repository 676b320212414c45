/* Pictures. What is read reads back equal as a plain PBM file. */
#include "tests/fuzz/fuzz.h"
#include "netgen/readers/picture_read.h"

#include <stdlib.h>
#include <string.h>

static void check_written(const struct picture *picture)
{
    struct fuzz_text text;
    struct diagnostic why;
    struct picture *again;
    fuzz_text_begin(&text);
    fprintf(text.stream, "P1 %zu %zu\n%s\n", picture->width, picture->height, picture->bits);
    fuzz_text_end(&text);
    struct input *input = fuzz_input(text.bytes, text.size);
    HOLDS(picture_parse(input, &again, &why) == STATUS_OK);
    HOLDS(again->width == picture->width && again->height == picture->height);
    HOLDS(strcmp(again->bits, picture->bits) == 0);
    picture_free(again);
    input_free(input);
    free(text.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const size_t cheap = 4096; /* pixels: a PNG of some hundred bytes can hold a million */
    struct diagnostic why;
    struct picture *picture;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = picture_parse(input, &picture, &why);
    if (fuzz_ended(status, picture, &why)) {
        size_t pixels = picture->width * picture->height;
        HOLDS(pixels >= 1 && strspn(picture->bits, "01") == pixels && !picture->bits[pixels]);
        if (pixels <= cheap) {
            check_written(picture);
        }
    }
    picture_free(picture);
    input_free(input);
    return 0;
}
