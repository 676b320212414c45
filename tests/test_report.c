/* The report layer: tables, raw files, traces, measures and what is written about them. */
#include "suites.h"

#include "deck.h"
#include "input.h"
#include "raw.h"
#include "report.h"
#include "rules.h"

#include <dirent.h>
#include <float.h>
#include <jansson.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Rounding in a handful of double operations. */
static const double EXACT = 1e-12;

static struct diagnostic diagnostic;
static char folder[64];

static void expect_close(double value, double right, double relative)
{
    ck_assert_msg(fabs(value - right) <= relative * fabs(right), "%.17g is not %.17g within %g", value, right,
                  relative);
}

static void expect_ok(enum status status)
{
    ck_assert_msg(status == STATUS_OK, "status %d: %s", status, diagnostic.text);
}

/* Expects STATUS_INPUT with one line that has `fragment` in it. */
static void expect_input_error(enum status status, const char *fragment)
{
    ck_assert_int_eq(status, STATUS_INPUT);
    ck_assert_msg(strstr(diagnostic.text, fragment) != NULL, "'%s' is not in: %s", fragment, diagnostic.text);
    ck_assert_msg(strstr(diagnostic.text, ": error: ") != NULL, "%s", diagnostic.text);
    ck_assert_ptr_null(strchr(diagnostic.text, '\n'));
}

/* ---- Files in a folder of their own ---- */

static void make_folder(void)
{
    strcpy(folder, "/tmp/spinfield-XXXXXX");
    ck_assert_ptr_nonnull(mkdtemp(folder));
}

static const char *in_folder(const char *name)
{
    static char path[4][512];
    static int next;
    char *made = path[next++ % 4];
    snprintf(made, sizeof path[0], "%s/%s", folder, name);
    return made;
}

static void remove_folder(void)
{
    DIR *files = opendir(folder);
    for (struct dirent *file; files && (file = readdir(files));) {
        if (file->d_name[0] != '.') {
            unlink(in_folder(file->d_name));
        }
    }
    if (files) {
        closedir(files);
    }
    rmdir(folder);
}

static void write_bytes(const char *path, const char *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");
    ck_assert_ptr_nonnull(file);
    ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
    ck_assert_int_eq(fclose(file), 0);
}

static void write_text(const char *path, const char *text)
{
    write_bytes(path, text, strlen(text));
}

static void write_raw(const struct table *table, const char *path)
{
    struct output *out;
    expect_ok(output_open(path, &out, &diagnostic));
    raw_write(table, "a title\nof two lines", out);
    expect_ok(output_commit(&out, 1, &diagnostic));
}

static struct input *read_bytes(const char *path)
{
    struct input *input;
    expect_ok(input_read(path, &input, &diagnostic));
    return input;
}

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

/* ---- Networks and tables by hand ---- */

static struct network *new_network(enum network_task task, size_t n)
{
    struct network *network = calloc(1, sizeof *network);
    network->task = task;
    network->n = n;
    network->weights.n = n;
    network->weights.unit = 0.1;
    network->soma = network->axon = dwmtj_default();
    network->soma.vleak = 0.2;
    network->v_dw = 0.34;
    network->v_c = 0.1;
    network->optimum = NAN;
    return network;
}

/* A recall network whose patterns and start are given; all are as long as the first. */
static struct network *new_recall(size_t patterns, const char *const pattern[], const char *start)
{
    struct network *network = new_network(TASK_RECALL, strlen(pattern[0]));
    network->weights.pattern = calloc(patterns, sizeof *network->weights.pattern);
    network->weights.patterns = patterns;
    for (size_t p = 0; p < patterns; p++) {
        network->weights.pattern[p] = strdup(pattern[p]);
    }
    network->start = start ? strdup(start) : NULL;
    return network;
}

static struct network *new_maxcut(size_t nodes, size_t edges, const struct edge *edge)
{
    struct network *network = new_network(TASK_MAXCUT, nodes);
    struct graph *graph = calloc(1, sizeof *graph);
    graph->nodes = nodes;
    graph->edges = edges;
    graph->edge = calloc(edges, sizeof *edge);
    memcpy(graph->edge, edge, edges * sizeof *edge);
    network->weights.kind = WEIGHTS_GRAPH;
    network->weights.graph = graph;
    return network;
}

enum { TIME, LOAD, SOMA, SYNAPSE, WALLS }; /* columns of a table as new_run makes it */

/* An empty table with the columns of a run of n neurons: time, powers, somas, axons. */
static struct table *new_run(size_t n)
{
    char(*name)[DECK_NAME_SIZE] = calloc(2 * n, sizeof *name);
    const char **names = calloc(WALLS + 2 * n, sizeof *names);
    names[TIME] = "time";
    names[LOAD] = DECK_POWER_LOAD;
    names[SOMA] = DECK_POWER_SOMA;
    names[SYNAPSE] = DECK_POWER_SYNAPSE;
    for (size_t i = 0; i < n; i++) {
        deck_soma_vector(i, name[i]);
        deck_axon_vector(i, n, name[n + i]);
        names[WALLS + i] = name[i];
        names[WALLS + n + i] = name[n + i];
    }
    struct table *table = table_new(WALLS + 2 * n, names);
    ck_assert_ptr_nonnull(table);
    free(names);
    free(name);
    return table;
}

/* Appends a point with powers in W and `walls` positions in nm, the others being 0. */
static void add_point(struct table *run, double time, double load, double soma, double synapse, size_t walls,
                      const double *nm)
{
    double *row = calloc(run->columns, sizeof *row);
    row[TIME] = time;
    row[LOAD] = load;
    row[SOMA] = soma;
    row[SYNAPSE] = synapse;
    for (size_t i = 0; i < walls; i++) {
        row[WALLS + i] = nm[i] * 1e-9;
    }
    expect_ok(table_append(run, row, &diagnostic));
    free(row);
}

/* Measures the run in `run` and frees it. */
static struct measures measure(struct table *run, const struct network *network)
{
    struct trace *trace;
    struct measures measures;
    expect_ok(trace_from_table(run, network, "run", &trace, &diagnostic));
    expect_ok(measures_take(trace, network, &measures, &diagnostic));
    trace_free(trace);
    table_free(run);
    return measures;
}

/* ---- Tables ---- */

START_TEST(table_keeps_all_rows_in_order)
{
    const char *const names[] = {"time", "v(a)"};
    struct table *table = table_new(2, names);
    for (int i = 0; i < 5000; i++) {
        expect_ok(table_append(table, (double[]){i, -i}, &diagnostic));
    }
    ck_assert_uint_eq(table->rows, 5000);
    for (int i = 0; i < 5000; i++) {
        ck_assert_double_eq(table->value[2 * i], i);
        ck_assert_double_eq(table->value[2 * i + 1], -i);
    }
    table_free(table);
    table_free(NULL);
}
END_TEST

