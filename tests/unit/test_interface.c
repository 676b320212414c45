/* The functions of spinfield.h: they give what the rest of the program gives, and bad arguments are errors. */
#include "tests/suites.h"

#include "campaign/search.h"
#include "library/spinfield.h"
#include "netgen/network_file.h"
#include "netgen/deck.h"
#include "netgen/questions/recall.h"
#include "netgen/recipe.h"
#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/scratch.h"

#include <jansson.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static struct spinfield_error error;
static struct diagnostic why;

static const char *const PATTERNS[] = {"1111111100000000", "1111000011110000"};
static const char START[] = "1110111100000001";
static const struct spinfield_option STARTED[] = {{.name = "start", .text = START}, {.name = NULL}};

/* A ring of five nodes with a chord: edges in no order, and from either end. */
static const struct spinfield_edge RING[] = {{4, 0, 1.0}, {0, 1, 1.0}, {2, 1, 1.0},
                                             {2, 3, 1.0}, {3, 4, 1.0}, {1, 3, 2.0}};
enum { NODES = 5, EDGES = sizeof RING / sizeof *RING };
static const char RING_FILE[] = "5 6\n1 5 1\n1 2 1\n2 3 1\n3 4 1\n4 5 1\n2 4 2\n";

static const double WEIGHTS[] = {0.0, 0.1, -0.1, 0.1, 0.0, 0.2, -0.1, 0.2, 0.0};
enum { NEURONS = 3 };
static const char WEIGHTS_FILE[] = "0,0.1,-0.1\n0.1,0,0.2\n-0.1,0.2,0\n";
static const struct spinfield_option LOADED[] = {{.name = "vdw", .text = "loaded"}, {.name = NULL}};

static void good(enum spinfield_status status)
{
    ck_assert_msg(status == SPINFIELD_OK, "status %d: %s", (int)status, error.text);
}

/* `status` is `expected`, and the error is one line with `fragment` in it. */
static void bad(enum spinfield_status status, enum spinfield_status expected, const char *fragment)
{
    ck_assert_msg(status == expected, "status %d, expected %d", (int)status, (int)expected);
    ck_assert_msg(strstr(error.text, fragment) && !strchr(error.text, '\n'), "'%s' lacks '%s'", error.text, fragment);
    memset(&error, 0, sizeof error);
}

static struct spinfield_network *recall(const struct spinfield_option options[])
{
    struct spinfield_network *network;
    good(spinfield_network_of_patterns(2, PATTERNS, options, &network, &error));
    return network;
}

static struct spinfield_network *ring(const struct spinfield_option options[])
{
    struct spinfield_network *network;
    good(spinfield_network_of_graph(NODES, EDGES, RING, options, &network, &error));
    return network;
}

static double number_of(const struct spinfield_answer *answer, const char *name)
{
    double value = NAN;
    good(spinfield_answer_number(answer, name, &value, &error));
    return value;
}

/* The file of a network as text; frees both. */
static char *file_of(struct spinfield_network *network)
{
    good(spinfield_network_write(network, IN_SCRATCH("net.json"), &error));
    spinfield_network_free(network);
    return scratch_read("net.json");
}

/* The two are the same network; frees both. */
static void expect_equal(struct spinfield_network *one, struct spinfield_network *other)
{
    char *first = file_of(one), *second = file_of(other);
    ck_assert(strlen(first) > 200);
    ck_assert_str_eq(first, second);
    free(first);
    free(second);
}

START_TEST(a_network_is_solved_as_the_program_does)
{
    struct spinfield_network *network = recall(STARTED);
    struct spinfield_answer *answer;
    good(spinfield_solve(network, NULL, &answer, &error));
    spinfield_network_free(network); /* which the answer does not need */

    struct bias bias = problem_standard_bias();
    struct network *same;
    struct measures measures;
    expect_ok(recall_network(&(struct patterns){(char *const *)PATTERNS, 2, START}, &bias, &same, &why), &why);
    struct solver_options options = solver_standard_options(same);
    expect_ok(answer_measures(same, &options, &measures, NULL, &why), &why);
    ck_assert_double_eq(number_of(answer, "n"), 16.0);
    ck_assert_double_eq(number_of(answer, "converged"), 1.0);
    ck_assert_double_eq(number_of(answer, "time_to_solution_s"), measures.time_to_solution);
    ck_assert_double_eq(number_of(answer, "energy_j"), measures.energy);
    ck_assert_double_eq(number_of(answer, "peak_power_w"), measures.peak_power);
    ck_assert_double_eq(number_of(answer, "bit_accuracy"), measures.quality.accuracy);
    ck_assert_double_eq(number_of(answer, "matched_pattern"), (double)measures.quality.pattern + 1.0);
    const char *text;
    good(spinfield_answer_text(answer, "state", &text, &error));
    ck_assert_str_eq(text, measures.state);
    good(spinfield_answer_text(answer, "start", &text, &error));
    ck_assert_str_eq(text, START);
    measures_clear(&measures);
    network_free(same);
    spinfield_answer_free(answer);
}
END_TEST

