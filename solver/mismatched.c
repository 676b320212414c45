#include "solver/mismatched.h"

#include <math.h>
#include <stdint.h>
#include <stdlib.h>

/* Wall i is that of soma i; after the somas come the axons, those of a neuron together. */
struct mismatched {
    struct system system;
    size_t n, walls;
    size_t *first;        /* [n + 1] wall of each neuron's first axon */
    uint32_t *end;        /* [walls] the neuron at which an axon ends; a soma's own */
    size_t *shown;        /* [n] the axon that stands for all of a neuron in a trace; its soma where it has none */
    struct dwmtj *device; /* [walls] */
    double *drive;        /* [walls] velocity for each volt over the track, (m/s)/V */
    double *weight;       /* [walls] of axons: W_ij, V */
    double *x, *v;        /* [walls] position, m; velocity as driven, m/s */
    double *rate;         /* [walls] at which that changes, m/s2 */
    double *x_ahead, *v_ahead;
    double *v_dw;            /* [n] supply of a soma's junction, V */
    double *v_c;             /* [n] voltage of a dendrite in the load phase for ON, V */
    double *tracks;          /* [n] conductance of a neuron's axon tracks together, S */
    double *current, *total; /* [n] what the synapses drive into a grounded dendrite, A; their conductance, S */
    double *current_rate, *total_rate; /* [n] at which these change, A/s, S/s */
    struct balance *balance;           /* [n] */
    double *axon_shown;                /* [n] walls that an observer sees, m */
    const char *start;                 /* that is being loaded; NULL after it */
    double predicted;                  /* the step to which x_ahead belongs, s */
    double *memory;                    /* that the arrays of doubles are parts of */
};

/* ---- Node voltages ---- */

/* Drives the axons of neuron i, and gives the power of the V_DW source into its soma. */
static double solve_soma(const struct mismatched *s, size_t i, const double *x, double *v)
{
    double g = dwmtj_conductance(&s->device[i], x[i]);
    double voltage = s->v_dw[i] * g / (g + s->tracks[i]); /* Eq. (46) */
    for (size_t k = s->first[i]; k < s->first[i + 1]; k++) {
        v[k] = s->drive[k] * voltage + s->device[k].vleak;
    }
    return s->v_dw[i] * voltage * s->tracks[i];
}

/* What the axons of neuron i add to the dendrites; gives what they draw from the weight sources with grounded ones. */
static double add_axons(const struct mismatched *s, size_t i, const double *x)
{
    double power = 0.0;
    for (size_t k = s->first[i]; k < s->first[i + 1]; k++) {
        const size_t j = s->end[k];
        double g = dwmtj_conductance(&s->device[k], x[k]);
        s->current[j] += s->weight[k] * g;
        s->total[j] += g;
        power += s->weight[k] * s->weight[k] * g;
    }
    return power;
}

/* Drives soma j; gives what its dendrite's voltage saves of the power that add_axons counted. */
static double solve_dendrite(const struct mismatched *s, size_t j, double *v)
{
    double rail = s->balance[j].conductance * s->balance[j].v_rail, current = s->current[j] + rail;
    double g_track = 1.0 / s->device[j].rm;
    double voltage = current / (s->total[j] + s->balance[j].conductance + g_track); /* Eq. (46) */
    v[j] = s->drive[j] * voltage + s->device[j].vleak;
    return voltage * current - rail * s->balance[j].v_rail;
}

/* Solves all nodes with the walls at x[walls], which drive them with v[walls]. */
static struct power solve(struct mismatched *s, const double *x, double *v)
{
    const char *start = s->start;
    struct power p = {0.0, 0.0, 0.0};
    for (size_t i = 0; i < s->n; i++) {
        p.soma += solve_soma(s, i, x, v);
        s->current[i] = s->total[i] = 0.0;
    }
    for (size_t j = 0; start && j < s->n; j++) {
        const struct dwmtj *soma = &s->device[j];
        const double v_c = start[j] == '1' ? s->v_c[j] : -s->v_c[j];
        v[j] = dwmtj_velocity(soma, v_c / soma->rm);
        p.load += v_c * v_c / soma->rm;
    }
    for (size_t i = 0; !start && i < s->n; i++) {
        p.synapse += add_axons(s, i, x);
    }
    for (size_t j = 0; !start && j < s->n; j++) {
        p.synapse -= solve_dendrite(s, j, v);
    }
    return p;
}

/* ---- Their rates ---- */

/* The rate in S/s at which the conductance of junction k changes. */
static double conductance_rate(const struct mismatched *s, size_t k)
{
    const struct dwmtj *d = &s->device[k];
    return dwmtj_conductance_slope(d, s->x[k]) * dwmtj_motion(d, s->x[k], s->v[k]);
}

