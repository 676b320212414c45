#include "campaign/store_plan.h"

#include <string.h>

bool store_value_is(const struct store_value *a, const struct store_value *b)
{
    if (a->type != b->type) {
        return false;
    }
    switch (a->type) {
    case STORE_INTEGER:
        return a->integer == b->integer;
    case STORE_REAL:
        return memcmp(&a->real, &b->real, sizeof a->real) == 0;
    case STORE_TEXT:
        return a->text && b->text && strcmp(a->text, b->text) == 0;
    case STORE_NOTHING:
        break;
    }
    return true;
}
