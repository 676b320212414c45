/* The subcircuits of dwmtj.lib and dwmtj_behavioural.lib in a deck of one's own: several devices in parallel, altered
 * parameters, values at their limits, in plain ngspice. */
#include "tests/suites.h"

#include "models/dwmtj/dwmtj.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const LIBRARY[] = {"dwmtj", "dwmtj_behavioural"};
enum { CODE_MODEL, BEHAVIOURAL, LIBRARIES };

/* What plain ngspice prints for a deck of `lines` with `library` and the code model. */
static char *run(int library, const char *lines, const char *commands)
{
    char *deck, *include, file[40];
    snprintf(file, sizeof file, "%s.lib", LIBRARY[library]);
    include = simulate_include(file);
    ck_assert_int_ge(asprintf(&deck, "* a deck with the library\n%s%s\n.control\nset numdgt=12\n%s\n.endc\n.end\n",
                              include, lines, commands),
                     0);
    char *printed = simulate_plainly(deck, NULL);
    free(deck);
    free(include);
    return printed;
}

/* `value` printed as `name` and as `other` are the same but for 1e-6: rounding, and tolerances of Newton's method. */
static void expect_same(const char *printed, const char *name, const char *other)
{
    double a = simulate_measured(printed, name), b = simulate_measured(printed, other);
    ck_assert_msg(fabs(a - b) <= 1e-6 * fabs(b), "%s = %.12g, %s = %.12g", name, a, other, b);
    ck_assert_double_gt(fabs(b), 0.0);
}

/* Two devices in parallel, and the same by `m`; in a cell of their own; in a cell in a cell. Each track has a resistor
 * before it, so that its current tells the track's resistance, and each junction a source of its own. */
static char *parallel(int library, const char *parameters)
{
    char *lines;
    const char *l = LIBRARY[library], *p = parameters;
    ck_assert_int_ge(asprintf(&lines,
                              ".options reltol=1e-6 trtol=1\n"
                              "vdrive in 0 dc 0.14 ac 1\n"
                              "rone in a1 2k\nxone a1 0 t1 0 %s m=3 %s\nvone t1 0 50m\n"
                              "rtwo in a2 2k\nxtwo a2 0 t2 0 cell m=3\nvtwo t2 0 50m\n"
                              "rsix in a3 2k\nxsix a3 0 t3 0 outer m=3\nvsix t3 0 50m\n"
                              "rref in a4 2k\nxref a4 0 t4 0 %s %s\nxrefb a4 0 t4 0 %s %s\nxrefc a4 0 t4 0 %s %s\n"
                              "vref t4 0 50m\n"
                              ".subckt outer a b c d\nxin a b c d inner\n.ends\n"
                              ".subckt inner a b c d\nxin a b c d %s %s\n.ends\n"
                              ".subckt cell a b c d\nxin a b c d %s %s\n.ends\n",
                              l, p, l, p, l, p, l, p, l, p, l, p),
                     0);
    return lines;
}

static void expect_all_alike(const char *printed, const char *what)
{
    const char *const kind[] = {"one", "two", "six"};
    char reference[40], name[40];
    snprintf(reference, sizeof reference, "%s_ref", what);
    for (size_t k = 0; k < sizeof kind / sizeof *kind; k++) {
        snprintf(name, sizeof name, "%s_%s", what, kind[k]);
        expect_same(printed, name, reference);
    }
}

START_TEST(m_is_so_many_devices_in_parallel_in_an_operating_point)
{
    char *lines = parallel(_i, "xinit=47n");
    char *printed = run(_i, lines,
                        "op\nlet i_one=i(vone)\nlet i_two=i(vtwo)\nlet i_six=i(vsix)\nlet i_ref=i(vref)\n"
                        "let v_one=v(a1)\nlet v_two=v(a2)\nlet v_six=v(a3)\nlet v_ref=v(a4)\n"
                        "print i_one i_two i_six i_ref v_one v_two v_six v_ref");
    expect_all_alike(printed, "i");
    expect_all_alike(printed, "v");
    free(printed);
    free(lines);
}
END_TEST

START_TEST(m_is_so_many_devices_in_parallel_in_a_transient)
{
    char *lines = parallel(_i, "xinit=20n");
    char *printed = run(_i, lines,
                        "tran 0.1n 2n 0 0.01n\n"
                        "meas tran i_one find i(vone) at=1.7n\nmeas tran i_two find i(vtwo) at=1.7n\n"
                        "meas tran i_six find i(vsix) at=1.7n\nmeas tran i_ref find i(vref) at=1.7n\n"
                        "meas tran v_one find v(a1) at=1.7n\nmeas tran v_two find v(a2) at=1.7n\n"
                        "meas tran v_six find v(a3) at=1.7n\nmeas tran v_ref find v(a4) at=1.7n\n");
    expect_all_alike(printed, "i");
    expect_all_alike(printed, "v");
    const double on = -3.0 * 50e-3 / dwmtj_default().rp, off = -3.0 * 50e-3 / dwmtj_default().rap;
    double current = simulate_measured(printed, "i_ref"); /* the walls are below their junctions */
    ck_assert(current < 0.9 * off && current > 0.9 * on);
    free(printed);
    free(lines);
}
END_TEST

