#include "campaign/store_plan.h"

#include <string.h>

static uint64_t bits_of(double x)
{
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

bool store_value_is(const struct store_value *a, const struct store_value *b)
{
    if (a->type != b->type) {
        return false;
    }
    switch (a->type) {
    case STORE_INTEGER:
        return a->integer == b->integer;
    case STORE_REAL:
        return bits_of(a->real) == bits_of(b->real);
    case STORE_TEXT:
        return a->text && b->text && strcmp(a->text, b->text) == 0;
    case STORE_NOTHING:
        break;
    }
    return true;
}
