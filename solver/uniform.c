#include "uniform.h"

#include "synapses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct uniform {
    struct system system;
    struct dwmtj soma_device, axon_device; /* at the temperature of the run */
    double g_tracks, per_tracks;           /* the tracks of a neuron's axons: conductance, S, and its reciprocal, Ohm */
    double axon_drive;                     /* axons' velocity for the whole of V_DW over their tracks, m/s */
    double g_track;                        /* conductance of a soma's track, S */
    double soma_drive;                     /* somas' velocity for each volt over their tracks, (m/s)/V */
    size_t n;
    struct synapses *synapses;
    struct walls soma, axon;
    double *g;             /* [n] conductance of an axon's junction, S */
    const double *current; /* [n] what the synapses drive into a grounded dendrite, A; the synapses own it */
    double *share;         /* [n] of V_DW, over an axon's track */
    double *voltage;       /* [n] of a dendrite, V */
    double *per_node;      /* [n] 1 / conductance at a dendrite, Ohm */
    double *g_rate;        /* [n] at which conductances change, S/s */
    double *scratch;       /* [n] room for what is summed up */
    double *b_g, *b_v;     /* [n] the balancing resistors: conductance in S, rail in V; NULL where there are none */
    double *memory;        /* that the arrays above are parts of */
};

/* ---- Node voltages ---- */

/* The sum of x[n], in an order that does not depend on the processor. */
VECTOR_PART double sum_of(const double *x, size_t n)
{
    double lane[LANES] = {0.0};
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            lane[k] += x[i + k];
        }
    }
    for (; i < n; i++) {
        lane[i % LANES] += x[i];
    }
    for (size_t half = LANES / 2; half > 0; half /= 2) {
        for (size_t k = 0; k < half; k++) {
            lane[k] += lane[k + half];
        }
    }
    return lane[0];
}

/* Somas: the junction and the axons' tracks divide V_DW. Drives the axons' walls; gives the power of the V_DW source.
 */
VECTOR static double solve_somas(const struct uniform *s, const double *restrict x_soma, double *restrict v_axon)
{
    const double g_tracks = s->g_tracks, v_dw = s->system.network->v_dw;
    const double drive = s->axon_drive, leak = s->axon_device.vleak;
    double *restrict share = s->share;
    walls_conductances(&s->soma_device, x_soma, share, s->n);
    for (size_t i = 0; i < s->n; i++) {
        share[i] = share[i] / (share[i] + g_tracks); /* Eq. (11) */
        v_axon[i] = drive * share[i] + leak;
    }
    return v_dw * v_dw * g_tracks * sum_of(share, s->n);
}

/* Junctions of the axons; their conductance in all, and what they draw from the weight sources with grounded
 * dendrites. */
VECTOR static double solve_axons(const struct uniform *s, const double *restrict x_axon, double *total)
{
    const double *restrict squares = synapses_squares(s->synapses);
    double *restrict g = s->g, *restrict power = s->scratch;
    walls_conductances(&s->axon_device, x_axon, g, s->n);
    for (size_t i = 0; i < s->n; i++) {
        power[i] = g[i] * squares[i];
    }
    *total = sum_of(g, s->n);
    return sum_of(power, s->n);
}

/* Dendrites: the synapses and the soma's track divide the weights' voltages. Drives the somas' walls; gives what the
 * dendrites' voltages save of the power that solve_axons counted. */
VECTOR static double solve_dendrites(const struct uniform *s, double total, double *restrict v_soma)
{
    const double drive = s->soma_drive, leak = s->soma_device.vleak, g_track = s->g_track;
    const double *restrict current = s->current, *restrict g = s->g;
    double *restrict saved = s->scratch, *restrict voltage = s->voltage, *restrict per_node = s->per_node;
    for (size_t j = 0; j < s->n; j++) {
        per_node[j] = 1.0 / (total - g[j] + g_track);
        voltage[j] = current[j] * per_node[j]; /* Eq. (11) */
        v_soma[j] = drive * voltage[j] + leak;
        saved[j] = voltage[j] * current[j];
    }
    return sum_of(saved, s->n);
}

/* The same with a balancing resistor at each dendrite. */
VECTOR static double solve_balanced_dendrites(const struct uniform *s, double total, double *restrict v_soma)
{
    const double drive = s->soma_drive, leak = s->soma_device.vleak, g_track = s->g_track;
    const double *restrict synaptic = s->current, *restrict g = s->g, *restrict b_g = s->b_g, *restrict b_v = s->b_v;
    double *restrict saved = s->scratch, *restrict voltage = s->voltage, *restrict per_node = s->per_node;
    for (size_t j = 0; j < s->n; j++) {
        double rail = b_g[j] * b_v[j], current = synaptic[j] + rail;
        per_node[j] = 1.0 / (total - g[j] + b_g[j] + g_track);
        voltage[j] = current * per_node[j]; /* Eqs. (11), (20) */
        v_soma[j] = drive * voltage[j] + leak;
        saved[j] = voltage[j] * current - rail * b_v[j];
    }
    return sum_of(saved, s->n);
}

