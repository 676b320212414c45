/* The generic MOSFET: what the library's transistors do in ngspice is what the program computes. */
#include "tests/suites.h"

#include "models/device.h"
#include "models/generic_mosfet/generic_mosfet.h"
#include "tests/support/simulate.h"
#include "report/table.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* In A: ngspice's gmin over the channel and the diodes at some volts. The capacitances of 1 fF take as much at 6 V/s.
 */
static const double LEAK = 2e-11;

/* Drain currents for gates and drains of both signs, so slow that capacitances play no part; a p-channel transistor has
 * its bulk at the top. */
START_TEST(ngspice_has_the_same_currents)
{
    struct generic_mosfet d;
    device_reset(device_find("generic_mosfet"), &d);
    d.width = 400e-9;
    d.vto = 0.35;
    const double sign = _i ? -1.0 : 1.0;
    char *include = simulate_include("generic_mosfet.lib"), deck[1000];
    snprintf(deck, sizeof deck,
             "* transistor\n%svg g 0 pwl(0 -1.2 7 1.2)\nvd d 0 sin(0 1 1)\nvb b 0 %g\nx1 d g 0 b generic_%s width=400n "
             "vto=0.35\n"
             ".tran 20m 7 0 20m\n.options reltol=1e-9 abstol=1e-15\n.end\n",
             include, _i ? 2.0 : -2.0, _i ? "pmosfet" : "mosfet");
    struct table *table = simulate_deck(deck);
    size_t channels_on = 0;
    for (size_t row = 0; row < table->rows; row++) {
        double vgs = simulate_at(table, row, "v(g)"), vds = simulate_at(table, row, "v(d)");
        double right = sign * generic_mosfet_current(&d, sign * vgs, sign * vds);
        ck_assert_double_eq_tol(-simulate_at(table, row, "i(vd)"), right, 1e-8 * fabs(right) + LEAK);
        channels_on += fabs(right) > 1e-6;
    }
    ck_assert_uint_gt(channels_on, 40);
    table_free(table);
    free(include);
}
END_TEST

/* A value beyond each limit, of both transistors: ngspice refuses a line that names the parameter and its limits. */
START_TEST(value_out_of_its_limits_is_named)
{
    const struct parameter_table *table = device_find("generic_mosfet")->table;
    char *include = simulate_include("generic_mosfet.lib"), deck[800], line[60];
    for (size_t p = 0; p < table->count; p++) {
        const struct parameter *parameter = &table->item[p];
        for (int greatest = 0; greatest < 2; greatest++) {
            const double limit = greatest ? parameter->greatest : parameter->least;
            const double beyond = limit + (greatest ? 1e-9 : -1e-9) * (limit == 0.0 ? 1.0 : limit);
            snprintf(deck, sizeof deck,
                     "* transistor\n%svd d 0 1\nx1 d d 0 0 generic_%s %s=%.15g\n.control\nop\nlet got=v(d)\nprint got\n"
                     ".endc\n.end\n",
                     include, _i ? "pmosfet" : "mosfet", parameter->name, beyond);
            char *printed = simulate_bare(deck);
            snprintf(line, sizeof line, "r.x1.r%s_from_", parameter->name);
            ck_assert_msg(strstr(printed, line) && !strstr(printed, "\ngot "), "%s=%.15g: %s", parameter->name, beyond,
                          printed);
            free(printed);
        }
    }
    free(include);
}
END_TEST

Suite *mosfet_suite(void)
{
    Suite *suite = suite_create("mosfet");
    TCase *tests = tcase_create("channel");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_loop_test(tests, ngspice_has_the_same_currents, 0, 2);
    tcase_add_loop_test(tests, value_out_of_its_limits_is_named, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
