#include "solver/matched.h"

#include "solver/synapses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct matched {
    struct system system;
    struct dwmtj soma_device, axon_device; /* at the temperature of the run */
    bool sharp, plain;                     /* their walls have no width; and no pinning either */
    double soma_slope, axon_slope;         /* dG/dx below a sharp junction, S/m */
    double p_tracks;                       /* of V_DW on the tracks of a neuron's axons, the greatest, W */
    double g_track;                        /* conductance of a soma's track, S */
    double soma_drive;                     /* somas' velocity for each volt over their tracks, (m/s)/V */
    size_t n, padded;                      /* neurons; as whole vectors */
    struct synapses *synapses;
    struct walls soma, axon;
    double *g_tracks;      /* [n] conductance of the tracks of a neuron's axons together, S */
    double *per_tracks;    /* [n] 1 / that, Ohm */
    double *axon_drive;    /* [n] axons' velocity for the whole of V_DW over their tracks, m/s */
    double *axon_leak;     /* [n] axons' velocity without a drive, m/s; 0 where there are none */
    double *p_share;       /* [n] the power of V_DW on the tracks, of the greatest */
    double *present;       /* [n] 1; 0 for what fills the last vector, so that it conducts nothing and drives nothing */
    double *g;             /* [n] conductance of an axon's junction, S */
    const double *current; /* [n] what the synapses drive into a grounded dendrite, A; the synapses own it */
    double *share;         /* [n] of V_DW, over an axon's track */
    double *voltage;       /* [n] of a dendrite, V */
    double *per_node;      /* [n] 1 / conductance at a dendrite, Ohm */
    double *g_rate;        /* [n] at which conductances change, S/s */
    double *scratch;       /* [n] room for what is summed up */
    double *b_g, *b_v;     /* [n] the balancing resistors: conductance in S, rail in V; 0 where there are none */
    double *memory;        /* that the arrays above are parts of */
};

/* ---- Node voltages ---- */

/* Conductance in S of a junction with its wall at `x` (m). Where walls are `sharp`, loops become vector code. */
VECTOR_PART double conductance(const struct dwmtj *d, double x, bool sharp)
{
    return sharp ? dwmtj_conductance_of_share(d, dwmtj_sharp_share_passed(d, x)) : dwmtj_conductance(d, x);
}

/* Somas: the junction and the axons' tracks divide V_DW. Drives the axons' walls; gives the power of the V_DW source.
 */
VECTOR_PART double solve_somas(const struct matched *s, const double *x_soma, double *v_axon, bool sharp)
{
    const struct dwmtj d = s->soma_device;
    const double *g_tracks = s->g_tracks, *drive = s->axon_drive, *leak = s->axon_leak, *p_share = s->p_share;
    const double *present = s->present;
    double *share = s->share, *power = s->scratch;
    VECTOR_LOOP
    for (size_t i = 0; i < s->padded; i++) {
        double g = present[i] * conductance(&d, x_soma[i], sharp);
        share[i] = g / (g + g_tracks[i]); /* Eq. (11) */
        v_axon[i] = drive[i] * share[i] + leak[i];
        power[i] = p_share[i] * share[i];
    }
    return s->p_tracks * vector_sum(power, s->padded);
}

/* Junctions of the axons; their conductance in all, and what they draw from the weight sources with grounded
 * dendrites. */
VECTOR_PART double solve_axons(const struct matched *s, const double *x_axon, double *total, bool sharp)
{
    const struct dwmtj d = s->axon_device;
    const double *squares = synapses_squares(s->synapses), *present = s->present;
    double *g = s->g, *power = s->scratch;
    VECTOR_LOOP
    for (size_t i = 0; i < s->padded; i++) {
        g[i] = present[i] * conductance(&d, x_axon[i], sharp);
        power[i] = g[i] * squares[i];
    }
    *total = vector_sum(g, s->padded);
    return vector_sum(power, s->padded);
}