static struct power solve(struct system *system, const char *start, bool ahead)
{
    struct uniform *s = (struct uniform *)system;
    double *v_soma = ahead ? s->soma.v_ahead : s->soma.v;
    struct power p = {.soma = solve_somas(s, ahead ? s->soma.x_ahead : s->soma.x, ahead ? s->axon.v_ahead : s->axon.v)};
    if (start) {
        const struct dwmtj *soma = &s->soma_device;
        const double v_c = system->network->v_c;
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
    p.synapse = solve_axons(s, ahead ? s->axon.x_ahead : s->axon.x, &total);
    s->current = synapses_drive(s->synapses, s->g);
    p.synapse -= s->b_g ? solve_balanced_dendrites(s, total, v_soma) : solve_dendrites(s, total, v_soma);
    return p;
}

/* ---- Their rates ---- */

/* How fast the somas change the axons' drives; gives the rate of the power of the V_DW source. */
VECTOR static double rate_somas(const struct uniform *s)
{
    const double v_dw = s->system.network->v_dw, drive = s->axon_drive, per_tracks = s->per_tracks;
    const double *restrict share = s->share, *restrict g_rate = s->g_rate;
    double *restrict share_rate = s->scratch, *restrict v_rate = s->axon.rate;
    walls_conductance_rates(&s->soma_device, &s->soma, s->g_rate, s->n);
    for (size_t i = 0; i < s->n; i++) {
        share_rate[i] = (1.0 - share[i]) * (1.0 - share[i]) * per_tracks * g_rate[i]; /* rate of Eq. (11) */
        v_rate[i] = drive * share_rate[i];
    }
    return v_dw * v_dw * s->g_tracks * sum_of(share_rate, s->n);
}

/* The rates of what solve_axons gives. */
VECTOR static double rate_axons(const struct uniform *s, double *total_rate)
{
    const double *restrict squares = synapses_squares(s->synapses);
    double *restrict g_rate = s->g_rate, *restrict power_rate = s->scratch;
    walls_conductance_rates(&s->axon_device, &s->axon, g_rate, s->n);
    for (size_t i = 0; i < s->n; i++) {
        power_rate[i] = g_rate[i] * squares[i];
    }
    *total_rate = sum_of(g_rate, s->n);
    return sum_of(power_rate, s->n);
}

/* How fast the dendrites, balanced or not, change the somas' drives; gives the rate of what they save. */
VECTOR static double rate_dendrites(const struct uniform *s, double total_rate, const double *restrict current_rate)
{
    const double drive = s->soma_drive;
    const double *restrict g_rate = s->g_rate, *restrict voltage = s->voltage, *restrict per_node = s->per_node;
    double *restrict saved_rate = s->scratch, *restrict v_rate = s->soma.rate;
    for (size_t j = 0; j < s->n; j++) {
        double drained = voltage[j] * (total_rate - g_rate[j]);
        v_rate[j] = drive * (current_rate[j] - drained) * per_node[j]; /* rate of Eq. (11) */
        saved_rate[j] = voltage[j] * (2.0 * current_rate[j] - drained);
    }
    return sum_of(saved_rate, s->n);
}

static struct power rate(struct system *system, bool loading)
{
    struct uniform *s = (struct uniform *)system;
    struct power p = {.soma = rate_somas(s)};
    if (loading) {
        memset(s->soma.rate, 0, s->n * sizeof *s->soma.rate);
        return p;
    }
    double total_rate;
    p.synapse = rate_axons(s, &total_rate);
    p.synapse -= rate_dendrites(s, total_rate, synapses_drive_rate(s->synapses, s->g_rate));
    return p;
}

/* ---- Walls ---- */

static void place(struct system *system)
{
    struct uniform *s = (struct uniform *)system;
    for (size_t i = 0; i < s->n; i++) {
        s->soma.x[i] = fmin(s->soma_device.xinit, s->soma_device.length);
        s->axon.x[i] = fmin(s->axon_device.xinit, s->axon_device.length);
    }
}

static bool predict(struct system *system, double h)
{
    const struct uniform *s = (struct uniform *)system;
    bool soma = walls_predict(&s->soma_device, &s->soma, s->n, h);
    bool axon = walls_predict(&s->axon_device, &s->axon, s->n, h);
    return soma || axon;
}

static double first_kink(struct system *system, double h, bool loading)
{
    const struct uniform *s = (struct uniform *)system;
    double soma = walls_first_kink(&s->soma_device, &s->soma, s->n, h);
    return loading ? soma : fmin(soma, walls_first_kink(&s->axon_device, &s->axon, s->n, h));
}

static struct walls_step correct(struct system *system, double h)
{
    struct uniform *s = (struct uniform *)system;
    const double speed = fabs(s->axon_device.vleak);
    struct walls_step soma = walls_correct(&s->soma_device, &s->soma, s->n, h, speed);
    struct walls_step axon = walls_correct(&s->axon_device, &s->axon, s->n, h, speed);
    return (struct walls_step){.error = fmax(soma.error, axon.error),
                               .some_arrive = soma.some_arrive || axon.some_arrive};
}

static double last_arrival(struct system *system, double h)
{
    const struct uniform *s = (struct uniform *)system;
    return fmax(walls_last_arrival(&s->soma_device, &s->soma, s->n, h),
                walls_last_arrival(&s->axon_device, &s->axon, s->n, h));
}

static void accept(struct system *system)
{
    struct uniform *s = (struct uniform *)system;
    walls_accept(&s->soma);
    walls_accept(&s->axon);
}

static struct walls_outlook look_ahead(struct system *system, bool loading)
{
    const struct uniform *s = (struct uniform *)system;
    struct walls_outlook soma = walls_look_ahead(&s->soma_device, &s->soma, s->n);
    struct walls_outlook axon = walls_look_ahead(&s->axon_device, &s->axon, s->n);
    return (struct walls_outlook){.moving = soma.moving + axon.moving,
                                  .to_junction = loading ? soma.to_junction : fmin(soma.to_junction, axon.to_junction)};
}

static void show(struct system *system, struct solver_point *point)
{
    const struct uniform *s = (struct uniform *)system;
    point->soma = s->soma.x;
    point->axon = s->axon.x;
}

static void read_state(const struct system *system, char *state)
{
    const struct uniform *s = (const struct uniform *)system;
    for (size_t j = 0; j < s->n; j++) {
        state[j] = dwmtj_is_on(&s->soma_device, s->soma.x[j]) ? '1' : '0';
    }
    state[s->n] = '\0';
}

/* ---- Memory ---- */

static void share_out(struct uniform *s, bool balanced)
{
    double *next = s->memory;
    struct walls *soma = &s->soma, *axon = &s->axon;
    double **const arrays[] = {
        &soma->x,           &soma->v,           &soma->rate, &soma->x_ahead, &soma->v_ahead, &soma->past_edge,
        &soma->x_corrected, &axon->x,           &axon->v,    &axon->rate,    &axon->x_ahead, &axon->v_ahead,
        &axon->past_edge,   &axon->x_corrected, &s->g,       &s->share,      &s->voltage,    &s->per_node,
        &s->g_rate,         &s->scratch,        &s->b_g,     &s->b_v};
    const size_t all = sizeof arrays / sizeof *arrays, count = balanced ? all : all - 2;
    for (size_t k = 0; k < count; k++) {
        *arrays[k] = next;
        next += vector_padded(s->n);
    }
}

/* The sum of the weights that lead to a dendrite is what its synapses drive where each conducts 1 S. */
static void balance_dendrites(struct uniform *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->g[i] = 1.0;
    }
    const double *sums = synapses_drive(s->synapses, s->g);
    for (size_t j = 0; j < s->n; j++) {
        struct balance balance = network_balance(s->system.network, sums[j]);
        s->b_g[j] = balance.conductance;
        s->b_v[j] = balance.v_rail;
    }
}

