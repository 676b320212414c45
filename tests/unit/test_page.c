/* Reports as pages: report/page/page.h, escape.h, report/comparison.h. */
#include "tests/suites.h"

#include "tests/support/expect.h"
#include "report/diagrams/colours.h"
#include "report/page/drawing.h"
#include "report/page/escape.h"
#include "report/page/tables.h"
#include "tests/support/program.h"
#include "report/page/page.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"
#include "tests/support/svg_texts.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { OF_WALLS = DIAGRAMS - 1 }; /* one is of signals */

static struct diagnostic why;

/* What `write` writes of `text`, to be freed. */
static char *written(void (*write)(const char *text, FILE *out), const char *text)
{
    char *bytes;
    size_t size;
    FILE *out = open_memstream(&bytes, &size);
    write(text, out);
    fclose(out);
    return bytes;
}

static void expect_written(void (*write)(const char *text, FILE *out), const char *text, const char *right)
{
    char *bytes = written(write, text);
    ck_assert_str_eq(bytes, right);
    free(bytes);
}

START_TEST(text_is_escaped)
{
    expect_written(html_text, "a<b>&amp;\"c\"", "a&lt;b&gt;&amp;amp;&quot;c&quot;");
    expect_written(html_text, "tab\tbell\a", "tab?bell?");
    expect_written(html_text, "\xc2\xb5 \xe2\x82\xac \xf0\x9f\x99\x82", "\xc2\xb5 \xe2\x82\xac \xf0\x9f\x99\x82");
    expect_written(html_text, "\xff \xc3( \xc0\xaf \xed\xa0\x80 \xe2\x82", "? ?( ?? ??? ??"); /* none is UTF-8 */
}
END_TEST

START_TEST(sentences_begin_with_a_capital_and_have_a_mu)
{
    expect_written(html_sentence, "yes, 15.9 us and 3 uW", "Yes, 15.9 \xc2\xb5s and 3 \xc2\xb5W");
    expect_written(html_sentence, "3 \xc2\xb5J <all>", "3 \xc2\xb5J &lt;all&gt;");
    expect_written(html_sentence, "use 3 usual units", "Use 3 usual units");
}
END_TEST

/* The page about `run`, to be freed. */
static char *page_of(const struct diagram_run *run, const char *name, const struct comparison *comparison)
{
    char *bytes = NULL;
    size_t size;
    FILE *out = open_memstream(&bytes, &size);
    const struct html_report page = {name, *run, comparison};
    expect_ok(report_html(&page, out, &why), &why);
    fclose(out);
    return bytes;
}

/* The five questions are there, in this order. */
static void expect_questions(const char *page)
{
    static const char *const TITLES[] = {"Convergence</h2>", "Result</h2>", "Time</h2>", "Power and energy</h2>",
                                         "Checks</h2>"};
    for (size_t k = 0; k < sizeof TITLES / sizeof *TITLES; k++) {
        page = strstr(page, TITLES[k]);
        ck_assert_msg(page != NULL, "%s is not in its place", TITLES[k]);
    }
}

static struct network *recall(void)
{
    struct bias bias = problem_standard_bias();
    return sample_random(12, 2, 3, &bias);
}

static struct network *cut(void)
{
    static const struct edge EDGES[] = {{0, 1, 1}, {0, 2, 1}, {0, 3, 1}, {1, 4, 1}, {2, 4, 1}, {3, 5, 1}, {4, 5, 1}};
    struct graph *graph = malloc(sizeof *graph);
    *graph = (struct graph){.nodes = 6, .edges = 7, .edge = malloc(sizeof EDGES)};
    memcpy(graph->edge, EDGES, sizeof EDGES);
    return sample_maxcut(graph);
}

static struct network *(*const NETWORKS[])(void) = {recall, cut};

START_TEST(page_is_well_formed_and_has_every_picture)
{
    struct solved solved;
    solved_make(&solved, NETWORKS[_i]());
    char *page = page_of(&solved.run, "net", NULL);
    size_t size = strlen(page);
    ck_assert_uint_eq(solved_count_elements(page, size, "svg"), OF_WALLS);
    ck_assert_uint_eq(solved_count_elements(page, size, "figcaption"), OF_WALLS);
    ck_assert_uint_eq(solved_count_elements(page, size, "script"), 0);
    ck_assert_uint_eq(solved_count_elements(page, size, "details"), 5);
    expect_questions(page);
    ck_assert_ptr_nonnull(strstr(page, "Yes, all walls are at rest"));
    free(page);
    solved_clear(&solved);
}
END_TEST

