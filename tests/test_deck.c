/* Decks: netgen/deck.h. */
#include "suites.h"

#include "deck.h"
#include "number.h"
#include "problem.h"
#include "sample.h"
#include "scratch.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The words of a deck agree, numbers within a relative 1e-9 (another libm may round V_DW differently). */
static void expect_same_words(char *found, char *golden)
{
    char *a, *b;
    do {
        a = strsep(&found, " =(),\n");
        b = strsep(&golden, " =(),\n");
        double x, y;
        if (a && b && number_parse(a, &x) && number_parse(b, &y)) {
            ck_assert_msg(fabs(x - y) <= 1e-9 * fabs(y), "%s is not %s", a, b);
        } else {
            ck_assert_pstr_eq(a, b);
        }
    } while (a && b);
}

START_TEST(three_neuron_deck_is_the_golden_one)
{
    char *patterns[] = {"010"};
    struct bias bias = problem_standard_bias();
    bias.vdw = VDW_LOADED;
    struct network *net = sample_recall(patterns, 1, "011", &bias);
    struct input *golden;
    struct diagnostic why;
    char *deck;
    ck_assert_int_eq(deck_text(net, &deck, &why), STATUS_OK);
    ck_assert_msg(input_read("tests/golden/three-neurons.cir", &golden, &why) == STATUS_OK, "%s", why.text);
    expect_same_words(strchr(deck, '\n'), strchr(golden->bytes, '\n')); /* the title has a hash of every digit */
    free(deck);
    input_free(golden);
    network_free(net);
}
END_TEST

START_TEST(deck_has_n_squared_devices_and_few_switches)
{
    const size_t n = 30;
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(n, 1, 0, &bias);
    struct diagnostic why;
    char *deck;
    size_t devices = 0, rails = 0;
    ck_assert_int_eq(deck_text(net, &deck, &why), STATUS_OK);
    for (const char *line = deck; line; line = strchr(line + 1, '\n')) {
        devices += strncmp(line, "\nxsoma_", 7) == 0 || strncmp(line, "\nxaxon_", 7) == 0;
        rails += strncmp(line, "\nsrail_", 7) == 0;
    }
    ck_assert_uint_eq(devices, n * n);
    ck_assert_uint_eq(rails, 2 * n); /* weights of one pattern are +W and -W */
    free(deck);
    network_free(net);
}
END_TEST

START_TEST(edited_deck_is_refused_and_comments_are_not)
{
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(5, 1, 0, &bias);
    struct diagnostic why;
    char *deck, path[SCRATCH_PATH];
    ck_assert_int_eq(deck_text(net, &deck, &why), STATUS_OK);
    char *commented = scratch_replace(deck, "* Neuron 3", "\n* my favourite neuron\n");
    char *edited = scratch_replace(deck, "v_w_1 w_1 0 -0.1", "v_w_1 w_1 0 -0.2");
    char *shell = scratch_replace(deck, ".options", ".control\nshell true\n.endc\n.options");
    char *cut = strdup(deck);
    cut[strlen(cut) / 2] = '\0';
    scratch_write(path, "a.cir", commented, strlen(commented));
    ck_assert_int_eq(deck_check(net, path, &why), STATUS_OK);
    char *bad[] = {edited, shell, cut};
    for (size_t i = 0; i < 3; i++) {
        scratch_write(path, "b.cir", bad[i], strlen(bad[i]));
        ck_assert_int_eq(deck_check(net, path, &why), STATUS_INPUT);
        ck_assert_ptr_nonnull(strstr(why.text, "does not fit"));
    }
    free(deck);
    free(commented);
    free(edited);
    free(shell);
    free(cut);
    network_free(net);
}
END_TEST

Suite *deck_suite(void)
{
    Suite *suite = suite_create("deck");
    TCase *tests = tcase_create("decks");
    tcase_add_test(tests, three_neuron_deck_is_the_golden_one);
    tcase_add_test(tests, deck_has_n_squared_devices_and_few_switches);
    tcase_add_test(tests, edited_deck_is_refused_and_comments_are_not);
    suite_add_tcase(suite, tests);
    return suite;
}
