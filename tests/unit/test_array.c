/* Arrays that grow, and what descriptors give: base/array.h, base/descriptor.h. */
#include "tests/suites.h"

#include "base/array.h"
#include "base/descriptor.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

START_TEST(elements_are_kept_as_an_array_grows)
{
    int *array = NULL;
    for (int i = 0; i < 1000; i++) {
        ck_assert(ARRAY_GROW(array, (size_t)i));
        array[i] = i;
    }
    for (int i = 0; i < 1000; i++) {
        ck_assert_int_eq(array[i], i);
    }
    free(array);
}
END_TEST

START_TEST(room_is_at_least_doubled)
{
    double *array = NULL;
    size_t room = 0;
    ck_assert(ARRAY_RESERVE(array, room, 1));
    ck_assert_uint_ge(room, 1);
    size_t before = room;
    array[before - 1] = 0.5;
    ck_assert(ARRAY_RESERVE(array, room, before)); /* as it is */
    ck_assert_uint_eq(room, before);
    ck_assert(ARRAY_RESERVE(array, room, before + 1));
    ck_assert_uint_ge(room, 2 * before);
    ck_assert(ARRAY_RESERVE(array, room, 1000));
    ck_assert_uint_ge(room, 1000);
    ck_assert(array[before - 1] == 0.5);
    free(array);
}
END_TEST

/* The bytes would overflow, or the count itself. */
START_TEST(an_array_that_is_too_large_stays_as_it_was)
{
    double element = 0.5, *array = &element; /* which nobody may free */
    const size_t half = SIZE_MAX / 2 + 1;    /* a power of two: full */
    size_t room = 1;
    ck_assert(!ARRAY_GROW(array, half));
    ck_assert(!ARRAY_GROW(array, half / 8));
    ck_assert(!ARRAY_RESERVE(array, room, SIZE_MAX));
    ck_assert(!ARRAY_RESERVE(array, room, SIZE_MAX / sizeof element + 1));
    ck_assert_ptr_eq(array, &element);
    ck_assert_uint_eq(room, 1);
}
END_TEST

START_TEST(a_text_in_memory_is_read_back_whole)
{
    char *bytes, text[70000]; /* more than is read at once */
    size_t size;
    memset(text, 'x', sizeof text - 1);
    text[sizeof text - 1] = '\0';
    int file = descriptor_of_text("text", text);
    ck_assert_int_ge(file, 0);
    ck_assert(descriptor_read_all(file, sizeof text, &bytes, &size));
    ck_assert_uint_eq(size, sizeof text - 1);
    ck_assert_str_eq(bytes, text);
    free(bytes);
    ck_assert(descriptor_read_all(file, 0, &bytes, &size)); /* at its end there is nothing more */
    ck_assert_uint_eq(size, 0);
    ck_assert_str_eq(bytes, "");
    free(bytes);
    close(file);
}
END_TEST

START_TEST(what_cannot_be_read_leaves_nothing_to_free)
{
    char *bytes;
    size_t size;
    int file = descriptor_of_text("text", "12345");
    errno = 0;
    ck_assert(!descriptor_read_all(file, 4, &bytes, &size));
    ck_assert_int_eq(errno, EFBIG);
    ck_assert_ptr_null(bytes);
    close(file);
    errno = 0;
    ck_assert(!descriptor_read_all(-1, 4, &bytes, &size));
    ck_assert_int_eq(errno, EBADF);
    ck_assert_ptr_null(bytes);
}
END_TEST

Suite *array_suite(void)
{
    Suite *suite = suite_create("array");
    TCase *tests = tcase_create("array");
    tcase_add_test(tests, elements_are_kept_as_an_array_grows);
    tcase_add_test(tests, room_is_at_least_doubled);
    tcase_add_test(tests, an_array_that_is_too_large_stays_as_it_was);
    tcase_add_test(tests, a_text_in_memory_is_read_back_whole);
    tcase_add_test(tests, what_cannot_be_read_leaves_nothing_to_free);
    suite_add_tcase(suite, tests);
    return suite;
}
