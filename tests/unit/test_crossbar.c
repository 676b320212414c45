/* Arrays of junctions: what a read of one cell sees of all others. */
#include "tests/suites.h"

#include "base/input.h"
#include "models/device.h"
#include "solver/crossbar_reads.h"
#include "tests/support/expect.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A passive array with a TMR of 257 %, whose junctions do not depend on the voltage. */
static struct crossbar array_of(size_t n)
{
    struct crossbar array = {.n = n, .read = 0.1, .gate = 1.2};
    device_reset(device_find("mtj"), &array.junction);
    array.junction.rap = 3.57 * array.junction.rp;
    array.junction.vhalf = 0.0;
    device_reset(device_find("generic_mosfet"), &array.transistor);
    return array;
}

static struct crossbar_reads read_all(const struct crossbar *array)
{
    struct crossbar_reads reads;
    struct diagnostic why;
    expect_ok(crossbar_read(array, &reads, &why), &why);
    return reads;
}

/* The first cell against all others of the other kind: what it conducts itself and s times what each of the others
 * does, s = (n - 1)^2/(2 n - 1): n - 1 of them lead from its row to n - 1 columns, (n - 1)^2 from these to n - 1 rows,
 * and n - 1 back. Eq. (X1). */
START_TEST(sneak_paths_are_those_of_the_closed_form)
{
    struct diagnostic why;
    for (size_t n = 1; n <= 20; n++) {
        for (int on = 0; on < 2; on++) {
            struct crossbar array = array_of(n);
            expect_ok(crossbar_store_worst(&array, on ? '1' : '0', &why), &why);
            struct crossbar_reads reads = read_all(&array);
            double s = (double)((n - 1) * (n - 1)) / (double)(2 * n - 1);
            double own = 1.0 / (on ? array.junction.rp : array.junction.rap),
                   others = 1.0 / (on ? array.junction.rap : array.junction.rp);
            expect_close(reads.current[0], array.read * (own + s * others), 1e-10);
            expect_close(on ? reads.worst_on : reads.worst_off, reads.current[0], 1e-12);
            crossbar_reads_clear(&reads);
            free(array.bits);
        }
    }
}
END_TEST

/* Among parallel cells a parallel one conducts (1 + s)/(R_P/R_AP + s) times what an antiparallel one does: by hand for
 * a TMR of 257 %, 4.6 % are left of it in 32 rows. */
START_TEST(sneak_paths_leave_little_of_the_tmr)
{
    static const double right[][2] = {{2, 2.17}, {4, 1.46}, {8, 1.203}, {16, 1.096}, {32, 1.046}};
    struct diagnostic why;
    for (size_t k = 0; k < sizeof right / sizeof *right; k++) {
        const size_t n = (size_t)right[k][0];
        double current[2];
        for (int on = 0; on < 2; on++) {
            struct crossbar array = array_of(n);
            expect_ok(crossbar_store_worst(&array, '0', &why), &why);
            array.bits[0] = on ? '1' : '0';
            struct crossbar_reads reads = read_all(&array);
            current[on] = reads.current[0];
            crossbar_reads_clear(&reads);
            free(array.bits);
        }
        expect_close(current[1] / current[0], right[k][1], 3e-3); /* printed digits */
    }
}
END_TEST

/* In the worst case a parallel cell conducts less than an antiparallel one from n = 4 on, whatever the TMR: so no
 * reference reads both, and 3 rows can be read. */
START_TEST(four_rows_cannot_be_read_whatever_the_tmr)
{
    static const double ratios[] = {1.01, 1.5, 3.57, 100.0};
    struct diagnostic why;
    for (size_t k = 0; k < sizeof ratios / sizeof *ratios; k++) {
        for (size_t n = 2; n <= 8; n++) {
            double current[2];
            for (int on = 0; on < 2; on++) {
                struct crossbar array = array_of(n);
                array.junction.rap = array.junction.rp * ratios[k];
                expect_ok(crossbar_store_worst(&array, on ? '1' : '0', &why), &why);
                struct crossbar_reads reads = read_all(&array);
                current[on] = reads.current[0];
                crossbar_reads_clear(&reads);
                free(array.bits);
            }
            ck_assert_int_eq(current[1] > current[0], n < 4);
        }
    }
}
END_TEST

