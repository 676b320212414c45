/* Skyrmions in ngspice: the example, paths that depend on nothing but seed and name, and the edge that does not hold.
 */
#include "tests/suites.h"

#include "models/device.h"
#include "models/skyrmion/skyrmion.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct skyrmion standard(void)
{
    struct skyrmion d;
    device_reset(device_find("skyrmion"), &d);
    return d;
}

/* A deck of the lines between a title and ".end" with skyrmion.lib; to be freed. */
static char *deck_of(const char *lines)
{
    char *include = simulate_include("skyrmion.lib"), *deck;
    ck_assert_int_ge(asprintf(&deck, "skyrmions\n%s%s\n.end\n", include, lines), 0);
    free(include);
    return deck;
}

static struct table *run_lines(const char *lines)
{
    char *deck = deck_of(lines);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

static void expect_failure(const char *lines, const char *message)
{
    char *deck = deck_of(lines);
    simulate_failure(deck, message);
    free(deck);
}

/* Each pulse of 10 fC moves the skyrmion by k Q, Eq. (K11), so that the seventh brings it to the junction. */
START_TEST(neuron_fires_after_as_many_pulses_as_the_charge_says)
{
    const struct skyrmion d = standard();
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    const double way = motion.per_current / motion.drag * 10e-15;
    char *printed = simulate_file("examples/skyrmion-neuron.cir");
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning"), "the example complains:\n%s", printed);
    /* a pulse later, and again before the edges have let it go: exp(-2 ns/0.6 ns) of a deviation of 3 nm is left */
    expect_close(simulate_measured(printed, "x_after") - simulate_measured(printed, "x_before"), way, 5e-3);
    /* the junction has 1,381 Ohm at 42 mV: the place by bisection of Eq. (K8) */
    double left = d.position * d.length - 0.5 * d.width - d.radius, right = d.position * d.length, slope;
    const double conductance = 42e-3 / (1e3 * (100e-3 - 42e-3));
    const double share = (conductance - 1.0 / d.rap) / (1.0 / d.rp - 1.0 / d.rap);
    for (int k = 0; k < 60; k++) {
        const double middle = 0.5 * (left + right);
        *(skyrmion_share(&d, middle, &slope) < share ? &left : &right) = middle;
    }
    ck_assert_double_eq_tol(simulate_measured(printed, "x_threshold"), left,
                            0.5e-9);                                         /* the switch and its capacitor lag */
    const double start = simulate_measured(printed, "x_before") - 3.0 * way; /* three pulses were before */
    expect_close(simulate_measured(printed, "pulses"), ceil((left - start) / way), 1e-9);
    ck_assert_double_lt(simulate_measured(printed, "x_reset"), d.xinit);
    ck_assert_double_lt(simulate_measured(printed, "spike_leaky"), 0.01);
    free(printed);
}
END_TEST

/* The same current in time: a path has no other input, whatever else is in the deck and however it is stepped. */
START_TEST(path_is_the_same_to_the_last_bit_in_any_deck)
{
    static const char *const LINES[] = {
        ".tran 1n 3n", ".options reltol=1e-6\n.tran 10p 3n 0 13p",
        "r1 c 0 1k\nc1 c 0 1p\ni1 0 c sin(0 1m 7g)\nx2 a 0 b 0 skyrmion noise=9\nd1 c 0 d\n.model d d\n.tran 5p 3n"};
    double x[3], y[3];
    for (int k = 0; k < 3; k++) {
        char lines[500];
        snprintf(lines, sizeof lines,
                 "v1 a 0 5m\nv2 b 0 0.1\nx1 a 0 b 0 skyrmion noise=7 xinit=150n\n.save @a.x1.asky[x] "
                 "@a.x1.asky[y]\n%s",
                 LINES[k]);
        struct table *table = run_lines(lines);
        x[k] = simulate_at(table, table->rows - 1, "@a.x1.asky[x]");
        y[k] = simulate_at(table, table->rows - 1, "@a.x1.asky[y]");
        table_free(table);
    }
    for (int k = 1; k < 3; k++) {
        ck_assert_double_eq(x[k], x[0]);
        ck_assert_double_eq(y[k], y[0]);
    }
    ck_assert_double_ne(y[0], 0.0);
}
END_TEST

/* Beyond the critical current the run ends with a line that says when and where; just below it goes on. */
START_TEST(skyrmion_that_an_edge_does_not_hold_ends_the_run)
{
    const struct skyrmion d = standard();
    const struct skyrmion_motion motion = skyrmion_motion_of(&d);
    const double critical =
        d.fedge * (1.0 - exp(-2.0 * motion.y_most / d.ledge)) * motion.drag / (motion.gyro * motion.per_current);
    const char *format = "i1 0 a %.12g\nv2 b 0 0.1\nx1 a 0 b 0 skyrmion length=100u xinit=50u\n.save @a.x1.asky[y]\n"
                         ".tran 10p 20n";
    char lines[400];
    snprintf(lines, sizeof lines, format, 1.01 * critical);
    char where[80];
    snprintf(where, sizeof where, "its lower edge, with its middle at x = 5.");
    expect_failure(lines, "was pushed over an edge of its track");
    expect_failure(lines, where);
    snprintf(where, sizeof where, " m, y = %g m, after x = ", -motion.y_most);
    expect_failure(lines, where);
    snprintf(lines, sizeof lines, format, 0.99 * critical);
    struct table *table = run_lines(lines);
    ck_assert_double_lt(simulate_at(table, table->rows - 1, "@a.x1.asky[y]"), -0.9 * motion.y_most);
    table_free(table);
}
END_TEST

Suite *skyrmions_suite(void)
{
    Suite *suite = suite_create("skyrmions");
    TCase *tests = tcase_create("skyrmions");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, neuron_fires_after_as_many_pulses_as_the_charge_says);
    tcase_add_test(tests, path_is_the_same_to_the_last_bit_in_any_deck);
    tcase_add_test(tests, skyrmion_that_an_edge_does_not_hold_ends_the_run);
    suite_add_tcase(suite, tests);
    return suite;
}
