/* Nanomagnets in ngspice: against closed forms, and what couples them. */
#include "tests/suites.h"

#include "models/constants.h"
#include "models/dipole.h"
#include "tests/support/expect.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The deck of these lines between a title and ".end". */
static char *deck_of(const char *lines)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck, "nanomagnets\n%s\n.end\n", lines), 0);
    return deck;
}

static struct table *run_lines(const char *lines)
{
    char *deck = deck_of(lines);
    struct table *table = simulate_deck(deck);
    free(deck);
    return table;
}

/* What plain ngspice prints. */
static char *print_lines(const char *lines)
{
    char *deck = deck_of(lines);
    char *printed = simulate_plainly(deck, NULL);
    free(deck);
    return printed;
}

static double at_end(const struct table *table, const char *column)
{
    return simulate_at(table, table->rows - 1, column);
}

/* The magnets of a chain along x, 120 nm apart, each a model of its own named after it; their coupling. */
static void write_chain(FILE *file, int magnets, const char *parameters, const char *coupling)
{
    for (int i = 0; i < magnets; i++) {
        fprintf(file, "a%d [hx%d hy%d hz%d] [mx%d my%d mz%d] null island\n", i, i, i, i, i, i, i);
    }
    fprintf(file, ".model island nanomagnet(angle=90 %s)\nacoupling [", parameters);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " mx%d my%d mz%d", i, i, i);
    }
    fputs(" ] [", file);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " hx%d hy%d hz%d", i, i, i);
    }
    fputs(" ] places\n.model places dipoles(places=[", file);
    for (int i = 0; i < magnets; i++) {
        fprintf(file, " %dn 0 0", 120 * i);
    }
    fprintf(file, " ] moments=[1.0179e-17] %s)\n", coupling);
}

static char *chain(int magnets, const char *parameters, const char *coupling, const char *rest)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    write_chain(file, magnets, parameters, coupling);
    fputs(rest, file);
    fclose(file);
    return text;
}

/* Four islands around a vertex, a lattice constant of 240 nm: all 16 states of them, held. Eq. (N3), in units of
 * D(a). */
START_TEST(meter_of_a_vertex_reads_its_four_levels)
{
    static const char *const AT[] = {"120n 0 0", "0 120n 0", "-120n 0 0", "0 -120n 0"};
    const double moment = 1.0179e-17, unit = dipole_strength(moment, moment, 240e-9);
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);
    for (int i = 0; i < 4; i++) {
        fprintf(file, "a%d [hx%d hy%d hz%d] [mx%d my%d mz%d] null i%d\n.model i%d nanomagnet(angle=%d)\n", i, i, i, i,
                i, i, i, i, i, i % 2 * 90);
    }
    fprintf(file,
            "ad [mx0 my0 mz0 mx1 my1 mz1 mx2 my2 mz2 mx3 my3 mz3] [hx0 hy0 hz0 hx1 hy1 hz1 hx2 hy2 hz2 hx3 hy3 hz3] "
            "ice\n.model ice dipoles(places=[%s %s %s %s] moments=[%.12g])\n.control\nsave @ad[energy]\n",
            AT[0], AT[1], AT[2], AT[3], moment);
    for (int state = 0; state < 16; state++) {
        for (int i = 0; i < 4; i++) {
            fprintf(file, "altermod i%d start = %d\n", i, state >> i & 1);
        }
        fprintf(file, "op\nlet e%d = @ad[energy]/%.12g\nprint e%d\n", state, unit, state);
    }
    fputs(".endc", file);
    fclose(file);
    char *printed = print_lines(text);
    for (int state = 0; state < 16; state++) {
        /* outwards: islands 0 and 1 at start=0, islands 2 and 3 at start=1 */
        int away = state ^ 3, out = (away & 1) + (away >> 1 & 1) + (away >> 2 & 1) + (away >> 3 & 1);
        bool alike = (away & 1) == (away >> 2 & 1);
        const double four = 12.0 * sqrt(2.0);
        double right = out == 2 ? (alike ? 4.0 - four : -4.0) : out % 2 ? 0.0 : 4.0 + four;
        char name[8];
        snprintf(name, sizeof name, "e%d", state);
        ck_assert_double_eq_tol(simulate_measured(printed, name), right, 6e-5); /* six digits are printed */
    }
    free(printed);
    free(text);
}
END_TEST

/* The matrix of magnets that are held has no entry that factorization adds, and some 15 for each; with `follow`
 * 9 N^2. Both give the same transient. */
START_TEST(magnets_that_are_held_need_no_common_factorization)
{
    enum { MAGNETS = 12 };
    static const char REST[] = "ifield 0 hx3 pwl(0 0 0.2n 40 1n -40)\n.control\noption reltol=1e-8\n"
                               "save v(my3) v(mx3) v(my7)\ntran 2p 1n 0 2p\nmeas tran a find v(my3) at=1n\n"
                               "meas tran b find v(mx3) at=1n\nmeas tran c find v(my7) at=1n\nrusage everything\n"
                               ".endc";
    double value[2][3], fill[2], entries[2];
    for (int follow = 0; follow < 2; follow++) {
        char *lines = chain(MAGNETS, follow ? "follow=1 dm=0.02" : "dm=0.02", follow ? "follow=1" : "", REST);
        char *printed = print_lines(lines);
        value[follow][0] = simulate_measured(printed, "a");
        value[follow][1] = simulate_measured(printed, "b");
        value[follow][2] = simulate_measured(printed, "c");
        fill[follow] = simulate_measured(printed, "Circuit fill-in non-zeroes");
        entries[follow] = simulate_measured(printed, "Circuit total non-zeroes");
        free(printed);
        free(lines);
    }
    ck_assert_double_eq(fill[0], 0.0);
    ck_assert_double_le(entries[0], 20.0 * MAGNETS);
    ck_assert_double_ge(entries[1], 9.0 * MAGNETS * (MAGNETS - 1));
    for (int k = 0; k < 3; k++) {
        ck_assert_double_eq_tol(value[0][k], value[1][k], 1e-3);
    }
}
END_TEST

