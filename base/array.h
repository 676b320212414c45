/* Arrays that grow. An array is a pointer to its elements, NULL while it is empty, and is to be freed. */
#ifndef ARRAY_H
#define ARRAY_H

#include <stdbool.h>
#include <stddef.h>

/* Makes room for one more element in `array`, which has `count` of them and has grown by this alone. Its room is a
 * power of two, so that the count says when it is full. False, with the array as it was, where memory is short. */
#define ARRAY_GROW(array, count) array_grow(&(array), (count), sizeof *(array))

/* Makes room for `needed` elements in `array`, which has room for `room`: at least twice as many as before, where they
 * are too few. False, with `array` and `room` as they were, where memory is short. */
#define ARRAY_RESERVE(array, room, needed) array_reserve(&(array), &(room), (needed), sizeof *(array))

/* What these stand for: `array` is the address of the pointer to elements of `size` bytes. */
bool array_grow(void *array, size_t count, size_t size);
bool array_reserve(void *array, size_t *room, size_t needed, size_t size);

#endif
