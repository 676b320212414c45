#include "base/descriptor.h"

#include <errno.h>
#include <unistd.h>

bool descriptor_write(int file, const void *bytes, size_t size)
{
    const char *next = bytes;
    while (size > 0) {
        ssize_t written = write(file, next, size);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        if (written > 0) {
            next += written;
            size -= (size_t)written;
        }
    }
    return true;
}
