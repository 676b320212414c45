/* The transient of the code model dwmtj_network. Of what ngspice calls for a device, six functions are ours; they
 * leave to XSPICE's all that is not a transient.
 *
 * In a network each junction's current depends on the wall, and so on the voltage of a track elsewhere. In the matrix
 * that couples every neuron with every other, and its factors fill up with N^2 entries. Here each time point is solved
 * for walls at the places that the drive of the last two time points leads to; then the circuit is linear, and its
 * matrix couples a junction's own terminals alone. The walls go on by Eq. (7) with the currents that come out. Where
 * the two places differ too much, the step is refused and a shorter one taken. docs/model.md, section 2.
 *
 * XSPICE walks through several blocks of memory for each device; with thousands of devices that is most of the time.
 * So a transient keeps what it needs of them side by side. */
#include "models/dwmtj/codemodel/transient.h"

#include "models/dwmtj/codemodel/beside_track.h"

#include <ngspice/devdefs.h>
#include <ngspice/mifproto.h>
#include <ngspice/sperror.h>

#include <stdlib.h>

/* The greatest distance between where a wall was expected and where it went, as a share of dxmax or of the junction's
 * width, whichever is less. */
static const double SURPRISE = 0.03;

enum { TO_FROM = 4 };

/* One device. */
struct cell {
    int track[2], junction[2], motion; /* numbers of its nodes; motion is 0, ground, where its port is null */
    int state;                         /* where its struct wall is in ngspice's state vectors */
    double *of_junction[TO_FROM];      /* of the matrix: rows mtjin and mtjout, columns mtjin and mtjout */
    double *of_motion[2];              /* row motion, columns dwin and dwout */
    double *x, *v;                     /* what the user may save */
    double expected;                   /* the place that this time point is solved for, m */
};

/* Those of one .model card. */
struct kind {
    MIFmodel *model;
    struct dwmtj device; /* its parameters, at the circuit's temperature */
    double slope;        /* of the velocity in the track's voltage, (m/s)/V */
    size_t cells;
};

/* Those of one circuit. */
struct network {
    const CKTcircuit *ckt;
    const GENmodel *first; /* of its .model cards */
    struct cell *cell;
    struct kind *kind;
    size_t cells, kinds;
    bool ready; /* a transient, and no device is refused */
    bool stale; /* parameters were set since they were read */
    /* Of this iteration: the greatest distance of a wall from where it was expected, as that share, and the longest
     * step that the next may be, s. */
    double surprise, allowed;
    bool too_far; /* and whether a wall went further than a first step may lead it */
    struct network *next;
};

static struct network *networks;

static struct network *network_of(const CKTcircuit *ckt)
{
    struct network *network = networks;
    while (network && network->ckt != ckt) {
        network = network->next;
    }
    return network;
}

static void forget(const CKTcircuit *ckt)
{
    struct network **link = &networks;
    while (*link && (*link)->ckt != ckt) {
        link = &(*link)->next;
    }
    if (*link) {
        struct network *network = *link;
        *link = network->next;
        free(network->cell);
        free(network->kind);
        free(network);
    }
}

/* An empty network for the devices from `first` on; NULL where memory is short. */
static struct network *remember(GENmodel *first, const CKTcircuit *ckt)
{
    forget(ckt);
    struct network *network = calloc(1, sizeof *network);
    if (!network) {
        return NULL;
    }
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model)) {
        network->kinds++;
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            network->cells++;
        }
    }
    *network = (struct network){.ckt = ckt,
                                .first = first,
                                .cell = calloc(network->cells + 1, sizeof *network->cell),
                                .kind = calloc(network->kinds + 1, sizeof *network->kind),
                                .cells = network->cells,
                                .kinds = network->kinds,
                                .next = networks};
    networks = network;
    if (!network->cell || !network->kind) {
        forget(ckt);
        return NULL;
    }
    return network;
}

static bool has_motion(const MIFinstance *here)
{
    return !here->conn[MOTION]->is_null;
}

/* Which ports XSPICE takes for inputs and outputs from now on: MIFsetup gives the matrix an entry for each output and
 * each input of a device. */
