/* Random graphs: netgen/readers/gb_flip.h, netgen/readers/rudy.h, and the command that writes them. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "netgen/readers/gb_flip.h"
#include "tests/support/program.h"
#include "tests/support/reader.h"
#include "netgen/readers/graph_make.h"
#include "netgen/readers/graph_read.h"
#include "netgen/readers/pair_set.h"
#include "netgen/readers/rudy.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The figures of Knuth's own test of gb_flip, The Stanford GraphBase, module GB_FLIP. */
START_TEST(gb_flip_gives_the_published_numbers)
{
    struct gb_flip flip;
    gb_flip_start(&flip, -314159);
    ck_assert_uint_eq(gb_flip_next(&flip), 119318998);
    for (int i = 0; i < 133; i++) {
        gb_flip_next(&flip);
    }
    ck_assert_uint_eq(gb_flip_below(&flip, 0x55555555), 748103812);
}
END_TEST

/* What graph_make_write writes, to be freed. */
static char *written_of(const struct graph_plan *plan)
{
    struct graph_made made;
    struct diagnostic why;
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    expect_ok(graph_make_write(plan, out, &made, &why), &why);
    fclose(out);
    return text;
}

static char *written(size_t nodes, double density, long seed)
{
    return written_of(
        &(struct graph_plan){.kind = graph_kind_find("rnd"), .nodes = nodes, .density = density, .seed = seed});
}

START_TEST(biq_mac_graphs_are_reproduced_byte_for_byte)
{
    for (int k = 0; k < 10; k++) {
        char name[40], path[SCRATCH_PATH];
        snprintf(name, sizeof name, "biqmac/g05_60.%d", k);
        if (!reader_data_path(name, path)) {
            continue;
        }
        struct input *file;
        struct diagnostic why;
        expect_ok(input_read(path, &file, &why), &why);
        char *text = written(60, 50.0, 6000 + k);
        ck_assert_str_eq(text, file->bytes);
        free(text);
        input_free(file);
    }
}
END_TEST

/* Where the Biq Mac files are not there, this much of g05_60.0 still is. */
START_TEST(first_biq_mac_graph_starts_as_it_must)
{
    static const char START[] =
        "60 885 \n1 2 1\n1 58 1\n1 47 1\n1 57 1\n1 27 1\n1 54 1\n1 53 1\n1 24 1\n1 50 1\n1 48 1\n";
    char *text = written(60, 50.0, 6000);
    ck_assert_int_eq(strncmp(text, START, strlen(START)), 0);
    free(text);
}
END_TEST

START_TEST(same_seed_makes_the_same_graph_and_another_another)
{
    char *first = written(40, 30.0, 7), *second = written(40, 30.0, 7), *other = written(40, 30.0, 8);
    ck_assert_str_eq(first, second);
    ck_assert_str_ne(first, other);
    free(first);
    free(second);
    free(other);
}
END_TEST

/* The graph has `edges` edges, and is the one that is written. */
static void check_graph(size_t nodes, double density, long seed, size_t edges)
{
    struct rudy_random random = {.nodes = nodes, .density = density, .seed = seed};
    struct diagnostic why;
    struct graph *graph, *read;
    char *text = written(nodes, density, seed), path[SCRATCH_PATH];
    scratch_write(path, "graph", text, strlen(text));
    expect_ok(rudy_random_graph(&random, &graph, &why), &why);
    expect_ok(graph_read(path, &read, &why), &why);
    ck_assert_uint_eq(graph->nodes, nodes);
    ck_assert_uint_eq(graph->edges, edges);
    ck_assert_uint_eq(read->nodes, nodes);
    ck_assert_uint_eq(read->edges, edges);
    for (size_t i = 0; i < edges; i++) {
        const struct edge *x = &graph->edge[i], *y = &read->edge[i];
        ck_assert(x->a == y->a && x->b == y->b && x->weight == 1.0 && y->weight == 1.0);
    }
    graph_free(graph);
    graph_free(read);
    free(text);
}

START_TEST(density_is_rounded_to_whole_edges)
{
    check_graph(2, 100.0, 0, 1);
    check_graph(2, 50.0, 1, 1);             /* half an edge is one */
    check_graph(7, 50.0, 1, 11);            /* 10.5 edges */
    check_graph(10, 1.12, 5, 1);            /* 0.504 edges */
    check_graph(60, 33.3, 2147483647, 589); /* 589.41 edges */
    check_graph(60, 100.0, 3, 1770);
    check_graph(300, 99.99, 4, 44846); /* 44,845.515 edges */
}
END_TEST

