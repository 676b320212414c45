#include "models/dwmtj/codemodel/circuit.h"

#include "models/dwmtj/codemodel/each_wall.h"

#include <stdlib.h>

static struct circuit *circuits;

struct circuit *circuit_of(const GENmodel *first, const CKTcircuit *ckt)
{
    struct circuit *circuit = circuits;
    while (circuit && (circuit->ckt != ckt || circuit->type != ngspice_type(first))) {
        circuit = circuit->next;
    }
    return circuit;
}

static void forget(struct circuit *gone)
{
    struct circuit **link = &circuits;
    while (*link && *link != gone) {
        link = &(*link)->next;
    }
    if (*link) {
        *link = gone->next;
        free(gone->cell);
        free(gone->kind);
        free(gone->place);
        free(gone->junction);
        free(gone);
    }
}

/* How many of each there are. */
static struct circuit count(GENmodel *first, const CKTcircuit *ckt)
{
    struct circuit sizes = {.ckt = ckt, .first = first, .type = ngspice_type(first), .stale = true};
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        const bool differ = network_model_differ(model);
        sizes.kinds += differ ? 0 : 1;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            const size_t junctions = (size_t)ngspice_ports(here->conn, JUNCTION);
            sizes.junctions += junctions;
            sizes.cells += differ ? junctions : 1;
            sizes.kinds += differ ? junctions : 0;
        }
    }
    return sizes;
}

struct circuit *circuit_remember(GENmodel *first, const CKTcircuit *ckt)
{
    forget(circuit_of(first, ckt));
    struct circuit *circuit = calloc(1, sizeof *circuit);
    if (!circuit) {
        return NULL;
    }
    *circuit = count(first, ckt);
    circuit->cell = calloc(circuit->cells + 1, sizeof *circuit->cell);
    circuit->kind = calloc(circuit->kinds + 1, sizeof *circuit->kind);
    circuit->junction = calloc(circuit->junctions + 1, sizeof *circuit->junction);
    circuit->next = circuits;
    circuits = circuit;
    if (!circuit->cell || !circuit->kind || !circuit->junction) {
        forget(circuit);
        return NULL;
    }
    return circuit;
}

int circuit_take_down(GENmodel *first, CKTcircuit *ckt)
{
    forget(circuit_of(first, ckt));
    return MIFunsetup(first, ckt);
}

/* ngspice removes a circuit without taking it down, model by model from the first on. */
int circuit_remove_model(GENmodel *model)
{
    for (struct circuit *circuit = circuits; circuit; circuit = circuit->next) {
        if (circuit->first == model) {
            forget(circuit);
            break;
        }
    }
    return MIFmDelete(model);
}

/* False where ngspice, as its last resort for an operating point, runs a transient that is none: the circuit's time
 * stands still, and so must the walls. */
static bool time_goes_on(const CKTcircuit *ckt)
{
    return strcmp(ngspice_analysis(), "Transient Analysis") == 0 && ngspice_time(ckt) > 0.0;
}

void circuit_begin_transient(struct circuit *circuit, GENmodel *first)
{
    enum { WALL_DOUBLES = sizeof(struct wall) / sizeof(double) };
    struct cell *cell = circuit->cell;
    circuit->ready = time_goes_on(circuit->ckt);
    circuit->stale = true;
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            if (!ngspice_has_state(here) || isnan(*ngspice_variable(here, 0))) {
                circuit->ready = false;
                return;
            }
            const size_t walls = network_model_walls(model, here);
            for (size_t k = 0; k < walls; k++) {
                cell++->state = ngspice_state_index(here, WALL) + (int)k * WALL_DOUBLES;
            }
        }
    }
}

static bool read_kind(const CKTcircuit *ckt, struct kind *kind)
{
    const struct profile none = {0};
    char why[MESSAGE_SIZE];
    kind->device = network_model_device(kind->model->param, kind->model->num_param, kind->wall);
    bool sound = dwmtj_check(&kind->device, why, sizeof why) && !dynamics_on(&kind->device, &none) &&
                 (!dwmtj_is_thermal(&kind->device) ||
                  dwmtj_apply_temperature(&kind->device, ngspice_temperature(ckt), why, sizeof why));
    kind->slope = dwmtj_mobility(&kind->device) / kind->device.rm;
    return sound;
}

void circuit_read_parameters(struct circuit *circuit)
{
    const bool was_ready = circuit->ready;
    for (struct kind *kind = circuit->kind; kind < circuit->kind + circuit->kinds; kind++) {
        if (!read_kind(circuit->ckt, kind) && was_ready) {
            circuit->ready = false;
            for (MIFinstance *here = MIFinstances(kind->model); here; here = MIFnextInstance(here)) {
                ngspice_call_anew(here);
            }
        }
    }
    circuit->stale = false;
}

each_wall spinfield_each_wall;

__attribute__((visibility("default"))) void spinfield_each_wall(wall_taker *take, void *context)
{
    for (struct circuit *circuit = circuits; circuit; circuit = circuit->next) {
        for (MIFmodel *model = (MIFmodel *)circuit->first; model; model = MIFnextModel(model)) {
            for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
                take(context, ngspice_device_name(here), ngspice_variable(here, 0), ngspice_variable(here, 1));
            }
        }
    }
}

void circuit_mark_stale(void)
{
    for (struct circuit *circuit = circuits; circuit; circuit = circuit->next) {
        circuit->stale = true;
    }
}
