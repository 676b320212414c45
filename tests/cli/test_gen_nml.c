/* spinfield gen nml and gen ice: magnets that touch, vary or are beyond the model, and what is said where the lowest
 * states decide nothing, or nothing was tried. */
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

/* ---- Magnets ---- */

/* 74 nm from the middle of one to the middle of the other, across it, where half a length and half a width are 75 nm.
 */
START_TEST(magnets_that_touch_are_refused_by_name)
{
    program_input("c.mag", "a 0 0 0 input\nb 200n 0 0 free\nc 0 74n 90 output\n");
    program_refuses("gen nml c.mag", 2, "magnets a and c touch or overlap: 74.00 nm apart, they touch at 75.00 nm");
    program_input("c.mag", "a 0 0 0 input\nb 200n 0 0 free\nc 0 76n 90 output\n");
    program_gives("gen nml c.mag --trials 0 --fall 1p", 0, "lowest");
    program_refuses("gen nml majority --pitch 60n", 2, "magnets b and middle touch or overlap");
    program_refuses("gen nml chain --pitch 62n --sigma width=5%", 2, "touch or overlap");
    program_refuses("gen nml chain --pitch 59n", 2, "expected a --pitch of more than 60.00 nm");      /* their width */
    program_refuses("gen nml majority --pitch 60.5n", 2, "expected a --pitch of more than 71.43 nm"); /* 90n/2^(1/3) */
    program_refuses("gen ice -n 2x2 --pitch 108.1n", 2, "magnets 0 and 6 touch or overlap");
    program_refuses("gen ice -n 2x2 --pitch 108.1n -o deck --temp 27", 2, "a --pitch of more than 108.2 nm");
}
END_TEST

