#include "uniform.h"

#include "synapses.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct uniform {
    struct system system;
    struct dwmtj soma_device, axon_device; /* at the temperature of the run */
    size_t n;
    struct synapses *synapses;
    struct walls soma, axon;
    double *g;             /* [n] conductance of an axon's junction, S */
    const double *current; /* [n] what the synapses drive into a grounded dendrite, A; the synapses own it */
    double *scratch;       /* [n] room for what is summed up */
    double *b_g, *b_v;     /* [n] the balancing resistors: conductance in S, rail in V; NULL where there are none */
    double *memory;        /* that the arrays above are parts of */
};

/* ---- Node voltages ---- */

/* The sum of x[n], in an order that does not depend on the processor. */
VECTOR static double sum_of(const double *x, size_t n)
{
    double lane[LANES] = {0.0}, sum = 0.0;
    size_t i = 0;
    for (; i + LANES <= n; i += LANES) {
        for (size_t k = 0; k < LANES; k++) {
            lane[k] += x[i + k];
        }
    }
    for (; i < n; i++) {
        sum += x[i];
    }
    for (size_t k = 0; k < LANES; k++) {
        sum += lane[k];
    }
    return sum;
}

/* Somas: the junction and the axons' tracks divide V_DW. Drives the axons' walls; gives the power of the V_DW source.
 */
VECTOR static double solve_somas(const struct uniform *s, const double *restrict x_soma, double *restrict v_axon)
{
    const struct dwmtj axon = s->axon_device;
    const double g_tracks = (double)(s->n - 1) / axon.rm, v_dw = s->system.network->v_dw;
    const double drive = dwmtj_mobility(&axon) / axon.rm * v_dw;
    double *restrict share = s->scratch;
    walls_conductances(&s->soma_device, x_soma, share, s->n);
    for (size_t i = 0; i < s->n; i++) {
        share[i] = share[i] / (share[i] + g_tracks); /* Eq. (11) */
        v_axon[i] = drive * share[i] + axon.vleak;
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
    const struct dwmtj soma = s->soma_device;
    const double mobility = dwmtj_mobility(&soma) / soma.rm, g_track = 1.0 / soma.rm;
    const double *restrict current = s->current, *restrict g = s->g;
    double *restrict saved = s->scratch;
    for (size_t j = 0; j < s->n; j++) {
        double voltage = current[j] / (total - g[j] + g_track); /* Eq. (11) */
        v_soma[j] = mobility * voltage + soma.vleak;
        saved[j] = voltage * current[j];
    }
    return sum_of(saved, s->n);
}

/* The same with a balancing resistor at each dendrite. */
VECTOR static double solve_balanced_dendrites(const struct uniform *s, double total, double *restrict v_soma)
{
    const struct dwmtj soma = s->soma_device;
    const double mobility = dwmtj_mobility(&soma) / soma.rm, g_track = 1.0 / soma.rm;
    const double *restrict synaptic = s->current, *restrict g = s->g, *restrict b_g = s->b_g, *restrict b_v = s->b_v;
    double *restrict saved = s->scratch;
    for (size_t j = 0; j < s->n; j++) {
        double rail = b_g[j] * b_v[j], current = synaptic[j] + rail;
        double voltage = current / (total - g[j] + b_g[j] + g_track); /* Eqs. (11), (20) */
        v_soma[j] = mobility * voltage + soma.vleak;
        saved[j] = voltage * current - rail * b_v[j];
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

/* ---- Walls ---- */

static void place(struct system *system)
{
    struct uniform *s = (struct uniform *)system;
    for (size_t i = 0; i < s->n; i++) {
        s->soma.x[i] = fmin(s->soma_device.xinit, s->soma_device.length);
        s->axon.x[i] = fmin(s->axon_device.xinit, s->axon_device.length);
    }
}

static void predict(struct system *system, double h, double h_before)
{
    const struct uniform *s = (struct uniform *)system;
    walls_predict(&s->soma_device, &s->soma, s->n, h, h_before);
    walls_predict(&s->axon_device, &s->axon, s->n, h, h_before);
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
    double **const arrays[] = {&soma->x,        &soma->v,           &soma->v_before, &soma->x_ahead,
                               &soma->v_ahead,  &soma->x_corrected, &axon->x,        &axon->v,
                               &axon->v_before, &axon->x_ahead,     &axon->v_ahead,  &axon->x_corrected,
                               &s->g,           &s->scratch,        &s->b_g,         &s->b_v};
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
    const size_t arrays = 16;
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
                                        .predict = predict,
                                        .correct = correct,
                                        .last_arrival = last_arrival,
                                        .accept = accept,
                                        .look_ahead = look_ahead,
                                        .show = show,
                                        .read = read_state,
                                        .free = free_uniform};

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
