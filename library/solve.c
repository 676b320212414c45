/* Networks are solved, once or many times. */
#include "library/library.h"

#include "base/c_locale.h"
#include "base/document.h"
#include "base/number.h"
#include "campaign/proof.h"
#include "campaign/search.h"
#include "netgen/network_check.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"
#include "report/report.h"
#include "solver/answer.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- Options ---- */

/* What the options say. */
struct orders {
    double tolerance, stop, runs, seed, threads; /* runs of a search; 0: one run from the network's own start */
    enum search_method method;
    double target; /* objective that is success; NaN: not given */
    bool prove;    /* it is the proven optimum */
};

/* Sets the option if it is one of a search that is no number; *known is whether it is. */
static enum status set_word(struct orders *orders, const struct spinfield_option *option, bool *known,
                            struct diagnostic *diagnostic)
{
    char room[LIBRARY_NUMBER];
    const char *text = library_option_text(option, room);
    *known = true;
    if (strcmp(option->name, "method") == 0) {
        return search_method_find(text, &orders->method)
                   ? STATUS_OK
                   : fail(diagnostic, STATUS_INPUT, "error: option method is '%.40s'; expected kick, cross or restart",
                          text);
    }
    if (strcmp(option->name, "target") == 0) {
        orders->prove = strcmp(text, "auto") == 0;
        return orders->prove || number_parse(text, &orders->target)
                   ? STATUS_OK
                   : fail(diagnostic, STATUS_INPUT, "error: option target is '%.40s'; expected a number or auto", text);
    }
    *known = false;
    return STATUS_OK;
}

