#include "tests/support/solved.h"

#include "solver/answer.h"
#include "tests/support/expect.h"
#include "tests/support/sample.h"
#include "report/trace_table.h"

#include <check.h>
#include <expat.h>
#include <stdlib.h>
#include <string.h>

void solved_make(struct solved *solved, struct network *network)
{
    struct solver_options options = solver_standard_options(network);
    struct table *table;
    struct diagnostic why;
    *solved = (struct solved){.network = network, .facts.engine = "solver"};
    expect_ok(answer_table(network, &options, &table, &solved->measures, NULL, &why), &why);
    expect_ok(trace_from_table(table, network, "solver", &solved->trace, &why), &why);
    table_free(table);
    solved->report = (struct report){network, &solved->measures, &solved->facts};
    solved->run = (struct diagram_run){.report = &solved->report, .trace = solved->trace};
}

struct measures solved_measures(const struct network *network, double tolerance)
{
    struct solver_options options = solver_standard_options(network);
    struct measures measures;
    struct diagnostic why;
    options.tolerance = tolerance;
    expect_ok(answer_measures(network, &options, &measures, NULL, &why), &why);
    return measures;
}

void solved_clear(struct solved *solved)
{
    measures_clear(&solved->measures);
    trace_free(solved->trace);
    network_free(solved->network);
}

struct count {
    const char *name;
    size_t count;
};

static void count_element(void *context, const XML_Char *name, const XML_Char **attributes)
{
    struct count *count = context;
    (void)attributes;
    count->count += strcmp(name, count->name) == 0;
}

size_t solved_count_elements(const char *text, size_t size, const char *name)
{
    struct count count = {.name = name};
    XML_Parser parser = XML_ParserCreate(NULL);
    XML_SetUserData(parser, &count);
    XML_SetElementHandler(parser, count_element, NULL);
    enum XML_Status status = XML_Parse(parser, text, (int)size, 1);
    ck_assert_msg(status == XML_STATUS_OK, "line %lu: %s", XML_GetCurrentLineNumber(parser),
                  XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    return count.count;
}

int solved_recalls(const struct bias *bias, size_t patterns, double distortion, int trials)
{
    enum { N = 100, MOST = 70 };
    int exact = 0;
    ck_assert_uint_le(patterns, MOST);
    for (int trial = 1; trial <= trials; trial++) {
        struct bias drawn = *bias;
        drawn.variation.seed = (unsigned long)trial;
        char *pattern[MOST];
        gsl_rng *random = problem_random((unsigned long)trial);
        pattern[0] = problem_random_bits(random, N);
        for (size_t p = 1; p < patterns; p++) {
            pattern[p] = problem_random_bits(random, N);
        }
        char *start = strdup(pattern[0]);
        ck_assert(problem_distort(random, start, distortion));
        struct network *network = sample_recall(pattern, patterns, start, &drawn);
        struct measures m = solved_measures(network, 1e-3);
        exact += m.converged && strcmp(m.state, pattern[0]) == 0;
        measures_clear(&m);
        network_free(network);
        free(start);
        for (size_t p = 0; p < patterns; p++) {
            free(pattern[p]);
        }
        gsl_rng_free(random);
    }
    return exact;
}

struct comparison solved_compare(const struct comparison_run *first, const struct comparison_run *second,
                                 double tolerance, double walls)
{
    const struct comparison_limits limits = {tolerance, walls};
    struct comparison comparison;
    struct diagnostic why;
    expect_ok(comparison_take(NULL, first, second, &limits, &comparison, &why), &why);
    return comparison;
}
