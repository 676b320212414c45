#include "base/array.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 16 }; /* elements; a power of two */

/* Gives the array room for `room` elements. Its pointer is copied as bytes, since its type is not known here. */
static bool give_room(void *array, size_t room, size_t size)
{
    void *old, *grown;
    memcpy(&old, array, sizeof old);
    if (room > SIZE_MAX / size || !(grown = realloc(old, room * size))) {
        return false;
    }
    memcpy(array, &grown, sizeof grown);
    return true;
}

bool array_grow(void *array, size_t count, size_t size)
{
    if (count == 0) {
        return give_room(array, FIRST_ROOM, size);
    }
    bool full = count >= FIRST_ROOM && (count & (count - 1)) == 0;
    return !full || (count <= SIZE_MAX / 2 && give_room(array, 2 * count, size));
}

bool array_reserve(void *array, size_t *room, size_t needed, size_t size)
{
    if (needed <= *room) {
        return true;
    }
    size_t twice = *room <= SIZE_MAX / 2 ? 2 * *room : needed;
    size_t more = twice > needed ? twice : needed;
    more = more > FIRST_ROOM ? more : FIRST_ROOM;
    if (!give_room(array, more, size)) {
        return false;
    }
    *room = more;
    return true;
}
