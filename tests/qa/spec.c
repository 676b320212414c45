#include "tests/qa/spec.h"

#include "base/array.h"
#include "tests/qa/words.h"

#include <stdlib.h>
#include <string.h>

/* What reading a file knows. */
struct reading {
    struct spec *spec;
    const char *path;
    long line;
    struct property *property; /* that the line belongs to, NULL before the first */
    struct diagnostic *diagnostic;
};

static enum status refuse(const struct reading *r, const char *what, const char *text)
{
    return fail_at(r->diagnostic, r->path, r->line, "%s: '%.60s'", what, text);
}

/* Reads "name=expression" words into `settings`. */
static enum status read_settings(const struct reading *r, char *rest, struct settings *settings)
{
    char *word;
    while ((word = word_next(&rest))) {
        char *equals = strchr(word, '=');
        if (!equals || equals == word || !equals[1]) {
            return refuse(r, "this should be NAME=EXPRESSION without blanks", word);
        }
        if (settings->count == SPEC_ENTRIES) {
            return refuse(r, "too many settings, from here on", word);
        }
        *equals = '\0';
        settings->entry[settings->count++] = (struct setting){word, equals + 1, r->path, r->line};
    }
    return STATUS_OK;
}

static enum status read_set(struct reading *r, char *rest)
{
    const char *name = word_next(&rest);
    if (!name) {
        return refuse(r, "a set needs a name", "set");
    }
    if (spec_find_set(r->spec, name, strlen(name))) {
        return refuse(r, "there is a set of this name already", name);
    }
    if (!ARRAY_GROW(r->spec->set, r->spec->sets)) {
        return fail_memory(r->diagnostic);
    }
    struct parameter_set *set = &r->spec->set[r->spec->sets++];
    *set = (struct parameter_set){.path = r->path, .name = name, .line = r->line};
    r->property = NULL;
    return read_settings(r, rest, &set->parameters);
}

static enum status read_property(struct reading *r, char *rest)
{
    const char *name = word_next(&rest);
    if (!name || word_next(&rest)) {
        return refuse(r, "a property needs one word as its name", name ? name : "");
    }
    if (!ARRAY_GROW(r->spec->property, r->spec->properties)) {
        return fail_memory(r->diagnostic);
    }
    r->property = &r->spec->property[r->spec->properties++];
    *r->property = (struct property){.path = r->path, .name = name, .line = r->line, .about = "", .sets = ""};
    return STATUS_OK;
}

static enum status read_about(struct reading *r, char *rest)
{
    r->property->about = rest;
    return STATUS_OK;
}

static enum status read_sets(struct reading *r, char *rest)
{
    r->property->sets = rest;
    return STATUS_OK;
}

static enum status read_sweep(struct reading *r, char *rest)
{
    r->property->sweep_name = word_next(&rest);
    r->property->sweep = rest;
    return r->property->sweep_name && *rest ? STATUS_OK : refuse(r, "a sweep needs a name and values", rest);
}

/* "NAME = TEXT": the name is cut off in place. */
static enum status split_assignment(const struct reading *r, char *rest, const char **name, const char **text)
{
    char *equals = strchr(rest, '=');
    if (!equals) {
        return refuse(r, "this should be NAME = ...", rest);
    }
    *equals = '\0';
    *text = equals + 1 + strspn(equals + 1, " \t");
    *name = word_next(&rest);
    return *name && **text ? STATUS_OK : refuse(r, "this should be NAME = ...", *text);
}

static enum status read_define(struct reading *r, char *rest)
{
    struct settings *definitions = r->property ? &r->property->definitions : &r->spec->definitions;
    if (definitions->count == SPEC_ENTRIES) {
        return refuse(r, "too many definitions", rest);
    }
    struct setting *entry = &definitions->entry[definitions->count++];
    entry->path = r->path;
    entry->line = r->line;
    return split_assignment(r, rest, &entry->name, &entry->expression);
}

static enum status add_circuit_line(struct reading *r, struct circuit_line line)
{
    if (r->property->circuit_lines == SPEC_LINES) {
        return refuse(r, "too many lines of circuit", line.text);
    }
    line.line = r->line;
    r->property->circuit[r->property->circuit_lines++] = line;
    return STATUS_OK;
}

