#include "tests/qa/trial.h"

#include "base/array.h"
#include "tests/qa/words.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Definitions that need definitions: more within each other is a circle; more in all, as where each of a row needs the
 * next one several times, does not end in reasonable time. */
enum { DEPTH = 20, EVALUATIONS = 10000 };

static bool find_name(void *context, const char *name, size_t length, struct vector *value);
static bool call_function(void *context, const char *name, size_t length, const struct vector *argument,
                          size_t arguments, struct vector *value);

static struct scope scope_of(struct trial *trial, const char *path, long line)
{
    return (struct scope){.find = find_name, .call = call_function, .context = trial, .path = path, .line = line};
}

const struct parameter *trial_parameter(const struct trial *trial, const char *name, size_t length)
{
    const struct parameter_table *table = spec_device(trial->spec)->table;
    size_t index = parameter_index(table, name, length);
    return index < table->count ? &table->item[index] : NULL;
}

/* Gives a value that the trial owns from now on; NULL where memory is short, and then it is freed. */
static double *keep(struct trial *trial, double *value)
{
    if (!value || !ARRAY_GROW(trial->made, trial->count)) {
        free(value);
        return NULL;
    }
    trial->made[trial->count++] = value;
    return value;
}

static bool give_number(struct trial *trial, double number, struct vector *value)
{
    double *kept = keep(trial, malloc(sizeof *kept));
    *value = (struct vector){1, kept, NULL};
    if (kept) {
        *kept = number;
    }
    return kept;
}

static const struct setting *find_setting(const struct settings *settings, const char *name, size_t length)
{
    for (size_t i = 0; i < settings->count; i++) {
        if (word_is(name, length, settings->entry[i].name)) {
            return &settings->entry[i];
        }
    }
    return NULL;
}

/* A definition's value; false also where it cannot be evaluated, as trial->diagnostic then tells. */
static bool give_definition(struct trial *trial, const struct setting *definition, struct vector *value)
{
    struct scope scope = scope_of(trial, definition->path, definition->line);
    if (trial->depth == DEPTH) {
        fail_at(trial->diagnostic, definition->path, definition->line,
                "'%.60s' needs itself, or more than %d definitions within each other", definition->name, DEPTH);
        return false;
    }
    if (trial->evaluations == EVALUATIONS) {
        fail_at(trial->diagnostic, definition->path, definition->line,
                "'%.60s' is needed again after %d definitions for one expression", definition->name, EVALUATIONS);
        return false;
    }
    trial->depth++;
    trial->evaluations++;
    enum status status = expression_vector(definition->expression, &scope, value, trial->diagnostic);
    trial->depth--;
    if (status == STATUS_OK) {
        value->value = keep(trial, value->value);
    }
    return status == STATUS_OK && value->value;
}

/* A column of a run; a run of one row gives numbers. */
static void give_column(const struct run_data *data, size_t column, struct vector *value)
{
    *value = (struct vector){data->rows, data->column[column], data->rows == 1 ? NULL : data->column[0]};
}

/* "x", "x_im" for the imaginary part, "time", "iterations", ... of a run. */
static bool find_in_run(struct trial *trial, const struct run_data *data, const char *name, size_t length,
                        struct vector *value)
{
    if (word_is(name, length, "iterations")) {
        return give_number(trial, data->iterations, value);
    }
    if (word_is(name, length, "valgrind_errors")) {
        return give_number(trial, data->valgrind_errors, value);
    }
    if (word_is(name, length, "rows")) {
        return give_number(trial, (double)data->rows, value);
    }
    if (data->rows == 0) {
        return false;
    }
    if (word_is(name, length, "time") || word_is(name, length, "frequency") || word_is(name, length, "swept")) {
        give_column(data, 0, value);
        return true;
    }
    const bool imaginary = length > 3 && strncmp(name + length - 3, "_im", 3) == 0;
    for (size_t i = 0; i < trial->property->outputs; i++) {
        size_t column = 1 + 2 * i + imaginary;
        if (word_is(name, imaginary ? length - 3 : length, trial->property->output[i].name) && data->column[column]) {
            give_column(data, column, value);
            return true;
        }
    }
    return false;
}

/* "run.output", or "output" of the first run that has it. */
static bool find_output(struct trial *trial, const char *name, size_t length, struct vector *value)
{
    const char *dot = memchr(name, '.', length);
    for (size_t i = 0; i < trial->property->runs; i++) {
        const char *run = trial->property->run[i].name;
        if (dot && !word_is(name, (size_t)(dot - name), run)) {
            continue;
        }
        const char *rest = dot ? dot + 1 : name;
        if (find_in_run(trial, &trial->data[i], rest, length - (size_t)(rest - name), value)) {
            return true;
        }
    }
    return false;
}

