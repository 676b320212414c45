/* Networks of p-bits and of oscillators in ngspice: they see the same states at the same times as in the solver. */
#include "tests/suites.h"

#include "base/number.h"
#include "netgen/deck.h"
#include "netgen/problem.h"
#include "netgen/technologies/technology.h"
#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct {
    const char *made, *compared;
} CASES[] = {
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology pbit --stop 300n -q -o a", "the same at all times"},
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology pbit --stop 200n --pbit-lag 0.1n -q -o a",
     "the same at all times"},
    {"gen recall -n 12 -p 1 --technology pbit --pbit-beta 0.3 -q -o a", "the same at all times"},
    {"gen ising fields.txt --technology pbit --stop 300n -q -o a", "the same at all times"},
    /* signs change between time points, which the engines do not have in common */
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology oscillator --stop 100n -q -o a", "they agree"},
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology oscillator --oscillator-noise 0 -q -o a",
     "they agree"},
    {"gen recall -n 12 -p 1 --technology oscillator -q -o a", "they agree"},
    {"gen ising fields.txt --technology oscillator --stop 100n -q -o a", "they agree"},
};

START_TEST(a_deck_sees_the_states_of_the_solver)
{
    program_input("fields.txt", "3 5\n1 2 1\n2 3 -0.5\n1 1 0.7\n2 2 -0.2\n3 3 0.4\n");
    program_gives(CASES[_i].made, 0, "");
    program_gives("compare a", 0, CASES[_i].compared);
}
END_TEST

/* The voltage at a node of the deck at the end of a run. */
static double volts_at(const struct table *table, const char *node)
{
    char name[80];
    snprintf(name, sizeof name, "v(%s)", node);
    return strcmp(node, "0") == 0 ? 0.0 : simulate_at(table, table->rows - 1, name);
}

/* What all resistors of the deck take then, but for the one at which the power is read, W. */
static double taken(const struct table *table, const char *deck)
{
    double sum = 0.0;
    for (const char *line = deck; line; line = strchr(line, '\n')) {
        char name[80], a[80], b[80], text[80];
        double ohms;
        line += *line == '\n';
        if (*line != 'r' || sscanf(line, "%79s %79s %79s %79s", name, a, b, text) != 4 ||
            strcmp(name, "rp_synapse") == 0) {
            continue;
        }
        ck_assert(number_parse(text, &ohms));
        const double volts = volts_at(table, a) - volts_at(table, b);
        sum += volts * volts / ohms;
    }
    return sum;
}

/* The power that the deck of oscillators reports is what its resistors take, with couplings of both signs: within
 * ngspice's relative error of voltages. */
START_TEST(outputs_deliver_what_the_resistors_take)
{
    const struct bias bias = problem_standard_bias();
    struct network *made = sample_random(8, 2, 1, &bias), *network;
    struct bias other = problem_auto_bias();
    struct diagnostic why;
    other.technology = &technology_oscillator;
    other.t_stop = 3e-9;
    const struct problem problem = {
        .question = made->question, .weights = made->weights, .asked = made->asked, .start = "01101001"};
    expect_ok(problem_network(&problem, &other, &network, &why), &why);
    char *deck, *kept;
    expect_ok(deck_text(network, DECK_COMPACT, &deck, &why), &why);
    const char *end = strstr(deck, ".tran");
    ck_assert_int_ge(asprintf(&kept, "%.*s.save all\n%s", (int)(end - deck), deck, end), 0);
    struct table *table = simulate_deck(kept);
    expect_close(taken(table, deck), volts_at(table, "p_synapse"), 1e-3);
    table_free(table);
    free(kept);
    free(deck);
    made->weights = (struct weights){0}; /* are the other network's now */
    made->asked = NULL;
    network_free(made);
    network_free(network);
}
END_TEST

START_TEST(a_search_in_ngspice_has_the_noise_of_its_starts)
{
    program_gives("gen maxcut --graph rnd --nodes 6 --density 60% --technology pbit --stop 100n -q -o a", 0, "");
    struct outcome solver = program_run("search a --runs 4 --seed 3"),
                   spice = program_run("search a --runs 4 --seed 3 --engine ngspice");
    ck_assert_int_eq(solver.code, 0);
    ck_assert_int_eq(spice.code, 0);
    program_gives("search a --runs 4 --seed 3 --csv solver.csv -q", 0, "");
    program_gives("search a --runs 4 --seed 3 --engine ngspice --csv spice.csv -q", 0, "");
    ck_assert_int_eq(program_shell("cut -d, -f1-6 solver.csv >1 && cut -d, -f1-6 spice.csv >2 && cmp 1 2"), 0);
    outcome_free(&solver);
    outcome_free(&spice);
}
END_TEST

/* Loop: the technologies. Two neurons have four starts, so that six runs have equal ones, with different energies. */
START_TEST(runs_from_equal_starts_have_the_same_noise_in_both_engines)
{
    char command[200];
    program_input("two.txt", "1 1 -1\n1 2 2\n");
    snprintf(command, sizeof command, "gen qubo two.txt --technology %s --stop 10n -q -o two",
             _i ? "oscillator" : "pbit");
    program_gives(command, 0, "");
    program_gives("search two --runs 6 --csv solver.csv -q", 0, "");
    program_gives("search two --runs 6 --engine ngspice --csv spice.csv -q", 0, "");
    ck_assert_int_eq(program_shell("cut -d, -f1-6 solver.csv >1 && cut -d, -f1-6 spice.csv >2 && cmp 1 2"), 0);
    ck_assert_int_eq(program_shell("paste -d, solver.csv spice.csv | tail -n +2 | awk -F, '{d = $17/$8 - 1; "
                                   "if (d > 0.005 || d < -0.005) {print; exit 1}}'"),
                     0);
    ck_assert_int_eq(program_shell("test $(cut -d, -f8 spice.csv | sort -u | wc -l) -gt 5"), 0);
}
END_TEST

Suite *pbit_networks_deck_suite(void)
{
    Suite *suite = suite_create("pbit_networks_deck");
    TCase *tests = tcase_create("pbit_networks_deck");
    tcase_add_loop_test(tests, a_deck_sees_the_states_of_the_solver, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tests, outputs_deliver_what_the_resistors_take);
    tcase_add_test(tests, a_search_in_ngspice_has_the_noise_of_its_starts);
    tcase_add_loop_test(tests, runs_from_equal_starts_have_the_same_noise_in_both_engines, 0, 2);
    suite_add_tcase(suite, tests);
    return suite;
}
