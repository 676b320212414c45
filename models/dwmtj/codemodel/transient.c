/* The transient of the code models dwmtj_network and dwmtj_axons. Seven of the functions that ngspice calls for a
 * device are defined here; they leave to XSPICE's all that is not a transient.
 *
 * In a network each junction's current depends on the wall, and so on the voltage of a track elsewhere. In the matrix
 * that couples every neuron with every other, and its factors fill up with N^2 entries. Here each time point is solved
 * for walls at the places that the drive of the last two time points leads to; then the circuit is linear, and its
 * matrix couples a junction's own terminals alone. The walls go on by Eq. (7) with the currents that come out. Where
 * the two places differ too much, the step is refused and a shorter one taken. docs/model.md, section 2.
 * What a transient needs of the devices is side by side, circuit.h. */
#include "models/dwmtj/codemodel/beside_track.h"
#include "models/dwmtj/codemodel/circuit.h"

/* The greatest distance between where a wall was expected and where it went, as a share of dxmax or of the junction's
 * width, whichever is less. */
static const double SURPRISE = 0.03;

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

/* Adds the junctions of a cell, the next ones at `junction`, with their wall at `x`. */
static void load_junctions(const struct circuit *circuit, const struct dwmtj *device, const struct cell *cell, double x,
                           const int *junction, const double *voltage)
{
    if (device->vhalf > 0.0) {
        for (const int *end = junction + cell->junctions; junction < end; junction++) {
            struct place *place = &circuit->place[*junction];
            struct dwmtj bent = *device;
            double v = voltage[place->node[0]] - voltage[place->node[1]], conductance;
            place->rest += conduct(&bent, x, v, &conductance) - conductance * v;
            place->conductance += conductance;
        }
    } else {
        const double conductance = dwmtj_conductance(device, x);
        for (const int *end = junction + cell->junctions; junction < end; junction++) {
            circuit->place[*junction].conductance += conductance;
        }
    }
}

static void clear_places(struct circuit *circuit)
{
    for (struct place *place = circuit->place; place < circuit->place + circuit->places; place++) {
        place->conductance = place->rest = 0.0;
    }
}