START_TEST(an_answer_has_every_number_and_text_of_its_json)
{
    struct spinfield_network *network = ring(NULL);
    struct spinfield_answer *answer;
    const char *text, *key;
    json_t *value;
    size_t numbers = 0, texts = 0;
    good(spinfield_solve(network, NULL, &answer, &error));
    good(spinfield_answer_json(answer, &text, &error));
    json_t *json = json_loads(text, 0, NULL);
    ck_assert_ptr_nonnull(json);
    json_object_foreach(json, key, value)
    {
        if (json_is_string(value)) {
            good(spinfield_answer_text(answer, key, &text, &error));
            ck_assert_str_eq(text, json_string_value(value));
            texts++;
        } else if (!json_is_array(value) && !json_is_object(value)) { /* lists and objects are for the JSON alone */
            double expected = json_is_boolean(value) ? json_is_true(value) : json_number_value(value);
            ck_assert_double_eq(number_of(answer, key), expected);
            numbers++;
        }
    }
    ck_assert_uint_ge(numbers, 15);
    ck_assert_uint_eq(texts, 4);
    json_decref(json);
    spinfield_answer_free(answer);
    spinfield_network_free(network);
}
END_TEST

START_TEST(networks_of_arrays_and_of_files_are_equal)
{
    struct spinfield_network *read;
    scratch_put(IN_SCRATCH("ring"), RING_FILE, strlen(RING_FILE));
    good(spinfield_network_of_graph_file(IN_SCRATCH("ring"), NULL, &read, &error));
    expect_equal(ring(NULL), read);

    struct spinfield_network *made;
    scratch_put(IN_SCRATCH("weights"), WEIGHTS_FILE, strlen(WEIGHTS_FILE));
    good(spinfield_network_of_matrix_file(IN_SCRATCH("weights"), LOADED, &read, &error));
    good(spinfield_network_of_matrix(NEURONS, WEIGHTS, LOADED, &made, &error));
    expect_equal(made, read);

    free(file_of(recall(STARTED)));
    good(spinfield_network_read(IN_SCRATCH("net.json"), &read, &error));
    expect_equal(recall(STARTED), read);
}
END_TEST

START_TEST(a_task_makes_the_network_of_the_program)
{
    const struct spinfield_option options[] = {{.name = "w", .number = 0.05},
                                               {.name = "seed", .number = 3.0},
                                               {.name = "optimum", .text = "6"},
                                               {.name = NULL}};
    const char *const file[] = {IN_SCRATCH("ring"), NULL};
    struct spinfield_network *network, *none;
    char *json;
    scratch_put(IN_SCRATCH("ring"), RING_FILE, strlen(RING_FILE));
    good(spinfield_network_of_task("maxcut", 1, file, options, &network, &error));

    struct recipe *recipe;
    struct network *same;
    expect_ok(recipe_new(question_find("maxcut"), &recipe, &why), &why);
    expect_ok(recipe_add_file(recipe, file[0], &why), &why);
    expect_ok(recipe_set(recipe, "w", "50m", &why), &why);
    expect_ok(recipe_set(recipe, "seed", "3", &why), &why);
    expect_ok(recipe_make(recipe, &same, &why), &why);
    const char *start;
    good(spinfield_network_text(network, "start", &start, &error));
    ck_assert_str_eq(start, same->start);
    network_free(same);
    recipe_free(recipe);

    good(spinfield_network_json(network, &json, &error));
    json_t *read = json_loads(json, 0, NULL);
    ck_assert_str_eq(json_string_value(json_object_get(read, "task")), "maxcut");
    ck_assert_str_eq(json_string_value(json_object_get(read, "start")), start);
    ck_assert_str_eq(json_string_value(json_object_get(read, "axons")), "edges");
    ck_assert_int_eq(json_integer_value(json_object_get(read, "n")), NODES);
    ck_assert(json_is_array(json_object_get(read, "warnings")));
    json_decref(read);
    spinfield_text_free(json);
    spinfield_network_free(network);

    const struct spinfield_option recall_options[] = {
        {.name = "n", .number = 12.0}, {.name = "as-published", .text = "yes"}, {.name = NULL}};
    good(spinfield_network_of_task("recall", 0, NULL, recall_options, &network, &error));
    spinfield_network_free(network);
    bad(spinfield_network_of_task("chess", 0, NULL, NULL, &none, &error), SPINFIELD_INPUT,
        "unknown task 'chess'; expected maxcut");
    bad(spinfield_network_of_task("maxcut", 0, NULL, NULL, &none, &error), SPINFIELD_INPUT, "graph file");
    bad(spinfield_network_of_task("maxcut", 1, NULL, NULL, &none, &error), SPINFIELD_INPUT, "`file` is NULL");
    bad(spinfield_network_of_task("maxcut", 1, file + 1, NULL, &none, &error), SPINFIELD_INPUT, "`file[0]` is NULL");
    const struct spinfield_option colours[] = {{.name = "k", .number = 3.0}, {.name = NULL}};
    bad(spinfield_network_of_task("maxcut", 1, file, colours, &none, &error), SPINFIELD_INPUT, "no option 'k'");
    ck_assert_ptr_null(none);
}
END_TEST

