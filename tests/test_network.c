/* From problems to decks: weights, bias, design rules, the network's JSON, the deck. */
#include "suites.h"

#include "deck.h"
#include "number.h"
#include "problem.h"
#include "rules.h"
#include "scratch.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct network *recall(char *const pattern[], size_t count, const char *start, const struct bias *bias)
{
    struct network *network;
    struct diagnostic why;
    ck_assert_msg(problem_patterns(TASK_RECALL, pattern, count, start, 0, bias, &network, &why) == STATUS_OK, "%s",
                  why.text);
    return network;
}

/* One random pattern and start. */
static struct network *random_recall(size_t n, const struct bias *bias)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    char *pattern = problem_random_bits(random, n), *start = problem_random_bits(random, n);
    struct network *network = recall(&pattern, 1, start, bias);
    free(pattern);
    free(start);
    gsl_rng_free(random);
    return network;
}

static struct network *square_maxcut(double first_weight)
{
    /* 0-1-2-3-0, the first edge heavier */
    static const struct edge EDGES[] = {{0, 1, 0}, {0, 3, 1}, {1, 2, 1}, {2, 3, 1}};
    struct graph *graph = malloc(sizeof *graph);
    *graph = (struct graph){.nodes = 4, .edges = 4, .edge = malloc(sizeof EDGES)};
    memcpy(graph->edge, EDGES, sizeof EDGES);
    graph->edge[0].weight = first_weight;
    struct bias bias = problem_standard_bias();
    struct network *network;
    struct diagnostic why;
    ck_assert_int_eq(problem_maxcut(graph, NAN, &bias, &network, &why), STATUS_OK);
    return network;
}

START_TEST(weights_are_the_sum_over_patterns)
{
    char *patterns[] = {"0011", "0101", "0110"};
    struct bias bias = problem_standard_bias();
    struct network *net = recall(patterns, 3, "0000", &bias);
    double into[4];
    weights_into(&net->weights, 0, into);
    /* neurons 0 and i agree in one of three patterns: 1 - 2 = -1 times W, and so do all other pairs here */
    ck_assert_double_eq(into[0], 0.0);
    for (size_t i = 1; i < 4; i++) {
        ck_assert_double_eq_tol(into[i], -0.1, 1e-15);
    }
    network_free(net);
}
END_TEST

START_TEST(sign_and_mean_bound_the_weights)
{
    char *patterns[] = {"0011", "0011", "0011"};
    struct bias bias = problem_standard_bias();
    const double right[] = {0.3, 0.1, 0.1}; /* sum, sign, mean of three equal patterns */
    for (int rule = WEIGHTS_SUM; rule <= WEIGHTS_MEAN; rule++) {
        bias.rule = (enum weights_rule)rule;
        struct network *net = recall(patterns, 3, "0000", &bias);
        double into[4];
        weights_into(&net->weights, 1, into);
        ck_assert_double_eq_tol(into[0], right[rule], 1e-15);
        ck_assert_double_eq_tol(into[2], -right[rule], 1e-15);
        network_free(net);
    }
}
END_TEST

START_TEST(maxcut_weights_are_w_or_minus_1_05_w)
{
    struct network *net = square_maxcut(1.0);
    double into[4];
    weights_into(&net->weights, 0, into);
    ck_assert_double_eq(into[0], 0.0);
    ck_assert_double_eq_tol(into[1], -0.105, 1e-15);
    ck_assert_double_eq_tol(into[2], 0.1, 1e-15);
    ck_assert_double_eq_tol(into[3], -0.105, 1e-15);
    network_free(net);
}
END_TEST

START_TEST(maxcut_weights_scale_with_the_heaviest_edge)
{
    struct network *net = square_maxcut(-4.0);
    double into[4];
    weights_into(&net->weights, 0, into);
    ck_assert_double_eq_tol(into[1], 0.1 * (1.0 + 2.05), 1e-15);
    ck_assert_double_eq_tol(into[3], 0.1 * (1.0 - 2.05 / 4.0), 1e-15);
    network_free(net);
}
END_TEST

START_TEST(bias_is_the_published_one)
{
    struct bias bias = problem_standard_bias();
    struct network *net = random_recall(60, &bias);
    ck_assert_double_eq_tol(net->v_dw, 5.0 / 1.0636e6 * 59.0 * 1250.0, 1e-4); /* k is given to five digits */
    ck_assert_double_eq_tol(rules_vdw_loaded(net) - net->v_dw, 5.0 / 1.0636e6 * 2000.0, 1e-5);
    ck_assert_double_eq_tol(rules_load_time(net), 15.9e-9, 0.05e-9); /* published to three digits */
    network_free(net);
}
END_TEST