START_TEST(table_finds_names_in_any_case)
{
    const char *const names[] = {"time", "v(a)", "@a1[x]"};
    struct table *table = table_new(3, names);
    ck_assert_uint_eq(table_find(table, "TIME"), 0);
    ck_assert_uint_eq(table_find(table, "@A1[x]"), 2);
    ck_assert_uint_eq(table_find(table, "v(b)"), 3);
    table_free(table);
}
END_TEST

START_TEST(table_that_cannot_be_held_is_a_system_error)
{
    const char *const names[] = {"time", "v(a)"};
    struct table *table = table_new(2, names);
    ck_assert_int_eq(table_reserve(table, SIZE_MAX / 8, &diagnostic), STATUS_SYSTEM);
    table_free(table);
}
END_TEST

/* ---- Traces ---- */

START_TEST(trace_takes_columns_by_name)
{
    struct network *network = new_network(TASK_CUSTOM, 2);
    struct table *run = new_run(2);
    add_point(run, 0.0, 1, 2, 3, 4, (double[]){10, 20, 30, 40});
    add_point(run, 1e-9, 4, 5, 6, 4, (double[]){11, 21, 31, 41});
    for (size_t i = 1; i < run->columns; i++) { /* all but time in the opposite order */
        size_t other = run->columns - i;
        if (i < other) {
            char *name = run->name[i];
            run->name[i] = run->name[other];
            run->name[other] = name;
            for (size_t k = 0; k < run->rows; k++) {
                double value = run->value[k * run->columns + i];
                run->value[k * run->columns + i] = run->value[k * run->columns + other];
                run->value[k * run->columns + other] = value;
            }
        }
    }
    struct trace *trace;
    expect_ok(trace_from_table(run, network, "run", &trace, &diagnostic));
    ck_assert_uint_eq(trace->points, 2);
    ck_assert_uint_eq(trace->n, 2);
    ck_assert_double_eq(trace->time[1], 1e-9);
    ck_assert_double_eq(trace->p_load[1], 4);
    ck_assert_double_eq(trace->p_soma[1], 5);
    ck_assert_double_eq(trace->p_synapse[0], 3);
    ck_assert_double_eq(trace->soma[0 * 2 + 1], 20 * 1e-9);
    ck_assert_double_eq(trace->soma[1 * 2 + 0], 11 * 1e-9);
    ck_assert_double_eq(trace->axon[0 * 2 + 0], 30 * 1e-9);
    ck_assert_double_eq(trace->axon[1 * 2 + 1], 41 * 1e-9);
    trace_free(trace);
    trace_free(NULL);
    table_free(run);
    network_free(network);
}
END_TEST

START_TEST(trace_without_a_vector_names_it)
{
    struct network *network = new_network(TASK_CUSTOM, 3);
    for (size_t missing = 1; missing < WALLS + 6; missing++) {
        struct table *run = new_run(3);
        add_point(run, 0.0, 0, 0, 0, 0, NULL);
        add_point(run, 1e-9, 0, 0, 0, 0, NULL);
        char *name = run->name[missing];
        run->name[missing] = strdup("v(else)");
        struct trace *trace;
        expect_input_error(trace_from_table(run, network, "a.raw", &trace, &diagnostic), name);
        ck_assert_ptr_eq(strstr(diagnostic.text, "a.raw: error: "), diagnostic.text);
        ck_assert_ptr_null(trace);
        free(name);
        table_free(run);
    }
    network_free(network);
}
END_TEST

/* Expects that a run with two points as given is refused. */
static void expect_refused(const struct network *network, size_t n, double start, double power, double nm,
                           const char *fragment)
{
    struct table *run = new_run(n);
    struct trace *trace;
    add_point(run, start, 0, power, 0, 1, &nm);
    expect_input_error(trace_from_table(run, network, "a.raw", &trace, &diagnostic), "2"); /* one point only */
    add_point(run, 1e-9, 0, 0, 0, 1, &nm);
    expect_input_error(trace_from_table(run, network, "a.raw", &trace, &diagnostic), fragment);
    ck_assert_ptr_null(trace);
    table_free(run);
}

START_TEST(trace_of_another_run_is_refused)
{
    struct network *network = new_network(TASK_CUSTOM, 3);
    expect_refused(network, 3, 0.0, 0.0, 101.0, "beyond its track");
    expect_refused(network, 3, 0.0, 0.0, -1.0, "beyond its track");
    expect_refused(network, 3, 0.0, 0.0, NAN, "beyond its track");
    expect_refused(network, 3, 0.5e-9, 0.0, 0.0, "from 0");
    expect_refused(network, 3, 1e-9, 0.0, 0.0, "from 0");
    expect_refused(network, 3, 0.0, NAN, 0.0, "power");
    expect_refused(network, 4, 0.0, 0.0, 0.0, "3 neurons");
    network_free(network);
}
END_TEST

/* ---- Measures ---- */