static void announce(MIFmodel *first, bool junction, bool track)
{
    for (MIFmodel *model = first; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here)) {
            here->conn[JUNCTION]->is_input = here->conn[JUNCTION]->is_output = junction;
            here->conn[TRACK]->is_input = track;
        }
    }
}

/* The entries of the matrix that MIFsetup made for the pair of an output and an input: +-, in rows and columns. */
static void take_entries(const MIFinstance *here, int output, int input, double **entry)
{
    const Mif_Port_Ptr_t *pair = &here->conn[output]->port[0]->smp_data.input[input].port[0];
    entry[0] = pair->g.pos_poscntl;
    entry[1] = pair->g.pos_negcntl;
    if (output == JUNCTION) {
        entry[2] = pair->g.neg_poscntl;
        entry[3] = pair->g.neg_negcntl;
    }
}

/* Entries for each junction between its own terminals, and for the speed in the columns of the track: with them the
 * matrix is that of the linear circuit, and one iteration solves it. XSPICE would add the pairs of junction and track.
 */
static int set_up(SMPmatrix *matrix, GENmodel *first, CKTcircuit *ckt, int *states)
{
    struct network *network = remember(first, ckt);
    if (!network) {
        return E_NOMEM;
    }
    MIFmodel *head = (MIFmodel *)first;
    announce(head, false, true);
    int status = MIFsetup(matrix, first, ckt, states);
    if (status != OK) {
        return status;
    }
    struct cell *cell = network->cell;
    for (MIFmodel *model = head; model; model = MIFnextModel(model)) {
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here), cell++) {
            if (has_motion(here)) {
                take_entries(here, MOTION, TRACK, cell->of_motion);
            }
        }
    }
    MIFunsetup(first, ckt);
    announce(head, true, false);
    return MIFsetup(matrix, first, ckt, states);
}

static int take_down(GENmodel *first, CKTcircuit *ckt)
{
    forget(ckt);
    return MIFunsetup(first, ckt);
}

/* ngspice removes a circuit without taking it down, model by model from the first on. */
static int remove_model(GENmodel *model)
{
    for (struct network *network = networks; network; network = network->next) {
        if (network->first == model) {
            forget(network->ckt);
            break;
        }
    }
    return MIFmDelete(model);
}

/* What a transient needs of a device that the operating point has been called for. */
static void gather_cell(const MIFinstance *here, struct cell *cell)
{
    const Mif_Smp_Ptr_t *track = &here->conn[TRACK]->port[0]->smp_data;
    const Mif_Smp_Ptr_t *junction = &here->conn[JUNCTION]->port[0]->smp_data;
    cell->track[0] = track->pos_node;
    cell->track[1] = track->neg_node;
    cell->junction[0] = junction->pos_node;
    cell->junction[1] = junction->neg_node;
    cell->motion = has_motion(here) ? here->conn[MOTION]->port[0]->smp_data.pos_node : 0;
    cell->state = here->state[WALL].index;
    cell->x = &here->inst_var[0]->element[0].rvalue;
    cell->v = &here->inst_var[1]->element[0].rvalue;
    take_entries(here, JUNCTION, JUNCTION, cell->of_junction);
}

/* False where ngspice, as its last resort for an operating point, runs a transient that is none: the circuit's time
 * stands still, and so must the walls. */
static bool time_goes_on(const CKTcircuit *ckt)
{
    return strcmp(analysis_name(), "Transient Analysis") == 0 && ckt->CKTtime > 0.0;
}

/* Leaves the network not ready where a device was refused: that has no state. */
static void gather(struct network *network, GENmodel *first)
{
    struct cell *cell = network->cell;
    struct kind *kind = network->kind;
    network->ready = time_goes_on(network->ckt);
    network->stale = true;
    for (MIFmodel *model = (MIFmodel *)first; model; model = MIFnextModel(model), kind++) {
        *kind = (struct kind){.model = model};
        for (MIFinstance *here = MIFinstances(model); here; here = MIFnextInstance(here), cell++, kind->cells++) {
            if (here->num_state == 0 || isnan(here->inst_var[0]->element[0].rvalue)) {
                network->ready = false;
                return;
            }
            gather_cell(here, cell);
        }
    }
}

