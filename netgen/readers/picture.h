/* Black-and-white pictures. */
#ifndef PICTURE_H
#define PICTURE_H

#include "base/status.h"

#include <stddef.h>

struct picture {
    size_t width, height; /* pixels */
    char *bits;           /* [width * height] and a zero: '1' where there is ink, '0' paper, row by row from the top */
};

/* Reads a PBM (plain P1 or raw P4) or PNG picture; the format is recognized by its content. In a PNG, ink is a pixel
 * that is darker than mid-grey over a white ground. STATUS_INPUT for anything else, truncated files and pictures of
 * more than 1e8 pixels. On an error *picture is NULL. */
enum status picture_read(const char *path, struct picture **picture, struct diagnostic *diagnostic);
void picture_free(struct picture *picture);

#endif
