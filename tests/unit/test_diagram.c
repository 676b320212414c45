/* Diagrams, and the network energy that one of them shows: report/diagrams/draw.h, gnuplot.h, hopfield.h. */
#include "tests/suites.h"

#include "netgen/questions/image.h"
#include "netgen/questions/custom.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"
#include "base/text.h"
#include "report/diagrams/sampling.h"
#include "tests/support/expect.h"
#include "report/diagrams/gnuplot.h"
#include "report/hopfield.h"
#include "tests/support/program.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"
#include "tests/support/spins.h"
#include "tests/support/svg_texts.h"

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

static struct network *spins_network(const struct technology *technology)
{
    static const struct edge EDGES[] = {{0, 1, 1.0}, {0, 2, 1.0}, {1, 2, 2.0}};
    struct bias bias = problem_auto_bias();
    struct network *network;
    bias.technology = technology;
    const struct problem problem = {.question = &question_maxcut,
                                    .weights = weights_of_graph(sample_graph(3, EDGES, 3), bias.unit, NAN)};
    expect_ok(problem_network(&problem, &bias, &network, &why), &why);
    return network;
}

static struct network *pbit_network(void)
{
    return spins_network(&technology_pbit);
}

static struct network *oscillator_network(void)
{
    return spins_network(&technology_oscillator);
}

static struct network *(*const NETWORKS[])(void) = {picture_network, bits_network, square_network,
                                                    matrix_network,  pbit_network, oscillator_network};

/* What `write` writes about the run; to be freed. */
static char *written(const struct diagram_run *run, void (*write)(const struct diagram_run *run, FILE *out))
{
    struct text text;
    expect_ok(text_begin(&text, &why), &why);
    write(run, text.stream);
    expect_ok(text_end(&text, &why), &why);
    return text.bytes;
}

static char *script_of(const struct diagram *diagram, const struct diagram_run *run)
{
    struct text text;
    expect_ok(text_begin(&text, &why), &why);
    expect_ok(diagram->script(run, 340, text.stream, &why), &why);
    expect_ok(text_end(&text, &why), &why);
    return text.bytes;
}

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

/* The caption of a diagram that stands alone is there to its end. */
static void expect_whole_caption(const struct diagram *diagram, const struct diagram_run *run, const char *drawing)
{
    char *caption = written(run, diagram->caption), *last = strrchr(caption, ' ') + 1;
    for (char *quote = strchr(last, '\''); quote; quote = strchr(quote, '\'')) {
        *quote = '\0';
    }
    ck_assert_msg(strstr(drawing, last) != NULL, "the caption of '%s' is cut off before '%s'", diagram->name, last);
    free(caption);
}

START_TEST(no_text_of_a_diagram_is_over_another_one)
{
    static const enum diagram_medium MEDIA[] = {DIAGRAM_SVG, DIAGRAM_PAGE};
    struct solved solved;
    solved_make(&solved, NETWORKS[_i]());
    for (size_t k = 0; k < DIAGRAMS; k++) {
        for (size_t m = 0; m < 2 && diagram_applies(diagrams[k], solved.network); m++) {
            char *drawing;
            size_t size;
            expect_ok(diagram_draw(diagrams[k], &solved.run, MEDIA[m], &drawing, &size, &why), &why);
            svg_texts_expect_apart(drawing);
            if (MEDIA[m] == DIAGRAM_SVG) {
                expect_whole_caption(diagrams[k], &solved.run, drawing);
            }
            free(drawing);
        }
    }
    solved_clear(&solved);
}
END_TEST

