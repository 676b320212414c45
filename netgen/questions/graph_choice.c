#include "netgen/questions/graph_choice.h"

#include "base/input.h"
#include "netgen/readers/graph_make.h"
#include "netgen/readers/graph_option.h"
#include "netgen/readers/graph_read.h"

#include <string.h>

enum { KIND };

static const struct question_option OPTIONS[] = {GRAPH_CHOICE_OPTIONS};
_Static_assert(sizeof OPTIONS / sizeof *OPTIONS == GRAPH_CHOICES, "GRAPH_CHOICES counts them");

/* What `spinfield graph` calls the option: without the "graph-" that tells it from another one here. */
static const char *plain_name(size_t k)
{
    static const char PREFIX[] = "graph-";
    const char *name = OPTIONS[k].name;
    return strncmp(name, PREFIX, strlen(PREFIX)) == 0 ? name + strlen(PREFIX) : name;
}

static enum status find_kind(const char *name, const struct graph_kind **kind, struct diagnostic *diagnostic)
{
    char names[200] = "";
    *kind = graph_kind_find(name);
    for (size_t k = 0; graph_kind_number(k); k++) {
        const size_t used = strlen(names);
        snprintf(names + used, sizeof names - used, "%s%s",
                 k == 0                     ? ""
                 : graph_kind_number(k + 1) ? ", "
                                            : " or ",
                 graph_kind_number(k)->name);
    }
    return *kind ? STATUS_OK : fail(diagnostic, STATUS_INPUT, "error: --graph takes %s, not '%.40s'", names, name);
}

static enum status set_plan(const struct question_request *request, struct graph_plan *plan,
                            struct diagnostic *diagnostic)
{
    for (size_t k = KIND + 1; k < GRAPH_CHOICES; k++) {
        const char *value = request->value[k].word,
                   *right = value ? graph_option_set(plan, plain_name(k), value) : NULL;
        if (right && !*right) {
            return fail(diagnostic, STATUS_INPUT, "error: --%s has no meaning for a graph of kind %s; leave it out",
                        OPTIONS[k].name, plan->kind->name);
        }
        if (right) {
            return fail(diagnostic, STATUS_INPUT, "error: --%s takes %s, not '%.40s'", OPTIONS[k].name, right, value);
        }
    }
    return STATUS_OK;
}

static enum status make_graph(const struct question_request *request, struct graph **graph,
                              struct diagnostic *diagnostic)
{
    const struct graph_kind *kind;
    enum status status = find_kind(request->value[KIND].word, &kind, diagnostic);
    if (status == STATUS_OK && request->files.count > 0) {
        status = fail(diagnostic, STATUS_INPUT,
                      "error: --graph makes a graph, and the file '%.40s' has one; expected one of them",
                      request->files.word[0]);
    }
    if (status != STATUS_OK) {
        return status;
    }
    struct graph_plan plan = graph_option_plan(kind);
    status = set_plan(request, &plan, diagnostic);
    return status == STATUS_OK ? graph_make(&plan, graph, diagnostic) : status;
}

enum status graph_choice(const struct question_request *request, struct graph **graph, struct diagnostic *diagnostic)
{
    struct input *input;
    *graph = NULL;
    if (request->value[KIND].given) {
        return make_graph(request, graph, diagnostic);
    }
    for (size_t k = KIND + 1; k < GRAPH_CHOICES; k++) {
        if (request->value[k].given) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: --%s is about a graph that --graph KIND makes; expected that option, too",
                        OPTIONS[k].name);
        }
    }
    enum status status = question_open_one(request, "graph file", &input, diagnostic);
    if (status == STATUS_OK) {
        status = graph_parse(input, graph, diagnostic);
    }
    input_free(input);
    return status;
}

void graph_choice_standard(const char *kind, size_t k, char *text, size_t size)
{
    const struct graph_kind *const found = kind ? graph_kind_find(kind) : NULL;
    *text = '\0';
    if (found && k > KIND && k < GRAPH_CHOICES) {
        const struct graph_plan plan = graph_option_plan(found);
        graph_option_text(&plan, plain_name(k), text, size);
    }
}