START_TEST(axon_margins_are_the_measured_ones)
{
    struct bias bias = problem_standard_bias();
    struct network *net = random_recall(4, &bias);
    double leak = 5.0 / dwmtj_mobility(&net->axon);
    ck_assert_double_eq_tol(rules_axon_current(net, true) / leak, 1.07, 0.005); /* design figure */
    ck_assert_uint_eq(rules_smallest_n(net), 4);
    network_free(net);
}
END_TEST

START_TEST(rules_break_where_they_should)
{
    struct bias bias = problem_standard_bias();
    struct rule rules[RULES];
    struct network *net = random_recall(60, &bias);
    rules_apply(net, rules);
    for (size_t i = 0; i < RULES; i++) {
        ck_assert_msg(rules[i].holds, "%s: %s", rules[i].name, rules[i].verdict);
    }
    network_free(net);

    net = random_recall(3, &bias); /* never switches with Eq. (4) */
    rules_apply(net, rules);
    ck_assert(!rules[0].holds && !rules[2].holds);
    network_free(net);

    bias.vdw = VDW_LOADED; /* works from three neurons */
    net = random_recall(3, &bias);
    rules_apply(net, rules);
    ck_assert(rules[0].holds && rules[2].holds);
    network_free(net);

    bias = problem_standard_bias();
    net = random_recall(1000, &bias); /* 5.9 V */
    rules_apply(net, rules);
    ck_assert(!rules[3].holds);
    ck_assert_double_eq_tol(net->v_dw, 5.87, 0.01);
    network_free(net);

    bias.v_dw = 2.0; /* OFF somas drive the axons, too */
    bias.vdw = VDW_VOLTS;
    net = random_recall(60, &bias);
    rules_apply(net, rules);
    ck_assert(!rules[1].holds);
    network_free(net);
}
END_TEST

START_TEST(bias_that_cannot_work_is_refused)
{
    char *patterns[] = {"0011"};
    struct bias wrong[8];
    for (size_t i = 0; i < 8; i++) {
        wrong[i] = problem_standard_bias();
    }
    wrong[0].unit = 0.0;
    wrong[1].v_c = 1e-6; /* too little against this leak */
    wrong[1].soma.vleak = -1.0;
    wrong[2].axon.vleak = 0.1;
    wrong[3].soma.rp = -1.0;
    wrong[4].t_stop = 0.0;
    wrong[5].t_load = 1.0;
    wrong[6].vdw = VDW_VOLTS;
    wrong[6].v_dw = NAN;
    wrong[7].axon.width = 1e-6;
    for (size_t i = 0; i < 8; i++) {
        struct network *net;
        struct diagnostic why;
        ck_assert_int_eq(problem_patterns(TASK_RECALL, patterns, 1, "0011", 0, &wrong[i], &net, &why), STATUS_INPUT);
        ck_assert_ptr_null(net);
    }
}
END_TEST

START_TEST(patterns_and_starts_of_wrong_length_are_refused)
{
    char *patterns[] = {"0011", "011"};
    struct bias bias = problem_standard_bias();
    struct network *net;
    struct diagnostic why;
    ck_assert_int_eq(problem_patterns(TASK_RECALL, patterns, 2, "0011", 0, &bias, &net, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "pattern 2"));
    ck_assert_int_eq(problem_patterns(TASK_RECALL, patterns, 1, "00111", 0, &bias, &net, &why), STATUS_INPUT);
    ck_assert_ptr_nonnull(strstr(why.text, "start"));
    ck_assert_int_eq(problem_patterns(TASK_RECALL, patterns, 1, "001x", 0, &bias, &net, &why), STATUS_INPUT);
    char *one[] = {"1"};
    ck_assert_int_eq(problem_patterns(TASK_RECALL, one, 1, "1", 0, &bias, &net, &why), STATUS_INPUT);
}
END_TEST

