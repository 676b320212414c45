#include "netgen/readers/picture.h"

#include "netgen/readers/picture_readers.h"

#include <stdlib.h>
#include <string.h>

enum status picture_parse(const struct input *input, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    if (pbm_recognize(input)) {
        return picture_read_pbm(input, picture, diagnostic);
    }
    if (png_recognize(input)) {
        return picture_read_png(input, picture, diagnostic);
    }
    return fail_at(diagnostic, input->path, 0, "not a picture that is known here; PBM or PNG would be right");
}

enum status picture_read(const char *path, struct picture **picture, struct diagnostic *diagnostic)
{
    *picture = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = picture_parse(input, picture, diagnostic);
    }
    input_free(input);
    return status;
}

enum status picture_new(const char *path, size_t width, size_t height, struct picture **picture,
                        struct diagnostic *diagnostic)
{
    *picture = NULL;
    if (width > PICTURE_GREATEST || height > PICTURE_GREATEST || width * height > PICTURE_GREATEST) {
        return fail_at(diagnostic, path, 0, "picture has %zu x %zu pixels; at most %d pixels would be right", width,
                       height, PICTURE_GREATEST);
    }
    struct picture *made = malloc(sizeof *made);
    char *bits = malloc(width * height + 1);
    if (!made || !bits) {
        free(made);
        free(bits);
        return fail_memory(diagnostic);
    }
    memset(bits, '0', width * height);
    bits[width * height] = '\0';
    *made = (struct picture){.width = width, .height = height, .bits = bits};
    *picture = made;
    return STATUS_OK;
}

void picture_free(struct picture *picture)
{
    if (picture) {
        free(picture->bits);
        free(picture);
    }
}
