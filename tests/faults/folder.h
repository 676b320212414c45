/* What stands in a folder: names and bytes of its files. */
#ifndef FOLDER_H
#define FOLDER_H

#include <stdbool.h>
#include <stddef.h>

struct folder_file {
    char *name, *bytes;
    size_t size;
};

struct folder {
    struct folder_file *file; /* [files], by name */
    size_t files;
};

/* The regular files of the working folder. Ends the program where it cannot be read. */
struct folder folder_read(void);
void folder_free(struct folder *folder);

bool folder_equal(const struct folder *a, const struct folder *b);

/* Makes the working folder, which is as `now`, into `wanted`. */
void folder_restore(const struct folder *now, const struct folder *wanted);

/* Prints the names of the files by which `now` differs from `wanted` to stdout. */
void folder_print_difference(const struct folder *now, const struct folder *wanted);

/* The bytes of `file`, with a zero behind; for files in memory, too. */
char *folder_bytes(int file, size_t *size);

#endif