static enum status read_element(struct reading *r, char *rest)
{
    return add_circuit_line(r, (struct circuit_line){.text = rest});
}

static enum status read_device(struct reading *r, char *rest)
{
    return add_circuit_line(r, (struct circuit_line){.text = rest, .is_device = true});
}

static enum status read_repeat(struct reading *r, char *rest)
{
    const char *count = word_next(&rest);
    const char *kind = count ? word_next(&rest) : NULL;
    if (!kind || (strcmp(kind, "element") != 0 && strcmp(kind, "device") != 0)) {
        return refuse(r, "this should be 'repeat COUNT element ...' or 'repeat COUNT device ...'", rest);
    }
    return add_circuit_line(
        r, (struct circuit_line){.text = rest, .count = count, .is_device = strcmp(kind, "device") == 0});
}

/* What device the specification is about. */
static enum status read_of(struct reading *r, char *rest)
{
    const char *name = word_next(&rest);
    const struct device *device = name ? device_find(name) : NULL;
    if (!device || (r->spec->device && r->spec->device != device)) {
        return refuse(r, "expected the name of a device, as 'spinfield params' lists them, and one in all files",
                      name ? name : "of");
    }
    r->spec->device = device;
    return STATUS_OK;
}

static enum status read_run(struct reading *r, char *rest)
{
    struct property *p = r->property;
    const char *name = word_next(&rest);
    if (p->runs == SPEC_ENTRIES || !name || !*rest) {
        return refuse(r, "a run needs a name and a command of ngspice, and there may be 24 of them", rest);
    }
    p->run[p->runs++] =
        (struct run){.name = name, .command = rest, .options = "", .kind = RUN_PLAINLY, .line = r->line};
    return STATUS_OK;
}

/* The run that a line belongs to; NULL where there is none. */
static struct run *last_run(struct reading *r)
{
    return r->property->runs ? &r->property->run[r->property->runs - 1] : NULL;
}

static enum status read_with(struct reading *r, char *rest)
{
    struct run *run = last_run(r);
    return run ? read_settings(r, rest, &run->with) : refuse(r, "'with' belongs behind a run", rest);
}

static enum status read_options(struct reading *r, char *rest)
{
    struct run *run = last_run(r);
    if (!run) {
        return refuse(r, "'options' belongs behind a run", rest);
    }
    run->options = rest;
    return STATUS_OK;
}

static enum status read_refused(struct reading *r, char *rest)
{
    struct run *run = last_run(r);
    if (!run || !*rest) {
        return refuse(r, "'refused' belongs behind a run, with what ngspice says", rest);
    }
    run->refusal = rest;
    return STATUS_OK;
}

static enum status read_valgrind(struct reading *r, char *rest)
{
    struct run *run = last_run(r);
    if (!run || *rest) {
        return refuse(r, "'valgrind' stands alone behind a run", rest);
    }
    run->kind = RUN_UNDER_VALGRIND;
    return STATUS_OK;
}

static enum status read_only(struct reading *r, char *rest)
{
    struct run *run = last_run(r);
    if (!run || !*rest) {
        return refuse(r, "'only' belongs behind a run, with names of outputs", rest);
    }
    run->only = rest;
    return STATUS_OK;
}

static enum status read_output(struct reading *r, char *rest)
{
    struct property *p = r->property;
    if (p->outputs == SPEC_ENTRIES) {
        return refuse(r, "too many outputs", rest);
    }
    struct named_vector *output = &p->output[p->outputs++];
    output->line = r->line;
    return split_assignment(r, rest, &output->name, &output->vector);
}

static enum status read_check(struct reading *r, char *rest)
{
    struct property *p = r->property;
    char *colon = strchr(rest, ':');
    char *because = strstr(rest, " because ");
    char *at_most = strstr(rest, " <= "), *at_least = strstr(rest, " >= ");
    char *comparison = at_most ? at_most : at_least;
    if (p->checks == SPEC_ENTRIES || !colon || !because || !comparison || comparison > because || colon > comparison ||
        (at_most && at_least)) {
        return refuse(r, "this should be 'check NAME: EXPRESSION <= BOUND because REASON', or with >=, 24 at most",
                      rest);
    }
    *because = *comparison = *colon = '\0';
    p->check[p->checks++] = (struct check){.name = rest,
                                           .text = colon + 1 + strspn(colon + 1, " "),
                                           .at_most = at_most != NULL,
                                           .bound = comparison + strlen(" <= "),
                                           .reason = because + strlen(" because "),
                                           .line = r->line};
    return STATUS_OK;
}