/* Leaves the network not ready where a parameter is wrong that was set while the transient was halted: the code model's
 * function then refuses its devices, as at the first call. */
static void read_parameters(struct network *network)
{
    const struct profile none = {0};
    for (struct kind *kind = network->kind; kind < network->kind + network->kinds; kind++) {
        char why[MESSAGE_SIZE];
        kind->device = device_of(kind->model->param);
        if (!dwmtj_check(&kind->device, why, sizeof why) || dynamics_on(&kind->device, &none) ||
            (dwmtj_is_thermal(&kind->device) &&
             !dwmtj_apply_temperature(&kind->device, network->ckt->CKTtemp, why, sizeof why))) {
            for (MIFinstance *here = MIFinstances(kind->model); here; here = MIFnextInstance(here)) {
                here->initialized = MIF_FALSE;
            }
            network->ready = false;
        }
        kind->slope = dwmtj_mobility(&kind->device) / kind->device.rm;
    }
    network->stale = false;
}

/* The time steps that end here and at the time point before, s. */
struct steps {
    double h, h_before;
};

/* The first iteration of a time point: where the drive leads that goes on as it went. */
static struct wall expect(const struct dwmtj *device, const struct wall *before, const struct steps *steps,
                          struct cell *cell)
{
    double v = before->v + before->rate * steps->h;
    cell->expected = dwmtj_advance(device, before->x, before->v, v, steps->h); /* Eq. (7c) */
    return (struct wall){.x = cell->expected, .v = before->v, .rate = before->rate};
}

/* The other iterations: where the wall goes with the current that came out. */
static struct wall advance(const struct dwmtj *device, const struct wall *before, const struct steps *steps, double v)
{
    return (struct wall){
        .x = dwmtj_advance(device, before->x, before->v, v, steps->h), .v = v, .rate = (v - before->v) / steps->h};
}

static void load_junction(const struct dwmtj *device, const struct cell *cell, const double *voltage, double *rhs)
{
    double conductance = 0.0;
    if (device->vhalf > 0.0) {
        struct dwmtj bent = *device;
        double v = voltage[cell->junction[0]] - voltage[cell->junction[1]];
        double rest = conduct(&bent, cell->expected, v, &conductance) - conductance * v;
        rhs[cell->junction[0]] -= rest;
        rhs[cell->junction[1]] += rest;
    } else {
        conductance = dwmtj_conductance(device, cell->expected);
    }
    *cell->of_junction[0] += conductance;
    *cell->of_junction[1] -= conductance;
    *cell->of_junction[2] -= conductance;
    *cell->of_junction[3] += conductance;
}

/* The speed, as a line in the track's voltage. */
static void load_motion(const struct kind *kind, const struct wall *wall, double motion, const struct cell *cell,
                        double *rhs)
{
    double sign = motion == 0.0 ? 0.0 : copysign(1.0, motion);
    rhs[cell->motion] += fabs(motion) - sign * (wall->v - kind->device.vleak);
    *cell->of_motion[0] -= sign * kind->slope;
    *cell->of_motion[1] += sign * kind->slope;
}

/* One device in one iteration. */
static void load_cell(struct network *network, const struct kind *kind, struct cell *cell, CKTcircuit *ckt,
                      const struct steps *steps, bool first_iteration)
{
    const struct dwmtj *device = &kind->device;
    const struct wall *before = (const struct wall *)(ckt->CKTstate1 + cell->state);
    struct wall *wall = (struct wall *)(ckt->CKTstate0 + cell->state);
    const double *voltage = ckt->CKTrhsOld;
    if (first_iteration) {
        *wall = expect(device, before, steps, cell);
    } else {
        double v_track = voltage[cell->track[0]] - voltage[cell->track[1]];
        *wall = advance(device, before, steps, kind->slope * v_track + device->vleak); /* Eq. (2) */
        network->too_far =
            network->too_far || (steps->h_before == 0.0 && goes_too_far(device, before, wall->v, steps->h, true));
        network->allowed = fmin(network->allowed, next_step(device, wall, before, steps->h, steps->h_before));
        if (steps->h > device->dtmin) {
            double scale = fmin(device->dxmax, device->width);
            network->surprise = fmax(network->surprise, fabs(wall->x - cell->expected) / scale);
        }
    }
    *cell->x = wall->x;
    *cell->v = dwmtj_motion(device, wall->x, wall->v);
    load_junction(device, cell, voltage, ckt->CKTrhs);
    if (cell->motion) {
        load_motion(kind, wall, *cell->v, cell, ckt->CKTrhs);
    }
}

