/* The formats of pictures, for picture_read.c. */
#ifndef PICTURE_READERS_H
#define PICTURE_READERS_H

#include "base/input.h"
#include "netgen/readers/picture.h"

#include <stdbool.h>

/* Each recognizes its format, or a close relative that it refuses with a better message, and reads it. On an error
 * *picture is NULL. */
bool pbm_recognize(const struct input *input);
bool png_recognize(const struct input *input);
enum status picture_read_pbm(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);
enum status picture_read_png(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);

#endif
