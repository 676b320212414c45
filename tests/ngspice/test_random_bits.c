/* Random bits from pulses that switch a junction in half of the cases: the same in ngspice as in the trials of
 * `spinfield wer`. Seeds are fixed. tests/cli/random_bits.sh gives more bits to a battery of tests. */
#include "tests/suites.h"

#include "models/device.h"
#include "solver/write_errors.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEVICES = 40, JUNCTIONS = 8, CYCLES = 20 };

static const double VOLTS = 0.94815, PULSE = 2e-9;

static struct write_pulses half_pulse(void)
{
    struct write_pulses pulses = {.volts = VOLTS, .kelvin = 300.15, .count = 1, .length = &PULSE};
    device_reset(device_find("mtj"), &pulses.cell.junction);
    device_reset(device_find("generic_mosfet"), &pulses.cell.transistor);
    return pulses;
}

/* The pulse begins with the run, as in a trial. */
START_TEST(ngspice_gives_the_bits_of_the_trials)
{
    const struct write_pulses pulses = half_pulse();
    char kept[DEVICES], *deck = NULL;
    size_t size, failed;
    struct diagnostic why;
    expect_ok(write_errors_tried(&pulses, &(struct write_trials){DEVICES, 3, kept}, NULL, &failed, &why), &why);
    ck_assert(failed > DEVICES / 4 && failed < 3 * DEVICES / 4);
    FILE *out = open_memstream(&deck, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "* bits\n.model j mtj(noise=3 dcos=2)\nv1 a 0 pwl(0 %g 2n %g 2.0001n 0)\n", -VOLTS, -VOLTS);
    for (int k = 0; k < DEVICES; k++) {
        fprintf(out, "a_%d %%gd(a 0) null null j\n.save @a_%d[mz]\n", k, k);
    }
    fputs(".tran 10p 12n 0 100p\n.end\n", out);
    ck_assert_int_eq(fclose(out), 0);
    struct table *table = simulate_deck(deck);
    for (int k = 0; k < DEVICES; k++) {
        char column[40];
        snprintf(column, sizeof column, "@a_%d[mz]", k);
        double z = simulate_at(table, table->rows - 1, column);
        ck_assert_double_gt(fabs(z), 0.5);
        ck_assert_msg((z > 0.0) == (kept[k] == 1), "junction %d: m_z = %g in ngspice", k, z);
    }
    table_free(table);
    free(deck);
}
END_TEST

/* The example as it is printed, and the bits of its junctions: a share of ones of 1/2 and as many pairs of equal bits
 * as of different ones, from cycle to cycle and from junction to junction, within 5.5 standard deviations of the
 * binomial distribution: a false alarm in 2.6e7 seeds each. 37 ns after a pulse, 19 tau_D, a junction is between m_z =
 * -0.5 and 0.5 with a probability of exp(-19), at a density of 1 at the end of the pulse: one of 160 in 1.1 million
 * seeds. */
START_TEST(example_gives_bits_that_are_not_correlated)
{
    char *printed = simulate_file("examples/random-bits.cir");
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "%s", printed);
    for (int k = 1; k <= 3; k++) {
        char name[20];
        snprintf(name, sizeof name, "read_%d", k);
        /* 50 mV on 8 junctions, of which n are antiparallel: R_AP is 21.43 kOhm, less 0.44 % at 50 mV. m_z is 0.99 */
        double ones = (8.0 * 50e-3 / 6e3 + simulate_measured(printed, name)) / (50e-3 / 6e3 - 50e-3 / 21.34e3);
        ck_assert_double_eq_tol(ones, round(ones), 0.3);
    }
    free(printed);
    char *text, *library = simulate_include("mtj.lib");
    FILE *file = fopen("examples/random-bits.cir", "r");
    ck_assert_ptr_nonnull(file);
    ck_assert_int_ge(asprintf(&text, "* bits\n%s", library), 0);
    free(library);
    char line[300];
    for (int number = 0; fgets(line, sizeof line, file); number++) { /* without title, library and measurements */
        if (number > 0 && strncmp(line, ".include", 8) != 0 && strncmp(line, ".meas", 5) != 0) {
            char *longer;
            ck_assert_int_ge(asprintf(&longer, "%s%s", text, line), 0);
            free(text);
            text = longer;
        }
    }
    fclose(file);
    struct table *table = simulate_deck(text);
    int bit[CYCLES][JUNCTIONS], ones = 0, in_time = 0, in_space = 0;
    size_t row = 0;
    for (int cycle = 0; cycle < CYCLES; cycle++) {
        while (simulate_at(table, row, "time") < (57.0 + 60.0 * cycle) * 1e-9) {
            row++;
        }
        for (int k = 0; k < JUNCTIONS; k++) {
            char column[40];
            snprintf(column, sizeof column, "@a.x%d.amtj[mz]", k + 1);
            double z = simulate_at(table, row, column);
            ck_assert_double_gt(fabs(z), 0.5);
            bit[cycle][k] = z < 0.0;
            ones += bit[cycle][k];
            in_time += cycle > 0 && bit[cycle][k] == bit[cycle - 1][k];
            in_space += k > 0 && bit[cycle][k] == bit[cycle][k - 1];
        }
    }
    const int bits = CYCLES * JUNCTIONS, pairs[] = {bits - JUNCTIONS, bits - CYCLES};
    ck_assert_double_eq_tol(ones, 0.5 * bits, 2.75 * sqrt(bits));
    ck_assert_double_eq_tol(in_time, 0.5 * pairs[0], 2.75 * sqrt(pairs[0]));
    ck_assert_double_eq_tol(in_space, 0.5 * pairs[1], 2.75 * sqrt(pairs[1]));
    table_free(table);
    free(text);
}
END_TEST

Suite *random_bits_suite(void)
{
    Suite *suite = suite_create("random_bits");
    TCase *tests = tcase_create("bits");
    tcase_set_timeout(tests, 600);
    tcase_add_test(tests, ngspice_gives_the_bits_of_the_trials);
    tcase_add_test(tests, example_gives_bits_that_are_not_correlated);
    suite_add_tcase(suite, tests);
    return suite;
}
