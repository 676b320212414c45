/* Answers of the simplified solver, and what is known about them. */
#include "library/library.h"

#include "base/text.h"
#include "campaign/search.h"
#include "netgen/network_check.h"
#include "netgen/questions/question.h"
#include "report/metrics.h"
#include "solver/answer.h"

#include <stdlib.h>
#include <string.h>

struct spinfield_answer {
    struct measures measures;
    char *start; /* that was loaded; NULL where there was none */
    struct metrics metrics;
    struct text json;
};

/* ---- Solving ---- */

/* What the options say. */
struct orders {
    double tolerance, stop, starts, seed, threads; /* starts: 0: one run */
};

static enum status take_options(const struct spinfield_option options[], const struct network *network,
                                struct orders *orders, struct diagnostic *diagnostic)
{
    const struct solver_options standard = solver_standard_options(network);
    const struct library_number numbers[] = {
        {"tolerance", 1e-5, 0.1, false, &orders->tolerance},
        {"stop", NETWORK_SHORTEST_RUN, NETWORK_LONGEST_RUN, false, &orders->stop},
        {"starts", 1.0, 1e9, true, &orders->starts},
        {"seed", 0.0, 4294967295.0, true, &orders->seed},
        {"threads", 1.0, 1024.0, true, &orders->threads},
        {.name = NULL},
    };
    *orders = (struct orders){.tolerance = standard.tolerance, .stop = standard.t_stop, .seed = 1.0, .threads = 1.0};
    for (; options && options->name; options++) {
        bool known;
        enum status status = library_set_number(numbers, options, &known, diagnostic);
        if (status == STATUS_OK && !known) {
            status = fail(diagnostic, STATUS_INPUT, "error: there is no option '%.40s'; spinfield.h lists the options",
                          options->name);
        }
        if (status != STATUS_OK) {
            return status;
        }
    }
    if (orders->stop <= network->t_load) {
        return fail(diagnostic, STATUS_INPUT, "error: option stop is %g s; expected more than the load phase, %g s",
                    orders->stop, network->t_load);
    }
    if (orders->starts > 0.0 && !network->question->objective) {
        return fail(diagnostic, STATUS_INPUT, "error: option starts is for graphs; this network is of task '%s'",
                    network->question->name);
    }
    return STATUS_OK;
}

/* Runs the network; sets the measures, the start, and the facts. */
static enum status run(const struct network *network, const struct orders *orders, struct spinfield_answer *answer,
                       struct run_facts *facts, struct diagnostic *diagnostic)
{
    struct solver_options options = solver_standard_options(network);
    options.tolerance = orders->tolerance;
    options.t_stop = orders->stop;
    options.threads = orders->starts > 0.0 ? 1 : (size_t)orders->threads;
    *facts = (struct run_facts){.engine = "solver", .devices = network_devices(network)};
    if (orders->starts > 0.0) {
        const struct search_plan plan = {.network = network,
                                         .options = &options,
                                         .method = SEARCH_RESTART,
                                         .runs = (size_t)orders->starts,
                                         .seed = (unsigned long)orders->seed,
                                         .workers = (size_t)orders->threads};
        struct search search;
        enum status status = search_run(&plan, &search, &answer->measures, diagnostic);
        if (status == STATUS_OK) {
            facts->relaxations = search.runs;
            facts->relaxations_converged = search.converged;
            answer->start = search.start;
            search.start = NULL;
            search_clear(&search);
        }
        return status;
    }
    if (network->start && !(answer->start = strdup(network->start))) {
        return fail_memory(diagnostic);
    }
    struct solver_result counts;
    enum status status = answer_measures(network, &options, &answer->measures, &counts, diagnostic);
    if (status == STATUS_OK) {
        facts->time_points = counts.steps;
        facts->iterations = counts.evaluations;
    }
    return status;
}

/* Takes the metrics and the JSON of a run, which refer to nothing but the answer itself. */
static enum status describe(const struct network *network, struct spinfield_answer *answer,
                            const struct run_facts *facts, struct diagnostic *diagnostic)
{
    struct network loaded = *network; /* borrows all that it points to */
    loaded.start = answer->start;
    const struct report report = {&loaded, &answer->measures, facts};
    enum status status = metrics_take(&report, &answer->metrics, diagnostic);
    if (status == STATUS_OK) {
        status = text_begin(&answer->json, diagnostic);
    }
    if (status == STATUS_OK) {
        status = report_json(&report, answer->json.stream, diagnostic);
    }
    return status == STATUS_OK ? text_end(&answer->json, diagnostic) : status;
}

enum spinfield_status spinfield_solve(const struct spinfield_network *network, const struct spinfield_option options[],
                                      struct spinfield_answer **answer, struct spinfield_error *error)
{
    struct diagnostic why;
    struct orders orders;
    struct run_facts facts;
    if (answer) {
        *answer = NULL;
    }
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {answer, "answer"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    struct spinfield_answer *made = calloc(1, sizeof *made);
    enum status status = made ? take_options(options, network->network, &orders, &why) : fail_memory(&why);
    if (status == STATUS_OK) {
        status = run(network->network, &orders, made, &facts, &why);
    }
    if (status == STATUS_OK) {
        status = describe(network->network, made, &facts, &why);
    }
    if (status == STATUS_OK) {
        *answer = made;
    } else {
        spinfield_answer_free(made);
    }
    return library_end(status, &why, error);
}

void spinfield_answer_free(struct spinfield_answer *answer)
{
    if (answer) {
        text_discard(&answer->json);
        metrics_clear(&answer->metrics);
        measures_clear(&answer->measures);
        free(answer->start);
        free(answer);
    }
}

/* ---- What is known ---- */

/* The metric `name` that is a text, or a number; NULL where there is none. */
static const struct metric *find_metric(const struct spinfield_answer *answer, const char *name, bool is_text)
{
    for (size_t i = 0; i < answer->metrics.count; i++) {
        const struct metric *m = &answer->metrics.metric[i];
        if (strcmp(m->key, name) == 0 && (m->kind == METRIC_TEXT) == is_text) {
            return m;
        }
    }
    return NULL;
}

enum spinfield_status spinfield_answer_number(const struct spinfield_answer *answer, const char *name, double *value,
                                              struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {name, "name"}, {value, "value"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct metric *found = find_metric(answer, name, false);
    if (!found) {
        return library_unknown("number", name, error);
    }
    if (!found->applies) {
        return library_absent("answer", name, error);
    }
    *value = found->kind == METRIC_REAL    ? found->real
             : found->kind == METRIC_COUNT ? (double)found->count
                                           : found->flag;
    return SPINFIELD_OK;
}

enum spinfield_status spinfield_answer_text(const struct spinfield_answer *answer, const char *name, const char **text,
                                            struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {name, "name"}, {text, "text"});
    if (good != SPINFIELD_OK) {
        return good;
    }
    const struct metric *found = find_metric(answer, name, true);
    if (!found) {
        return library_unknown("text", name, error);
    }
    if (!found->applies) {
        return library_absent("answer", name, error);
    }
    *text = found->text;
    return SPINFIELD_OK;
}

enum spinfield_status spinfield_answer_json(const struct spinfield_answer *answer, const char **text,
                                            struct spinfield_error *error)
{
    enum spinfield_status good = LIBRARY_CHECK(error, {answer, "answer"}, {text, "text"});
    if (good == SPINFIELD_OK) {
        *text = answer->json.bytes;
    }
    return good;
}
