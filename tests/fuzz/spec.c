/* Quality specifications: reading, the checks over all of it, and for each property and set the decks and every check,
 * with made-up data for the outputs. */
#include "tests/qa/circuit.h"
#include "tests/fuzz/fuzz.h"
#include "tests/qa/spec.h"
#include "tests/qa/trial.h"

#include <math.h>
#include <stdlib.h>

enum { ROWS = 3, SWEEP = 8 };

/* A run's data: time 0, 1, 2, and in every output other numbers. */
static void fill(struct run_data *data, size_t outputs)
{
    *data = (struct run_data){.rows = ROWS, .iterations = 3.0, .valgrind_errors = NAN};
    for (size_t k = 0; k < 1 + 2 * outputs; k++) {
        data->column[k] = malloc(ROWS * sizeof(double));
        HOLDS(data->column[k]);
        for (size_t i = 0; i < ROWS; i++) {
            data->column[k][i] = (double)(i * (k + 1));
        }
    }
}

static void check_ended(enum status status, const struct diagnostic *why)
{
    fuzz_ended(status, status == STATUS_OK, why);
}

static void evaluate(struct trial *trial)
{
    static const struct circuit_files FILES = {"dwmtj.lib", "dwmtj_behavioural.lib", "data"};
    const struct property *p = trial->property;
    double value;
    if (p->sweep) {
        double sweep[SWEEP];
        size_t count;
        check_ended(trial_sweep(trial, sweep, SWEEP, &count), trial->diagnostic);
        trial->sweep = 1.0;
    }
    for (size_t i = 0; i < p->runs; i++) {
        char *deck;
        enum status status = circuit_deck(trial, &p->run[i], &FILES, &deck);
        fuzz_ended(status, deck, trial->diagnostic);
        free(deck);
        fill(&trial->data[i], p->outputs);
    }
    for (size_t i = 0; i < p->checks; i++) {
        fuzz_clear(trial->diagnostic);
        check_ended(trial_number(trial, p->check[i].text, p->check[i].line, &value), trial->diagnostic);
        fuzz_clear(trial->diagnostic);
        check_ended(trial_number(trial, p->check[i].bound, p->check[i].line, &value), trial->diagnostic);
    }
}

static void try(const struct spec *spec, const struct property *property, struct diagnostic *why)
{
    struct trial trial;
    fuzz_clear(why);
    enum status status = trial_begin(&trial, spec, property, &spec->set[0], why);
    check_ended(status, why);
    if (status == STATUS_OK) {
        evaluate(&trial);
    }
    trial_end(&trial);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct spec spec = {0};
    struct diagnostic why;
    struct input *input = fuzz_input(bytes, size);
    if (!input) {
        return 0;
    }
    fuzz_clear(&why);
    enum status status = spec_parse(&spec, input, &why);
    check_ended(status, &why);
    if (status == STATUS_OK) {
        fuzz_clear(&why);
        status = spec_check(&spec, &why);
        check_ended(status, &why);
    }
    for (size_t i = 0; status == STATUS_OK && i < spec.properties; i++) {
        try(&spec, &spec.property[i], &why);
    }
    spec_free(&spec);
    return 0;
}