/* Dendrites: the synapses, the balancing resistor and the soma's track divide the weights' voltages. Drives the somas'
 * walls; gives what the dendrites' voltages save of the power that solve_axons counted. */
VECTOR_PART double solve_dendrites(const struct matched *s, double total, double *v_soma)
{
    const double drive = s->soma_drive, leak = s->soma_device.vleak, g_track = s->g_track;
    const double *ends = synapses_total(s->synapses); /* NULL: all axons but a neuron's own */
    const double *synaptic = s->current, *g = s->g, *present = s->present, *b_g = s->b_g, *b_v = s->b_v;
    double *saved = s->scratch, *voltage = s->voltage, *per_node = s->per_node;
    VECTOR_LOOP
    for (size_t j = 0; j < s->padded; j++) {
        double rail = b_g[j] * b_v[j], current = synaptic[j] + rail;
        per_node[j] = 1.0 / ((ends ? ends[j] : total - g[j]) + b_g[j] + g_track);
        voltage[j] = current * per_node[j]; /* Eqs. (11), (20) */
        v_soma[j] = drive * voltage[j] + leak * present[j];
        saved[j] = voltage[j] * current - rail * b_v[j];
    }
    return vector_sum(saved, s->padded);
}

VECTOR_PART struct power solve_nodes(struct matched *s, const char *start, bool ahead, bool sharp)
{
    double *v_soma = ahead ? s->soma.v_ahead : s->soma.v, *v_axon = ahead ? s->axon.v_ahead : s->axon.v;
    struct power p = {.soma = solve_somas(s, ahead ? s->soma.x_ahead : s->soma.x, v_axon, sharp)};
    if (start) {
        const struct dwmtj *soma = &s->soma_device;
        const double v_c = s->system.network->v_c;
        for (size_t j = 0; j < s->n; j++) {
            v_soma[j] = dwmtj_velocity(soma, (start[j] == '1' ? v_c : -v_c) / soma->rm);
        }
        p.load = (double)s->n * v_c * v_c / soma->rm;
        return p;
    }
    if (!ahead) {
        synapses_forget(s->synapses);
    }
    double total;
    p.synapse = solve_axons(s, ahead ? s->axon.x_ahead : s->axon.x, &total, sharp);
    s->current = synapses_drive(s->synapses, s->g);
    p.synapse -= solve_dendrites(s, total, v_soma);
    return p;
}

VECTOR static struct power solve_vectors(struct matched *s, const char *start, bool ahead)
{
    return s->sharp ? solve_nodes(s, start, ahead, true) : solve_nodes(s, start, ahead, false);
}

static struct power solve(struct system *system, const char *start, bool ahead)
{
    return solve_vectors((struct matched *)system, start, ahead);
}

/* ---- Their rates ---- */

/* The rate in S/s at which a junction's conductance changes with its wall at `x` (m), driven with `v` (m/s); `slope` is
 * dG/dx below a sharp junction, S/m. An end of the track is not below it, so that there the drive is what matters. */
VECTOR_PART double conductance_rate(const struct dwmtj *d, double slope, double x, double v, bool plain)
{
    bool below = (x > dwmtj_left_edge(d)) & (x < dwmtj_right_edge(d));
    return plain ? (below ? slope * v : 0.0) /* Eq. (6) */
                 : dwmtj_conductance_slope(d, x) * dwmtj_motion(d, x, v);
}

/* How fast the somas change the axons' drives; gives the rate of the power of the V_DW source. */
VECTOR_PART double rate_somas(const struct matched *s, bool plain)
{
    const struct dwmtj d = s->soma_device;
    const double *drive = s->axon_drive, *per_tracks = s->per_tracks, *p_share = s->p_share;
    const double *share = s->share, *x = s->soma.x, *v = s->soma.v;
    double *power_rate = s->scratch, *v_rate = s->axon.rate;
    VECTOR_LOOP
    for (size_t i = 0; i < s->padded; i++) {
        double g_rate = conductance_rate(&d, s->soma_slope, x[i], v[i], plain);
        double share_rate = (1.0 - share[i]) * (1.0 - share[i]) * per_tracks[i] * g_rate; /* rate of Eq. (11) */
        v_rate[i] = drive[i] * share_rate;
        power_rate[i] = p_share[i] * share_rate;
    }
    return s->p_tracks * vector_sum(power_rate, s->padded);
}

