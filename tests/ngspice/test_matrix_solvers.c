/* ngspice has two solvers for its matrix, Sparse and KLU, and KLU moves the entries that a code model adds to. With
 * both of them each analysis gives the same, in whatever order analyses follow one another. Where libngspice was built
 * without KLU, as before ngspice 42, there is one solver, and nothing to compare: then these tests pass without a run.
 */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "tests/support/program.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What setup/ngspice.mk noted of the library. */
static bool library_has_klu(void)
{
    char line[200] = "";
    FILE *facts = fopen("build/libngspice/facts", "r");
    ck_assert_ptr_nonnull(facts);
    while (strncmp(line, "ngspice ", 8) != 0) {
        ck_assert_ptr_nonnull(fgets(line, sizeof line, facts));
    }
    fclose(facts);
    return strstr(line, "KLU") != NULL;
}

/* All code models that answer to small signals, on one track, with their junctions beside one another. */
static const char SMALL_SIGNALS[] = "vtop top 0 dc 0.1 ac 1\nrtop top mid 500\n"
                                    "itrack 0 in dc 1u ac 1u pwl(0 0 1n 20u 12n 20u)\nrtrack in 0 2k\n"
                                    "a1 %vd(in 0) %gd(mid 0) w1\n.model w1 dwmtj(xinit=50n)\n"
                                    "a2 %vd(in 0) %gd(mid 0) %i(motion) w2\n.model w2 dwmtj_watched(xinit=48n)\n"
                                    "a3 %gd(in 0) %gd(mid 0) w3\n.model w3 dwmtj_whole(xinit=46n)\n"
                                    "a4 %gd(mid 0) w4\n.model w4 spin_memristor\n"
                                    "a6 %gd(mid 0) null null w6\n.model w6 mtj(rp=500 rap=1.5k ptilt=0.5)\n"
                                    "a5 [mid in] w5\n.model w5 dwmtj_energy\nrmotion motion 0 1\n"
                                    ".save all @a1[x] @a2[x] @a3[x] @a5[energy]\n";

/* Those that do not: a device, equal ones in a list, and different ones, two at the same place. */
static const char LARGE_CIRCUITS[] =
    "vtop top 0 dc 0.1\nrtop top mid 500\nitrack 0 in dc 1u pwl(0 0 1n 20u 12n 20u)\nrtrack in 0 2k\n"
    "a1 %vd(in 0) %gd(mid 0) %i(motion) w1\n.model w1 dwmtj_network(xinit=45n)\n"
    "a2 %vd(in 0) %gd[mid 0 top low mid 0] %i(motion) w2\n.model w2 dwmtj_axons(xinit=40n)\n"
    "a3 %vd(low 0) %gd[mid in mid low mid 0] %i(motion) w3\n"
    ".model w3 dwmtj_axons(rp_each=[400 450 500] xinit=20n)\nrlow low 0 2k\nrmotion motion 0 1\n"
    ".save all @a1[x] @a2[x] @a3[x]\n";

/* Nanomagnets that are held, whose fields are not in the matrix, and such as settle. */
#define MAGNETS(follow)                                                                                                \
    "a1 [x1 y1 z1] [u1 mid w1] null one\na2 [x2 motion z2] [u2 v2 w2] null one\n"                                      \
    "a3 [u1 mid w1 u2 v2 w2] [x1 y1 z1 x2 motion z2] places\n.model one nanomagnet(noise=3 " follow ")\n"              \
    ".model places dipoles(places=[0 0 0 30n 90n 0] moments=[1.0179e-17] " follow ")\n"                                \
    "i1 0 y1 dc 3 ac 1 pwl(0 3 0.1n 12 0.5n 3)\n.save all\n"

#define OP(name) "op\nlet " name "_v = v(mid)\nlet " name "_m = v(motion)\nprint " name "_v " name "_m\n"
#define TRAN(name)                                                                                                     \
    "tran 0.1n 5n\nmeas tran " name "_v find v(mid) at=4n\nmeas tran " name "_m find v(motion) at=4n\n"                \
    "meas tran " name "_x find @a3[x] at=4n\n"
#define TRAN_MAGNETS(name)                                                                                             \
    "tran 5p 0.5n\nmeas tran " name "_v find v(mid) at=0.45n\nmeas tran " name "_m find v(motion) at=0.45n\n"
#define AC(name)                                                                                                       \
    "ac dec 1 1meg 10meg\nlet " name "_v = real(v(mid))[1]\nlet " name "_m = imag(v(mid))[1]\nprint " name "_v " name  \
    "_m\n"
#define DC(name)                                                                                                       \
    "dc vtop 0.1 0.3 0.1\nlet " name "_v = v(mid)[1]\nlet " name "_m = v(motion)[1]\nprint " name "_v " name "_m\n"

