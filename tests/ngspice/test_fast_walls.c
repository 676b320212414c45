/* Walls so fast that ngspice's own first step, a hundredth of the one in .tran, would lead them across their tracks. */
#include "tests/suites.h"

#include "report/comparison.h"
#include "solver/answer.h"
#include "netgen/deck.h"
#include "tests/support/solved.h"
#include "tests/support/expect.h"
#include "netgen/problem.h"
#include "netgen/questions/maxcut.h"
#include "spice/deck_trace.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The lines of the device in a deck, with its parameters. At 100 uA the wall goes at 85 km/s, along its 100 nm in
 * 1.2 ps. */
#define FAST "ms=1e3 vleak="
static const char *const DEVICES[] = {
    ".model wall dwmtj(" FAST "%s)\na1 %%vd(in 0) %%gd(top 0) wall\n",
    ".model wall dwmtj_watched(" FAST "%s)\na1 %%vd(in 0) %%gd(top 0) %%i(motion) wall\n",
    ".model wall dwmtj_network(" FAST "%s)\na1 %%vd(in 0) %%gd(top 0) %%i(motion) wall\n",
    ".model wall dwmtj(" FAST "%s alpha=0.1 beta=0.1 delta=5n)\na1 %%vd(in 0) %%gd(top 0) wall\n",
};
enum { KINDS = sizeof DEVICES / sizeof *DEVICES };

/* When the wall of such a device is at the middle of its track, fed with `source`, s. */
static double time_to_middle(size_t kind, const char *leak, const char *source, const char *analysis)
{
    char device[400], *deck;
    snprintf(device, sizeof device, DEVICES[kind], leak);
    ck_assert_int_ge(
        asprintf(
            &deck,
            "* a fast wall\n%srtrack in 0 2k\nrmotion motion 0 1\n%s\nvtop top 0 0.1\n.save @a1[x] i(vtop)\n%s\n.end\n",
            device, source, analysis),
        0);
    struct table *table = simulate_deck(deck);
    free(deck);
    const double middle = 50e-9;
    double time = NAN;
    for (size_t k = 1; k < table->rows && isnan(time); k++) {
        double before = simulate_at(table, k - 1, "@a1[x]"), now = simulate_at(table, k, "@a1[x]");
        if (before < middle && now >= middle) {
            double from = simulate_at(table, k - 1, "time"), to = simulate_at(table, k, "time");
            time = from + (to - from) * (middle - before) / (now - before);
        }
    }
    table_free(table);
    return time;
}

/* Speed at 100 uA. */
static double speed(void)
{
    struct dwmtj device = dwmtj_default();
    device.ms = 1e3;
    device.vleak = 0.0;
    return dwmtj_velocity(&device, 100e-6);
}

START_TEST(first_step_is_as_short_as_the_wall_is_fast)
{
    double time = time_to_middle((size_t)_i, "0", "isource 0 in 100u", ".tran 10n 100n 0 10n");
    ck_assert_double_eq_tol(time, 50e-9 / speed(), 0.02 * 50e-9 / speed());
}
END_TEST

START_TEST(first_step_without_an_operating_point_is_as_short)
{
    double time = time_to_middle((size_t)_i, "0", "isource 0 in 100u", ".tran 10n 100n 0 10n uic");
    ck_assert_double_eq_tol(time, 50e-9 / speed(), 50e-9 / speed()); /* ngspice begins at 0 V: a ramp over a step */
}
END_TEST

START_TEST(step_in_which_the_drive_jumps_is_as_short)
{
    /* no breakpoint tells ngspice of the jump; the leak holds the wall at its end until then */
    double time = time_to_middle((size_t)_i, "-5", "bsource 0 in i=time>50n?100u:0", ".tran 10n 100n 0 10n") - 50e-9;
    ck_assert_double_ge(time, 0.0);
    ck_assert_double_le(time, 100e-9 / speed());
}
END_TEST

/* Maximum cuts with a parameter at a limit that makes walls fast: all rest within the first 0.1 ns. */
static struct network *fast_network(bool all)
{
    static const struct edge PATH[] = {{0, 2, 1}, {1, 2, 1}};
    static const struct edge DENSE[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 3, 1}, {1, 5, 1},
                                        {2, 3, 1}, {2, 5, 1}, {3, 4, 1}, {3, 5, 1}};
    struct graph *graph = calloc(1, sizeof *graph);
    *graph = all ? (struct graph){.nodes = 6, .edges = sizeof DENSE / sizeof *DENSE, .edge = malloc(sizeof DENSE)}
                 : (struct graph){.nodes = 3, .edges = sizeof PATH / sizeof *PATH, .edge = malloc(sizeof PATH)};
    memcpy(graph->edge, all ? DENSE : PATH, graph->edges * sizeof *graph->edge);
    struct bias bias = problem_standard_bias();
    bias.vdw = VDW_VOLTS;
    bias.v_dw = all ? 0.0388 : 0.0212; /* as for the published devices */
    if (all) {
        bias.soma.area = bias.axon.area = 1e-19;
    } else {
        bias.axon.ms = 1e3;
    }
    struct network *network;
    struct diagnostic why;
    expect_ok(maxcut_network(graph, NAN, &bias, &network, &why), &why);
    return network;
}

START_TEST(networks_of_fast_walls_agree_with_the_solver)
{
    struct network *network = fast_network(_i == 1);
    struct answer_reference solver;
    struct diagnostic why;
    struct table *table = simulate_network(network);
    struct trace *trace;
    struct measures measures;
    expect_ok(deck_trace_take(table, network, "ngspice", &trace, &why), &why);
    expect_ok(measures_take(trace, network, &measures, &why), &why);
    expect_ok(answer_reference(network, &solver, &why), &why);
    struct comparison comparison = solved_compare(&(struct comparison_run){trace, &measures},
                                                  &(struct comparison_run){solver.trace, &solver.measures},
                                                  COMPARISON_TOLERANCE, COMPARISON_WALLS);
    ck_assert_double_lt(measures.time_to_solution, 0.1e-9);
    ck_assert_int_eq(comparison.verdict, COMPARISON_AGREES);
    measures_clear(&measures);
    trace_free(trace);
    table_free(table);
    answer_reference_clear(&solver);
    network_free(network);
}
END_TEST

Suite *fast_walls_suite(void)
{
    Suite *suite = suite_create("fast_walls");
    TCase *tests = tcase_create("fast_walls");
    tcase_add_loop_test(tests, first_step_is_as_short_as_the_wall_is_fast, 0, KINDS);
    tcase_add_loop_test(tests, first_step_without_an_operating_point_is_as_short, 0, KINDS);
    tcase_add_loop_test(tests, step_in_which_the_drive_jumps_is_as_short, 0, KINDS);
    tcase_add_loop_test(tests, networks_of_fast_walls_agree_with_the_solver, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
