#include "netgen/readers/npy.h"

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static const char MAGIC[] = "\x93NUMPY";
enum { MAGIC_SIZE = 6, PREAMBLE = 8, LONGEST_HEADER = 4000 };

bool npy_recognize(const struct input *input)
{
    return input->size >= MAGIC_SIZE && memcmp(input->bytes, MAGIC, MAGIC_SIZE) == 0;
}

/* A whole number of `size` bytes, up to 8. */
static uint64_t whole(const unsigned char *bytes, size_t size, bool big_endian)
{
    uint64_t value = 0;
    for (size_t i = 0; i < size; i++) {
        value = value << 8 | bytes[big_endian ? i : size - 1 - i];
    }
    return value;
}

/* What stands behind 'KEY': in the header; NULL where the key is missing. */
static const char *value_of(const char *header, const char *key)
{
    char quoted[32];
    snprintf(quoted, sizeof quoted, "'%s':", key);
    const char *at = strstr(header, quoted);
    return at ? at + strlen(quoted) + strspn(at + strlen(quoted), " ") : NULL;
}

/* How many bytes of a value, up to one of `ends`, a message shows. */
static int shown(const char *value, const char *ends)
{
    size_t length = strcspn(value, ends);
    return length < 40 ? (int)length : 40;
}

static enum status read_type(struct npy *npy, const char *type, struct diagnostic *diagnostic)
{
    static const char *const KINDS[] = {"f4", "f8", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "b1"};
    for (size_t k = 0; type && type[0] == '\'' && k < sizeof KINDS / sizeof *KINDS; k++) {
        bool order = type[1] != '\0' && strchr("<>|=", type[1]) != NULL;
        if (order && strncmp(type + 2, KINDS[k], 2) == 0 && type[4] == '\'') {
            npy->kind = KINDS[k][0];
            npy->size = (size_t)(KINDS[k][1] - '0');
            npy->big_endian = type[1] == '>';
            return STATUS_OK;
        }
    }
    return fail_at(diagnostic, npy->path, 0,
                   "the array's type is %.*s; expected real numbers, f4, f8, i1 to i8, u1 to u8 or b1",
                   type ? shown(type, ",}") : 7, type ? type : "missing");
}

static enum status read_shape(struct npy *npy, const char *shape, size_t greatest, struct diagnostic *diagnostic)
{
    unsigned long long rows = 0, columns = 0;
    int used = 0;
    bool two = shape && sscanf(shape, "(%18llu, %18llu%n", &rows, &columns, &used) == 2 && strchr(",)", shape[used]);
    if (!two || rows != columns) {
        return fail_at(diagnostic, npy->path, 0, "the array's shape is %.*s; expected a square matrix, (N, N)",
                       shape ? shown(shape, ")") + 1 : 7, shape ? shape : "missing");
    }
    if (rows < 2 || rows > greatest) {
        return fail_at(diagnostic, npy->path, 0, "matrix of %llu rows; expected 2 to %zu", rows, greatest);
    }
    npy->n = (size_t)rows;
    return STATUS_OK;
}

/* Copies the header to `header` and finds the numbers behind it; *left are the bytes that the file has for them. */
static enum status read_preamble(struct npy *npy, const struct input *input, char header[LONGEST_HEADER], size_t *left,
                                 struct diagnostic *diagnostic)
{
    const unsigned char *bytes = (const unsigned char *)input->bytes;
    size_t digits = input->size > MAGIC_SIZE && bytes[MAGIC_SIZE] == 1 ? 2 : 4;
    if (input->size < PREAMBLE + digits) {
        return fail_at(diagnostic, input->path, 0, "file ends within its header; expected a whole .npy file");
    }
    if (bytes[MAGIC_SIZE] < 1 || bytes[MAGIC_SIZE] > 3) {
        return fail_at(diagnostic, input->path, 0, ".npy format version %d; expected 1, 2 or 3", bytes[MAGIC_SIZE]);
    }
    size_t length = (size_t)whole(bytes + PREAMBLE, digits, false), start = PREAMBLE + digits;
    if (length >= LONGEST_HEADER || length > input->size - start) {
        return fail_at(diagnostic, input->path, 0, "the header has %zu bytes, and the file %zu; expected less", length,
                       input->size);
    }
    memcpy(header, bytes + start, length);
    header[length] = '\0';
    npy->bytes = bytes + start + length;
    *left = input->size - start - length;
    return STATUS_OK;
}

enum status npy_open(struct npy *npy, const struct input *input, size_t greatest, struct diagnostic *diagnostic)
{
    char header[LONGEST_HEADER];
    size_t left = 0;
    *npy = (struct npy){.path = input->path};
    enum status status = read_preamble(npy, input, header, &left, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    status = read_type(npy, value_of(header, "descr"), diagnostic);
    if (status == STATUS_OK) {
        status = read_shape(npy, value_of(header, "shape"), greatest, diagnostic);
    }
    const char *order = value_of(header, "fortran_order");
    bool known = order && (strncmp(order, "True", 4) == 0 || strncmp(order, "False", 5) == 0);
    if (status == STATUS_OK && !known) {
        status = fail_at(diagnostic, input->path, 0, "'fortran_order' is neither True nor False");
    }
    npy->by_columns = known && *order == 'T';
    if (status == STATUS_OK && left != npy->n * npy->n * npy->size) {
        status =
            fail_at(diagnostic, input->path, 0, "%zu byte%s the header; expected %zu x %zu numbers of %zu byte%s", left,
                    left == 1 ? " follows" : "s follow", npy->n, npy->n, npy->size, npy->size == 1 ? "" : "s");
    }
    return status;
}

/* The whole number of these bits; false where no double holds it exactly. */
static bool whole_value(const struct npy *npy, uint64_t bits, double *value)
{
    const uint64_t exact = UINT64_C(1) << 53;
    unsigned unused = 64 - 8 * (unsigned)npy->size;
    // NOLINTNEXTLINE(clang-analyzer-core.UndefinedBinaryOperatorResult): a number has 1 to 8 bytes, as its type said
    bool negative = npy->kind == 'i' && bits << unused >> 63;
    uint64_t size = negative ? (~(bits << unused) + 1) >> unused : bits; /* of the two's complement */
    *value = negative ? -(double)size : (double)size;
    return size <= exact;
}

enum status npy_value(const struct npy *npy, size_t row, size_t column, double *value, struct diagnostic *diagnostic)
{
    size_t at = npy->by_columns ? column * npy->n + row : row * npy->n + column;
    uint64_t bits = whole(npy->bytes + at * npy->size, npy->size, npy->big_endian);
    bool good;
    if (npy->kind != 'f') {
        good = whole_value(npy, bits, value);
    } else if (npy->size == sizeof(float)) {
        uint32_t half = (uint32_t)bits;
        float read;
        memcpy(&read, &half, sizeof read);
        *value = (double)read;
        good = isfinite(read);
    } else {
        memcpy(value, &bits, sizeof *value);
        good = isfinite(*value);
    }
    return good ? STATUS_OK
                : fail_at(diagnostic, npy->path, 0,
                          "row %zu, column %zu, from 0, is %g; expected a finite number that a double holds", row,
                          column, *value);
}