START_TEST(magnets_beyond_the_model_are_said_in_report_and_json)
{
    static const struct {
        const char *arguments, *kind, *text;
    } cases[] = {
        {"gen ice -n 1x1 --time 1n --runs 2 --pitch 520n --set length=300n --set width=290n --set thickness=30n",
         "vortex", "has a vortex, not one domain"},
        {"gen ice -n 1x1 --time 1n --runs 2 --pitch 320n --set length=220n --set width=80n --set thickness=25n",
         "reversal", "does not turn as a whole"},
        {"gen ice -n 1x1 --time 1n --runs 2 --set nx=0.02 --set ny=0.05 --set nz=0.8", "factors",
         "nx + ny + nz = 0.87"},
        {"gen ice -n 1x1 --time 1u --runs 2 --temp 27 --set thickness=0.8n", "two_states", "hardly has two states"},
        {"gen ice -n 1x1 --time 1n --runs 2 --temp 27", "start", "averages may still be those of the start"},
        {"gen ice -n 1x1 --time 1m --runs 2 --cold 200", "thaw", "shares there are those of a moment"},
        {"gen nml chain -n 2 --fall 100p --trials 1 --set thickness=1n", "forgets", "times by heat in --rest 2.00 ns"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        char json[300];
        program_gives(cases[k].arguments, 0, cases[k].text);
        snprintf(json, sizeof json, "%s --json", cases[k].arguments);
        json_t *report = program_json(json), *warning;
        size_t index, found = 0;
        json_array_foreach(json_object_get(report, "warnings"), index, warning)
        {
            found += strcmp(json_string_value(json_object_get(warning, "kind")), cases[k].kind) == 0;
        }
        ck_assert_msg(found == 1, "%s: %zu of kind %s", cases[k].arguments, found, cases[k].kind);
        json_decref(report);
    }
    json_t *report = program_json("gen ice -n 1x1 --time 1n --runs 2 --json");
    ck_assert_uint_eq(json_array_size(json_object_get(report, "warnings")), 0);
    json_decref(report);
}
END_TEST

/* Half of the default thickness makes a fifth of the barrier. */
START_TEST(magnets_without_two_states_are_refused)
{
    program_refuses("gen ice -n 1x1 --temp 27 --set thickness=0.5n", 2, "leaves a magnet no two states");
    program_refuses("gen ice -n 1x1 --cold 300 --hot 400 --set thickness=0.5n", 2, "leaves a magnet no two states");
    program_refuses("gen nml chain --set thickness=0.5n", 2, "leaves a magnet no two states");
    program_gives("gen nml chain --set thickness=0.5n --trials 0 --fall 1n", 0, "barrier 0.6622 k_B T");
}
END_TEST

START_TEST(variation_is_reported_and_bad_ones_are_refused)
{
    json_t *report = program_json("gen ice -n 1x1 --time 1n --runs 2 --seed 4 --sigma ms=2% --sigma-angle 3 --json");
    ck_assert_double_eq_tol(json_number_value(json_object_get(json_object_get(report, "sigma"), "ms")), 0.02, 1e-15);
    ck_assert_double_eq(json_number_value(json_object_get(report, "sigma_angle_deg")), 3.0);
    ck_assert_double_eq(json_number_value(json_object_get(report, "chip_seed")), 4.0);
    json_decref(report);
    report = program_json("gen nml chain -n 2 --trials 0 --fall 1p --chip-seed 0 --sigma ms=2% --json");
    ck_assert_double_eq(json_number_value(json_object_get(report, "chip_seed")), 0.0);
    json_decref(report);
    report = program_json("gen nml chain -n 2 --trials 0 --fall 1p --json");
    ck_assert_ptr_null(json_object_get(report, "chip_seed"));
    json_decref(report);
    program_gives("gen nml chain -n 2 --trials 0 --fall 1p --sigma ms=2%", 0, "magnets vary    ms by 2 %, chip seed 1");
    program_gives("gen ice --chip-seed 5", 2, "--chip-seed needs --sigma NAME=SHARE or --sigma-angle");
    program_gives("gen ice --sigma angle=5%", 2, "expected --sigma-angle DEGREES");
    program_gives("gen ice --sigma nx=5%", 2, "parameter nx cannot vary");
    program_gives("gen ice --sigma ms=40%", 2, "sigma of ms = 0.4 is out of its limits, 0 to 1/3");
    program_gives("gen ice --sigma ms=much", 2, "--sigma ms takes a share");
    program_gives("gen nml chain --sigma-angle 20", 2, "--sigma-angle takes an angle in degrees from 0 to 15");
    program_gives("gen nml chain -n 100 --pitch 300n --sigma width=30%", 2, "as drawn: the demagnetizing factors");
}
END_TEST

/* Two magnets in a row, which are parallel either way; and one that is held. */
START_TEST(circuits_without_outputs_have_a_lowest_state_alone)
{
    static const char *const UNUSED[] = {"--csv - -q", "--csv t.csv -o t", "--fall 1n", "--trials 2",
                                         "--clock 2",  "--hold 2n",        "--rise 1n", "--rest 1n"};
    char command[80], expected[80];
    program_input("c.mag", "a 0 0 0 free\nb 100n 0 0 free\n");
    program_gives("gen nml c.mag", 0, "magnets 00, or all reversed");
    json_t *report = program_json("gen nml c.mag --json");
    ck_assert(json_is_true(json_object_get(report, "reversed_is_as_low")));
    json_decref(report);
    for (size_t i = 0; i < sizeof UNUSED / sizeof *UNUSED; i++) {
        snprintf(command, sizeof command, "gen nml c.mag %s", UNUSED[i]);
        snprintf(expected, sizeof expected, "c.mag: error: %.*s does nothing", (int)strcspn(UNUSED[i], " "), UNUSED[i]);
        program_refuses(command, 2, expected);
    }
    ck_assert_int_eq(program_shell("test ! -e t.csv && test ! -e t.cir"), 0);
    program_gives("gen nml c.mag --fall 2n -o t", 0, "all reversed");
    program_input("c.mag", "a 0 0 0 one\nb 100n 0 0 free\n");
    ck_assert_int_eq(program_shell("\"$S\" gen nml c.mag >t && grep -q 'magnets 11$' t"), 0);
    report = program_json("gen nml c.mag --json");
    ck_assert(json_is_false(json_object_get(report, "reversed_is_as_low")));
    json_decref(report);
}
END_TEST

/* 19.5 ns came out as 19.500000000000003n. */
START_TEST(times_of_a_deck_have_no_rounding_errors)
{
    program_gives("gen nml majority --trials 0 --fall 16n -o d", 0, "majority");
    ck_assert_int_eq(program_shell("grep -q 'from R to R + 1 times 19.5 ns' d.cir && "
                                   "grep -q '^.tran [0-9.]*p 156n 0 [0-9.]*p$' d.cir && ! grep '000000' d.cir"),
                     0);
}
END_TEST

/* Decks alone are not taken for networks. */
START_TEST(a_deck_alone_is_for_plain_ngspice)
{
    program_gives("gen nml chain -n 2 --trials 0 --fall 1p -o pair", 0, "pair.cir");
    ck_assert_int_eq(program_shell("\"$S\" gen ice -n 5x5 --temp 27 --time 1u --runs 1 -o ice 2>err >out && "
                                   "grep -q 'ngspice will need about .* for ice.cir' err"),
                     0);
    program_refuses("run pair", 2,
                    "pair.cir: error: a deck without a network, pair.json; expected 'ngspice -b pair.cir'");
    program_refuses("run pair.cir", 2, "pair.cir: error: a deck without a network, pair.json; expected 'ngspice -b");
    program_refuses("solve pair", 2, "a deck without a network");
}
END_TEST

/* The note comes before the work, which is not awaited. */
START_TEST(long_runs_are_foretold)
{
    ck_assert_int_eq(program_shell("\"$S\" gen nml chain -n 40 --trials 100000 --fall 100n 2>err >out & p=$!; "
                                   "while ! grep -q 'this will need about' err; do kill -0 $p || exit 1; done; "
                                   "kill $p; wait $p; test ! -s out"),
                     0);
    ck_assert_int_eq(program_shell("\"$S\" gen ice -n 3x3 --temp 300 --time 1000 2>err >out & p=$!; "
                                   "while ! grep -q 'this will need about' err; do kill -0 $p || exit 1; done; "
                                   "kill $p; wait $p; test ! -s out"),
                     0);
    ck_assert_int_eq(program_shell("\"$S\" gen ice -n 2x2 --time 1u --runs 2 2>err && ! grep -q 'will need' err"), 0);
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
    tests = tcase_create("magnets");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, magnets_that_touch_are_refused_by_name);
    tcase_add_test(tests, magnets_beyond_the_model_are_said_in_report_and_json);
    tcase_add_test(tests, magnets_without_two_states_are_refused);
    tcase_add_test(tests, variation_is_reported_and_bad_ones_are_refused);
    tcase_add_test(tests, circuits_without_outputs_have_a_lowest_state_alone);
    tcase_add_test(tests, times_of_a_deck_have_no_rounding_errors);
    tcase_add_test(tests, a_deck_alone_is_for_plain_ngspice);
    tcase_add_test(tests, long_runs_are_foretold);
    suite_add_tcase(suite, tests);
    return suite;
}
