/* The formats of pictures, for picture.c. */
#ifndef PICTURE_READERS_H
#define PICTURE_READERS_H

#include "base/input.h"
#include "netgen/readers/picture.h"

#include <stdbool.h>
#include <stddef.h>

enum { PICTURE_GREATEST = 100000000 }; /* pixels */

/* picture_read of a file that is in memory. */
enum status picture_parse(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);

/* A picture without ink. STATUS_INPUT where it is too large, STATUS_SYSTEM where memory is short. */
enum status picture_new(const char *path, size_t width, size_t height, struct picture **picture,
                        struct diagnostic *diagnostic);

/* Each recognizes its format, or a close relative that it refuses with a better message, and reads it. On an error
 * *picture is NULL. */
bool pbm_recognize(const struct input *input);
bool png_recognize(const struct input *input);
enum status picture_read_pbm(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);
enum status picture_read_png(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);

#endif