/* Cells with transistors, and passive ones with grounded lines, conduct as if they were alone. */
START_TEST(transistors_and_grounded_lines_stop_sneak_paths)
{
    struct diagnostic why;
    for (int grounded = 0; grounded < 2; grounded++) {
        struct crossbar array = array_of(16);
        array.cell = grounded ? CROSSBAR_PASSIVE : CROSSBAR_TRANSISTOR;
        array.others = CROSSBAR_GROUNDED;
        array.junction.vhalf = 0.65;
        expect_ok(crossbar_store_random(&array, 3, &why), &why);
        struct crossbar_reads reads = read_all(&array);
        ck_assert_uint_eq(reads.wrong, 0);
        ck_assert_uint_eq(reads.best_wrong, 0);
        ck_assert(reads.parallel > 64 && reads.parallel < 192); /* 8 standard deviations about half */
        ck_assert_double_eq(reads.least_on, reads.alone_on);
        ck_assert_double_eq(reads.greatest_off, reads.alone_off);
        if (!grounded) { /* the transistor's voltage from its current in the linear range, Eq. (T1) */
            const struct generic_mosfet *t = &array.transistor;
            double v = array.read - reads.alone_on * array.junction.rp;
            double right = t->kp * t->width / t->length * (array.gate - t->vto - 0.5 * v) * v * (1.0 + t->lambda * v);
            expect_close(reads.alone_on, right, 1e-9);
        }
        crossbar_reads_clear(&reads);
        free(array.bits);
    }
}
END_TEST

/* With a junction that depends on its voltage, Kirchhoff's law must still hold: what flows into the row that is read is
 * what flows out of the column. The antiparallel junctions of the sneak paths have less voltage and conduct less. */
START_TEST(voltage_dependence_weakens_sneak_paths)
{
    struct diagnostic why;
    struct crossbar linear = array_of(6);
    expect_ok(crossbar_store_worst(&linear, '1', &why), &why);
    linear.read = 0.6;
    struct crossbar bent = linear;
    bent.junction.vhalf = 0.65;
    struct crossbar_reads without = read_all(&linear), with = read_all(&bent);
    ck_assert_double_gt(with.current[0], without.current[0]); /* rap falls with the voltage */
    /* s G_AP(V), with the voltage of each of the three groups in series below the whole: between the bounds */
    double s = 25.0 / 11.0, own = linear.read / linear.junction.rp,
           rap_at_whole = linear.junction.rp * (1.0 + 2.57 / (1.0 + 0.852071));
    ck_assert_double_lt(with.current[0], own + s * linear.read / rap_at_whole);
    crossbar_reads_clear(&without);
    crossbar_reads_clear(&with);
    free(linear.bits);
}
END_TEST

/* In an array of 2 rows the sneak path is a series of the three other junctions and of segments: with rows that end at
 * the first column and columns that end at the first row, the cells have the resistances below, by hand. */
START_TEST(two_rows_through_lines_are_those_of_the_closed_form)
{
    static const char *const data[] = {"0110", "1011", "0001"};
    for (size_t k = 0; k < sizeof data / sizeof *data; k++) {
        struct crossbar array = array_of(2);
        char bits[5];
        double r[4], ohm[4];
        snprintf(bits, sizeof bits, "%s", data[k]);
        array.bits = bits;
        array.line = 700.0;
        for (size_t c = 0; c < 4; c++) {
            r[c] = bits[c] == '1' ? array.junction.rp : array.junction.rap;
        }
        const double l = array.line, sum = r[0] + r[1] + r[2] + r[3];
        ohm[0] = 2.0 * l + 1.0 / (1.0 / r[0] + 1.0 / (sum - r[0] + 4.0 * l));
        ohm[1] = 2.0 * l + 1.0 / (1.0 / (r[1] + l) + 1.0 / (sum - r[1] + 3.0 * l));
        ohm[2] = 2.0 * l + 1.0 / (1.0 / (r[2] + l) + 1.0 / (sum - r[2] + 3.0 * l));
        ohm[3] = 2.0 * l + 1.0 / (1.0 / (r[3] + 2.0 * l) + 1.0 / (sum - r[3] + 2.0 * l));
        struct crossbar_reads reads = read_all(&array);
        for (size_t c = 0; c < 4; c++) {
            expect_close(reads.current[c], array.read / ohm[c], 1e-9);
        }
        crossbar_reads_clear(&reads);
    }
}
END_TEST

