#include "reader.h"

#include <check.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char FILE_NAME[] = "file"; /* in the scratch folder */

void reader_accepts(reader *read, const char *what, const void *bytes, size_t size, const char *right)
{
    struct diagnostic why;
    char *says, path[SCRATCH_PATH];
    scratch_write(path, FILE_NAME, bytes, size);
    ck_assert_msg(read(path, &says, &why) == STATUS_OK, "%s: %s", what, why.text);
    ck_assert_msg(strcmp(says, right) == 0, "%s: %s is not %s", what, says, right);
    free(says);
}

void reader_refuses(reader *read, const char *defect, const void *bytes, size_t size, long line, const char *part)
{
    struct diagnostic why;
    char *says, path[SCRATCH_PATH], start[SCRATCH_PATH + 40];
    scratch_write(path, FILE_NAME, bytes, size);
    ck_assert_msg(read(path, &says, &why) == STATUS_INPUT, "%s: not refused, says %s", defect, says);
    if (line) {
        snprintf(start, sizeof start, "%s:%ld: error: ", path, line);
    } else {
        snprintf(start, sizeof start, "%s: error: ", path);
    }
    ck_assert_msg(strncmp(why.text, start, strlen(start)) == 0, "%s: not on line %ld: %s", defect, line, why.text);
    ck_assert_msg(strstr(why.text + strlen(start), part), "%s: no '%s' in: %s", defect, part, why.text);
    ck_assert_msg(!strchr(why.text, '\n') && strlen(why.text) < strlen(start) + 250, "%s: %s", defect, why.text);
}

void reader_accepts_all(reader *read, const struct good_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reader_accepts(read, files[i].what, files[i].text, strlen(files[i].text), files[i].says);
    }
}

void reader_refuses_all(reader *read, const struct bad_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        reader_refuses(read, files[i].defect, files[i].text, strlen(files[i].text), files[i].line, files[i].part);
    }
}

static void refuse_prefixes(reader *read, const struct good_file *file)
{
    for (size_t length = 0; length < strlen(file->text); length++) {
        struct diagnostic why;
        char *says, path[SCRATCH_PATH];
        scratch_write(path, FILE_NAME, file->text, length);
        enum status status = read(path, &says, &why);
        ck_assert_msg(status == STATUS_INPUT || (status == STATUS_OK && strcmp(says, file->says) == 0),
                      "%s, first %zu bytes: status %d, %s", file->what, length, (int)status, says ? says : why.text);
        free(says);
    }
}

void reader_refuses_prefixes(reader *read, const struct good_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        refuse_prefixes(read, &files[i]);
    }
}

static void survive_changes(reader *read, const char *text)
{
    static const char REPLACEMENTS[] = {0, ' ', '\n', '-', '0', '9', 'e', '<', '"', '#', ';', (char)0xff};
    const size_t size = strlen(text);
    char *copy = strdup(text);
    ck_assert_ptr_nonnull(copy);
    for (size_t i = 0; i < size; i++) {
        for (size_t k = 0; k < sizeof REPLACEMENTS; k++) {
            struct diagnostic why;
            char *says, path[SCRATCH_PATH];
            char before = copy[i];
            copy[i] = REPLACEMENTS[k];
            scratch_write(path, FILE_NAME, copy, size);
            enum status status = read(path, &says, &why);
            ck_assert(status == STATUS_OK || status == STATUS_INPUT);
            free(says);
            copy[i] = before;
        }
    }
    free(copy);
}

void reader_survives_changes(reader *read, const struct good_file *files, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        survive_changes(read, files[i].text);
    }
}

bool reader_data_path(const char *name, char path[SCRATCH_PATH])
{
    const char *folder = getenv("SPINFIELD_DATA");
    snprintf(path, SCRATCH_PATH, "%s/%s", folder ? folder : "../shared/data", name);
    return access(path, R_OK) == 0;
}

void reader_refuses_kept(reader *read, const char *prefix)
{
    DIR *files = opendir("tests/bad");
    if (!files) {
        return; /* run from elsewhere */
    }
    for (const struct dirent *file; (file = readdir(files));) {
        if (strncmp(file->d_name, prefix, strlen(prefix)) == 0) {
            char path[SCRATCH_PATH], *says;
            struct diagnostic why;
            snprintf(path, sizeof path, "tests/bad/%s", file->d_name);
            ck_assert_msg(read(path, &says, &why) == STATUS_INPUT, "%s: not refused", path);
        }
    }
    closedir(files);
}