/* What the soma of neuron i changes for its axons; gives the rate of the power of the V_DW source. */
static double rate_soma(const struct mismatched *s, size_t i)
{
    const double v_dw = s->v_dw[i], tracks = s->tracks[i];
    double g = dwmtj_conductance(&s->device[i], s->x[i]);
    double voltage_rate = v_dw * tracks / ((g + tracks) * (g + tracks)) * conductance_rate(s, i); /* of Eq. (46) */
    for (size_t k = s->first[i]; k < s->first[i + 1]; k++) {
        s->rate[k] = s->drive[k] * voltage_rate;
    }
    return v_dw * voltage_rate * tracks;
}

/* The rates of what add_axons adds. */
static double rate_axons(const struct mismatched *s, size_t i)
{
    double power_rate = 0.0;
    for (size_t k = s->first[i]; k < s->first[i + 1]; k++) {
        const size_t j = s->end[k];
        double g_rate = conductance_rate(s, k);
        s->current_rate[j] += s->weight[k] * g_rate;
        s->total_rate[j] += g_rate;
        power_rate += s->weight[k] * s->weight[k] * g_rate;
    }
    return power_rate;
}

/* The rate of what solve_dendrite gives. */
static double rate_dendrite(const struct mismatched *s, size_t j)
{
    double current = s->current[j] + s->balance[j].conductance * s->balance[j].v_rail;
    double conductance = s->total[j] + s->balance[j].conductance + 1.0 / s->device[j].rm;
    double voltage = current / conductance, drained_rate = voltage * s->total_rate[j];
    s->rate[j] = s->drive[j] * (s->current_rate[j] - drained_rate) / conductance; /* of Eq. (46) */
    return voltage * (2.0 * s->current_rate[j] - drained_rate);
}

static struct power rate(struct mismatched *s)
{
    struct power p = {0.0, 0.0, 0.0};
    for (size_t i = 0; i < s->n; i++) {
        p.soma += rate_soma(s, i);
        s->current_rate[i] = s->total_rate[i] = 0.0;
        s->rate[i] = 0.0;
    }
    for (size_t i = 0; !s->start && i < s->n; i++) {
        p.synapse += rate_axons(s, i);
    }
    for (size_t j = 0; !s->start && j < s->n; j++) {
        p.synapse -= rate_dendrite(s, j);
    }
    return p;
}

/* ---- Walls ---- */

static void place(struct system *system)
{
    struct mismatched *s = (struct mismatched *)system;
    for (size_t k = 0; k < s->walls; k++) {
        s->x[k] = fmin(s->device[k].xinit, s->device[k].length);
    }
}

/* Wall k in the arrays of walls.h. */
static struct walls one_wall(const struct mismatched *s, size_t k)
{
    return (struct walls){
        .x = s->x + k, .v = s->v + k, .rate = s->rate + k, .x_ahead = s->x_ahead + k, .v_ahead = s->v_ahead + k};
}

/* The walls whose kinks count: while states are loaded the axons drive nothing. */
static size_t with_kinks(const struct mismatched *s)
{
    return s->start ? s->n : s->walls;
}

/* Where wall k would be after `h` if its drive went on changing at its rate. */
static void predict_wall(const struct mismatched *s, size_t k, double h)
{
    s->v_ahead[k] = s->v[k] + h * s->rate[k];
    s->x_ahead[k] = dwmtj_advance(&s->device[k], s->x[k], s->v[k], s->v_ahead[k], h);
}

static struct power settle(struct system *system, const char *start)
{
    struct mismatched *s = (struct mismatched *)system;
    s->start = start;
    return solve(s, s->x, s->v);
}

static double predict(struct system *system, double h, struct power *power_rate)
{
    struct mismatched *s = (struct mismatched *)system;
    const size_t looked_at = with_kinks(s);
    double first = h;
    if (power_rate) {
        *power_rate = rate(s);
    }
    for (size_t k = 0; k < s->walls; k++) {
        predict_wall(s, k, h);
        const struct walls_track track = walls_track(&s->device[k]);
        if (k < looked_at && walls_past_edge(&track, s->x[k], s->x_ahead[k]) < 0.0) {
            first = fmin(first, walls_time_to_edge(&track, s->x[k], s->v[k], s->rate[k], s->x_ahead[k]));
        }
    }
    s->predicted = h;
    return first;
}

