/* Trials of writing a memory cell in ngspice, against the Fokker-Planck equation and the solver's trials. */
#include "tests/suites.h"

#include "campaign/write_trials.h"
#include "models/device.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdlib.h>

enum { LENGTHS = 3, TRIALS = 200, SEED = 11 };

static struct write_pulses pulses_of(double volts, double start, bool has_transistor, const double *length)
{
    struct write_pulses pulses = {.volts = volts, .kelvin = 300.15, .count = LENGTHS, .length = length};
    pulses.cell.gate = 1.5;
    pulses.cell.has_transistor = has_transistor;
    device_reset(device_find("mtj"), &pulses.cell.junction);
    device_reset(device_find("generic_mosfet"), &pulses.cell.transistor);
    pulses.cell.junction.start = start;
    return pulses;
}

static void run_trials(const struct write_pulses *pulses, size_t workers, size_t failed[LENGTHS])
{
    const struct spice_job job = simulate_job(NULL, 0.0);
    struct diagnostic why;
    expect_ok(write_trials_run(pulses, &(struct write_trials){TRIALS, SEED, NULL}, &job, workers, failed, &why), &why);
}

/* A number of failures is binomial with the chance of the Fokker-Planck equation. Of the 8 numbers in this file none
 * is more than 6 standard deviations and one off: a false alarm has a probability below 1e-7. */
static void expect_failures(double failed, double trials, double chance)
{
    double right = trials * chance;
    ck_assert_double_eq_tol(failed, right, 6.0 * sqrt(right * (1.0 - chance)) + 1.0);
}

START_TEST(cells_in_ngspice_fail_as_often_as_the_density_says)
{
    static const double length[2][LENGTHS] = {{3e-9, 4e-9, 5e-9}, {2.5e-9, 3.5e-9, 5e-9}};
    const struct write_pulses pulses = pulses_of(0.8, _i, true, length[_i]);
    double chance[LENGTHS];
    size_t failed[LENGTHS];
    write_errors_exact(&pulses, chance);
    ck_assert(chance[0] > 0.3 && chance[LENGTHS - 1] < 0.2);
    run_trials(&pulses, 1, failed);
    for (int k = 0; k < LENGTHS; k++) {
        expect_failures((double)failed[k], TRIALS, chance[k]);
    }
}
END_TEST

/* A junction at a source has the same path in both. The pulse's edge of 2 ps changes what one near the barrier's top
 * does: in 1 ps the cosine of such a junction moves by less than 0.002, of a range of 2, and few are there. */
START_TEST(junction_has_the_path_of_the_solver)
{
    static const double length[LENGTHS] = {3e-9, 4e-9, 5e-9};
    struct write_pulses pulses = pulses_of(0.68, 0.0, false, length), warm;
    size_t failed[LENGTHS], solved[LENGTHS];
    char text[300];
    struct diagnostic why;
    pulses.kelvin = 350.0;
    pulses.cell.junction.tcurie = 1100.0;
    warm = pulses;
    ck_assert(mtj_apply_temperature(&warm.cell.junction, warm.kelvin, text, sizeof text));
    expect_ok(write_errors_tried(&warm, &(struct write_trials){TRIALS, SEED, NULL}, NULL, solved, &why), &why);
    run_trials(&pulses, 2, failed);
    for (int k = 0; k < LENGTHS; k++) {
        ck_assert_double_eq_tol((double)failed[k], (double)solved[k], 1.5);
        ck_assert_uint_gt(failed[k], 5);
        ck_assert_uint_lt(failed[k], TRIALS - 5);
    }
}
END_TEST

START_TEST(example_fails_as_often_as_the_density_says)
{
    static const double length[LENGTHS] = {5e-9, 6e-9, 7e-9};
    const struct write_pulses pulses = pulses_of(0.8, 0.0, true, length);
    double chance[LENGTHS];
    write_errors_exact(&pulses, chance);
    char *printed = simulate_file("examples/write-error.cir");
    expect_failures(simulate_measured(printed, "failed"), 1000.0, chance[0]);
    free(printed);
}
END_TEST

/* The bit line of a cell whose junction has the cosine `cosine`, at `volts` behind the load. */
static double bit_line(const struct memory_cell *cell, double volts, double cosine)
{
    double ignored, slope, v = memory_cell_voltage(cell, volts, cosine);
    return volts - cell->series * mtj_current(&cell->junction, cosine, v, &ignored, &slope);
}

/* The square of the angle of a free layer in its well has an exponential distribution with the mean 1/Delta; it is more
 * than 14 times that once in a million. Then 1 - |cosine| is 0.085, which changes an antiparallel junction by 11 %, and
 * its bit line, behind 12 kOhm, by 4 %. */
START_TEST(amplifier_reads_both_states_and_flips_as_the_density_says)
{
    static const double length[LENGTHS] = {4e-9, 5e-9, 6e-9};
    struct write_pulses pulses = pulses_of(1.0, 1.0, true, length);
    struct memory_cell *cell = &pulses.cell;
    double kept[LENGTHS];
    cell->gate = 1.2;
    cell->series = 12e3;
    write_errors_exact(&pulses, kept);
    char *printed = simulate_file("examples/sense-amplifier.cir");
    expect_close(simulate_measured(printed, "bit_1"), bit_line(cell, 0.2, 1.0), 0.04);
    expect_close(simulate_measured(printed, "bit_0"), bit_line(cell, 0.2, -1.0), 0.04);
    ck_assert_double_eq_tol(simulate_measured(printed, "read_1"), 1.2, 0.01);
    ck_assert_double_eq_tol(simulate_measured(printed, "read_0"), 0.0, 0.01);
    expect_failures(simulate_measured(printed, "flipped"), 200.0, 1.0 - kept[0]);
    free(printed);
}
END_TEST

START_TEST(command_runs_its_trials_in_ngspice)
{
    json_t *json = program_json("wer --engine ngspice --pulse 20p,6n --volts 0.5 --trials 3 --jobs 1 --json");
    const json_t *points = json_object_get(json, "points");
    ck_assert_str_eq(json_string_value(json_object_get(json, "engine")), "ngspice");
    ck_assert_uint_eq(json_array_size(points), 2);
    ck_assert_int_eq(json_integer_value(json_object_get(json_array_get(points, 0), "failed")), 3);
    json_decref(json);
    program_gives("wer --engine ngspice --trials 0", 2, "--trials 0");
    program_gives("wer --engine ngspice --pulse 1p,1n", 2, "--pulse 1e-12");
    program_gives("wer --series -1", 2, "--series");
    program_gives("wer --engine spice", 2, "solver or ngspice");
}
END_TEST

Suite *write_trials_suite(void)
{
    Suite *suite = suite_create("write_trials");
    TCase *tests = tcase_create("cells");
    tcase_set_timeout(tests, 600);
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, cells_in_ngspice_fail_as_often_as_the_density_says, 0, 2);
    tcase_add_test(tests, junction_has_the_path_of_the_solver);
    tcase_add_test(tests, example_fails_as_often_as_the_density_says);
    tcase_add_test(tests, amplifier_reads_both_states_and_flips_as_the_density_says);
    tcase_add_test(tests, command_runs_its_trials_in_ngspice);
    suite_add_tcase(suite, tests);
    return suite;
}
