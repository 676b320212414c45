#include "netgen/readers/bits.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum status bits_parse(const struct input *input, char **bits, struct diagnostic *diagnostic)
{
    size_t count = 0;
    long line = 1;
    *bits = malloc(input->size + 1);
    if (!*bits) {
        return fail_memory(diagnostic);
    }
    for (size_t i = 0; i < input->size; i++) {
        const char byte = input->bytes[i];
        line += byte == '\n';
        if (byte == '0' || byte == '1') {
            (*bits)[count++] = byte;
        } else if (!byte || !strchr(" \t\r\n", byte)) {
            free(*bits);
            *bits = NULL;
            return fail_at(diagnostic, input->path, line, "expected a state, characters 0 and 1");
        }
    }
    (*bits)[count] = '\0';
    if (count == 0) {
        free(*bits);
        *bits = NULL;
        return fail_at(diagnostic, input->path, 0, "there is no state in it; expected characters 0 and 1");
    }
    return STATUS_OK;
}

enum status bits_take(const char *word, char **bits, struct diagnostic *diagnostic)
{
    struct input *input;
    *bits = NULL;
    if (*word && strspn(word, "01") == strlen(word)) {
        *bits = strdup(word);
        return *bits ? STATUS_OK : fail_memory(diagnostic);
    }
    if (access(word, F_OK) != 0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: --start takes characters 0 and 1, one per neuron, or a file with them; '%.40s' is neither",
                    word);
    }
    enum status status = input_read(word, &input, diagnostic);
    if (status == STATUS_OK) {
        status = bits_parse(input, bits, diagnostic);
    }
    input_free(input);
    return status;
}
