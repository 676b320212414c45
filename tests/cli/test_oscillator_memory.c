/* Networks of oscillators as associative memories: points of the figure in docs/phase.md, section 5, and letters. */
#include "tests/suites.h"

#include "tests/support/program.h"
#include "tests/support/scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The shares of bits that are right in the runs of a store, in its order, into accuracy[runs]. */
static void read_accuracies(const char *store, size_t runs, double *accuracy)
{
    char command[120];
    snprintf(command, sizeof command, "$S results %s --columns point,bit_accuracy --csv=- >accuracies", store);
    ck_assert_int_eq(program_shell(command), 0);
    char *text = scratch_read("accuracies"), *line = strchr(text, '\n');
    for (size_t k = 0; k < runs; k++, line = strchr(line, '\n')) {
        size_t point;
        ck_assert_msg(line && sscanf(++line, "%zu,%lf", &point, &accuracy[k]) == 2 && point == k, "%s", text);
    }
    free(text);
}

/* 24 patterns are too many for 300 oscillators without a pump. The pump that gen chooses is half of the pull of a
 * pattern, 0.5 sqrt(300/24) = 1.77; one of 8 is more than twice that pull, and no oscillator leaves its start. */
START_TEST(pump_raises_the_capacity_and_too_strong_a_one_freezes_the_start)
{
    enum { SETS = 3, ALL = 3 * SETS };
    double accuracy[ALL];
    program_gives("gen recall -n 300 -p 24 --distort 20% --technology oscillator -q -o m", 0, "");
    program_gives("sweep m --vary oscillator-pump=0,auto,8 --seeds 3 -q -o m.db", 0, "");
    read_accuracies("m.db", ALL, accuracy);
    for (size_t k = 0; k < SETS; k++) {
        ck_assert_double_le(accuracy[k], 0.9);
        ck_assert_double_ge(accuracy[SETS + k], 0.95);
        ck_assert_double_eq_tol(accuracy[ALL - SETS + k], 0.8, 1e-12);
    }
}
END_TEST

static void write_letters(void)
{
    program_input("T.pbm", "P1\n8 8\n11111111\n11111111\n00011000\n00011000\n00011000\n00011000\n00011000\n00011000\n");
    program_input("U.pbm", "P1\n8 8\n11000011\n11000011\n11000011\n11000011\n11000011\n11000011\n11111111\n01111110\n");
    program_input("X.pbm", "P1\n8 8\n11000011\n11100111\n01111110\n00111100\n00111100\n01111110\n11100111\n11000011\n");
    program_input("S.pbm", "P1\n8 8\n01111111\n11000000\n11000000\n01111110\n00000011\n00000011\n00000011\n11111110\n");
}

/* Letters are alike, which Hebb's rule does not take into account: without a pump X and S end as a mixture. */
START_TEST(letters_are_recalled_by_phases)
{
    enum { LETTERS = 4, STARTS = 3, ALL = LETTERS * STARTS, TWO = 2 * STARTS };
    double accuracy[ALL];
    write_letters();
    program_gives(
        "gen image T.pbm U.pbm X.pbm S.pbm --distort 20% --rule pseudoinverse --technology oscillator -q -o l", 0, "");
    program_gives("sweep l --vary of=1,2,3,4 --starts 3 -q -o l.db", 0, "");
    read_accuracies("l.db", ALL, accuracy);
    for (size_t k = 0; k < ALL; k++) {
        ck_assert_double_eq(accuracy[k], 1.0);
    }
    program_gives("gen image T.pbm U.pbm X.pbm S.pbm --distort 20% --of 3 --technology oscillator -q -o h", 0, "");
    program_gives("sweep h --vary oscillator-pump=0,auto --starts 3 -q -o h.db", 0, "");
    read_accuracies("h.db", TWO, accuracy);
    for (size_t k = 0; k < STARTS; k++) {
        ck_assert_double_le(accuracy[k], 0.9);
        ck_assert_double_eq(accuracy[STARTS + k], 1.0);
    }
}
END_TEST

Suite *oscillator_memory_suite(void)
{
    Suite *suite = suite_create("oscillator_memory");
    TCase *tests = tcase_create("oscillator_memory");
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, letters_are_recalled_by_phases);
    suite_add_tcase(suite, tests);
    TCase *samples = tcase_create("samples");
    tcase_set_tags(samples, "samples");
    tcase_add_test(samples, pump_raises_the_capacity_and_too_strong_a_one_freezes_the_start);
    suite_add_tcase(suite, samples);
    return suite;
}
