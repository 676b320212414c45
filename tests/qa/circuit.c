#include "tests/qa/circuit.h"

#include "base/text.h"
#include "tests/qa/words.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { EXPRESSION_SIZE = 300, MOST = 10000 }; /* bytes of an expression; repetitions of a line */

/* A deck in the making. */
struct writing {
    struct trial *trial;
    struct device_values device;
    FILE *deck;
    long line; /* of the specification */
};

static void write_parameters(const struct writing *w, const struct device_values *device)
{
    const struct parameter_table *table = spec_device(w->trial->spec)->table;
    for (const struct parameter *p = table->item; p < table->item + table->count; p++) {
        fprintf(w->deck, " %s=%.17g", p->name, parameter_get(p, device));
    }
}

static enum status fail_here(const struct writing *w, const char *what)
{
    return fail_at(w->trial->diagnostic, w->trial->property->path, w->line, "%s", what);
}

/* Evaluates the `length` bytes of `text`, in which '#' stands for `number`. */
static enum status evaluate(const struct writing *w, const char *text, size_t length, size_t number, double *value)
{
    char expression[EXPRESSION_SIZE];
    size_t used = 0;
    for (const char *next = text; next < text + length && used < EXPRESSION_SIZE; next++) {
        used += (size_t)(*next == '#' ? snprintf(expression + used, EXPRESSION_SIZE - used, "%zu", number)
                                      : snprintf(expression + used, EXPRESSION_SIZE - used, "%c", *next));
    }
    if (used >= EXPRESSION_SIZE) {
        return fail_here(w, "the expression is too long; 299 characters are the most");
    }
    expression[used] = '\0';
    return trial_number(w->trial, expression, w->line, value);
}

/* Writes `text` with the values of its {expressions}, of {parameters}, and `number` for each '#'. */
static enum status write_text(struct writing *w, const char *text, size_t length, size_t number)
{
    static const char PARAMETERS[] = "{parameters}";
    for (const char *next = text; next < text + length; next++) {
        const char *end = *next == '{' ? memchr(next, '}', (size_t)(text + length - next)) : NULL;
        if (!end && *next == '#') {
            fprintf(w->deck, "%zu", number);
        } else if (!end) {
            fputc(*next, w->deck);
        } else if (strncmp(next, PARAMETERS, strlen(PARAMETERS)) == 0) {
            write_parameters(w, &w->device);
            next = end;
        } else {
            double value;
            enum status status = evaluate(w, next + 1, (size_t)(end - next - 1), number, &value);
            if (status != STATUS_OK) {
                return status;
            }
            fprintf(w->deck, "%.17g", value);
            next = end;
        }
    }
    return STATUS_OK;
}

/* One "name=expression" of a device line, where # is `number`. */
static enum status set_parameter(struct writing *w, const char *word, size_t length, size_t number,
                                 struct device_values *device)
{
    const char *equals = memchr(word, '=', length);
    const struct parameter *parameter = equals ? trial_parameter(w->trial, word, (size_t)(equals - word)) : NULL;
    if (!parameter) {
        return fail_at(w->trial->diagnostic, w->trial->property->path, w->line,
                       "'%.*s' does not set a device parameter", (int)length, word);
    }
    double value;
    enum status status = evaluate(w, equals + 1, (size_t)(word + length - equals - 1), number, &value);
    if (status == STATUS_OK) {
        parameter_set(parameter, device, value);
    }
    return status;
}

/* How many terminals the device has. */
static int terminals_of(const struct device *device)
{
    int count = 1;
    for (const char *c = device->terminals; *c; c++) {
        count += *c == ' ';
    }
    return count;
}

