/* Bytes to file descriptors. */
#ifndef DESCRIPTOR_H
#define DESCRIPTOR_H

#include <stdbool.h>
#include <stddef.h>

/* Writes all `size` bytes, in as many parts as the system takes them; false with errno. */
bool descriptor_write(int file, const void *bytes, size_t size);

#endif