START_TEST(m_is_so_many_devices_in_parallel_for_small_signals)
{
    char *lines = parallel(_i, "xinit=50n");
    char *printed = run(_i, lines,
                        "ac lin 1 10meg 10meg\nlet i_one=mag(i(vone))\nlet i_two=mag(i(vtwo))\nlet i_six=mag(i(vsix))\n"
                        "let i_ref=mag(i(vref))\nlet v_one=mag(v(a1))\nlet v_two=mag(v(a2))\nlet v_six=mag(v(a3))\n"
                        "let v_ref=mag(v(a4))\nprint v_one v_two v_six v_ref\nprint i_one i_two i_six i_ref");
    expect_all_alike(printed, "v");
    if (_i == CODE_MODEL) { /* the other holds the wall, so that its junction has no signal */
        expect_all_alike(printed, "i");
    }
    free(printed);
    free(lines);
}
END_TEST

START_TEST(m_that_makes_no_device_is_refused)
{
    const char *const wrong[] = {"m=0", "m=-2", "m=1e12", "m=2 alpha=0.1 beta=0.1 delta=10n hk=100k noise=3"};
    const char *const why[] = {"error: parameter m = 0,", "error: parameter m = -2,", "error: parameter m = 1",
                               "with noise"};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        char *lines;
        ck_assert_int_ge(asprintf(&lines, "itrack 0 in 20u\nx1 in 0 top 0 dwmtj %s\nvtop top 0 50m\n", wrong[k]), 0);
        char *printed = run(CODE_MODEL, lines, "tran 0.1n 1n\nmeas tran got find v(in) at=1n");
        ck_assert_msg(strstr(printed, why[k]), "%s", printed);
        ck_assert_ptr_null(strstr(printed, "\ngot "));
        free(printed);
        free(lines);
    }
}
END_TEST

START_TEST(parameter_altered_in_a_subcircuit_is_altered_everywhere)
{
    char *printed =
        run(CODE_MODEL,
            ".subckt cell in top\nx1 in 0 top 0 dwmtj\n.ends\n"
            "itrack 0 in 20u\nxc in top cell\nvtop top 0 50m\n.save v(in) i(vtop) @a.xc.x1.awall[x]",
            "tran 0.1n 4n 0 0.1n\nmeas tran x_2k find @a.xc.x1.awall[x] at=4n\nmeas tran v_2k find v(in) at=4n\n"
            "altermod xc.x1:wall rm=4k\n"
            "tran 0.1n 4n 0 0.1n\nmeas tran x_4k find @a.xc.x1.awall[x] at=4n\nmeas tran v_4k find v(in) at=4n\n"
            "altermod xc.x1:wall rp=1k\naltermod xc.x1:wall m=2\n"
            "tran 0.1n 16n 0 0.1n\nmeas tran v_two find v(in) at=4n\nmeas tran i_two find i(vtop) at=16n");
    expect_same(printed, "x_4k", "x_2k"); /* a current pushes the wall, whatever the track's resistance is */
    ck_assert_double_eq_tol(simulate_measured(printed, "v_2k"), 40e-3, 1e-9);
    ck_assert_double_eq_tol(simulate_measured(printed, "v_4k"), 80e-3, 1e-9);
    ck_assert_double_eq_tol(simulate_measured(printed, "v_two"), 40e-3, 1e-9);
    ck_assert_double_eq_tol(simulate_measured(printed, "i_two"), -2.0 * 50e-3 / 1e3, 1e-9);
    free(printed);
}
END_TEST

START_TEST(track_beside_the_code_model_is_spoken_of_where_rm_is_altered)
{
    const char *const model[] = {"dwmtj", "dwmtj_network"}, *const port[] = {"", "null"};
    for (int k = 0; k < 2; k++) {
        char *lines;
        ck_assert_int_ge(asprintf(&lines,
                                  "itrack 0 in 20u\nrtrack in 0 2k\na1 %%vd(in 0) %%gd(top 0) %s wall\n"
                                  ".model wall %s(rm=2k)\nvtop top 0 50m\n.save v(in) @a1[x]",
                                  port[k], model[k]),
                         0);
        char *printed =
            run(CODE_MODEL, lines,
                "tran 0.1n 4n 0 0.1n\nmeas tran x_2k find @a1[x] at=4n\naltermod wall vleak=-5\necho altered\n"
                "altermod wall rm=4k\nalter rtrack=4k\n"
                "tran 0.1n 4n 0 0.1n\nmeas tran x_4k find @a1[x] at=4n");
        const char *note = strstr(printed, "note: rm of wall alters its walls");
        ck_assert_msg(note && note > strstr(printed, "altered"), "%s", printed);
        expect_same(printed, "x_4k", "x_2k");
        free(printed);
        free(lines);
    }
}
END_TEST

