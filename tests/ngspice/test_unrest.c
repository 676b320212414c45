/* Why a run does not come to rest: report/unrest.h, and what both engines say of the same networks. */
#include "tests/suites.h"

#include "tests/support/handmade.h"
#include "tests/support/program.h"
#include "tests/support/scratch.h"
#include "report/unrest.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- What a watch sees ---- */

enum { N = 2, SOMA_0 = 0, SOMA_1 = 1, AXON_0 = 2 };
static const double END = 1e-6, TRACK = 100e-9; /* s, m */

/* A run of END without a load phase whose wall `wall` is where `position` says, in `points` steps; the others rest at
 * the left end. */
static struct unrest watched(size_t wall, double (*position)(double t), size_t points)
{
    struct network *network = handmade_network(&handmade_question, N);
    struct unrest_watch *watch = unrest_watch_new(network, END);
    ck_assert_ptr_nonnull(watch);
    for (size_t k = 0; k <= points; k++) {
        double x[2 * N] = {0}, t = END * (double)k / (double)points;
        x[wall] = position(t);
        ck_assert(unrest_watch_see(watch, t, x, x + N));
    }
    struct unrest unrest = unrest_watch_judge(watch);
    unrest_watch_free(watch);
    network_free(network);
    return unrest;
}

/* Goes from end to end of the track in 60 ns, again and again: a period of 120 ns. */
static double swinging(double t)
{
    double phase = fmod(t, 120e-9) / 60e-9;
    return TRACK * (phase < 1.0 ? phase : 2.0 - phase);
}

static double creeping(double t)
{
    return 10e-9 + 0.03 * t;
}

static double slowing(double t)
{
    return 60e-9 * (1.0 - exp(-t / 200e-9));
}

static double late(double t)
{
    return t < 980e-9 ? 0.0 : 4.0 * (t - 980e-9);
}

static double arriving(double t)
{
    return fmin(t < 900e-9 ? 0.0 : 4.0 * (t - 900e-9), TRACK);
}

static double swung_before(double t)
{
    return t < 480e-9 ? swinging(t) : 0.0;
}

static double resting(double t)
{
    (void)t;
    return 50e-9;
}

START_TEST(wall_that_turns_round_oscillates)
{
    struct unrest u = watched(SOMA_1, swinging, 1000);
    ck_assert_uint_eq(u.neurons, 1);
    ck_assert_uint_eq(u.oscillating, 1);
    ck_assert_uint_eq(u.first[0].neuron, 1);
    ck_assert(!u.first[0].axon);
    /* 8 whole turns are in 500 ns, and the one that is under way is not */
    ck_assert_double_eq_tol(u.period, 120e-9, 15e-9);
    ck_assert_double_eq_tol(fabs(u.swings.speed), TRACK / 60e-9, 1e-3);
    ck_assert(isinf(u.first[0].remaining));
}
END_TEST

START_TEST(slow_wall_creeps_and_its_arrival_is_estimated)
{
    for (size_t points = 1; points < 200; points = 3 * points) { /* in one step, too */
        struct unrest u = watched(SOMA_0, creeping, points);
        ck_assert_uint_eq(u.creeping, 1);
        ck_assert_double_eq_tol(u.slowest.speed, 0.03, 1e-9);
        ck_assert_double_eq_tol(u.slowest.leak, 0.2, 1e-12);
        ck_assert_double_eq_tol(u.slowest.drive, -0.17, 1e-9);
        ck_assert_double_eq_tol(u.remaining, 60e-9 / 0.03, 1e-12);
    }
}
END_TEST

START_TEST(wall_that_gets_slower_has_no_arrival)
{
    struct unrest u = watched(SOMA_0, slowing, 1000);
    ck_assert_uint_eq(u.creeping, 1);
    ck_assert(isinf(u.remaining));
}
END_TEST

START_TEST(fast_wall_is_on_its_way)
{
    struct unrest u = watched(AXON_0, late, 1000);
    ck_assert_uint_eq(u.neurons, 1);
    ck_assert_uint_eq(u.oscillating + u.creeping, 0);
    ck_assert(u.first[0].axon);
    ck_assert_double_eq_tol(u.first[0].leak, -5.0, 1e-12);
}
END_TEST

START_TEST(walls_that_rest_at_the_end_do_not_move)
{
    ck_assert_uint_eq(watched(SOMA_0, arriving, 1000).neurons, 0);
    ck_assert_uint_eq(watched(SOMA_0, swung_before, 1000).neurons, 0);
    ck_assert_uint_eq(watched(SOMA_0, resting, 1000).neurons, 0);
}
END_TEST

/* ---- Both engines ---- */

static json_t *report_of(const char *command)
{
    struct outcome outcome = program_run(command);
    ck_assert_msg(outcome.code == 1, "'%s' gave %d: %s", command, outcome.code, outcome.err);
    json_t *json = json_loads(outcome.out, 0, NULL);
    ck_assert_ptr_nonnull(json);
    outcome_free(&outcome);
    return json;
}

static double number(const json_t *report, const char *key)
{
    return json_number_value(json_object_get(json_object_get(report, "unrest"), key));
}

