/* The deck of an array of junctions: what ngspice measures of each cell is what the program computes. */
#include "tests/suites.h"

#include "base/input.h"
#include "models/device.h"
#include "netgen/crossbar.h"
#include "solver/crossbar_reads.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static char *deck_of(const struct crossbar *array)
{
    char *text = NULL;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    crossbar_write_deck(array, out);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* ngspice's reltol of 1e-3 is a bound of each iteration; what remains is far less. The magnets are at 1e-3 rad at the
 * start, which is 2.5e-7 of the current. */
static const double CLOSE = 1e-5;

START_TEST(ngspice_reads_the_same_currents)
{
    static const struct {
        enum crossbar_cell cell;
        enum crossbar_others others;
        double warmer; /* K above 27 C */
        double line;   /* Ohm */
    } kinds[] = {
        {CROSSBAR_PASSIVE, CROSSBAR_FLOATING, 0.0, 0.0},      {CROSSBAR_PASSIVE, CROSSBAR_GROUNDED, 0.0, 0.0},
        {CROSSBAR_TRANSISTOR, CROSSBAR_FLOATING, 0.0, 0.0},   {CROSSBAR_PASSIVE, CROSSBAR_FLOATING, 60.0, 0.0},
        {CROSSBAR_PASSIVE, CROSSBAR_FLOATING, 0.0, 300.0},    {CROSSBAR_PASSIVE, CROSSBAR_GROUNDED, 0.0, 300.0},
        {CROSSBAR_TRANSISTOR, CROSSBAR_FLOATING, 0.0, 300.0},
    };
    struct crossbar array = {
        .n = 5, .cell = kinds[_i].cell, .others = kinds[_i].others, .line = kinds[_i].line, .read = 0.15, .gate = 1.1};
    struct crossbar_reads reads;
    struct diagnostic why;
    device_reset(device_find("mtj"), &array.junction);
    device_reset(device_find("generic_mosfet"), &array.transistor);
    array.junction.rp = 5e3;
    array.junction.pbloch = 5e-5;
    array.junction.dtemp = kinds[_i].warmer;
    array.transistor.width = 300e-9;
    expect_ok(crossbar_store_random(&array, 7, &why), &why);
    expect_ok(crossbar_read(&array, &reads, &why), &why);
    char *deck = deck_of(&array), *printed = simulate_plainly(deck, NULL);
    for (size_t k = 0; k < array.n * array.n; k++) {
        char name[48];
        snprintf(name, sizeof name, "i_%zu_%zu", k / array.n, k % array.n);
        expect_close(simulate_measured(printed, name), reads.current[k], CLOSE);
    }
    free(printed);
    free(deck);
    crossbar_reads_clear(&reads);
    free(array.bits);
}
END_TEST

/* examples/sneak-paths.cir, unchanged: G_P + s G_AP of a 1 among 0, and G_AP + s G_P of a 0 among 1, with s = (N -
 * 1)^2/(2 N
 * - 1), by hand for 0.1 V, 6 kOhm and 21.43 kOhm. A read of three rows is right, one of four is not. */
START_TEST(example_reads_three_rows_and_not_four)
{
    static const char *const name[] = {"alone", "three", "four"};
    char *printed = simulate_file("examples/sneak-paths.cir");
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s", printed);
    for (int k = 0; k < 3; k++) {
        const double s[] = {0.0, 4.0 / 5.0, 9.0 / 7.0}, parallel = 0.1 / 6e3, antiparallel = 0.1 / 21.43e3;
        char one[16], zero[16];
        snprintf(one, sizeof one, "%s_one", name[k]);
        snprintf(zero, sizeof zero, "%s_zero", name[k]);
        const double current[] = {simulate_measured(printed, one), simulate_measured(printed, zero)};
        expect_close(current[0], parallel + s[k] * antiparallel, CLOSE);
        expect_close(current[1], antiparallel + s[k] * parallel, CLOSE);
        ck_assert_int_eq(current[0] > current[1], k < 2);
    }
    free(printed);
}
END_TEST

START_TEST(command_writes_the_deck_and_says_what_is_read_right)
{
    program_gives("gen crossbar -n 4 --set vhalf=0 -o memory", 0, "no reference reads them all");
    program_gives("gen crossbar -n 3 --set vhalf=0 -o memory", 0, "a reference in between");
    program_gives("gen crossbar -n 16 --cell 1t1m -o memory", 0, "0 of 256");
    program_gives("gen crossbar -n 2 --line 20 -o memory", 0, "lines of 20.00 Ohm a segment");
    program_gives("gen crossbar -n 2 --line 20 --others ground -o memory", 0, "other lines grounded, lines of");
    program_input("data", "01\n10\n");
    json_t *json = program_json("gen crossbar --data data --others ground -o memory --json");
    ck_assert_str_eq(json_string_value(json_object_get(json, "data")), "0110");
    ck_assert_int_eq(json_integer_value(json_object_get(json, "wrong_reads")), 0);
    ck_assert_uint_eq(json_array_size(json_object_get(json, "current_a")), 4);
    json_decref(json);
}
END_TEST

START_TEST(what_cannot_be_read_is_one_line)
{
    program_input("six", "010101\n");
    program_input("letters", "01\n1x\n");
    program_refuses("gen crossbar --data six -o memory", 2, "expected as many rows as columns");
    program_refuses("gen crossbar --data letters -o memory", 2, "letters:2: error");
    program_refuses("gen crossbar --data none -o memory", 2, "none");
    program_gives("gen crossbar -n 4 -o memory --set rap=1", 2, "rap");
    program_refuses("gen crossbar -n 4 -o nowhere/memory", 2, "nowhere");
    program_gives("gen crossbar -n 4 -o memory --line -1", 2, "--line takes a resistance from 0");
    program_refuses("gen crossbar -n 4 -o memory --line 1e-12", 2, "of a line, differ too much");
    program_refuses("gen crossbar -n 2 -o memory --set ptilt=1.57", 2, "ptilt");
    program_gives("gen crossbar -n 2 -o memory --set pbloch=1e-4 --set dtemp=500", 2, "pbloch");
}
END_TEST

/* In a layer with its easy axis along x the pinned layer is along x as well. */
#define IN_PLANE                                                                                                       \
    "gen crossbar -n 2 -o memory --set ptilt=1.570796 --set ki=0 --set nx=0.02 --set ny=0.05 --set nz=0.93 "           \
    "--set tfree=2n"

START_TEST(junctions_in_plane_are_read)
{
    program_gives(IN_PLANE, 0, "a reference in between");
}
END_TEST

START_TEST(options_without_effect_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } bad[] = {{"--gate 1", "--gate needs --cell 1t1m"},
               {"--transistor width=1u", "--transistor needs --cell 1t1m"},
               {"--cell 1t1m --others ground", "--others ground"},
               {"--store worst0 --seed 2", "--seed"},
               {"--data data --seed 2", "--seed"},
               {"--set start=1", "--store"}};
    program_input("data", "01\n10\n");
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen crossbar -n 2 -o memory %s", bad[k].arguments);
        program_gives(arguments, 2, bad[k].message);
    }
}
END_TEST

