#include "tests/support/reader.h"

#include <check.h>
#include <dirent.h>
#include <fcntl.h>
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

/* The file of a text, open: it is changed in place, since thousands of new files take longer than to read them. */
static int open_file(char path[SCRATCH_PATH], const char *text)
{
    scratch_write(path, FILE_NAME, text, strlen(text));
    int file = open(path, O_WRONLY | O_CLOEXEC);
    ck_assert_int_ge(file, 0);
    return file;
}

static void refuse_prefixes(reader *read, const struct good_file *file)
{
    char path[SCRATCH_PATH];
    int whole = open_file(path, file->text);
    for (size_t length = strlen(file->text); length-- > 0;) {
        struct diagnostic why;
        char *says;
        ck_assert_int_eq(ftruncate(whole, (off_t)length), 0);
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
    char path[SCRATCH_PATH];
    int file = open_file(path, text);
    for (off_t i = 0; text[i]; i++) {
        for (size_t k = 0; k < sizeof REPLACEMENTS; k++) {
            struct diagnostic why;
            char *says;
            ck_assert_int_eq(pwrite(file, &REPLACEMENTS[k], 1, i), 1);
            enum status status = read(path, &says, &why);
            ck_assert(status == STATUS_OK || status == STATUS_INPUT);
            free(says);
        }
        ck_assert_int_eq(pwrite(file, &text[i], 1, i), 1);
    }
    close(file);
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
    DIR *files = opendir("tests/unit/bad");
    if (!files) {
        return; /* run from elsewhere */
    }
    for (const struct dirent *file; (file = readdir(files));) {
        if (strncmp(file->d_name, prefix, strlen(prefix)) == 0) {
            char path[SCRATCH_PATH], *says;
            struct diagnostic why;
            snprintf(path, sizeof path, "tests/unit/bad/%s", file->d_name);
            ck_assert_msg(read(path, &says, &why) == STATUS_INPUT, "%s: not refused", path);
        }
    }
    closedir(files);
}