START_TEST(distortion_flips_the_share_asked_for)
{
    gsl_rng *random = gsl_rng_alloc(gsl_rng_mt19937);
    for (double share = 0.0; share <= 1.0; share += 0.25) {
        char bits[] = "0000000000000000000000000000000000000000";
        ck_assert(problem_distort(random, bits, share));
        size_t ones = 0;
        for (size_t i = 0; bits[i]; i++) {
            ones += bits[i] == '1';
        }
        ck_assert_uint_eq(ones, (size_t)(40 * share));
    }
    gsl_rng_free(random);
}
END_TEST

/* Writes `network` to a scratch file and reads it back. */
static struct network *through_json(const struct network *network)
{
    char path[SCRATCH_PATH];
    struct output *out;
    struct network *read;
    struct diagnostic why;
    scratch_path(path, "network.json");
    ck_assert_int_eq(output_open(path, &out, &why), STATUS_OK);
    ck_assert_int_eq(network_write(network, out, &why), STATUS_OK);
    ck_assert_int_eq(output_commit(&out, 1, &why), STATUS_OK);
    ck_assert_msg(network_read(path, &read, &why) == STATUS_OK, "%s", why.text);
    return read;
}

static void expect_same_deck(const struct network *a, const struct network *b)
{
    char *one, *two;
    struct diagnostic why;
    ck_assert_int_eq(deck_text(a, &one, &why), STATUS_OK);
    ck_assert_int_eq(deck_text(b, &two, &why), STATUS_OK);
    ck_assert_str_eq(one, two);
    free(one);
    free(two);
}

START_TEST(network_survives_its_json)
{
    struct bias bias = problem_standard_bias();
    bias.soma.rp = 1.0 / 3.0 * 1000.0;
    struct matrix *matrix = malloc(sizeof *matrix);
    *matrix = (struct matrix){.n = 3, .value = calloc(9, sizeof(double))};
    for (size_t i = 0; i < 9; i++) {
        matrix->value[i] = i % 4 == 0 ? 0.0 : 0.1 / (double)(i + 1);
    }
    struct network *custom;
    struct diagnostic why;
    ck_assert_int_eq(problem_custom(matrix, "101", &bias, &custom, &why), STATUS_OK);
    struct network *networks[] = {random_recall(20, &bias), square_maxcut(2.5), custom};
    for (size_t i = 0; i < 3; i++) {
        struct network *read = through_json(networks[i]);
        expect_same_deck(networks[i], read);
        network_free(read);
        network_free(networks[i]);
    }
}
END_TEST

/* A small good network file, and what replaces a part of it. */
static const char GOOD_JSON[] =
    "{\"format\": \"spinfield network\", \"version\": 1, \"task\": \"maxcut\", \"n\": 3, \"weights\": {\"kind\": "
    "\"graph\", "
    "\"unit_v\": 0.1, \"edges\": [[0, 1, 1.0], [1, 2, 1.0]]}, \"v_dw_v\": 0.02, \"v_c_v\": 0.1, \"t_load_s\": 0.0, "
    "\"t_stop_s\": 2e-06, \"start\": null, \"columns\": 0, \"optimum\": null, \"soma\": {SOMA}, \"axon\": {AXON}}";

static void device_fields(char *out, size_t size)
{
    size_t used = 0;
    struct dwmtj device = dwmtj_default();
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        used += (size_t)snprintf(out + used, size - used, "%s\"%s\": %.17g", i ? ", " : "", dwmtj_parameters[i].name,
                                 dwmtj_get(&device, i));
    }
}

/* GOOD_JSON with the devices filled in and the first `old` replaced by `new`; to be freed. */
static char *altered_json(const char *old, const char *new)
{
    char devices[600];
    device_fields(devices, sizeof devices);
    char *json = scratch_replace(GOOD_JSON, "SOMA", devices);
    char *whole = scratch_replace(json, "AXON", devices);
    char *altered = scratch_replace(whole, old, new);
    free(json);
    free(whole);
    return altered;
}

static enum status read_json(const char *json, struct diagnostic *why)
{
    char path[SCRATCH_PATH];
    struct network *network;
    scratch_write(path, "n.json", json, strlen(json));
    enum status status = network_read(path, &network, why);
    network_free(network);
    return status;
}

