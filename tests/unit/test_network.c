/* Networks as JSON files: netgen/network.h. */
#include "tests/suites.h"

#include "netgen/network_file.h"
#include "netgen/deck.h"
#include "netgen/network_parse.h"
#include "netgen/problem.h"
#include "netgen/questions/custom.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/stored.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

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
    ck_assert_int_eq(custom_network(matrix, "101", &bias, &custom, &why), STATUS_OK);
    struct network *networks[] = {sample_random(20, 1, 0, &bias), sample_square(2.5), sample_square(2.5), custom};
    networks[2]->weights.no_edge = 1.0 / 3.0;
    for (size_t i = 0; i < 4; i++) {
        struct network *read = stored_again(networks[i]);
        stored_expect_same_deck(networks[i], read);
        network_free(read);
        network_free(networks[i]);
    }
}
END_TEST

/* `text` has `fragment` in it so many times. */
static void expect_count(const char *text, const char *fragment, int count)
{
    for (; (text = strstr(text, fragment)); text++) {
        count--;
    }
    ck_assert_msg(count == 0, "%s is there %d times too few", fragment, count);
}

START_TEST(files_and_decks_hold_options_that_are_on)
{
    struct bias bias = problem_standard_bias();
    struct network *plain = sample_random(5, 1, 0, &bias);
    bias.soma.delta = 3e-9;
    bias.axon.dtemp = -20.0;
    struct network *network = sample_random(5, 1, 0, &bias), *read = stored_again(network);
    ck_assert_double_eq(read->soma.delta, 3e-9);
    ck_assert_double_eq(read->axon.delta, 0.0);
    ck_assert_double_eq(read->axon.dtemp, -20.0);
    char *json = scratch_read("network.json"), *deck, *plain_deck;
    struct diagnostic why;
    ck_assert_int_eq(deck_text(network, DECK_COMPACT, &deck, &why), STATUS_OK);
    ck_assert_int_eq(deck_text(plain, DECK_COMPACT, &plain_deck, &why), STATUS_OK);
    expect_count(json, "delta", 1);
    expect_count(json, "dtemp", 1);
    expect_count(json, "idepin", 0);
    expect_count(deck, "delta=", 1); /* one .model of somas, */
    expect_count(deck, "dtemp=", 1); /* one of axons */
    expect_count(deck, "vhalf", 0);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (!parameter_is(&dwmtj_parameters[i], IS_PUBLISHED)) {
            expect_count(plain_deck, dwmtj_parameters[i].name, 0);
        }
    }
    free(json);
    free(deck);
    free(plain_deck);
    network_free(plain);
    network_free(network);
    network_free(read);
}
END_TEST

/* A small good network file, and what replaces a part of it. */
static const char GOOD_JSON[] =
    "{\"format\": \"spinfield network\", \"version\": 2, \"question\": {\"name\": \"maxcut\"}, "
    "\"circuit\": {\"technology\": {\"name\": \"wall\", \"soma\": {SOMA}, \"axon\": {AXON}}, \"dendrite\": \"plain\", "
    "\"n\": 3, \"v_dw_v\": 0.02, \"v_c_v\": 0.1, \"t_load_s\": 0.0, \"t_stop_s\": 2e-06, \"start\": null, "
    "\"weights\": {\"kind\": \"graph\", \"unit_v\": 0.1, \"edges\": [[0, 1, 1.0], [1, 2, 1.0]]}}}";

/* The same as version 1 had it. */
static const char GOOD_JSON_1[] =
    "{\"format\": \"spinfield network\", \"version\": 1, \"task\": \"maxcut\", \"dendrite\": \"plain\", \"n\": 3, "
    "\"weights\": {\"kind\": \"graph\", \"unit_v\": 0.1, \"edges\": [[0, 1, 1.0], [1, 2, 1.0]]}, \"v_dw_v\": 0.02, "
    "\"v_c_v\": 0.1, \"t_load_s\": 0.0, \"t_stop_s\": 2e-06, \"start\": null, \"columns\": 0, \"optimum\": null, "
    "\"soma\": {SOMA}, \"axon\": {AXON}}";