START_TEST(values_beyond_the_limits_are_refused)
{
    static const struct {
        struct rudy_random random;
        const char *message;
    } BAD[] = {
        {{1, 50.0, 1}, "2 to 1000000 nodes, not 1"},
        {{1000001, 50.0, 1}, "2 to 1000000 nodes, not 1000001"},
        {{1000000, 50.0, 1}, "the graph would have 249999750000 edges; expected 1 to 50000000"},
        {{60, 0.0, 1}, "above 0 and at most 100 %, not 0 %"},
        {{60, -1.0, 1}, "not -1 %"},
        {{60, 100.5, 1}, "not 100.5 %"},
        {{60, NAN, 1}, "at most 100 %, not"},
        {{60, 50.0, -1}, "from 0 to 2147483647, not -1"},
        {{60, 50.0, 2147483648L}, "not 2147483648"},
        {{10, 1.1, 1}, "1.1 % of 45 pairs of nodes is less than half an edge"},
    };
    for (size_t i = 0; i < COUNT(BAD); i++) {
        struct diagnostic why;
        struct graph *graph = (struct graph *)&why;
        ck_assert_int_eq(rudy_random_graph(&BAD[i].random, &graph, &why), STATUS_INPUT);
        ck_assert_ptr_null(graph);
        ck_assert_msg(strstr(why.text, BAD[i].message) != NULL, "'%s' is not in: %s", BAD[i].message, why.text);
    }
}
END_TEST

START_TEST(command_writes_to_stdout_or_to_a_file)
{
    char *right = written(60, 50.0, 6000);
    struct outcome printed = program_run("graph rnd -n 60 --density 50 --seed 6000");
    ck_assert_int_eq(printed.code, 0);
    ck_assert_str_eq(printed.out, right);
    program_gives("graph rnd --seed 6000 -o g", 0, "g: 60 nodes, 885 edges");
    char *file = scratch_read("g");
    ck_assert_str_eq(file, right);
    json_t *json = program_json("graph rnd -n 9 --density 12.5 --seed 3 --json -o h");
    ck_assert_int_eq(json_integer_value(json_object_get(json, "nodes")), 9);
    ck_assert_int_eq(json_integer_value(json_object_get(json, "edges")), 5); /* 4.5 rounded */
    ck_assert(json_real_value(json_object_get(json, "density_percent")) == 12.5);
    json_decref(json);
    outcome_free(&printed);
    free(file);
    free(right);
}
END_TEST

START_TEST(command_refuses_misuse)
{
    static const struct {
        const char *arguments, *message;
    } BAD[] = {
        {"graph dance", "unknown kind of graph 'dance'"},
        {"graph rnd -o no/such/folder/g", "no/such/folder/g: error: cannot write: No such file or directory"},
        {"graph rnd --density 0 -o g", "the density of a graph is above 0 and at most 100 %, not 0 %"},
        {"graph rnd --density 101", "not 101 %"},
        {"graph rnd -n 3 --density 1 -o g", "1 % of 3 pairs of nodes"},
    };
    for (size_t i = 0; i < COUNT(BAD); i++) {
        program_refuses(BAD[i].arguments, 2, BAD[i].message);
    }
    program_gives("graph --help", 0, "Usage: spinfield");
    program_gives("graph rnd --help", 0, "Usage: spinfield");
    program_gives("graph", 2, "Usage: spinfield");
    program_gives("graph rnd file", 2, "takes no argument");
    program_gives("graph rnd -n 1", 2, "-n takes a whole number from 2 to 1000000");
    program_gives("graph rnd --density half", 2, "--density takes a number");
    program_gives("graph rnd --seed -1", 2, "--seed takes a whole number from 0 to 2147483647");
    program_gives("graph rnd --json", 2, "--json uses standard output");
    program_gives("graph rnd >/dev/full", 4, "standard output: error: cannot write: No space");
}
END_TEST

Suite *rudy_suite(void)
{
    Suite *suite = suite_create("rudy");
    TCase *tests = tcase_create("graphs");
    tcase_add_test(tests, gb_flip_gives_the_published_numbers);
    tcase_add_test(tests, biq_mac_graphs_are_reproduced_byte_for_byte);
    tcase_add_test(tests, first_biq_mac_graph_starts_as_it_must);
    tcase_add_test(tests, same_seed_makes_the_same_graph_and_another_another);
    tcase_add_test(tests, values_beyond_the_limits_are_refused);
    tcase_add_test(tests, command_writes_to_stdout_or_to_a_file);
    tcase_add_test(tests, command_refuses_misuse);
    suite_add_tcase(suite, tests);
    TCase *variants = tcase_create("variants");
    tcase_set_tags(variants, "variants");
    tcase_add_test(variants, density_is_rounded_to_whole_edges);
    suite_add_tcase(suite, variants);
    return suite;
}
