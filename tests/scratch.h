/* A folder of its own for each test process, and small helpers for files in it. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "input.h"
#include "output.h"

#include <stddef.h>

enum { SCRATCH_PATH = 400 };

/* The path of `name` in this test's folder, which is made at the first call and removed when the process exits. */
void scratch_path(char path[SCRATCH_PATH], const char *name);

/* Writes `size` bytes to `name` in the folder and gives its path. */
void scratch_write(char path[SCRATCH_PATH], const char *name, const void *bytes, size_t size);

/* `text` with its first `old` replaced by `new`, to be freed; fails the test where `old` is not in it. */
char *scratch_replace(const char *text, const char *old, const char *new);

#endif
