/* Test graphs of all kinds: netgen/readers/graph_make.h. What rudy writes is from the program itself. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "netgen/readers/graph_make.h"
#include "netgen/readers/graph_read.h"
#include "tests/support/program.h"
#include "tests/support/reader.h"
#include "base/input.h"

#include <inttypes.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What the graph's file says, to be freed. */
static char *written(const struct graph_plan *plan)
{
    struct graph_made facts;
    struct diagnostic why;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    expect_ok(graph_make_write(plan, out, &facts, &why), &why);
    fclose(out);
    return text;
}

static struct graph *made(const struct graph_plan *plan)
{
    struct graph *graph;
    struct diagnostic why;
    expect_ok(graph_make(plan, &graph, &why), &why);
    return graph;
}

/* The sum of all weights of a rudy file, and a number that depends on every edge, its weight and its place. */
static void fingerprint(const char *text, long *sum, uint32_t *mark)
{
    long a, b, weight;
    *sum = 0;
    *mark = 0;
    for (const char *line = strchr(text, '\n') + 1; sscanf(line, "%ld %ld %ld", &a, &b, &weight) == 3;
         line = strchr(line, '\n') + 1) {
        *sum += weight;
        *mark = *mark * 31 + (uint32_t)(7 * a + 3 * b + weight);
    }
}

/* The figures are those of the published files of the G-set. */
START_TEST(published_graphs_of_the_g_set_are_reproduced)
{
    static const struct {
        const char *name, *kind, *head;
        struct graph_plan plan;
        long sum;
        uint32_t mark;
    } SET[] = {
        {"G6", "rnd", "800 19176 \n1 560 1\n1 503 -1\n", {.nodes = 800, .density = 6.0, .seed = 8001}, 154, 305686800},
        {"G7", "rnd", "800 19176 \n1 63 1\n", {.nodes = 800, .density = 6.0, .seed = 8002}, -150, 3933967290},
        {"G12", "torus", "800 1600 \n1 785 1\n", {.rows = 50, .columns = 16, .seed = 8002}, -4, 3664398948},
        {"G13", "torus", "800 1600 \n1 769 -1\n", {.rows = 25, .columns = 32, .seed = 8003}, 34, 123147100},
        {"G18",
         "planar",
         "800 4694 \n1 7 1\n1 10 -1\n",
         {.nodes = 800, .density = 99.0, .layers = 2, .seed = 8001},
         64,
         4139349542},
        {"G32", "torus", "2000 4000 \n1 1981 1\n", {.rows = 100, .columns = 20, .seed = 20003}, 22, 1087891278},
    };
    for (size_t i = 0; i < COUNT(SET); i++) {
        struct graph_plan plan = SET[i].plan;
        plan.kind = graph_kind_find(SET[i].kind);
        plan.weights = GRAPH_MAKE_PM1;
        char *text = written(&plan);
        long sum;
        uint32_t mark;
        fingerprint(text, &sum, &mark);
        ck_assert_msg(strncmp(text, SET[i].head, strlen(SET[i].head)) == 0, "%s begins otherwise", SET[i].name);
        ck_assert_msg(sum == SET[i].sum, "%s: the weights' sum is %ld", SET[i].name, sum);
        ck_assert_msg(mark == SET[i].mark, "%s differs: %" PRIu32, SET[i].name, mark);
        free(text);
    }
}
END_TEST