/* Takes the options of spinfield_solve, or of spinfield_search where `searches`. */
static enum status take_options(const struct spinfield_option options[], const struct network *network, bool searches,
                                struct orders *orders, struct diagnostic *diagnostic)
{
    const struct solver_options standard = solver_standard_options(network);
    const struct library_number numbers[] = {
        {"tolerance", 1e-5, 0.1, false, &orders->tolerance},
        {"stop", NETWORK_SHORTEST_RUN, NETWORK_LONGEST_RUN, false, &orders->stop},
        {"seed", 0.0, 4294967295.0, true, &orders->seed},
        {"threads", 1.0, 1024.0, true, &orders->threads},
        {searches ? "runs" : "starts", 1.0, 1e9, true, &orders->runs},
        {.name = NULL},
    };
    *orders = (struct orders){.tolerance = standard.tolerance,
                              .stop = standard.t_stop,
                              .runs = searches ? 1000.0 : 0.0,
                              .seed = 1.0,
                              .threads = 1.0,
                              .method = searches ? search_best_method(network) : SEARCH_RESTART,
                              .target = NAN};
    for (; options && options->name; options++) {
        bool known;
        enum status status = library_set_number(numbers, options, &known, diagnostic);
        if (status == STATUS_OK && !known && searches) {
            status = set_word(orders, options, &known, diagnostic);
        }
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
    return STATUS_OK;
}

/* ---- Runs ---- */

/* A run that is to be described: its network, which borrows all that it points to, its facts, and the search that it is
 * the best of. */
struct solved {
    struct network network;
    struct recipe *recipe; /* of the best run of a search; NULL: the network's */
    struct solver_options options;
    struct run_facts facts;
    bool searched;
    struct search search;
    struct search_target target;
    struct search_summary summary;
};

/* Takes the metrics, the JSON and the CSV of a run, which refer to nothing but the answer itself. */
static enum status describe(struct solved *solved, struct spinfield_answer *answer, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    solved->network.start = answer->start;
    const struct report report = {&solved->network, &answer->measures, &solved->facts};
    struct document document = document_begin();
    report_add(&report, &document);
    if (solved->searched) {
        search_take_warnings(&solved->search, &report, &solved->summary);
        search_add(&solved->search, &solved->summary, &document);
    }
    enum status status = text_begin(&answer->json, diagnostic);
    if (status != STATUS_OK) {
        document_discard(&document);
        return status;
    }
    status = document_write(&document, 17, answer->json.stream, diagnostic);
    if (status == STATUS_OK) {
        status = text_end(&answer->json, diagnostic);
    }
    if (status == STATUS_OK) {
        status = text_begin(&answer->csv, diagnostic);
    }
    if (status == STATUS_OK) {
        report_csv_answer(&report, answer->csv.stream);
        status = text_end(&answer->csv, diagnostic);
    }
    return status == STATUS_OK ? metrics_take(&report, &answer->metrics, diagnostic) : status;
}

/* One run from the network's own start. */
static enum status run_once(struct solved *solved, const struct orders *orders, struct spinfield_answer *answer,
                            struct diagnostic *diagnostic)
{
    struct solver_result counts;
    solved->options.threads = (size_t)orders->threads;
    if (solved->network.start && !(answer->start = strdup(solved->network.start))) {
        return fail_memory(diagnostic);
    }
    enum status status = answer_measures(&solved->network, &solved->options, &answer->measures, &counts, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    solved->facts.time_points = counts.steps;
    solved->facts.iterations = counts.evaluations;
    status = answer_unrest(&solved->network, &solved->options, &answer->measures, diagnostic);
    return status == STATUS_OK ? answer_chains(&solved->network, &solved->options, &answer->measures, diagnostic)
                               : status;
}

/* Many runs: the answer is the best one. */
static enum status run_search(struct solved *solved, const struct orders *orders, struct spinfield_answer *answer,
                              struct diagnostic *diagnostic)
{
    struct network *network = &solved->network;
    const struct search_plan plan = {.network = network,
                                     .options = &solved->options,
                                     .method = orders->method,
                                     .runs = (size_t)orders->runs,
                                     .seed = (unsigned long)orders->seed,
                                     .workers = (size_t)orders->threads};
    enum status status = search_check(network, diagnostic);
    if (status == STATUS_OK) {
        status = search_load_phase(network, orders->stop, diagnostic);
    }
    if (status == STATUS_OK) {
        status = proof_target(network, orders->prove, orders->target, &solved->target, diagnostic);
    }
    if (status == STATUS_OK) {
        status = search_run(&plan, &solved->search, &answer->measures, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    solved->searched = true;
    solved->facts.relaxations = solved->search.runs;
    solved->facts.relaxations_converged = solved->search.converged;
    solved->facts.proven = solved->target.goal == SEARCH_PROVEN ? &solved->target.objective : NULL;
    answer->start = strdup(solved->search.start);
    network_set_noise(network, search_noise(&solved->search, solved->search.best));
    return answer->start
               ? search_summarize(&solved->search, network->question, &solved->target, &solved->summary, diagnostic)
               : fail_memory(diagnostic);
}

/* The recipe of the network with start and noise of the best run. */
static enum status take_recipe(struct solved *solved, const struct recipe *recipe, const char *start,
                               struct diagnostic *diagnostic)
{
    const unsigned long seed = search_noise(&solved->search, solved->search.best);
    const bool noisy = network_is_noisy(&solved->network);
    enum status status = recipe_copy(recipe, &solved->recipe, diagnostic);
    if (status == STATUS_OK) {
        solved->network.recipe = solved->recipe;
        status = recipe_fix_run(solved->recipe, start, noisy ? &seed : NULL, solved->options.t_stop, diagnostic);
    }
    return status;
}

static enum status solve(const struct network *network, const struct spinfield_option options[], bool searches,
                         struct spinfield_answer *answer, struct diagnostic *diagnostic)
{
    struct orders orders;
    struct solved solved = {.network = *network,
                            .options = solver_standard_options(network),
                            .facts = {.engine = "solver", .devices = network_devices(network)}};
    enum status status = take_options(options, network, searches, &orders, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    solved.options.tolerance = orders.tolerance;
    solved.options.t_stop = orders.stop;
    solved.facts.tolerance = orders.tolerance;
    solved.facts.t_stop = orders.stop;
    status = (orders.runs > 0.0 ? run_search : run_once)(&solved, &orders, answer, diagnostic);
    if (status == STATUS_OK && solved.searched && network->recipe) {
        status = take_recipe(&solved, network->recipe, answer->start, diagnostic);
    }
    if (status == STATUS_OK) {
        status = describe(&solved, answer, diagnostic);
    }
    recipe_free(solved.recipe);
    search_clear(&solved.search);
    return status;
}

/* spinfield_solve, or spinfield_search. */
static enum spinfield_status make_answer(const struct spinfield_network *network,
                                         const struct spinfield_option options[], bool searches,
                                         struct spinfield_answer **answer, struct spinfield_error *error)
{
    struct diagnostic why;
    if (answer) {
        *answer = NULL;
    }
    enum spinfield_status good = LIBRARY_CHECK(error, {network, "network"}, {answer, "answer"});
    if (!answer || good != SPINFIELD_OK) {
        return good;
    }
    struct spinfield_answer *made = calloc(1, sizeof *made);
    enum status status = made ? solve(network->network, options, searches, made, &why) : fail_memory(&why);
    if (status == STATUS_OK) {
        *answer = made;
    } else {
        spinfield_answer_free(made);
    }
    return library_end(status, &why, error);
}

enum spinfield_status spinfield_solve(const struct spinfield_network *network, const struct spinfield_option options[],
                                      struct spinfield_answer **answer, struct spinfield_error *error)
{
    return make_answer(network, options, false, answer, error);
}

enum spinfield_status spinfield_search(const struct spinfield_network *network, const struct spinfield_option options[],
                                       struct spinfield_answer **answer, struct spinfield_error *error)
{
    return make_answer(network, options, true, answer, error);
}
