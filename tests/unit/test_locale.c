/* The library in a program that has set a locale: with a decimal comma, and with a small letter of I that is not i. */
#include "tests/suites.h"

#include "base/c_locale.h"
#include "library/spinfield.h"
#include "netgen/network_file.h"
#include "netgen/deck.h"
#include "netgen/readers/graph_read.h"
#include "netgen/readers/matrix_read.h"
#include "tests/support/expect.h"
#include "models/fit/observations.h"
#include "spice/raw/raw.h"
#include "report/report.h"
#include "netgen/readers/rudy.h"
#include "netgen/rules.h"
#include "tests/support/sample.h"
#include "tests/support/scratch.h"
#include "tests/support/solved.h"

#include <ctype.h>
#include <locale.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct diagnostic why;

/* Sets the locale, which localedef compiles from a source of our own, so that no package of locales is needed. */
static void set_comma(void)
{
    static const char CHARACTERS[] = "<code_set_name> SPINFIELD-TEST\n<comment_char> %\n<escape_char> /\nCHARMAP\n";
    static const char SOURCE[] = "comment_char %\nescape_char /\nLC_CTYPE\n"
                                 "upper <U0041>..<U005A>\nlower <U0061>..<U007A>;<U0131>\ndigit <U0030>..<U0039>\n"
                                 "space <U0009>..<U000D>;<U0020>\ncntrl <U0000>..<U001F>;<U007F>\n"
                                 "toupper (<U0061>,<U0041>);(<U0131>,<U0049>)\n"
                                 "tolower (<U0041>,<U0061>);(<U0049>,<U0131>)\nEND LC_CTYPE\n"
                                 "LC_NUMERIC\ndecimal_point \"<U002C>\"\nthousands_sep \"<U002E>\"\ngrouping 3;3\n"
                                 "END LC_NUMERIC\n";
    char path[SCRATCH_PATH], command[2 * SCRATCH_PATH], characters[8000], *next = stpcpy(characters, CHARACTERS);
    for (int c = 0; c < 128; c++) {
        next += sprintf(next, "<U%04X> /x%02x ASCII\n", (unsigned)c, (unsigned)c);
    }
    stpcpy(next, "<U0131> /xfd LATIN SMALL LETTER DOTLESS I\nEND CHARMAP\n");
    scratch_write(path, "characters", characters, strlen(characters));
    scratch_write(path, "source", SOURCE, strlen(SOURCE));
    snprintf(command, sizeof command,
             "cd '%s' && PATH=$PATH:/usr/sbin; localedef -c -i ./source -f ./characters ./comma >.log 2>&1",
             scratch_folder());
    int status = system(command); /* 1: categories are missing, which is so */
    ck_assert_msg(status >= 0, "%s", scratch_read(".log"));
    ck_assert_int_eq(setenv("LOCPATH", scratch_folder(), 1), 0);
    ck_assert_msg(setlocale(LC_ALL, "comma") != NULL, "no locale: %s", scratch_read(".log"));
    ck_assert_int_ne(tolower('I'), 'i');
}

/* The locale is the program's: it is in force, and no function of the library left another behind. */
static void expect_comma(void)
{
    char text[8];
    snprintf(text, sizeof text, "%g", 0.5);
    ck_assert_str_eq(text, "0,5");
}

static void back_to_c(void)
{
    setlocale(LC_ALL, "C");
    unsetenv("LOCPATH");
    scratch_remove();
}

/* Writes and reads a network, solves it and writes all reports: all text in one, to be freed. */
static char *all_text(void)
{
    char *text, *deck;
    size_t size;
    struct output *file;
    struct network *made = sample_square(2.5), *read;
    FILE *out = open_memstream(&text, &size);
    ck_assert_ptr_nonnull(out);
    expect_ok(output_open(IN_SCRATCH("net.json"), &file, &why), &why);
    expect_ok(network_write(made, file, &why), &why);
    expect_ok(output_commit(&file, 1, &why), &why);
    network_free(made);
    expect_ok(network_read(IN_SCRATCH("net.json"), &read, &why), &why);
    char *json = scratch_read("net.json"), title[NETWORK_TITLE_SIZE];
    expect_ok(network_title(read, title, &why), &why);
    expect_ok(deck_text(read, DECK_COMPACT, &deck, &why), &why);
    fprintf(out, "%s%s%s", json, title, deck);
    free(json);
    free(deck);
    struct rule rules[RULES];
    rules_apply(read, rules);
    for (size_t i = 0; i < RULES; i++) {
        fprintf(out, "%s\n", rules[i].verdict);
    }
    struct solved solved;
    solved_make(&solved, read); /* frees it */
    report_text(&solved.report, (struct text_look){0}, out);
    expect_ok(report_json(&solved.report, out, &why), &why);
    expect_ok(report_csv_measures(&solved.report, out, &why), &why);
    report_csv_waves(solved.trace, out);
    solved_clear(&solved);
    ck_assert_int_eq(fclose(out), 0);
    return text;
}