/* The rates of what solve_axons gives. */
VECTOR_PART double rate_axons(const struct matched *s, double *total_rate, bool plain)
{
    const struct dwmtj d = s->axon_device;
    const double *squares = synapses_squares(s->synapses), *x = s->axon.x, *v = s->axon.v;
    double *g_rate = s->g_rate, *power_rate = s->scratch;
    VECTOR_LOOP
    for (size_t i = 0; i < s->padded; i++) {
        g_rate[i] = conductance_rate(&d, s->axon_slope, x[i], v[i], plain);
        power_rate[i] = g_rate[i] * squares[i];
    }
    *total_rate = vector_sum(g_rate, s->padded);
    return vector_sum(power_rate, s->padded);
}

/* How fast the dendrites, balanced or not, change the somas' drives; gives the rate of what they save. */
VECTOR_PART double rate_dendrites(const struct matched *s, double total_rate, const double *current_rate)
{
    const double drive = s->soma_drive;
    const double *ends_rate = synapses_total_rate(s->synapses);
    const double *g_rate = s->g_rate, *voltage = s->voltage, *per_node = s->per_node;
    double *saved_rate = s->scratch, *v_rate = s->soma.rate;
    VECTOR_LOOP
    for (size_t j = 0; j < s->padded; j++) {
        double drained = voltage[j] * (ends_rate ? ends_rate[j] : total_rate - g_rate[j]);
        v_rate[j] = drive * (current_rate[j] - drained) * per_node[j]; /* rate of Eq. (11) */
        saved_rate[j] = voltage[j] * (2.0 * current_rate[j] - drained);
    }
    return vector_sum(saved_rate, s->padded);
}

VECTOR_PART struct power rate_nodes(struct matched *s, bool loading, bool plain)
{
    struct power p = {.soma = rate_somas(s, plain)};
    if (loading) {
        memset(s->soma.rate, 0, s->n * sizeof *s->soma.rate);
        return p;
    }
    double total_rate;
    p.synapse = rate_axons(s, &total_rate, plain);
    p.synapse -= rate_dendrites(s, total_rate, synapses_drive_rate(s->synapses, s->g_rate));
    return p;
}

VECTOR static struct power rate_vectors(struct matched *s, bool loading)
{
    return s->plain ? rate_nodes(s, loading, true) : rate_nodes(s, loading, false);
}

static struct power rate(struct system *system, bool loading)
{
    return rate_vectors((struct matched *)system, loading);
}

/* ---- Walls ---- */

static void place(struct system *system)
{
    struct matched *s = (struct matched *)system;
    for (size_t i = 0; i < s->n; i++) {
        s->present[i] = 1.0;
        s->soma.x[i] = fmin(s->soma_device.xinit, s->soma_device.length);
        s->axon.x[i] = fmin(s->axon_device.xinit, s->axon_device.length);
    }
}

static double predict(struct system *system, double h, bool loading)
{
    struct matched *s = (struct matched *)system;
    double soma = walls_predict(&s->soma_device, &s->soma, s->n, h);
    double axon = walls_predict(&s->axon_device, &s->axon, s->n, h);
    return loading ? soma : fmin(soma, axon);
}

static void shorten(struct system *system, double h)
{
    const struct matched *s = (struct matched *)system;
    walls_shorten(&s->soma_device, &s->soma, s->n, h);
    walls_shorten(&s->axon_device, &s->axon, s->n, h);
}

