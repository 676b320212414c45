#include "netgen/network_versions.h"

#include "netgen/questions/question.h"

#include <string.h>

/* The fields of version 1 that are the circuit's, in its order, but for "columns" and "optimum" of the question, which
 * stood behind "start", and for those of the technology at the end. */
static const char *const CIRCUIT[] = {"dendrite", "n", "weights", "v_dw_v", "v_c_v", "t_load_s", "t_stop_s", "start"};
static const char *const WALL[] = {"soma", "axon", "variation"};
enum { CIRCUIT_FIELDS = sizeof CIRCUIT / sizeof *CIRCUIT, WALL_FIELDS = sizeof WALL / sizeof *WALL };

/* Puts what `from` has at each of `count` keys into `to` as well, where it has something; false where memory is short.
 */
static bool share(const json_t *from, const char *const key[], size_t count, json_t *to)
{
    bool good = true;
    for (size_t k = 0; k < count; k++) {
        json_t *value = json_object_get(from, key[k]);
        good = good && (!value || json_object_set(to, key[k], value) == 0);
    }
    return good;
}

static json_t *question_of(const json_t *json)
{
    json_t *question = json_object(), *columns = json_object_get(json, "columns"),
           *optimum = json_object_get(json, "optimum");
    bool no_columns = json_is_integer(columns) && json_integer_value(columns) == 0;
    bool good = question && json_object_set(question, "name", json_object_get(json, "task")) == 0 &&
                (no_columns || json_object_set(question, "columns", columns) == 0) &&
                (json_is_null(optimum) || json_object_set(question, "optimum", optimum) == 0);
    if (!good) {
        json_decref(question);
        return NULL;
    }
    return question;
}

static json_t *circuit_of(const json_t *json)
{
    json_t *circuit = json_object(), *technology = json_object();
    bool good = circuit && technology && json_object_set_new(technology, "name", json_string("wall")) == 0 &&
                share(json, WALL, WALL_FIELDS, technology) && share(json, CIRCUIT, CIRCUIT_FIELDS, circuit) &&
                json_object_set(circuit, "technology", technology) == 0;
    json_decref(technology);
    if (!good) {
        json_decref(circuit);
        return NULL;
    }
    return circuit;
}

/* Checks the outermost object of version 1. */
static void check_fields(struct fields *fields, const json_t *json)
{
    static const char *const KNOWN[] = {"format",  "version", "task",     "dendrite", "n",     "weights",
                                        "v_dw_v",  "v_c_v",   "t_load_s", "t_stop_s", "start", "columns",
                                        "optimum", "soma",    "axon",     "variation"};
    enum { FIELDS = sizeof KNOWN / sizeof *KNOWN, REQUIRED = FIELDS - 1 };
    fields_refuse_others(fields, json, KNOWN, FIELDS, "is no field of a network");
    for (size_t k = 0; k < REQUIRED; k++) {
        fields_value(fields, json, KNOWN[k]);
    }
    const char *task = json_string_value(json_object_get(json, "task"));
    if (!task || !question_find(task)) {
        fields_complain(fields, "task", "is not a known word");
    }
}

void network_versions_raise(struct fields *fields, json_t **json)
{
    check_fields(fields, *json);
    if (fields->status != STATUS_OK) {
        return;
    }
    json_t *raised = json_object(), *question = question_of(*json), *circuit = circuit_of(*json);
    bool good = raised && question && circuit && share(*json, (const char *const[]){"format"}, 1, raised) &&
                json_object_set_new(raised, "version", json_integer(2)) == 0 &&
                json_object_set(raised, "question", question) == 0 && json_object_set(raised, "circuit", circuit) == 0;
    json_decref(question);
    json_decref(circuit);
    if (!good) {
        json_decref(raised);
        fields->status = fail_memory(fields->diagnostic);
        return;
    }
    json_decref(*json);
    *json = raised;
}

/* Adds to `to` the fields of `from` that it lacks, but for the names of questions and technologies; false where memory
 * is short. */
static bool add_others(const json_t *from, json_t *to)
{
    const char *key;
    json_t *value;
    bool good = true;
    json_object_foreach((json_t *)from, key, value)
    {
        bool other = strcmp(key, "name") != 0 && strcmp(key, "technology") != 0 && !json_object_get(to, key);
        good = good && (!other || json_object_set(to, key, value) == 0);
    }
    return good;
}

void network_versions_lower(struct document *document)
{
    if (document->status != STATUS_OK) {
        return;
    }
    const json_t *raised = document->open[0];
    const json_t *question = json_object_get(raised, "question"), *circuit = json_object_get(raised, "circuit");
    const json_t *technology = json_object_get(circuit, "technology");
    json_t *columns = json_object_get(question, "columns"), *optimum = json_object_get(question, "optimum");
    json_t *lowered = json_object();
    bool good = lowered && share(raised, (const char *const[]){"format"}, 1, lowered) &&
                json_object_set_new(lowered, "version", json_integer(1)) == 0 &&
                json_object_set(lowered, "task", json_object_get(question, "name")) == 0 &&
                share(circuit, CIRCUIT, CIRCUIT_FIELDS, lowered) &&
                json_object_set_new(lowered, "columns", columns ? json_incref(columns) : json_integer(0)) == 0 &&
                json_object_set_new(lowered, "optimum", optimum ? json_incref(optimum) : json_null()) == 0 &&
                share(technology, WALL, WALL_FIELDS, lowered) && add_others(question, lowered) &&
                add_others(circuit, lowered) && add_others(technology, lowered);
    if (!good) {
        json_decref(lowered);
        document->status = fail_memory(&document->why);
        return;
    }
    json_decref(document->open[0]);
    document->open[0] = lowered;
}
