/* NAME.json. What is read and written reads back, and then is written in the same bytes; its deck can be written. */
#include "netgen/network_file.h"
#include "netgen/deck.h"
#include "tests/fuzz/fuzz.h"
#include "netgen/network_parse.h"

#include <stdlib.h>
#include <string.h>

static char *written(const struct network *network, size_t *size)
{
    struct diagnostic why;
    struct output *output = fuzz_output();
    HOLDS(network_write(network, output, &why) == STATUS_OK);
    return fuzz_written(output, size);
}

static void check_written(const struct network *network)
{
    struct diagnostic why;
    struct network *again;
    size_t size, size_again;
    char *bytes = written(network, &size);
    struct input *input = fuzz_input(bytes, size);
    fuzz_clear(&why);
    HOLDS(network_parse(input, &again, &why) == STATUS_OK);
    char *bytes_again = written(again, &size_again);
    HOLDS(size == size_again && memcmp(bytes, bytes_again, size) == 0);
    network_free(again);
    input_free(input);
    free(bytes_again);
    free(bytes);
}

static void check_deck(const struct network *network)
{
    char *text;
    struct diagnostic why;
    enum status status = deck_text(network, DECK_COMPACT, &text, &why);
    HOLDS(status == STATUS_OK);
    HOLDS(strstr(text, "\n.end\n"));
    free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    const size_t cheap = 4; /* neurons, for a deck */
    struct diagnostic why;
    struct network *network;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = network_parse(input, &network, &why);
    if (fuzz_ended(status, network, &why)) {
        check_written(network);
        if (network->n <= cheap) {
            check_deck(network);
        }
    }
    network_free(network);
    input_free(input);
    return 0;
}
