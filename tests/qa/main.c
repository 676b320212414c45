/* spinfield-qa [-v] SPEC...: runs the properties of the specifications in ngspice and prints a table of what was
 * measured beside what is allowed. Exit code 0 when all hold, 1 when one does not, 2 for a wrong specification, 3 when
 * ngspice failed, 4 for disk or memory. docs/qa.md. */
#include "base/arguments.h"
#include "tests/qa/ngspice.h"
#include "tests/qa/spec.h"
#include "tests/qa/trial.h"
#include "tests/qa/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SWEEP = 200 }; /* values of a sweep, at most */

struct options {
    char **spec;
    size_t specs;
    bool verbose;
};

/* The worst of a check over all sets and values of the sweep. */
struct worst {
    bool measured; /* once at least */
    double value, bound;
    char where[80];
};

/* What the whole suite came to. */
struct tally {
    size_t passed, failed;
    enum status status; /* STATUS_UNMET or STATUS_SIMULATOR once a property failed so */
};

static bool holds(const struct check *check, double value, double bound)
{
    return check->at_most ? value <= bound : value >= bound; /* not a number never holds */
}

/* True where the pair is worse than what was worst: further beyond its bound, or closer to it. */
static bool is_worse(const struct check *check, const struct worst *worst, double value, double bound)
{
    double margin = check->at_most ? bound - value : value - bound;
    double least = check->at_most ? worst->bound - worst->value : worst->value - worst->bound;
    return !worst->measured || isnan(margin) || margin < least;
}

static void describe(const struct trial *trial, char where[80])
{
    if (trial->property->sweep) {
        snprintf(where, 80, "%s, %s=%.4g", trial->set->name, trial->property->sweep_name, trial->sweep);
    } else {
        snprintf(where, 80, "%s", trial->set->name);
    }
}

static void print_row(const char *property, const char *text, const char *value, const char *bound, const char *where,
                      bool passed)
{
    printf("%-52s  %-30s  %10s  %12s  %-22s  %s\n", property, text, value, bound, where, passed ? "pass" : "FAIL");
}

static void print_heading(void)
{
    printf("%-52s  %-30s  %10s  %12s  %-22s\n", "property", "measured", "value", "bound", "worst at");
}

static void count_row(struct tally *tally, bool passed)
{
    tally->passed += passed;
    tally->failed += !passed;
    if (!passed && tally->status == STATUS_OK) {
        tally->status = STATUS_UNMET;
    }
}

static enum status evaluate_checks(struct trial *trial, struct worst worst[SPEC_ENTRIES])
{
    for (size_t i = 0; i < trial->property->checks; i++) {
        const struct check *check = &trial->property->check[i];
        double value, bound;
        enum status status = trial_number(trial, check->text, check->line, &value);
        if (status == STATUS_OK) {
            status = trial_number(trial, check->bound, check->line, &bound);
        }
        if (status != STATUS_OK) {
            return status;
        }
        if (is_worse(check, &worst[i], value, bound)) {
            worst[i] = (struct worst){.measured = true, .value = value, .bound = bound};
            describe(trial, worst[i].where);
        }
    }
    return STATUS_OK;
}

/* Runs that ngspice must refuse: it says so, and leaves no data. */
static void judge_refusals(const struct trial *trial, struct tally *tally)
{
    for (size_t i = 0; i < trial->property->runs; i++) {
        const struct run *run = &trial->property->run[i];
        if (run->refusal) {
            bool said = strstr(trial->data[i].printed, run->refusal), silent = trial->data[i].rows == 0;
            char text[80];
            snprintf(text, sizeof text, "%s is refused", run->name);
            count_row(tally, said && silent);
            print_row(trial->property->name, text, silent ? "no data" : "data", said ? "said why" : "not said",
                      trial->set->name, said && silent);
        }
    }
}

static enum status run_trial(const struct bench *bench, struct trial *trial, struct worst worst[SPEC_ENTRIES],
                             struct tally *tally)
{
    enum status status = STATUS_OK;
    for (size_t i = 0; i < trial->property->runs && status == STATUS_OK; i++) {
        status = bench_run(bench, trial, i);
    }
    if (status == STATUS_OK) {
        judge_refusals(trial, tally);
        status = evaluate_checks(trial, worst);
    }
    return status;
}

/* What the trials of a property come to. */
struct scores {
    struct worst worst[SPEC_ENTRIES]; /* by check */
    struct tally *tally;
};

