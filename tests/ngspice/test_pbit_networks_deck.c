/* Networks of p-bits in ngspice: they see the same states at the same times as in the solver. */
#include "tests/suites.h"

#include "tests/support/program.h"

#include <stdlib.h>

static const struct {
    const char *made, *compared;
} CASES[] = {
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology pbit --stop 300n -q -o a", "the same at all times"},
    {"gen maxcut --graph rnd --nodes 8 --density 60% --technology pbit --stop 200n --pbit-lag 0.1n -q -o a",
     "the same at all times"},
    {"gen recall -n 12 -p 1 --technology pbit --pbit-beta 0.3 -q -o a", "the same at all times"},
    {"gen ising fields.txt --technology pbit --stop 300n -q -o a", "the same at all times"},
};

START_TEST(a_deck_sees_the_states_of_the_solver)
{
    program_input("fields.txt", "3 5\n1 2 1\n2 3 -0.5\n1 1 0.7\n2 2 -0.2\n3 3 0.4\n");
    program_gives(CASES[_i].made, 0, "");
    program_gives("compare a", 0, CASES[_i].compared);
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
    ck_assert_int_eq(program_shell("cut -d, -f1-4 solver.csv >1 && cut -d, -f1-4 spice.csv >2 && cmp 1 2"), 0);
    outcome_free(&solver);
    outcome_free(&spice);
}
END_TEST

Suite *pbit_networks_deck_suite(void)
{
    Suite *suite = suite_create("pbit_networks_deck");
    TCase *tests = tcase_create("pbit_networks_deck");
    tcase_add_loop_test(tests, a_deck_sees_the_states_of_the_solver, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tests, a_search_in_ngspice_has_the_noise_of_its_starts);
    suite_add_tcase(suite, tests);
    return suite;
}