/* In a constant field the path of a magnet with noise is that of its name, bit for bit, whatever the steps and the
 * others are. */
START_TEST(noise_does_not_depend_on_steps_or_others)
{
    static const char *const OTHERS[] = {"", "",
                                         "a2 [bx by bz] [nx ny nz] null island\nib 0 bx pwl(0 0 1n 50 1.1n -50)\n"};
    double m[3][3];
    for (int i = 0; i < 3; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [hx hy hz] [mx my mz] null island\n.model island nanomagnet(noise=5 angle=20)\nix 0 hx 3\n"
                 "iy 0 hy -1\n%s.save @a1[mx] @a1[my] @a1[mz]\n.tran %s 3n 0 %s",
                 OTHERS[i], i == 1 ? "1p" : "20p", i == 1 ? "1p" : "20p");
        struct table *table = run_lines(lines);
        m[i][0] = at_end(table, "@a1[mx]");
        m[i][1] = at_end(table, "@a1[my]");
        m[i][2] = at_end(table, "@a1[mz]");
        table_free(table);
    }
    for (int k = 0; k < 3; k++) {
        ck_assert_double_eq(m[0][k], m[1][k]);
        ck_assert_double_eq(m[0][k], m[2][k]);
    }
    ck_assert_double_gt(fabs(m[0][1]), 1e-3);
}
END_TEST

START_TEST(what_couples_no_magnets_is_refused)
{
    static const struct {
        const char *parameters, *why;
    } WRONG[] = {{"places=[0 0 0 0 0] moments=[1e-17]", "the list places has 5 values; expected 6"},
                 {"places=[0 0 0 1u 0 0] moments=[1 2 3]", "the list moments has 3 values; expected 2, or one for all"},
                 {"places=[0 0 0 1u 0 0] moments=[-1]", "magnet 1 has the moment -1 A m2; expected one above 0"},
                 {"places=[1u 0 0 1u 0 0] moments=[1e-17]", "magnets 1 and 2 have no finite coupling"},
                 {"places=[0 0 0 1u 0 0] moments=[1e-17] factors=\"1:3:0.5\"", "'1:3:0.5' is no pair of magnets"},
                 {"places=[0 0 0 1u 0 0] moments=[1e-17] tensors=\"1:2:0.5\"", "'1:2:0.5' is no pair of magnets"},
                 {"places=[0 0 0 1u 0 0] moments=[1e-17] follow=2", "parameter follow = 2 must be 0 or 1"}};
    for (size_t i = 0; i < sizeof WRONG / sizeof *WRONG; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [h1 h2 h3] [m1 m2 m3] null island\na2 [h4 h5 h6] [m4 m5 m6] null island\n"
                 ".model island nanomagnet\nad [m1 m2 m3 m4 m5 m6] [h1 h2 h3 h4 h5 h6] places\n"
                 ".model places dipoles(%s)\n.tran 1p 10p",
                 WRONG[i].parameters);
        char *deck = deck_of(lines);
        simulate_failure(deck, WRONG[i].why);
        free(deck);
    }
}
END_TEST

/* A factor of -1 and the tensor of -2 times the dipole, against the field of dipoles: of a pair along x. */
START_TEST(factors_and_tensors_replace_the_dipole)
{
    static const char *const CHANGE[] = {"", "factors=\"2:1:-1\"", "tensors=\"1:2:-4e20:0:0:2e20:0:2e20\""};
    double field[3];
    for (int i = 0; i < 3; i++) {
        char lines[600];
        snprintf(lines, sizeof lines,
                 "a1 [h1 h2 h3] [m1 m2 m3] null island\na2 [h4 h5 h6] [m4 m5 m6] null island\n"
                 ".model island nanomagnet\nad [m1 m2 m3 m4 m5 m6] [h1 h2 h3 h4 h5 h6] places\n"
                 ".model places dipoles(places=[0 0 0 100n 0 0] moments=[1e-17 2e-17] %s)\n.control\nop\nprint h1\n"
                 ".endc",
                 CHANGE[i]);
        char *printed = print_lines(lines);
        field[i] = simulate_measured(printed, "h1");
        free(printed);
    }
    expect_close(field[0], 2.0 * 2e-17 / (4.0 * PI * 1e-21) / 1e3, 1e-6);
    expect_close(field[1], -field[0], 1e-6);
    expect_close(field[2], -4e20 * 2e-17 / 1e3, 1e-6);
}
END_TEST

Suite *nanomagnets_suite(void)
{
    Suite *suite = suite_create("nanomagnets");
    TCase *tests = tcase_create("nanomagnets");
    tcase_set_timeout(tests, 0.0);
    tcase_add_test(tests, meter_of_a_vertex_reads_its_four_levels);
    tcase_add_test(tests, magnets_that_are_held_need_no_common_factorization);
    tcase_add_test(tests, noise_does_not_depend_on_steps_or_others);
    tcase_add_test(tests, what_couples_no_magnets_is_refused);
    tcase_add_test(tests, factors_and_tensors_replace_the_dipole);
    suite_add_tcase(suite, tests);
    return suite;
}
