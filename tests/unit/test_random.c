/* Random numbers without a state, and a hash: base/random.h. */
#include "tests/suites.h"

#include "base/random.h"

#include <string.h>

START_TEST(random_bits_are_those_of_splitmix64)
{
    /* the first outputs for the state 1234567, as implementations of the generator commonly list them */
    const uint64_t right[] = {6457827717110365317u, 3203168211198807973u, 9817491932198370423u, 4593380528125082431u};
    for (uint64_t i = 0; i < 4; i++) {
        ck_assert_uint_eq(random_bits(1234567, i), right[i]);
    }
}
END_TEST

START_TEST(a_share_is_above_0_and_at_most_1)
{
    ck_assert(random_share(0) == 0x1p-54);
    ck_assert(random_share(UINT64_C(1) << 62) == 0.25 + 0x1p-54);
    ck_assert(random_share(UINT64_MAX) == 1.0); /* rounded */
}
END_TEST

START_TEST(hashes_are_those_of_fnv_1a)
{
    static const struct {
        const char *text;
        uint64_t hash;
    } CASES[] = {/* from the test vectors of the authors of FNV */
                 {"", 0xcbf29ce484222325},
                 {"a", 0xaf63dc4c8601ec8c},
                 {"foobar", 0x85944171f73967e8}};
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        ck_assert_uint_eq(hash_more(HASH_EMPTY, CASES[i].text, strlen(CASES[i].text)), CASES[i].hash);
    }
    ck_assert_uint_eq(hash_more(hash_more(HASH_EMPTY, "foo", 3), "bar", 3), CASES[2].hash);
}
END_TEST

Suite *random_suite(void)
{
    Suite *suite = suite_create("random");
    TCase *tests = tcase_create("random");
    tcase_add_test(tests, random_bits_are_those_of_splitmix64);
    tcase_add_test(tests, a_share_is_above_0_and_at_most_1);
    tcase_add_test(tests, hashes_are_those_of_fnv_1a);
    suite_add_tcase(suite, tests);
    return suite;
}
