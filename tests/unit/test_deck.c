/* Decks: netgen/deck.h. */
#include "tests/suites.h"

#include "netgen/deck.h"
#include "netgen/deck_switches.h"
#include "tests/support/expect.h"
#include "tests/support/handmade.h"
#include "base/number.h"
#include "netgen/problem.h"
#include "netgen/questions/custom.h"
#include "netgen/questions/question.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"

#include <math.h>
#include <stdio.h>
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
    static const char *const GOLDEN[DECK_FORMS] = {[DECK_COMPACT] = "tests/unit/golden/three-neurons.cir",
                                                   [DECK_SUBCIRCUITS] =
                                                       "tests/unit/golden/three-neurons-subcircuits.cir"};
    char *patterns[] = {"010"};
    struct bias bias = problem_standard_bias();
    bias.vdw = VDW_LOADED;
    struct network *net = sample_recall(patterns, 1, "011", &bias);
    struct input *golden;
    struct diagnostic why;
    char *deck;
    ck_assert_int_eq(deck_text(net, (enum deck_form)_i, &deck, &why), STATUS_OK);
    ck_assert_msg(input_read(GOLDEN[_i], &golden, &why) == STATUS_OK, "%s", why.text);
    expect_same_words(strchr(deck, '\n'), strchr(golden->bytes, '\n')); /* the title has a hash of every digit */
    free(deck);
    input_free(golden);
    network_free(net);
}
END_TEST

static bool starts_with(const char *line, const char *word)
{
    return strncmp(line, word, strlen(word)) == 0;
}

/* How many dendrites a line names. */
static size_t dendrites(const char *line)
{
    size_t count = 0;
    for (const char *end = line + strcspn(line, "\n"), *at = line; (at = strstr(at, " d_")) && at < end; at++) {
        count++;
    }
    return count;
}

START_TEST(deck_has_n_squared_devices_and_few_switches)
{
    const size_t n = 30;
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(n, 1, 0, &bias);
    struct diagnostic why;
    char *deck;
    size_t devices = 0, rails = 0;
    ck_assert_int_eq(deck_text(net, (enum deck_form)_i, &deck, &why), STATUS_OK);
    bool axons = false;
    for (const char *line = deck; line; line = strchr(line + 1, '\n')) {
        axons =
            starts_with(line, "\nxaxon_") || starts_with(line, "\na.xaxon_") || (axons && starts_with(line, "\n+ "));
        devices += axons ? dendrites(line + 1) : starts_with(line, "\nxsoma_") || starts_with(line, "\na.xsoma_");
        rails += starts_with(line, "\nsrail_");
    }
    ck_assert_uint_eq(devices, n * n);
    ck_assert_uint_eq(rails, 2 * n); /* weights of one pattern are +W and -W */
    free(deck);
    network_free(net);
}
END_TEST

START_TEST(form_of_a_deck_is_found)
{
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(5, 1, 0, &bias);
    struct diagnostic why;
    char *deck, *text, path[SCRATCH_PATH];
    enum deck_form form = DECK_FORMS;
    expect_ok(deck_text(net, (enum deck_form)_i, &deck, &why), &why);
    scratch_write(path, "a.cir", deck, strlen(deck));
    expect_ok(deck_check(net, path, &form, &text, &why), &why);
    ck_assert_int_eq((int)form, _i);
    ck_assert_str_eq(text, deck);
    free(text);
    /* what differs is told of the form that the deck resembles: its last line */
    deck[strlen(deck) - 2] = 's';
    scratch_write(path, "a.cir", deck, strlen(deck));
    ck_assert_int_eq(deck_check(net, path, &form, &text, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "\".ens\" should be \".end\""));
    free(deck);
    network_free(net);
}
END_TEST