START_TEST(read_that_writes_has_a_note)
{
    static const struct {
        const char *arguments;
        bool writes; /* the critical voltage is 261 mV; a transistor takes 60 mV of 300 mV */
    } reads[] = {{"--read 0.25", false}, {"--read 0.27", true}, {"--read 0.27 --cell 1t1m --gate 0.8", false}};
    struct outcome in_plane = program_run(IN_PLANE " --read 1.4");
    ck_assert_ptr_nonnull(strstr(in_plane.err, "above the critical voltage of 1.269 V"));
    outcome_free(&in_plane);
    for (size_t k = 0; k < sizeof reads / sizeof *reads; k++) {
        char arguments[200];
        snprintf(arguments, sizeof arguments, "gen crossbar -n 2 -o memory %s", reads[k].arguments);
        struct outcome outcome = program_run(arguments);
        ck_assert_int_eq(outcome.code, 0);
        ck_assert_int_eq(strstr(outcome.err, "above the critical voltage of 260.8 mV") != NULL, reads[k].writes);
        outcome_free(&outcome);
    }
}
END_TEST

Suite *crossbar_deck_suite(void)
{
    Suite *suite = suite_create("crossbar_deck");
    TCase *tests = tcase_create("reads");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, ngspice_reads_the_same_currents, 0, 7);
    tcase_add_test(tests, example_reads_three_rows_and_not_four);
    tcase_add_test(tests, command_writes_the_deck_and_says_what_is_read_right);
    tcase_add_test(tests, what_cannot_be_read_is_one_line);
    tcase_add_test(tests, junctions_in_plane_are_read);
    tcase_add_test(tests, options_without_effect_are_refused);
    tcase_add_test(tests, read_that_writes_has_a_note);
    suite_add_tcase(suite, tests);
    return suite;
}
