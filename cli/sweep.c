/* spinfield sweep NAME: the network with some options changed, as many times as there are values, into a store. */
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "campaign/ranks.h"
#include "campaign/refusals.h"
#include "campaign/sigmas.h"
#include "campaign/sweep.h"
#include "campaign/sweep_text.h"
#include "cli/campaign_options.h"
#include "cli/campaign_page.h"
#include "cli/campaign_results.h"
#include "cli/network_arguments.h"
#include "cli/ranks.h"
#include "cli/simulation.h"
#include "netgen/recipe.h"
#include "report/energies_note.h"
#include "report/quantity.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { KEY_SAMPLE = CAMPAIGN_KEYS, KEY_SAMPLE_SEED, KEY_SHARD, KEY_SILENCE, KEY_DRY_RUN, KEY_CSV };

struct sweep_options {
    struct common_options common;
    const char *name, *store, *csv, *html;
    struct campaign_options campaign;
    const char *sample;
    long sample_seed; /* -1: not given */
    bool dry_run;
    long shard, shards;
    double silence;      /* s */
    struct ranks *ranks; /* NULL: this process alone */
};

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "FILE", 0, "Write the results to this store; a sweep that was stopped goes on with its own", 1},
    {"csv", KEY_CSV, "FILE", 0, "Also write all rows as CSV; - is standard output", 1},
    CAMPAIGN_HTML,
    CAMPAIGN_VARY,
    {"sample", KEY_SAMPLE, "lhs:N|random:N", 0,
     "N samples of ranges from:to or from:to:log, in place of all combinations: a Latin hypercube, or random", 2},
    {"sample-seed", KEY_SAMPLE_SEED, "NUMBER", 0, "Seed of the samples (1)", 2},
    {"seeds", KEY_SEEDS, "K", 0, "K seeds of the problem, from that of the network on", 3},
    CAMPAIGN_STARTS,
    CAMPAIGN_CHIPS,
    CAMPAIGN_ENGINE,
    CAMPAIGN_JOBS,
    {"shard", KEY_SHARD, "K/N", 0, "Run only part K of N, into a store of its own", 4},
    {"silence", KEY_SILENCE, "SECONDS", 0, "With mpirun: a process that says nothing for so long is lost (60)", 4},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "Run a few networks, say how long all would take, and write nothing", 4},
    {0},
};

/* "2/5": the second of five parts. */
static void take_shard(struct sweep_options *options, const char *argument, const struct argp_state *state)
{
    const char *slash = strchr(argument, '/');
    char first[24] = "";
    if (slash && (size_t)(slash - argument) < sizeof first) {
        memcpy(first, argument, (size_t)(slash - argument));
    }
    if (!slash || !integer_parse(slash + 1, 1, 1000000, &options->shards) ||
        !integer_parse(first, 1, options->shards, &options->shard)) {
        usage_error(state, "error: --shard takes K/N, part K of N, such as 2/5, not '%.40s'", argument);
    }
}

static error_t parse_sweep(int key, char *argument, struct argp_state *state)
{
    struct sweep_options *options = state->input;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'o':
        options->store = argument;
        return 0;
    case KEY_SAMPLE:
        options->sample = argument;
        return 0;
    case KEY_SAMPLE_SEED:
        options->sample_seed = whole_number(argument, "--sample-seed", 0, 4294967295L, state);
        return 0;
    case KEY_SHARD:
        take_shard(options, argument, state);
        return 0;
    case KEY_SILENCE:
        if (!number_parse(argument, &options->silence) || !(options->silence >= 1.0 && options->silence <= 1e6)) {
            usage_error(state, "error: --silence takes seconds from 1 to 1e6, not '%.40s'", argument);
        }
        return 0;
    case KEY_HTML:
        options->html = argument;
        return 0;
    case KEY_DRY_RUN:
        options->dry_run = true;
        return 0;
    case KEY_CSV:
        options->csv = argument;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        campaign_check_name(options->name, options->store, state);
        if (!options->store && !options->dry_run) {
            usage_error(state, "error: -o FILE is missing; expected a name for the store of the results");
        }
        if (options->html && options->dry_run) {
            usage_error(state, "error: --html with --dry-run, which writes nothing; expected one of them");
        }
        if (options->sample_seed >= 0 && !options->sample) {
            usage_error(state, "error: --sample-seed without --sample; expected both");
        }
        if (options->csv && options->dry_run) {
            usage_error(state, "error: --dry-run has no rows for --csv; expected one of them");
        }
        check_outputs(state, &options->common, (const char *const[]){options->csv, options->html}, 2);
        return 0;
    default:
        return campaign_option(key, argument, state, &options->campaign);
    }
}

