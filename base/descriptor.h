/* Reads and writes bytes with file descriptors. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all `size` bytes, in as many parts as the system takes them; false with errno. */
bool descriptor_write(int file, const void *bytes, size_t size);

/* Reads all that `file` still gives into *bytes, to be freed, with a zero behind its *size bytes. False with errno, and
 * *bytes NULL: EFBIG where there is more than `most`, which is below SIZE_MAX; ENOMEM where memory is short. */
bool descriptor_read_all(int file, size_t most, char **bytes, size_t *size);

/* A file in memory that holds `text`, to be read from its start; `name` is for debuggers. -1 with errno. */
int descriptor_of_text(const char *name, const char *text);

#endif