/* All values of the sweep, or once. */
static enum status run_set(const struct bench *bench, const struct spec *spec, const struct property *property,
                           const struct parameter_set *set, struct scores *scores, struct diagnostic *diagnostic)
{
    double sweep[SWEEP] = {0};
    size_t count = 1;
    struct trial trial;
    enum status status = trial_begin(&trial, spec, property, set, diagnostic);
    if (status == STATUS_OK && property->sweep) {
        status = trial_sweep(&trial, sweep, SWEEP, &count);
    }
    trial_end(&trial);
    for (size_t i = 0; i < count && status == STATUS_OK; i++) {
        status = trial_begin(&trial, spec, property, set, diagnostic);
        trial.sweep = sweep[i];
        if (status == STATUS_OK) {
            status = run_trial(bench, &trial, scores->worst, scores->tally);
        }
        trial_end(&trial);
    }
    return status;
}

static void print_checks(const struct options *options, const struct property *property,
                         const struct worst worst[SPEC_ENTRIES], struct tally *tally)
{
    for (size_t i = 0; i < property->checks; i++) {
        const struct check *check = &property->check[i];
        char value[32], bound[32];
        bool passed = worst[i].measured && holds(check, worst[i].value, worst[i].bound);
        snprintf(value, sizeof value, "%.4g", worst[i].value);
        snprintf(bound, sizeof bound, "%s %.4g", check->at_most ? "<=" : ">=", worst[i].bound);
        count_row(tally, passed);
        print_row(property->name, check->name, value, bound, worst[i].where, passed);
        if (options->verbose) {
            printf("    %s; the bound: %s\n", check->text, check->reason);
        }
    }
}

/* A property that ngspice fails in is a failed row, and the others are run all the same. */
static enum status run_property(const struct options *options, const struct bench *bench, const struct spec *spec,
                                const struct property *property, struct tally *tally, struct diagnostic *diagnostic)
{
    struct scores scores = {.tally = tally};
    enum status status = STATUS_OK;
    if (options->verbose) {
        printf("%s: %s\n", property->name, property->about);
    }
    size_t length;
    const char *sets = property->sets;
    for (const char *name; status == STATUS_OK && (name = words_next(&sets, &length));) {
        status = run_set(bench, spec, property, spec_find_set(spec, name, length), &scores, diagnostic);
    }
    if (status == STATUS_OK) {
        print_checks(options, property, scores.worst, tally);
    } else if (status == STATUS_SIMULATOR) {
        count_row(tally, false);
        printf("%-52s  %s  FAIL\n", property->name, diagnostic->text);
        tally->status = STATUS_SIMULATOR;
        status = STATUS_OK;
    }
    fflush(stdout);
    return status;
}

static enum status run_suite(const struct options *options, const char *program, struct diagnostic *diagnostic)
{
    struct spec spec = {0};
    struct bench bench = {0};
    struct tally tally = {0};
    enum status status = STATUS_OK;
    for (size_t i = 0; i < options->specs && status == STATUS_OK; i++) {
        status = spec_read(&spec, options->spec[i], diagnostic);
    }
    if (status == STATUS_OK) {
        status = spec_check(&spec, diagnostic);
    }
    if (status == STATUS_OK) {
        status = bench_open(&bench, program, spec_device(&spec)->name, diagnostic);
    }
    if (status == STATUS_OK) {
        print_heading();
    }
    for (size_t i = 0; i < spec.properties && status == STATUS_OK; i++) {
        status = run_property(options, &bench, &spec, &spec.property[i], &tally, diagnostic);
    }
    bench_close(&bench);
    if (status == STATUS_OK) {
        printf("\n%zu passed, %zu failed, %zu properties\n", tally.passed, tally.failed, spec.properties);
    }
    if (tally.status == STATUS_SIMULATOR) {
        fail(diagnostic, STATUS_SIMULATOR, "error: ngspice failed; see the rows above");
    }
    spec_free(&spec);
    return status != STATUS_OK ? status : tally.status;
}

static const struct argp_option OPTIONS[] = {
    {"verbose", 'v', NULL, 0, "Say what each property means, and why each bound has its size", 0},
    {0},
};

static error_t parse(int key, char *argument, struct argp_state *state)
{
    struct options *options = state->input;
    (void)argument;
    switch (key) {
    case 'v':
        options->verbose = true;
        return 0;
    case ARGP_KEY_ARGS:
        options->spec = state->argv + state->next;
        options->specs = (size_t)(state->argc - state->next);
        return 0;
    case ARGP_KEY_NO_ARGS:
        usage_error(state, "error: SPEC is missing: which properties?");
        return 0;
    default:
        return ARGP_ERR_UNKNOWN;
    }
}

int main(int argc, char **argv)
{
    const struct argp parser = {OPTIONS, parse, "SPEC...", "Runs the properties of quality specifications in ngspice.",
                                NULL,    NULL,  NULL};
    struct options options = {0};
    struct diagnostic diagnostic;
    argp_err_exit_status = STATUS_INPUT;
    arguments_parse(&parser, argc, argv, &options);
    enum status status = run_suite(&options, argv[0], &diagnostic);
    if (status > STATUS_UNMET) {
        fprintf(stderr, "spinfield-qa: %s\n", diagnostic.text);
    }
    return status;
}
