/* States in text files. What is read reads back equal. */
#include "tests/fuzz/fuzz.h"
#include "netgen/readers/bits.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct diagnostic why;
    char *bits, *again;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = bits_parse(input, &bits, &why);
    if (fuzz_ended(status, bits, &why)) {
        HOLDS(*bits && strspn(bits, "01") == strlen(bits) && strlen(bits) <= size);
        struct input *copy = fuzz_input(bits, strlen(bits));
        HOLDS(copy && bits_parse(copy, &again, &why) == STATUS_OK);
        HOLDS(strcmp(again, bits) == 0);
        free(again);
        input_free(copy);
    }
    free(bits);
    input_free(input);
    return 0;
}