START_TEST(lines_of_little_resistance_change_little)
{
    struct diagnostic why;
    for (int grounded = 0; grounded < 2; grounded++) {
        struct crossbar array = array_of(6);
        array.others = grounded ? CROSSBAR_GROUNDED : CROSSBAR_FLOATING;
        array.junction.vhalf = 0.65;
        expect_ok(crossbar_store_random(&array, 4, &why), &why);
        struct crossbar_reads without = read_all(&array);
        array.line = 1e-3; /* of junctions of 5 kOhm and more: 2e-7 a segment, and 12 of them carry up to 6 currents */
        struct crossbar_reads with = read_all(&array);
        for (size_t k = 0; k < 36; k++) {
            expect_close(with.current[k], without.current[k], 12.0 * 6.0 * 2e-7);
        }
        crossbar_reads_clear(&without);
        crossbar_reads_clear(&with);
        free(array.bits);
    }
}
END_TEST

/* What is given as the worst for any data is worse than a 1 among 0, and a 0 among 1, at any place, and is at one. The
 * last cell has the least 1, but with 1 Ohm it is not the first one that has the greatest 0: the sneak paths of others
 * have shorter lines. */
START_TEST(no_place_behind_lines_is_worse_than_the_worst_one)
{
    enum { ROWS = 5, CELLS = ROWS * ROWS };
    static const double ohms[] = {1.0, 100.0, 1e4};
    for (int transistor = 0; transistor < 2; transistor++) {
        for (size_t l = 0; l < sizeof ohms / sizeof *ohms; l++) {
            double least = INFINITY, greatest = 0.0, worst[2] = {0.0, 0.0};
            for (size_t k = 0; k < CELLS; k++) {
                for (int on = 0; on < 2; on++) {
                    struct crossbar array = array_of(ROWS);
                    char bits[CELLS + 1] = "";
                    memset(bits, on ? '0' : '1', CELLS);
                    bits[k] = on ? '1' : '0';
                    array.bits = bits;
                    array.line = ohms[l];
                    array.cell = transistor ? CROSSBAR_TRANSISTOR : CROSSBAR_PASSIVE;
                    struct crossbar_reads reads = read_all(&array);
                    least = on ? fmin(least, reads.current[k]) : least;
                    greatest = on ? greatest : fmax(greatest, reads.current[k]);
                    worst[0] = reads.worst_off;
                    worst[1] = reads.worst_on;
                    crossbar_reads_clear(&reads);
                }
            }
            expect_close(worst[1], least, 1e-9);
            expect_close(worst[0], greatest, 1e-9);
        }
    }
}
END_TEST

static void stores(const char *text, size_t n, const char *bits)
{
    struct input *input;
    struct crossbar array = {0};
    struct diagnostic why;
    expect_ok(input_of_memory("data", text, strlen(text), &input, &why), &why);
    if (bits) {
        expect_ok(crossbar_store(&array, input, &why), &why);
        ck_assert_uint_eq(array.n, n);
        ck_assert_str_eq(array.bits, bits);
    } else {
        expect_input_error(crossbar_store(&array, input, &why), &why, "expected as many rows as columns");
        ck_assert_ptr_null(array.bits);
    }
    free(array.bits);
    input_free(input);
}

START_TEST(data_are_a_square_of_bits_or_a_picture)
{
    stores("01\n10\n", 2, "0110");
    stores("1", 1, "1");
    stores("P1 3 3 1 0 0 0 1 0 0 0 1", 3, "100010001");
    stores("010\n", 0, NULL);
    stores("P1 1 4 1 0 0 0", 0, NULL);
}
END_TEST

Suite *crossbar_suite(void)
{
    Suite *suite = suite_create("crossbar");
    TCase *tests = tcase_create("reads");
    tcase_add_test(tests, sneak_paths_are_those_of_the_closed_form);
    tcase_add_test(tests, sneak_paths_leave_little_of_the_tmr);
    tcase_add_test(tests, four_rows_cannot_be_read_whatever_the_tmr);
    tcase_add_test(tests, transistors_and_grounded_lines_stop_sneak_paths);
    tcase_add_test(tests, voltage_dependence_weakens_sneak_paths);
    tcase_add_test(tests, two_rows_through_lines_are_those_of_the_closed_form);
    tcase_add_test(tests, lines_of_little_resistance_change_little);
    tcase_add_test(tests, no_place_behind_lines_is_worse_than_the_worst_one);
    tcase_add_test(tests, data_are_a_square_of_bits_or_a_picture);
    suite_add_tcase(suite, tests);
    return suite;
}