/* Published figures are those of graphs with 60 nodes. */
START_TEST(other_technologies_stand_beside_graphs_of_their_size_only)
{
    for (int k = 0; k < 2; k++) {
        struct solved solved;
        solved_make(&solved, k == 0 ? sample_ring(60, 0.0, 1.0) : sample_ring(59, 0.0, 1.0));
        char *page = page_of(&solved.run, "net", NULL);
        ck_assert((strstr(page, "Memristor network") != NULL) == (k == 0));
        ck_assert((strstr(page, "<td class=\"n\">600 ns</td><td class=\"n\">120 mW</td>") != NULL) == (k == 0));
        ck_assert((strstr(page, "<td class=\"n\">-</td><td class=\"n\">-</td><td class=\"n\">33.0 nJ</td>") != NULL) ==
                  (k == 0)); /* SONOS: not known */
        free(page);
        solved_clear(&solved);
    }
}
END_TEST

static size_t count_of(const char *text, const char *word)
{
    size_t count = 0;
    while ((text = strstr(text, word)) != NULL) {
        text += strlen(word);
        count++;
    }
    return count;
}

START_TEST(drawings_take_their_colours_from_the_page)
{
    struct solved solved;
    solved_make(&solved, recall());
    char *page = page_of(&solved.run, "net", NULL);
    ck_assert_ptr_nonnull(strstr(page, "var(--on)"));
    ck_assert_ptr_null(strstr(page, "rgb("));
    ck_assert_ptr_null(strstr(page, "black"));
    for (size_t k = 0; k < DIAGRAM_COLOURS; k++) {
        char light[16];
        snprintf(light, sizeof light, "#%06x", diagram_colours[k].light);
        size_t uses = count_of(page, light); /* one is where the variable is set; the heat map has both ends fixed */
        bool in_heat_map = strcmp(diagram_colours[k].name, "on") == 0 || strcmp(diagram_colours[k].name, "off") == 0;
        ck_assert_msg(uses == 1 || in_heat_map, "%s is there %zu times", diagram_colours[k].name, uses);
    }
    free(page);
    solved_clear(&solved);
}
END_TEST

START_TEST(names_are_text)
{
    struct solved solved;
    solved_make(&solved, cut());
    char *page = page_of(&solved.run, "<script>\"&\x80", NULL);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "script"), 0);
    ck_assert_ptr_nonnull(strstr(page, "<title>&lt;script&gt;&quot;&amp;? - Spinfield report</title>"));
    free(page);
    solved_clear(&solved);
}
END_TEST

START_TEST(page_of_a_comparison_says_how_far_engines_are_apart)
{
    struct solved solved;
    solved_make(&solved, recall());
    struct measures other = solved.measures;
    other.energy *= 1.01;
    const struct comparison_run first = {solved.trace, &solved.measures}, second = {solved.trace, &other};
    struct comparison apart = solved_compare(&first, &second, 0.005, 5e-9);
    ck_assert_int_eq(apart.verdict, COMPARISON_DISAGREES);
    ck_assert_double_eq(apart.distance, 0.0);
    expect_close(apart.row[1].difference, 1.0 / 1.01 - 1.0, 1e-9);
    solved.run.second = solved.trace;
    char *page = page_of(&solved.run, "net", &apart);
    ck_assert_uint_eq(solved_count_elements(page, strlen(page), "svg"), OF_WALLS);
    ck_assert_ptr_nonnull(strstr(page, "the engines disagree"));
    ck_assert_ptr_nonnull(strstr(page, "-0.9901 %"));
    free(page);
    struct comparison equal = solved_compare(&first, &first, 0.0, 0.0);
    ck_assert_int_eq(equal.verdict, COMPARISON_AGREES);
    solved_clear(&solved);
}
END_TEST

/* The number in the next cell of a table at *text, behind which *text moves. */
static double next_cell(const char **text)
{
    const char cell[] = "<td class=\"n\">";
    *text = strstr(*text, cell);
    ck_assert_ptr_nonnull(*text);
    *text += strlen(cell);
    return strtod(*text, NULL);
}

/* What `table` writes of the run, to be freed. */
static char *table_of(void (*table)(const struct diagram_run *run, FILE *out), const struct diagram_run *run)
{
    char *text;
    size_t size;
    FILE *out = open_memstream(&text, &size);
    table(run, out);
    fclose(out);
    return text;
}

START_TEST(tables_of_power_add_up)
{
    struct solved solved;
    solved_make(&solved, recall());
    char *table = table_of(table_power, &solved.run);
    const char *at = table;
    size_t rows = 0;
    while (strstr(at, "<tr><td")) {
        double cell[5];
        for (size_t c = 0; c < 5; c++) {
            cell[c] = next_cell(&at);
        }
        ck_assert_double_eq_tol(cell[4], cell[1] + cell[2] + cell[3], 2.1e-3); /* each has three digits */
        ck_assert_double_gt(cell[3] + cell[1], 0.0);
        rows++;
    }
    ck_assert_uint_gt(rows, 2);
    free(table);
    solved_clear(&solved);
}
END_TEST