START_TEST(weighted_biq_mac_graphs_are_reproduced_byte_for_byte)
{
    static const struct {
        const char *family;
        size_t nodes;
        double density;
        long seed;
        enum graph_make_weights weights;
        long least;
    } FAMILIES[] = {
        {"pm1s_80", 80, 10.0, 800, GRAPH_MAKE_PM1, 0},       {"pm1d_80", 80, 99.0, 800, GRAPH_MAKE_PM1, 0},
        {"w01_100", 100, 10.0, 1000, GRAPH_MAKE_RANGE, -10}, {"w05_100", 100, 50.0, 1000, GRAPH_MAKE_RANGE, -10},
        {"pw01_100", 100, 10.0, 1000, GRAPH_MAKE_RANGE, 1},
    };
    for (size_t i = 0; i < 2 * COUNT(FAMILIES); i++) {
        size_t f = i / 2, k = i % 2;
        char name[40], path[SCRATCH_PATH];
        snprintf(name, sizeof name, "biqmac/%s.%zu", FAMILIES[f].family, k);
        if (!reader_data_path(name, path)) {
            continue;
        }
        struct input *file;
        struct diagnostic why;
        expect_ok(input_read(path, &file, &why), &why);
        char *text = written(&(struct graph_plan){.kind = graph_kind_find("rnd"),
                                                  .nodes = FAMILIES[f].nodes,
                                                  .density = FAMILIES[f].density,
                                                  .seed = FAMILIES[f].seed + (long)k,
                                                  .weights = FAMILIES[f].weights,
                                                  .least = FAMILIES[f].least,
                                                  .greatest = 10});
        ck_assert_msg(strcmp(text, file->bytes) == 0, "%s differs", name);
        free(text);
        input_free(file);
    }
}
END_TEST

START_TEST(spin_glasses_are_those_of_rudy)
{
    static const char GAUSSIAN[] = "9 18 \n1 2 50846\n2 3 30464\n3 1 55852\n4 5 30733\n5 6 -192821\n6 4 -167909\n"
                                   "7 8 -50201\n8 9 6382\n9 7 38278\n1 4 31399\n2 5 -98185\n3 6 -115107\n4 7 74846\n"
                                   "5 8 -65818\n6 9 26058\n7 1 18411\n8 2 20424\n9 3 -101727\n";
    static const char SIGNS[] = "27 81 \n1 2 1\n2 3 1\n3 1 -1\n4 5 1\n5 6 1\n6 4 -1\n7 8 1\n";
    char *text =
        written(&(struct graph_plan){.kind = graph_kind_find("spinglass2g"), .rows = 3, .columns = 3, .seed = 5});
    ck_assert_str_eq(text, GAUSSIAN);
    free(text);
    text = written(&(struct graph_plan){
        .kind = graph_kind_find("spinglass3pm"), .rows = 3, .columns = 3, .layers = 3, .negative = 50.0, .seed = 7});
    ck_assert_int_eq(strncmp(text, SIGNS, strlen(SIGNS)), 0);
    ck_assert_ptr_nonnull(strstr(text, "\n25 7 -1\n26 8 1\n27 9 -1\n"));
    free(text);
}
END_TEST

static void degrees(const struct graph *graph, size_t *least, size_t *greatest)
{
    size_t *degree = calloc(graph->nodes, sizeof *degree);
    ck_assert_ptr_nonnull(degree);
    for (size_t e = 0; e < graph->edges; e++) {
        degree[graph->edge[e].a]++;
        degree[graph->edge[e].b]++;
    }
    *least = *greatest = degree[0];
    for (size_t i = 1; i < graph->nodes; i++) {
        *least = degree[i] < *least ? degree[i] : *least;
        *greatest = degree[i] > *greatest ? degree[i] : *greatest;
    }
    free(degree);
}

/* graph_make refuses edges that are there twice or join a node to itself, so that none is in any of these. */
START_TEST(nodes_of_a_regular_graph_have_as_many_neighbours)
{
    static const size_t CASES[][2] = {
        {2, 1},   {4, 3},   {20, 3},  {21, 4},   {60, 29}, {60, 30},  {60, 57},
        {60, 58}, {60, 59}, {61, 60}, {1000, 3}, {7, 2},   {500, 99}, {20000, 3}}; /* nodes, neighbours */
    for (size_t i = 0; i < COUNT(CASES); i++) {
        size_t least, greatest;
        struct graph *graph = made(&(struct graph_plan){
            .kind = graph_kind_find("regular"), .nodes = CASES[i][0], .degree = CASES[i][1], .seed = 3});
        degrees(graph, &least, &greatest);
        ck_assert_uint_eq(graph->edges, CASES[i][0] * CASES[i][1] / 2);
        ck_assert_uint_eq(least, CASES[i][1]);
        ck_assert_uint_eq(greatest, CASES[i][1]);
        graph_free(graph);
    }
}
END_TEST

