/* A code model whose one device is blank: ngspice shows in it where its own tables have the sizes.
 * setup/ngspice/measure.c loads it. The names are those that ngspice asks a code model for. */
#include <stddef.h>

#define EXPORTED __attribute__((visibility("default")))

enum { WORDS = 200 }; /* more than the table of any version has */

EXPORTED extern const void *blank_table[WORDS];
EXPORTED extern const size_t blank_words;
const void *blank_table[WORDS] = {"spinfield_blank"};
const size_t blank_words = WORDS;

static void *devices[] = {blank_table}, *no_types[] = {NULL};
static int one = 1, none = 0;
static const void *interface;

EXPORTED int *CMdevNum(void);
EXPORTED void **CMdevs(void);
EXPORTED int *CMudnNum(void);
EXPORTED void **CMudns(void);
EXPORTED const void **CMgetCoreItfPtr(void);

int *CMdevNum(void)
{
    return &one;
}

void **CMdevs(void)
{
    return devices;
}

int *CMudnNum(void)
{
    return &none;
}

void **CMudns(void)
{
    return no_types;
}

const void **CMgetCoreItfPtr(void)
{
    return &interface;
}