static bool find_name(void *context, const char *name, size_t length, struct vector *value)
{
    struct trial *trial = context;
    for (const struct argument *argument = trial->argument; argument; argument = argument->outer) {
        if (argument->length == length && strncmp(argument->name, name, length) == 0) {
            *value = argument->value;
            return true;
        }
    }
    if (trial->property->sweep_name && word_is(name, length, trial->property->sweep_name)) {
        return give_number(trial, trial->sweep, value);
    }
    const struct parameter *parameter = trial_parameter(trial, name, length);
    if (parameter) {
        const struct setting *given = find_setting(&trial->set->parameters, name, length);
        return given ? give_definition(trial, given, value) : give_number(trial, parameter->standard, value);
    }
    const struct setting *definition = find_setting(&trial->property->definitions, name, length);
    if (!definition) {
        definition = find_setting(&trial->spec->definitions, name, length);
    }
    return definition ? give_definition(trial, definition, value) : find_output(trial, name, length, value);
}

/* The definition "NAME(...)"; NULL where there is none. */
static const struct setting *find_function(const struct settings *settings, const char *name, size_t length)
{
    for (size_t i = 0; i < settings->count; i++) {
        const char *candidate = settings->entry[i].name;
        if (strncmp(candidate, name, length) == 0 && candidate[length] == '(') {
            return &settings->entry[i];
        }
    }
    return NULL;
}

static bool call_function(void *context, const char *name, size_t length, const struct vector *argument,
                          size_t arguments, struct vector *value)
{
    struct trial *trial = context;
    const struct setting *function = find_function(&trial->property->definitions, name, length);
    if (!function) {
        function = find_function(&trial->spec->definitions, name, length);
    }
    if (!function) {
        return false;
    }
    const struct argument *outer = trial->argument;
    struct argument bound[EXPRESSION_ARGUMENTS];
    const char *next = function->name + length + 1; /* behind the '(' */
    size_t count = 0;
    for (; *next && count < arguments; next += *next != '\0', count++) {
        size_t end = strcspn(next, ",)");
        bound[count] = (struct argument){next, end, argument[count], count ? &bound[count - 1] : NULL};
        next += end;
    }
    if (count != arguments || count == 0 || *next) {
        return false;
    }
    trial->argument = &bound[count - 1]; /* a function sees its own arguments and no other's */
    bool found = give_definition(trial, function, value);
    trial->argument = outer;
    return found;
}

enum status trial_number(struct trial *trial, const char *text, long line, double *value)
{
    struct scope scope = scope_of(trial, trial->property->path, line);
    trial->evaluations = 0;
    return expression_number(text, &scope, value, trial->diagnostic);
}

static enum status set_parameters(struct trial *trial, const struct settings *settings, struct device_values *device)
{
    for (size_t i = 0; i < settings->count; i++) {
        const struct setting *s = &settings->entry[i];
        const struct parameter *parameter = trial_parameter(trial, s->name, strlen(s->name));
        double value;
        if (!parameter) {
            return fail_at(trial->diagnostic, s->path, s->line, "there is no device parameter '%s'", s->name);
        }
        struct scope scope = scope_of(trial, s->path, s->line);
        trial->evaluations = 0;
        enum status status = expression_number(s->expression, &scope, &value, trial->diagnostic);
        if (status != STATUS_OK) {
            return status;
        }
        parameter_set(parameter, device, value);
    }
    return STATUS_OK;
}

enum status trial_device(struct trial *trial, const struct run *run, struct device_values *device)
{
    assert(spec_device(trial->spec)->size <= sizeof *device);
    device_reset(spec_device(trial->spec), device);
    enum status status = set_parameters(trial, &trial->set->parameters, device);
    return status == STATUS_OK && run ? set_parameters(trial, &run->with, device) : status;
}

enum status trial_begin(struct trial *trial, const struct spec *spec, const struct property *property,
                        const struct parameter_set *set, struct diagnostic *diagnostic)
{
    struct device_values device;
    *trial = (struct trial){.spec = spec, .property = property, .set = set, .sweep = NAN, .diagnostic = diagnostic};
    return trial_device(trial, NULL, &device);
}

void trial_end(struct trial *trial)
{
    for (size_t i = 0; i < SPEC_ENTRIES; i++) {
        for (size_t k = 0; k < 2 * SPEC_ENTRIES + 1; k++) {
            free(trial->data[i].column[k]);
        }
        free(trial->data[i].printed);
    }
    for (size_t i = 0; i < trial->count; i++) {
        free(trial->made[i]);
    }
    free(trial->made);
    *trial = (struct trial){0};
}

enum status trial_sweep(struct trial *trial, double *value, size_t room, size_t *count)
{
    char word[100];
    *count = 0;
    size_t length;
    const char *values = trial->property->sweep;
    for (const char *next; (next = words_next(&values, &length));) {
        if (length >= sizeof word || *count == room) {
            return fail_at(trial->diagnostic, trial->property->path, trial->property->line,
                           "the sweep of %s is too long at '%.20s'", trial->property->name, next);
        }
        memcpy(word, next, length);
        word[length] = '\0';
        enum status status = trial_number(trial, word, trial->property->line, &value[(*count)++]);
        if (status != STATUS_OK) {
            return status;
        }
    }
    return STATUS_OK;
}
