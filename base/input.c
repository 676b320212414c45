#include "input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const size_t GREATEST_SIZE = 1u << 30;

static enum status read_all(int file, const char *path, struct input *input, struct diagnostic *diagnostic)
{
    size_t room = 0;
    for (;;) {
        if (input->size + 1 >= room) {
            room = room ? 2 * room : 65536;
            char *bytes = realloc(input->bytes, room);
            if (!bytes) {
                return fail_memory(diagnostic);
            }
            input->bytes = bytes;
        }
        ssize_t got = read(file, input->bytes + input->size, room - input->size - 1);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0) {
            return fail(diagnostic, STATUS_SYSTEM, "%s: error: cannot read: %s", path, strerror(errno));
        }
        if (got == 0) {
            break;
        }
        input->size += (size_t)got;
        if (input->size > GREATEST_SIZE) {
            return fail_at(diagnostic, path, 0, "file is larger than 1 GiB");
        }
    }
    if (input->size == 0) {
        return fail_at(diagnostic, path, 0, "file is empty");
    }
    input->bytes[input->size] = '\0';
    return STATUS_OK;
}

enum status input_read(const char *path, struct input **input, struct diagnostic *diagnostic)
{
    *input = NULL;
    enum status status = STATUS_OK;
    struct input *in = NULL;
    int file = open(path, O_RDONLY | O_CLOEXEC);
    if (file < 0) {
        return fail_at(diagnostic, path, 0, "cannot open: %s", strerror(errno));
    }
    struct stat kind;
    if (fstat(file, &kind) != 0 || !(S_ISREG(kind.st_mode) || S_ISFIFO(kind.st_mode))) {
        status = fail_at(diagnostic, path, 0, "not a file that can be read; give a regular file");
        goto done;
    }
    if (kind.st_size > (off_t)GREATEST_SIZE) { /* seen before any of it takes memory */
        status = fail_at(diagnostic, path, 0, "file is larger than 1 GiB");
        goto done;
    }
    in = calloc(1, sizeof *in);
    if (!in || !(in->path = strdup(path))) {
        status = fail_memory(diagnostic);
        goto done;
    }
    status = read_all(file, path, in, diagnostic);
    if (status == STATUS_OK) {
        *input = in;
        in = NULL;
    }
done:
    input_free(in);
    close(file);
    return status;
}

void input_free(struct input *input)
{
    if (input) {
        free(input->path);
        free(input->bytes);
        free(input);
    }
}

enum status input_check_text(const struct input *input, struct diagnostic *diagnostic)
{
    long line = 1;
    for (size_t i = 0; i < input->size; i++) {
        unsigned char c = (unsigned char)input->bytes[i];
        if (c == '\n') {
            line++;
        } else if ((c < ' ' && c != '\t' && c != '\r' && c != '\f') || c == 127) {
            return fail_at(diagnostic, input->path, line, "byte 0x%02x does not belong in a text file; is it binary?",
                           c);
        }
    }
    return STATUS_OK;
}

char *line_next(struct line_reader *reader)
{
    if (!reader->next || !*reader->next) {
        return NULL;
    }
    char *line = reader->next;
    char *end = line + strcspn(line, "\n");
    reader->next = *end ? end + 1 : end;
    reader->number++;
    while (end > line && strchr(" \t\r\f", end[-1])) {
        end--;
    }
    *end = '\0';
    return line;
}

char *word_next(char **rest)
{
    char *word = *rest + strspn(*rest, " \t\r\f");
    if (!*word) {
        return NULL;
    }
    char *end = word + strcspn(word, " \t\r\f");
    *rest = *end ? end + 1 : end;
    *end = '\0';
    return word;
}
