/* spinfield wer. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <stdio.h>
#include <string.h>

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

/* Longer pulses and higher voltages fail less, and the trials have the numbers that the same command gave before, on
 * any number of processors. */
START_TEST(rates_fall_with_length_and_voltage)
{
    json_t *one = program_json("wer --pulse 5n,3n --volts 0.5,0.7 --trials 50 --jobs 1 --json");
    json_t *two = program_json("wer --pulse 3n,5n --volts 0.7,0.5 --trials 50 --jobs 2 --json");
    ck_assert(json_equal(one, two));
    const json_t *points = json_object_get(one, "points");
    ck_assert_uint_eq(json_array_size(points), 4);
    for (size_t k = 0; k < 4; k++) { /* the lower voltage first, and of each the shorter pulse */
        const json_t *point = json_array_get(points, k);
        double exact = number_of(point, "exact");
        ck_assert(exact > 0.0 && exact < 1.0);
        if (k % 2 == 1) {
            ck_assert_double_lt(exact, number_of(json_array_get(points, k - 1), "exact"));
        }
        if (k >= 2) {
            ck_assert_double_lt(exact, number_of(json_array_get(points, k - 2), "exact"));
        }
    }
    json_decref(one);
    json_decref(two);
}
END_TEST

START_TEST(table_has_a_row_for_each_point)
{
    ck_assert_int_eq(program_shell("\"$S\" wer --pulse 1n:4n:4 --volts 0.5 --trials 10 --csv t.csv && "
                                   "test $(wc -l <t.csv) = 5 && head -1 t.csv | grep -q '^volts,pulse_s,drive,exact'"),
                     0);
}
END_TEST

/* Eight trials in a byte, 1 where the junction has switched; the table has how many have not. */
START_TEST(bits_are_what_came_of_the_trials)
{
    ck_assert_int_eq(
        program_shell("\"$S\" wer --pulse 2n --volts 0.94815 --trials 80 --seed 2 --bits b --csv t.csv && "
                      "ones=$(od -An -v -tu1 b | awk '{ for (i = 1; i <= NF; i++) "
                      "for (x = $i; x > 0; x = int(x / 2)) n += x % 2 } END { print n }') && "
                      "test $(wc -c <b) = 10 && "
                      "test $((80 - ones)) = $(sed -n '2s/^\\([^,]*,\\)\\{5\\}\\([0-9]*\\),.*/\\2/p' t.csv)"),
        0);
    program_gives("wer --pulse 2n --bits b", 2, "one number each");
    program_gives("wer --pulse 2n --volts 0.9 --trials 12 --bits b", 2, "multiple of 8");
    program_refuses("wer --pulse 2n --volts 0.9 --trials 16 --bits nowhere/b", 2, "nowhere");
}
END_TEST

