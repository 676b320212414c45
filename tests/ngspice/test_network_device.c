/* What is special in the code model dwmtj_network: walls that are expected before they are known, and functions of its
 * own in place of XSPICE's. The reference is dwmtj, or a closed form. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A step is refused where a wall went elsewhere than expected by more than this share of dxmax, docs/model.md. */
static const double SURPRISE = 0.03;

/* One device, and its ports behind the track; `rest` is the circuit around it. */
static char *device_deck(const char *model, const char *ports, const char *parameters, const char *rest)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* one device\n"
                              ".model wall %s(%s)\n"
                              "rtrack in 0 2k\n"
                              "a1 %%vd(in 0) %s wall\n"
                              ".save @a1[x]\n"
                              "%s\n.end\n",
                              model, parameters, ports, rest),
                     0);
    return deck;
}

static struct table *run(const char *model, const char *ports, const char *parameters, const char *rest)
{
    char *deck = device_deck(model, ports, parameters, rest);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* The value of `column` at `time`, linear between the points; looks from *row on, and leaves there the row behind it.
 */
static double value_at(const struct table *table, const char *column, double time, size_t *row)
{
    while (*row + 1 < table->rows && simulate_at(table, *row, "time") < time) {
        (*row)++;
    }
    double from = simulate_at(table, *row - 1, "time"), before = simulate_at(table, *row - 1, column);
    return before +
           (simulate_at(table, *row, column) - before) * (time - from) / (simulate_at(table, *row, "time") - from);
}

/* `column` is within `tolerance` of the reference at each time point; frees both. */
static void expect_same(struct table *table, struct table *reference, const char *column, double tolerance)
{
    size_t behind = 1;
    for (size_t row = 0; row < table->rows; row++) {
        double right = value_at(reference, column, simulate_at(table, row, "time"), &behind);
        ck_assert_double_eq_tol(simulate_at(table, row, column), right, tolerance);
    }
    table_free(table);
    table_free(reference);
}

/* Bound for a wall that crosses its junction once. References have steps so short that lines between points do. */
static const double PLACE = 0.1e-9;

/* Where a device rests whose junction lies along its own track, both fed with `current`. */
static double settled(const struct dwmtj *d, double current)
{
    double track = -d->vleak / dwmtj_mobility(d), conductance = (current - track) / (track * d->rm);
    double share = (conductance - 1.0 / d->rap) / (1.0 / d->rp - 1.0 / d->rap);
    return dwmtj_left_edge(d) + share * d->width;
}

START_TEST(feedback_loop_settles_as_with_dwmtj)
{
    const char *parameters = "rp=5k rap=20k vleak=-17";
    struct dwmtj d = dwmtj_default();
    d.rp = 5e3;
    d.rap = 20e3;
    d.vleak = -17.0;
    struct table *table = run("dwmtj_network", "%gd(in 0) null", parameters, "i1 0 in 20u\n.tran 1n 100n 0 2n");
    double rest = simulate_at(table, table->rows - 1, "@a1[x]");
    ck_assert_double_eq_tol(rest, settled(&d, 20e-6), 1e-4 * d.width); /* it is nearly there after 100 ns */
    expect_same(table, run("dwmtj", "%gd(in 0)", parameters, "i1 0 in 20u\n.tran 1n 100n 0 20p"), "@a1[x]", PLACE);
}
END_TEST

START_TEST(stiff_loop_is_followed_in_short_steps)
{
    struct dwmtj d = dwmtj_default();
    d.rp = 1.0;
    struct table *table = run("dwmtj_network", "%gd(in 0) null", "rp=1", "i1 0 in 20u\n.tran 1n 8n 0 2n");
    ck_assert_uint_gt(table->rows, 200); /* dwmtj itself takes 40 */
    ck_assert_double_eq_tol(simulate_at(table, table->rows - 1, "@a1[x]"), settled(&d, 20e-6), SURPRISE * d.dxmax);
    expect_same(table, run("dwmtj", "%gd(in 0)", "rp=1", "i1 0 in 20u\n.tran 1n 8n 0 4p"), "@a1[x]",
                SURPRISE * d.dxmax);
}
END_TEST

/* A current that ends at 2 ns without ngspice's knowledge: it takes the jump for a line over a time step, and the wall
 * errs by half of what it is surprised by. */
START_TEST(jump_without_a_breakpoint_is_caught)
{
    static const char *const JUMPS[] = {
        "b1 0 in i = v(slow) < 0.5 ? 20u : 0",
        "i1 0 in 20u\n.model switch sw(vt=0.5 ron=1m roff=1g)\ns1 in 0 slow 0 switch",
    };
    struct dwmtj d = dwmtj_default();
    char *rest;
    ck_assert_int_ge(asprintf(&rest, "vtop top 0 0.1\nvslow slow 0 pwl(0 0 4n 1)\n%s\n.tran 1n 4n 0 1n", JUMPS[_i]), 0);
    struct table *table = run("dwmtj_network", "%gd(top 0) null", "xinit=0", rest);
    double v = dwmtj_velocity(&d, 20e-6);
    for (size_t row = 0; row < table->rows; row++) {
        double t = simulate_at(table, row, "time"), x = v * fmin(t, 2e-9) + d.vleak * fmax(t - 2e-9, 0.0);
        ck_assert_double_eq_tol(simulate_at(table, row, "@a1[x]"), x, SURPRISE * d.dxmax);
    }
    table_free(table);
    free(rest);
}
END_TEST

START_TEST(motion_without_a_node_changes_no_wall)
{
    const char *rest = "i1 0 in sin(0 30u 20meg)\n.tran 1n 100n 0 2n";
    struct table *null = run("dwmtj_network", "%gd(in 0) null", "rp=5k rap=20k vleak=-2", rest);
    struct table *node = run("dwmtj_network", "%gd(in 0) %i(motion)", "rp=5k rap=20k vleak=-2",
                             "rmotion motion 0 1\ni1 0 in sin(0 30u 20meg)\n.tran 1n 100n 0 2n");
    ck_assert_uint_eq(null->rows, node->rows);
    expect_same(null, node, "@a1[x]", 1e-15);
}
END_TEST

START_TEST(options_of_the_device_act_as_with_dwmtj)
{
    static const char *const OPTIONS[] = {
        "vhalf=0.02", "delta=4n", "idepin=4u", "tcurie=700 pbloch=5e-5 dtemp=60", "dtmin=20p",
    };
    const char *circuit = "i1 0 in sin(15u 20u 10meg)\nrmotion motion 0 1\n.tran 1n 120n 0";
    char *parameters, *coarse, *fine;
    ck_assert_int_ge(asprintf(&parameters, "rp=3k rap=20k vleak=-6 xinit=30n %s", OPTIONS[_i]), 0);
    ck_assert_int_ge(asprintf(&coarse, "%s 2n", circuit), 0);
    ck_assert_int_ge(asprintf(&fine, "%s 20p", circuit), 0);
    expect_same(run("dwmtj_network", "%gd(in 0) %i(motion)", parameters, coarse),
                run("dwmtj_watched", "%gd(in 0) %i(motion)", parameters, fine), "@a1[x]", PLACE);
    free(fine);
    free(coarse);
    free(parameters);
}
END_TEST

/* Two devices in a ring: each junction feeds the other's track. */
static struct table *ring(const char *first, const char *second, const char *step)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* ring\n"
                              ".model one %s(vleak=-5 rp=1k rap=20k)\n"
                              ".model two %s(vleak=-2 rp=1k rap=20k xinit=45n)\n"
                              "r1 in1 0 2k\nr2 in2 0 2k\n"
                              "a1 %%vd(in1 0) %%gd(top in2)%s one\n"
                              "a2 %%vd(in2 0) %%gd(top in1)%s two\n"
                              "vtop top 0 0.1\n"
                              ".save @a1[x] @a2[x]\n.tran 1n 60n 0 %s\n.end\n",
                              first, second, strstr(first, "network") ? " null" : "",
                              strstr(second, "network") ? " null" : "", step),
                     0);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

