/* In place of base/output.c: what is written stays in memory. */
#include "tests/fuzz/fuzz.h"

#include <stdlib.h>

struct output {
    struct fuzz_text text;
};

struct output *fuzz_output(void)
{
    struct output *output = malloc(sizeof *output);
    HOLDS(output);
    fuzz_text_begin(&output->text);
    return output;
}

char *fuzz_written(struct output *output, size_t *size)
{
    fuzz_text_end(&output->text);
    char *bytes = output->text.bytes;
    *size = output->text.size;
    free(output);
    return bytes;
}

FILE *output_stream(struct output *output)
{
    return output->text.stream;
}