/* ---- Before the work ---- */

/* The plan as far as the recipe decides it. */
static enum status finish_plan(struct sweep_options *options, const struct recipe *recipe,
                               struct diagnostic *diagnostic)
{
    enum status status = campaign_seeds(&options->campaign, recipe, diagnostic);
    if (status == STATUS_OK && options->sample) {
        const long seed = options->sample_seed >= 0 ? options->sample_seed : 1;
        status = plan_sample(&options->campaign.plan, options->sample, (unsigned long)seed, diagnostic);
    }
    return status;
}

/* ---- The work ---- */

static void print_estimate(const struct sweep *sweep, const struct sweep_estimate *estimate)
{
    char time[24], memory[32];
    number_duration(time, sizeof time, estimate->seconds);
    number_engineering(memory, sizeof memory, estimate->memory, 2, "B");
    printf("%zu run%s with %s, %zu at once: about %s, and %s of memory\n", estimate->points, plural(estimate->points),
           engine_name(sweep->engine.kind), sweep->workers, time, memory);
    printf("(%zu of them were run for this, spread over the sweep%s)\n", estimate->tried,
           estimate->failed > 0 ? "; some failed" : "");
}

static enum status estimate_only(const struct sweep_options *options, struct sweep *sweep,
                                 struct diagnostic *diagnostic)
{
    if (options->ranks && options->ranks->rank > 0) {
        return STATUS_OK;
    }
    if (options->ranks) { /* all of them but rank 0 work */
        sweep->workers *= options->ranks->count - 1;
    }
    const struct sweep_estimate estimate = sweep_estimate(sweep);
    if (options->common.json) {
        struct document document = document_begin();
        document_count(&document, "runs", estimate.points);
        document_real(&document, "wall_s", estimate.seconds);
        document_real(&document, "memory_bytes", estimate.memory);
        document_count(&document, "tried", estimate.tried);
        document_count(&document, "failed", estimate.failed);
        return print_document(&document, 17, diagnostic);
    }
    if (!options->common.quiet) {
        print_estimate(sweep, &estimate);
        if (estimate.failed > 0) {
            terminal_line(stdout, "%zu failed, the last one with: %s", estimate.failed, estimate.why.text);
        }
    }
    return finish_stdout(diagnostic);
}

/* ---- What it gives ---- */

static void print_quantity(const char *name, const struct sweep_quantity *quantity, size_t runs, const char *unit)
{
    char mean[32], least[32];
    number_engineering(mean, sizeof mean, quantity->sum / (double)runs, 3, unit);
    number_engineering(least, sizeof least, quantity->least, 3, unit);
    printf("  %-21s %s on average, %s at best\n", name, mean, least);
}

static enum status print_summary(const struct sweep_options *options, const struct sweep_summary *summary,
                                 bool equal_chips, struct diagnostic *diagnostic)
{
    terminal_line(stdout, "%s: %zu run%s, %zu converged, %zu failed", options->store, summary->rows,
                  plural(summary->rows), summary->converged, summary->failed);
    if (summary->converged > 0) {
        print_quantity("time to solution", &summary->time, summary->converged, "s");
        print_quantity("energy", &summary->energy, summary->converged, "J");
        print_quantity("energy-delay product", &summary->product, summary->converged, "J s");
    }
    enum status status = sweep_text_best(&options->campaign.plan, summary, stdout, diagnostic);
    if (summary->varies_technology) {
        terminal_line(stdout, "  %-21s %s", "note", ENERGIES_NOTE);
    }
    for (size_t k = 0; k < summary->warnings.kinds; k++) {
        const size_t runs = summary->warnings.count[k].runs;
        printf("  %-21s %s, in %zu run%s\n", k == 0 ? "warnings" : "", summary->warnings.count[k].kind, runs,
               plural(runs));
    }
    if (equal_chips) {
        terminal_line(stdout, "  %-21s %s", summary->warnings.kinds > 0 ? "" : "warnings", SIGMAS_EQUAL);
    }
    if (summary->failed > 0) {
        terminal_line(stdout, "  %-21s point %zu: %s", "first error", summary->first_failed, summary->first_error.text);
    }
    return status;
}

/* Whether the sweep has several chips of each network, all of them equal. */
static bool chips_are_equal(const struct plan *plan, const struct recipe *recipe)
{
    return plan->seeds[PLAN_CHIPS].varied && plan->seeds[PLAN_CHIPS].count > 1 && !sigmas_differ(recipe, plan);
}

