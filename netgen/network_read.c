/* Reads the JSON that network_write.c writes, and trusts none of it. */
#include "netgen/network_parse.h"
#include "netgen/network_file.h"

#include "base/c_locale.h"

#include "base/document.h"
#include "netgen/network_check.h"
#include "netgen/network_versions.h"
#include "netgen/questions/question.h"
#include "netgen/recipe.h"
#include "netgen/technologies/technology.h"
#include "netgen/weights_read.h"

#include <stdlib.h>
#include <string.h>

/* Which version the file is of, 1 or NETWORK_VERSION; 0 with an error where it is neither. */
static int version_of(struct fields *r, const json_t *json)
{
    const char *format = json_string_value(json_object_get(json, "format"));
    if (!format || strcmp(format, "spinfield network") != 0) {
        fields_complain(r, "format", "does not say that this is a spinfield network");
        return 0;
    }
    const json_t *version = json_object_get(json, "version");
    json_int_t number = json_integer_value(version);
    if (json_is_integer(version) && number >= 1 && number <= NETWORK_VERSION) {
        return (int)number;
    }
    char *found = version ? json_dumps(version, JSON_ENCODE_ANY) : strdup("unknown");
    r->status = found
                    ? fail_at(r->diagnostic, r->path, 0,
                              "network format version %.20s, this program reads versions 1 to %d; make the file again "
                              "with 'spinfield gen'",
                              found, NETWORK_VERSION)
                    : fail_memory(r->diagnostic);
    free(found);
    return 0;
}

/* Complains of a key of `object` that is neither "name" nor one of `keys`, which NULL ends; `keys` may be NULL. */
static void refuse_other_keys(struct fields *r, const json_t *object, const char *const keys[], const char *what)
{
    enum { MOST = 16 };
    const char *known[MOST] = {"name"};
    size_t count = 1;
    while (keys && *keys && count < MOST) {
        known[count++] = *keys++;
    }
    fields_refuse_others(r, object, known, count, what);
}

/* The object "question" of `json`, and what it asks. */
static const json_t *find_question(struct fields *r, const json_t *json, struct network *net)
{
    const json_t *object = fields_object(r, json, "question");
    const char *name = object ? json_string_value(fields_value(r, object, "name")) : NULL;
    net->question = name ? question_find(name) : NULL;
    if (!net->question) {
        fields_complain(r, "name", "of the question is not a known word");
        return NULL;
    }
    refuse_other_keys(r, object, net->question->keys, "is no field of this question");
    return object;
}

/* The object "technology" of the circuit, and which it is. */
static const json_t *find_technology(struct fields *r, const json_t *circuit, struct network *net)
{
    const json_t *object = fields_object(r, circuit, "technology");
    const char *name = object ? json_string_value(fields_value(r, object, "name")) : NULL;
    net->technology = name ? technology_find(name) : NULL;
    if (!net->technology) {
        fields_complain(r, "name", "of the technology is not a known word");
        return NULL;
    }
    refuse_other_keys(r, object, net->technology->keys, "is no field of this technology");
    return object;
}

/* What makers check as well. */
static void check_network(struct fields *r, const struct network *net)
{
    char why[400];
    fields_require(r, network_check_devices(net, why, sizeof why), why);
    if (r->status == STATUS_OK) {
        fields_require(r, network_check_values(net, why, sizeof why), why);
    }
    if (r->status == STATUS_OK) {
        fields_require(r, network_check_times(net, why, sizeof why), why);
    }
}

/* Complains of the fields that the outermost object and the circuit do not have; where the technology is none, of those
 * that a circuit of walls does not have. */
static void check_keys(struct fields *r, const json_t *json, const json_t *circuit)
{
    const char *name = json_string_value(json_object_get(json_object_get(circuit, "technology"), "name"));
    const struct technology *named = name ? technology_find(name) : NULL,
                            *technology = named ? named : &technology_wall;
    enum { MOST = 16 };
    static const char *const OUTER[] = {"format", "version", "made", "question", "circuit"};
    static const char *const CIRCUIT[] = {"technology", "n", "weights", "t_stop_s", "start"};
    const char *known[MOST];
    size_t count = sizeof CIRCUIT / sizeof *CIRCUIT;
    memcpy(known, CIRCUIT, sizeof CIRCUIT);
    for (const char *const *key = technology->circuit_keys; *key && count < MOST; key++) {
        known[count++] = *key;
    }
    fields_refuse_others(r, json, OUTER, sizeof OUTER / sizeof *OUTER, "is no field of a network");
    fields_refuse_others(r, circuit, known, count, "is no field of a circuit");
}

static void read_circuit(struct fields *r, const json_t *circuit, struct network *net)
{
    net->n = fields_whole(r, circuit, "n", 2, (json_int_t)NETWORK_GREATEST_N);
    net->t_stop = fields_number(r, circuit, "t_stop_s", NETWORK_SHORTEST_RUN, NETWORK_LONGEST_RUN);
    if (r->status != STATUS_OK) {
        return;
    }
    net->weights.n = net->n;
    weights_read(r, circuit, &net->weights);
    const json_t *start = fields_value(r, circuit, "start");
    net->start = json_is_null(start) ? NULL : fields_bits(r, start, "start", net->n);
}

/* How the network was made, which older files do not say. */
static void read_recipe(struct fields *r, const json_t *json, struct network *net)
{
    const json_t *made = fields_object(r, json, "made");
    if (made) {
        recipe_read(r, made, &net->recipe);
    }
    if (net->recipe && strcmp(recipe_question(net->recipe)->name, net->question->name) != 0) {
        fields_complain(r, "task", "does not fit the question");
    }
}

static void read_network(struct fields *r, const json_t *json, struct network *net)
{
    const json_t *circuit = fields_object(r, json, "circuit");
    check_keys(r, json, circuit);
    const json_t *question = find_question(r, json, net), *technology = find_technology(r, circuit, net);
    if (r->status == STATUS_OK) {
        read_circuit(r, circuit, net);
    }
    if (r->status == STATUS_OK && net->weights.kind != net->question->weights) {
        fields_complain(r, "kind", "of the weights does not fit the question");
    }
    if (r->status == STATUS_OK && net->question->read) {
        net->question->read(r, question, net);
    }
    if (r->status == STATUS_OK) {
        net->technology->read(r, circuit, technology, net);
    }
    if (r->status == STATUS_OK) {
        check_network(r, net);
    }
    if (r->status == STATUS_OK && json_object_get(json, "made")) {
        read_recipe(r, json, net);
    }
}

enum status network_parse(const struct input *input, struct network **network, struct diagnostic *diagnostic)
{
    *network = NULL;
    struct fields r = {input->path, STATUS_OK, diagnostic};
    struct network *net = NULL;
    json_t *json;
    r.status = document_parse(input, &json, diagnostic);
    if (r.status == STATUS_OK && version_of(&r, json) == 1) {
        network_versions_raise(&r, &json);
    }
    if (r.status == STATUS_OK) {
        net = fields_allocate(&r, 1, sizeof *net);
    }
    if (r.status == STATUS_OK) {
        read_network(&r, json, net);
    }
    if (r.status == STATUS_OK) {
        *network = net;
        net = NULL;
    }
    network_free(net);
    json_decref(json);
    return r.status;
}

enum status network_read(const char *path, struct network **network, struct diagnostic *diagnostic)
{
    IN_C_LOCALE;
    *network = NULL;
    struct input *input;
    enum status status = input_read(path, &input, diagnostic);
    if (status == STATUS_OK) {
        status = network_parse(input, network, diagnostic);
    }
    input_free(input);
    return status;
}