static void load_transient(struct network *network, CKTcircuit *ckt)
{
    const bool first_iteration = (ckt->CKTmode & (MODEINITTRAN | MODEINITPRED)) != 0;
    const struct steps steps = {ckt->CKTdelta, fmin(ckt->CKTdeltaOld[1], ckt->CKTtime - ckt->CKTdelta)};
    network->surprise = 0.0;
    network->allowed = INFINITY;
    network->too_far = false;
    struct cell *cell = network->cell;
    for (const struct kind *kind = network->kind; kind < network->kind + network->kinds; kind++) {
        for (const struct cell *end = cell + kind->cells; cell < end; cell++) {
            load_cell(network, kind, cell, ckt, &steps, first_iteration);
        }
    }
    /* ngspice does not ask truncate_step about the first step. What has not converged it tries again in a shorter one.
     */
    if (network->too_far || (steps.h_before == 0.0 && network->surprise > SURPRISE)) {
        cm_analog_not_converged();
    }
    if (!first_iteration) {
        cm_analog_set_temp_bkpt(ckt->CKTtime + network->allowed);
    }
}

/* Makes this circuit XSPICE's own: another one may have been read, or removed, since this one was halted. */
static void enter(CKTcircuit *ckt)
{
    MIFmodel none = {0};
    (void)MIFload((GENmodel *)&none, ckt);
}

/* XSPICE calls the code model's function where there is no transient, and to refuse a device. */
static int load(GENmodel *first, CKTcircuit *ckt)
{
    struct network *network = network_of(ckt);
    if (ckt->CKTmode & (MODEINITTRAN | MODEINITPRED)) {
        enter(ckt);
    }
    if (ckt->CKTmode & MODEINITTRAN) {
        gather(network, first);
    }
    if ((ckt->CKTmode & MODETRAN) && network->ready && network->stale) {
        read_parameters(network);
    }
    if (!(ckt->CKTmode & MODETRAN) || !network->ready) {
        return MIFload(first, ckt);
    }
    load_transient(network, ckt);
    return OK;
}

/* Refuses a time point whose walls went elsewhere than was expected. */
static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    (void)first;
    const struct network *network = network_of(ckt);
    if (network->ready && network->surprise > SURPRISE) {
        double share = 0.9 * sqrt(SURPRISE / network->surprise); /* the distance grows with the step's square or cube */
        *step = fmin(*step, ckt->CKTdelta * fmax(0.1, share));   /* Eq. (9d) */
    }
    return OK;
}

/* ngspice sets a parameter: as it reads the circuit, or for `altermod`, also where a transient is halted. */
static int set_parameter(int index, IFvalue *value, GENmodel *model)
{
    for (struct network *network = networks; network; network = network->next) {
        network->stale = true;
    }
    beside_track_note(index, model);
    return MIFmParam(index, value, model);
}

extern SPICEdev cm_dwmtj_network_info;

/* cmpp writes the table of a code model, with XSPICE's functions in it. */
__attribute__((constructor)) static void take_over(void)
{
    cm_dwmtj_network_info.DEVsetup = set_up;
    cm_dwmtj_network_info.DEVunsetup = take_down;
    cm_dwmtj_network_info.DEVmodDelete = remove_model;
    cm_dwmtj_network_info.DEVload = load;
    cm_dwmtj_network_info.DEVtrunc = truncate_step;
    cm_dwmtj_network_info.DEVmodParam = set_parameter;
}
