/* Domain walls: the devices are dwmtj, n somas and n - 1 axons of each. */
#include "base/document.h"
#include "models/scatter/scatter.h"
#include "netgen/deck.h"
#include "netgen/fields.h"
#include "netgen/network.h"
#include "netgen/network_check.h"
#include "netgen/technologies/technology.h"
#include "netgen/technologies/wall.h"

#include <math.h>
#include <stdio.h>

/* ---- In NAME.json ---- */

static const char *const CIRCUIT_KEYS[] = {"dendrite", "v_dw_v", "v_dw_per_axon_v", "v_c_v", "t_load_s", NULL};
static const char *const KEYS[] = {"soma", "axon", "variation", NULL};
static const char *const DENDRITES[] = {[DENDRITE_PLAIN] = "plain", [DENDRITE_BALANCED] = "balanced"};

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

static void read_bias(struct fields *r, const json_t *circuit, struct network *net)
{
    net->dendrite = (enum dendrite)fields_choice(r, circuit, "dendrite", DENDRITES, 2);
    if (json_object_get(circuit, "v_dw_per_axon_v")) {
        net->v_dw = fields_number(r, circuit, "v_dw_v", 0.0, NETWORK_GREATEST_VDW);
        net->v_dw_per_axon = fields_positive(r, circuit, "v_dw_per_axon_v", NETWORK_GREATEST_VDW);
    } else {
        net->v_dw = fields_positive(r, circuit, "v_dw_v", NETWORK_GREATEST_VDW);
    }
    net->v_c = fields_positive(r, circuit, "v_c_v", NETWORK_GREATEST_VC);
    net->t_load = fields_number(r, circuit, "t_load_s", 0.0, NETWORK_LONGEST_RUN);
    if (net->v_dw_per_axon > 0.0 && !net->weights.edges_only) {
        fields_complain(r, "v_dw_per_axon_v", "must not be there where all neurons have equal fan-outs");
    }
    if ((net->start == NULL) != (net->t_load == 0.0)) {
        fields_complain(r, "t_load_s", "must be 0 without a start, and above 0 with one");
    }
    if (net->t_stop <= net->t_load) {
        fields_complain(r, "t_stop_s", "must be later than the load phase");
    }
}

static void read_wall(struct fields *r, const json_t *circuit, const json_t *object, struct network *network)
{
    read_bias(r, circuit, network);
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

static void write_bias(const struct network *net, struct document *d)
{
    document_text(d, "dendrite", DENDRITES[net->dendrite]);
    document_count(d, "n", net->n);
    document_finite(d, "v_dw_v", net->v_dw);
    if (net->v_dw_per_axon != 0.0) {
        document_finite(d, "v_dw_per_axon_v", net->v_dw_per_axon);
    }
    document_finite(d, "v_c_v", net->v_c);
    document_finite(d, "t_load_s", net->t_load);
    document_finite(d, "t_stop_s", net->t_stop);
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

static bool check_circuit(const struct network *net, char *why, size_t size)
{
    if (!(net->v_c > 0.0 && net->v_c <= NETWORK_GREATEST_VC)) {
        snprintf(why, size, "V_C = %g V must be above 0 and at most %g V", net->v_c, NETWORK_GREATEST_VC);
        return false;
    }
    double v_dw = network_greatest_v_dw(net);
    if (!(v_dw > 0.0 && v_dw <= NETWORK_GREATEST_VDW)) {
        snprintf(why, size, "V_DW = %g V must be above 0 and at most %g V", v_dw, NETWORK_GREATEST_VDW);
        return false;
    }
    if (net->weights.field && net->dendrite == DENDRITE_PLAIN) {
        snprintf(why, size, "plain dendrites have no resistor for the fields h_i; expected balanced ones");
        return false;
    }
    return true;
}

static bool check_times(const struct network *net, char *why, size_t size)
{
    double needed;
    if (net->start && !network_check_load(net, &needed, why, size)) {
        return false;
    }
    if (net->start) {
        return network_check_load_time(net->t_load, net->t_stop, why, size);
    }
    if (net->t_load != 0.0) {
        snprintf(why, size, "load time %g s must be 0 without a start", net->t_load);
        return false;
    }
    return true;
}

double wall_noise(unsigned long seed)
{
    const double in_place_of_0 = 2147483648.0;
    return seed > 0 ? (double)seed : in_place_of_0;
}

static void set_noise(struct network *network, unsigned long seed)
{
    network->soma.noise = network->soma.noise > 0.0 ? wall_noise(seed) : 0.0;
    network->axon.noise = network->axon.noise > 0.0 ? wall_noise(seed) : 0.0;
}

static size_t count(const struct network *network)
{
    return network->n + network_axons(network);
}

const struct technology technology_wall = {
    .name = "wall",
    .devices = "domain-wall magnetic tunnel junctions",
    .ideal = "supplies, switches and wires",
    .bias = wall_bias,
    .set_start = wall_set_start,
    .set_noise = set_noise,
    .noise_option = "noise",
    .circuit_keys = CIRCUIT_KEYS,
    .keys = KEYS,
    .read = read_wall,
    .write = write_wall,
    .write_circuit = write_bias,
    .write_deck = deck_of_walls,
    .check = check,
    .check_circuit = check_circuit,
    .check_times = check_times,
    .count = count,
};
