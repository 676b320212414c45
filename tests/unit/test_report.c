/* Reports as text, JSON and CSV: report/report.h. */
#include "tests/suites.h"

#include "netgen/questions/question.h"
#include "tests/support/expect.h"
#include "tests/support/handmade.h"
#include "report/report.h"
#include "spice/deck_trace.h"
#include "tests/support/sample.h"

#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct diagnostic why;

/* A stream into memory, and what was written to it, to be freed. */
static char *written;
static size_t written_size;

static FILE *open_text(void)
{
    FILE *out = open_memstream(&written, &written_size);
    ck_assert_ptr_nonnull(out);
    return out;
}

static char *close_text(FILE *out)
{
    ck_assert_int_eq(fclose(out), 0);
    return written;
}

static const struct run_facts FACTS = {.engine = "ngspice",
                                       .devices = 100,
                                       .time_points = 188,
                                       .iterations = 512,
                                       .matrix_solver = "KLU",
                                       .wall_s = 0.49,
                                       .peak_memory_bytes = 22400000};

static json_t *json_of(const struct report *report)
{
    FILE *out = open_text();
    expect_ok(report_json(report, out, &why), &why);
    char *text = close_text(out);
    json_t *object = json_loads(text, 0, NULL);
    ck_assert_msg(object != NULL, "%s", text);
    free(text);
    return object;
}

/* Expects exactly the `count` keys, in this order. */
static void expect_keys(json_t *object, size_t count, const char *const key[])
{
    size_t i = 0;
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        ck_assert_msg(i < count, "key %s is too many", name);
        ck_assert_str_eq(name, key[i]);
        ck_assert(!json_is_null(value));
        i++;
    }
    ck_assert_uint_eq(i, count);
}

static double json_number(json_t *object, const char *key)
{
    return json_number_value(json_object_get(object, key));
}