START_TEST(both_code_models_share_a_circuit)
{
    static const char *const PAIRS[][2] = {
        {"dwmtj_network", "dwmtj_network"}, {"dwmtj", "dwmtj_network"}, {"dwmtj_network", "dwmtj"}};
    expect_same(ring(PAIRS[_i][0], PAIRS[_i][1], "2n"), ring("dwmtj", "dwmtj", "20p"), "@a1[x]", PLACE);
    expect_same(ring(PAIRS[_i][0], PAIRS[_i][1], "2n"), ring("dwmtj", "dwmtj", "20p"), "@a2[x]", PLACE);
}
END_TEST

/* What ngspice prints for one device of the code model `model`, its junction at 0.1 V and its track at 20 uA, and
 * control commands. */
static char *session_of(const char *model, const char *parameters, const char *commands)
{
    char *rest;
    ck_assert_int_ge(asprintf(&rest,
                              "rmotion motion 0 1\ni1 0 in 20u\nvtop top 0 0.1\n.control\nset numdgt=12\n%s\n.endc",
                              commands),
                     0);
    char *deck = device_deck(model, "%gd(top 0) %i(motion)", parameters, rest);
    char *printed = simulate_plainly(deck, NULL);
    free(deck);
    free(rest);
    return printed;
}

static char *session(const char *parameters, const char *commands)
{
    return session_of("dwmtj_network", parameters, commands);
}

