/* The code model dwmtj_axons: a list of junctions, each of which is a device dwmtj_network on the same track. */
#include "tests/suites.h"

#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Three junctions at two places: two of them are in parallel. */
static const char *const JUNCTIONS[] = {"top 0", "high low", "top 0"};
enum { DEVICES = 3 };

static char *deck_of(const char *devices)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* devices with tracks in parallel\n%s"
                              "rtrack in 0 700\nitrack 0 in pwl(0 0 1n 45u 12n 50u 12.1n -3u)\n"
                              "vtop top 0 0.1\nvhigh high 0 0.3\nrlow low 0 300\nrmotion motion 0 1\n"
                              ".options reltol=1e-6\n"
                              ".save i(vtop) v(low) v(motion) @a1[x] @a1[v]\n.tran 0.1n 30n 0 1n\n.end\n",
                              devices),
                     0);
    return deck;
}

/* The devices as a list, with parameters for all and lists for each. */
static struct table *run_list(const char *parameters, const char *lists)
{
    char devices[600];
    snprintf(devices, sizeof devices,
             "a1 %%vd(in 0) %%gd[%s %s %s] %%i(motion) axons\n.model axons dwmtj_axons(%s %s)\n", JUNCTIONS[0],
             JUNCTIONS[1], JUNCTIONS[2], parameters, lists);
    char *deck = deck_of(devices);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* One by one. `each`: the parameters of each device; NULL where they are equal, and then one shows its speed. */
static struct table *run_single(const char *parameters, const char *const each[DEVICES])
{
    char devices[1200] = "";
    for (size_t k = 0; k < DEVICES; k++) {
        char line[400];
        snprintf(line, sizeof line, "a%zu %%vd(in 0) %%gd(%s) %s wall%zu\n.model wall%zu dwmtj_network(%s %s)\n", k + 1,
                 JUNCTIONS[k], each || k == 0 ? "%i(motion)" : "null", k, k, parameters, each ? each[k] : "");
        strncat(devices, line, sizeof devices - strlen(devices) - 1);
    }
    char *deck = deck_of(devices);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* Frees both. They differ by rounding: a sum is added to the matrix, or its parts. */
static void expect_same(struct table *table, struct table *reference)
{
    ck_assert_uint_eq(table->rows, reference->rows);
    ck_assert_uint_eq(table->columns, reference->columns);
    for (size_t k = 0; k < table->rows * table->columns; k++) {
        double a = table->value[k], b = reference->value[k];
        ck_assert_msg(fabs(a - b) <= 1e-9 * fabs(b) + 1e-18, "row %zu, %s: %.17g is not %.17g", k / table->columns,
                      table->name[k % table->columns], a, b);
    }
    table_free(table);
    table_free(reference);
}

START_TEST(axons_in_a_list_are_axons_one_by_one)
{
    static const char *const PARAMETERS[] = {"rp=450",    "vhalf=0.2", "idepin=2u",          "delta=2n",
                                             "xinit=55n", "dtmin=50p", "tcurie=900 dtemp=40"};
    ck_assert_uint_eq(sizeof PARAMETERS / sizeof *PARAMETERS, 7);
    expect_same(run_list(PARAMETERS[_i], ""), run_single(PARAMETERS[_i], NULL));
}
END_TEST

START_TEST(axons_in_a_list_may_differ)
{
    static const struct {
        const char *all, *lists, *each[DEVICES];
    } CASES[] = {
        {"", "rp_each=[400 500 600]", {"rp=400", "rp=500", "rp=600"}},
        {"rp=100 xinit=30n",
         "rm_each=[2k 2.2k 1.8k] vleak_each=[-5 -4 -6]",
         {"rm=2k vleak=-5", "rm=2.2k vleak=-4", "rm=1.8k vleak=-6"}},
        {"dtemp=10",
         "length_each=[100n 98n 103n] tcurie_each=[900 800 950] vhalf_each=[0.2 0.3 0.4]",
         {"length=100n tcurie=900 vhalf=0.2", "length=98n tcurie=800 vhalf=0.3", "length=103n tcurie=950 vhalf=0.4"}},
    };
    expect_same(run_list(CASES[_i].all, CASES[_i].lists), run_single(CASES[_i].all, CASES[_i].each));
}
END_TEST

START_TEST(wrong_lists_are_refused)
{
    static const char *const CASES[][2] = {
        {"rp_each=[400 500]", "does not match connection size"},
        {"rp_each=[400 -5 600]", "junction 2: parameter rp = -5 Ohm is out of its limits"},
        {"rp_each=[400 500 3k]", "junction 3: parameter rap"},
        {"tcurie_each=[0 250 0]", "junction 2: parameter tcurie = 250 K"},
        {"delta=4n alpha_each=[0 0.1 0]", "dwmtj_axons has no walls with an angle"},
        {"rp=-4", "parameter rp = -4 Ohm is out of its limits"},
    };
    char devices[400];
    snprintf(devices, sizeof devices,
             "a1 %%vd(in 0) %%gd[top 0 high low top 0] null axons\n.model axons dwmtj_axons(%s)\n", CASES[_i][0]);
    char *deck = deck_of(devices);
    simulate_failure(deck, CASES[_i][1]);
    free(deck);
}
END_TEST

/* Each run is set up and taken down, and has parameters of its own. */
START_TEST(runs_of_a_session_take_altered_parameters)
{
    char *deck = deck_of("a1 %vd(in 0) %gd[top 0 high low top 0] null axons\n.model axons dwmtj_axons(rp=400)\n"),
         *session;
    ck_assert_int_ge(asprintf(&session,
                              "%.*s.control\nrun\nmeas tran first find i(vtop) at=10n\naltermod axons rp = 500\n"
                              "run\nmeas tran second find i(vtop) at=10n\nreset\nrun\n"
                              "meas tran third find i(vtop) at=10n\n.endc\n.end\n",
                              (int)(strstr(deck, ".end\n") - deck), deck),
                     0);
    char *printed = simulate_plainly(session, NULL);
    double first = simulate_measured(printed, "first"), second = simulate_measured(printed, "second");
    ck_assert_double_eq_tol(first / second, 500.0 / 400.0, 1e-6); /* all walls have passed */
    ck_assert_double_eq_tol(simulate_measured(printed, "third"), first, 1e-9 * fabs(first));
    free(printed);
    free(session);
    free(deck);
}
END_TEST

Suite *axons_device_suite(void)
{
    Suite *suite = suite_create("axons_device");
    TCase *tests = tcase_create("lists");
    tcase_add_loop_test(tests, axons_in_a_list_are_axons_one_by_one, 0, 7);
    tcase_add_loop_test(tests, axons_in_a_list_may_differ, 0, 3);
    tcase_add_loop_test(tests, wrong_lists_are_refused, 0, 6);
    tcase_add_test(tests, runs_of_a_session_take_altered_parameters);
    suite_add_tcase(suite, tests);
    return suite;
}
