#include "netgen/crossbar.h"

#include "base/input.h"
#include "base/random.h"
#include "netgen/readers/bits.h"
#include "netgen/readers/picture_read.h"

#include <stdlib.h>
#include <string.h>

const char *const crossbar_cell_names[CROSSBAR_CELLS] = {"passive", "1t1m"};
const char *const crossbar_others_names[CROSSBAR_OTHERS] = {"float", "ground"};

static bool is_picture(const struct input *input)
{
    return strncmp(input->bytes, "P1", 2) == 0 || strncmp(input->bytes, "P4", 2) == 0 ||
           strncmp(input->bytes, "\x89PNG", 4) == 0;
}

/* The bits of `input`, to be freed, and how many columns they have; 0 where nothing says it. */
static enum status read_bits(const struct input *input, char **bits, size_t *columns, struct diagnostic *diagnostic)
{
    *columns = 0;
    if (!is_picture(input)) {
        return bits_parse(input, bits, diagnostic);
    }
    struct picture *picture;
    enum status status = picture_parse(input, &picture, diagnostic);
    if (status == STATUS_OK) {
        *columns = picture->width;
        *bits = picture->bits;
        picture->bits = NULL;
        picture_free(picture);
    }
    return status;
}

enum status crossbar_store(struct crossbar *crossbar, const struct input *input, struct diagnostic *diagnostic)
{
    size_t columns, n = 1;
    char *bits = NULL;
    enum status status = read_bits(input, &bits, &columns, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const size_t count = strlen(bits);
    while (n * n < count && n <= CROSSBAR_GREATEST) {
        n++;
    }
    if (n > CROSSBAR_GREATEST) {
        status = fail_at(diagnostic, input->path, 0, "%zu bits; expected at most %d rows of %d", count,
                         CROSSBAR_GREATEST, CROSSBAR_GREATEST);
    } else if (n * n != count || (columns > 0 && columns != n)) {
        status =
            fail_at(diagnostic, input->path, 0, "%zu bit%s%s; expected as many rows as columns", count,
                    count == 1 ? "" : "s", columns > 0 ? " of a picture that is not square" : ", which fill no square");
    }
    if (status == STATUS_OK) {
        free(crossbar->bits);
        crossbar->n = n;
        crossbar->bits = bits;
    } else {
        free(bits);
    }
    return status;
}

/* Room for the bits of n rows. */
static enum status make_room(struct crossbar *crossbar, struct diagnostic *diagnostic)
{
    const size_t cells = crossbar->n * crossbar->n;
    free(crossbar->bits);
    crossbar->bits = calloc(cells + 1, 1);
    return crossbar->bits ? STATUS_OK : fail_memory(diagnostic);
}

enum status crossbar_store_random(struct crossbar *crossbar, unsigned long seed, struct diagnostic *diagnostic)
{
    enum status status = make_room(crossbar, diagnostic);
    const uint64_t key = hash_more(HASH_EMPTY, "crossbar", strlen("crossbar")) ^ random_mix(seed);
    for (size_t k = 0; status == STATUS_OK && k < crossbar->n * crossbar->n; k++) {
        crossbar->bits[k] = random_share(random_bits(key, k)) < 0.5 ? '0' : '1';
    }
    return status;
}

enum status crossbar_store_worst(struct crossbar *crossbar, char bit, struct diagnostic *diagnostic)
{
    enum status status = make_room(crossbar, diagnostic);
    if (status == STATUS_OK) {
        memset(crossbar->bits, bit == '1' ? '0' : '1', crossbar->n * crossbar->n);
        crossbar->bits[0] = bit;
    }
    return status;
}