START_TEST(runs_of_a_session_begin_anew)
{
    struct dwmtj d = dwmtj_default();
    char *printed = session("xinit=10n", "tran 1n 4n\nmeas tran first find @a1[x] at=2n\n"
                                         "tran 1n 4n\nmeas tran second find @a1[x] at=2n\n"
                                         "tran 1n 4n uic\nmeas tran third find @a1[x] at=2n\n"
                                         "altermod wall vleak=-8\ntran 1n 4n\nmeas tran altered find @a1[x] at=2n\n"
                                         "reset\ntran 1n 4n\nmeas tran reset find @a1[x] at=2n");
    static const char *const NAMES[] = {"first", "second", "reset"};
    double right = 10e-9 + 2e-9 * dwmtj_velocity(&d, 20e-6);
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++) {
        ck_assert_double_eq_tol(simulate_measured(printed, NAMES[i]), right, 1e-6 * d.length); /* printed so */
    }
    ck_assert_double_eq_tol(simulate_measured(printed, "third"), right, 1e-3 * d.length); /* a first step by the leak */
    d.vleak = -8.0;
    right = 10e-9 + 2e-9 * dwmtj_velocity(&d, 20e-6);
    ck_assert_double_eq_tol(simulate_measured(printed, "altered"), right, 1e-6 * d.length);
    free(printed);
}
END_TEST

START_TEST(bad_value_by_altermod_is_refused_until_it_is_good)
{
    struct dwmtj d = dwmtj_default();
    static const char *const COMMANDS[] = {
        "altermod wall rp=-4\ntran 1n 4n\naltermod wall rp=400\ntran 1n 4n\nmeas tran good find @a1[x] at=2n",
        "altermod wall rp=-4\ntran 1n 4n uic\naltermod wall rp=400\ntran 1n 4n\nmeas tran good find @a1[x] at=2n"};
    char *printed = session("xinit=10n", COMMANDS[_i]);
    ck_assert_ptr_nonnull(strstr(printed, "a1   Message: error: parameter rp = -4 Ohm is out of its limits"));
    ck_assert_ptr_nonnull(strstr(printed, "tran simulation(s) aborted"));
    ck_assert_double_eq_tol(simulate_measured(printed, "good"), 10e-9 + 2e-9 * dwmtj_velocity(&d, 20e-6),
                            1e-6 * d.length);
    free(printed);
}
END_TEST

START_TEST(halted_run_goes_on_with_an_altered_source)
{
    struct dwmtj d = dwmtj_default();
    char *printed = session("xinit=10n", "stop when time = 1n\ntran 1n 4n\nalter i1 = 10u\nresume\n"
                                         "meas tran place find @a1[x] at=4n");
    double right = 10e-9 + 1e-9 * dwmtj_velocity(&d, 20e-6) + 3e-9 * dwmtj_velocity(&d, 10e-6);
    ck_assert_double_eq_tol(simulate_measured(printed, "place"), right, SURPRISE * d.dxmax);
    free(printed);
}
END_TEST