static struct walls_step correct(struct system *system, double h)
{
    struct matched *s = (struct matched *)system;
    const double speed = fabs(s->axon_device.vleak);
    struct walls_step soma = walls_correct(&s->soma_device, &s->soma, s->n, h, speed);
    struct walls_step axon = walls_correct(&s->axon_device, &s->axon, s->n, h, speed);
    return (struct walls_step){.error = fmax(soma.error, axon.error), .some_cross = soma.some_cross || axon.some_cross};
}

static double last_arrival(struct system *system, double h)
{
    const struct matched *s = (struct matched *)system;
    return fmax(walls_last_arrival(&s->soma_device, &s->soma, s->n, h),
                walls_last_arrival(&s->axon_device, &s->axon, s->n, h));
}

static void accept(struct system *system)
{
    struct matched *s = (struct matched *)system;
    walls_accept(&s->soma);
    walls_accept(&s->axon);
}

static struct walls_outlook look_ahead(struct system *system, bool loading)
{
    const struct matched *s = (struct matched *)system;
    struct walls_outlook soma = walls_look_ahead(&s->soma_device, &s->soma, s->n);
    struct walls_outlook axon = walls_look_ahead(&s->axon_device, &s->axon, s->n);
    return (struct walls_outlook){.moving = soma.moving + axon.moving,
                                  .to_junction = loading ? soma.to_junction : fmin(soma.to_junction, axon.to_junction)};
}

static double fastest_of(const struct dwmtj *device, const struct walls *walls, size_t n)
{
    double speed = 0.0;
    for (size_t i = 0; i < n; i++) {
        speed = fmax(speed, fabs(dwmtj_motion(device, walls->x[i], walls->v[i])));
    }
    return speed;
}

static double fastest(const struct system *system)
{
    const struct matched *s = (const struct matched *)system;
    return fmax(fastest_of(&s->soma_device, &s->soma, s->n), fastest_of(&s->axon_device, &s->axon, s->n));
}

static void show(struct system *system, struct solver_point *point)
{
    const struct matched *s = (struct matched *)system;
    point->soma = s->soma.x;
    point->axon = s->axon.x;
}

static void read_state(const struct system *system, char *state)
{
    const struct matched *s = (const struct matched *)system;
    for (size_t j = 0; j < s->n; j++) {
        state[j] = dwmtj_is_on(&s->soma_device, s->soma.x[j]) ? '1' : '0';
    }
    state[s->n] = '\0';
}

/* ---- Memory ---- */

enum { ARRAYS = 28 }; /* of whole vectors */

static void share_out(struct matched *s)
{
    double *next = s->memory;
    struct walls *soma = &s->soma, *axon = &s->axon;
    double **const arrays[ARRAYS] = {
        &soma->x,           &soma->v,         &soma->rate, &soma->x_ahead, &soma->v_ahead,
        &soma->past_edge,   &axon->x,         &axon->v,    &axon->rate,    &axon->x_ahead,
        &axon->v_ahead,     &axon->past_edge, &s->present, &s->g,          &s->share,
        &s->voltage,        &s->per_node,     &s->g_rate,  &s->scratch,    &soma->x_corrected,
        &axon->x_corrected, &s->b_g,          &s->b_v,     &s->g_tracks,   &s->per_tracks,
        &s->axon_drive,     &s->axon_leak,    &s->p_share};
    for (size_t k = 0; k < ARRAYS; k++) {
        *arrays[k] = next;
        next += s->padded;
    }
}

/* The supply of neuron `i`. One without axons has a track that drives nothing, and a wall that never moves; so has what
 * fills the last vector. */
static void supply_soma(struct matched *s, size_t i)
{
    const struct dwmtj *axon = &s->axon_device;
    const bool drives = s->g_tracks[i] > 0.0;
    const double v_dw = drives ? network_v_dw(s->system.network, i) : 0.0;
    s->axon_drive[i] = dwmtj_mobility(axon) / axon->rm * v_dw;
    s->axon_leak[i] = drives ? axon->vleak : 0.0;
    s->p_share[i] = drives ? v_dw * v_dw * s->g_tracks[i] / s->p_tracks : 0.0;
    s->g_tracks[i] = drives ? s->g_tracks[i] : 1.0;
    s->per_tracks[i] = 1.0 / s->g_tracks[i];
}