START_TEST(grids_have_the_edges_of_grids)
{
    static const struct {
        const char *kind;
        size_t rows, columns, layers, edges, least, greatest;
    } CASES[] = {
        {"grid", 5, 7, 0, 58, 2, 4},          {"grid", 1, 2, 0, 1, 1, 1},          {"torus", 5, 7, 0, 70, 4, 4},
        {"torus", 3, 3, 0, 18, 4, 4},         {"spinglass2pm", 4, 3, 9, 24, 4, 4}, {"spinglass2g", 4, 5, 0, 40, 4, 4},
        {"spinglass3pm", 3, 4, 5, 180, 6, 6}, {"spinglass3g", 3, 3, 3, 81, 6, 6},
    };
    for (size_t i = 0; i < COUNT(CASES); i++) {
        size_t least, greatest;
        struct graph *graph = made(&(struct graph_plan){.kind = graph_kind_find(CASES[i].kind),
                                                        .rows = CASES[i].rows,
                                                        .columns = CASES[i].columns,
                                                        .layers = CASES[i].layers,
                                                        .negative = 50.0,
                                                        .seed = 1});
        degrees(graph, &least, &greatest);
        ck_assert_uint_eq(graph->edges, CASES[i].edges);
        ck_assert_uint_eq(least, CASES[i].least);
        ck_assert_uint_eq(greatest, CASES[i].greatest);
        graph_free(graph);
    }
}
END_TEST

START_TEST(planar_graphs_have_at_most_three_edges_a_node)
{
    for (size_t nodes = 3; nodes < 40; nodes += 4) {
        struct graph_plan plan = {
            .kind = graph_kind_find("planar"), .nodes = nodes, .density = 100.0, .layers = 1, .seed = 2};
        struct graph *graph = made(&plan);
        ck_assert_uint_eq(graph->edges, 3 * nodes - 6);
        graph_free(graph);
        plan.density = 50.0;
        graph = made(&plan);
        ck_assert_uint_eq(graph->edges, (3 * nodes - 6) / 2);
        graph_free(graph);
    }
}
END_TEST

/* Of 44,850 normal numbers the mean deviates by 0.5 % of the deviation, and the deviation by 0.33 %: four times that.
 * As many as possible of a range of 21 come up, each in 1/21 of the edges: 2,136 +- 45, five times that. */
START_TEST(weights_follow_their_distribution)
{
    struct graph_plan plan = {
        .kind = graph_kind_find("rnd"), .nodes = 300, .density = 100.0, .seed = 1, .weights = GRAPH_MAKE_GAUSSIAN};
    struct graph *graph = made(&plan);
    double sum = 0.0, squares = 0.0;
    for (size_t e = 0; e < graph->edges; e++) {
        ck_assert(graph->edge[e].weight == rint(graph->edge[e].weight));
        sum += graph->edge[e].weight / 1e5;
        squares += graph->edge[e].weight / 1e5 * graph->edge[e].weight / 1e5;
    }
    double mean = sum / (double)graph->edges;
    ck_assert_double_le(fabs(mean), 0.02);
    ck_assert_double_eq_tol(sqrt(squares / (double)graph->edges - mean * mean), 1.0, 0.014);
    graph_free(graph);

    size_t seen[21] = {0};
    plan.weights = GRAPH_MAKE_RANGE;
    plan.least = -10;
    plan.greatest = 10;
    graph = made(&plan);
    for (size_t e = 0; e < graph->edges; e++) {
        ck_assert(fabs(graph->edge[e].weight) <= 10.0);
        seen[(int)graph->edge[e].weight + 10]++;
    }
    for (size_t k = 0; k < COUNT(seen); k++) {
        ck_assert_double_eq_tol((double)seen[k], 44850.0 / 21.0, 225.0);
    }
    graph_free(graph);
}
END_TEST

