#include "netgen/readers/picture.h"

#include <stdlib.h>
#include <string.h>

enum status picture_new(const char *path, size_t width, size_t height, struct picture **picture,
                        struct diagnostic *diagnostic)
{
    *picture = NULL;
    if (width > PICTURE_GREATEST || height > PICTURE_GREATEST || width * height > PICTURE_GREATEST) {
        return fail_at(diagnostic, path, 0, "picture has %zu x %zu pixels; expected at most %d pixels", width, height,
                       PICTURE_GREATEST);
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