START_TEST(an_option_is_a_text_or_a_number)
{
    static const struct spinfield_option TEXTS[] = {{.name = "w", .text = "50m"},
                                                    {.name = "vdw", .text = "0.3"},
                                                    {.name = "load", .text = "20n"},
                                                    {.name = "rp", .text = "450"},
                                                    {.name = "sigma-rap", .text = "5%"},
                                                    {.name = "sigma-w", .text = "3%"},
                                                    {.name = "seed", .text = "7"},
                                                    {.name = "start", .text = START},
                                                    {.name = "weights", .text = "mean"},
                                                    {.name = "dendrite", .text = "balanced"},
                                                    {.name = NULL}};
    static const struct spinfield_option NUMBERS[] = {{.name = "w", .number = 1.0},
                                                      {.name = "w", .number = 0.05},
                                                      {.name = "vdw", .number = 0.3},
                                                      {.name = "load", .number = 2e-8},
                                                      {.name = "rp", .number = 450.0},
                                                      {.name = "sigma-rap", .number = 0.05},
                                                      {.name = "sigma-w", .number = 0.03},
                                                      {.name = "seed", .number = 7.0},
                                                      {.name = "start", .text = START},
                                                      {.name = "weights", .text = "mean"},
                                                      {.name = "dendrite", .text = "balanced"},
                                                      {.name = NULL}};
    double v_dw;
    struct spinfield_network *network = recall(TEXTS);
    good(spinfield_network_number(network, "v_dw_v", &v_dw, &error));
    ck_assert_double_eq(v_dw, 0.3);
    expect_equal(network, recall(NUMBERS));
    char *standard = file_of(recall(STARTED)), *changed = file_of(recall(NUMBERS));
    ck_assert_str_ne(standard, changed);
    free(standard);
    free(changed);
}
END_TEST

START_TEST(a_network_tells_what_it_is)
{
    struct spinfield_network *network = recall(STARTED);
    const char *text;
    double value;
    static const struct {
        const char *name;
        double value;
    } EXPECTED[] = {{"n", 16.0}, {"devices", 256.0}, {"v_c_v", 0.1}, {"t_stop_s", 2e-6}};
    for (size_t i = 0; i < sizeof EXPECTED / sizeof *EXPECTED; i++) {
        good(spinfield_network_number(network, EXPECTED[i].name, &value, &error));
        ck_assert_double_eq(value, EXPECTED[i].value);
    }
    good(spinfield_network_number(network, "t_load_s", &value, &error));
    ck_assert_double_gt(value, 0.0);
    good(spinfield_network_number(network, "solver_memory_bytes", &value, &error));
    ck_assert_double_gt(value, 0.0);
    good(spinfield_network_text(network, "task", &text, &error));
    ck_assert_str_eq(text, "recall");
    good(spinfield_network_text(network, "start", &text, &error));
    ck_assert_str_eq(text, START);
    bad(spinfield_network_number(network, "optimum", &value, &error), SPINFIELD_ABSENT, "has no optimum");
    bad(spinfield_network_number(network, "task", &value, &error), SPINFIELD_INPUT, "no number 'task'");
    bad(spinfield_network_text(network, "n", &text, &error), SPINFIELD_INPUT, "no text 'n'");
    spinfield_network_free(network);
    network = ring((const struct spinfield_option[]){
        {.name = "optimum", .number = 6.0}, {.name = "as-published", .text = "yes"}, {.name = NULL}});
    good(spinfield_network_number(network, "optimum", &value, &error));
    ck_assert_double_eq(value, 6.0);
    bad(spinfield_network_text(network, "start", &text, &error), SPINFIELD_ABSENT, "has no start");
    spinfield_network_free(network);
}
END_TEST