static void load_places(const struct circuit *circuit, double *rhs)
{
    for (const struct place *place = circuit->place; place < circuit->place + circuit->places; place++) {
        rhs[place->node[0]] -= place->rest;
        rhs[place->node[1]] += place->rest;
        *place->entry[0] += place->conductance;
        *place->entry[1] -= place->conductance;
        *place->entry[2] -= place->conductance;
        *place->entry[3] += place->conductance;
    }
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

/* One wall in one iteration; its junctions are the next ones at `junction`. */
static void load_cell(struct circuit *circuit, const struct kind *kind, struct cell *cell, const int *junction,
                      CKTcircuit *ckt, const struct steps *steps)
{
    const struct dwmtj *device = &kind->device;
    const struct wall *before = (const struct wall *)ngspice_state_before(ckt, cell->state);
    struct wall *wall = (struct wall *)ngspice_state(ckt, cell->state);
    const double *voltage = ngspice_voltages(ckt);
    if (ngspice_step_begins(ckt)) {
        *wall = expect(device, before, steps, cell);
    } else {
        double v_track = voltage[cell->track[0]] - voltage[cell->track[1]];
        *wall = advance(device, before, steps, kind->slope * v_track + device->vleak); /* Eq. (2) */
        circuit->too_far =
            circuit->too_far || (steps->h_before == 0.0 && goes_too_far(device, before, wall->v, steps->h, true));
        circuit->allowed = fmin(circuit->allowed, next_step(device, wall, before, steps->h, steps->h_before));
        if (steps->h > device->dtmin) {
            double scale = fmin(device->dxmax, device->width);
            circuit->surprise = fmax(circuit->surprise, fabs(wall->x - cell->expected) / scale);
        }
    }
    const double motion = dwmtj_motion(device, wall->x, wall->v);
    if (cell->x) {
        *cell->x = wall->x;
        *cell->v = motion;
    }
    load_junctions(circuit, device, cell, cell->expected, junction, voltage);
    if (cell->motion) {
        load_motion(kind, wall, motion, cell, ngspice_right_side(ckt));
    }
}

static void load_transient(struct circuit *circuit, CKTcircuit *ckt)
{
    const struct steps steps = {ngspice_step(ckt),
                                fmin(ngspice_step_before(ckt), ngspice_time(ckt) - ngspice_step(ckt))};
    circuit->surprise = 0.0;
    circuit->allowed = INFINITY;
    circuit->too_far = false;
    clear_places(circuit);
    struct cell *cell = circuit->cell;
    const int *junction = circuit->junction;
    for (const struct kind *kind = circuit->kind; kind < circuit->kind + circuit->kinds; kind++) {
        for (const struct cell *end = cell + kind->cells; cell < end; junction += cell->junctions, cell++) {
            load_cell(circuit, kind, cell, junction, ckt, &steps);
        }
    }
    load_places(circuit, ngspice_right_side(ckt));
    /* ngspice does not ask truncate_step about the first step. What has not converged it tries again in a shorter one.
     */
    if (circuit->too_far || (steps.h_before == 0.0 && circuit->surprise > SURPRISE)) {
        cm_analog_not_converged();
    }
    if (!ngspice_step_begins(ckt)) {
        cm_analog_set_temp_bkpt(ngspice_time(ckt) + circuit->allowed);
    }
}

/* Outside of transients: the walls are where they start. Those of a refused device are nowhere, and its currents no
 * numbers. */
static void load_held(struct circuit *circuit, CKTcircuit *ckt)
{
    const double *voltage = ngspice_voltages(ckt);
    double *rhs = ngspice_right_side(ckt);
    bool refused = false;
    clear_places(circuit);
    const struct cell *cell = circuit->cell;
    const int *junction = circuit->junction;
    for (const struct kind *kind = circuit->kind; kind < circuit->kind + circuit->kinds; kind++) {
        for (const struct cell *end = cell + kind->cells; cell < end; junction += cell->junctions, cell++) {
            refused = cell->x ? isnan(*cell->x) : refused;
            double x = refused ? NAN : kind->device.xinit;
            load_junctions(circuit, &kind->device, cell, x, junction, voltage);
            if (cell->motion) {
                double v_track = voltage[cell->track[0]] - voltage[cell->track[1]];
                rhs[cell->motion] += fabs(dwmtj_motion(&kind->device, x, kind->slope * v_track + kind->device.vleak));
            }
        }
    }
    load_places(circuit, rhs);
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
    struct circuit *circuit = circuit_of(first, ckt);
    if (ngspice_step_begins(ckt)) {
        enter(ckt);
    }
    if (ngspice_transient_begins(ckt)) {
        circuit_begin_transient(circuit, first);
    }
    if (ngspice_is_transient(ckt) && circuit->ready && circuit->stale) {
        circuit_read_parameters(circuit);
    }
    if (ngspice_is_transient(ckt) && circuit->ready) {
        load_transient(circuit, ckt);
        return OK;
    }
    int status = MIFload(first, ckt);
    circuit->ready = false;
    circuit_read_parameters(circuit); /* the temperature may be another */
    load_held(circuit, ckt);
    return status;
}

/* Refuses a time point whose walls went elsewhere than was expected. */
static int truncate_step(GENmodel *first, CKTcircuit *ckt, double *step)
{
    const struct circuit *circuit = circuit_of(first, ckt);
    if (circuit->ready && circuit->surprise > SURPRISE) {
        double share = 0.9 * sqrt(SURPRISE / circuit->surprise); /* the distance grows with the step's square or cube */
        *step = fmin(*step, ngspice_step(ckt) * fmax(0.1, share)); /* Eq. (9d) */
    }
    return OK;
}

/* ngspice sets a parameter: as it reads the circuit, or for `altermod`, also where a transient is halted. */
static int set_parameter(int index, IFvalue *value, GENmodel *model)
{
    circuit_mark_stale();
    beside_track_note(index, model);
    return MIFmParam(index, value, model);
}

extern SPICEdev cm_dwmtj_network_info, cm_dwmtj_axons_info;

/* cmpp writes the table of a code model, with XSPICE's functions in it. */
__attribute__((constructor)) static void take_over(void)
{
    const struct ngspice_functions own = {.set_up = circuit_set_up,
                                          .take_down = circuit_take_down,
                                          .remove_model = circuit_remove_model,
                                          .load = load,
                                          .truncate_step = truncate_step,
                                          .set_parameter = set_parameter,
                                          .matrix_made = circuit_follow_matrix};
    ngspice_take_over(&cm_dwmtj_network_info, &own);
    ngspice_take_over(&cm_dwmtj_axons_info, &own);
}
