/* Random devices in both engines. RANDOM_DEVICES=210 in the environment runs so many networks and prints what became of
 * each that does not simply agree: docs/validation.md has the result. */
#include "tests/suites.h"

#include "netgen/questions/question.h"
#include "report/comparison.h"
#include "solver/answer.h"
#include "tests/support/solved.h"
#include "tests/support/expect.h"
#include "tests/support/random_devices.h"
#include "netgen/rules.h"
#include "spice/deck_trace.h"
#include "tests/support/simulate.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_devices(const struct network *network)
{
    const struct dwmtj standard = dwmtj_default();
    printf("    %s, n %zu, %s, V_DW %g V, V_C %g V, W %g V;", network->question->name, network->n,
           network->dendrite == DENDRITE_BALANCED ? "balanced" : "plain", network->v_dw, network->v_c,
           network->weights.unit);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        double soma = dwmtj_get(&network->soma, p), axon = dwmtj_get(&network->axon, p);
        if (soma != dwmtj_get(&standard, p) || axon != dwmtj_get(&standard, p)) {
            printf(" %s %g / %g", dwmtj_parameters[p].name, soma, axon);
        }
    }
    putchar('\n');
    struct rule rules[RULES];
    rules_apply(network, rules);
    for (size_t k = 0; k < RULES; k++) {
        if (!rules[k].holds) {
            printf("    %s: %s\n", rules[k].name, rules[k].verdict);
        }
    }
}

static struct comparison compare(const struct network *network, struct answer_reference *solver, size_t *points)
{
    struct diagnostic why;
    struct table *table = simulate_network(network);
    struct trace *trace;
    struct measures measures;
    expect_ok(deck_trace_take(table, network, "ngspice", &trace, &why), &why);
    expect_ok(measures_take(trace, network, &measures, &why), &why);
    expect_ok(answer_reference(network, solver, &why), &why);
    struct comparison comparison = solved_compare(&(struct comparison_run){trace, &measures},
                                                  &(struct comparison_run){solver->trace, &solver->measures},
                                                  COMPARISON_TOLERANCE, COMPARISON_WALLS);
    *points = trace->points;
    measures_clear(&measures);
    trace_free(trace);
    table_free(table);
    return comparison;
}

/* What became of network `number`, printed where it is asked for. */
static struct comparison study(unsigned long number, bool print)
{
    struct network *network = random_devices(number);
    struct answer_reference solver;
    struct diagnostic why;
    size_t points;
    struct comparison a = compare(network, &solver, &points);
    if (a.verdict == COMPARISON_DISAGREES) {
        expect_ok(answer_is_sensitive(network, &solver, &a, &why), &why);
    }
    if (print) {
        printf("%lu: %s, %zu time points, time %+.3g %%, energy %+.3g %%, walls %.3g nm\n", number,
               comparison_verdict_name(&a), points, 100.0 * a.row[0].difference, 100.0 * a.row[1].difference,
               a.distance * 1e9);
    }
    if (print && a.verdict != COMPARISON_AGREES) {
        fputs("    ", stdout);
        comparison_reason(&a, "ngspice", "the solver", stdout);
        putchar('\n');
        print_devices(network);
    }
    answer_reference_clear(&solver);
    network_free(network);
    return a;
}

START_TEST(engines_agree_on_random_devices_unless_the_least_error_decides)
{
    const char *asked = getenv("RANDOM_DEVICES");
    const unsigned long count = asked ? strtoul(asked, NULL, 10) : 40;
    unsigned long verdicts[COMPARISON_NOT_CONVERGED + 1] = {0}, sensitive = 0;
    for (unsigned long k = 1; k <= count; k++) {
        struct comparison a = study(k, asked != NULL);
        verdicts[a.verdict]++;
        sensitive += a.sensitive;
        ck_assert_msg(asked || a.verdict != COMPARISON_DISAGREES || a.sensitive, "network %lu: the engines disagree",
                      k);
    }
    if (asked) {
        printf("%lu agree, %lu converge in neither engine and agree up to the stop time, %lu disagree; in %lu of these "
               "the solver disagrees with itself\n",
               verdicts[COMPARISON_AGREES], verdicts[COMPARISON_NOT_CONVERGED], verdicts[COMPARISON_DISAGREES],
               sensitive);
    } else {
        ck_assert_uint_ge(verdicts[COMPARISON_AGREES], 9 * count / 10);
    }
}
END_TEST

Suite *random_devices_suite(void)
{
    Suite *suite = suite_create("random_devices");
    TCase *tests = tcase_create("random_devices");
    tcase_set_timeout(tests, 3000);
    tcase_add_test(tests, engines_agree_on_random_devices_unless_the_least_error_decides);
    suite_add_tcase(suite, tests);
    return suite;
}