START_TEST(the_deck_is_that_of_the_program)
{
    struct spinfield_network *network = recall(STARTED);
    struct network *same;
    char *deck, *expected;
    good(spinfield_network_deck(network, &deck, &error));
    struct bias bias = problem_standard_bias();
    expect_ok(recall_network(&(struct patterns){(char *const *)PATTERNS, 2, START}, &bias, &same, &why), &why);
    expect_ok(deck_text(same, DECK_COMPACT, &expected, &why), &why);
    ck_assert_str_eq(deck, expected);
    free(expected);
    network_free(same);
    spinfield_text_free(deck);
    spinfield_network_free(network);
}
END_TEST

START_TEST(ngspice_takes_no_larger_network_than_its_limit)
{
    char large[1002];
    struct spinfield_network *network;
    char *deck;
    memset(large, '1', sizeof large - 1);
    large[sizeof large - 1] = '\0';
    const char *const pattern[] = {large};
    good(spinfield_network_of_patterns(1, pattern, NULL, &network, &error));
    bad(spinfield_network_deck(network, &deck, &error), SPINFIELD_INPUT,
        "1002001 devices; ngspice takes at most 1000000");
    ck_assert_ptr_null(deck);
    spinfield_network_free(network);
}
END_TEST

START_TEST(the_best_of_many_starts_does_not_depend_on_threads)
{
    struct spinfield_network *network =
        ring((const struct spinfield_option[]){{.name = "dendrite", .text = "balanced"}, {.name = NULL}});
    const char *text[2];
    struct spinfield_answer *answer[2];
    for (int k = 0; k < 2; k++) {
        const struct spinfield_option options[] = {{.name = "starts", .number = 20.0},
                                                   {.name = "seed", .number = 3.0},
                                                   {.name = "threads", .number = 1.0 + k},
                                                   {.name = NULL}};
        good(spinfield_solve(network, options, &answer[k], &error));
        good(spinfield_answer_json(answer[k], &text[k], &error));
    }
    ck_assert_str_eq(text[0], text[1]);
    ck_assert_double_eq(number_of(answer[0], "cut"), 6.0); /* of 7: the triangle 1, 2, 3 loses an edge of weight 1 */
    good(spinfield_answer_text(answer[0], "start", &text[0], &error));
    ck_assert_uint_eq(strspn(text[0], "01"), NODES);
    spinfield_answer_free(answer[0]);
    spinfield_answer_free(answer[1]);
    spinfield_network_free(network);
}
END_TEST

/* The object "search" of an answer's JSON, which the caller releases. */
static json_t *search_of(const struct spinfield_answer *answer)
{
    const char *text;
    good(spinfield_answer_json(answer, &text, &error));
    json_t *json = json_loads(text, 0, NULL), *search = json_incref(json_object_get(json, "search"));
    ck_assert_msg(json_is_object(search), "no search in %s", text);
    json_decref(json);
    return search;
}

START_TEST(a_search_is_that_of_the_program)
{
    const struct spinfield_option options[] = {{.name = "runs", .number = 30.0},   {.name = "method", .text = "kick"},
                                               {.name = "seed", .number = 4.0},    {.name = "target", .text = "auto"},
                                               {.name = "threads", .number = 2.0}, {.name = NULL}};
    struct spinfield_network *network = ring(NULL);
    struct spinfield_answer *answer;
    good(spinfield_search(network, options, &answer, &error));
    json_t *json = search_of(answer);
    ck_assert_str_eq(json_string_value(json_object_get(json, "method")), "kick");
    ck_assert_str_eq(json_string_value(json_object_get(json, "target_from")), "proven");
    ck_assert_int_eq(json_integer_value(json_object_get(json, "runs")), 30);
    ck_assert_double_eq(json_number_value(json_object_get(json, "target")), 6.0);
    json_decref(json);

    free(file_of(network));
    struct network *same;
    expect_ok(network_read(IN_SCRATCH("net.json"), &same, &why), &why);
    const struct solver_options standard = solver_standard_options(same);
    struct search search;
    struct measures measures;
    expect_ok(search_load_phase(same, standard.t_stop, &why), &why);
    expect_ok(
        search_run(
            &(struct search_plan){
                .network = same, .options = &standard, .method = SEARCH_KICK, .runs = 30, .seed = 4, .workers = 1},
            &search, &measures, &why),
        &why);
    const char *text;
    good(spinfield_answer_text(answer, "start", &text, &error));
    ck_assert_str_eq(text, search.start);
    ck_assert_double_eq(number_of(answer, "energy_j"), measures.energy);
    ck_assert_double_eq(number_of(answer, "load_time_s"), same->t_load);
    measures_clear(&measures);
    search_clear(&search);
    network_free(same);
    spinfield_answer_free(answer);
}
END_TEST