START_TEST(what_is_written_does_not_depend_on_the_locale)
{
    char *in_c = all_text();
    set_comma();
    char *in_comma = all_text();
    expect_comma();
    ck_assert(strlen(in_c) > 5000);
    ck_assert_str_eq(in_c, in_comma);
    free(in_c);
    free(in_comma);
}
END_TEST

START_TEST(files_are_read_whatever_the_locale)
{
    static const char GRAPH[] = "source,target,WEIGHT\na,b,0.5\n", MATRIX[] =
                                                                       "%%matrIxmarket MATRIX ARRAY REAL GENERAL\n"
                                                                       "2 2\n0\n0.5\n-2.5e-1\n0\n";
    static const char RAW[] =
        "TITLE: t\nPLOTNAME: TRANSIENT\nFLAGS: REAL\nNO. VARIABLES: 2\nNO. POINTS: 2\nVARIABLES:\n"
        "\t0\tTIME\ttime\n\t1\tV(IN)\tvoltage\nVALUES:\n0\t0.0\n\t1.5\n1\t1e-9\n\t2.5\n";
    static const char MEASURED[] = "quantity,end,current,duration,value,error\ntrack,dwin,1.5u,1.5n,2.5k,0.5\n";
    struct graph *graph;
    struct matrix *matrix;
    struct table *table;
    struct observations measured;
    set_comma();
    scratch_put(IN_SCRATCH("graph"), GRAPH, strlen(GRAPH));
    expect_ok(graph_read(IN_SCRATCH("graph"), &graph, &why), &why);
    ck_assert_double_eq(graph->edge[0].weight, 0.5);
    scratch_put(IN_SCRATCH("matrix"), MATRIX, strlen(MATRIX));
    expect_ok(matrix_read(IN_SCRATCH("matrix"), &matrix, &why), &why);
    ck_assert_double_eq(matrix->value[1], -0.25);
    scratch_put(IN_SCRATCH("raw"), RAW, strlen(RAW));
    expect_ok(raw_read(IN_SCRATCH("raw"), &table, &why), &why);
    ck_assert_double_eq(table->value[3], 2.5);
    ck_assert_uint_eq(table_find(table, "v(in)"), 1);
    scratch_put(IN_SCRATCH("measured"), MEASURED, strlen(MEASURED));
    expect_ok(observations_read(IN_SCRATCH("measured"), &measured, &why), &why);
    ck_assert_double_eq(measured.item[0].value, 2500.0);
    expect_comma();
    graph_free(graph);
    matrix_free(matrix);
    table_free(table);
    observations_clear(&measured);
}
END_TEST

/* All texts that the functions of spinfield.h give of a network, in one, to be freed. Options are numbers and texts. */
static char *all_text_of_the_library(void)
{
    static const struct spinfield_edge EDGES[] = {{0, 1, 2.5}, {1, 2, 1.0}, {2, 3, 0.5}, {3, 0, 1.25}};
    static const struct spinfield_option OPTIONS[] = {
        {.name = "w", .number = 0.125}, {.name = "rp", .text = "500.5"}, {.name = NULL}};
    static const struct spinfield_option WRONG[] = {{.name = "tolerance", .number = 2.5}, {.name = NULL}};
    struct spinfield_network *network;
    struct spinfield_answer *answer, *none;
    struct spinfield_error error;
    const char *json;
    char *deck, *text;
    ck_assert_int_eq(spinfield_network_of_graph(4, 4, EDGES, OPTIONS, &network, &error), SPINFIELD_OK);
    ck_assert_int_eq(spinfield_network_write(network, IN_SCRATCH("net.json"), &error), SPINFIELD_OK);
    spinfield_network_free(network);
    ck_assert_int_eq(spinfield_network_read(IN_SCRATCH("net.json"), &network, &error), SPINFIELD_OK);
    ck_assert_int_eq(spinfield_network_deck(network, &deck, &error), SPINFIELD_OK);
    ck_assert_int_eq(spinfield_solve(network, NULL, &answer, &error), SPINFIELD_OK);
    ck_assert_int_eq(spinfield_answer_json(answer, &json, &error), SPINFIELD_OK);
    ck_assert_int_eq(spinfield_solve(network, WRONG, &none, &error), SPINFIELD_INPUT);
    char *file = scratch_read("net.json");
    ck_assert_int_gt(asprintf(&text, "%s%s%s%s", file, deck, json, error.text), 0);
    ck_assert_msg(strstr(text, "2.5") && strstr(text, "500.5"), "%s", text);
    free(file);
    spinfield_text_free(deck);
    spinfield_answer_free(answer);
    spinfield_network_free(network);
    return text;
}

START_TEST(the_library_does_not_depend_on_the_locale)
{
    char *in_c = all_text_of_the_library();
    set_comma();
    char *in_comma = all_text_of_the_library();
    expect_comma();
    ck_assert_str_eq(in_c, in_comma);
    free(in_c);
    free(in_comma);
}
END_TEST

