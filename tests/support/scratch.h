/* A scratch folder for each test process, and files in it. */
#ifndef SCRATCH_H
#define SCRATCH_H

#include "base/input.h"
#include "base/output.h"

#include <stddef.h>

enum { SCRATCH_PATH = 400 };

/* The folder of this test, which is made at the first call and removed when the process exits. */
const char *scratch_folder(void);

/* Removes the folder now, as a test's teardown does where all tests run in one process. */
void scratch_remove(void);

/* Writes the path of `name` in the folder to `path`, and returns it. */
char *scratch_path(char path[SCRATCH_PATH], const char *name);

/* The same without a variable; it lasts as long as the block in which it stands. */
#define IN_SCRATCH(name) scratch_path((char[SCRATCH_PATH]){""}, name)

/* Writes `size` bytes to the file at `path`. */
void scratch_put(const char *path, const void *bytes, size_t size);

/* Writes `size` bytes to `name` in the folder and gives its path. */
void scratch_write(char path[SCRATCH_PATH], const char *name, const void *bytes, size_t size);

/* The text of `name` in the folder, to be freed; "" where there is no such file. */
char *scratch_read(const char *name);

/* `text` with its first `old` replaced by `new`, to be freed; fails the test where `old` is not in it. */
char *scratch_replace(const char *text, const char *old, const char *new);

#endif