START_TEST(an_answer_lists_the_nodes)
{
    struct spinfield_network *network = ring(NULL);
    struct spinfield_answer *answer;
    const char *csv, *state;
    char expected[200] = "node,side\n";
    good(spinfield_search(network, NULL, &answer, &error));
    good(spinfield_answer_csv(answer, &csv, &error));
    good(spinfield_answer_text(answer, "state", &state, &error));
    for (size_t i = 0; i < NODES; i++) {
        const size_t used = strlen(expected);
        snprintf(expected + used, sizeof expected - used, "%zu,%s\n", i + 1, state[i] == '1' ? "1" : "0");
    }
    ck_assert_str_eq(csv, expected);
    spinfield_answer_free(answer);
    spinfield_network_free(network);
}
END_TEST

START_TEST(what_an_answer_does_not_have_is_absent)
{
    struct spinfield_network *network = recall(STARTED);
    struct spinfield_answer *answer;
    double value = 5.0;
    const char *text = START;
    good(spinfield_solve(network, NULL, &answer, &error));
    bad(spinfield_answer_number(answer, "cut", &value, &error), SPINFIELD_ABSENT, "has no cut");
    bad(spinfield_answer_number(answer, "state", &value, &error), SPINFIELD_INPUT, "no number 'state'");
    bad(spinfield_answer_number(answer, "", &value, &error), SPINFIELD_INPUT, "no number ''");
    bad(spinfield_answer_text(answer, "energy_j", &text, &error), SPINFIELD_INPUT, "no text 'energy_j'");
    ck_assert_double_eq(value, 5.0);
    ck_assert_str_eq(text, START);
    spinfield_answer_free(answer);
    spinfield_network_free(network);
}
END_TEST

START_TEST(wrong_problems_are_refused)
{
    struct spinfield_network *network = NULL;
    const char *const uneven[] = {"0101", "010"}, *const letters[] = {"01x1"}, *const hole[] = {"0101", NULL};
    const char *const lonely[] = {"1"}, *const empty[] = {""};
    const struct spinfield_edge far[] = {{0, 1, 1.0}, {1, 5, 1.0}}, loop[] = {{2, 2, 1.0}}, nan[] = {{0, 1, NAN}};
    const struct spinfield_edge twice[] = {{0, 1, 1.0}, {1, 2, 1.0}, {1, 0, 1.0}},
                                heavy[] = {{0, 1, 1e300}, {1, 2, 1e300}};
    double weights[] = {0.0, 0.1, -0.1, 0.1, 0.0, 0.2, -0.1, 0.2, 0.0};
#define PATTERNS_ARE_BAD(count, pattern, fragment)                                                                     \
    bad(spinfield_network_of_patterns(count, pattern, NULL, &network, &error), SPINFIELD_INPUT, fragment)
    PATTERNS_ARE_BAD(0, PATTERNS, "expected at least one");
    PATTERNS_ARE_BAD(2, uneven, "pattern 2 must be 4 characters");
    PATTERNS_ARE_BAD(1, letters, "character 3 is another");
    PATTERNS_ARE_BAD(2, hole, "`pattern[1]` is NULL");
    PATTERNS_ARE_BAD(1, lonely, "at least 2 neurons");
    PATTERNS_ARE_BAD(1, empty, "at least 2 neurons");
#define GRAPH_IS_BAD(nodes, edges, edge, fragment)                                                                     \
    bad(spinfield_network_of_graph(nodes, edges, edge, NULL, &network, &error), SPINFIELD_INPUT, fragment)
    GRAPH_IS_BAD(1, EDGES, RING, "a graph of 1 nodes; expected from 2");
    GRAPH_IS_BAD(SIZE_MAX, EDGES, RING, "expected from 2 to 100000000");
    GRAPH_IS_BAD(NODES, 0, RING, "no edges");
    GRAPH_IS_BAD(NODES, 2, far, "edge 1 joins nodes 1 and 5; expected nodes from 0 to 4");
    GRAPH_IS_BAD(NODES, 1, loop, "edge 0 joins node 2 to itself");
    GRAPH_IS_BAD(NODES, 1, nan, "edge 0 has the weight nan; expected a finite number");
    GRAPH_IS_BAD(NODES, 3, twice, "the edge between nodes 0 and 1 is given twice");
    GRAPH_IS_BAD(NODES, 2, heavy, "together are beyond 1e+300");
#define MATRIX_IS_BAD(n, fragment)                                                                                     \
    bad(spinfield_network_of_matrix(n, weights, NULL, &network, &error), SPINFIELD_INPUT, fragment)
    MATRIX_IS_BAD(0, "0 neurons; expected from 2");
    MATRIX_IS_BAD(SIZE_MAX, "expected from 2 to 100000000");
    weights[4] = 0.1;
    MATRIX_IS_BAD(NEURONS, "from neuron 1 to neuron 1 is 0.1; expected 0");
    weights[4] = 0.0;
    weights[5] = INFINITY;
    MATRIX_IS_BAD(NEURONS, "from neuron 1 to neuron 2 is inf; expected a finite number");
    weights[5] = 2000.0;
    MATRIX_IS_BAD(NEURONS, "2000 V");
    bad(spinfield_network_of_graph_file(IN_SCRATCH("none"), NULL, &network, &error), SPINFIELD_INPUT, "none: error:");
    bad(spinfield_network_of_matrix_file(IN_SCRATCH("none"), NULL, &network, &error), SPINFIELD_INPUT, "none: error:");
    bad(spinfield_network_read(IN_SCRATCH("none"), &network, &error), SPINFIELD_INPUT, "none: error:");
    ck_assert_ptr_null(network);
}
END_TEST