START_TEST(values_at_their_limits_are_taken_from_an_x_line)
{
    const char *const right[] = {
        "alpha=0.1 beta=0.1 delta=10n hk=100k noise=7",
        "alpha=0.1 delta=10n noise=65535",
        "alpha=0.1 delta=10n noise=4294967295",
        "g=0.1",
        "length=1n width=0.1n",
        "vhalf=1meg",
        "width=100n xinit=100n",
        "rp=0.45k rap=450",
        "rp=450 rap=0.45k",
    };
    for (size_t k = 0; k < sizeof right / sizeof *right; k++) {
        char *lines;
        ck_assert_int_ge(asprintf(&lines, "itrack 0 in 1u\nx1 in 0 top 0 dwmtj %s\nvtop top 0 50m\n", right[k]), 0);
        char *printed = run(CODE_MODEL, lines, "tran 0.1n 0.2n\nmeas tran got find v(in) at=0.1n");
        ck_assert_msg(!strstr(printed, "error:"), "%s: %s", right[k], printed);
        ck_assert_double_eq_tol(simulate_measured(printed, "got"), 2e-3, 1e-9);
        free(printed);
        free(lines);
    }
}
END_TEST

/* See docs/schematics.md and docs/device.md: XSPICE splits such names, other elements do not. */
START_TEST(names_that_xspice_takes_apart_end_the_run_with_an_error)
{
    const char *const device[] = {"x1[0]", "x1<0>", "x1", "x1", "x1", "x1", "x1", "x1"};
    const char *const node[] = {"in", "in", "w[0]", "w<1>", "w(1)", "~w", "w%1", "null"};
    for (size_t k = 0; k < sizeof node / sizeof *node; k++) {
        for (int library = 0; library < LIBRARIES; library++) {
            char *lines;
            ck_assert_int_ge(asprintf(&lines, "itrack 0 %s 20u\n%s %s 0 top 0 %s\nvtop top 0 50m", node[k], device[k],
                                      node[k], LIBRARY[library]),
                             0);
            char *printed = run(library, lines, "tran 0.1n 1n 0 0.04n\nmeas tran got find i(vtop) at=0.5n");
            bool errs = strstr(printed, "Error on line") != NULL, runs = strstr(printed, "\ngot ") != NULL;
            ck_assert_msg(library == BEHAVIOURAL ? runs : errs && !runs, "%s %s: %s", device[k], node[k], printed);
            free(printed);
            free(lines);
        }
    }
}
END_TEST

/* docs/device.md explains this: in batch mode ngspice runs a deck only where a line asks for a voltage or a current. */
START_TEST(measures_of_walls_alone_run_from_a_control_block)
{
    char *include = simulate_include("dwmtj.lib");
    for (int k = 0; k < 2; k++) {
        char *deck;
        ck_assert_int_ge(
            asprintf(&deck,
                     "* a wall alone\n%sitrack 0 in 20u\nx1 in 0 top 0 dwmtj\nvtop top 0 50m\n"
                     ".save @a.x1.awall[x]\n.tran 0.1n 5n 0 1n\n.meas tran place find @a.x1.awall[x] at=5n\n"
                     "%s.end\n",
                     include, k ? ".control\nrun\n.endc\n" : ""),
            0);
        char *printed = simulate_plainly(deck, NULL);
        if (k) {
            struct dwmtj d = dwmtj_default();
            ck_assert_double_eq_tol(simulate_measured(printed, "place"), 5e-9 * dwmtj_velocity(&d, 20e-6), 1e-12);
        } else {
            ck_assert_ptr_null(strstr(printed, "\nplace "));
            ck_assert_ptr_nonnull(strstr(printed, "no simulations run"));
        }
        free(printed);
        free(deck);
    }
    free(include);
}
END_TEST

Suite *library_suite(void)
{
    Suite *suite = suite_create("library");
    TCase *tests = tcase_create("library");
    tcase_add_loop_test(tests, m_is_so_many_devices_in_parallel_in_an_operating_point, 0, LIBRARIES);
    tcase_add_loop_test(tests, m_is_so_many_devices_in_parallel_in_a_transient, 0, LIBRARIES);
    tcase_add_loop_test(tests, m_is_so_many_devices_in_parallel_for_small_signals, 0, LIBRARIES);
    tcase_add_test(tests, m_that_makes_no_device_is_refused);
    tcase_add_test(tests, parameter_altered_in_a_subcircuit_is_altered_everywhere);
    tcase_add_test(tests, track_beside_the_code_model_is_spoken_of_where_rm_is_altered);
    tcase_add_test(tests, values_at_their_limits_are_taken_from_an_x_line);
    tcase_add_test(tests, names_that_xspice_takes_apart_end_the_run_with_an_error);
    tcase_add_test(tests, measures_of_walls_alone_run_from_a_control_block);
    suite_add_tcase(suite, tests);
    return suite;
}