START_TEST(halted_run_takes_new_parameters_or_refuses_them)
{
    static const char *const CASES[][3] = {
        {"dwmtj_network", "rp=-4", "error: parameter rp = -4 Ohm is out of its limits"},
        {"dwmtj_network", "alpha=0.1", "error: parameter delta = 0 m must be at least 1e-10 m where alpha is above 0"},
        {"dwmtj_network", "tcurie=200", "error: parameter tcurie = 200 K must be 0 (off) or above 300.15 K"},
        {"dwmtj_network", "vleak=-8", NULL},
        {"dwmtj_watched", "rp=-4", "error: parameter rp = -4 Ohm is out of its limits"},
        {"dwmtj_watched", "vleak=-8", NULL},
    };
    struct dwmtj d = dwmtj_default();
    char *commands;
    ck_assert_int_ge(asprintf(&commands,
                              "stop when time = 1n\ntran 1n 2n\naltermod wall %s\nresume\n"
                              "if length(time) > 0\nmeas tran place max @a1[x]\nend",
                              CASES[_i][1]),
                     0);
    char *printed = session_of(CASES[_i][0], "xinit=10n", commands);
    double half = 10e-9 + 1e-9 * dwmtj_velocity(&d, 20e-6);
    if (CASES[_i][2]) {
        ck_assert_ptr_nonnull(strstr(printed, CASES[_i][2]));
        ck_assert_double_eq_tol(simulate_measured(printed, "place"), half, 1e-6 * d.length);
    } else {
        d.vleak = -8.0;
        ck_assert_double_eq_tol(simulate_measured(printed, "place"), half + 1e-9 * dwmtj_velocity(&d, 20e-6),
                                SURPRISE * d.dxmax);
    }
    free(printed);
    free(commands);
}
END_TEST

static void write_other_circuit(void)
{
    char path[SCRATCH_PATH],
        *other = device_deck("dwmtj_network", "%gd(top 0) null", "xinit=20n vleak=-9", "i1 0 in 20u\nvtop top 0 0.1");
    scratch_write(path, "other.cir", other, strlen(other));
    free(other);
}

START_TEST(circuits_of_a_session_keep_to_themselves)
{
    struct dwmtj d = dwmtj_default();
    write_other_circuit();
    char *printed = session("xinit=10n", "tran 1n 4n\nsource other.cir\ntran 1n 2n\nmeas tran other find @a1[x] at=2n\n"
                                         "setcirc 2\ntran 1n 2n\nmeas tran back find @a1[x] at=2n\n"
                                         "setcirc 1\nremcirc\ntran 1n 2n\nmeas tran alone find @a1[x] at=2n");
    double right = 10e-9 + 2e-9 * dwmtj_velocity(&d, 20e-6);
    ck_assert_double_eq_tol(simulate_measured(printed, "back"), right, 1e-6 * d.length);
    ck_assert_double_eq_tol(simulate_measured(printed, "alone"), right, 1e-6 * d.length);
    d.vleak = -9.0;
    right = 20e-9 + 2e-9 * dwmtj_velocity(&d, 20e-6);
    ck_assert_double_eq_tol(simulate_measured(printed, "other"), right, 1e-6 * d.length);
    free(printed);
}
END_TEST

START_TEST(halted_run_goes_on_after_another_circuit_was_removed)
{
    struct dwmtj d = dwmtj_default();
    write_other_circuit();
    char *printed = session("xinit=10n", "stop when time = 1n\ntran 1n 4n\nsource other.cir\nremcirc\nsetcirc 1\n"
                                         "resume\nmeas tran place find @a1[x] at=4n");
    ck_assert_double_eq_tol(simulate_measured(printed, "place"), 10e-9 + 4e-9 * dwmtj_velocity(&d, 20e-6),
                            1e-6 * d.length);
    free(printed);
}
END_TEST

START_TEST(transfer_functions_are_those_of_the_junction)
{
    char *printed = session("xinit=10n", "tf v(motion) i1");
    ck_assert_ptr_nonnull(strstr(printed, "error: dwmtj_network has no transfer function to `motion`"));
    free(printed);
    char *deck = device_deck("dwmtj_network", "%gd(top 0) null", "xinit=10n",
                             "i1 0 in 20u\nvtop top 0 0.1\n.control\nsave all\ntf i(vtop) vtop\n"
                             "print transfer_function\n.endc");
    printed = simulate_plainly(deck, NULL);
    ck_assert_double_eq_tol(simulate_measured(printed, "transfer_function"), -1.0 / dwmtj_default().rap, 1e-9);
    free(printed);
    free(deck);
}
END_TEST