START_TEST(shares_of_the_cost_are_percents_of_the_whole)
{
    struct solved solved;
    solved_make(&solved, recall());
    struct measures *m = &solved.measures;
    m->energy_load = 30e-12, m->energy_soma = 60e-12, m->energy_synapse = 150e-12, m->energy = 240e-12;
    m->energy_paper = 360e-12;
    char *table = table_of(table_cost, &solved.run);
    const char *at = table;
    static const double ENERGY[] = {30, 60, 150, 240, 360}, SHARE[] = {12.5, 25, 62.5, 100, 150};
    for (size_t k = 0; k < sizeof SHARE / sizeof *SHARE; k++) {
        ck_assert_double_eq(next_cell(&at), ENERGY[k]); /* pJ */
        ck_assert_double_eq(next_cell(&at), SHARE[k]);
    }
    free(table);
    solved_clear(&solved);
}
END_TEST

START_TEST(of_walls_that_rest_at_once_the_first_is_named)
{
    struct solved solved;
    solved_make(&solved, recall());
    struct trace trace = *solved.trace;
    double *walls = calloc(trace.points * trace.n, sizeof *walls);
    ck_assert_ptr_nonnull(walls);
    for (size_t k = 0; k < trace.points; k++) {
        for (size_t i = 1; i < trace.n; i++) { /* neuron 0 never moves, and all others move as the last one does */
            walls[k * trace.n + i] = solved.trace->soma[k * trace.n + trace.n - 1];
        }
    }
    trace.soma = trace.axon = walls;
    solved.run.trace = &trace;
    char *table = table_of(table_times, &solved.run);
    ck_assert_ptr_nonnull(strstr(table, "last soma to rest: neuron 1<"));
    ck_assert_ptr_nonnull(strstr(table, "last axons to rest: neuron 1<"));
    free(table);
    free(walls);
    solved_clear(&solved);
}
END_TEST

START_TEST(tables_of_comparisons_have_ngspice_first)
{
    struct comparison apart = {.verdict = COMPARISON_DISAGREES};
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        apart.row[k] = (struct comparison_row){"time", "time_s", "s", 1e-9, 2e-9, -0.5};
    }
    char *table;
    size_t size;
    FILE *out = open_memstream(&table, &size);
    table_comparison(&apart, out);
    fclose(out);
    const char *at = table;
    for (size_t k = 0; k < COMPARISON_ROWS; k++) {
        ck_assert_double_eq(next_cell(&at), 1.0);
        ck_assert_double_eq(next_cell(&at), 2.0);
        ck_assert_double_eq(next_cell(&at), -50.0);
    }
    free(table);
}
END_TEST

START_TEST(every_command_with_a_report_writes_a_page)
{
    static const char *const COMMANDS[] = {"run a -q --html a.html", "report a -q --html a.html",
                                           "solve a -q --html a.html", "compare a -q --html a.html"};
    program_gives("gen recall -n 12 -p 1 --seed 2 -q -o a", 0, "");
    for (size_t k = 0; k < sizeof COMMANDS / sizeof *COMMANDS; k++) {
        program_gives(COMMANDS[k], 0, "");
        char *page = scratch_read("a.html");
        ck_assert_uint_eq(solved_count_elements(page, strlen(page), "svg"), OF_WALLS);
        free(page);
        remove(IN_SCRATCH("a.html"));
    }
}
END_TEST

START_TEST(a_page_has_one_sign_for_micro_and_a_load_phase_only_where_there_is_one)
{
    program_gives("gen maxcut --graph rnd -n 6 --density 50% --seed 9 --technology pbit -q -o spins", 0, "");
    program_gives("gen maxcut --graph rnd -n 6 --density 50% --seed 9 -q -o walls", 0, "");
    program_gives("search spins --runs 20 -q --html a.html", 0, "");
    program_gives("search walls --runs 20 -q --html b.html", 0, "");
    program_gives("technologies spins --runs 4 -q --html c.html", 0, "");
    char *spins = scratch_read("a.html"), *walls = scratch_read("b.html"), *all = scratch_read("c.html");
    static const char *const WORDS[] = {" us<", " us ", " us)", ">1u<"};
    for (size_t k = 0; k < sizeof WORDS / sizeof *WORDS; k++) {
        ck_assert_msg(!strstr(spins, WORDS[k]) && !strstr(all, WORDS[k]), "'%s'", WORDS[k]);
    }
    ck_assert_ptr_nonnull(strstr(spins, "1.00 \xc2\xb5s and "));
    ck_assert_ptr_nonnull(strstr(all, ">1 \xc2\xb5s<")); /* a tic */
    ck_assert_ptr_null(strstr(spins, "counts with its load phase"));
    ck_assert_ptr_nonnull(strstr(walls, "counts with its load phase"));
    free(spins);
    free(walls);
    free(all);
}
END_TEST

