#include "models/dwmtj/codemodel/circuit.h"

#include <stdlib.h>

static struct circuit *circuits;

struct circuit *circuit_of(const CKTcircuit *ckt)
{
    struct circuit *circuit = circuits;
    while (circuit && circuit->ckt != ckt) {
        circuit = circuit->next;
    }
    return circuit;
}

static void forget(const CKTcircuit *ckt)
{
    struct circuit **link = &circuits;
    while (*link && (*link)->ckt != ckt) {
        link = &(*link)->next;
    }
    if (*link) {
        struct circuit *circuit = *link;
        *link = circuit->next;
        free(circuit->cell);
        free(circuit->kind);
        free(circuit);
    }
}

/* An empty circuit for the devices from `first` on; NULL where memory is short. */
static struct circuit *remember(GENmodel *first, const CKTcircuit *ckt)
{
    forget(ckt);
    struct circuit *circuit = calloc(1, sizeof *circuit);
    if (!circuit) {
        return NULL;
    }
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        circuit->kinds++;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            circuit->cells++;
        }
    }
    *circuit = (struct circuit){.ckt = ckt,
                                .first = first,
                                .cell = calloc(circuit->cells + 1, sizeof *circuit->cell),
                                .kind = calloc(circuit->kinds + 1, sizeof *circuit->kind),
                                .cells = circuit->cells,
                                .kinds = circuit->kinds,
                                .next = circuits};
    circuits = circuit;
    if (!circuit->cell || !circuit->kind) {
        forget(ckt);
        return NULL;
    }
    return circuit;
}

static bool has_motion(const MIFinstance *here)
{
    return !ngspice_port_is_null(here->conn, MOTION);
}

/* Which ports XSPICE takes for inputs and outputs from now on: MIFsetup gives the matrix an entry for each output and
 * each input of a device. */
static void announce(MIFmodel *first, bool junction, bool track)
{
    for (MIFmodel *model = first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            ngspice_announce(here, JUNCTION, junction, junction);
            ngspice_announce(here, TRACK, track, false);
        }
    }
}

/* Entries for each junction between its own terminals, and for the speed in the columns of the track: with them the
 * matrix is that of the linear circuit, and one iteration solves it. XSPICE would add the pairs of junction and track.
 */
int circuit_set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    struct circuit *circuit = remember(first, ckt);
    if (!circuit) {
        return E_NOMEM;
    }
    MIFmodel *head = (MIFmodel *)first;
    announce(head, false, true);
    int status = MIFsetup(matrix, first, ckt, states);
    if (status != OK) {
        return status;
    }
    struct cell *cell = circuit->cell;
    for (MIFmodel *model = head; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here), cell++) {
            if (has_motion(here)) {
                double *entry[4];
                ngspice_take_entries(here, MOTION, TRACK, entry);
                cell->of_motion[0] = entry[0];
                cell->of_motion[1] = entry[1];
            }
        }
    }
    MIFunsetup(first, ckt);
    announce(head, true, false);
    return MIFsetup(matrix, first, ckt, states);
}

int circuit_take_down(GENmodel *first, CKTcircuit *ckt)
{
    forget(ckt);
    return MIFunsetup(first, ckt);
}

/* ngspice removes a circuit without taking it down, model by model from the first on. */
int circuit_remove_model(GENmodel *model)
{
    for (struct circuit *circuit = circuits; circuit; circuit = circuit->next) {
        if (circuit->first == model) {
            forget(circuit->ckt);
            break;
        }
    }
    return MIFmDelete(model);
}

/* What a transient needs of a device that the operating point has been called for. */
static void gather_cell(const MIFinstance *here, struct cell *cell)
{
    int motion[2] = {0, 0};
    ngspice_nodes(here->conn, TRACK, cell->track);
    ngspice_nodes(here->conn, JUNCTION, cell->junction);
    if (has_motion(here)) {
        ngspice_nodes(here->conn, MOTION, motion);
    }
    cell->motion = motion[0];
    cell->state = ngspice_state_index(here, WALL);
    cell->x = ngspice_variable(here, 0);
    cell->v = ngspice_variable(here, 1);
    ngspice_take_entries(here, JUNCTION, JUNCTION, cell->of_junction);
}

/* False where ngspice, as its last resort for an operating point, runs a transient that is none: the circuit's time
 * stands still, and so must the walls. */
static bool time_goes_on(const CKTcircuit *ckt)
{
    return strcmp(ngspice_analysis(), "Transient Analysis") == 0 && ngspice_time(ckt) > 0.0;
}

void circuit_gather(struct circuit *circuit, GENmodel *first)
{
    struct cell *cell = circuit->cell;
    struct kind *kind = circuit->kind;
    circuit->ready = time_goes_on(circuit->ckt);
    circuit->stale = true;
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model), kind++) {
        *kind = (struct kind){.model = model};
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here), cell++, kind->cells++) {
            if (!ngspice_has_state(here) || isnan(*ngspice_variable(here, 0))) {
                circuit->ready = false;
                return;
            }
            gather_cell(here, cell);
        }
    }
}

void circuit_read_parameters(struct circuit *circuit)
{
    const struct profile none = {0};
    for (struct kind *kind = circuit->kind; kind < circuit->kind + circuit->kinds; kind++) {
        char why[MESSAGE_SIZE];
        kind->device = device_of(kind->model->param);
        if (!dwmtj_check(&kind->device, why, sizeof why) || dynamics_on(&kind->device, &none) ||
            (dwmtj_is_thermal(&kind->device) &&
             !dwmtj_apply_temperature(&kind->device, ngspice_temperature(circuit->ckt), why, sizeof why))) {
            for (MIFinstance *here = MIFinstances(kind->model); here; here = MIFnextInstance(here)) {
                ngspice_call_anew(here);
            }
            circuit->ready = false;
        }
        kind->slope = dwmtj_mobility(&kind->device) / kind->device.rm;
    }
    circuit->stale = false;
}

void circuit_mark_stale(void)
{
    for (struct circuit *circuit = circuits; circuit; circuit = circuit->next) {
        circuit->stale = true;
    }
}
