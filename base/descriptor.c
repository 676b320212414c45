#include "base/descriptor.h"

#include "base/array.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
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

bool descriptor_read_all(int file, size_t most, char **bytes, size_t *size)
{
    const size_t first_room = 1 << 16;
    char *all = NULL;
    size_t room = 0, used = 0;
    int error = 0;
    ssize_t got = 1;
    while (!error && got != 0) {
        if (!ARRAY_RESERVE(all, room, used ? used + 2 : first_room)) {
            error = ENOMEM;
            break;
        }
        got = read(file, all + used, room - used - 1);
        if (got > 0) {
            used += (size_t)got;
            error = used > most ? EFBIG : 0;
        } else if (got < 0) {
            error = errno == EINTR ? 0 : errno;
        }
    }
    *size = error ? 0 : used;
    *bytes = error ? NULL : all;
    if (error) {
        free(all);
        errno = error;
        return false;
    }
    all[used] = '\0';
    return true;
}

int descriptor_of_text(const char *name, const char *text)
{
    int file = memfd_create(name, MFD_CLOEXEC);
    if (file >= 0 && !(descriptor_write(file, text, strlen(text)) && lseek(file, 0, SEEK_SET) == 0)) {
        int reason = errno;
        close(file);
        errno = reason;
        return -1;
    }
    return file;
}
