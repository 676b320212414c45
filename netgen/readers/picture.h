/* Black-and-white pictures. */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/status.h"

#include <stddef.h>

enum { PICTURE_GREATEST = 100000000 }; /* pixels */

struct picture {
    size_t width, height; /* pixels */
    char *bits;           /* [width * height] and a zero: '1' where there is ink, '0' paper, row by row from the top */
};

/* A picture without ink; messages name `path`. STATUS_INPUT where it has more than PICTURE_GREATEST pixels,
 * STATUS_SYSTEM where memory is short. On an error *picture is NULL. */
enum status picture_new(const char *path, size_t width, size_t height, struct picture **picture,
                        struct diagnostic *diagnostic);

void picture_free(struct picture *picture);

#endif
