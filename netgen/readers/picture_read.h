/* Black-and-white pictures from files. */
#ifndef PICTURE_READ_H
#define PICTURE_READ_H

#include "base/status.h"
#include "netgen/readers/picture.h"

struct input;

/* Reads a PBM (plain P1 or raw P4) or PNG picture; the format is recognized by its content. In a PNG, ink is a pixel
 * that is darker than mid-grey over a white ground. STATUS_INPUT for anything else, truncated files and pictures of
 * more than 1e8 pixels. On an error *picture is NULL. */
enum status picture_read(const char *path, struct picture **picture, struct diagnostic *diagnostic);

/* picture_read of a file that is in memory. */
enum status picture_parse(const struct input *input, struct picture **picture, struct diagnostic *diagnostic);

#endif