static enum status report_on(const struct sweep_options *options, const struct recipe *recipe,
                             const struct sweep_counts *counts, struct diagnostic *diagnostic)
{
    struct sweep_summary summary;
    const struct plan *plan = &options->campaign.plan;
    enum status status = sweep_summarize(plan, options->store, &summary, diagnostic);
    if (status == STATUS_OK && prints_text(&options->common)) {
        if (counts->there > 0) {
            printf("resumed: %zu of %zu were there\n", counts->there, counts->points);
        }
        status = print_summary(options, &summary, chips_are_equal(plan, recipe), diagnostic);
        ranks_print_lost(options->ranks);
    }
    if (status == STATUS_OK && (options->csv || options->common.json)) {
        status = results_of_store(options->store, options->csv, &options->common, diagnostic);
    }
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    return status == STATUS_OK && summary.failed > 0 ? STATUS_UNMET : status;
}

static enum status run_all(const struct sweep_options *options, const struct sweep *planned,
                           struct diagnostic *diagnostic)
{
    struct sweep sweep = *planned;
    struct campaign_watch watch = {.progress = progress_begin(&options->common), .doing = "sweep"};
    struct sweep_counts counts;
    sweep.show = campaign_show;
    sweep.context = &watch;
    enum status status = sweep_run(&sweep, options->store, &counts, diagnostic);
    progress_end(&watch.progress);
    status = status == STATUS_OK ? report_on(options, sweep.recipe, &counts, diagnostic) : status;
    if (options->html && (status == STATUS_OK || status == STATUS_UNMET)) {
        const enum status page = campaign_page_of(options->store, options->html, diagnostic);
        status = page == STATUS_OK ? status : page;
    }
    return status;
}

/* Looks at the outputs before the work. Only rank 0 writes CSV and a page. */
static enum status check_files(const struct sweep_options *options, struct diagnostic *diagnostic)
{
    const bool writes = !options->ranks || options->ranks->rank == 0;
    const char *const paths[] = {options->csv, options->html};
    return campaign_check_files(options->name, options->store, paths, writes ? 2 : 0, diagnostic);
}

static enum status sweep_of_network(void *given, const struct network *network, const char *command,
                                    struct diagnostic *diagnostic)
{
    struct sweep_options *options = given;
    struct spice_job job = {0};
    struct sweep sweep = campaign_sweep(&options->campaign, network, command);
    sweep.workers = ranks_workers(options->ranks, options->campaign.jobs);
    sweep.ranks = options->ranks;
    sweep.shard = (size_t)options->shard - 1;
    sweep.shards = (size_t)options->shards;
    enum status status = finish_plan(options, network->recipe, diagnostic);
    if (status == STATUS_OK) {
        status = sweep_check(&sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        status = refusals_check(&sweep, diagnostic);
    }
    if (status == STATUS_OK) {
        status = campaign_find_engine(&sweep, &options->common, &job, diagnostic);
    }
    if (status == STATUS_OK && options->dry_run) {
        status = estimate_only(options, &sweep, diagnostic);
    } else if (status == STATUS_OK) {
        status = check_files(options, diagnostic);
        status = status == STATUS_OK ? run_all(options, &sweep, diagnostic) : status;
    }
    simulation_job_clear(&job);
    return status;
}

int command_sweep(int argc, char **argv)
{
    static const struct argp_child CHILDREN[] = {{&common_argp, 0, NULL, 0}, {0}};
    static const struct argp ARGP = {OPTIONS,
                                     parse_sweep,
                                     "NAME",
                                     "Makes the network NAME.json again with some options changed, runs each of these "
                                     "networks, and keeps a row for each in a store, which 'spinfield results' reads.",
                                     CHILDREN,
                                     NULL,
                                     NULL};
    struct sweep_options options = {
        .campaign = campaign_options_begin(), .sample_seed = -1, .shard = 1, .shards = 1, .silence = RANKS_SILENCE};
    struct diagnostic diagnostic;
    enum status status = ranks_of_command(argc, argv, &options.ranks, &diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    char *command = campaign_command(argc, argv);
    network_arguments_parse(&ARGP, OTHER_BY_VARY, argc, argv, &options);
    if (options.ranks) {
        options.ranks->silence = options.silence;
    }
    status = campaign_do(sweep_of_network, &options, options.name, command, &diagnostic);
    campaign_options_clear(&options.campaign);
    free(command);
    return exit_code(status, &diagnostic);
}