static const struct {
    const char *word;
    bool in_property;
    enum status (*read)(struct reading *r, char *rest);
} LINES[] = {
    {"of", false, read_of},          {"set", false, read_set},        {"property", false, read_property},
    {"about", true, read_about},     {"sets", true, read_sets},       {"sweep", true, read_sweep},
    {"define", false, read_define},  {"element", true, read_element}, {"device", true, read_device},
    {"repeat", true, read_repeat},   {"run", true, read_run},         {"with", true, read_with},
    {"options", true, read_options}, {"refused", true, read_refused}, {"valgrind", true, read_valgrind},
    {"only", true, read_only},       {"output", true, read_output},   {"check", true, read_check},
};

static enum status read_line(struct reading *r, char *line)
{
    char *rest = line;
    const char *word = word_next(&rest);
    if (!word || word[0] == '#') {
        return STATUS_OK;
    }
    rest += strspn(rest, " \t");
    for (size_t i = 0; i < sizeof LINES / sizeof *LINES; i++) {
        if (strcmp(word, LINES[i].word) == 0) {
            return !LINES[i].in_property || r->property ? LINES[i].read(r, rest)
                                                        : refuse(r, "this belongs behind a 'property' line", word);
        }
    }
    return refuse(r, "a line cannot begin with this word; docs/qa.md has those that it can", word);
}

enum status spec_parse(struct spec *spec, struct input *input, struct diagnostic *diagnostic)
{
    if (!ARRAY_GROW(spec->input, spec->inputs)) {
        input_free(input);
        return fail_memory(diagnostic);
    }
    spec->input[spec->inputs++] = input;
    enum status status = input_check_text(input, diagnostic);
    struct line_reader lines = {.next = input->bytes};
    struct reading reading = {.spec = spec, .path = input->path, .diagnostic = diagnostic};
    for (char *line; status == STATUS_OK && (line = line_next(&lines));) {
        reading.line = lines.number;
        status = read_line(&reading, line);
    }
    return status;
}

enum status spec_read(struct spec *spec, const char *path, struct diagnostic *diagnostic)
{
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    return status == STATUS_OK ? spec_parse(spec, input, diagnostic) : status;
}

const struct device *spec_device(const struct spec *spec)
{
    return spec->device ? spec->device : device_find("dwmtj");
}

const struct parameter_set *spec_find_set(const struct spec *spec, const char *name, size_t length)
{
    for (size_t i = 0; i < spec->sets; i++) {
        if (word_is(name, length, spec->set[i].name)) {
            return &spec->set[i];
        }
    }
    return NULL;
}

enum status spec_check(const struct spec *spec, struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < spec->properties; i++) {
        const struct property *p = &spec->property[i];
        size_t length;
        const char *names = p->sets;
        for (const char *name; (name = words_next(&names, &length));) {
            if (!spec_find_set(spec, name, length)) {
                return fail_at(diagnostic, p->path, p->line, "there is no set called '%.*s'", (int)length, name);
            }
        }
        bool refused = false;
        for (size_t k = 0; k < p->runs; k++) {
            refused = refused || p->run[k].refusal;
        }
        if (p->runs == 0 || p->circuit_lines == 0 || !*p->sets || (p->checks == 0 && !refused)) {
            return fail_at(diagnostic, p->path, p->line,
                           "property %s needs sets, a circuit, a run, and a check or a refusal", p->name);
        }
    }
    return STATUS_OK;
}

void spec_free(struct spec *spec)
{
    for (size_t i = 0; i < spec->inputs; i++) {
        input_free(spec->input[i]);
    }
    free(spec->input);
    free(spec->set);
    free(spec->property);
    *spec = (struct spec){0};
}
