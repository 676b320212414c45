/* spinfield sweep NAME: the network with some options changed, as many times as there are values, into a store. */
#include "base/number.h"
#include "base/output.h"
#include "base/terminal.h"
#include "campaign/ranks.h"
#include "campaign/sweep.h"
#include "campaign/sweep_summary.h"
#include "cli/cli.h"
#include "cli/network_files.h"
#include "cli/progress.h"
#include "cli/ranks.h"
#include "cli/results.h"
#include "cli/simulation.h"
#include "netgen/recipe.h"
#include "solver/solver.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    KEY_VARY = 0x100,
    KEY_SAMPLE,
    KEY_SAMPLE_SEED,
    KEY_SEEDS,
    KEY_STARTS,
    KEY_CHIPS,
    KEY_ENGINE,
    KEY_JOBS,
    KEY_SHARD,
    KEY_SILENCE,
    KEY_DRY_RUN
};

struct sweep_options {
    struct common_options common;
    const char *name, *store;
    struct plan plan;
    const char *sample;
    long sample_seed;            /* -1: not given */
    long seeds[PLAN_SEED_KINDS]; /* 0: not given */
    bool in_ngspice, dry_run;
    long jobs, shard, shards;
    double silence;      /* s */
    struct ranks *ranks; /* NULL: this process alone */
};

static const struct argp_option OPTIONS[] = {
    {"output", 'o', "FILE", 0, "Write the results to this store; a sweep that was stopped goes on with its own", 1},
    {"vary", KEY_VARY, "OPTION=VALUES", 0,
     "Change an option of gen: from:to:count, from:to:count:log or a,b,c; repeatable", 2},
    {"sample", KEY_SAMPLE, "lhs:N|random:N", 0,
     "N samples of ranges from:to or from:to:log, in place of all combinations: a Latin hypercube, or random", 2},
    {"sample-seed", KEY_SAMPLE_SEED, "NUMBER", 0, "Seed of the samples (1)", 2},
    {"seeds", KEY_SEEDS, "K", 0, "K seeds of the problem, from that of the network on", 3},
    {"starts", KEY_STARTS, "K", 0, "K seeds of the start", 3},
    {"chips", KEY_CHIPS, "K", 0, "K seeds of the variation of devices", 3},
    {"engine", KEY_ENGINE, "solver|ngspice", 0, "What runs the networks (solver)", 4},
    {"jobs", KEY_JOBS, "NUMBER", 0, "Runs at once; no result depends on it (all processors)", 4},
    {"shard", KEY_SHARD, "K/N", 0, "Run only part K of N, into a store of its own", 4},
    {"silence", KEY_SILENCE, "SECONDS", 0, "With mpirun: a process that says nothing for so long is lost (60)", 4},
    {"dry-run", KEY_DRY_RUN, NULL, 0, "Run a few networks, say how long all would take, and write nothing", 4},
    {0},
};

