/* Learning by spike timing in ngspice, and what the solver gives of the same. */
#include "tests/suites.h"

#include "solver/stdp_learn.h"
#include "tests/support/chance.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct stdp_plan planned(struct stdp *stdp)
{
    struct stdp_plan plan;
    struct diagnostic why;
    stdp->window = stdp->window > 0.0 ? stdp->window : (double)stdp->width * stdp->step;
    expect_ok(stdp_plan(stdp, &plan, &why), &why);
    return plan;
}

/* ---- Probabilities ---- */

enum { OF_A_KIND = 100 };

/* Junctions of six kinds: with their pixel in its window or not, or in it in a column without a pulse; parallel or not
 * at the start. Those of a kind are read together at the end: the current says how many are parallel. */
enum kind { IN, OUT, ALONE, KINDS };

static char *pulse_deck(const struct stdp_plan *plan, double pulse)
{
    char *text = NULL;
    size_t size;
    const struct mtj_rate *j = &plan->at.device;
    const double on = plan->column[STDP_WRITE_ON], off = plan->column[STDP_WRITE_OFF], end = 5e-9 + 2.0 * pulse;
    static const char *const row[KINDS] = {"row", "silent", "row"}, *const column[KINDS] = {"column", "column", "0"};
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    fprintf(out, "A pulse\nvrow row 0 pwl(0 0 1n 0 1.01n %.17g)\n", plan->row);
    fprintf(out, "vsilent silent 0 pwl(0 0 %.17g 0 %.17g %.17g)\n", end + 1e-9, end + 1.01e-9, plan->row);
    fprintf(out, "vcolumn column 0 pwl(0 0 5n 0 5.01n %.17g %.17g %.17g %.17g %.17g %.17g %.17g %.17g 0)\n", on,
            5e-9 + pulse, on, 5.01e-9 + pulse, off, end, off, end + 10e-12);
    for (int start = 0; start < 2; start++) {
        fprintf(out,
                ".model j%d mtj_rate(delta=%.17g diameter=%.17g alpha=%.17g polarization=%.17g rp=%.17g rap=%.17g "
                "vhalf=%.17g start=%d noise=5)\n",
                start, j->delta, j->diameter, j->alpha, j->polarization, j->rp, j->rap, j->vhalf, start);
        for (int kind = 0; kind < KINDS; kind++) {
            fprintf(out, "vsense%d_%d %s own%d_%d 0\n.save i(vsense%d_%d)\n", start, kind, row[kind], start, kind,
                    start, kind);
            for (int k = 0; k < OF_A_KIND; k++) {
                fprintf(out, "a%d_%d_%d %%gd(own%d_%d %s) j%d\n", start, kind, k, start, kind, column[kind], start);
            }
        }
    }
    fprintf(out, ".tran 0.1n %.17g 0 0.1n\n.end\n", end + 3e-9);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

/* Edges of 10 ps and steps of 0.1 ns: a pulse may be 2 % longer or shorter, and p is linear in that, or less. Those
 * that the first half has switched may be switched back by the second one. */
START_TEST(junctions_switch_in_ngspice_with_the_planned_probabilities)
{
    struct stdp stdp = stdp_default();
    stdp.p_on = stdp.p_off = 0.3;
    stdp.p_half = 0.02;
    stdp.window = 2.0 * stdp.pulse + 9e-9;
    struct stdp_plan plan = planned(&stdp);
    const double p[2][KINDS] = {
        {plan.p_half_off, plan.p_off, 0.0},
        {plan.p_on * (1.0 - plan.p_half_off), plan.p_half_on * (1.0 - plan.p_off), plan.p_window}};
    double unused[2], least = mtj_rate_current(&plan.at, 0.0, plan.row, &unused[0], &unused[1]),
                      more = mtj_rate_current(&plan.at, 1.0, plan.row, &unused[0], &unused[1]) - least;
    char *deck = pulse_deck(&plan, stdp.pulse);
    struct table *table = simulate_deck(deck);
    for (int start = 0; start < 2; start++) {
        for (int kind = 0; kind < KINDS; kind++) {
            char name[48];
            snprintf(name, sizeof name, "i(vsense%d_%d)", start, kind);
            double parallel = (simulate_at(table, table->rows - 1, name) / OF_A_KIND - least) / more * OF_A_KIND;
            ck_assert_double_eq_tol(parallel, round(parallel), 1e-3);
            size_t switched = (size_t)lround(start == 0 ? OF_A_KIND - parallel : parallel);
            chance_expect(switched, OF_A_KIND, 0.98 * p[start][kind], fmin(1.02 * p[start][kind] + 1e-5, 1.0));
        }
    }
    table_free(table);
    free(deck);
}
END_TEST

/* examples/stdp-pulse.cir, unchanged. Its voltages have four digits, and its edges and steps make the pulse up to 2 %
 * longer or shorter. */
START_TEST(example_switches_a_tenth_each_way_and_disturbs_none)
{
    char *printed = simulate_file("examples/stdp-pulse.cir");
    ck_assert_msg(!strstr(printed, "rror") && !strstr(printed, "arning: "), "%s", printed);
    struct stdp stdp = stdp_default();
    const struct stdp_plan plan = planned(&stdp);
    ck_assert_double_eq_tol(plan.row, 72.93e-3, 5e-6); /* what the deck has */
    ck_assert_double_eq_tol(plan.column[STDP_WRITE_ON], -146.8e-3, 5e-5);
    ck_assert_double_eq_tol(plan.column[STDP_WRITE_OFF], 219.8e-3, 5e-5);
    const double on = simulate_measured(printed, "switched_on"), left = simulate_measured(printed, "left_on");
    ck_assert_double_eq_tol(on, round(on), 1e-2);
    ck_assert_double_eq_tol(left, round(left), 1e-2);
    chance_expect((size_t)lround(on), 100, 0.097, 0.103);
    chance_expect(100 - (size_t)lround(left), 100, 0.097, 0.103);
    /* 200 that switch with 1e-6 at most each: of this seed none, of others one in 5,000 */
    ck_assert_double_eq_tol(simulate_measured(printed, "kept_on"), 100.0, 1e-2);
    ck_assert_double_eq_tol(simulate_measured(printed, "disturbed"), 0.0, 1e-2);
    free(printed);
}
END_TEST

/* ---- A run ---- */

/* 64 junctions that learn in 24 passages. */
static struct stdp small(void)
{
    struct stdp stdp = stdp_default();
    stdp.width = 8;
    stdp.height = 4;
    stdp.outputs = 2;
    stdp.passages = 24;
    stdp.p_on = stdp.p_off = 0.3;
    stdp.stray = 0.0;
    stdp.seed = 3;
    return stdp;
}

static double measured(const char *printed, const char *what, size_t a, size_t b)
{
    char name[64];
    snprintf(name, sizeof name, "%s_%zu_%zu", what, a, b);
    return simulate_measured(printed, name);
}

/* The deck has the same neurons, and the junctions the same random numbers. Its pulses may be 2 % longer or shorter by
 * its steps, which moves a jump of one junction in a pulse across its end with a probability of 0.3 * 0.02: of 24
 * pulses in columns of 32 junctions 4.6 in the mean. So 19 or more states that differ have a chance below 1e-6
 * (Poisson). */
START_TEST(deck_learns_what_the_solver_learns)
{
    struct stdp stdp = small();
    struct stdp_plan plan = planned(&stdp);
    struct stdp_learned learned;
    struct diagnostic why;
    char *deck = NULL;
    size_t size, differ = 0;
    FILE *out = open_memstream(&deck, &size);
    ck_assert_ptr_nonnull(out);
    expect_ok(stdp_write_deck(&stdp, &plan, out, &why), &why);
    ck_assert_int_eq(fclose(out), 0);
    expect_ok(stdp_learn(&stdp, &plan, &learned, &why), &why);
    char *printed = simulate_plainly(deck, NULL);
    ck_assert_uint_ne(learned.output[0].lane, learned.output[1].lane);
    for (size_t k = 0; k < 2; k++) {
        const struct stdp_output *output = &learned.output[k];
        double own = measured(printed, "late", k, output->lane), other = measured(printed, "late", k, 1 - output->lane);
        ck_assert_uint_ge(output->late, 2);
        ck_assert_uint_eq(output->from_lane, output->late); /* each knows a lane, */
        ck_assert_double_eq_tol(own, (double)output->late, 0.1);
        ck_assert_double_eq_tol(other, 0.0, 0.1); /* in the deck, too */
        for (size_t row = 0; row < 32; row++) {
            differ += measured(printed, "weight", row, k) != learned.last[k * 32 + row];
        }
    }
    ck_assert_uint_lt(differ, 19);
    free(printed);
    free(deck);
    stdp_learned_clear(&learned);
}
END_TEST

/* ---- The command ---- */

static double number_of(const json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

START_TEST(command_says_what_was_learned)
{
    program_gives("gen stdp --weights weights.pgm", 0, "2 of 2, by 4 of 4 outputs");
    json_t *json = program_json("gen stdp --passages 1 --outputs 32 -q --json"); /* most outputs never fire */
    ck_assert_int_eq(json_integer_value(json_object_get(json, "known_lanes")), 0);
    json_decref(json);
    json = program_json("gen stdp --json --sigma-vc 10%");
    ck_assert_int_eq(json_integer_value(json_object_get(json, "known_lanes")), 2);
    ck_assert_uint_eq(json_array_size(json_object_get(json, "output")), 4);
    double parts = number_of(json, "windows_j") + number_of(json, "pulses_j") + number_of(json, "neurons_j");
    expect_close(number_of(json, "energy_j"), parts, 1e-12);
    expect_close(number_of(json, "junction_of_learning_event_j") * 128.0 * number_of(json, "output_spikes"),
                 number_of(json, "pulses_j"), 1e-12);
    expect_close(number_of(json, "synaptic_event_j") * 4.0 * 32000.0, parts, 1e-12);
    json_decref(json);
    struct outcome outcome = program_run("gen stdp --passages 10 -o few");
    ck_assert_int_eq(outcome.code, 0);
    ck_assert_ptr_nonnull(strstr(outcome.err, "warning: output 0 knows no lane"));
    ck_assert_ptr_nonnull(strstr(outcome.err, "warning: no output knows lane 1"));
    outcome_free(&outcome);
    ck_assert_int_eq(program_shell("head -2 weights.pgm | tr '\\n' ' ' | grep -q 'P2 16 32'"), 0);
    ck_assert_int_eq(program_shell("grep -q '^a_127_3 %gd(r_127 c_3) ' few.cir"), 0);
}
END_TEST

/* The default, whose energies stand in docs/stdp.md: of a junction in the pulse of a column, beside 100 fJ for writing
 * an MRAM cell, and of an input spike at an output, beside 23 fJ. Three digits of the page. */
START_TEST(events_cost_what_the_page_says)
{
    json_t *json = program_json("gen stdp --json");
    expect_close(number_of(json, "junction_of_learning_event_j"), 69.8e-15, 1e-3);
    expect_close(number_of(json, "synaptic_event_j"), 288e-15, 2e-3);
    ck_assert_int_eq(json_integer_value(json_object_get(json, "knowing_outputs")), 4);
    json_decref(json);
    program_gives("gen stdp", 0, "69.8 fJ a junction (published: 100 fJ to write an MRAM cell)");
    program_gives("gen stdp", 0, "288 fJ of all, for an input spike at an output (published: 23.0 fJ)");
}
END_TEST

START_TEST(what_cannot_be_learned_is_one_line)
{
    static const struct {
        const char *arguments, *message;
    } wrong[] = {{"--pixels 16", "WIDTHxHEIGHT"},
                 {"--pixels 16x0", "WIDTHxHEIGHT"},
                 {"--pixels 16x9", "does not divide"},
                 {"--pixels 1024x1024", "junctions"},
                 {"--lanes 1", "--lanes"},
                 {"--outputs 1", "at least one output for each lane"},
                 {"--passages 0", "--passages"},
                 {"--seed 0", "--seed"},
                 {"--step 0", "--step takes seconds"},
                 {"--pulse 20", "--pulse takes seconds"},
                 {"--window 10n", "shorter than a pulse"},
                 {"--p-on 0", "--p-on takes a share"},
                 {"--p-off 1.5", "--p-off takes a share"},
                 {"--p-half 0.5", "not below"},
                 {"--stray 2", "--stray takes a share"},
                 {"--sigma-vc 0.5", "--sigma-vc takes a share"},
                 {"--set delta=6", "a window needs"},
                 {"--set rap=1", "rap"},
                 {"--set start=1", "--parallel"},
                 {"--set nothing=1", "no parameter"},
                 {"--pulse 1p", "no voltage"},
                 {"-o nowhere/deck", "nowhere"},
                 {"--weights nowhere/picture", "nowhere"},
                 {"more", "takes no argument"}};
    for (size_t k = 0; k < sizeof wrong / sizeof *wrong; k++) {
        char arguments[128];
        snprintf(arguments, sizeof arguments, "gen stdp %s", wrong[k].arguments);
        program_gives(arguments, 2, wrong[k].message);
    }
}
END_TEST

Suite *stdp_deck_suite(void)
{
    Suite *suite = suite_create("stdp_deck");
    TCase *tests = tcase_create("learning");
    tcase_add_checked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, junctions_switch_in_ngspice_with_the_planned_probabilities);
    tcase_add_test(tests, example_switches_a_tenth_each_way_and_disturbs_none);
    tcase_add_test(tests, deck_learns_what_the_solver_learns);
    tcase_add_test(tests, command_says_what_was_learned);
    tcase_add_test(tests, events_cost_what_the_page_says);
    tcase_add_test(tests, what_cannot_be_learned_is_one_line);
    suite_add_tcase(suite, tests);
    return suite;
}