START_TEST(what_has_no_rate_is_one_line)
{
    program_gives("wer --pulse 0", 2, "--pulse");
    program_gives("wer --pulse ''", 2, "error: --pulse is an empty text; expected values such as 1n,2n");
    program_refuses("wer --set tcurie=400 --temp 200", 2, "at 473.15 K; expected a temperature below its tcurie");
    program_refuses("wer --temp -200 --set dtemp=-100", 2, "at -26.85 K; expected 0 K or above");
    program_gives("wer --pulse 3n:1n:4", 2, "the range is empty; expected an end above its beginning");
    program_gives("wer --pulse 1n:2n", 2, "a range needs a number of values; expected FROM:TO:COUNT");
    program_gives("wer --pulse 1n,1n", 2, "is given twice");
    program_gives("wer --pulse 1n:2n:2000", 2, "2000 numbers; expected 1 to 1000");
    program_gives("wer --volts -1", 2, "--volts");
    program_gives("wer --volts 0.5,x", 2, "--volts");
    program_refuses("wer --set nx=0.02", 2, "nx");
    program_refuses("wer --set ki=0", 2, "plane");
    program_gives("wer --set foo=1", 2, "foo");
    program_gives("wer --set rth=1e6 --set tauth=1n", 2, "rth");
    program_gives("gen crossbar -n 2 --set rth=1e6 --set tauth=1n", 2, "rth");
    program_gives("wer --transistor vto=-1", 2, "vto");
    program_gives("wer --transistor vto=1", 2, "--transistor needs --cell 1t1m");
    program_gives("wer --gate 1", 2, "--gate needs --cell 1t1m");
    program_gives("wer --set start=1", 2, "--from ap");
    program_gives("wer --set start=1 --from p", 2, "--from ap");
    program_gives("wer --set noise=3", 2, "--seed");
    program_gives("wer --set theta0=0.1", 2, "theta0");
    program_gives("wer --set mtol=1e-4", 2, "would change nothing");
    program_gives("wer --set dcos=1", 2, "would change nothing");
    program_gives("wer --set follow=1", 2, "would change nothing");
    program_gives("wer --set mean=1", 2, "would change nothing");
    program_gives("wer --set diameter=5n", 2, "is 0.83 kT");
    program_gives("gen ice --set mtol=1e-6 -n 2x2", 2, "would change nothing");
    program_gives("gen stdp --set delta=10", 2, "--p-half of at least 0.048, or a greater barrier");
    program_gives("gen stdp --passages 1", 0, "1 bar in");
    program_gives("gen telegraph --set delta=60", 0, "parallel share  1 in all strings");
    ck_assert_int_eq(program_shell("\"$S\" gen telegraph --bias 12 2>&1 | grep -q 'up to 12.0 V is on a junction'"), 0);
    program_gives("wer --from up", 2, "p or ap");
    program_gives("wer --temp -300", 2, "--temp");
    program_refuses("wer --csv nowhere/t.csv", 2, "nowhere");
}
END_TEST

/* Where no voltage switches the junction there is no V/Vc; a spin valve has that of its resistance at V. */
START_TEST(critical_voltage_is_right_or_absent)
{
    const char held[] = "wer --pulse 2n --volts 0.8 --set xi=1e-12 --trials 0";
    char command[120];
    program_gives(held, 0, "no voltage up to 100 V switches the junction");
    snprintf(command, sizeof command, "%s --json", held);
    json_t *none = program_json(command);
    ck_assert(json_is_null(json_object_get(none, "critical_v")));
    ck_assert(json_is_null(json_object_get(json_array_get(json_object_get(none, "points"), 0), "drive")));
    json_decref(none);
    ck_assert_int_eq(program_shell("\"$S\" wer --pulse 2n --volts 0.8 --set xi=1e-12 --trials 0 --csv t.csv && "
                                   "sed -n 2p t.csv | grep -q '^0.8,2e-09,,'"),
                     0);
    json_t *valve = program_json("wer --from ap --set torque=2 --volts 0.35 --pulse 10n --trials 0 --json");
    ck_assert_double_eq_tol(number_of(valve, "critical_v"), 0.455, 1e-3); /* I_c0 R_AP(V) */
    json_decref(valve);
}
END_TEST

/* The barrier is that of the junction's temperature, so the head says that one too. */
START_TEST(head_has_the_temperature_of_a_warmer_junction)
{
    program_gives("wer --pulse 2n --volts 0.5 --set dtemp=400 --trials 0", 0, "at 27 C, the junction at 427 C");
}
END_TEST

Suite *wer_suite(void)
{
    Suite *suite = suite_create("wer");
    TCase *tests = tcase_create("command");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, rates_fall_with_length_and_voltage);
    tcase_add_test(tests, critical_voltage_is_right_or_absent);
    tcase_add_test(tests, head_has_the_temperature_of_a_warmer_junction);
    tcase_add_test(tests, table_has_a_row_for_each_point);
    tcase_add_test(tests, bits_are_what_came_of_the_trials);
    tcase_add_test(tests, what_has_no_rate_is_one_line);
    suite_add_tcase(suite, tests);
    return suite;
}
