/* What a deck saves: the host takes the vectors of walls from the code model, spice/host/walls.h, and gives what plain
 * ngspice gives. */
#include "tests/suites.h"

#include "spice/raw/raw.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"
#include "tests/support/simulate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Devices of three code models, two of them with walls that are taken, and one in a subcircuit. */
static char *deck_with(const char *saves)
{
    char *deck;
    ck_assert_int_ge(asprintf(&deck,
                              "* devices of all kinds\n"
                              ".model plain dwmtj\n.MODEL wall dwmtj_network(rp=450)\n"
                              "rtrack in 0 500\nitrack 0 in 60u\nvtop top 0 0.1\n"
                              "A1 %%vd(in 0) %%gd(top 0) null wall\na10 %%vd(in 0) %%gd(top 0)\n+ null wall\n"
                              "a2 %%vd(in 0) %%gd(top 0) plain\n"
                              "alist %%vd(in 0) %%gd[top 0\n+ top 0] null axons\n"
                              ".subckt cell in top\na1 %%vd(in 0) %%gd(top 0) null wall\n.ends\nxc in top cell\n"
                              ".model axons dwmtj_axons(rap_each=[2k 3k])\n%s\n"
                              ".tran 0.1n 8n 0 1n\n.end\n",
                              saves),
                     0);
    return deck;
}

START_TEST(what_is_saved_of_walls_is_what_ngspice_saves)
{
    static const char *const SAVES[] = {
        ".save v(in) @a1[x] @a2[x] @alist[x] @a1[v] i(vtop)\n.save @a.xc.a1[x] @a10[x]",
        ".SAVE @A10[X] @A1[x]\n+ v(in)\n+ @alist[v] @alist[x]\n.save @a2[v]",
        ".save @a1[x]\n.save @a10[x]\n.save v(in)",
        ".save @a1[x] @a10[x]", /* nothing else: ngspice would then save all */
        ".save @a1[x]",
        ".save @a2[x]\n.save @a.xc.a1[x]",
        ".save @itrack[dc] @a1[x] @rtrack[i]",
    };
    struct diagnostic why;
    char *deck = deck_with(SAVES[_i]);
    struct table *table = simulate_deck(deck), *plain;
    free(simulate_plainly(deck, "plain.raw"));
    char path[SCRATCH_PATH];
    expect_ok(raw_read(scratch_path(path, "plain.raw"), &plain, &why), &why);
    ck_assert_uint_eq(table->columns, plain->columns);
    ck_assert_uint_eq(table->rows, plain->rows);
    for (size_t c = 0; c < plain->columns; c++) {
        for (size_t row = 0; row < plain->rows; row++) {
            ck_assert_double_eq(simulate_at(table, row, plain->name[c]), plain->value[row * plain->columns + c]);
        }
    }
    table_free(plain);
    table_free(table);
    free(deck);
}
END_TEST

START_TEST(saved_vector_that_is_not_there_stops_the_run)
{
    char *deck = deck_with(".save @a1[x] @a1[y]");
    simulate_failure(deck, "");
    free(deck);
}
END_TEST

Suite *saves_suite(void)
{
    Suite *suite = suite_create("saves");
    TCase *tests = tcase_create("walls");
    tcase_add_loop_test(tests, what_is_saved_of_walls_is_what_ngspice_saves, 0, 7);
    tcase_add_test(tests, saved_vector_that_is_not_there_stops_the_run);
    suite_add_tcase(suite, tests);
    return suite;
}