static void device_fields(char *out, size_t size)
{
    size_t used = 0;
    struct dwmtj device = dwmtj_default();
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (parameter_is(&dwmtj_parameters[i], IS_PUBLISHED)) {
            used += (size_t)snprintf(out + used, size - used, "%s\"%s\": %.17g", i ? ", " : "",
                                     dwmtj_parameters[i].name, dwmtj_get(&device, i));
        }
    }
}

/* `form` with the devices filled in and the first `old` replaced by `new`; to be freed. */
static char *altered_form(const char *form, const char *old, const char *new)
{
    char devices[40 * DWMTJ_PARAMETERS];
    device_fields(devices, sizeof devices);
    char *json = scratch_replace(form, "SOMA", devices);
    char *whole = scratch_replace(json, "AXON", devices);
    char *altered = scratch_replace(whole, old, new);
    free(json);
    free(whole);
    return altered;
}

static char *altered_json(const char *old, const char *new)
{
    return altered_form(GOOD_JSON, old, new);
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

#define AXONS "\"axons\": \"edges\""
#define COUPLINGS AXONS ", \"edges_are\": \"couplings\""
#define FORTY "1234567890123456789012345678901234567890"

START_TEST(damaged_network_files_are_refused)
{
    static const struct {
        const char *old, *new, *message;
    } BAD[] = {
        {"\"version\": 2", "\"version\": 0", "version 0, this program reads versions 1 to 2"},
        {"\"version\": 2", "\"version\": 3", "version 3, this program reads versions 1 to 2"},
        {"\"version\": 2", "\"version\": \"2\"", "version"},
        {"\"version\": 2", "\"version\": 1", "\"question\" is no field of a network"},
        {"\"version\": 2, ", "", "version unknown"},
        {"spinfield network", "other", "format"},
        {"\"n\": 3", "\"n\": 1", "\"n\""},
        {"\"n\": 3", "\"n\": 3.5", "\"n\""},
        {"\"n\": 3", "\"n\": 2", "edges"},
        {"\"maxcut\"", "\"sudoku\"", "\"name\" of the question is not a known word"},
        {"\"name\": \"maxcut\"", "", "\"name\" is missing"},
        {"{\"name\": \"maxcut\"}", "3", "\"question\" must be an object"},
        {"{\"name\": \"maxcut\"}", "\"maxcut\"", "\"question\" must be an object"},
        {"\"question\": {\"name\": \"maxcut\"}, ", "", "\"question\" is missing"},
        {"\"wall\"", "\"brick\"", "\"name\" of the technology is not a known word"},
        {"\"technology\"", "\"technologies\"", "\"technologies\" is no field of a circuit"},
        {"\"circuit\"", "\"circus\"", "\"circuit\" is missing"},
        {"\"version\": 2", "\"version\": 2, \"more\": 1", "\"more\" is no field of a network"},
        {"\"edges\":", "\"no_edge\": 1.5, \"edges\":", "no_edge"},
        {"\"edges\":", "\"no_edge\": null, \"edges\":", "no_edge"},
        {"\"edges\":", "\"axons\": \"all\", \"edges\":", "\"axons\" is not a known word"},
        {"\"edges\":", "\"axons\": \"edges\", \"no_edge\": 0.5, \"edges\":", "\"no_edge\" must not be there"},
        {"\"edges\":", "\"edges_are\": \"couplings\", \"edges\":", "couplings have axons along edges only"},
        {"\"edges\":", AXONS ", \"edges_are\": \"cuts\", \"edges\":", "\"edges_are\" is not a known word"},
        {"\"edges\":", AXONS ", \"field\": [0, 1, 2], \"edges\":", "only couplings have fields"},
        {"\"edges\":", COUPLINGS ", \"field\": [0, 1], \"edges\":", "one number for each neuron"},
        {"\"edges\":", COUPLINGS ", \"field\": 1, \"edges\":", "one number for each neuron"},
        {"\"edges\":", COUPLINGS ", \"field\": [0, \"x\", 1], \"edges\":", "\"field[1]\" must be a number"},
        {"\"edges\": [[0, 1, 1.0], [1, 2, 1.0]]", AXONS ", \"edges\": []", "at least one edge"},
        {"\"v_c_v\"", "\"v_dw_per_axon_v\": 0.01, \"v_c_v\"", "\"v_dw_per_axon_v\" must not be there"},
        {"\"v_c_v\"", "\"v_dw_per_axon_v\": -1, \"v_c_v\"", "\"v_dw_per_axon_v\" must be a number"},
        {"[0, 1, 1.0]", "[1, 0, 1.0]", "edges"},
        {"[0, 1, 1.0]", "[0, 1, \"x\"]", "edges"},
        {"[1, 2, 1.0]", "[0, 1, 1.0]", "edges"},
        {"\"start\": null", "\"start\": \"010\"", "t_load_s"},
        {"\"start\": null", "\"start\": \"01\"", "start"},
        {"\"start\": null", "\"start\": 7", "start"},
        {"\"rp\": 500", "\"rp\": -500", "rp"},
        {"\"rp\": 500", "\"rp\": 5000", "rap"},
        {"\"rp\": 500, ", "", "\"rp\" is missing"},
        {"\"rp\": 500, ", "\"rp\": 500, \"rq\": 500, ", "soma"},
        {"\"rp\": 500, ", "\"rp\": 500, \"delta\": -1e-9, ", "delta"},
        {"\"maxcut\"", "\"maxcut\", \"columns\": 2", "\"columns\" is no field of this question"},
        {"\"maxcut\"", "\"maxcut\", \"optimum\": null", "\"optimum\" must be a number from -1e+300 to 1e+300"},
        {"\"wall\"", "\"wall\", \"nodes\": 2", "\"nodes\" is no field of this technology"},
        {"\"v_dw_v\": 0.02, ", "", "\"v_dw_v\" is missing"},
        {"\"v_dw_v\"", "\"v_dx_v\"", "\"v_dx_v\" is no field of a circuit"},
        {"\"v_dw_v\": 0.02", "\"v_dw_v\": 0.0", "\"v_dw_v\" must be above 0"},
        {"\"v_c_v\": 0.1", "\"v_c_v\": 5e3", "\"v_c_v\" must be a number from 0 to 1000"},
        {"\"unit_v\": 0.1", "\"unit_v\": -0.1", "unit_v"},
        {"\"maxcut\"", "\"recall\"", "does not fit the question"},
        {"\"maxcut\"", "\"custom\"", "does not fit the question"},
        {"\"t_stop_s\": 2e-06", "\"t_stop_s\": 0.0", "t_stop_s"},
        {"{\"format\"", "[{\"format\"", "not JSON"},
        {"[0, 1, 1.0]", "[0, 1, 1.0, 2]", "\"edges[0]\" must be [node, later node, weight]"},
        {"[1, 2, 1.0]", "[1, 2, null]", "\"edges[1]\" must be"},
        {"[1, 2, 1.0]", "[0, 1, 1.0]", "\"edges[1]\" must be behind the edge before it"},
        {"[0, 1, 1.0], [1, 2, 1.0]", "[0, 1, 1.7e308], [1, 2, 1.7e308]", "all edges together are beyond 1e+300"},
        {"\"edges\":", "\"rule\": \"sum\", \"edges\":", "\"rule\" is no field of weights"},
        {"\"edges\":", "\"nodes\": [\"a\", \"b\"], \"edges\":", "\"nodes\" must be a list of one name for each"},
        {"\"edges\":", "\"nodes\": [\"a\", \"b\", 3], \"edges\":", "\"nodes[2]\" is not a string"},
        {"\"edges\":", "\"nodes\": [\"a\", \"\", \"c\"], \"edges\":", "\"nodes[1]\" is an empty name"},
        {"\"edges\":", "\"nodes\": [\"a\\u001b[2J\", \"b\", \"c\"], \"edges\":",
         "\"nodes[0]\" is a name with a control"},
        {"\"edges\":", "\"nodes\": [\"a\\u009b\", \"b\", \"c\"], \"edges\":", "\"nodes[0]\" is a name with a control"},
        {"\"edges\":", "\"note\": 3, \"edges\":", "\"note\" must be a line of 1 to 239 bytes"},
        {"\"edges\":", "\"note\": \"\", \"edges\":", "\"note\" must be a line"},
        {"\"edges\":", "\"note\": \"a\\u001b\", \"edges\":", "\"note\" must be a line"},
        {"\"edges\":", "\"note\": \"" FORTY FORTY FORTY FORTY FORTY FORTY "\", \"edges\":", "\"note\" must be a line"},
        {"\"edges\":", "\"nodes\": [\"a\", \"b\", \"a\"], \"edges\":", "\"nodes[2]\" is the name of nodes[0] already"},
        {"\"soma\"", "\"variation\": {\"seed\": 1, \"sigma\": {\"rp\": 0.0}}, \"soma\"", "\"rp\" must be above 0"},
        {"\"soma\"", "\"variation\": {\"seed\": 1, \"sigma\": {\"rp\": 0.1}, \"more\": 1}, \"soma\"",
         "\"variation\" must contain a seed and the sigma"},
        {"\"v_c_v\": 0.1, \"t_load_s\": 0.0, \"t_stop_s\": 2e-06, \"start\": null",
         "\"v_c_v\": 1e-9, \"t_load_s\": 1e-09, \"t_stop_s\": 2e-06, \"start\": \"010\"",
         "does not move a soma's wall"},
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

START_TEST(an_axon_without_a_leak_is_refused_as_gen_does)
{
    static const char *const LEAKS[] = {"\"vleak\": 0.0", "\"vleak\": 10.0"};
    for (size_t i = 0; i < 2; i++) {
        struct diagnostic why = {""};
        char *good = altered_json("", ""), *axon = strstr(good, "\"axon\""), *json;
        size_t before = (size_t)(axon - good);
        char *altered = scratch_replace(axon, "\"vleak\": -5", LEAKS[i]);
        ck_assert_int_ge(asprintf(&json, "%.*s%s", (int)before, good, altered), 0);
        ck_assert_int_eq(read_json(json, &why), STATUS_INPUT);
        ck_assert_msg(strstr(why.text, "m/s must be below 0"), "%s", why.text);
        free(good);
        free(altered);
        free(json);
    }
}
END_TEST

START_TEST(names_of_nodes_survive_the_json)
{
    struct network *network = sample_square(2.5);
    network->weights.graph->name = calloc(4, sizeof(char *));
    static const char *const NAMES[] = {"Oslo", "a \"b\" 'c'", "\xC3\xA9", "$(ls); `x` \\"};
    for (size_t i = 0; i < 4; i++) {
        network->weights.graph->name[i] = strdup(NAMES[i]);
    }
    struct network *read = stored_again(network);
    for (size_t i = 0; i < 4; i++) {
        ck_assert_str_eq(read->weights.graph->name[i], NAMES[i]);
    }
    network_free(read);
    network_free(network);
    network = sample_square(2.5);
    read = stored_again(network);
    ck_assert_ptr_null(read->weights.graph->name);
    network_free(read);
    network_free(network);
}
END_TEST

START_TEST(the_note_of_a_graph_survives_the_json_and_changes_no_fingerprint)
{
    char before[NETWORK_TITLE_SIZE], after[NETWORK_TITLE_SIZE];
    struct diagnostic why;
    struct network *network = sample_square(2.5);
    ck_assert_int_eq(network_title(network, before, &why), STATUS_OK);
    char *note = network->weights.graph->note;
    memset(note, 'x', GRAPH_NOTE - 1);
    note[GRAPH_NOTE - 1] = '\0';
    struct network *read = stored_again(network);
    ck_assert_str_eq(read->weights.graph->note, note);
    ck_assert_int_eq(network_title(read, after, &why), STATUS_OK);
    ck_assert_str_eq(after, before);
    network_free(read);
    network_free(network);
}
END_TEST

/* As a file beyond 1 GiB, which no command reads. */
START_TEST(a_network_that_no_command_could_read_is_not_written)
{
    struct diagnostic why;
    char path[SCRATCH_PATH];
    struct network *network = sample_square(2.5);
    network_free(stored_again(network));
    char *text = scratch_read("network.json");
    const size_t size = strlen(text);
    free(text);
    for (size_t greatest = size; greatest + 3 > size; greatest--) {
        struct output *out;
        ck_assert_int_eq(output_open(scratch_path(path, "large.json"), &out, &why), STATUS_OK);
        enum status status = network_write_within(network, greatest, out, &why);
        output_discard(out);
        ck_assert_int_eq(status, greatest == size ? STATUS_OK : STATUS_INPUT);
        char right[100];
        snprintf(right, sizeof right, "error: a file of these 4 neurons would have more than %zu bytes", greatest);
        ck_assert(status == STATUS_OK || strncmp(why.text, right, strlen(right)) == 0);
    }
    network_free(network);
}
END_TEST

/* ---- Version 1 ---- */

static const char *const SEEDS = "tests/fuzz/seeds/network/";

static struct network *read_seed(const char *name)
{
    char path[200];
    struct network *network;
    struct diagnostic why;
    snprintf(path, sizeof path, "%s%s", SEEDS, name);
    ck_assert_msg(network_read(path, &network, &why) == STATUS_OK, "%s", why.text);
    return network;
}

/* The titles are those that decks and raw files of these files of version 1 have from programs that wrote that. */
START_TEST(files_of_version_1_are_read_and_titles_are_what_they_were)
{
    static const struct {
        const char *name, *title;
    } FILES[] = {
        {"custom", "Spinfield network 25209d2e7b860dd9"}, {"image", "Spinfield network ef68f6f3962b0bc7"},
        {"maxcut", "Spinfield network 050d00c58e98668c"}, {"note", "Spinfield network 41866ebfb6333e21"},
        {"recall", "Spinfield network 0a8ad5c2e8a6c786"}, {"varied", "Spinfield network 66f2db33b2241abf"},
    };
    for (size_t i = 0; i < sizeof FILES / sizeof *FILES; i++) {
        char name[40], title[NETWORK_TITLE_SIZE];
        struct diagnostic why;
        snprintf(name, sizeof name, "%s-2", FILES[i].name);
        struct network *first = read_seed(FILES[i].name), *second = read_seed(name), *again = stored_again(first);
        ck_assert_int_eq(network_title(first, title, &why), STATUS_OK);
        ck_assert_str_eq(title, FILES[i].title);
        ck_assert_int_eq(network_title(second, title, &why), STATUS_OK);
        ck_assert_str_eq(title, FILES[i].title);
        stored_expect_same_deck(first, second);
        stored_expect_same_deck(first, again);
        char *json = scratch_read("network.json");
        ck_assert_ptr_nonnull(strstr(json, "\"version\": 2"));
        free(json);
        network_free(first);
        network_free(second);
        network_free(again);
    }
}
END_TEST

START_TEST(damaged_files_of_version_1_are_refused)
{
    static const struct {
        const char *old, *new, *message;
    } BAD[] = {
        {"\"task\": \"maxcut\"", "\"task\": \"sudoku\"", "\"task\" is not a known word"},
        {"\"task\": \"maxcut\"", "\"task\": \"recall\"", "does not fit the question"},
        {"\"task\": \"maxcut\"", "\"task\": \"image\"", "does not fit the question"},
        {"\"columns\": 0", "\"columns\": 3", "\"columns\" is no field of this question"},
        {"\"columns\": 0", "\"columns\": null", "\"columns\" is no field of this question"},
        {"\"columns\": 0, ", "", "\"columns\" is missing"},
        {"\"optimum\": null", "\"optimum\": \"x\"", "\"optimum\" must be a number"},
        {"\"v_dw_v\"", "\"v_dx_v\"", "\"v_dx_v\" is no field of a network"},
        {"\"v_dw_v\": 0.02, ", "", "\"v_dw_v\" is missing"},
        {"\"n\": 3", "\"n\": 3, \"question\": {}", "\"question\" is no field of a network"},
        {"\"rp\": 500", "\"rp\": -500", "\"rp\" must be a number"},
        {"[0, 1, 1.0]", "[1, 0, 1.0]", "\"edges[0]\" must be"},
    };
    struct diagnostic why = {""};
    char *good = altered_form(GOOD_JSON_1, "", "");
    ck_assert_msg(read_json(good, &why) == STATUS_OK, "%s", why.text);
    free(good);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        char *json = altered_form(GOOD_JSON_1, BAD[i].old, BAD[i].new);
        ck_assert_msg(read_json(json, &why) == STATUS_INPUT, "accepted %s", BAD[i].new);
        ck_assert_msg(strstr(why.text, BAD[i].message), "\"%s\" does not say \"%s\"", why.text, BAD[i].message);
        free(json);
    }
}
END_TEST

START_TEST(pictures_have_columns_that_divide_them)
{
    static const struct {
        const char *columns, *message;
    } BAD[] = {
        {"", "\"columns\" is missing"},
        {",\"columns\":0", "\"columns\" must be a whole number from 1 to 4"},
        {",\"columns\":5", "\"columns\" must be a whole number from 1 to 4"},
        {",\"columns\":3", "\"columns\" must divide the number of neurons"},
        {",\"columns\":2,\"optimum\":1", "\"optimum\" is no field of this question"},
    };
    char path[200];
    struct input *image;
    struct diagnostic why;
    snprintf(path, sizeof path, "%simage-2", SEEDS);
    ck_assert_int_eq(input_read(path, &image, &why), STATUS_OK);
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        char *json = scratch_replace(image->bytes, ",\"columns\":2", BAD[i].columns);
        ck_assert_int_eq(read_json(json, &why), STATUS_INPUT);
        ck_assert_msg(strstr(why.text, BAD[i].message), "\"%s\" does not say \"%s\"", why.text, BAD[i].message);
        free(json);
    }
    input_free(image);
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

Suite *network_suite(void)
{
    Suite *suite = suite_create("network");
    TCase *tests = tcase_create("files");
    tcase_add_test(tests, network_survives_its_json);
    tcase_add_test(tests, files_and_decks_hold_options_that_are_on);
    tcase_add_test(tests, an_axon_without_a_leak_is_refused_as_gen_does);
    tcase_add_test(tests, names_of_nodes_survive_the_json);
    tcase_add_test(tests, the_note_of_a_graph_survives_the_json_and_changes_no_fingerprint);
    tcase_add_test(tests, damaged_network_files_are_refused);
    tcase_add_test(tests, a_network_that_no_command_could_read_is_not_written);
    tcase_add_test(tests, files_of_version_1_are_read_and_titles_are_what_they_were);
    tcase_add_test(tests, damaged_files_of_version_1_are_refused);
    tcase_add_test(tests, pictures_have_columns_that_divide_them);
    tcase_add_test(tests, truncated_network_files_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
