/* Networks with axons along edges only: the engines agree on them as they do where all axons are there. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/stored.h"

#include <stdio.h>
#include <stdlib.h>

START_TEST(engines_agree_on_graphs_of_every_kind)
{
    /* compare asks for equal states, time and energy within 0.5 %, and walls within 5 nm. */
    static const struct {
        const char *graph, *options;
    } KINDS[] = {
        {"6 5\n1 2\n1 3\n1 4\n1 5\n1 6\n", ""},                                       /* star */
        {"6 8\n1 2 3\n2 3 -1\n3 4 2\n4 5 -2\n5 6 1\n1 6 0.5\n1 3 -3\n2 5 1.5\n", ""}, /* weights of both signs */
        {"8 5\n1 2\n2 3\n1 3\n5 6\n7 8\n", ""},                                       /* in three parts, a node alone */
        {"2 1\n1 2\n", ""},                                                           /* two nodes */
        {"2 1\n1 2 -1\n", "--seed 3"},                                                /* two nodes of one side */
        {"7 12\n1 4\n1 5\n1 6\n1 7\n2 4\n2 5\n2 6\n2 7\n3 4\n3 5\n3 6\n3 7\n", "--seed 4"}, /* bipartite */
        {"5 10\n1 2\n1 3\n1 4\n1 5\n2 3\n2 4\n2 5\n3 4\n3 5\n4 5\n", ""},                   /* complete */
        {"6 7\n1 2\n2 3\n3 4\n4 5\n5 6\n1 6\n1 4\n", "--dendrite plain --vdw eq4"},         /* plain dendrites */
    };
    char arguments[200];
    program_input("graph", KINDS[_i].graph);
    snprintf(arguments, sizeof arguments, "gen maxcut graph %s -q -o a", KINDS[_i].options);
    program_gives(arguments, 0, "");
    program_gives("compare a", 0, "they agree");
}
END_TEST

START_TEST(engines_agree_on_a_regular_graph)
{
    program_gives("graph regular -n 20 --degree 3 --seed 4 -q -o graph", 0, "");
    program_gives("gen maxcut graph -q -o a", 0, "");
    program_gives("compare a", 0, "they agree");
}
END_TEST

START_TEST(engines_agree_on_couplings_and_fields)
{
    enum { N = 9 };
    double field[N];
    for (size_t j = 0; j < N; j++) {
        field[j] = (double)(j * 5 % 7) - 3.0; /* one of them is 0 */
    }
    struct network *network = sample_ising(sample_random_graph(N, _i == 2 ? 0.0 : 0.35, (unsigned long)_i + 1), field);
    stored_write(network, "a");
    network_free(network);
    program_gives("compare a", 0, "they agree");
}
END_TEST

START_TEST(an_axon_that_is_not_there_does_not_move)
{
    /* Strong fields move the somas' walls 40 nm in a few ns, and the leak would move an axon's for 12 ns. */
    static const double FIELD[] = {1.0, -1.0, 1.0};
    struct network *network = sample_ising(sample_graph(3, NULL, 0), FIELD);
    free(network->start);
    network->start = NULL;
    network->t_load = 0.0;
    network->soma.xinit = network->axon.xinit = 60e-9;
    stored_write(network, "a");
    network_free(network);
    program_gives("compare a", 0, "they agree");
}
END_TEST

Suite *sparse_suite(void)
{
    Suite *suite = suite_create("sparse");
    TCase *tests = tcase_create("engines");
    tcase_add_loop_test(tests, engines_agree_on_graphs_of_every_kind, 0, 8);
    tcase_add_test(tests, engines_agree_on_a_regular_graph);
    tcase_add_loop_test(tests, engines_agree_on_couplings_and_fields, 0, 3);
    tcase_add_test(tests, an_axon_that_is_not_there_does_not_move);
    suite_add_tcase(suite, tests);
    return suite;
}
