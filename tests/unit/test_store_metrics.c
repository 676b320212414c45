/* The metrics of reports as columns of a store: campaign/store_metrics.h. */
#include "tests/suites.h"

#include "campaign/store_metrics.h"
#include "netgen/questions/question.h"
#include "report/metrics.h"
#include "tests/support/expect.h"
#include "tests/support/handmade.h"

#include <stdlib.h>
#include <string.h>

/* What is missing in the columns would be lost without a word, so each metric that applies must be one, equal. */
static void expect_every_metric(const struct network *network, const char *state)
{
    struct measures measures = handmade_measure_state(network, state);
    const struct run_facts facts = {.engine = "ngspice",
                                    .matrix_solver = "KLU",
                                    .devices = 20,
                                    .time_points = 30,
                                    .iterations = 40,
                                    .wall_s = 0.5,
                                    .peak_memory_bytes = 1000};
    const struct report report = {network, &measures, &facts};
    struct store_column column[STORE_MOST_METRICS];
    struct store_value value[STORE_MOST_METRICS];
    struct metrics metrics;
    struct diagnostic why;
    char *memory;
    const size_t columns = store_metric_columns(network->question, column);
    size_t applying = 0, filled = 0;
    expect_ok(metrics_take(&report, &metrics, &why), &why);
    expect_ok(store_metric_values(&report, value, &memory, &why), &why);
    for (size_t k = 0; k < metrics.count; k++) {
        const struct metric *metric = &metrics.metric[k];
        size_t c = 0;
        while (c < columns && strcmp(column[c].name, metric->key) != 0) {
            c++;
        }
        applying += metric->applies;
        if (metric->applies) {
            static const enum store_type TYPES[] = {[METRIC_REAL] = STORE_REAL,
                                                    [METRIC_COUNT] = STORE_INTEGER,
                                                    [METRIC_FLAG] = STORE_INTEGER,
                                                    [METRIC_TEXT] = STORE_TEXT};
            ck_assert_msg(c < columns, "no column for %s", metric->key);
            ck_assert_int_eq(column[c].type, TYPES[metric->kind]);
            ck_assert_int_eq(value[c].type, TYPES[metric->kind]);
            ck_assert(metric->kind != METRIC_REAL || value[c].real == metric->real);
            ck_assert(metric->kind != METRIC_COUNT || value[c].integer == (int64_t)metric->count);
            ck_assert(metric->kind != METRIC_FLAG || value[c].integer == metric->flag);
            ck_assert(metric->kind != METRIC_TEXT || strcmp(value[c].text, metric->text) == 0);
        }
    }
    for (size_t c = 0; c < columns; c++) {
        filled += value[c].type != STORE_NOTHING;
    }
    ck_assert_uint_eq(filled, applying);
    free(memory);
    metrics_clear(&metrics);
    measures_clear(&measures);
}

START_TEST(every_metric_of_a_report_is_a_column)
{
    struct network *recall = handmade_recall(1, (const char *const[]){"0101"}, "0111");
    struct network *cut = handmade_maxcut();
    handmade_set_optimum(cut, 3.5);
    expect_every_metric(recall, "0101");
    expect_every_metric(cut, "0011");
    network_free(recall);
    network_free(cut);
}
END_TEST

START_TEST(columns_have_units_and_each_name_once)
{
    const struct question *question;
    for (size_t q = 0; (question = question_number(q)) != NULL; q++) {
        struct store_column column[STORE_MOST_METRICS];
        const size_t columns = store_metric_columns(question, column);
        ck_assert_uint_le(columns, STORE_MOST_METRICS);
        for (size_t c = 0; c < columns; c++) {
            for (size_t k = 0; k < c; k++) {
                ck_assert_str_ne(column[k].name, column[c].name);
            }
            ck_assert(strcmp(column[c].name, "energy_j") != 0 || strcmp(column[c].unit, "J") == 0);
            ck_assert(strcmp(column[c].name, "converged") != 0 || strcmp(column[c].unit, "") == 0);
            ck_assert(c == 0 || column[c - 1].part <= column[c].part); /* executions come last */
        }
    }
}
END_TEST

Suite *store_metrics_suite(void)
{
    Suite *suite = suite_create("store_metrics");
    TCase *tests = tcase_create("store_metrics");
    tcase_add_test(tests, every_metric_of_a_report_is_a_column);
    tcase_add_test(tests, columns_have_units_and_each_name_once);
    suite_add_tcase(suite, tests);
    return suite;
}