/* Wall k as the drives that it led to move it. */
static void correct_wall(struct mismatched *s, size_t k, double h, struct movement *to)
{
    const struct dwmtj *d = &s->device[k];
    const struct walls_track track = walls_track(d);
    const double speed = fabs(s->system.network->axon.vleak), drive = fabs(s->v_ahead[k]);
    double trapezoid = dwmtj_advance(d, s->x[k], s->v[k], s->v_ahead[k], h);
    to->error = fmax(to->error, walls_error(trapezoid, s->x_ahead[k], drive, speed));
    s->x_ahead[k] = walls_on_parabola(trapezoid, s->x_ahead[k]);
    to->some_cross |= walls_below(&track, s->x_ahead[k]) * drive > 0.0;
}

static struct movement move(struct system *system, double h)
{
    struct mismatched *s = (struct mismatched *)system;
    for (size_t k = 0; h < s->predicted && k < s->walls; k++) {
        predict_wall(s, k, h);
    }
    struct movement to = {.power = solve(s, s->x_ahead, s->v_ahead)};
    for (size_t k = 0; k < s->walls; k++) {
        correct_wall(s, k, h, &to);
    }
    return to;
}

static double last_arrival(struct system *system, double h)
{
    struct mismatched *s = (struct mismatched *)system;
    double latest = -1.0;
    for (size_t k = 0; k < s->walls; k++) {
        struct walls one = one_wall(s, k);
        latest = fmax(latest, walls_last_arrival(&s->device[k], &one, 1, h));
    }
    return latest;
}

static void swap(double **a, double **b)
{
    double *kept = *a;
    *a = *b;
    *b = kept;
}

static void accept(struct system *system)
{
    struct mismatched *s = (struct mismatched *)system;
    swap(&s->x, &s->x_ahead);
    swap(&s->v, &s->v_ahead);
}

/* The time in s until wall k begins to cross its junction; 0 while it does, INFINITY where it does not come to it. */
static double time_to_junction(const struct mismatched *s, size_t k)
{
    const struct dwmtj *d = &s->device[k];
    double x = s->x[k], v = dwmtj_motion(d, x, s->v[k]);
    double to_near_edge = v > 0.0 ? walls_left_edge(d) - x : x - walls_right_edge(d);
    double to_far_edge = v > 0.0 ? walls_right_edge(d) - x : x - walls_left_edge(d);
    return v != 0.0 && to_far_edge > 0.0 ? fmax(to_near_edge, 0.0) / fabs(v) : INFINITY;
}

static struct walls_outlook look_ahead(struct system *system)
{
    const struct mismatched *s = (struct mismatched *)system;
    struct walls_outlook outlook = {0, INFINITY};
    for (size_t k = 0; k < s->walls; k++) {
        outlook.moving += dwmtj_motion(&s->device[k], s->x[k], s->v[k]) != 0.0;
    }
    for (size_t k = 0; k < with_kinks(s) && outlook.to_junction > 0.0; k++) {
        outlook.to_junction = fmin(outlook.to_junction, time_to_junction(s, k));
    }
    return outlook;
}

static double fastest(const struct system *system)
{
    const struct mismatched *s = (const struct mismatched *)system;
    double speed = 0.0;
    for (size_t k = 0; k < s->walls; k++) {
        speed = fmax(speed, fabs(dwmtj_motion(&s->device[k], s->x[k], s->v[k])));
    }
    return speed;
}

static void show(struct system *system, struct solver_point *point)
{
    const struct mismatched *s = (struct mismatched *)system;
    for (size_t k = 0; k < s->walls; k++) {
        point->speed += fabs(dwmtj_motion(&s->device[k], s->x[k], s->v[k]));
    }
    for (size_t i = 0; i < s->n; i++) {
        const size_t k = s->shown[i];
        s->axon_shown[i] = k == i ? fmin(system->network->axon.xinit, system->network->axon.length) : s->x[k];
    }
    point->soma = s->x;
    point->axon = s->axon_shown;
}

static void read_state(const struct system *system, char *state)
{
    const struct mismatched *s = (const struct mismatched *)system;
    for (size_t j = 0; j < s->n; j++) {
        state[j] = dwmtj_is_on(&s->device[j], s->x[j]) ? '1' : '0';
    }
    state[s->n] = '\0';
}

/* ---- Memory ---- */

enum { WALL_ARRAYS = 7, NEURON_ARRAYS = 8 }; /* of doubles: one for each wall, one for each neuron */

double mismatched_memory(const struct network *network)
{
    double n = (double)network->n, walls = (double)network_devices(network);
    return walls * (double)(WALL_ARRAYS * sizeof(double) + sizeof(struct dwmtj) + sizeof(uint32_t)) +
           n * (double)(NEURON_ARRAYS * sizeof(double) + sizeof(struct balance) + 2 * sizeof(size_t));
}

