/* Domain walls: the devices are dwmtj, n somas and n - 1 axons of each. */
#include "base/document.h"
#include "models/scatter/scatter.h"
#include "netgen/fields.h"
#include "netgen/network.h"
#include "netgen/technologies/technology.h"

#include <stdio.h>

/* ---- In NAME.json ---- */

static const char *const KEYS[] = {"soma", "axon", "variation", NULL};

static void read_device(struct fields *r, const json_t *object, const char *key, struct dwmtj *device)
{
    const json_t *parameters = fields_object(r, object, key);
    size_t known = 0;
    *device = dwmtj_default();
    for (size_t i = 0; parameters && i < DWMTJ_PARAMETERS; i++) {
        const struct parameter *p = &dwmtj_parameters[i];
        if (parameter_is(p, IS_PUBLISHED) ||
            json_object_get(parameters, p->name)) { /* an option that is not there is off */
            dwmtj_set(device, i, fields_number(r, parameters, p->name, p->least, p->greatest));
            known++;
        }
    }
    if (parameters && json_object_size(parameters) != known) {
        fields_complain(r, key, "must contain device parameters only");
    }
}

/* Reads the variation where the file has one. */
static void read_variation(struct fields *r, const json_t *json, struct variation *variation)
{
    const json_t *object = json_object_get(json, "variation"), *sigma = json_object_get(object, "sigma");
    size_t known = 0;
    if (!object) {
        return;
    }
    variation->seed = fields_whole(r, object, "seed", 0, SCATTER_GREATEST_SEED);
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        const char *name = dwmtj_parameters[p].name;
        if (json_object_get(sigma, name)) {
            variation->sigma[p] = fields_positive(r, sigma, name, SCATTER_GREATEST);
            known++;
        }
    }
    for (size_t s = 0; s < VARIATION_SOURCES; s++) {
        const char *name = variation_source_names[s].name;
        if (json_object_get(sigma, name)) {
            variation->sigma_of_source[s] = fields_positive(r, sigma, name, SCATTER_GREATEST);
            known++;
        }
    }
    if (json_object_size(object) != 2 || known == 0 || json_object_size(sigma) != known) {
        fields_complain(r, "variation", "must contain a seed and the sigma of device parameters or sources");
    }
}

static void read_wall(struct fields *r, const json_t *object, struct network *network)
{
    read_device(r, object, "soma", &network->soma);
    read_device(r, object, "axon", &network->axon);
    read_variation(r, object, &network->variation);
}

static void add_device(struct document *d, const char *key, const struct dwmtj *device)
{
    document_object(d, key);
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (!dwmtj_is_off(device, i)) {
            document_finite(d, dwmtj_parameters[i].name, dwmtj_get(device, i));
        }
    }
    document_close(d);
}

static void add_variation(struct document *d, const struct variation *variation)
{
    document_object(d, "variation");
    document_count(d, "seed", variation->seed);
    document_object(d, "sigma");
    for (size_t p = 0; p < DWMTJ_PARAMETERS; p++) {
        if (variation->sigma[p] > 0.0) {
            document_finite(d, dwmtj_parameters[p].name, variation->sigma[p]);
        }
    }
    for (size_t s = 0; s < VARIATION_SOURCES; s++) {
        if (variation->sigma_of_source[s] > 0.0) {
            document_finite(d, variation_source_names[s].name, variation->sigma_of_source[s]);
        }
    }
    document_close(d);
    document_close(d);
}

static void write_wall(const struct network *network, struct document *d)
{
    add_device(d, "soma", &network->soma);
    add_device(d, "axon", &network->axon);
    if (variation_exists(&network->variation)) {
        add_variation(d, &network->variation);
    }
}

/* ---- Soundness ---- */

static bool check(const struct network *net, char *why, size_t size)
{
    char fault[300];
    if (!dwmtj_check(&net->soma, fault, sizeof fault)) {
        snprintf(why, size, "soma: %s", fault);
        return false;
    }
    if (!dwmtj_check(&net->axon, fault, sizeof fault)) {
        snprintf(why, size, "axon: %s", fault);
        return false;
    }
    if (net->axon.vleak >= 0.0) {
        snprintf(why, size, "axon: parameter vleak = %g m/s must be below 0: it brings the wall back", net->axon.vleak);
        return false;
    }
    if (!variation_check(&net->variation, &net->soma, &net->axon, fault, sizeof fault)) {
        snprintf(why, size, "%s; lower the variation", fault);
        return false;
    }
    return true;
}

static size_t count(const struct network *network)
{
    return network->n + network_axons(network);
}

const struct technology technology_wall = {
    .name = "wall",
    .devices = "domain-wall magnetic tunnel junctions",
    .keys = KEYS,
    .read = read_wall,
    .write = write_wall,
    .check = check,
    .count = count,
};
