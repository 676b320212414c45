#include "tests/faults/folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void *needed(void *what)
{
    if (!what) {
        perror("faults: error");
        exit(4);
    }
    return what;
}

char *folder_bytes(int file, size_t *size)
{
    off_t end = lseek(file, 0, SEEK_END);
    *size = end > 0 ? (size_t)end : 0;
    char *bytes = needed(malloc(*size + 1));
    if (pread(file, bytes, *size, 0) != (ssize_t)*size) {
        needed(NULL);
    }
    bytes[*size] = '\0';
    return bytes;
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct folder_file *)a)->name, ((const struct folder_file *)b)->name);
}

struct folder folder_read(void)
{
    struct folder folder = {0};
    DIR *names = needed(opendir("."));
    for (const struct dirent *entry; (entry = readdir(names));) {
        int file = open(entry->d_name, O_RDONLY | O_CLOEXEC);
        struct stat kind;
        if (file >= 0 && fstat(file, &kind) == 0 && S_ISREG(kind.st_mode)) {
            folder.file = needed(realloc(folder.file, (folder.files + 1) * sizeof *folder.file));
            struct folder_file *now = &folder.file[folder.files++];
            now->name = needed(strdup(entry->d_name));
            now->bytes = folder_bytes(file, &now->size);
        }
        if (file >= 0) {
            close(file);
        }
    }
    closedir(names);
    if (folder.files) {
        qsort(folder.file, folder.files, sizeof *folder.file, by_name);
    }
    return folder;
}

void folder_free(struct folder *folder)
{
    for (size_t i = 0; i < folder->files; i++) {
        free(folder->file[i].name);
        free(folder->file[i].bytes);
    }
    free(folder->file);
    *folder = (struct folder){0};
}

static const struct folder_file *find(const struct folder *folder, const char *name)
{
    struct folder_file key = {.name = (char *)name};
    return folder->files ? bsearch(&key, folder->file, folder->files, sizeof key, by_name) : NULL;
}

static bool same(const struct folder_file *a, const struct folder_file *b)
{
    return a && b && a->size == b->size && memcmp(a->bytes, b->bytes, a->size) == 0;
}

bool folder_equal(const struct folder *a, const struct folder *b)
{
    bool equal = a->files == b->files;
    for (size_t i = 0; i < a->files && equal; i++) {
        equal = same(&a->file[i], find(b, a->file[i].name));
    }
    return equal;
}

void folder_restore(const struct folder *now, const struct folder *wanted)
{
    for (size_t i = 0; i < now->files; i++) {
        if (!find(wanted, now->file[i].name)) {
            unlink(now->file[i].name);
        }
    }
    for (size_t i = 0; i < wanted->files; i++) {
        const struct folder_file *file = &wanted->file[i];
        if (!same(file, find(now, file->name))) {
            FILE *out = needed(fopen(file->name, "wb"));
            fwrite(file->bytes, 1, file->size, out);
            if (fclose(out) != 0) {
                needed(NULL);
            }
        }
    }
}

void folder_print_difference(const struct folder *now, const struct folder *wanted)
{
    for (size_t i = 0; i < now->files; i++) {
        if (!same(&now->file[i], find(wanted, now->file[i].name))) {
            printf(" %s", now->file[i].name);
        }
    }
    for (size_t i = 0; i < wanted->files; i++) {
        if (!find(now, wanted->file[i].name)) {
            printf(" no %s", wanted->file[i].name);
        }
    }
}
