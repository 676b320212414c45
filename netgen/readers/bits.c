#include "netgen/readers/bits.h"

#include <stdlib.h>
#include <string.h>

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

bool bits_are(const char *word)
{
    return *word && strspn(word, "01") == strlen(word);
}