START_TEST(wrong_options_are_refused)
{
    static const struct {
        struct spinfield_option option;
        const char *fragment;
    } OF_NETWORK[] =
        {
            {{.name = "colour", .text = "red"}, "no option 'colour'"},
            {{.name = "", .text = ""}, "no option ''"},
            {{.name = "sigma-xinit", .text = "5%"}, "no option 'sigma-xinit'"},
            {{.name = "optimum", .number = 1.0}, "no option 'optimum'"},
            {{.name = "w", .text = "much"}, "option w is 'much'; expected a number"},
            {{.name = "w", .number = NAN}, "option w is 'nan'; expected a number"},
            {{.name = "w", .number = -1.0}, "W = -1 V must be above 0"},
            {{.name = "vdw", .text = "eq5"}, "expected auto, eq4, loaded, a voltage, or two"},
            {{.name = "rp", .number = 0.0}, "rp"},
            {{.name = "load", .number = -1.0}, "load time -1 s must be above 0"},
            {{.name = "load", .number = 0.0}, "load time 0 s must be above 0"},
            {{.name = "load", .text = "soon"}, "expected auto or a time"},
            {{.name = "xinit", .number = 1e-9}, "no option 'xinit'"},
            {{.name = "seed", .number = 1.5}, "expected a whole number from 0 to 4294967295"},
            {{.name = "seed", .number = -1.0}, "expected a whole number from 0 to 4294967295"},
            {{.name = "start", .number = 1.0}, "expected a text"},
            {{.name = "start", .text = "10"}, "the start must be 16 characters"},
        },
      OF_SOLVE[] =
          {
              {{.name = "tolerance", .number = 0.0}, "expected a number from 1e-05 to 0.1"},
              {{.name = "tolerance", .number = NAN}, "expected a number from 1e-05 to 0.1"},
              {{.name = "stop", .text = "1n"}, "expected more than the load phase"},
              {{.name = "stop", .text = "forever"}, "option stop is 'forever'"},
              {{.name = "starts", .number = 3.0}, "a search is for questions with an objective"},
              {{.name = "threads", .number = 0.5}, "expected a whole number from 1 to 1024"},
              {{.name = "w", .number = 0.1}, "no option 'w'"},
              {{.name = "runs", .number = 3.0}, "no option 'runs'"},
          },
      OF_SEARCH[] = {
          {{.name = "runs", .number = 0.0}, "expected a whole number from 1 to 1000000000"},
          {{.name = "starts", .number = 3.0}, "no option 'starts'"},
          {{.name = "method", .text = "luck"}, "option method is 'luck'; expected kick, cross or restart"},
          {{.name = "method", .number = 1.0}, "option method is '1'"},
          {{.name = "target", .text = "best"}, "option target is 'best'; expected a number or auto"},
          {{.name = "target", .number = NAN}, "option target is 'nan'"},
          {{.name = "stop", .text = "1n"}, "expected more than the load phase"},
      };
    struct spinfield_network *network = NULL;
    for (size_t i = 0; i < sizeof OF_NETWORK / sizeof *OF_NETWORK; i++) {
        const struct spinfield_option options[] = {OF_NETWORK[i].option, {.name = NULL}};
        bad(spinfield_network_of_patterns(2, PATTERNS, options, &network, &error), SPINFIELD_INPUT,
            OF_NETWORK[i].fragment);
        ck_assert_ptr_null(network);
    }
    bad(spinfield_network_of_graph(NODES, EDGES, RING, STARTED, &network, &error), SPINFIELD_INPUT,
        "no option 'start'");
    network = recall(STARTED);
    for (size_t i = 0; i < sizeof OF_SOLVE / sizeof *OF_SOLVE; i++) {
        const struct spinfield_option options[] = {OF_SOLVE[i].option, {.name = NULL}};
        struct spinfield_answer *answer = (void *)network;
        bad(spinfield_solve(network, options, &answer, &error), SPINFIELD_INPUT, OF_SOLVE[i].fragment);
        ck_assert_ptr_null(answer);
    }
    spinfield_network_free(network);
    network = ring(NULL);
    for (size_t i = 0; i < sizeof OF_SEARCH / sizeof *OF_SEARCH; i++) {
        const struct spinfield_option options[] = {OF_SEARCH[i].option, {.name = NULL}};
        struct spinfield_answer *answer = (void *)network;
        bad(spinfield_search(network, options, &answer, &error), SPINFIELD_INPUT, OF_SEARCH[i].fragment);
        ck_assert_ptr_null(answer);
    }
    spinfield_network_free(network);
}
END_TEST