static const char *json_text(json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

#define MAIN_KEYS                                                                                                      \
    "time_to_solution_s", "load_time_s", "energy_j", "energy_load_j", "energy_soma_j", "energy_synapse_j",             \
        "energy_paper_j", "average_power_w", "peak_power_w", "v_dw_v", "state", "start"

START_TEST(json_of_a_recall_has_all_keys_and_exact_numbers)
{
    static const char *const keys[] = {"n",
                                       "task",
                                       "engine",
                                       "converged",
                                       MAIN_KEYS,
                                       "bit_accuracy",
                                       "matched_pattern",
                                       "matched_inverse",
                                       "devices",
                                       "time_points",
                                       "iterations",
                                       "matrix_solver",
                                       "wall_s",
                                       "peak_memory_bytes",
                                       "notes",
                                       "warnings",
                                       "made_by",
                                       "machine"};
    struct network *network = handmade_recall(2, (const char *const[]){"1111100000", "1010101010"}, "1010101011");
    network->t_load = 15.9e-9;
    struct measures m = handmade_measure_state(network, "0101010111");
    const struct report report = {network, &m, &FACTS};
    json_t *object = json_of(&report);
    expect_keys(object, sizeof keys / sizeof *keys, keys);
    ck_assert_double_eq(json_number(object, "energy_j"), m.energy);
    ck_assert_double_eq(json_number(object, "energy_paper_j"), m.energy_paper);
    ck_assert_double_eq(json_number(object, "energy_load_j"), m.energy_load);
    ck_assert_double_eq(json_number(object, "energy_soma_j"), m.energy_soma);
    ck_assert_double_eq(json_number(object, "energy_synapse_j"), m.energy_synapse);
    ck_assert_double_eq(json_number(object, "average_power_w"), m.average_power);
    ck_assert_double_eq(json_number(object, "peak_power_w"), m.peak_power);
    ck_assert_double_eq(json_number(object, "time_to_solution_s"), m.time_to_solution);
    ck_assert_double_eq(json_number(object, "load_time_s"), 15.9e-9);
    ck_assert_double_eq(json_number(object, "v_dw_v"), 0.34);
    ck_assert_double_eq(json_number(object, "wall_s"), 0.49);
    ck_assert_double_eq(json_number(object, "n"), 10);
    ck_assert_double_eq(json_number(object, "matched_pattern"), 2);
    ck_assert(json_is_true(json_object_get(object, "matched_inverse")));
    ck_assert(json_is_true(json_object_get(object, "converged")));
    ck_assert_str_eq(json_text(object, "state"), "0101010111");
    ck_assert_str_eq(json_text(object, "start"), "1010101011");
    ck_assert_str_eq(json_text(object, "engine"), "ngspice");
    json_decref(object);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(json_of_an_unknown_run_that_did_not_converge)
{
    static const char *const keys[] = {"n",       "task",   "engine", "converged", "moving",  MAIN_KEYS, "cut",
                                       "optimum", "unrest", "notes",  "warnings",  "made_by", "machine"};
    struct network *network = handmade_maxcut();
    handmade_set_optimum(network, 3.5);
    struct table *run = handmade_run(4);
    handmade_point(run, 0.0, (struct handmade_power){0, 0, 0}, 0, NULL);
    handmade_point(run, 1e-9, (struct handmade_power){0, 0, 0}, 2, (double[]){0, 70});
    struct measures m = handmade_measure(run, network);
    const struct run_facts unknown = {.engine = "raw file"};
    const struct report report = {network, &m, &unknown};
    json_t *object = json_of(&report);
    expect_keys(object, sizeof keys / sizeof *keys, keys);
    ck_assert(json_is_false(json_object_get(object, "converged")));
    ck_assert_double_eq(json_number(object, "moving"), 1);
    ck_assert_double_eq(json_number(object, "cut"), 3.5);
    ck_assert_double_eq(json_number(object, "optimum"), 3.5);
    ck_assert_str_eq(json_text(object, "start"), "0000"); /* nothing is loaded: all walls start OFF */
    json_decref(object);

    handmade_set_optimum(network, NAN);
    object = json_of(&report);
    ck_assert_ptr_null(json_object_get(object, "optimum"));
    json_decref(object);
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* Field `index` of a line of CSV, up to the next comma or line end; to be freed. */
static char *csv_field(const char *line, size_t index)
{
    for (; index > 0; index--) {
        line = strchr(line, ',');
        ck_assert_ptr_nonnull(line);
        line++;
    }
    return strndup(line, strcspn(line, ",\n"));
}

static size_t count_char(const char *text, char c)
{
    size_t count = 0;
    for (; *text; text++) {
        count += *text == c;
    }
    return count;
}

START_TEST(csv_of_measures_has_the_keys_and_numbers_of_the_json)
{
    struct network *network = handmade_recall(1, (const char *const[]){"1111100000"}, "1111100001");
    struct measures m = handmade_measure_state(network, "1111100000");
    const struct report report = {network, &m, &FACTS};
    FILE *out = open_text();
    expect_ok(report_csv_measures(&report, out, &why), &why);
    char *csv = close_text(out);
    const char *row = strchr(csv, '\n') + 1;
    ck_assert_uint_eq(count_char(csv, '\n'), 2);
    ck_assert_uint_eq(count_char(row, ',') * 2, count_char(csv, ','));
    json_t *object = json_of(&report);
    size_t present = 0;
    for (size_t i = 0; i <= count_char(row, ','); i++) {
        char *key = csv_field(csv, i), *field = csv_field(row, i);
        json_t *value = json_object_get(object, key);
        ck_assert_int_eq(value != NULL && (!json_is_array(value) || json_array_size(value) > 0), *field != '\0');
        present += value != NULL;
        if (json_is_number(value)) {
            ck_assert_double_eq(strtod(field, NULL), json_number_value(value));
        } else if (json_is_string(value)) {
            ck_assert_str_eq(field, json_string_value(value));
        }
        free(key);
        free(field);
    }
    static const char *const NO_FIELDS[] = {"notes", "made_by", "machine"}; /* which a row has no place for */
    enum { NOT_THERE = sizeof NO_FIELDS / sizeof *NO_FIELDS };
    for (size_t k = 0; k < NOT_THERE; k++) {
        ck_assert_ptr_nonnull(json_object_get(object, NO_FIELDS[k]));
    }
    ck_assert_uint_eq(present + NOT_THERE, json_object_size(object));
    json_decref(object);
    free(csv);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(csv_of_waves_reads_back_equal)
{
    struct network *network = handmade_network(&handmade_question, 2);
    struct table *run = handmade_run(2);
    for (int k = 0; k < 5; k++) {
        handmade_point(run, k * 1e-9 / 3, (struct handmade_power){k / 7.0, k / 11.0, k / 13.0}, 4,
                       (double[]){k / 3.0, k / 9.0, 100.0 / 3, k});
    }
    struct trace *trace;
    expect_ok(deck_trace_take(run, network, "run", &trace, &why), &why);
    FILE *out = open_text();
    report_csv_waves(trace, out);
    char *csv = close_text(out);
    const char *head = "time_s,p_load_w,p_soma_w,p_synapse_w,soma_0_m,soma_1_m,axon_0_m,axon_1_m\n";
    ck_assert_int_eq(strncmp(csv, head, strlen(head)), 0);
    const char *line = csv;
    for (size_t k = 0; k < 5; k++) {
        line = strchr(line, '\n') + 1;
        for (size_t i = 0; i < run->columns; i++) { /* handmade_run has the same order */
            char *field = csv_field(line, i);
            ck_assert_double_eq(strtod(field, NULL), run->value[k * run->columns + i]);
            free(field);
        }
    }
    ck_assert_uint_eq(count_char(csv, '\n'), 6);
    free(csv);
    trace_free(trace);
    table_free(run);
    network_free(network);
}
END_TEST

static char *answer_csv(const struct network *network, const char *state)
{
    struct measures m = handmade_measure_state(network, state);
    const struct run_facts facts = {.engine = "solver"};
    FILE *out = open_text();
    report_csv_answer(&(struct report){network, &m, &facts}, out);
    measures_clear(&m);
    return close_text(out);
}

START_TEST(csv_of_the_answer_has_a_row_for_each_node_by_name)
{
    struct network *network = handmade_maxcut();
    char *csv = answer_csv(network, "0110");
    ck_assert_str_eq(csv, "node,side\n1,0\n2,1\n3,1\n4,0\n");
    free(csv);
    char **name = network->weights.graph->name = calloc(4, sizeof *name);
    for (size_t i = 0; i < 4; i++) {
        name[i] = strdup((const char *const[]){"Oslo", "a, b", "say \"x\"", "#4"}[i]);
    }
    csv = answer_csv(network, "0110");
    ck_assert_str_eq(csv, "node,side\nOslo,0\n\"a, b\",1\n\"say \"\"x\"\"\",1\n\"#4\",0\n");
    free(csv);
    network_free(network);
    network = handmade_network(&handmade_question, 2);
    csv = answer_csv(network, "10");
    ck_assert_str_eq(csv, "neuron,state\n0,1\n1,0\n");
    free(csv);
    network_free(network);
}
END_TEST

/* Expects that no line of `text` takes more than 80 columns, counted in UTF-8 characters. */
static void expect_fits_terminal(const char *text)
{
    size_t width = 0;
    for (const char *c = text; *c; c++) {
        width = *c == '\n' ? 0 : width + ((*c & 0xc0) != 0x80);
        ck_assert_msg(width <= 80, "more than 80 columns: %.100s", c - 80);
    }
}

static void expect_in(const char *text, const char *fragment)
{
    ck_assert_msg(strstr(text, fragment) != NULL, "'%s' is not in:\n%s", fragment, text);
}

static char *report_as_text(const struct report *report, bool utf8)
{
    FILE *out = open_text();
    report_text(report, (struct text_look){utf8, false}, out);
    char *text = close_text(out);
    expect_fits_terminal(text);
    return text;
}

/* The text report of `network` at rest in `state`; to be freed. */
static char *text_of(const struct network *network, const char *state, bool utf8)
{
    struct measures m = handmade_measure_state(network, state);
    const struct report report = {network, &m, &FACTS};
    char *text = report_as_text(&report, utf8);
    measures_clear(&m);
    return text;
}

START_TEST(text_tells_what_a_user_asks)
{
    char pattern[61], state[61];
    memset(pattern, '0', 60);
    memset(pattern, '1', 30);
    pattern[60] = '\0';
    memcpy(state, pattern, sizeof state);
    state[7] = '0';
    struct network *network = handmade_recall(1, (const char *const[]){pattern}, pattern);
    network->t_load = 15.9e-9;
    char *text = text_of(network, state, true);
    expect_in(text, "Recall of 1 pattern: 60 neurons, 3600 devices");
    expect_in(text, "start       1111111111 1111111111 1111111111 0000000000 0000000000 0000000000\n");
    expect_in(text, "final       1111111011 1111111111");
    expect_in(text, "yes, all walls are at rest");
    expect_in(text, "60.0 ns, including a load phase of 15.9 ns");
    expect_in(text, "pattern 1; 1 of 60 bits differ, 98.3 % agree");
    expect_in(text, "8.00 mW at peak");
    expect_in(text, "240 pJ"); /* a triangle of 60 ns and 8 mW */
    expect_in(text, "62.5 %");
    expect_in(text, "paper's estimate");
    expect_in(text, "340 mV");
    expect_in(text, "188 time points, 512 iterations, 490 ms, 22.4 MB,\n                    matrix solved by KLU\n");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(start_of_a_network_without_one_is_where_its_somas_begin)
{
    struct network *network = handmade_network(&handmade_question, 3);
    struct measures m = handmade_measure_state(network, "010");
    const struct report report = {network, &m, &FACTS};
    for (int on = 0; on <= 1; on++) {
        network->soma.xinit = on ? 0.6e-7 : 0.0; /* of 1e-7 m */
        network->axon.xinit = on ? 0.0 : 0.6e-7;
        json_t *object = json_of(&report);
        ck_assert_str_eq(json_text(object, "start"), on ? "111" : "000");
        json_decref(object);
    }
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* The parts of a triangle of 60 ns with 1, 2 and 5 mW at its top. */
START_TEST(text_compares_the_parts_of_the_energy_and_the_estimate_with_the_whole)
{
    struct network *network = handmade_network(&handmade_question, 3);
    struct measures m = handmade_measure_state(network, "010");
    const struct report report = {network, &m, &FACTS};
    for (int more = 0; more <= 1; more++) {
        m.energy_paper = (more ? 1.5 : 0.75) * m.energy;
        char *text = report_as_text(&report, false);
        expect_in(text, "4.00 mW on average, 8.00 mW at peak");
        expect_in(text, "load            30.0 pJ   12.5 %");
        expect_in(text, "soma            60.0 pJ   25.0 %");
        expect_in(text, "synapse         150 pJ    62.5 %");
        expect_in(text, more ? "360 pJ, 50.0 % higher\n" : "180 pJ, 25.0 % lower\n");
        free(text);
    }
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(text_of_a_cut_gives_its_share_of_the_optimum)
{
    struct network *network = handmade_maxcut();
    char *text = text_of(network, "0100", false);
    expect_in(text, "Max-cut of a graph with 3 edges: 4 neurons, 16 devices");
    expect_in(text, "  cut               3.5\n");
    free(text);
    handmade_set_optimum(network, 7.0);
    text = text_of(network, "0100", false);
    expect_in(text, "3.5, 50.0 % of the best known cut of 7\n");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(twelve_nodes_are_listed_and_more_are_counted)
{
    struct network *network = sample_ring(14, 0.0, 1.0);
    struct graph *graph = network->weights.graph;
    graph->name = calloc(14, sizeof *graph->name);
    ck_assert_ptr_nonnull(graph->name);
    for (char i = 0; i < 14; i++) {
        graph->name[(size_t)i] = strdup((char[]){(char)('a' + i), '\0'});
    }
    char *text = text_of(network, "11111111111100", false);
    expect_in(text, "nodes ON          a, b, c, d, e, f, g, h, i, j, k, l\n");
    free(text);
    text = text_of(network, "01111111111111", false);
    expect_in(text, "nodes ON          b, c, d, e, f, g, h, i, j, k, l, m and 1 more\n");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(text_says_why_a_run_has_not_converged)
{
    struct network *network = handmade_network(&handmade_question, 3);
    struct table *run = handmade_run(3);
    handmade_point(run, 0.0, (struct handmade_power){0, 0, 0}, 0, NULL);
    handmade_point(run, 5e-9, (struct handmade_power){0, 0, 0}, 2, (double[]){40, 70});
    struct measures m = handmade_measure(run, network);
    const struct run_facts facts = {.engine = "raw file"};
    const struct report report = {network, &m, &facts};
    char *text = report_as_text(&report, false);
    expect_in(text, "no, at 5.00 ns 2 of the 6 recorded walls still move");
    free(text);
    network->variation.sigma[dwmtj_index("rp")] = 0.01; /* all walls count */
    text = report_as_text(&report, false);
    expect_in(text, "no, at 5.00 ns at least 2 of the 9 walls still move");
    network->variation.sigma[dwmtj_index("rp")] = 0.0;
    free(text);
    network->t_load = m.load_time = 8e-9;
    text = report_as_text(&report, false);
    expect_in(text, "during the load phase of 8.00 ns");
    free(text);
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* A picture network of `columns` by `rows` pixels with one pattern, a frame. */
static struct network *new_picture(size_t columns, size_t rows)
{
    size_t n = columns * rows;
    char *frame = malloc(n + 1);
    for (size_t i = 0; i < n; i++) {
        size_t x = i % columns, y = i / columns;
        frame[i] = x == 0 || y == 0 || x + 1 == columns || y + 1 == rows ? '1' : '0';
    }
    frame[n] = '\0';
    struct network *network = handmade_recall(1, (const char *const[]){frame}, frame);
    handmade_set_columns(network, columns);
    free(frame);
    return network;
}

START_TEST(pictures_are_drawn_side_by_side)
{
    struct network *network = new_picture(3, 3);
    char *text = text_of(network, "000010000", false);
    expect_in(text, "1 picture of 3 x 3 pixels");
    expect_in(text, "\n  start    final    inverse of 1\n"
                    "  ######   . . .    . . . \n"
                    "  ##. ##   . ##.    . ##. \n"
                    "  ######   . . .    . . . \n\n");
    free(text);
    text = text_of(network, "111101111", true);
    expect_in(text, "\n  ██████   ██████   ██████\n"
                    "  ██· ██   ██· ██   ██· ██\n");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(pictures_of_any_size_fit_a_terminal)
{
    const size_t sizes[][2] = {{10, 10}, {12, 12}, {13, 5}, {24, 20}, {25, 20}, {38, 10},
                               {39, 10}, {78, 4},  {79, 4}, {2, 100}, {1, 7}};
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        struct network *network = new_picture(sizes[k][0], sizes[k][1]);
        for (int utf8 = 0; utf8 < 2; utf8++) {
            char *text = text_of(network, network->start, utf8);
            bool drawn = sizes[k][0] <= 78 && sizes[k][1] <= 64;
            ck_assert_int_eq(strstr(text, utf8 ? "█" : "#") != NULL, drawn);
            free(text);
        }
        network_free(network);
    }
}
END_TEST

START_TEST(long_states_and_many_patterns_are_shortened)
{
    char pattern[1001];
    memset(pattern, '1', 1000);
    pattern[1000] = '\0';
    struct network *network = handmade_recall(1, (const char *const[]){pattern}, pattern);
    char *text = text_of(network, pattern, false);
    expect_in(text, "... and 880 more bits; the JSON report has them all");
    free(text);
    network_free(network);

    static const char *const patterns[] = {"100000", "110000", "011000", "001100", "000110"};
    network = handmade_recall(5, patterns, NULL);
    text = text_of(network, "001100", false);
    expect_in(text, "pattern 4   001100");
    ck_assert_ptr_null(strstr(text, "pattern 1 "));
    free(text);
    network_free(network);
}
END_TEST

Suite *report_suite(void)
{
    Suite *suite = suite_create("report");
    TCase *tests = tcase_create("writers");
    tcase_add_test(tests, json_of_a_recall_has_all_keys_and_exact_numbers);
    tcase_add_test(tests, json_of_an_unknown_run_that_did_not_converge);
    tcase_add_test(tests, csv_of_measures_has_the_keys_and_numbers_of_the_json);
    tcase_add_test(tests, csv_of_waves_reads_back_equal);
    tcase_add_test(tests, csv_of_the_answer_has_a_row_for_each_node_by_name);
    tcase_add_test(tests, text_tells_what_a_user_asks);
    tcase_add_test(tests, start_of_a_network_without_one_is_where_its_somas_begin);
    tcase_add_test(tests, text_compares_the_parts_of_the_energy_and_the_estimate_with_the_whole);
    tcase_add_test(tests, text_of_a_cut_gives_its_share_of_the_optimum);
    tcase_add_test(tests, twelve_nodes_are_listed_and_more_are_counted);
    tcase_add_test(tests, text_says_why_a_run_has_not_converged);
    tcase_add_test(tests, pictures_are_drawn_side_by_side);
    tcase_add_test(tests, long_states_and_many_patterns_are_shortened);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, pictures_of_any_size_fit_a_terminal);
    suite_add_tcase(suite, variants);
    return suite;
}