static const char *text_of(const json_t *report, const char *kind)
{
    size_t k;
    json_t *warning;
    json_array_foreach(json_object_get(report, "warnings"), k, warning)
    {
        if (strcmp(json_string_value(json_object_get(warning, "kind")), kind) == 0) {
            return json_string_value(json_object_get(warning, "text"));
        }
    }
    return "";
}

/* Three neurons of which each inhibits the next and excites the one before. The engines' periods agree within a few
 * per cent: a turn more or less in the second half. */
START_TEST(engines_see_the_same_oscillation)
{
    program_input("ring.csv", "0,-0.1,0.1\n0.1,0,-0.1\n-0.1,0.1,0\n");
    program_gives("gen custom ring.csv --start 101 --vdw loaded -o ring", 0, "");
    json_t *ngspice = report_of("run ring --json"), *solver = report_of("solve ring --json");
    json_t *const both[] = {ngspice, solver};
    for (size_t k = 0; k < 2; k++) {
        ck_assert_double_eq(number(both[k], "neurons"), 3.0);
        ck_assert_double_eq(number(both[k], "oscillating"), 3.0);
        ck_assert_ptr_nonnull(strstr(text_of(both[k], "unrest"), "3 of 3 neurons still move: 0, 1, 2; 3 oscillate"));
        ck_assert_ptr_nonnull(strstr(text_of(both[k], "oscillation"), "expected W_ij = W_ji"));
    }
    double period = number(solver, "period_s");
    ck_assert_double_eq_tol(number(ngspice, "period_s"), period, 0.1 * period);
    json_decref(ngspice);
    json_decref(solver);
}
END_TEST

/* The third neuron gets little current, which its leak nearly cancels. Speeds are differences of positions that agree
 * within 1e-4 of the track. */
START_TEST(engines_see_the_same_creep_and_the_time_they_say_suffices)
{
    program_input("creep.csv", "0,0.1,-4e-4\n0.1,0,-4e-4\n-4e-4,-4e-4,0\n");
    program_gives("gen custom creep.csv --start 110 --vdw loaded -o creep", 0, "");
    json_t *ngspice = report_of("run creep --json"), *solver = report_of("solve creep --json");
    json_t *const both[] = {ngspice, solver};
    const double remaining = number(solver, "remaining_s");
    const double end = json_number_value(json_object_get(solver, "time_to_solution_s")) + remaining;
    for (size_t k = 0; k < 2; k++) {
        const json_t *first = json_array_get(json_object_get(json_object_get(both[k], "unrest"), "first"), 0);
        ck_assert_double_eq(number(both[k], "neurons"), 1.0);
        ck_assert_double_eq(number(both[k], "creeping"), 1.0);
        ck_assert_str_eq(json_string_value(json_object_get(first, "name")), "2");
        ck_assert_str_eq(json_string_value(json_object_get(first, "wall")), "soma");
        ck_assert_double_eq_tol(json_number_value(json_object_get(first, "drive_m_s")), -0.189, 0.001);
        ck_assert_double_eq_tol(number(both[k], "remaining_s"), remaining, 0.01 * remaining);
        ck_assert_ptr_nonnull(strstr(text_of(both[k], "creep"), "use --stop"));
    }
    char command[80];
    snprintf(command, sizeof command, "solve creep --stop %g", 1.02 * end);
    program_gives(command, 0, "all walls are at rest");
    json_decref(ngspice);
    json_decref(solver);
}
END_TEST

/* A node without an edge has no synapses: its leak moves it, and its report must say so. */
START_TEST(leak_alone_is_said_to_move_a_node_without_an_edge)
{
    program_input("island.graph", "4 2\n1 2 1\n2 3 1\n");
    program_gives("gen maxcut island.graph --stop 300n --seed 6 -o island", 0, "");
    json_t *ngspice = report_of("run island --json"), *solver = report_of("solve island --json");
    json_t *const both[] = {ngspice, solver};
    for (size_t k = 0; k < 2; k++) {
        ck_assert_ptr_nonnull(strstr(text_of(both[k], "unrest"), "1 of 4 neurons still moves: 4; 1 creeps"));
        ck_assert_ptr_nonnull(strstr(text_of(both[k], "creep"), "nothing drives it but its leak, 0.2 m/s"));
    }
    json_decref(ngspice);
    json_decref(solver);
}
END_TEST

Suite *unrest_suite(void)
{
    Suite *suite = suite_create("unrest");
    TCase *watch = tcase_create("watch");
    tcase_add_test(watch, wall_that_turns_round_oscillates);
    tcase_add_test(watch, slow_wall_creeps_and_its_arrival_is_estimated);
    tcase_add_test(watch, wall_that_gets_slower_has_no_arrival);
    tcase_add_test(watch, fast_wall_is_on_its_way);
    tcase_add_test(watch, walls_that_rest_at_the_end_do_not_move);
    suite_add_tcase(suite, watch);
    TCase *engines = tcase_create("engines");
    tcase_add_test(engines, engines_see_the_same_oscillation);
    tcase_add_test(engines, engines_see_the_same_creep_and_the_time_they_say_suffices);
    tcase_add_test(engines, leak_alone_is_said_to_move_a_node_without_an_edge);
    suite_add_tcase(suite, engines);
    return suite;
}
