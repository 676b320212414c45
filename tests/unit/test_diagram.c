/* Diagrams, and the network energy that one of them shows: report/diagrams/draw.h, gnuplot.h, hopfield.h. */
#include "tests/suites.h"

#include "netgen/questions/image.h"
#include "netgen/questions/custom.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "tests/support/expect.h"
#include "report/diagrams/gnuplot.h"
#include "report/hopfield.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct diagnostic why;

/* ---- Network energy ---- */

/* The sum over all synapses, one by one. */
static double plain_sum(const struct weights *weights, const double *s, const double *t)
{
    double sum = 0.0, *into = calloc(weights->n, sizeof *into);
    for (size_t j = 0; j < weights->n; j++) {
        weights_into(weights, j, into);
        for (size_t i = 0; i < weights->n; i++) {
            sum += into[i] * s[i] * t[j];
        }
    }
    free(into);
    return sum;
}

static void expect_plain_sum(const struct weights *weights)
{
    size_t n = weights->n;
    double *s = calloc(3 * n, sizeof *s), *t = s + n, *room = s + 2 * n;
    for (size_t i = 0; i < n; i++) {
        s[i] = cos(1.0 + (double)i);
        t[i] = sin(3.0 * (double)i);
    }
    expect_close(hopfield_sum(weights, s, t, room), plain_sum(weights, s, t), 1e-12); /* a few hundred additions */
    free(s);
}

START_TEST(sums_by_structure_equal_sums_over_synapses)
{
    for (int rule = WEIGHTS_SUM; rule < WEIGHTS_RULES; rule++) {
        struct bias bias = problem_standard_bias();
        sample_set_rule(&bias, (enum weights_rule)rule);
        struct network *network = sample_random(17, 3, 4, &bias);
        expect_plain_sum(&network->weights);
        network_free(network);
        bias.fan_out.most = 6;
        network = sample_random(17, 3, 4, &bias);
        expect_plain_sum(&network->weights);
        network_free(network);
    }
    struct network *square = sample_square(-2.5);
    expect_plain_sum(&square->weights);
    network_free(square);
    struct matrix matrix = {3, (double[]){0.0, 0.1, -0.3, 0.2, 0.0, 0.05, 0.4, -0.1, 0.0}};
    struct weights weights = weights_of_matrix(&matrix);
    expect_plain_sum(&weights);
}
END_TEST

/* A trace of one point after the first, with axons where `state` says. */
static struct trace *trace_in_state(const struct network *network, const double *axon)
{
    struct trace *trace = calloc(1, sizeof *trace);
    size_t n = network->n;
    trace->n = n;
    trace->points = 1;
    trace->memory = calloc(n, sizeof *trace->memory);
    memcpy(trace->memory, axon, n * sizeof *axon);
    trace->axon = trace->soma = trace->memory;
    return trace;
}

static struct hopfield energy_in_state(const struct network *network, const double *axon)
{
    struct trace *trace = trace_in_state(network, axon);
    struct hopfield energy;
    expect_ok(hopfield_take(trace, network, (size_t[]){0}, 1, &energy, &why), &why);
    trace_free(trace);
    return energy;
}

START_TEST(energy_of_the_only_pattern_is_the_least_there_is)
{
    struct bias bias = problem_standard_bias();
    char *pattern[] = {"1101001"};
    struct network *network = sample_recall(pattern, 1, pattern[0], &bias);
    double axon[7], length = network->axon.length;
    for (size_t i = 0; i < 7; i++) {
        axon[i] = pattern[0][i] == '1' ? length : 0.0;
    }
    expect_close(energy_in_state(network, axon).textbook, -0.5 * 7 * 6 * 0.1, 1e-12);
    for (size_t i = 0; i < 7; i++) { /* all off: as 1101001 has 4 ON and 3 OFF, its field is 1 */
        axon[i] = 0.0;
    }
    expect_close(energy_in_state(network, axon).textbook, -0.5 * (1.0 - 7.0) * 0.1, 1e-12);
    network_free(network);
}
END_TEST

/* The current that the synapses drive into a dendrite at 0 V. */
static double dendrite_current(const struct network *network, const double *axon, size_t j)
{
    double current = 0.0, *into = calloc(network->n, sizeof *into);
    weights_into(&network->weights, j, into);
    for (size_t i = 0; i < network->n; i++) {
        current += into[i] * dwmtj_conductance(&network->axon, axon[i]);
    }
    free(into);
    return current;
}