START_TEST(damaged_network_files_are_refused)
{
    static const struct {
        const char *old, *new, *message;
    } BAD[] = {
        {"\"version\": 1", "\"version\": 0", "version 0, this program reads version 1"},
        {"\"version\": 1", "\"version\": \"1\"", "version"},
        {"spinfield network", "other", "format"},
        {"\"n\": 3", "\"n\": 1", "\"n\""},
        {"\"n\": 3", "\"n\": 3.5", "\"n\""},
        {"\"n\": 3", "\"n\": 2", "edges"},
        {"\"task\": \"maxcut\"", "\"task\": \"sudoku\"", "task"},
        {"[0, 1, 1.0]", "[1, 0, 1.0]", "edges"},
        {"[0, 1, 1.0]", "[0, 1, \"x\"]", "edges"},
        {"[1, 2, 1.0]", "[0, 1, 1.0]", "edges"},
        {"\"start\": null", "\"start\": \"010\"", "t_load_s"},
        {"\"start\": null", "\"start\": \"01\"", "start"},
        {"\"start\": null", "\"start\": 7", "start"},
        {"\"rp\": 500", "\"rp\": -500", "rp"},
        {"\"rp\": 500", "\"rp\": 5000", "rap"},
        {"\"rp\": 500, ", "", "soma"},
        {"\"columns\": 0", "\"columns\": 2", "columns"},
        {"\"v_dw_v\": 0.02, ", "", "format"},
        {"\"t_stop_s\": 2e-06", "\"t_stop_s\": 0.0", "t_stop_s"},
        {"{\"format\"", "[{\"format\"", "not JSON"},
    };
    struct diagnostic why = {""};
    char *good = altered_json("", "");
    ck_assert_msg(read_json(good, &why) == STATUS_OK, "%s", why.text);
    free(good);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        char *json = altered_json(BAD[i].old, BAD[i].new);
        ck_assert_msg(read_json(json, &why) == STATUS_INPUT, "accepted %s", BAD[i].new);
        ck_assert_msg(strstr(why.text, BAD[i].message), "\"%s\" does not say \"%s\"", why.text, BAD[i].message);
        free(json);
    }
}
END_TEST

START_TEST(truncated_network_files_are_refused)
{
    struct diagnostic why;
    char *good = altered_json("", "");
    for (size_t length = strlen(good) - 1; length > 0; length--) {
        good[length] = '\0';
        ck_assert_int_eq(read_json(good, &why), STATUS_INPUT);
    }
    free(good);
}
END_TEST

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
    struct network *net = recall(patterns, 1, "011", &bias);
    struct input *golden;
    struct diagnostic why;
    char *deck;
    ck_assert_int_eq(deck_text(net, &deck, &why), STATUS_OK);
    ck_assert_msg(input_read("tests/golden/three-neurons.cir", &golden, &why) == STATUS_OK, "%s", why.text);
    expect_same_words(deck, golden->bytes);
    free(deck);
    input_free(golden);
    network_free(net);
}
END_TEST

START_TEST(deck_has_n_squared_devices_and_few_switches)
{
    const size_t n = 30;
    struct bias bias = problem_standard_bias();
    struct network *net = random_recall(n, &bias);
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
    struct network *net = random_recall(5, &bias);
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

Suite *network_suite(void)
{
    Suite *suite = suite_create("network");
    TCase *tests = tcase_create("problems");
    tcase_add_test(tests, weights_are_the_sum_over_patterns);
    tcase_add_test(tests, sign_and_mean_bound_the_weights);
    tcase_add_test(tests, maxcut_weights_are_w_or_minus_1_05_w);
    tcase_add_test(tests, maxcut_weights_scale_with_the_heaviest_edge);
    tcase_add_test(tests, bias_is_the_published_one);
    tcase_add_test(tests, axon_margins_are_the_measured_ones);
    tcase_add_test(tests, rules_break_where_they_should);
    tcase_add_test(tests, bias_that_cannot_work_is_refused);
    tcase_add_test(tests, patterns_and_starts_of_wrong_length_are_refused);
    tcase_add_test(tests, distortion_flips_the_share_asked_for);
    suite_add_tcase(suite, tests);
    tests = tcase_create("files");
    tcase_set_timeout(tests, 60.0);
    tcase_add_test(tests, network_survives_its_json);
    tcase_add_test(tests, damaged_network_files_are_refused);
    tcase_add_test(tests, truncated_network_files_are_refused);
    tcase_add_test(tests, three_neuron_deck_is_the_golden_one);
    tcase_add_test(tests, deck_has_n_squared_devices_and_few_switches);
    tcase_add_test(tests, edited_deck_is_refused_and_comments_are_not);
    suite_add_tcase(suite, tests);
    return suite;
}