static const struct {
    const char *circuit, *session;
    const char *names[16]; /* of what the session measures */
} CASES[] = {
    {SMALL_SIGNALS,
     OP("a") TRAN("b") AC("c") TRAN("d"),
     {"a_v", "a_m", "b_v", "b_m", "b_x", "c_v", "c_m", "d_v", "d_x"}},
    {SMALL_SIGNALS,
     AC("a") "alter vtop dc = 0.2\n" DC("b") AC("c") "reset\n" OP("d") TRAN("e"),
     {"a_v", "a_m", "b_v", "b_m", "c_v", "c_m", "d_v", "d_m", "e_v", "e_x"}},
    {SMALL_SIGNALS,
     TRAN("a") "altermod w3 rm = 1k\n" TRAN("b") AC("c"),
     {"a_v", "a_x", "b_v", "b_m", "b_x", "c_v", "c_m"}},
    {MAGNETS("follow=0"),
     OP("a") TRAN_MAGNETS("b") OP("c") "altermod one ms=7e5\n" TRAN_MAGNETS("d"),
     {"a_v", "a_m", "b_v", "b_m", "c_v", "c_m", "d_v", "d_m"}},
    {MAGNETS("follow=1"),
     OP("a") TRAN_MAGNETS("b") AC("c") "reset\n" TRAN_MAGNETS("d") AC("e"),
     {"a_v", "a_m", "b_v", "b_m", "c_v", "c_m", "d_v", "d_m", "e_v", "e_m"}},
    {LARGE_CIRCUITS,
     OP("a") TRAN("b") DC("c") TRAN("d"),
     {"a_v", "a_m", "b_v", "b_m", "b_x", "c_v", "c_m", "d_v", "d_m", "d_x"}},
    {LARGE_CIRCUITS,
     TRAN("a") "alter vtop dc = 0.2\n" TRAN("b") "altermod w1 rp = 400\n" TRAN("c") "reset\n" OP("d") TRAN("e"),
     {"a_v", "a_m", "a_x", "b_v", "b_x", "c_v", "c_x", "d_v", "d_m", "e_v", "e_x"}},
    {LARGE_CIRCUITS,
     TRAN("a") "source other.cir\n" TRAN("b") "setcirc 1\n" TRAN("c") "setcirc 2\n" TRAN(
         "d") "remcirc\nsetcirc 1\n" TRAN("e"),
     {"a_v", "a_x", "b_v", "b_x", "c_v", "c_x", "d_v", "d_x", "e_v", "e_x"}},
};

/* What the session prints with one solver. */
static char *session_with(const char *solver, size_t number)
{
    char *deck, other[2000], path[SCRATCH_PATH];
    snprintf(other, sizeof other, "* the other circuit\n%srmore mid 0 700\n.options %s\n.end\n", CASES[number].circuit,
             solver);
    scratch_write(path, "other.cir", other, strlen(other));
    ck_assert_int_ge(asprintf(&deck, "* %s\n%s.options %s\n.control\nset numdgt=12\n%s.endc\n.end\n", solver,
                              CASES[number].circuit, solver, CASES[number].session),
                     0);
    char *printed = simulate_plainly(deck, NULL);
    free(deck);
    return printed;
}

START_TEST(both_solvers_give_the_same_in_each_analysis)
{
    if (!library_has_klu()) {
        return;
    }
    char *sparse = session_with("sparse", (size_t)_i), *klu = session_with("klu", (size_t)_i);
    ck_assert_ptr_null(strstr(sparse, "Using KLU"));
    ck_assert_ptr_nonnull(strstr(klu, "Using KLU"));
    ck_assert_ptr_null(strstr(klu, "Using SPARSE"));
    for (const char *const *name = CASES[_i].names; *name; name++) {
        const double right = simulate_measured(sparse, *name), found = simulate_measured(klu, *name);
        ck_assert_msg(fabs(found - right) <= 1e-9 * fabs(right), "%s: %.15g is not %.15g", *name, found, right);
    }
    free(sparse);
    free(klu);
}
END_TEST

/* KLU is a wish that the host grants where it can, and what a deck says comes first. */
START_TEST(a_deck_says_which_solver_it_wants)
{
    static const struct {
        const char *options;
        bool wished, klu;
    } DECKS[] = {
        {"reltol=1e-4", false, false}, {"reltol=1e-4", true, true}, {"sparse", true, false}, {"klu", false, true}};
    const bool has_klu = library_has_klu();
    for (size_t i = 0; i < sizeof DECKS / sizeof *DECKS; i++) {
        char deck[1000];
        snprintf(deck, sizeof deck, "* a deck\n%s.options %s\n.tran 0.1n 3n\n.end\n", LARGE_CIRCUITS,
                 has_klu ? DECKS[i].options : "reltol=1e-4");
        struct spice_job job = simulate_job(deck, 0.0);
        struct spice_result result;
        struct diagnostic why;
        job.klu = DECKS[i].wished;
        expect_ok(spice_run(&job, &result, &why), &why);
        ck_assert_int_eq(result.klu, has_klu && DECKS[i].klu);
        table_free(result.table);
    }
}
END_TEST

/* Small networks gain nothing from KLU. */
START_TEST(reports_say_which_solver_was_used)
{
    const char *const large = library_has_klu() ? "KLU" : "Sparse";
    program_gives("graph regular -n 300 --degree 3 --seed 1 -q -o large", 0, "");
    program_gives("gen maxcut large -q -o large", 0, "");
    program_gives("gen recall -n 4 -p 1 -q -o small", 0, "");
    json_t *of_large = program_json("run large --json"), *of_small = program_json("run small --json");
    ck_assert_str_eq(json_string_value(json_object_get(of_large, "matrix_solver")), large);
    ck_assert_str_eq(json_string_value(json_object_get(of_small, "matrix_solver")), "Sparse");
    json_decref(of_large);
    json_decref(of_small);
    program_gives("run small", 0, ",\n                    matrix solved by Sparse\n");
}
END_TEST

Suite *matrix_solvers_suite(void)
{
    Suite *suite = suite_create("matrix_solvers");
    TCase *tests = tcase_create("both");
    tcase_add_loop_test(tests, both_solvers_give_the_same_in_each_analysis, 0, sizeof CASES / sizeof *CASES);
    tcase_add_test(tests, a_deck_says_which_solver_it_wants);
    tcase_add_test(tests, reports_say_which_solver_was_used);
    suite_add_tcase(suite, tests);
    return suite;
}