START_TEST(slope_of_the_energy_is_the_current_into_a_dendrite)
{
    struct bias bias = problem_standard_bias();
    struct network *network = sample_random(11, 2, 9, &bias);
    const struct dwmtj *d = &network->axon;
    double axon[11], contrast = 0.5 * (1.0 / d->rp - 1.0 / d->rap);
    for (size_t i = 0; i < 11; i++) {
        axon[i] = dwmtj_left_edge(d) + d->width * (0.1 + 0.07 * (double)i); /* below the junction */
    }
    for (size_t j = 0; j < 11; j++) {
        const double step = 1e-3; /* in s; the energy is quadratic, so that the difference is exact but for rounding */
        double held = axon[j];
        axon[j] = held + 0.5 * step * d->width;
        double above = energy_in_state(network, axon).circuit;
        axon[j] = held - 0.5 * step * d->width;
        double below = energy_in_state(network, axon).circuit;
        axon[j] = held;
        expect_close(-contrast * (above - below) / (2.0 * step), dendrite_current(network, axon, j), 1e-8);
    }
    network_free(network);
}
END_TEST

/* ---- gnuplot ---- */

START_TEST(gnuplot_says_what_is_wrong_with_a_script)
{
    char *drawing;
    size_t size;
    ck_assert_int_eq(gnuplot_run("set terminal svg\nplot nonsense\n", &drawing, &size, &why), STATUS_SYSTEM);
    ck_assert_ptr_null(drawing);
    ck_assert_msg(strstr(why.text, "gnuplot failed") && strstr(why.text, "nonsense"), "%s", why.text);
}
END_TEST

START_TEST(a_missing_gnuplot_is_one_clear_line)
{
    char *drawing, *path = getenv("PATH");
    ck_assert_ptr_nonnull(path);
    path = strdup(path);
    size_t size;
    setenv("PATH", "/nonexistent", 1);
    enum status status = gnuplot_run("set terminal svg\nplot 1\n", &drawing, &size, &why);
    setenv("PATH", path, 1);
    free(path);
    ck_assert_int_eq(status, STATUS_SYSTEM);
    ck_assert_ptr_null(drawing);
    ck_assert_msg(strstr(why.text, "cannot run gnuplot"), "%s", why.text);
}
END_TEST

/* ---- Diagrams ---- */

static struct network *picture_network(void)
{
    struct bias bias = problem_standard_bias();
    char *pattern[] = {"101101010", "000111000"}, *start = "101101000";
    struct network *network;
    expect_ok(image_network(&(struct patterns){pattern, 2, start}, 3, &bias, &network, &why), &why);
    return network;
}

static struct network *bits_network(void)
{
    struct bias bias = problem_standard_bias();
    return sample_random(9, 1, 2, &bias);
}

static struct network *square_network(void)
{
    return sample_square(1.0);
}

static struct network *matrix_network(void)
{
    struct bias bias = problem_standard_bias();
    struct matrix *matrix = malloc(sizeof *matrix);
    struct network *network;
    *matrix = (struct matrix){3, calloc(9, sizeof(double))};
    matrix->value[1] = matrix->value[3] = -0.1;
    matrix->value[2] = matrix->value[6] = 0.2;
    expect_ok(custom_network(matrix, NULL, &bias, &network, &why), &why);
    return network;
}

static struct network *pbit_network(void)
{
    static const struct edge EDGES[] = {{0, 1, 1.0}, {0, 2, 1.0}, {1, 2, 2.0}};
    struct bias bias = problem_auto_bias();
    struct network *network;
    bias.technology = &technology_pbit;
    const struct problem problem = {.question = &question_maxcut,
                                    .weights = weights_of_graph(sample_graph(3, EDGES, 3), bias.unit, NAN)};
    expect_ok(problem_network(&problem, &bias, &network, &why), &why);
    return network;
}

static struct network *(*const NETWORKS[])(void) = {picture_network, bits_network, square_network, matrix_network,
                                                    pbit_network};

START_TEST(every_diagram_of_every_task_is_a_drawing)
{
    struct solved solved;
    solved_make(&solved, NETWORKS[_i]());
    for (size_t k = 0; k < DIAGRAMS; k++) {
        char *drawing;
        size_t size;
        enum status status = diagram_draw(diagrams[k], &solved.run, DIAGRAM_SVG, &drawing, &size, &why);
        if (!diagram_applies(diagrams[k], solved.network)) {
            ck_assert_int_eq(status, STATUS_INPUT);
            continue;
        }
        expect_ok(status, &why);
        ck_assert_uint_eq(solved_count_elements(drawing, size, "svg"), 1);
        ck_assert_msg(strstr(drawing, diagrams[k]->title) != NULL, "the title of '%s' is missing", diagrams[k]->name);
        ck_assert_msg(strstr(drawing, "NaN") == NULL && strstr(drawing, "nan") == NULL, "%s", diagrams[k]->name);
        free(drawing);
    }
    solved_clear(&solved);
}
END_TEST

