#include "base/input.h"

#include "base/descriptor.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Refuses a file without a byte or with too many. */
static enum status refuse_size(const char *path, size_t size, struct diagnostic *diagnostic)
{
    if (size > INPUT_GREATEST_SIZE) {
        return fail_at(diagnostic, path, 0, "file is larger than 1 GiB");
    }
    return size > 0 ? STATUS_OK : fail_at(diagnostic, path, 0, "file is empty");
}

static enum status read_all(int file, const char *path, struct input *input, struct diagnostic *diagnostic)
{
    if (descriptor_read_all(file, INPUT_GREATEST_SIZE, &input->bytes, &input->size)) {
        return refuse_size(path, input->size, diagnostic);
    }
    switch (errno) {
    case ENOMEM:
        return fail_memory(diagnostic);
    case EFBIG:
        return refuse_size(path, (size_t)INPUT_GREATEST_SIZE + 1, diagnostic);
    default:
        fail_errno(diagnostic, path, "cannot read", errno);
        return STATUS_SYSTEM;
    }
}

enum status input_read(const char *path, struct input **input, struct diagnostic *diagnostic)
{
    *input = NULL;
    enum status status = STATUS_OK;
    struct input *in = NULL;
    int file;
    if (!*path) {
        return fail(diagnostic, STATUS_INPUT, "error: the name of an input file is empty; expected a file");
    }
    do {
        file = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    } while (file < 0 && errno == EINTR);
    if (file < 0) {
        return fail_errno(diagnostic, path, "cannot open", errno);
    }
    struct stat kind;
    if (fstat(file, &kind) != 0) {
        status = fail_errno(diagnostic, path, "cannot read", errno);
        goto done;
    }
    if (!(S_ISREG(kind.st_mode) || S_ISFIFO(kind.st_mode))) {
        status = fail_at(diagnostic, path, 0, "not a file that can be read; give a regular file");
        goto done;
    }
    if (kind.st_size > INPUT_GREATEST_SIZE) { /* seen before any of it takes memory */
        status = refuse_size(path, (size_t)kind.st_size, diagnostic);
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

enum status input_of_memory(const char *path, const void *bytes, size_t size, struct input **input,
                            struct diagnostic *diagnostic)
{
    *input = NULL;
    enum status status = refuse_size(path, size, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct input *in = calloc(1, sizeof *in);
    if (!in || !(in->path = strdup(path)) || !(in->bytes = malloc(size + 1))) {
        input_free(in);
        return fail_memory(diagnostic);
    }
    memcpy(in->bytes, bytes, size);
    in->bytes[size] = '\0';
    in->size = size;
    *input = in;
    return STATUS_OK;
}

enum status input_require_file(const char *path, struct diagnostic *diagnostic)
{
    struct stat kind;
    if (stat(path, &kind) == 0 && !S_ISREG(kind.st_mode)) {
        return fail_at(diagnostic, path, 0, "is no regular file; one that a command has written is expected here");
    }
    return STATUS_OK;
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
    if (input->size >= 2 && (memcmp(input->bytes, "\xFF\xFE", 2) == 0 || memcmp(input->bytes, "\xFE\xFF", 2) == 0)) {
        return fail_at(diagnostic, input->path, 1, "text in UTF-16; save it as UTF-8");
    }
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

void input_end_lines(struct input *input)
{
    if (memchr(input->bytes, '\n', input->size)) {
        return;
    }
    for (size_t i = 0; i < input->size; i++) {
        if (input->bytes[i] == '\r') {
            input->bytes[i] = '\n';
        }
    }
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