static void require(enum status status, const struct diagnostic *diagnostic, const struct argp_state *state)
{
    if (status == STATUS_INPUT) {
        usage_error(state, "%s", diagnostic->text);
    }
    if (status != STATUS_OK) {
        exit(exit_code(status, diagnostic));
    }
}

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
    struct diagnostic diagnostic;
    const long most = PLAN_MOST_POINTS;
    switch (key) {
    case ARGP_KEY_INIT:
        state->child_inputs[0] = &options->common;
        return 0;
    case 'o':
        options->store = argument;
        return 0;
    case KEY_VARY:
        require(plan_vary(&options->plan, argument, &diagnostic), &diagnostic, state);
        return 0;
    case KEY_SAMPLE:
        options->sample = argument;
        return 0;
    case KEY_SAMPLE_SEED:
        options->sample_seed = whole_number(argument, "--sample-seed", 0, 4294967295L, state);
        return 0;
    case KEY_SEEDS:
        options->seeds[PLAN_SEEDS] = whole_number(argument, "--seeds", 1, most, state);
        return 0;
    case KEY_STARTS:
        options->seeds[PLAN_STARTS] = whole_number(argument, "--starts", 1, most, state);
        return 0;
    case KEY_CHIPS:
        options->seeds[PLAN_CHIPS] = whole_number(argument, "--chips", 1, most, state);
        return 0;
    case KEY_ENGINE:
        options->in_ngspice = strcmp(argument, "ngspice") == 0;
        if (!options->in_ngspice && strcmp(argument, "solver") != 0) {
            usage_error(state, "error: --engine takes solver or ngspice, not '%.40s'", argument);
        }
        return 0;
    case KEY_JOBS:
        options->jobs = whole_number(argument, "--jobs", 1, 1024, state);
        return 0;
    case KEY_SHARD:
        take_shard(options, argument, state);
        return 0;
    case KEY_SILENCE:
        if (!number_parse(argument, &options->silence) || !(options->silence >= 1.0 && options->silence <= 1e6)) {
            usage_error(state, "error: --silence takes seconds from 1 to 1e6, not '%.40s'", argument);
        }
        return 0;
    case KEY_DRY_RUN:
        options->dry_run = true;
        return 0;
    case ARGP_KEY_ARG:
        return take_name(argument, state, &options->name);
    case ARGP_KEY_END:
        if (!options->name) {
            usage_error(state, "error: NAME is missing; expected the name of a network");
        }
        if (!options->store && !options->dry_run) {
            usage_error(state, "error: -o FILE is missing; expected a name for the store of the results");
        }
        if (options->store && output_is_stdout(options->store)) {
            usage_error(state, "error: -o takes a file for the store, which cannot go to standard output");
        }
        if (options->sample_seed >= 0 && !options->sample) {
            usage_error(state, "error: --sample-seed without --sample; expected both");
        }
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

/* ---- Before the work ---- */

/* The plan as far as the recipe decides it. */
static enum status finish_plan(struct sweep_options *options, const struct recipe *recipe,
                               struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    for (enum plan_seed kind = PLAN_SEEDS; status == STATUS_OK && kind < PLAN_SEED_KINDS; kind++) {
        if (options->seeds[kind] > 0) {
            status = plan_seeds(&options->plan, kind, sweep_first_seed(recipe, kind), (size_t)options->seeds[kind],
                                diagnostic);
        }
    }
    if (status == STATUS_OK && options->sample) {
        const long seed = options->sample_seed >= 0 ? options->sample_seed : 1;
        status = plan_sample(&options->plan, options->sample, (unsigned long)seed, diagnostic);
    }
    return status;
}

static enum status require_recipe(const struct network *network, const char *name, struct diagnostic *diagnostic)
{
    return network->recipe ? STATUS_OK
                           : fail(diagnostic, STATUS_INPUT,
                                  "%s.json: error: an older version of Spinfield made this network and did not note "
                                  "how; expected one that 'spinfield gen' has made again",
                                  name);
}

/* ---- The work ---- */

struct watch {
    struct progress progress;
    size_t there;
    bool any; /* rows were seen */
};

static void show(void *context, size_t done, size_t all)
{
    struct watch *watch = context;
    if (!watch->any) { /* the first new row */
        watch->any = true;
        watch->there = done - 1;
    }
    /* the share of what is new, since the time left follows from it */
    progress_show(&watch->progress, (double)(done - watch->there) / (double)(all - watch->there), false,
                  "sweep: %zu of %zu runs", done, all);
}

static void print_estimate(const struct sweep_options *options, const struct sweep *sweep,
                           const struct sweep_estimate *estimate)
{
    char time[24], memory[32];
    number_duration(time, sizeof time, estimate->seconds);
    number_engineering(memory, sizeof memory, estimate->memory, 2, "B");
    printf("%zu runs with %s, %zu at once: about %s, and %s of memory\n", estimate->points,
           engine_name(sweep->engine.kind), sweep->workers, time, memory);
    printf("(%zu of them were run for this, spread over the sweep%s)\n", estimate->tried,
           estimate->failed > 0 ? "; some failed" : "");
    (void)options;
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
        print_estimate(options, sweep, &estimate);
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

static void print_best(const struct plan *plan, const struct sweep_summary *summary, struct plan_setting *setting)
{
    char product[32];
    number_engineering(product, sizeof product, summary->best_product, 4, "J s");
    printf("  %-21s %s", "least mean product", product);
    plan_point(plan, summary->best_point, setting);
    for (size_t k = 0; k < plan->axes; k++) {
        printf("%s%s = %s", k == 0 ? " at " : ", ", setting[k].name, setting[k].value);
    }
    printf(", of %zu run%s\n", summary->best_runs, summary->best_runs == 1 ? "" : "s");
}

static void print_summary(const struct sweep_options *options, const struct sweep_summary *summary,
                          struct plan_setting *setting)
{
    terminal_line(stdout, "%s: %zu runs, %zu converged, %zu failed", options->store, summary->rows, summary->converged,
                  summary->failed);
    if (summary->converged > 0) {
        print_quantity("time to solution", &summary->time, summary->converged, "s");
        print_quantity("energy", &summary->energy, summary->converged, "J");
        print_quantity("energy-delay product", &summary->product, summary->converged, "J s");
    }
    if (summary->has_best && options->plan.axes > 0) {
        print_best(&options->plan, summary, setting);
    }
    for (size_t k = 0; k < summary->warnings; k++) {
        printf("  %-21s %s, in %zu runs\n", k == 0 ? "warnings" : "", summary->warning[k].kind,
               summary->warning[k].runs);
    }
    if (summary->failed > 0) {
        terminal_line(stdout, "  %-21s point %zu: %s", "first error", summary->first_failed, summary->first_error.text);
    }
}

static enum status report_on(const struct sweep_options *options, const struct sweep_counts *counts,
                             struct diagnostic *diagnostic)
{
    struct sweep_summary summary;
    struct plan_setting *setting = calloc(plan_settings(&options->plan) + 1, sizeof *setting);
    enum status status =
        setting ? sweep_summarize(&options->plan, options->store, &summary, diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK && prints_text(&options->common)) {
        if (counts->there > 0) {
            printf("resumed: %zu of %zu were there\n", counts->there, counts->points);
        }
        print_summary(options, &summary, setting);
        ranks_print_lost(options->ranks);
    }
    free(setting);
    if (status == STATUS_OK) {
        status = finish_stdout(diagnostic);
    }
    return status == STATUS_OK && summary.failed > 0 ? STATUS_UNMET : status;
}

static enum status run_all(const struct sweep_options *options, struct sweep *sweep, struct diagnostic *diagnostic)
{
    struct watch watch = {.progress = progress_begin(&options->common)};
    struct sweep_counts counts;
    sweep->show = show;
    sweep->context = &watch;
    enum status status = sweep_run(sweep, options->store, &counts, diagnostic);
    progress_end(&watch.progress);
    return status == STATUS_OK ? report_on(options, &counts, diagnostic) : status;
}

/* The store is not one of the network's files. */
static enum status check_store(const struct sweep_options *options, struct diagnostic *diagnostic)
{
    const char *const paths[] = {options->store};
    return network_files_spare(options->name, NULL, paths, 1, diagnostic);
}

static enum status sweep_network_of(struct sweep_options *options, const struct network *network, const char *command,
                                    struct diagnostic *diagnostic)
{
    struct spice_job job = {0};
    struct sweep sweep = {.plan = &options->plan,
                          .recipe = network->recipe,
                          .engine = {.kind = options->in_ngspice ? ENGINE_NGSPICE : ENGINE_SOLVER,
                                     .tolerance = solver_standard_options(network).tolerance},
                          .workers = ranks_workers(options->ranks, options->jobs),
                          .ranks = options->ranks,
                          .shard = (size_t)options->shard - 1,
                          .shards = (size_t)options->shards,
                          .command = command};
    enum status status = finish_plan(options, network->recipe, diagnostic);
    if (status == STATUS_OK) {
        status = sweep_check(&sweep, diagnostic);
    }
    if (status == STATUS_OK && options->in_ngspice) {
        status = simulation_job(600.0, &options->common, &job, diagnostic);
        sweep.engine.host = job.host;
        sweep.engine.code_model = job.code_model;
    }
    if (status == STATUS_OK && options->dry_run) {
        status = estimate_only(options, &sweep, diagnostic);
    } else if (status == STATUS_OK) {
        status = check_store(options, diagnostic);
        status = status == STATUS_OK ? run_all(options, &sweep, diagnostic) : status;
    }
    simulation_job_clear(&job);
    return status;
}

static enum status sweep_command(struct sweep_options *options, const char *command, struct diagnostic *diagnostic)
{
    struct results template = {.network = NULL};
    enum status status = results_read_network(&template, options->name, diagnostic);
    if (status == STATUS_OK) {
        status = require_recipe(template.network, options->name, diagnostic);
    }
    if (status == STATUS_OK) {
        status = sweep_network_of(options, template.network, command, diagnostic);
    }
    results_clear(&template);
    return status;
}

/* The words of the command line in one, for people; NULL where memory is short. */
static char *command_line(int argc, char **argv)
{
    char *line = strdup(argv[0]);
    for (int k = 1; line && k < argc; k++) {
        const bool plain = *argv[k] && !strpbrk(argv[k], " \t\n'\"\\$&|;<>()*?[]#~`!");
        char *longer;
        if (asprintf(&longer, plain ? "%s %s" : "%s '%s'", line, argv[k]) < 0) {
            longer = NULL;
        }
        free(line);
        line = longer;
    }
    return line;
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
        .plan = plan_begin(), .sample_seed = -1, .shard = 1, .shards = 1, .silence = RANKS_SILENCE};
    struct diagnostic diagnostic;
    enum status status = ranks_of_command(argc, argv, &options.ranks, &diagnostic);
    if (status != STATUS_OK) {
        return exit_code(status, &diagnostic);
    }
    char *command = command_line(argc, argv);
    arguments_parse(&ARGP, argc, argv, &options);
    if (options.ranks) {
        options.ranks->silence = options.silence;
    }
    status = command ? sweep_command(&options, command, &diagnostic) : fail_memory(&diagnostic);
    plan_clear(&options.plan);
    free(command);
    return exit_code(status, &diagnostic);
}