START_TEST(edited_deck_is_refused_and_comments_are_not)
{
    struct bias bias = problem_standard_bias();
    struct network *net = sample_random(5, 1, 0, &bias);
    struct diagnostic why;
    char *deck, *text, path[SCRATCH_PATH];
    enum deck_form form;
    ck_assert_int_eq(deck_text(net, DECK_COMPACT, &deck, &why), STATUS_OK);
    char *commented = scratch_replace(deck, "* Neuron 3", "\n* my favourite neuron\n");
    char *edited = scratch_replace(deck, "v_w_1 w_1 0 -0.1", "v_w_1 w_1 0 -0.2");
    char *shell = scratch_replace(deck, ".options", ".control\nshell true\n.endc\n.options");
    char *cut = strdup(deck);
    cut[strlen(cut) / 2] = '\0';
    scratch_write(path, "a.cir", commented, strlen(commented));
    ck_assert_int_eq(deck_check(net, path, &form, &text, &why), STATUS_OK);
    free(text);
    char *option = scratch_replace(deck, ".options reltol=1e-4", ".options reltol=1e-2");
    char *bad[] = {edited, shell, cut, option};
    for (size_t i = 0; i < 4; i++) {
        scratch_write(path, "b.cir", bad[i], strlen(bad[i]));
        ck_assert_int_eq(deck_check(net, path, &form, &text, &why), STATUS_INPUT);
        ck_assert_ptr_null(text);
        ck_assert_ptr_nonnull(strstr(why.text, "does not fit"));
    }
    free(deck);
    free(commented);
    free(edited);
    free(shell);
    free(cut);
    free(option);
    network_free(net);
}
END_TEST

/* How long the switches change over in the deck of two neurons with these weights (V), s. */
static double release_with(double first, double second)
{
    struct bias bias = problem_standard_bias();
    struct matrix *matrix = malloc(sizeof *matrix);
    struct network *net;
    struct diagnostic why;
    char *deck, from[40], to[40];
    double begin, end;
    *matrix = (struct matrix){.n = 2, .value = calloc(4, sizeof(double))};
    matrix->value[1] = first;
    matrix->value[2] = second;
    expect_ok(custom_network(matrix, "10", &bias, &net, &why), &why);
    expect_ok(deck_text(net, DECK_COMPACT, &deck, &why), &why);
    const char *ramp = strstr(deck, "\nv_load load 0 pwl(");
    ck_assert_ptr_nonnull(ramp);
    ck_assert_int_eq(sscanf(ramp, "\nv_load load 0 pwl(0 1 %39s 1 %39s 0)", from, to), 2);
    ck_assert(number_parse(from, &begin) && number_parse(to, &end));
    ck_assert_double_gt(deck_rest_from(net), end); /* rest counts when the switches have changed over */
    free(deck);
    network_free(net);
    return end - begin;
}

START_TEST(release_is_quick_enough_for_the_heaviest_weight_of_either_sign)
{
    const struct dwmtj soma = problem_standard_bias().soma;
    double hundredth = 0.01 * soma.length / (dwmtj_mobility(&soma) * 500.0 / soma.rm); /* of the track, at 500 V */
    ck_assert_double_lt(hundredth, 0.5 * DECK_RELEASE);
    expect_close(release_with(500.0, -1.0), hundredth, 1e-3); /* times of some ns have 15 digits */
    expect_close(release_with(1.0, -500.0), hundredth, 1e-3);
    expect_close(release_with(0.1, -0.1), DECK_RELEASE, 1e-3);
}
END_TEST

/* The number behind `key` in the line of `model`. */
static double model_number(const char *text, const char *model, const char *key)
{
    char word[40];
    double value;
    const char *at = strstr(strstr(text, model), key);
    snprintf(word, sizeof word, "%.*s", (int)strcspn(at + strlen(key), " )"), at + strlen(key));
    ck_assert(number_parse(word, &value));
    return value;
}