static void share_out(struct mismatched *s)
{
    double *next = s->memory;
    double **const walls[WALL_ARRAYS] = {&s->drive, &s->weight, &s->x, &s->v, &s->rate, &s->x_ahead, &s->v_ahead};
    double **const neurons[NEURON_ARRAYS] = {&s->v_dw,  &s->v_c,          &s->tracks,     &s->current,
                                             &s->total, &s->current_rate, &s->total_rate, &s->axon_shown};
    for (size_t k = 0; k < WALL_ARRAYS; k++, next += s->walls) {
        *walls[k] = next;
    }
    for (size_t k = 0; k < NEURON_ARRAYS; k++, next += s->n) {
        *neurons[k] = next;
    }
}

/* Wall k is that of `device`. */
static void fill_in_wall(struct mismatched *s, size_t k, size_t end, const struct dwmtj *device)
{
    s->end[k] = (uint32_t)end;
    s->device[k] = dwmtj_nominal(device); /* at the temperature of the run */
    s->drive[k] = dwmtj_mobility(&s->device[k]) / s->device[k].rm;
}

/* Neuron i, with axons from wall first[i] on. */
static void fill_in_neuron(struct mismatched *s, size_t i)
{
    const struct network *network = s->system.network;
    const size_t first = s->first[i], fan_out = network_fan_out(network, i), shown = network_shown_target(network, i);
    double *from = s->current; /* free until the run */
    const struct dwmtj soma = network_soma(network, i);
    fill_in_wall(s, i, i, &soma);
    s->v_dw[i] = network_v_dw(network, i);
    s->v_c[i] = network_v_c(network, i);
    s->shown[i] = i;
    s->first[i + 1] = first + fan_out;
    network_weights_begin_at(network, i, from);
    for (size_t k = first; k < first + fan_out; k++) {
        const size_t j = network_target(network, i, k - first);
        const struct dwmtj axon = network_axon(network, i, j);
        fill_in_wall(s, k, j, &axon);
        s->weight[k] = from[k - first];
        s->tracks[i] += 1.0 / s->device[k].rm;
        s->shown[i] = j == shown ? k : s->shown[i];
    }
}

/* The devices, their weights, and what follows from both. Resistors are designed for the nominal weights. */
static void fill_in(struct mismatched *s)
{
    double *into = s->current; /* free, too */
    s->first[0] = s->n;
    for (size_t i = 0; i < s->n; i++) {
        fill_in_neuron(s, i);
    }
    for (size_t j = 0; j < s->n; j++) {
        double sum = 0.0;
        const size_t count = weights_end_at(&s->system.network->weights, j, into);
        for (size_t i = 0; i < count; i++) {
            sum += into[i];
        }
        s->balance[j] = network_balance(s->system.network, j, sum);
    }
}

static void free_mismatched(struct system *system)
{
    struct mismatched *s = (struct mismatched *)system;
    free(s->first);
    free(s->end);
    free(s->shown);
    free(s->device);
    free(s->balance);
    free(s->memory);
    free(s);
}

static const struct system_kind KIND = {.place = place,
                                        .settle = settle,
                                        .predict = predict,
                                        .move = move,
                                        .last_arrival = last_arrival,
                                        .accept = accept,
                                        .look_ahead = look_ahead,
                                        .fastest = fastest,
                                        .show = show,
                                        .read = read_state,
                                        .free = free_mismatched};

enum status mismatched_new(const struct network *network, struct system **system, struct diagnostic *diagnostic)
{
    *system = NULL;
    if (network->soma.idepin > 0.0 || network->axon.idepin > 0.0) {
        return fail(diagnostic, STATUS_INPUT,
                    "error: the simplified solver does not compute idepin where devices differ; 'spinfield run' does");
    }
    struct mismatched *s = calloc(1, sizeof *s);
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->system = (struct system){
        .kind = &KIND, .network = network, .leak_time = network->axon.length / fabs(network->axon.vleak)};
    s->n = network->n;
    s->walls = network_devices(network);
    s->first = calloc(s->n + 1, sizeof *s->first);
    s->end = calloc(s->walls, sizeof *s->end);
    s->shown = calloc(s->n, sizeof *s->shown);
    s->device = calloc(s->walls, sizeof *s->device);
    s->balance = calloc(s->n, sizeof *s->balance);
    s->memory = calloc(WALL_ARRAYS * s->walls + NEURON_ARRAYS * s->n, sizeof *s->memory);
    if (!s->first || !s->end || !s->shown || !s->device || !s->balance || !s->memory) {
        free_mismatched(&s->system);
        return fail_memory(diagnostic);
    }
    share_out(s);
    fill_in(s);
    *system = &s->system;
    return STATUS_OK;
}