START_TEST(every_kind_depends_on_nothing_but_its_values_and_the_seed)
{
    const struct graph_kind *kind;
    for (size_t k = 0; (kind = graph_kind_number(k)) != NULL; k++) {
        struct graph_plan plan = {.kind = kind,
                                  .nodes = 30,
                                  .degree = 3,
                                  .rows = 4,
                                  .columns = 5,
                                  .layers = 3,
                                  .density = 60.0,
                                  .negative = 40.0,
                                  .seed = 11,
                                  .weights = GRAPH_MAKE_PM1};
        char *first = written(&plan), *second = written(&plan);
        plan.seed = 12;
        char *other = written(&plan);
        ck_assert_str_eq(first, second);
        ck_assert_str_ne(first, other);
        free(first);
        free(second);
        free(other);
    }
}
END_TEST

START_TEST(values_that_make_no_graph_are_refused)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"graph regular -n 61", "no graph of 61 nodes has 3 neighbours at each; expected from 1 to 60, and an even"},
        {"graph regular -n 4 --degree 4", "no graph of 4 nodes has 4 neighbours"},
        {"graph planar -n 2", "at least 3 nodes, not 2"},
        {"graph planar -n 10 --density 4", "4 % of 24 edges is less than one"},
        {"graph planar --layers 900000", "the graph would have 156600000 edges; expected 1 to 50000000"},
        {"graph grid --rows 1 --columns 1", "the grid would have 1 nodes; expected 2 to 1000000"},
        {"graph grid --rows 1001 --columns 1000", "the grid would have 1001000 nodes"},
        {"graph torus --rows 2", "a grid that closes on itself has at least 3 rows, not 2"},
        {"graph torus --columns 2", "at least 3 columns, not 2"},
        {"graph spinglass3g --layers 2", "at least 3 layers, not 2"},
        {"graph spinglass2pm --negative 101", "share of negative weights is at least 0 and at most 100 %, not 101 %"},
        {"graph rnd --weights 3:2", "weights from 3 to 2: expected two whole numbers"},
    };
    for (size_t i = 0; i < COUNT(BAD); i++) {
        program_refuses(BAD[i].arguments, 2, BAD[i].message);
    }
    program_gives("graph rnd --weights two", 2, "--weights takes ones, pm1, gauss or LEAST:GREATEST");
    program_gives("graph rnd --weights 1:2000000", 2, "--weights takes ones, pm1");
    program_gives("graph rnd --degree 3", 2, "unrecognized option '--degree'\n");
    program_gives("graph rnd --denssity=3", 2, "unrecognized option '--denssity=3'; expected '--density'\n");
    program_gives("graph spinglass2g --weights pm1", 2, "unrecognized option '--weights'");
    program_gives("graph torus --rows 0", 2, "--rows takes a whole number from 1 to 1000000");
    program_gives("graph dance", 2, "expected rnd, regular, planar, grid, torus, ");
}
END_TEST

Suite *graph_make_suite(void)
{
    Suite *suite = suite_create("graph_make");
    TCase *tests = tcase_create("kinds");
    tcase_add_test(tests, published_graphs_of_the_g_set_are_reproduced);
    tcase_add_test(tests, weighted_biq_mac_graphs_are_reproduced_byte_for_byte);
    tcase_add_test(tests, spin_glasses_are_those_of_rudy);
    tcase_add_test(tests, nodes_of_a_regular_graph_have_as_many_neighbours);
    tcase_add_test(tests, grids_have_the_edges_of_grids);
    tcase_add_test(tests, planar_graphs_have_at_most_three_edges_a_node);
    tcase_add_test(tests, weights_follow_their_distribution);
    tcase_add_test(tests, every_kind_depends_on_nothing_but_its_values_and_the_seed);
    tcase_add_test(tests, values_that_make_no_graph_are_refused);
    suite_add_tcase(suite, tests);
    return suite;
}