/* All to within the power of ten that a switch is rounded to. */
START_TEST(switches_err_by_no_more_than_rounding_does)
{
    const double better = 1e9, rounding = 1e-16, half_a_decade = 3.17;
    for (size_t n = 2; n <= 1000; n *= 5) {
        struct network *net = handmade_network(&question_custom, n);
        net->axon.rap = n < 100 ? 100.0 * net->soma.rm : 0.9 * net->soma.rm;
        char *text;
        size_t size;
        FILE *out = open_memstream(&text, &size);
        deck_switches_models(net, out);
        fclose(out);
        double hold = model_number(text, "hold_switch", "ron="), off = model_number(text, "hold_switch", "roff="),
               rail = model_number(text, "rail_switch", "ron="), axons = net->axon.rp / (double)(n - 1);
        double least_off = better * fmax(net->soma.rm, net->axon.rap);
        ck_assert(hold * better < half_a_decade * net->soma.rm && hold * better > net->soma.rm / half_a_decade);
        ck_assert(off < half_a_decade * least_off && off > least_off / half_a_decade);
        double error = rail / axons, rounded = rounding * net->soma.rm / rail;
        ck_assert(error < 10.1 * rounded && rounded < 10.1 * error);
        free(text);
        network_free(net);
    }
}
END_TEST

START_TEST(walls_with_an_angle_need_the_watched_code_model)
{
    struct network *net = handmade_network(&question_custom, 2);
    ck_assert_str_eq(deck_code_model(net), "dwmtj_network");
    net->axon.alpha = 0.1;
    ck_assert_str_eq(deck_code_model(net), "dwmtj_watched");
    net->soma.alpha = 0.1;
    net->axon.alpha = 0.0;
    ck_assert_str_eq(deck_code_model(net), "dwmtj_watched");
    network_free(net);
}
END_TEST

START_TEST(shortest_step_grows_up_to_a_hundred_neurons)
{
    struct network *net = handmade_network(&question_custom, 100);
    double leak_time = -net->axon.length / net->axon.vleak;
    ck_assert_double_eq(deck_shortest_step(net), 0.0); /* where devices are alike */
    net->variation.sigma[dwmtj_index("rp")] = 0.01;
    double hundred = deck_shortest_step(net);
    ck_assert_double_eq_tol(hundred, 0.03 * leak_time, 0.51e-12); /* whole ps */
    net->n = 50;
    ck_assert_double_eq_tol(deck_shortest_step(net), 0.5 * hundred, 1.01e-12);
    net->n = 1000;
    ck_assert_double_eq(deck_shortest_step(net), hundred);
    net->n = 100;
    network_free(net);
}
END_TEST

START_TEST(states_of_up_to_a_hundred_neurons_are_whole_in_the_head)
{
    for (size_t n = 100; n <= 101; n++) {
        struct bias bias = problem_standard_bias();
        struct network *net = sample_random(n, 1, 0, &bias);
        struct diagnostic why;
        char *deck;
        expect_ok(deck_text(net, DECK_COMPACT, &deck, &why), &why);
        const char *start = strstr(deck, "\n* start     ");
        ck_assert_ptr_nonnull(start);
        ck_assert_int_eq(strncmp(start + 13, net->start, 100), 0);
        ck_assert_int_eq(strncmp(start + 113, "...\n", 4) == 0, n > 100);
        ck_assert_int_eq(start[113] == '\n', n == 100);
        free(deck);
        network_free(net);
    }
}
END_TEST

Suite *deck_suite(void)
{
    Suite *suite = suite_create("deck");
    TCase *tests = tcase_create("decks");
    tcase_add_loop_test(tests, three_neuron_deck_is_the_golden_one, 0, DECK_FORMS);
    tcase_add_loop_test(tests, deck_has_n_squared_devices_and_few_switches, 0, DECK_FORMS);
    tcase_add_loop_test(tests, form_of_a_deck_is_found, 0, DECK_FORMS);
    tcase_add_test(tests, edited_deck_is_refused_and_comments_are_not);
    tcase_add_test(tests, release_is_quick_enough_for_the_heaviest_weight_of_either_sign);
    tcase_add_test(tests, switches_err_by_no_more_than_rounding_does);
    tcase_add_test(tests, walls_with_an_angle_need_the_watched_code_model);
    tcase_add_test(tests, shortest_step_grows_up_to_a_hundred_neurons);
    tcase_add_test(tests, states_of_up_to_a_hundred_neurons_are_whole_in_the_head);
    suite_add_tcase(suite, tests);
    return suite;
}