/* ngspice's last resort for an operating point is a transient. The inverter that drives itself needs it. */
START_TEST(operating_point_by_a_transient_moves_no_wall)
{
    char *deck = device_deck("dwmtj_network", "%gd(top 0) null", "xinit=10n",
                             "i1 0 in 20u\nvtop top 0 0.1\nb1 out 0 v = 0.5 - 0.5*tanh(1000*(v(d)-0.5))\n"
                             "r1 out d 1k\nc1 d 0 10p\n.control\noptran 1 0 0 1n 100n 0\nop\nlet place=@a1[x]\n"
                             "print place\n.endc");
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_ptr_nonnull(strstr(printed, "Transient op finished successfully"));
    ck_assert_double_eq_tol(simulate_measured(printed, "place"), 10e-9, 1e-15);
    free(printed);
    free(deck);
}
END_TEST

START_TEST(what_a_wall_does_can_be_shown_and_measured)
{
    struct dwmtj d = dwmtj_default();
    char *printed = session("xinit=10n", "save @a1[x] @a1[v] v(motion)\ntran 1n 4n\nshow a1 : x\n"
                                         "meas tran speed find v(motion) at=2n\nmeas tran fast find @a1[v] at=2n\n"
                                         "meas tran passed when @a1[x]=30n");
    double v = dwmtj_velocity(&d, 20e-6);
    ck_assert_ptr_nonnull(strstr(printed, "device                    a1"));
    ck_assert_double_eq_tol(simulate_measured(printed, "speed"), v, 1e-6 * v);
    ck_assert_double_eq_tol(simulate_measured(printed, "fast"), v, 1e-6 * v);
    ck_assert_double_eq_tol(simulate_measured(printed, "passed"), 20e-9 / v, 1e-6 * 20e-9 / v);
    free(printed);
}
END_TEST

START_TEST(what_the_code_model_leaves_out_is_refused)
{
    static const char *const CASES[][3] = {
        {"alpha=0.1 delta=4n hk=1e5", ".tran 1n 4n", "dwmtj_network has no walls with an angle"},
        {"alpha=0.1 delta=4n hk=1e5", ".tran 1n 4n uic", "dwmtj_network has no walls with an angle"},
        {"xinit=0", ".ac lin 1 1meg 1meg", "dwmtj_network has no answer to small signals: use dwmtj"},
        {"rp=-4", ".tran 1n 4n uic",
         "error: parameter rp = -4 Ohm is out of its limits, 0.001 to 1e+12; device a1 in ngspice"},
    };
    char *rest;
    ck_assert_int_ge(asprintf(&rest, "i1 0 in dc 20u ac 1u\nvtop top 0 0.1\n%s", CASES[_i][1]), 0);
    char *deck = device_deck("dwmtj_network", "%gd(top 0) null", CASES[_i][0], rest);
    simulate_failure(deck, CASES[_i][2]);
    free(deck);
    free(rest);
}
END_TEST

Suite *network_device_suite(void)
{
    Suite *suite = suite_create("network_device");
    TCase *tests = tcase_create("walls");
    tcase_add_test(tests, feedback_loop_settles_as_with_dwmtj);
    tcase_add_test(tests, stiff_loop_is_followed_in_short_steps);
    tcase_add_loop_test(tests, jump_without_a_breakpoint_is_caught, 0, 2);
    tcase_add_test(tests, motion_without_a_node_changes_no_wall);
    tcase_add_loop_test(tests, options_of_the_device_act_as_with_dwmtj, 0, 5);
    tcase_add_loop_test(tests, both_code_models_share_a_circuit, 0, 3);
    suite_add_tcase(suite, tests);
    tests = tcase_create("sessions");
    tcase_add_test(tests, runs_of_a_session_begin_anew);
    tcase_add_loop_test(tests, bad_value_by_altermod_is_refused_until_it_is_good, 0, 2);
    tcase_add_test(tests, halted_run_goes_on_with_an_altered_source);
    tcase_add_loop_test(tests, halted_run_takes_new_parameters_or_refuses_them, 0, 6);
    tcase_add_test(tests, circuits_of_a_session_keep_to_themselves);
    tcase_add_test(tests, halted_run_goes_on_after_another_circuit_was_removed);
    tcase_add_test(tests, operating_point_by_a_transient_moves_no_wall);
    tcase_add_test(tests, transfer_functions_are_those_of_the_junction);
    tcase_add_test(tests, what_a_wall_does_can_be_shown_and_measured);
    tcase_add_loop_test(tests, what_the_code_model_leaves_out_is_refused, 0, 4);
    suite_add_tcase(suite, tests);
    return suite;
}