START_TEST(messages_have_decimal_points)
{
    char text[200];
    struct dwmtj device = dwmtj_default();
    struct rudy_random random = {.nodes = 10, .density = 0.5, .seed = 1};
    struct graph *graph;
    set_comma();
    device.rp = -0.25;
    ck_assert(!dwmtj_check(&device, text, sizeof text));
    ck_assert_msg(strstr(text, "-0.25"), "%s", text);
    ck_assert_int_eq(rudy_random_graph(&random, &graph, &why), STATUS_INPUT);
    ck_assert_msg(strstr(why.text, "0.5 %"), "%s", why.text);
    scratch_put(IN_SCRATCH("graph"), "2 1\n1 2 0,5\n", 12);
    expect_input_error(graph_read(IN_SCRATCH("graph"), &graph, &why), &why, "'0,5' is not a weight");
    expect_comma();
}
END_TEST

/* One of two threads that work in turns: it is in the C locale from turn `enters` to the one before `leaves`, and
 * prints 0.5 in each. */
enum { TURNS = 5 };

struct worker {
    pthread_barrier_t *turn; /* both wait for it before each turn */
    int enters, leaves;
    char text[TURNS][8];
};

static void print_turn(struct worker *worker, int turn)
{
    pthread_barrier_wait(worker->turn);
    snprintf(worker->text[turn], sizeof worker->text[turn], "%g", 0.5);
    pthread_barrier_wait(worker->turn);
}

static void *work(void *given)
{
    struct worker *worker = given;
    int turn = 0;
    while (turn < worker->enters) {
        print_turn(worker, turn++);
    }
    {
        IN_C_LOCALE;
        while (turn < worker->leaves) {
            print_turn(worker, turn++);
        }
    }
    while (turn < TURNS) {
        print_turn(worker, turn++);
    }
    return NULL;
}

/* The second enters while the first is in the C locale, and leaves after it. */
START_TEST(two_threads_enter_and_leave_without_a_word_to_each_other)
{
    pthread_barrier_t turn;
    pthread_t thread[2];
    struct worker worker[2] = {{.turn = &turn, .enters = 1, .leaves = 3}, {.turn = &turn, .enters = 2, .leaves = 4}};
    set_comma();
    ck_assert_int_eq(pthread_barrier_init(&turn, NULL, 2), 0);
    for (int k = 0; k < 2; k++) {
        ck_assert_int_eq(pthread_create(&thread[k], NULL, work, &worker[k]), 0);
    }
    for (int k = 0; k < 2; k++) {
        ck_assert_int_eq(pthread_join(thread[k], NULL), 0);
    }
    pthread_barrier_destroy(&turn);
    for (int k = 0; k < 2; k++) {
        for (int t = 0; t < TURNS; t++) {
            bool inside = t >= worker[k].enters && t < worker[k].leaves;
            ck_assert_msg(strcmp(worker[k].text[t], inside ? "0.5" : "0,5") == 0, "thread %d, turn %d: %s", k, t,
                          worker[k].text[t]);
        }
    }
    expect_comma();
}
END_TEST

/* The deck of a network, to be freed; NULL on an error. */
static void *write_all(void *unused)
{
    (void)unused;
    struct network *network = sample_square(2.5);
    char *deck = NULL;
    if (deck_text(network, DECK_COMPACT, &deck, &(struct diagnostic){""}) != STATUS_OK) {
        deck = NULL;
    }
    network_free(network);
    return deck;
}

START_TEST(two_threads_write_the_same_at_once)
{
    enum { THREADS = 2, TIMES = 20 };
    char *right = write_all(NULL);
    set_comma();
    for (int t = 0; t < TIMES; t++) {
        pthread_t thread[THREADS];
        for (int k = 0; k < THREADS; k++) {
            ck_assert_int_eq(pthread_create(&thread[k], NULL, write_all, NULL), 0);
        }
        for (int k = 0; k < THREADS; k++) {
            void *deck;
            ck_assert_int_eq(pthread_join(thread[k], &deck), 0);
            ck_assert_ptr_nonnull(deck);
            ck_assert_str_eq(deck, right);
            free(deck);
        }
    }
    expect_comma();
    free(right);
}
END_TEST

Suite *locale_suite(void)
{
    Suite *suite = suite_create("locale");
    TCase *tests = tcase_create("locale");
    tcase_add_checked_fixture(tests, NULL, back_to_c);
    tcase_add_test(tests, what_is_written_does_not_depend_on_the_locale);
    tcase_add_test(tests, files_are_read_whatever_the_locale);
    tcase_add_test(tests, the_library_does_not_depend_on_the_locale);
    tcase_add_test(tests, messages_have_decimal_points);
    tcase_add_test(tests, two_threads_enter_and_leave_without_a_word_to_each_other);
    tcase_add_test(tests, two_threads_write_the_same_at_once);
    suite_add_tcase(suite, tests);
    return suite;
}