static size_t arrays_size(size_t n)
{
    const size_t arrays = 22;
    return arrays * vector_padded(n) * sizeof(double);
}

double uniform_memory(const struct network *network)
{
    return (double)arrays_size(network->n) + synapses_memory(&network->weights);
}

static void free_uniform(struct system *system)
{
    struct uniform *s = (struct uniform *)system;
    synapses_free(s->synapses);
    free(s->memory);
    free(s);
}

static const struct system_kind KIND = {.place = place,
                                        .solve = solve,
                                        .rate = rate,
                                        .predict = predict,
                                        .first_kink = first_kink,
                                        .correct = correct,
                                        .last_arrival = last_arrival,
                                        .accept = accept,
                                        .look_ahead = look_ahead,
                                        .show = show,
                                        .read = read_state,
                                        .free = free_uniform};

/* What each solution would else divide again. */
static void set_constants(struct uniform *s)
{
    s->g_tracks = (double)(s->n - 1) / s->axon_device.rm;
    s->per_tracks = 1.0 / s->g_tracks;
    s->axon_drive = dwmtj_mobility(&s->axon_device) / s->axon_device.rm * s->system.network->v_dw;
    s->g_track = 1.0 / s->soma_device.rm;
    s->soma_drive = dwmtj_mobility(&s->soma_device) * s->g_track;
}

enum status uniform_new(const struct network *network, struct system **system, struct diagnostic *diagnostic)
{
    struct uniform *s = calloc(1, sizeof *s);
    *system = NULL;
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->soma_device = dwmtj_nominal(&network->soma);
    s->axon_device = dwmtj_nominal(&network->axon);
    s->system = (struct system){&KIND, network, s->axon_device.length / fabs(s->axon_device.vleak)};
    s->n = network->n;
    set_constants(s);
    s->memory = aligned_alloc(LANES * sizeof(double), arrays_size(s->n));
    enum status status =
        s->memory ? synapses_new(&network->weights, &s->synapses, diagnostic) : fail_memory(diagnostic);
    if (status != STATUS_OK) {
        free_uniform(&s->system);
        return status;
    }
    const bool balanced = network->dendrite == DENDRITE_BALANCED;
    memset(s->memory, 0, arrays_size(s->n));
    share_out(s, balanced);
    if (balanced) {
        balance_dendrites(s);
    }
    *system = &s->system;
    return STATUS_OK;
}