START_TEST(two_drawings_of_a_run_are_equal)
{
    struct solved solved;
    solved_make(&solved, bits_network());
    for (size_t k = 0; k < DIAGRAMS; k++) {
        char *first, *second;
        size_t size, again;
        if (!diagram_applies(diagrams[k], solved.network)) {
            continue;
        }
        expect_ok(diagram_draw(diagrams[k], &solved.run, DIAGRAM_SVG, &first, &size, &why), &why);
        expect_ok(diagram_draw(diagrams[k], &solved.run, DIAGRAM_SVG, &second, &again, &why), &why);
        ck_assert_uint_eq(size, again);
        ck_assert_int_eq(memcmp(first, second, size), 0);
        free(first);
        free(second);
    }
    solved_clear(&solved);
}
END_TEST

START_TEST(the_cut_has_a_disc_for_each_node_and_marks_sides)
{
    struct solved solved;
    char *drawing;
    size_t size;
    solved_make(&solved, square_network());
    expect_ok(diagram_draw(diagram_find("state"), &solved.run, DIAGRAM_SVG, &drawing, &size, &why), &why);
    ck_assert_ptr_nonnull(strstr(drawing, ">OFF<"));
    ck_assert_ptr_nonnull(strstr(drawing, "OFF nodes are on the left"));
    free(drawing);
    solved_clear(&solved);
}
END_TEST

START_TEST(too_many_neurons_are_refused)
{
    struct solved solved;
    char *drawing;
    size_t size;
    solved_make(&solved, square_network());
    solved.network->n = DIAGRAM_GREATEST_N + 1;
    enum status status = diagram_draw(diagrams[0], &solved.run, DIAGRAM_SVG, &drawing, &size, &why);
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "too many to draw") != NULL, "%s", why.text);
    ck_assert_ptr_null(drawing);
    solved.network->n = 4;
    solved_clear(&solved);
}
END_TEST

/* ---- The command ---- */

START_TEST(plot_writes_svg_png_and_pdf)
{
    program_input("graph", "5 6\n1 2\n2 3\n3 4\n4 5\n5 1\n1 3\n");
    program_gives("gen maxcut graph -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    program_gives("plot a -o a.svg", 0, "");
    program_gives("plot a a.raw --what state -o a.png", 0, "");
    program_gives("plot a --what cost -o a.PDF", 0, "");
    char *svg = scratch_read("a.svg"), *png = scratch_read("a.png"), *pdf = scratch_read("a.PDF");
    ck_assert_uint_eq(solved_count_elements(svg, strlen(svg), "image"), 2); /* the heat maps of somas and axons */
    ck_assert_int_eq(memcmp(png, "\x89PNG", 4), 0);
    ck_assert_int_eq(memcmp(pdf, "%PDF", 4), 0);
    free(svg);
    free(png);
    free(pdf);
}
END_TEST

START_TEST(plot_refuses_what_it_cannot_do)
{
    program_gives("gen recall --pattern 0101 --start 0101 -q -o b", 0, "");
    program_gives("run b -q", 0, "");
    program_gives("plot b", 2, "-o FILE is missing");
    program_gives("plot b -o b.gif", 2, ".svg, .png or .pdf");
    program_gives("plot b -o b", 2, ".svg, .png or .pdf");
    program_gives("plot b --what soup -o b.svg", 2, "soup");
    program_gives("plot -o b.svg", 2, "NAME is missing");
    program_refuses("plot b missing.raw -o b.svg", 2, "missing.raw");
    program_refuses("plot b -o nowhere/b.svg", 2, "nowhere");
}
END_TEST

Suite *diagram_suite(void)
{
    Suite *suite = suite_create("diagram");
    TCase *energy = tcase_create("energy"), *draw = tcase_create("draw");
    tcase_add_test(energy, sums_by_structure_equal_sums_over_synapses);
    tcase_add_test(energy, energy_of_the_only_pattern_is_the_least_there_is);
    tcase_add_test(energy, slope_of_the_energy_is_the_current_into_a_dendrite);
    suite_add_tcase(suite, energy);
    tcase_add_test(draw, gnuplot_says_what_is_wrong_with_a_script);
    tcase_add_test(draw, a_missing_gnuplot_is_one_clear_line);
    tcase_add_loop_test(draw, every_diagram_of_every_task_is_a_drawing, 0, sizeof NETWORKS / sizeof *NETWORKS);
    tcase_add_test(draw, two_drawings_of_a_run_are_equal);
    tcase_add_test(draw, the_cut_has_a_disc_for_each_node_and_marks_sides);
    tcase_add_test(draw, too_many_neurons_are_refused);
    tcase_add_test(draw, plot_writes_svg_png_and_pdf);
    tcase_add_test(draw, plot_refuses_what_it_cannot_do);
    suite_add_tcase(suite, draw);
    return suite;
}
