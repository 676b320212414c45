/* spinfield gen nml: what it says where the lowest states decide nothing, or nothing was tried. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <string.h>

/* Two magnets side by side, neither of which is held: both states are as low, turned around. */
static const char FREE_PAIR[] = "a, 0, 0, 0, free\nb, 0, 80n, 0, output\n";

/* The input is across the output, which does not feel it. */
static const char CROSS[] = "a, 0, 0, 0, input\nb, 0, 100n, 90, output\n";

static const json_t *row_of(const json_t *report, const char *list, size_t row)
{
    return json_array_get(json_object_get(report, list), row);
}

START_TEST(what_is_not_decided_is_neither_right_nor_wrong)
{
    program_input("c.mag", _i == 0 ? FREE_PAIR : CROSS);
    json_t *report = program_json("gen nml c.mag --trials 2 --fall 100p --json");
    const json_t *table = json_object_get(report, "table");
    ck_assert_uint_eq(json_array_size(table), _i == 0 ? 1 : 2);
    for (size_t r = 0; r < json_array_size(table); r++) {
        ck_assert(json_is_null(json_object_get(json_array_get(table, r), "right")));
        ck_assert(json_is_null(json_object_get(json_array_get(table, r), "lowest")));
        ck_assert(json_is_null(json_array_get(json_object_get(row_of(report, "falls", 0), "wrong"), r)));
    }
    json_decref(report);
    program_gives("gen nml c.mag --trials 2 --fall 100p", 0, "the circuit does not decide");
    ck_assert_int_eq(
        program_shell("\"$S\" gen nml c.mag --trials 2 --fall 100p >t && grep -q '  -       -       .* kT .*-$' t"
                      " && ! grep -q '95 %\\| of 2$' t"
                      " && \"$S\" gen nml c.mag --trials 2 --fall 100p --csv - -q | grep -qx '1e-10,0,0,0,,,'"),
        0);
}
END_TEST

START_TEST(what_was_not_tried_has_no_errors)
{
    json_t *report = program_json("gen nml chain -n 2 --trials 0 --fall 100p --json");
    ck_assert_ptr_nonnull(json_object_get(row_of(report, "falls", 0), "quiet"));
    ck_assert_ptr_null(json_object_get(row_of(report, "falls", 0), "wrong"));
    ck_assert(json_is_true(json_object_get(row_of(report, "table", 0), "margin_proven")));
    json_decref(report);
    ck_assert_int_eq(program_shell("\"$S\" gen nml chain -n 2 --trials 0 --fall 100p --csv - | "
                                   "sed -n 2p | grep -qx '1e-10,2,[012],0,,,'"),
                     0);
}
END_TEST

START_TEST(a_clock_of_no_field_is_said)
{
    program_gives("gen nml chain -n 2 --trials 0 --fall 100p --clock 0", 0, "no clock is applied (--clock 0)");
    ck_assert_int_eq(program_shell("\"$S\" gen nml chain -n 2 --trials 0 --fall 100p | grep -q 'no clock'"), 1);
}
END_TEST

/* 100 magnets at all angles: far too many for a proof. */
START_TEST(what_is_not_proven_is_said)
{
    char text[8000];
    size_t at = 0;
    for (unsigned k = 0; k < 100; k++) {
        at += (size_t)snprintf(text + at, sizeof text - at, "m%u, %un, %un, %d, %s\n", k, k / 10 * 120, k % 10 * 120,
                               (int)(k * k * 37 % 180) - 90,
                               k == 0    ? "input"
                               : k == 99 ? "output"
                                         : "free");
    }
    program_input("c.mag", text);
    ck_assert_int_eq(program_shell("\"$S\" gen nml c.mag --trials 0 --fall 1p --rise 1p --hold 1p --rest 1p >t && "
                                   "grep -q '^  0        [01]\\*      [01]\\*      [0-9.]* kT\\*' t && "
                                   "grep -q 'found, not proven (2 of 2 rows)' t"),
                     0);
}
END_TEST

Suite *gen_nml_suite(void)
{
    Suite *suite = suite_create("gen_nml");
    TCase *tests = tcase_create("command");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, what_is_not_decided_is_neither_right_nor_wrong, 0, 2);
    tcase_add_test(tests, what_was_not_tried_has_no_errors);
    tcase_add_test(tests, a_clock_of_no_field_is_said);
    tcase_add_test(tests, what_is_not_proven_is_said);
    suite_add_tcase(suite, tests);
    return suite;
}