/* Every pointer of every function in turn. */
START_TEST(a_null_pointer_is_an_error)
{
    struct spinfield_network *network = recall(STARTED), *other;
    struct spinfield_answer *answer, *none;
    struct spinfield_parameter parameter;
    double value;
    const char *text;
    char *deck;
    good(spinfield_solve(network, NULL, &answer, &error));
#define NULL_IS_BAD(name, call) bad(call, SPINFIELD_INPUT, "`" name "` is NULL")
    NULL_IS_BAD("pattern", spinfield_network_of_patterns(2, NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_patterns(2, PATTERNS, NULL, NULL, &error));
    NULL_IS_BAD("edge", spinfield_network_of_graph(NODES, EDGES, NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_graph(NODES, EDGES, RING, NULL, NULL, &error));
    NULL_IS_BAD("path", spinfield_network_of_graph_file(NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_graph_file("x", NULL, NULL, &error));
    NULL_IS_BAD("weight", spinfield_network_of_matrix(NEURONS, NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_matrix(NEURONS, WEIGHTS, NULL, NULL, &error));
    NULL_IS_BAD("path", spinfield_network_of_matrix_file(NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_matrix_file("x", NULL, NULL, &error));
    NULL_IS_BAD("task", spinfield_network_of_task(NULL, 0, NULL, NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_of_task("recall", 0, NULL, NULL, NULL, &error));
    NULL_IS_BAD("network", spinfield_network_json(NULL, &deck, &error));
    NULL_IS_BAD("text", spinfield_network_json(network, NULL, &error));
    NULL_IS_BAD("path", spinfield_network_read(NULL, &other, &error));
    NULL_IS_BAD("network", spinfield_network_read("x", NULL, &error));
    NULL_IS_BAD("network", spinfield_network_write(NULL, "x", &error));
    NULL_IS_BAD("path", spinfield_network_write(network, NULL, &error));
    NULL_IS_BAD("network", spinfield_network_deck(NULL, &deck, &error));
    NULL_IS_BAD("text", spinfield_network_deck(network, NULL, &error));
    NULL_IS_BAD("network", spinfield_network_number(NULL, "n", &value, &error));
    NULL_IS_BAD("name", spinfield_network_number(network, NULL, &value, &error));
    NULL_IS_BAD("value", spinfield_network_number(network, "n", NULL, &error));
    NULL_IS_BAD("network", spinfield_network_text(NULL, "task", &text, &error));
    NULL_IS_BAD("name", spinfield_network_text(network, NULL, &text, &error));
    NULL_IS_BAD("text", spinfield_network_text(network, "task", NULL, &error));
    NULL_IS_BAD("network", spinfield_solve(NULL, NULL, &none, &error));
    NULL_IS_BAD("answer", spinfield_solve(network, NULL, NULL, &error));
    NULL_IS_BAD("network", spinfield_search(NULL, NULL, &none, &error));
    NULL_IS_BAD("answer", spinfield_search(network, NULL, NULL, &error));
    NULL_IS_BAD("answer", spinfield_answer_csv(NULL, &text, &error));
    NULL_IS_BAD("text", spinfield_answer_csv(answer, NULL, &error));
    NULL_IS_BAD("answer", spinfield_answer_number(NULL, "n", &value, &error));
    NULL_IS_BAD("name", spinfield_answer_number(answer, NULL, &value, &error));
    NULL_IS_BAD("value", spinfield_answer_number(answer, "n", NULL, &error));
    NULL_IS_BAD("answer", spinfield_answer_text(NULL, "state", &text, &error));
    NULL_IS_BAD("name", spinfield_answer_text(answer, NULL, &text, &error));
    NULL_IS_BAD("text", spinfield_answer_text(answer, "state", NULL, &error));
    NULL_IS_BAD("answer", spinfield_answer_json(NULL, &text, &error));
    NULL_IS_BAD("text", spinfield_answer_json(answer, NULL, &error));
    NULL_IS_BAD("device", spinfield_device_parameter(NULL, 0, &parameter, &error));
    NULL_IS_BAD("parameter", spinfield_device_parameter("dwmtj", 0, NULL, &error));
    ck_assert_int_eq(spinfield_solve(NULL, NULL, NULL, NULL), SPINFIELD_INPUT); /* an error may go unread */
    spinfield_answer_free(answer);
    spinfield_network_free(network);
    spinfield_answer_free(NULL);
    spinfield_network_free(NULL);
    spinfield_text_free(NULL);
}
END_TEST

START_TEST(a_network_that_cannot_be_written_says_so)
{
    struct spinfield_network *network = ring(NULL);
    bad(spinfield_network_write(network, IN_SCRATCH("no/folder.json"), &error), SPINFIELD_INPUT, "folder.json: error:");
    bad(spinfield_network_write(network, "/dev/full", &error), SPINFIELD_SYSTEM, "/dev/full: error:");
    spinfield_network_free(network);
}
END_TEST

START_TEST(devices_have_the_parameters_of_their_table)
{
    struct spinfield_parameter parameter = {0};
    size_t devices = 0, count;
    for (const char *device; (device = spinfield_device_name(devices)); devices++) {
        enum spinfield_status status = SPINFIELD_OK;
        for (count = 0; (status = spinfield_device_parameter(device, count, &parameter, &error)) == SPINFIELD_OK;
             count++) {
            ck_assert_msg(parameter.least <= parameter.standard && parameter.standard <= parameter.greatest, "%s",
                          parameter.name);
            ck_assert(*parameter.name && parameter.unit && *parameter.text && *parameter.source);
        }
        bad(status, SPINFIELD_ABSENT, "no next parameter");
        ck_assert_uint_gt(count, 5);
    }
    ck_assert_uint_ge(devices, 1);
    ck_assert_ptr_null(spinfield_device_name(SIZE_MAX));
    good(spinfield_device_parameter("dwmtj", dwmtj_index("rp"), &parameter, &error));
    ck_assert_str_eq(parameter.name, "rp");
    ck_assert_str_eq(parameter.unit, "Ohm");
    ck_assert_double_eq(parameter.standard, 500.0);
    bad(spinfield_device_parameter("diode", 0, &parameter, &error), SPINFIELD_INPUT, "no device 'diode'");
    bad(spinfield_device_parameter("dwmtj", SIZE_MAX, &parameter, &error), SPINFIELD_ABSENT, "parameter");
}
END_TEST

Suite *interface_suite(void)
{
    Suite *suite = suite_create("interface");
    TCase *tests = tcase_create("interface");
    tcase_add_unchecked_fixture(tests, NULL, scratch_remove);
    tcase_add_test(tests, a_network_is_solved_as_the_program_does);
    tcase_add_test(tests, an_answer_has_every_number_and_text_of_its_json);
    tcase_add_test(tests, networks_of_arrays_and_of_files_are_equal);
    tcase_add_test(tests, a_task_makes_the_network_of_the_program);
    tcase_add_test(tests, an_option_is_a_text_or_a_number);
    tcase_add_test(tests, a_network_tells_what_it_is);
    tcase_add_test(tests, the_deck_is_that_of_the_program);
    tcase_add_test(tests, ngspice_takes_no_larger_network_than_its_limit);
    tcase_add_test(tests, the_best_of_many_starts_does_not_depend_on_threads);
    tcase_add_test(tests, a_search_is_that_of_the_program);
    tcase_add_test(tests, an_answer_lists_the_nodes);
    tcase_add_test(tests, what_an_answer_does_not_have_is_absent);
    tcase_add_test(tests, wrong_problems_are_refused);
    tcase_add_test(tests, wrong_options_are_refused);
    tcase_add_test(tests, a_null_pointer_is_an_error);
    tcase_add_test(tests, a_network_that_cannot_be_written_says_so);
    tcase_add_test(tests, devices_have_the_parameters_of_their_table);
    suite_add_tcase(suite, tests);
    return suite;
}