START_TEST(energy_of_linear_power_is_exact)
{
    struct network *network = new_recall(1, (const char *const[]){"10"}, "10");
    network->t_load = 2e-9;
    struct table *run = new_run(2);
    const double times[] = {0.0, 1e-9, 1.5e-9, 4e-9, 10e-9};
    for (size_t k = 0; k < 5; k++) { /* the walls move up to 10 ns; load 1 mW, soma 2 W/us, synapse 5 mW - 0.5 W/us */
        double t = times[k], x = t * 1e10; /* 100 nm at 10 ns */
        add_point(run, t, 1e-3, 2e6 * t, 5e-3 - 0.5e6 * t, 4, (double[]){x, 0, x, 0});
    }
    add_point(run, 20e-9, 9.0, 9.0, 9.0, 4, (double[]){100, 0, 100, 0});
    struct measures m = measure(run, network);
    ck_assert(m.converged);
    ck_assert_uint_eq(m.moving, 0);
    ck_assert_double_eq(m.time_to_solution, 10e-9);
    ck_assert_double_eq(m.load_time, 2e-9);
    expect_close(m.energy_load, 1e-3 * 10e-9, EXACT);
    expect_close(m.energy_soma, 1e6 * 1e-16, EXACT);
    expect_close(m.energy_synapse, 5e-3 * 10e-9 - 0.25e6 * 1e-16, EXACT);
    expect_close(m.energy, m.energy_load + m.energy_soma + m.energy_synapse, EXACT);
    expect_close(m.average_power, m.energy / 10e-9, EXACT);
    expect_close(m.peak_power, 1e-3 + 2e6 * 10e-9, EXACT); /* at 10 ns, where the synapses draw nothing */
    expect_close(m.energy_paper, measures_paper_energy(network, 10e-9), EXACT);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(power_before_a_late_first_point_counts)
{
    struct network *network = new_network(TASK_MAXCUT, 2);
    struct table *run = new_run(2);
    add_point(run, 2e-12, 0, 1e-3, 0, 1, (double[]){0});
    add_point(run, 10e-9, 0, 1e-3, 0, 1, (double[]){100});
    struct measures m = measure(run, network);
    expect_close(m.energy_soma, 1e-3 * 10e-9, EXACT);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(solution_is_the_last_arrival_of_any_wall)
{
    for (size_t late = 0; late < 6; late++) { /* 3 somas, 3 axons; one arrives last */
        struct network *network = new_network(TASK_CUSTOM, 3);
        struct table *run = new_run(3);
        double walls[6] = {0};
        add_point(run, 0.0, 0, 1e-3, 0, 6, walls);
        for (size_t i = 0; i < 6; i++) {
            walls[i] = i == late ? 60 : 100;
        }
        add_point(run, 5e-9, 0, 1e-3, 0, 6, walls);
        walls[late] = 100;
        add_point(run, 7e-9, 0, 1e-3, 0, 6, walls);
        add_point(run, 8e-9, 0, 1e-3, 0, 6, walls);
        add_point(run, 50e-9, 0, 1e-3, 0, 6, walls);
        struct measures m = measure(run, network);
        ck_assert(m.converged);
        ck_assert_double_eq(m.time_to_solution, 7e-9);
        expect_close(m.energy, 7e-12, EXACT);
        measures_clear(&m);
        network_free(network);
    }
}
END_TEST

START_TEST(wall_that_leaves_and_comes_back_counts)
{
    struct network *network = new_network(TASK_CUSTOM, 2);
    struct table *run = new_run(2);
    add_point(run, 0.0, 0, 0, 0, 1, (double[]){0});
    add_point(run, 5e-9, 0, 0, 0, 1, (double[]){30});
    add_point(run, 9e-9, 0, 0, 0, 1, (double[]){0});
    add_point(run, 20e-9, 0, 0, 0, 1, (double[]){0});
    struct measures m = measure(run, network);
    ck_assert_double_eq(m.time_to_solution, 9e-9);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(walls_that_move_at_the_end_are_counted)
{
    struct network *network = new_network(TASK_CUSTOM, 3);
    struct table *run = new_run(3);
    add_point(run, 0.0, 0, 1e-3, 0, 0, NULL);
    add_point(run, 19e-9, 0, 1e-3, 0, 6, (double[]){10, 20, 0, 100, 0, 50});
    add_point(run, 20e-9, 0, 1e-3, 0, 6, (double[]){12, 20.001, 0, 100, 0, 49});
    struct measures m = measure(run, network);
    ck_assert(!m.converged);
    ck_assert_uint_eq(m.moving, 3);
    ck_assert_double_eq(m.time_to_solution, 20e-9);
    expect_close(m.energy, 20e-12, EXACT);
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* A run of 100 ns in which soma 0 comes to rest at 40 nm at `t`. */
static struct measures stop_in_mid_track_at(double t)
{
    struct network *network = new_network(TASK_CUSTOM, 2);
    struct table *run = new_run(2);
    add_point(run, 0.0, 0, 0, 0, 1, (double[]){0});
    add_point(run, t, 0, 0, 0, 1, (double[]){40});
    for (double later = t + 1e-9; later < 99.5e-9; later += 1e-9) {
        add_point(run, later, 0, 0, 0, 1, (double[]){40 + 1e-7}); /* 1e-9 of the track: rounding */
    }
    add_point(run, 100e-9, 0, 0, 0, 1, (double[]){40});
    struct measures m = measure(run, network);
    network_free(network);
    return m;
}

START_TEST(wall_may_rest_in_mid_track_for_a_tenth_of_the_trace)
{
    struct measures m = stop_in_mid_track_at(80e-9);
    ck_assert(m.converged);
    ck_assert_double_eq(m.time_to_solution, 80e-9);
    measures_clear(&m);
    m = stop_in_mid_track_at(95e-9);
    ck_assert(!m.converged);
    ck_assert_uint_eq(m.moving, 1);
    measures_clear(&m);
}
END_TEST

START_TEST(run_that_ends_in_the_load_phase_has_not_converged)
{
    struct network *network = new_recall(1, (const char *const[]){"10"}, "10");
    network->t_load = 15e-9;
    struct table *run = new_run(2);
    add_point(run, 0.0, 0, 0, 0, 0, NULL);
    add_point(run, 12e-9, 0, 0, 0, 1, (double[]){100});
    add_point(run, 15e-9, 0, 0, 0, 1, (double[]){100});
    struct measures m = measure(run, network);
    ck_assert(!m.converged);
    ck_assert_uint_eq(m.moving, 0);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(start_that_is_a_solution_converges_at_the_end_of_its_load)
{
    struct network *network = new_recall(1, (const char *const[]){"10"}, "10");
    network->t_load = 15e-9;
    struct table *run = new_run(2);
    add_point(run, 0.0, 1e-3, 0, 0, 0, NULL);
    add_point(run, 15e-9, 1e-3, 0, 0, 3, (double[]){100, 0, 100});
    add_point(run, 30e-9, 0, 0, 0, 3, (double[]){100, 0, 100});
    struct measures m = measure(run, network);
    ck_assert(m.converged);
    ck_assert_double_eq(m.time_to_solution, 15e-9);
    ck_assert_str_eq(m.state, "10");
    ck_assert_double_eq(m.bit_accuracy, 1.0);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(state_is_on_beyond_the_middle_of_the_junction)
{
    struct network *network = new_network(TASK_CUSTOM, 5);
    struct table *run = new_run(5);
    for (int k = 0; k < 2; k++) {
        add_point(run, 10e-9 * k, 0, 0, 0, 5, (double[]){0, 49.9, 50.1, 61, 100});
    }
    struct measures m = measure(run, network);
    ck_assert_str_eq(m.state, "00111");
    ck_assert(!m.has_pattern);
    ck_assert(!m.has_cut);
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* Measures a network at rest in `state`. */
static struct measures measure_state(const struct network *network, const char *state)
{
    struct table *run = new_run(network->n);
    double *walls = calloc(network->n, sizeof *walls);
    add_point(run, 0.0, 0, 0, 0, 0, NULL);
    for (size_t i = 0; i < network->n; i++) {
        walls[i] = state[i] == '1' ? 100 : 0;
    }
    add_point(run, 60e-9, 1e-3, 2e-3, 5e-3, network->n, walls);
    add_point(run, 80e-9, 1e-3, 2e-3, 5e-3, network->n, walls);
    free(walls);
    return measure(run, network);
}

START_TEST(pattern_and_inverse_count_alike_and_the_nearest_matches)
{
    static const char *const patterns[] = {"1111100000", "1010101010", "1111100000"};
    const struct {
        const char *state;
        size_t matched;
        bool inverse;
        double accuracy;
    } cases[] = {
        {"1111100000", 0, false, 1.0}, {"0000011111", 0, true, 1.0},  {"1010101010", 1, false, 1.0},
        {"0101010101", 1, true, 1.0},  {"0101010100", 1, true, 0.9},  {"1011101010", 1, false, 0.9},
        {"1111100011", 0, false, 0.8}, {"1110000000", 0, false, 0.8}, {"0000000000", 0, false, 0.5},
    };
    struct network *network = new_recall(3, patterns, NULL);
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct measures m = measure_state(network, cases[k].state);
        ck_assert(m.has_pattern);
        ck_assert_str_eq(m.state, cases[k].state);
        ck_assert_uint_eq(m.matched_pattern, cases[k].matched);
        ck_assert_int_eq(m.matched_inverse, cases[k].inverse);
        expect_close(m.bit_accuracy, cases[k].accuracy, EXACT);
        measures_clear(&m);
    }
    network_free(network);
}
END_TEST

static const struct edge PATH[] = {{0, 1, 1.0}, {1, 2, 2.5}, {2, 3, -4.0}};

START_TEST(cut_is_that_of_the_final_state)
{
    struct network *network = new_maxcut(4, 3, PATH);
    struct measures m = measure_state(network, "0100");
    ck_assert(m.has_cut);
    ck_assert_double_eq(m.cut, 3.5);
    measures_clear(&m);
    m = measure_state(network, "0001");
    ck_assert_double_eq(m.cut, -4.0);
    measures_clear(&m);
    network_free(network);
}
END_TEST

/* A network of `n` neurons with weights of 0.1 V, V_DW by the paper's Eq. (4). */
static struct network *published_network(size_t n, double t_load)
{
    char pattern[101] = "";
    memset(pattern, '0', n);
    struct network *network = new_recall(1, (const char *const[]){pattern}, NULL);
    network->t_load = t_load;
    network->v_dw = rules_vdw_eq4(network);
    return network;
}

START_TEST(paper_energy_reproduces_the_published_figures)
{
    static const struct {
        size_t n;
        double t_load, t, energy; /* load time by Table I and Eq. (16); time and energy as published */
    } PUBLISHED[] = {
        {60, 15.9e-9, 81.2e-9, 3.60e-9},    /* Sec. IV-B, one pattern */
        {100, 15.2e-9, 78.14e-9, 11.04e-9}, /* letters */
        {60, 15.9e-9, 344e-9, 17.4e-9},     /* Table II, max-cut */
    };
    for (size_t k = 0; k < 3; k++) {
        struct network *network = published_network(PUBLISHED[k].n, PUBLISHED[k].t_load);
        /* the estimate holds to 1 %, and the published figures have three digits */
        expect_close(measures_paper_energy(network, PUBLISHED[k].t), PUBLISHED[k].energy, 0.01);
        network_free(network);
    }
}
END_TEST

START_TEST(paper_energy_counts_synapses_after_the_load_only)
{
    struct network *network = new_recall(1, (const char *const[]){"1100"}, NULL);
    network->t_load = 10e-9;
    network->v_dw = 0.0;
    ck_assert_double_eq(measures_paper_energy(network, 8e-9), 0.0);
    ck_assert_double_eq(measures_paper_energy(network, 10e-9), 0.0);
    expect_close(measures_paper_energy(network, 12e-9), 2e-9 * 12 * 0.01 * 1.25e-3, EXACT);
    network_free(network);
}
END_TEST

/* ---- Raw files ---- */

/* A table with values that a decimal detour would spoil. */
static struct table *new_odd_table(void)
{
    const char *const names[] = {"time", "v(p_load)", "@a.xsoma_3.awall[x]", "i(v1)", "@r1[i]"};
    struct table *table = table_new(5, names);
    for (int i = 0; i < 4; i++) {
        expect_ok(table_append(table, (double[]){i * 1e-9 / 3, 0.1 * i, DBL_TRUE_MIN * i, -0.0, DBL_MAX / (i + 1)},
                               &diagnostic));
    }
    return table;
}

static void expect_same_table(const struct table *a, const struct table *b)
{
    ck_assert_uint_eq(a->columns, b->columns);
    ck_assert_uint_eq(a->rows, b->rows);
    for (size_t i = 0; i < a->columns; i++) {
        ck_assert_str_eq(a->name[i], b->name[i]);
    }
    ck_assert_int_eq(memcmp(a->value, b->value, a->rows * a->columns * sizeof *a->value), 0);
}

START_TEST(raw_file_reads_back_bit_for_bit)
{
    struct table *table = new_odd_table(), *back;
    write_raw(table, in_folder("a.raw"));
    expect_ok(raw_read(in_folder("a.raw"), &back, &diagnostic));
    expect_same_table(table, back);
    table_free(back);
    table_free(table);
}
END_TEST

START_TEST(raw_file_depends_on_the_table_alone)
{
    struct table *table = new_odd_table();
    write_raw(table, in_folder("a.raw"));
    write_raw(table, in_folder("b.raw"));
    struct input *a = read_bytes(in_folder("a.raw")), *b = read_bytes(in_folder("b.raw"));
    ck_assert_uint_eq(a->size, b->size);
    ck_assert_int_eq(memcmp(a->bytes, b->bytes, a->size), 0);
    ck_assert_ptr_nonnull(strstr(a->bytes, "\t2\tv(@a.xsoma_3.awall[x])\tvoltage\n"));
    ck_assert_ptr_nonnull(strstr(a->bytes, "\t3\ti(v1)\tcurrent\n\t4\ti(@r1[i])\tcurrent\n"));
    input_free(a);
    input_free(b);
    table_free(table);
}
END_TEST

/* Expects STATUS_INPUT for every beginning of the file at `path` that is shorter than `whole`. */
static void expect_every_prefix_refused(const char *path, size_t whole)
{
    struct input *input = read_bytes(path);
    for (size_t size = 0; size < whole; size++) {
        struct table *table = NULL;
        write_bytes(in_folder("cut.raw"), input->bytes, size);
        expect_input_error(raw_read(in_folder("cut.raw"), &table, &diagnostic), "cut.raw");
        ck_assert_ptr_null(table);
    }
    input_free(input);
}

START_TEST(every_truncation_of_a_binary_file_is_refused)
{
    struct table *table = new_odd_table();
    write_raw(table, in_folder("a.raw"));
    struct input *input = read_bytes(in_folder("a.raw"));
    expect_every_prefix_refused(in_folder("a.raw"), input->size);
    input_free(input);
    table_free(table);
}
END_TEST

/* Two plots, with lines that a reader need not know. */
static const char ASCII[] = "Title: t\nDate: today\nPlotname: Operating Point\nFlags: real\nNo. Variables: 1\n"
                            "No. Points: 1       \nVariables:\n\t0\tv(a)\tvoltage\nValues:\n0\t\t1.0e+00\n"
                            "Title: t\nDate: today\nPlotname: Transient Analysis\nFlags: real padded\n"
                            "No. Variables: 3\nNo. Points: 2       \nCommand: version 39\nOption: a = b\nVariables:\n"
                            "\t0\ttime\ttime\n\t1\tv(@a1[x])\tvoltage\tgrid=3\n\t2\ti(v1)\tcurrent min=1e-3\nValues:\n"
                            "0\t\t0.0\n\t1.5\n\t-2\n\n 1\t1e-9\n\t2.5\n\t3e-3\n\n";

START_TEST(every_truncation_of_an_ascii_file_is_refused)
{
    write_text(in_folder("a.raw"), ASCII);
    expect_every_prefix_refused(in_folder("a.raw"), strlen(ASCII) - 2); /* the last two line ends may be missing */
}
END_TEST

START_TEST(ascii_file_reads_past_other_plots_and_unknown_lines)
{
    struct table *table;
    write_text(in_folder("a.raw"), ASCII);
    expect_ok(raw_read(in_folder("a.raw"), &table, &diagnostic));
    ck_assert_uint_eq(table->columns, 3);
    ck_assert_uint_eq(table->rows, 2);
    ck_assert_str_eq(table->name[1], "@a1[x]");
    ck_assert_str_eq(table->name[2], "i(v1)");
    const double right[] = {0.0, 1.5, -2.0, 1e-9, 2.5, 3e-3};
    ck_assert_mem_eq(table->value, right, sizeof right);
    table_free(table);
}
END_TEST

/* ASCII with `old` replaced by `new`, as a file. */
static void write_changed(const char *path, const char *old, const char *new)
{
    const char *at = strstr(ASCII, "Title: t\nDate: today\nPlotname: Transient");
    at = strstr(old[0] == '^' ? ASCII : at, old[0] == '^' ? old + 1 : old);
    ck_assert_ptr_nonnull(at);
    size_t before = (size_t)(at - ASCII), length = strlen(old[0] == '^' ? old + 1 : old);
    FILE *file = fopen(path, "wb");
    fprintf(file, "%.*s%s%s", (int)before, ASCII, new, at + length);
    fclose(file);
}

START_TEST(each_defect_of_a_raw_file_is_named)
{
    static const struct {
        const char *old, *new, *fragment; /* an `old` that begins with ^ is in the first plot */
    } cases[] = {
        {"^Title:", "Titel:", "does not begin with 'Title:'"},
        {"^Operating Point", "Noise", NULL}, /* no defect */
        {"Transient", "DC", "no plot of this file is a transient analysis"},
        {"real padded", "complex", "complex"},
        {"real padded", "real fastaccess", "fastaccess"},
        {"real padded", "", "'real' or 'complex'"},
        {"Flags: real padded\n", "", "no line 'Flags:'"},
        {"Plotname: Transient Analysis\n", "", "no line 'Plotname:'"},
        {"No. Points: 2       \n", "", "no line 'No. Points:'"},
        {"No. Variables: 3\n", "", "must stand before"},
        {"No. Variables: 3", "No. Variables: 0", "'No. Variables:' must be a whole number from 1"},
        {"No. Variables: 3", "No. Variables: -1", "'No. Variables:'"},
        {"No. Variables: 3", "No. Variables: three", "'three'"},
        {"No. Variables: 3", "No. Variables: 4", "promises 4 variables"},
        {"No. Variables: 3", "No. Variables: 2", "promises 2 variables, but lists more"},
        {"No. Variables: 3", "No. Variables: 1000000000", "promises 1000000000 variables"},
        {"No. Variables: 3", "No. Variables: 9223372036854775807", "promises 9223372036854775807 variables"},
        {"No. Variables: 3", "No. Variables: 99999999999999999999", "'No. Variables:'"},
        {"No. Points: 2", "No. Points: 0", "promises 0 points"},
        {"No. Points: 2", "No. Points: -2", "'No. Points:'"},
        {"No. Points: 2", "No. Points: 1", "promises 1 point"},
        {"No. Points: 2", "No. Points: 3", "promises 3 points"},
        {"No. Points: 2", "No. Points: 4000000000000000000", "promises 4000000000000000000 points"},
        {"\t0\ttime\ttime", "\t0\tspeed\ttime", "must be 'time', not 'speed'"},
        {"\t1\tv(@a1[x])\tvoltage\tgrid=3", "\t2\tv(@a1[x])\tvoltage", "of variable 1"},
        {"\t1\tv(@a1[x])\tvoltage\tgrid=3", "\t1\tv(@a1[x])", "of variable 1"},
        {"real padded\nNo. Variables: 3", "real unpadded\nNo. Variables: 3", NULL},
        {"\tvoltage\tgrid=3", "\tvoltage dims=1", NULL},
        {"\t2\ti(v1)\tcurrent min=1e-3\nValues:", "Values:", "of variable 2"},
        {"padded\nNo. Variables: 3\nNo. Points: 2       \nCommand: version 39\nOption: a = "
         "b\nVariables:\n\t0\ttime\ttime",
         "unpadded\nNo. Variables: 3\nNo. Points: 2\nVariables:\n\t0\ttime\ttime dims=1", "set nopadding"},
        {"2.5", "nan", "'@a1[x]' must be a finite number, not 'nan'"},
        {"2.5", "-inf", "finite"},
        {"2.5", "1e999", "finite"},
        {"2.5", "2.5,0", "finite"},
        {"2.5", "2.5x", "finite"},
        {"1e-9", "-1e-9", "time goes backwards"},
        {" 1\t1e-9", " 2\t1e-9", "'2' stands where point number 1 must be"},
        {"3e-3\n\n", "3e-3\n\n 2\t2e-9\n\t0\n\t0\n\n", "more bytes of values follow"},
        {"3e-3\n\n", "3e-3", "values end in point 2"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        struct table *table;
        write_changed(in_folder("a.raw"), cases[k].old, cases[k].new);
        enum status status = raw_read(in_folder("a.raw"), &table, &diagnostic);
        if (!cases[k].fragment) {
            expect_ok(status);
            table_free(table);
        } else {
            expect_input_error(status, cases[k].fragment);
            ck_assert_ptr_null(table);
        }
    }
}
END_TEST

START_TEST(binary_counts_and_values_are_checked)
{
    const struct {
        const char *points;
        double time, value;
        const char *fragment;
    } cases[] = {
        {"2", 1e-9, NAN, "'v(a)' is nan at point 2 of 2"},
        {"2", 1e-9, INFINITY, "finite"},
        {"2", -1e-9, 0.0, "time goes backwards"},
        {"1", 1e-9, 0.0, "promises 1 points, but 16 more bytes"},
        {"3", 1e-9, 0.0, "promises 3 points of 2 variables, but the 32 bytes that follow hold 2"},
        {"1152921504606846976", 1e-9, 0.0, "bytes that follow hold 2"}, /* 2^60 points of 16 bytes: 2^64 bytes */
        {"576460752303423489", 1e-9, 0.0, "bytes that follow hold 2"},
        {"0", 1e-9, 0.0, "promises 0 points, and 32 bytes follow"},
    };
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const double values[] = {0.0, 1.0, cases[k].time, cases[k].value};
        FILE *file = fopen(in_folder("a.raw"), "wb");
        fprintf(file,
                "Title: t\nPlotname: Transient Analysis\nFlags: real\nNo. Variables: 2\nNo. Points: %s\nVariables:\n"
                "\t0\ttime\ttime\n\t1\tv(a)\tvoltage\nBinary:\n",
                cases[k].points);
        fwrite(values, sizeof values, 1, file);
        fclose(file);
        struct table *table;
        expect_input_error(raw_read(in_folder("a.raw"), &table, &diagnostic), cases[k].fragment);
        ck_assert_ptr_null(table);
    }
}
END_TEST

/* Reads every version of the file at `path` with one byte changed: any result will do, but a crash. */
static void read_with_each_byte_changed(const char *path)
{
    static const char bytes[] = {'\0', '\n', ' ', '9', '-', 'e', (char)0xff};
    struct input *input = read_bytes(path);
    for (size_t i = 0; i < input->size; i++) {
        char kept = input->bytes[i];
        for (size_t b = 0; b < sizeof bytes; b++) {
            struct table *table;
            input->bytes[i] = bytes[b];
            write_bytes(in_folder("changed.raw"), input->bytes, input->size);
            enum status status = raw_read(in_folder("changed.raw"), &table, &diagnostic);
            ck_assert(status == STATUS_OK || status == STATUS_INPUT);
            ck_assert_int_eq(table != NULL, status == STATUS_OK);
            table_free(table);
        }
        input->bytes[i] = kept;
    }
    input_free(input);
}

START_TEST(file_with_any_byte_changed_is_read_or_refused)
{
    struct table *table = new_odd_table();
    write_raw(table, in_folder("a.raw"));
    read_with_each_byte_changed(in_folder("a.raw"));
    write_text(in_folder("b.raw"), ASCII);
    read_with_each_byte_changed(in_folder("b.raw"));
    table_free(table);
}
END_TEST

START_TEST(missing_and_empty_raw_files_are_input_errors)
{
    struct table *table;
    expect_input_error(raw_read(in_folder("none.raw"), &table, &diagnostic), "none.raw");
    write_text(in_folder("empty.raw"), "");
    expect_input_error(raw_read(in_folder("empty.raw"), &table, &diagnostic), "empty");
    expect_input_error(raw_read(folder, &table, &diagnostic), "regular file");
}
END_TEST

/* ---- Raw files of ngspice ---- */

static int run_ngspice(const char *arguments)
{
    char command[1024];
    snprintf(command, sizeof command, "cd %s && LC_ALL=C ngspice -b %s >out.txt 2>&1 </dev/null", folder, arguments);
    return system(command);
}

static const char RC[] = "rc\nv1 in 0 pulse(0 1 1n 1n 1n 10n 30n)\nr1 in out 1k\nc1 out 0 1p\n";

/* Expects the RC circuit's answer to the pulse: charge up to 12 ns with a time constant of 1 ns. */
static void expect_rc(const struct table *table)
{
    size_t out = table_find(table, "v(out)"), current = table_find(table, "@r1[i]");
    ck_assert_str_eq(table->name[0], "time");
    ck_assert_uint_lt(out, table->columns);
    ck_assert_uint_lt(current, table->columns);
    ck_assert_uint_gt(table->rows, 20);
    const double *last = table->value + (table->rows - 1) * table->columns;
    expect_close(last[0], 20e-9, 1e-9);
    double highest = 0.0;
    for (size_t k = 0; k < table->rows; k++) {
        highest = fmax(highest, table->value[k * table->columns + out]);
    }
    expect_close(highest, 1.0, 1e-3); /* 1 - exp(-10) */
}

START_TEST(binary_files_of_ngspice_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck, "%s.save v(out) @r1[i]\n.op\n.tran 0.2n 20n\n.end\n", RC);
    write_text(in_folder("rc.cir"), deck);
    run_ngspice("-r rc.raw rc.cir");
    expect_ok(raw_read(in_folder("rc.raw"), &table, &diagnostic)); /* after the operating point's plot */
    expect_rc(table);
    table_free(table);
}
END_TEST

START_TEST(ascii_files_of_ngspice_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck, "%s.save v(out) @r1[i]\n.op\n.tran 0.2n 20n\n.end\n", RC);
    write_text(in_folder("rc.cir"), deck);
    ck_assert_int_eq(setenv("SPICE_ASCIIRAWFILE", "1", 1), 0);
    run_ngspice("-r rc.raw rc.cir");
    unsetenv("SPICE_ASCIIRAWFILE");
    struct input *input = read_bytes(in_folder("rc.raw"));
    ck_assert_ptr_nonnull(strstr(input->bytes, "Values:"));
    input_free(input);
    expect_ok(raw_read(in_folder("rc.raw"), &table, &diagnostic));
    expect_rc(table);
    table_free(table);
}
END_TEST

START_TEST(files_of_the_write_command_are_read)
{
    char deck[512];
    struct table *table;
    snprintf(deck, sizeof deck,
             "%s.save v(out) @r1[i]\n.control\ntran 0.2n 20n\nwrite binary.raw\nset nopadding\nwrite unpadded.raw\n"
             "set filetype=ascii\nwrite ascii.raw\nop\nwrite op.raw\n.endc\n.end\n",
             RC);
    write_text(in_folder("rc.cir"), deck);
    run_ngspice("rc.cir");
    static const char *const names[] = {"binary.raw", "unpadded.raw", "ascii.raw"};
    for (size_t k = 0; k < 3; k++) {
        expect_ok(raw_read(in_folder(names[k]), &table, &diagnostic));
        expect_rc(table);
        table_free(table);
    }
    expect_input_error(raw_read(in_folder("op.raw"), &table, &diagnostic), "Operating Point");
}
END_TEST

START_TEST(ngspice_loads_what_is_written)
{
    struct table *run = new_run(3);
    for (int k = 0; k < 46; k++) {
        add_point(run, 1e-9 * k, 1e-3, 2e-3, 3e-3, 6, (double[]){k, 2 * k, 0, 0, 0, k});
    }
    write_raw(run, in_folder("ours.raw"));
    char wall[DECK_NAME_SIZE], deck[1024];
    deck_soma_vector(1, wall);
    snprintf(deck, sizeof deck,
             "load\n.control\nload ours.raw\ndisplay\nprint length(time)\nlet highest = vecmax(v(p_soma))\n"
             "print highest\nwrite theirs.raw\n.endc\n.end\n");
    write_text(in_folder("load.cir"), deck);
    run_ngspice("load.cir");
    struct input *out = read_bytes(in_folder("out.txt"));
    ck_assert_msg(strstr(out->bytes, "length(time) = 4.600000e+01") != NULL, "%s", out->bytes);
    ck_assert_msg(strstr(out->bytes, "highest = 2.000000e-03") != NULL, "%s", out->bytes);
    ck_assert_msg(strstr(out->bytes, wall) != NULL, "%s", out->bytes);
    input_free(out);

    struct table *theirs; /* ngspice writes its own calculation, highest, too */
    expect_ok(raw_read(in_folder("theirs.raw"), &theirs, &diagnostic));
    ck_assert_uint_eq(theirs->rows, run->rows);
    size_t column = table_find(theirs, wall), ours = table_find(run, wall);
    ck_assert_uint_lt(column, theirs->columns);
    for (size_t k = 0; k < run->rows; k++) {
        ck_assert_double_eq(theirs->value[k * theirs->columns + column], run->value[k * run->columns + ours]);
    }
    table_free(theirs);
    table_free(run);
}
END_TEST

/* ---- Reports ---- */

static const struct run_facts FACTS = {.engine = "ngspice",
                                       .devices = 100,
                                       .time_points = 188,
                                       .iterations = 512,
                                       .wall_s = 0.49,
                                       .peak_memory_bytes = 22400000};

static json_t *json_of(const struct report *report)
{
    FILE *out = open_text();
    expect_ok(report_json(report, out, &diagnostic));
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
                                       "wall_s",
                                       "peak_memory_bytes"};
    struct network *network = new_recall(2, (const char *const[]){"1111100000", "1010101010"}, "1010101011");
    network->t_load = 15.9e-9;
    struct measures m = measure_state(network, "0101010111");
    const struct report report = {network, &m, &FACTS};
    json_t *object = json_of(&report);
    expect_keys(object, sizeof keys / sizeof *keys, keys);
    ck_assert_double_eq(json_number(object, "energy_j"), m.energy);
    ck_assert_double_eq(json_number(object, "energy_paper_j"), m.energy_paper);
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
    static const char *const keys[] = {"n", "task", "engine", "converged", "moving", MAIN_KEYS, "cut", "optimum"};
    struct network *network = new_maxcut(4, 3, PATH);
    network->optimum = 3.5;
    struct table *run = new_run(4);
    add_point(run, 0.0, 0, 0, 0, 0, NULL);
    add_point(run, 1e-9, 0, 0, 0, 2, (double[]){0, 70});
    struct measures m = measure(run, network);
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

    network->optimum = NAN;
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
    struct network *network = new_recall(1, (const char *const[]){"1111100000"}, "1111100001");
    struct measures m = measure_state(network, "1111100000");
    const struct report report = {network, &m, &FACTS};
    FILE *out = open_text();
    expect_ok(report_csv_measures(&report, out, &diagnostic));
    char *csv = close_text(out);
    const char *row = strchr(csv, '\n') + 1;
    ck_assert_uint_eq(count_char(csv, '\n'), 2);
    ck_assert_uint_eq(count_char(row, ',') * 2, count_char(csv, ','));
    json_t *object = json_of(&report);
    size_t present = 0;
    for (size_t i = 0; i <= count_char(row, ','); i++) {
        char *key = csv_field(csv, i), *field = csv_field(row, i);
        json_t *value = json_object_get(object, key);
        ck_assert_int_eq(value != NULL, *field != '\0');
        present += value != NULL;
        if (json_is_number(value)) {
            ck_assert_double_eq(strtod(field, NULL), json_number_value(value));
        } else if (json_is_string(value)) {
            ck_assert_str_eq(field, json_string_value(value));
        }
        free(key);
        free(field);
    }
    ck_assert_uint_eq(present, json_object_size(object));
    json_decref(object);
    free(csv);
    measures_clear(&m);
    network_free(network);
}
END_TEST

START_TEST(csv_of_waves_reads_back_equal)
{
    struct network *network = new_network(TASK_CUSTOM, 2);
    struct table *run = new_run(2);
    for (int k = 0; k < 5; k++) {
        add_point(run, k * 1e-9 / 3, k / 7.0, k / 11.0, k / 13.0, 4, (double[]){k / 3.0, k / 9.0, 100.0 / 3, k});
    }
    struct trace *trace;
    expect_ok(trace_from_table(run, network, "run", &trace, &diagnostic));
    FILE *out = open_text();
    report_csv_waves(trace, out);
    char *csv = close_text(out);
    const char *head = "time_s,p_load_w,p_soma_w,p_synapse_w,soma_0_m,soma_1_m,axon_0_m,axon_1_m\n";
    ck_assert_int_eq(strncmp(csv, head, strlen(head)), 0);
    const char *line = csv;
    for (size_t k = 0; k < 5; k++) {
        line = strchr(line, '\n') + 1;
        for (size_t i = 0; i < run->columns; i++) { /* new_run has the same order */
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
    report_text(report, utf8, out);
    char *text = close_text(out);
    expect_fits_terminal(text);
    return text;
}

/* The text report of `network` at rest in `state`; to be freed. */
static char *text_of(const struct network *network, const char *state, bool utf8)
{
    struct measures m = measure_state(network, state);
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
    strcpy(state, pattern);
    state[7] = '0';
    struct network *network = new_recall(1, (const char *const[]){pattern}, pattern);
    network->t_load = 15.9e-9;
    char *text = text_of(network, state, true);
    expect_in(text, "Recall of 1 pattern: 60 neurons, 3600 devices");
    expect_in(text, "start       1111111111 1111111111 1111111111 0000000000 0000000000 0000000000\n");
    expect_in(text, "final       1111111011 1111111111");
    expect_in(text, "yes, all walls rest");
    expect_in(text, "60.0 ns, of which load 15.9 ns");
    expect_in(text, "pattern 1; 1 of 60 bits differ, 98.3 % agree");
    expect_in(text, "8.00 mW at its peak");
    expect_in(text, "240 pJ"); /* a triangle of 60 ns and 8 mW */
    expect_in(text, "62.5 %");
    expect_in(text, "paper's estimate");
    expect_in(text, "340 mV");
    expect_in(text, "188 time points, 512 iterations, 490 ms, 22.4 MB");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(text_of_a_cut_gives_its_share_of_the_optimum)
{
    struct network *network = new_maxcut(4, 3, PATH);
    char *text = text_of(network, "0100", false);
    expect_in(text, "Max-cut of a graph with 3 edges: 4 neurons, 16 devices");
    expect_in(text, "  cut               3.5\n");
    free(text);
    network->optimum = 7.0;
    text = text_of(network, "0100", false);
    expect_in(text, "3.5, 50.0 % of the best known, 7\n");
    free(text);
    network_free(network);
}
END_TEST

START_TEST(text_says_why_a_run_has_not_converged)
{
    struct network *network = new_network(TASK_CUSTOM, 3);
    struct table *run = new_run(3);
    add_point(run, 0.0, 0, 0, 0, 0, NULL);
    add_point(run, 5e-9, 0, 0, 0, 2, (double[]){40, 70});
    struct measures m = measure(run, network);
    const struct run_facts facts = {.engine = "raw file"};
    const struct report report = {network, &m, &facts};
    char *text = report_as_text(&report, false);
    expect_in(text, "no, at 5.00 ns 2 of the 6 walls watched still move");
    free(text);
    network->t_load = m.load_time = 8e-9;
    text = report_as_text(&report, false);
    expect_in(text, "within the load phase of 8.00 ns");
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
    struct network *network = new_recall(1, (const char *const[]){frame}, frame);
    network->task = TASK_IMAGE;
    network->columns = columns;
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
    struct network *network = new_recall(1, (const char *const[]){pattern}, pattern);
    char *text = text_of(network, pattern, false);
    expect_in(text, "... and 880 more bits; the JSON report has them all");
    free(text);
    network_free(network);

    static const char *const patterns[] = {"100000", "110000", "011000", "001100", "000110"};
    network = new_recall(5, patterns, NULL);
    text = text_of(network, "001100", false);
    expect_in(text, "pattern 4   001100");
    ck_assert_ptr_null(strstr(text, "pattern 1 "));
    free(text);
    network_free(network);
}
END_TEST

/* ---- The suite ---- */

static void add_raw_tests(Suite *suite)
{
    TCase *tests = tcase_create("raw files");
    tcase_add_checked_fixture(tests, make_folder, remove_folder);
    tcase_set_timeout(tests, 120);
    tcase_add_test(tests, raw_file_reads_back_bit_for_bit);
    tcase_add_test(tests, raw_file_depends_on_the_table_alone);
    tcase_add_test(tests, every_truncation_of_a_binary_file_is_refused);
    tcase_add_test(tests, every_truncation_of_an_ascii_file_is_refused);
    tcase_add_test(tests, ascii_file_reads_past_other_plots_and_unknown_lines);
    tcase_add_test(tests, each_defect_of_a_raw_file_is_named);
    tcase_add_test(tests, binary_counts_and_values_are_checked);
    tcase_add_test(tests, file_with_any_byte_changed_is_read_or_refused);
    tcase_add_test(tests, missing_and_empty_raw_files_are_input_errors);
    tcase_add_test(tests, binary_files_of_ngspice_are_read);
    tcase_add_test(tests, ascii_files_of_ngspice_are_read);
    tcase_add_test(tests, files_of_the_write_command_are_read);
    tcase_add_test(tests, ngspice_loads_what_is_written);
    suite_add_tcase(suite, tests);
}

static void add_measure_tests(Suite *suite)
{
    TCase *tests = tcase_create("measures");
    tcase_add_test(tests, table_keeps_all_rows_in_order);
    tcase_add_test(tests, table_finds_names_in_any_case);
    tcase_add_test(tests, table_that_cannot_be_held_is_a_system_error);
    tcase_add_test(tests, trace_takes_columns_by_name);
    tcase_add_test(tests, trace_without_a_vector_names_it);
    tcase_add_test(tests, trace_of_another_run_is_refused);
    tcase_add_test(tests, energy_of_linear_power_is_exact);
    tcase_add_test(tests, power_before_a_late_first_point_counts);
    tcase_add_test(tests, solution_is_the_last_arrival_of_any_wall);
    tcase_add_test(tests, wall_that_leaves_and_comes_back_counts);
    tcase_add_test(tests, walls_that_move_at_the_end_are_counted);
    tcase_add_test(tests, wall_may_rest_in_mid_track_for_a_tenth_of_the_trace);
    tcase_add_test(tests, run_that_ends_in_the_load_phase_has_not_converged);
    tcase_add_test(tests, start_that_is_a_solution_converges_at_the_end_of_its_load);
    tcase_add_test(tests, state_is_on_beyond_the_middle_of_the_junction);
    tcase_add_test(tests, pattern_and_inverse_count_alike_and_the_nearest_matches);
    tcase_add_test(tests, cut_is_that_of_the_final_state);
    tcase_add_test(tests, paper_energy_reproduces_the_published_figures);
    tcase_add_test(tests, paper_energy_counts_synapses_after_the_load_only);
    suite_add_tcase(suite, tests);
}

static void add_writer_tests(Suite *suite)
{
    TCase *tests = tcase_create("writers");
    tcase_add_test(tests, json_of_a_recall_has_all_keys_and_exact_numbers);
    tcase_add_test(tests, json_of_an_unknown_run_that_did_not_converge);
    tcase_add_test(tests, csv_of_measures_has_the_keys_and_numbers_of_the_json);
    tcase_add_test(tests, csv_of_waves_reads_back_equal);
    tcase_add_test(tests, text_tells_what_a_user_asks);
    tcase_add_test(tests, text_of_a_cut_gives_its_share_of_the_optimum);
    tcase_add_test(tests, text_says_why_a_run_has_not_converged);
    tcase_add_test(tests, pictures_are_drawn_side_by_side);
    tcase_add_test(tests, pictures_of_any_size_fit_a_terminal);
    tcase_add_test(tests, long_states_and_many_patterns_are_shortened);
    suite_add_tcase(suite, tests);
}

Suite *report_suite(void)
{
    Suite *suite = suite_create("report");
    add_measure_tests(suite);
    add_raw_tests(suite);
    add_writer_tests(suite);
    return suite;
}
