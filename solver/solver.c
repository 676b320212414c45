#include "solver.h"

#include "synapses.h"
#include "varied.h"
#include "walls.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct solver_options solver_standard_options(const struct network *network)
{
    return (struct solver_options){.tolerance = 1e-3, .t_stop = network->t_stop, .longest = INFINITY};
}

struct power {
    double load, soma, synapse; /* W */
};

struct solver {
    struct varied *varied; /* where devices differ: then it does all, and the rest is not used */
    const struct network *net;
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
VECTOR static double solve_somas(const struct solver *s, const double *restrict x_soma, double *restrict v_axon)
{
    const struct dwmtj axon = s->axon_device;
    const double g_tracks = (double)(s->n - 1) / axon.rm, v_dw = s->net->v_dw;
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
VECTOR static double solve_axons(const struct solver *s, const double *restrict x_axon, double *total)
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
VECTOR static double solve_dendrites(const struct solver *s, double total, double *restrict v_soma)
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
VECTOR static double solve_balanced_dendrites(const struct solver *s, double total, double *restrict v_soma)
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

/* All drives and powers for walls at `x_soma` and `x_axon`. `start` is NULL but in the load phase. */
static struct power solve_nodes(struct solver *s, const char *start, const double *x_soma, const double *x_axon,
                                double *v_soma, double *v_axon)
{
    struct power p = {.soma = solve_somas(s, x_soma, v_axon)};
    if (start) {
        const struct dwmtj *soma = &s->soma_device;
        for (size_t j = 0; j < s->n; j++) {
            v_soma[j] = dwmtj_velocity(soma, (start[j] == '1' ? s->net->v_c : -s->net->v_c) / soma->rm);
        }
        p.load = (double)s->n * s->net->v_c * s->net->v_c / soma->rm;
        return p;
    }
    double total;
    p.synapse = solve_axons(s, x_axon, &total);
    s->current = synapses_drive(s->synapses, s->g);
    p.synapse -= s->b_g ? solve_balanced_dendrites(s, total, v_soma) : solve_dendrites(s, total, v_soma);
    return p;
}

/* ---- A run ---- */

struct run {
    struct solver *s;
    const struct solver_options *options;
    struct solver_result *result;
    const char *start; /* NULL after the release */
    double t, h, h_before;
    double allowed;   /* error of a step: as a share of the track, and of the energy */
    double scale;     /* time in which the power so far counts as energy that matters, s */
    double p_before;  /* power one step ago, W */
    bool some_arrive; /* in the step that was corrected last */
    struct power power;
    struct power energy; /* up to t, J */
};

static double total_power(struct power p)
{
    return p.load + p.soma + p.synapse;
}

/* The integral of a power that goes linearly from `a` to `b` in `h`, over its first `t`. */
static double energy_of(double a, double b, double h, double t)
{
    return t * (a + 0.5 * (b - a) * t / h);
}

static bool observe(const struct run *run)
{
    if (!run->options->observe) {
        return true;
    }
    struct solver_point point = {
        run->t, run->s->soma.x, run->s->axon.x, run->power.load, run->power.soma, run->power.synapse, 0.0};
    return run->options->observe(run->options->context, &point);
}

/* Solves the nodes where the walls are, after a beginning or a release: the drives have no history. */
static void restart(struct run *run)
{
    struct solver *s = run->s;
    synapses_forget(s->synapses);
    run->power = solve_nodes(s, run->start, s->soma.x, s->axon.x, s->soma.v, s->axon.v);
    run->result->evaluations++;
    run->result->peak_power = fmax(run->result->peak_power, total_power(run->power));
    run->h_before = 0.0;
    run->p_before = total_power(run->power);
}

/* Notes the energy up to a moment `t` within the step of `h` at which a wall came to rest. */
static void note_arrival(struct run *run, struct power ahead, double h, double t)
{
    struct solver_result *r = run->result;
    r->time_to_solution = run->t + t;
    r->energy_load = run->energy.load + energy_of(run->power.load, ahead.load, h, t);
    r->energy_soma = run->energy.soma + energy_of(run->power.soma, ahead.soma, h, t);
    r->energy_synapse = run->energy.synapse + energy_of(run->power.synapse, ahead.synapse, h, t);
}

/* Makes the step that was predicted and corrected the present. */
static void advance(struct run *run, struct power ahead, double h)
{
    struct solver *s = run->s;
    if (run->some_arrive) {
        double soma = walls_last_arrival(&s->soma_device, &s->soma, s->n, h);
        double axon = walls_last_arrival(&s->axon_device, &s->axon, s->n, h);
        note_arrival(run, ahead, h, fmax(soma, axon));
    }
    run->energy.load += energy_of(run->power.load, ahead.load, h, h);
    run->energy.soma += energy_of(run->power.soma, ahead.soma, h, h);
    run->energy.synapse += energy_of(run->power.synapse, ahead.synapse, h, h);
    run->p_before = total_power(run->power);
    run->power = ahead;
    run->result->peak_power = fmax(run->result->peak_power, total_power(ahead));
    walls_accept(&s->soma);
    walls_accept(&s->axon);
    run->t += h;
    run->h_before = h;
    run->result->steps++;
}

/* By how much of the energy a step of `h` may be wrong: the power at its end is not what the step before made expect.
 * Walls that rest and walls far from any junction hide from each other what a third does; the power sees all. */
static double power_error(const struct run *run, struct power ahead, double h)
{
    double ratio = run->h_before > 0.0 ? h / run->h_before : 0.0;
    double now = total_power(run->power), expected = now + ratio * (now - run->p_before);
    double matters = total_power(run->energy) + now * run->scale;
    return matters > 0.0 ? 0.5 * h * fabs(total_power(ahead) - expected) / matters : 0.0;
}

/* The error of the step that was predicted and solved, as a share of time or energy; corrects it. */
static double correct_step(struct run *run, struct power ahead, double h)
{
    struct solver *s = run->s;
    const double speed = fabs(s->axon_device.vleak);
    struct walls_step soma = walls_correct(&s->soma_device, &s->soma, s->n, h, speed);
    struct walls_step axon = walls_correct(&s->axon_device, &s->axon, s->n, h, speed);
    run->some_arrive = soma.some_arrive || axon.some_arrive;
    return fmax(fmax(soma.error, axon.error) / run->scale, power_error(run, ahead, h));
}

/* One step of at most `limit`, repeated with smaller ones until it is good enough. */
static void step(struct run *run, double limit)
{
    struct solver *s = run->s;
    const double safety = 0.8, least_change = 0.2, greatest_change = 5.0, smallest = 1e-18;
    for (;;) {
        double h = fmin(run->h, limit);
        walls_predict(&s->soma_device, &s->soma, s->n, h, run->h_before);
        walls_predict(&s->axon_device, &s->axon, s->n, h, run->h_before);
        struct power ahead =
            solve_nodes(s, run->start, s->soma.x_ahead, s->axon.x_ahead, s->soma.v_ahead, s->axon.v_ahead);
        run->result->evaluations++;
        double error = correct_step(run, ahead, h);
        /* Smooth drives leave an error of third order; a step that is refused met the kink of one, of second order. */
        double room = run->allowed / error;
        double change = safety * (room > 1.0 ? cbrt(room) : sqrt(room));
        run->h = h * fmin(fmax(change, least_change), greatest_change);
        if (error <= run->allowed || h <= smallest) {
            advance(run, ahead, h);
            return;
        }
        run->result->rejected++;
    }
}

static enum status run_phase(struct run *run, double t_end, struct diagnostic *diagnostic)
{
    struct solver *s = run->s;
    restart(run);
    for (;;) {
        if (!observe(run)) {
            return fail_memory(diagnostic);
        }
        struct walls_outlook soma = walls_look_ahead(&s->soma_device, &s->soma, s->n);
        struct walls_outlook axon = walls_look_ahead(&s->axon_device, &s->axon, s->n);
        size_t moving = soma.moving + axon.moving;
        if (run->t >= t_end || (moving == 0 && !run->start)) {
            run->result->moving = moving;
            return STATUS_OK;
        }
        /* Drives are constant up to the moment at which the first wall begins to cross a junction. While states are
         * loaded, the axons drive nothing. */
        double quiet = run->start ? soma.to_junction : fmin(soma.to_junction, axon.to_junction);
        double limit = fmin(t_end - run->t, run->options->longest);
        if (quiet > 0.0) {
            limit = fmin(limit, quiet * (1.0 - 1e-12));
            run->h = fmax(run->h, limit); /* nothing changes on the way */
        }
        step(run, limit);
        if (t_end - run->t < 1e-12 * t_end) {
            run->t = t_end;
        }
    }
}

static void place_walls(struct solver *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->soma.x[i] = fmin(s->soma_device.xinit, s->soma_device.length);
        s->axon.x[i] = fmin(s->axon_device.xinit, s->axon_device.length);
    }
}

/* How much of the tolerance a single correction may be: measured, docs/solver.md. */
static const double SHARE = 0.1;

enum status solver_run(struct solver *s, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic)
{
    *result = (struct solver_result){0};
    if (!(options->tolerance > 0.0 && options->t_stop > 0.0 && options->longest > 0.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: tolerance, stop time and longest step must be above 0");
    }
    if (s->varied) {
        return varied_run(s->varied, start, options, state, result, diagnostic);
    }
    struct run run = {.s = s, .options = options, .result = result, .start = start};
    run.allowed = SHARE * options->tolerance;
    run.scale = s->axon_device.length / fabs(s->axon_device.vleak);
    run.h = 1e-3 * run.scale;
    enum status status = STATUS_OK;
    place_walls(s);
    if (start) {
        status = run_phase(&run, s->net->t_load, diagnostic);
        run.start = NULL;
        if (status == STATUS_OK && result->moving > 0) {
            note_arrival(&run, run.power, 1.0, 0.0); /* walls that the release leaves to their pinning */
        }
    }
    if (status == STATUS_OK) {
        status = run_phase(&run, options->t_stop, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    result->converged = result->moving == 0;
    if (!result->converged) {
        result->time_to_solution = run.t;
        result->energy_load = run.energy.load;
        result->energy_soma = run.energy.soma;
        result->energy_synapse = run.energy.synapse;
    }
    for (size_t j = 0; j < s->n; j++) {
        state[j] = dwmtj_is_on(&s->soma_device, s->soma.x[j]) ? '1' : '0';
    }
    state[s->n] = '\0';
    return STATUS_OK;
}

/* ---- Memory ---- */

static void share_out(struct solver *s, bool balanced)
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

static bool is_computed(const char *option)
{
    static const char *const COMPUTED[] = {"delta", "idepin", "tcurie", "pbloch", "dtemp"};
    for (size_t i = 0; i < sizeof COMPUTED / sizeof *COMPUTED; i++) {
        if (strcmp(option, COMPUTED[i]) == 0) {
            return true;
        }
    }
    return false;
}

/* Refuses options of the device that this solver does not compute. */
static enum status check_options(const struct dwmtj *device, const char *kind, struct diagnostic *diagnostic)
{
    for (size_t i = DWMTJ_BASIC; i < DWMTJ_PARAMETERS; i++) {
        if (!dwmtj_is_off(device, i) && !is_computed(dwmtj_parameters[i].name)) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: %s: the simplified solver does not compute %s; 'spinfield run' does", kind,
                        dwmtj_parameters[i].name);
        }
    }
    return STATUS_OK;
}

/* The sum of the weights that lead to a dendrite is what its synapses drive where each conducts 1 S. */
static void balance_dendrites(struct solver *s)
{
    for (size_t i = 0; i < s->n; i++) {
        s->g[i] = 1.0;
    }
    const double *sums = synapses_drive(s->synapses, s->g);
    for (size_t j = 0; j < s->n; j++) {
        struct balance balance = network_balance(s->net, sums[j]);
        s->b_g[j] = balance.conductance;
        s->b_v[j] = balance.v_rail;
    }
}

static size_t arrays_size(size_t n)
{
    const size_t arrays = 16;
    return arrays * vector_padded(n) * sizeof(double);
}

double solver_memory(const struct network *network)
{
    if (variation_exists(&network->variation)) {
        return varied_memory(network);
    }
    return (double)arrays_size(network->n) + synapses_memory(&network->weights);
}

enum status solver_new(const struct network *network, struct solver **solver, struct diagnostic *diagnostic)
{
    bool balanced = network->dendrite == DENDRITE_BALANCED;
    struct solver *s = calloc(1, sizeof *s);
    *solver = NULL;
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->net = network;
    s->soma_device = dwmtj_nominal(&network->soma);
    s->axon_device = dwmtj_nominal(&network->axon);
    s->n = network->n;
    s->memory = aligned_alloc(LANES * sizeof(double), arrays_size(network->n));
    enum status status = s->memory ? check_options(&network->soma, "soma", diagnostic) : fail_memory(diagnostic);
    if (status == STATUS_OK) {
        status = check_options(&network->axon, "axon", diagnostic);
    }
    bool varied = variation_exists(&network->variation);
    if (status == STATUS_OK) {
        status = varied ? varied_new(network, &s->varied, diagnostic)
                        : synapses_new(&network->weights, &s->synapses, diagnostic);
    }
    if (status != STATUS_OK) {
        solver_free(s);
        return status;
    }
    memset(s->memory, 0, arrays_size(s->n));
    share_out(s, balanced);
    if (balanced && !varied) {
        balance_dendrites(s);
    }
    *solver = s;
    return STATUS_OK;
}

void solver_free(struct solver *s)
{
    if (s) {
        varied_free(s->varied);
        synapses_free(s->synapses);
        free(s->memory);
        free(s);
    }
}