/* Where all axons are there, all neurons are supplied like the first one. */
static void supply_somas(struct matched *s)
{
    const struct network *network = s->system.network;
    const size_t different = network->weights.wiring ? s->n : 1;
    for (size_t i = 0; i < different; i++) {
        s->g_tracks[i] = (double)network_fan_out(network, i) / s->axon_device.rm;
        double v_dw = network_v_dw(network, i);
        s->p_tracks = fmax(s->p_tracks, v_dw * v_dw * s->g_tracks[i]);
    }
    for (size_t i = 0; i < different; i++) {
        supply_soma(s, i);
    }
    double *const each[] = {s->axon_drive, s->axon_leak, s->p_share, s->g_tracks, s->per_tracks};
    for (size_t k = 0; k < sizeof each / sizeof *each; k++) {
        for (size_t i = different; i < s->n; i++) {
            each[k][i] = each[k][0];
        }
    }
    for (size_t i = s->n; i < s->padded; i++) {
        supply_soma(s, i);
    }
}

/* The sum of the weights that lead to a dendrite is what its synapses drive where each conducts 1 S. */
static void balance_dendrites(struct matched *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->g[i] = 1.0;
    }
    const double *sums = synapses_drive(s->synapses, s->g);
    for (size_t j = 0; j < s->n; j++) {
        struct balance balance = network_balance(s->system.network, j, sums[j]);
        s->b_g[j] = balance.conductance;
        s->b_v[j] = balance.v_rail;
    }
}

double matched_memory(const struct network *network)
{
    return (double)(ARRAYS * vector_padded(network->n) * sizeof(double)) + synapses_memory(&network->weights);
}

static void free_matched(struct system *system)
{
    struct matched *s = (struct matched *)system;
    synapses_free(s->synapses);
    free(s->memory);
    free(s);
}

static const struct system_kind KIND = {.place = place,
                                        .solve = solve,
                                        .rate = rate,
                                        .predict = predict,
                                        .shorten = shorten,
                                        .correct = correct,
                                        .last_arrival = last_arrival,
                                        .accept = accept,
                                        .look_ahead = look_ahead,
                                        .fastest = fastest,
                                        .show = show,
                                        .read = read_state,
                                        .free = free_matched};

/* What each solution would else divide again. */
static void set_constants(struct matched *s)
{
    const struct dwmtj *soma = &s->soma_device, *axon = &s->axon_device;
    s->sharp = soma->delta == 0.0 && axon->delta == 0.0;
    s->plain = s->sharp && soma->idepin == 0.0 && axon->idepin == 0.0;
    s->soma_slope = dwmtj_conductance_slope(soma, soma->position * soma->length);
    s->axon_slope = dwmtj_conductance_slope(axon, axon->position * axon->length);
    s->g_track = 1.0 / soma->rm;
    s->soma_drive = dwmtj_mobility(soma) * s->g_track;
}

enum status matched_new(const struct network *network, struct system **system, struct diagnostic *diagnostic)
{
    struct matched *s = calloc(1, sizeof *s);
    *system = NULL;
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->soma_device = dwmtj_nominal(&network->soma);
    s->axon_device = dwmtj_nominal(&network->axon);
    s->system = (struct system){&KIND, network, s->axon_device.length / fabs(s->axon_device.vleak)};
    s->n = network->n;
    s->padded = vector_padded(s->n);
    set_constants(s);
    s->memory = vector_new(ARRAYS * s->padded);
    enum status status =
        s->memory ? synapses_new(&network->weights, &s->synapses, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        free_matched(&s->system);
        return status;
    }
    share_out(s);
    supply_somas(s);
    if (network_has_balance(network)) {
        balance_dendrites(s);
    }
    *system = &s->system;
    return STATUS_OK;
}