/* Wide numbers on the axis of energies, long names beside rows, keys of two rows, and an objective that all runs share.
 */
START_TEST(no_text_of_any_page_is_over_another_one)
{
    static const char *const COMMANDS[] = {
        "sweep spins --vary pbit-tau=0.5n:2n:3 --vary pbit-beta=0.01:10:4:log --starts 2 -o a.db -q --html a.html",
        "sweep spins --vary pbit-beta=0.01:10:4:log --vary pbit-tau=1n,1.000001n -o b.db -q --html a.html",
        "search spins --runs 20 -q --html a.html",
        "margin spins --of pbit-beta-start,pbit-tau --pass 'cut >= 0' -q --html a.html",
        "technologies spins --runs 4 -q --html a.html",
        "margin walls --of w,vc,rp,width -q --html a.html",
        "yield chips --chips 4 --vary dendrite=plain,balanced -q --html a.html",
        "solve walls -q --html a.html"};
    program_gives("gen maxcut --graph rnd -n 8 --density 50% --seed 9 --technology pbit -q -o spins", 0, "");
    program_gives("gen recall -n 8 -p 2 --seed 2 -q -o walls", 0, "");
    program_gives("gen recall -n 8 --seed 2 --sigma-rp 5% --sigma-w 2% -q -o chips", 0, "");
    for (size_t k = 0; k < sizeof COMMANDS / sizeof *COMMANDS; k++) {
        program_gives(COMMANDS[k], 0, "");
        char *page = scratch_read("a.html");
        svg_texts_expect_apart(page);
        free(page);
        remove(IN_SCRATCH("a.html"));
    }
}
END_TEST

START_TEST(where_gnuplot_fails_nothing_is_half_written)
{
    program_gives("gen recall -n 12 -p 1 --seed 2 -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    char path[4 * SCRATCH_PATH], *before = getenv("PATH");
    ck_assert_ptr_nonnull(before);
    before = strdup(before);
    program_input("gnuplot", "#!/bin/sh\necho this one cannot draw >&2\nexit 1\n");
    chmod(IN_SCRATCH("gnuplot"), 0755);
    snprintf(path, sizeof path, "%s:%s", scratch_folder(), before);
    setenv("PATH", path, 1);
    program_refuses("report a --csv a.csv --html a.html", 4, "gnuplot failed: this one cannot draw");
    program_refuses("run a --html a.html", 4, "cannot draw");
    program_refuses("solve a --waves a.csv --html a.html", 4, "cannot draw");
    program_refuses("plot a -o a.svg", 4, "cannot draw");
    setenv("PATH", before, 1);
    free(before);
}
END_TEST

START_TEST(pages_that_cannot_be_are_refused)
{
    program_gives("gen recall -n 12 -p 1 --seed 2 -q -o a", 0, "");
    program_gives("run a -q", 0, "");
    program_refuses("report a --html nowhere/a.html", 2, "nowhere/a.html");
    program_input("graph", "3 3\n1 2\n2 3\n3 1\n");
    program_gives("gen maxcut graph -q -o b", 0, "");
    program_refuses("solve b --starts 3 --html b.html", 2, "--html");
}
END_TEST

Suite *page_suite(void)
{
    Suite *suite = suite_create("page");
    TCase *text = tcase_create("text"), *page = tcase_create("page");
    tcase_add_test(text, text_is_escaped);
    tcase_add_test(text, sentences_begin_with_a_capital_and_have_a_mu);
    suite_add_tcase(suite, text);
    tcase_add_loop_test(page, page_is_well_formed_and_has_every_picture, 0, sizeof NETWORKS / sizeof *NETWORKS);
    tcase_add_test(page, other_technologies_stand_beside_graphs_of_their_size_only);
    tcase_add_test(page, drawings_take_their_colours_from_the_page);
    tcase_add_test(page, names_are_text);
    tcase_add_test(page, tables_of_power_add_up);
    tcase_add_test(page, shares_of_the_cost_are_percents_of_the_whole);
    tcase_add_test(page, of_walls_that_rest_at_once_the_first_is_named);
    tcase_add_test(page, tables_of_comparisons_have_ngspice_first);
    tcase_add_test(page, page_of_a_comparison_says_how_far_engines_are_apart);
    tcase_add_test(page, every_command_with_a_report_writes_a_page);
    tcase_add_test(page, a_page_has_one_sign_for_micro_and_a_load_phase_only_where_there_is_one);
    tcase_add_test(page, no_text_of_any_page_is_over_another_one);
    tcase_add_test(page, where_gnuplot_fails_nothing_is_half_written);
    tcase_add_test(page, pages_that_cannot_be_are_refused);
    suite_add_tcase(suite, page);
    return suite;
}