/* "NAME NODES ... [PARAMETER=EXPRESSION ...]": an X line with all parameters. */
static enum status write_device(struct writing *w, const char *text, size_t number)
{
    struct device_values device = w->device;
    enum status status = STATUS_OK;
    const struct device *kind = spec_device(w->trial->spec);
    const int nodes = terminals_of(kind);
    int words = 0;
    size_t length;
    for (const char *word; status == STATUS_OK && (word = words_next(&text, &length)); words++) {
        if (words <= nodes) {
            fputs(words == 0 ? "x" : " ", w->deck);
            status = write_text(w, word, length, number);
        } else {
            status = set_parameter(w, word, length, number, &device);
        }
    }
    if (status == STATUS_OK && words <= nodes) {
        return fail_at(w->trial->diagnostic, w->trial->property->path, w->line,
                       "a device needs a name and the nodes %s", kind->terminals);
    }
    fprintf(w->deck, " %s", kind->name);
    write_parameters(w, &device);
    return status;
}

static enum status write_circuit_line(struct writing *w, const struct circuit_line *line)
{
    double count = 1.0;
    enum status status = STATUS_OK;
    w->line = line->line;
    if (line->count) {
        status = trial_number(w->trial, line->count, line->line, &count);
    }
    if (status == STATUS_OK && !(count >= 1.0 && count <= MOST && count == floor(count))) {
        return fail_at(w->trial->diagnostic, w->trial->property->path, w->line,
                       "'repeat %.40s' is %g times; expected a whole number from 1 to %d", line->count, count, MOST);
    }
    for (size_t i = 0; i < (size_t)count && status == STATUS_OK; i++) {
        status = line->is_device ? write_device(w, line->text, i) : write_text(w, line->text, strlen(line->text), i);
        fputc('\n', w->deck);
    }
    return status;
}

bool circuit_has_output(const struct run *run, const char *name)
{
    size_t length;
    const char *only = run->only;
    for (const char *word; only && (word = words_next(&only, &length));) {
        if (word_is(word, length, name)) {
            return true;
        }
    }
    return !run->only;
}

/* The vectors of the run's outputs; to `save`, only those that ngspice would not keep without: v(), i() and @. */
static void write_vectors(const struct writing *w, const struct run *run, bool to_save)
{
    for (size_t i = 0; i < w->trial->property->outputs; i++) {
        const char *vector = w->trial->property->output[i].vector;
        if (circuit_has_output(run, w->trial->property->output[i].name) && (!to_save || strpbrk(vector, "(@"))) {
            fprintf(w->deck, " %s", vector);
        }
    }
    fputc('\n', w->deck);
}

static enum status write_deck(struct writing *w, const struct run *run, const struct circuit_files *files)
{
    const struct property *p = w->trial->property;
    enum status status = trial_device(w->trial, run, &w->device);
    fprintf(w->deck, "* %s, set %s, run %s\n.include %s\n", p->name, w->trial->set->name, run->name, files->library);
    if (files->portable) {
        fprintf(w->deck, ".include %s\n", files->portable);
    }
    for (size_t i = 0; i < p->circuit_lines && status == STATUS_OK; i++) {
        status = write_circuit_line(w, &p->circuit[i]);
    }
    w->line = run->line;
    fprintf(w->deck, ".options %s\n.control\nset numdgt=16\nset wr_singlescale\nset wr_vecnames\n", run->options);
    if (p->outputs > 0) {
        fputs("save all", w->deck);
        write_vectors(w, run, true);
    }
    for (const char *next = run->command; *next && status == STATUS_OK; next += *next == ';') {
        size_t length = strcspn(next, ";");
        status = write_text(w, next, length, 0);
        fputc('\n', w->deck);
        next += length;
    }
    if (p->outputs > 0) {
        fprintf(w->deck, "wrdata %s", files->data);
        write_vectors(w, run, false);
    }
    fputs("rusage traniter\n.endc\n.end\n", w->deck);
    return status;
}

enum status circuit_deck(struct trial *trial, const struct run *run, const struct circuit_files *files, char **deck)
{
    struct text text;
    *deck = NULL;
    enum status status = text_begin(&text, trial->diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    struct writing writing = {.trial = trial, .deck = text.stream};
    status = write_deck(&writing, run, files);
    if (status != STATUS_OK) {
        text_discard(&text);
        return status;
    }
    status = text_end(&text, trial->diagnostic);
    *deck = text.bytes;
    return status;
}