/* A viewer that blends lines of an image blends rows of few neurons at their borders only, and is asked not to. */
START_TEST(rows_of_a_heat_map_are_sharp)
{
    struct solved solved;
    char *drawing;
    size_t size, lines = 0, changes = 0;
    solved_make(&solved, bits_network());
    expect_ok(diagram_draw(&diagram_walls, &solved.run, DIAGRAM_SVG, &drawing, &size, &why), &why);
    ck_assert_ptr_nonnull(strstr(drawing, "<style>image{"));
    ck_assert_ptr_nonnull(strstr(drawing, "image-rendering:pixelated"));
    free(drawing);
    char *script = script_of(&diagram_walls, &solved.run);
    const char *line = strstr(script, "$somas <<EOD\n"), *before = NULL;
    ck_assert_ptr_nonnull(line);
    for (line = strchr(line, '\n') + 1; strncmp(line, "EOD", 3) != 0; line = strchr(line, '\n') + 1) {
        const size_t length = (size_t)(strchr(line, '\n') - line);
        changes += before && strncmp(before, line, length + 1) != 0;
        before = line;
        lines++;
    }
    ck_assert_uint_ge(lines, 300);
    ck_assert_uint_eq(lines % 9, 0); /* as many for each neuron */
    ck_assert_uint_le(changes, 8);
    free(script);
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

START_TEST(patterns_are_called_as_in_the_report)
{
    struct solved solved;
    solved_make(&solved, picture_network());
    char *script = script_of(&diagram_state, &solved.run);
    ck_assert_ptr_nonnull(strstr(script, "'pattern 1'"));
    ck_assert_ptr_nonnull(strstr(script, "'pattern 2'"));
    ck_assert_ptr_null(strstr(script, "trained"));
    free(script);
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

/* ---- Curves that lose nothing ---- */

enum { LONG = 100000 };

/* A flat line with peaks of one point at random places, up and down, of which no two are equal. */
static void make_peaks(double *time, double *value)
{
    gsl_rng *random = problem_random(5);
    for (size_t k = 0; k < LONG; k++) {
        const double drawn = gsl_rng_uniform(random);
        time[k] = 1e-9 * ((double)k + drawn);
        value[k] = drawn < 0.01 ? 100.0 * drawn - 2.0 : drawn > 0.99 ? 100.0 * drawn - 98.0 : 0.0;
    }
    gsl_rng_free(random);
}

/* The part of the time in which a point is, of those of a curve. */
static size_t part_of(const double *time, size_t k)
{
    const size_t part = (size_t)((time[k] - time[0]) / (time[LONG - 1] - time[0]) * DIAGRAM_PARTS);
    return part < DIAGRAM_PARTS ? part : DIAGRAM_PARTS - 1;
}

START_TEST(a_long_curve_keeps_the_extremes_of_each_part)
{
    double *time = calloc(LONG, 2 * sizeof *time), *value = time + LONG;
    double least[DIAGRAM_PARTS] = {0.0}, greatest[DIAGRAM_PARTS] = {0.0};
    size_t point[DIAGRAM_ENVELOPE];
    make_peaks(time, value);
    const size_t count = diagram_envelope(&(struct diagram_curve){time, value, LONG}, point);
    ck_assert_uint_le(count, DIAGRAM_ENVELOPE);
    ck_assert_uint_eq(point[0], 0);
    ck_assert_uint_eq(point[count - 1], LONG - 1);
    for (size_t k = 0; k < count; k++) {
        const size_t part = part_of(time, point[k]);
        ck_assert(k == 0 || point[k] > point[k - 1]);
        least[part] = fmin(least[part], value[point[k]]);
        greatest[part] = fmax(greatest[part], value[point[k]]);
    }
    for (size_t k = 0; k < LONG; k++) {
        ck_assert_double_ge(value[k], least[part_of(time, k)]);
        ck_assert_double_le(value[k], greatest[part_of(time, k)]);
    }
    free(time);
}
END_TEST

START_TEST(a_short_curve_is_drawn_as_it_is)
{
    const double time[] = {0.0, 1.0, 1.0, 2.0}, value[] = {1.0, -1.0, 3.0, 2.0};
    size_t point[DIAGRAM_ENVELOPE];
    ck_assert_uint_eq(diagram_envelope(&(struct diagram_curve){time, value, 4}, point), 4);
    for (size_t k = 0; k < 4; k++) {
        ck_assert_uint_eq(point[k], k);
    }
}
END_TEST

/* A signal that is ON from 1 to 2 s and from 2.75 to 3 s: means over 0 to 1.5, 1.5 to 2.5 and 2.5 to 4 s. */
START_TEST(a_column_of_a_heat_map_is_a_mean)
{
    double time[] = {0.0, 1.0, 1.0, 2.0, 2.0, 2.75, 2.75, 3.0, 3.0, 4.0};
    double signal[] = {-1.0, -1.0, 1.0, 1.0, -1.0, -1.0, 1.0, 1.0, -1.0, -1.0};
    const struct trace trace = {.n = 1, .points = 10, .time = time, .signal = signal};
    size_t k = 0;
    ck_assert_double_eq_tol(trace_mean(&trace, signal, 0, 0.0, 1.5, &k), -1.0 / 3.0, 1e-12);
    ck_assert_double_eq_tol(trace_mean(&trace, signal, 0, 1.5, 2.5, &k), 0.0, 1e-12);
    ck_assert_double_eq_tol(trace_mean(&trace, signal, 0, 2.5, 4.0, &k), -1.0 + 2.0 * 0.25 / 1.5, 1e-12);
}
END_TEST

/* The least and the greatest second number in the lines of the data block `name` of a script. */
static void find_range(const char *script, const char *name, double range[2])
{
    char head[40];
    double time, value;
    snprintf(head, sizeof head, "$%s <<EOD\n", name);
    const char *line = strstr(script, head);
    ck_assert_ptr_nonnull(line);
    range[0] = INFINITY;
    range[1] = -INFINITY;
    for (line += strlen(head); sscanf(line, "%lf %lf", &time, &value) == 2; line = strchr(line, '\n') + 1) {
        range[0] = fmin(range[0], value);
        range[1] = fmax(range[1], value);
    }
}

/* The energies of all points of a run of p-bits that flip some ten thousand times, and those that are drawn. */
START_TEST(no_excursion_of_p_bits_is_missing_from_the_diagrams)
{
    struct network *network = pbit_network();
    struct solved solved;
    double range[2], energies[2] = {INFINITY, -INFINITY}, powers[2] = {INFINITY, -INFINITY};
    network->t_stop = 1e-5;
    network->pbit.beta_start = network->pbit.beta_end = 1.0;
    solved_make(&solved, network);
    const struct trace *trace = solved.trace;
    ck_assert_uint_gt(trace->points, 10UL * DIAGRAM_ENVELOPE);
    for (size_t k = 0; k < trace->points; k++) {
        struct hopfield energy;
        expect_ok(hopfield_take(trace, network, &k, 1, &energy, &why), &why);
        energies[0] = fmin(energies[0], energy.textbook);
        energies[1] = fmax(energies[1], energy.textbook);
        powers[0] = fmin(powers[0], trace->p_synapse[k]);
        powers[1] = fmax(powers[1], trace->p_synapse[k]);
    }
    char *script = script_of(&diagram_energy, &solved.run), *caption = written(&solved.run, diagram_energy.caption);
    find_range(script, "textbook", range);
    expect_close(range[0] * 1e-3, energies[0], 1e-5); /* six digits, mV */
    expect_close(range[1] * 1e-3, energies[1], 1e-5);
    ck_assert_ptr_nonnull(strstr(script, "set ylabel 'network energy (mV)'"));
    ck_assert_ptr_nonnull(strstr(script, "set label 'first seen'"));
    ck_assert_ptr_nonnull(strstr(caption, "no peak is left out"));
    free(script);
    free(caption);
    script = script_of(&diagram_power, &solved.run);
    const double scale = diagram_unit(solved.measures.peak_power, "W").scale;
    find_range(script, "total", range);
    expect_close(range[0] / scale, powers[0], 1e-5);
    expect_close(range[1] / scale, powers[1], 1e-5);
    free(script);
    solved_clear(&solved);
}
END_TEST

/* Oscillators turn on after the last of them changes its sign, and the axis shows it. */
START_TEST(a_recall_by_oscillators_has_a_last_change_and_what_follows)
{
    struct bias bias = problem_standard_bias();
    struct solved solved;
    solved_make(&solved, spins_of_walls(sample_random(30, 2, 1, &bias), &technology_oscillator, 1));
    ck_assert(solved.measures.converged);
    const double last = solved.measures.time_to_solution;
    expect_close(diagram_span(&solved.run).end, 4.0 * last, 1e-12);
    ck_assert_double_lt(4.0 * last, solved.network->t_stop);
    char *script = script_of(&diagram_signals, &solved.run), *caption = written(&solved.run, diagram_signals.caption);
    ck_assert_ptr_nonnull(strstr(script, "set label 'last change'"));
    ck_assert_ptr_null(strstr(script, "at rest"));
    ck_assert_ptr_nonnull(strstr(caption, "the run ends at 50 ns, and no neuron turns ON or OFF in between"));
    ck_assert_ptr_nonnull(strstr(caption, "Each row is a neuron, numbered from 0"));
    free(script);
    free(caption);
    solved_clear(&solved);
}
END_TEST

/* A triangle has no state in which all couplings are satisfied, and its oscillators rest at phases in between. */
START_TEST(colours_of_oscillators_are_cosines_and_those_of_p_bits_changes)
{
    const struct {
        struct network *network;
        const char *signals, *energy;
    } CASES[] = {{oscillator_network(), "blue where the cosine of the phase is 1 (ON), orange where it is -1 (OFF)",
                  "It can rise, since the circuit lowers another energy"},
                 {pbit_network(), "paler where it changes within", "Noise raises it"}};
    for (size_t k = 0; k < 2; k++) {
        struct solved solved;
        solved_make(&solved, CASES[k].network);
        char *signals = written(&solved.run, diagram_signals.caption);
        char *energy = written(&solved.run, diagram_energy.caption);
        ck_assert_msg(strstr(signals, CASES[k].signals) != NULL, "%s", signals);
        ck_assert_msg((strstr(signals, "paler where it changes") != NULL) == (k == 1), "%s", signals);
        ck_assert_msg(strstr(energy, CASES[k].energy) != NULL, "%s", energy);
        free(signals);
        free(energy);
        solved_clear(&solved);
    }
}
END_TEST

START_TEST(words_over_the_plot_do_not_leave_it)
{
    program_gives("gen boltzmann and --stop 2u -q -o gate", 0, "");
    program_gives("run gate -q", 0, "");
    program_gives("plot gate -o gate.svg", 0, "");
    program_gives("plot gate --what state -o state.svg", 0, "");
    char *svg = scratch_read("state.svg");
    ck_assert_ptr_nonnull(strstr(svg, "p-bits from left to right: A, B, C."));
    ck_assert_ptr_nonnull(strstr(svg, ">C<"));
    svg_texts_expect_apart(svg);
    free(svg);
    svg = scratch_read("gate.svg");
    ck_assert_ptr_nonnull(strstr(svg, ">A<")); /* rows have the names of the variables */
    ck_assert_ptr_null(strstr(svg, ">neuron<"));
    const char *label = strstr(svg, ">first seen<");
    ck_assert_ptr_nonnull(label);
    const char *anchor = label;
    while (anchor > svg && strncmp(anchor, "text-anchor=", 12) != 0) {
        anchor--;
    }
    ck_assert_int_eq(strncmp(anchor, "text-anchor=\"start\"", 19), 0); /* it is seen at once, at the left edge */
    free(svg);
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
    tcase_add_loop_test(draw, no_text_of_a_diagram_is_over_another_one, 0, sizeof NETWORKS / sizeof *NETWORKS);
    tcase_add_test(draw, rows_of_a_heat_map_are_sharp);
    tcase_add_test(draw, two_drawings_of_a_run_are_equal);
    tcase_add_test(draw, the_cut_has_a_disc_for_each_node_and_marks_sides);
    tcase_add_test(draw, patterns_are_called_as_in_the_report);
    tcase_add_test(draw, too_many_neurons_are_refused);
    tcase_add_test(draw, a_long_curve_keeps_the_extremes_of_each_part);
    tcase_add_test(draw, a_short_curve_is_drawn_as_it_is);
    tcase_add_test(draw, a_column_of_a_heat_map_is_a_mean);
    tcase_add_test(draw, no_excursion_of_p_bits_is_missing_from_the_diagrams);
    tcase_add_test(draw, a_recall_by_oscillators_has_a_last_change_and_what_follows);
    tcase_add_test(draw, colours_of_oscillators_are_cosines_and_those_of_p_bits_changes);
    tcase_add_test(draw, words_over_the_plot_do_not_leave_it);
    tcase_add_test(draw, plot_writes_svg_png_and_pdf);
    tcase_add_test(draw, plot_refuses_what_it_cannot_do);
    suite_add_tcase(suite, draw);
    return suite;
}
