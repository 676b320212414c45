#include "varied.h"

#include <math.h>
#include <stdlib.h>

/* Wall i n + j is that of the axon from neuron i to j, and wall i n + i that of soma i. */
struct varied {
    const struct network *net;
    size_t n, walls;
    struct dwmtj *device; /* [walls] */
    double *drive;        /* [walls] velocity for each volt over the track, (m/s)/V */
    double *weight;       /* [walls] W_ij, V */
    double *x, *v;        /* [walls] position, m; velocity as driven, m/s */
    double *v_before;     /* [walls] the same one step ago */
    double *x_ahead, *v_ahead;
    double *tracks;                  /* [n] conductance of a neuron's axon tracks together, S */
    double *current, *total;         /* [n] what the synapses drive into a grounded dendrite, A; their conductance, S */
    struct balance *balance;         /* [n] */
    double *soma_shown, *axon_shown; /* [n] walls that an observer sees, m */
    double *memory;                  /* that the arrays of doubles are parts of */
};

struct power {
    double load, soma, synapse; /* W */
};

static double total_power(struct power p)
{
    return p.load + p.soma + p.synapse;
}

/* ---- Node voltages ---- */

/* Drives the axons of neuron i, and gives the power of the V_DW source into its soma. */
static double solve_soma(const struct varied *s, size_t i, const double *x, double *v)
{
    const size_t soma = i * s->n + i;
    double g = dwmtj_conductance(&s->device[soma], x[soma]);
    double voltage = s->net->v_dw * g / (g + s->tracks[i]); /* Eq. (46) */
    for (size_t k = i * s->n; k < (i + 1) * s->n; k++) {
        v[k] = s->drive[k] * voltage + s->device[k].vleak; /* that of the soma is set by its dendrite */
    }
    return s->net->v_dw * voltage * s->tracks[i];
}

/* What the axons of neuron i add to the dendrites; gives what they draw from the weight sources with grounded ones. */
static double add_axons(const struct varied *s, size_t i, const double *x)
{
    double power = 0.0;
    for (size_t j = 0; j < s->n; j++) {
        const size_t k = i * s->n + j;
        double g = j == i ? 0.0 : dwmtj_conductance(&s->device[k], x[k]);
        s->current[j] += s->weight[k] * g;
        s->total[j] += g;
        power += s->weight[k] * s->weight[k] * g;
    }
    return power;
}

/* Drives soma j; gives what its dendrite's voltage saves of the power that add_axons counted. */
static double solve_dendrite(const struct varied *s, size_t j, double *v)
{
    const size_t soma = j * s->n + j;
    double rail = s->balance[j].conductance * s->balance[j].v_rail, current = s->current[j] + rail;
    double g_track = 1.0 / s->device[soma].rm;
    double voltage = current / (s->total[j] + s->balance[j].conductance + g_track); /* Eq. (46) */
    v[soma] = s->drive[soma] * voltage + s->device[soma].vleak;
    return voltage * current - rail * s->balance[j].v_rail;
}

/* All drives `v` and powers for walls at `x`. `start` is NULL but in the load phase. */
static struct power solve_nodes(struct varied *s, const char *start, const double *x, double *v)
{
    struct power p = {0.0, 0.0, 0.0};
    for (size_t i = 0; i < s->n; i++) {
        p.soma += solve_soma(s, i, x, v);
        s->current[i] = s->total[i] = 0.0;
    }
    for (size_t j = 0; start && j < s->n; j++) {
        const struct dwmtj *soma = &s->device[j * s->n + j];
        v[j * s->n + j] = dwmtj_velocity(soma, (start[j] == '1' ? s->net->v_c : -s->net->v_c) / soma->rm);
        p.load += s->net->v_c * s->net->v_c / soma->rm;
    }
    for (size_t i = 0; !start && i < s->n; i++) {
        p.synapse += add_axons(s, i, x);
    }
    for (size_t j = 0; !start && j < s->n; j++) {
        p.synapse -= solve_dendrite(s, j, v);
    }
    return p;
}

/* ---- Walls ---- */

/* Where the walls would be after `h` if the drives went on as over the last step, of `h_before`. */
static void predict(const struct varied *s, double h, double h_before)
{
    const double ratio = h_before > 0.0 ? h / h_before : 0.0;
    for (size_t k = 0; k < s->walls; k++) {
        double v_end = s->v[k] + ratio * (s->v[k] - s->v_before[k]);
        s->x_ahead[k] = dwmtj_advance(&s->device[k], s->x[k], s->v[k], v_end, h);
    }
}

/* Puts into x_ahead the positions for the drives that the prediction led to; the greatest correction as a time in s.
 * Speeds count from a fiftieth of `speed` (m/s) up to it. */
static double correct(const struct varied *s, double h, double speed)
{
    double greatest = 0.0;
    for (size_t k = 0; k < s->walls; k++) {
        double corrected = dwmtj_advance(&s->device[k], s->x[k], s->v[k], s->v_ahead[k], h);
        double time = fabs(corrected - s->x_ahead[k]) / dwmtj_clamp(fabs(s->v_ahead[k]), 0.02 * speed, speed);
        greatest = fmax(greatest, time);
        s->x_ahead[k] = corrected;
    }
    return greatest;
}

static size_t count_moving(const struct varied *s)
{
    size_t moving = 0;
    for (size_t k = 0; k < s->walls; k++) {
        moving += dwmtj_motion(&s->device[k], s->x[k], s->v[k]) != 0.0;
    }
    return moving;
}

/* The latest moment of a step of `h` at which a wall came to rest at an end, s from its beginning; negative where none
 * did. */
static double last_arrival(const struct varied *s, double h)
{
    double latest = -1.0;
    for (size_t k = 0; k < s->walls; k++) {
        double end = s->x_ahead[k];
        if ((end > 0.0 && end < s->device[k].length) || end == s->x[k]) {
            continue;
        }
        /* x + v t + (v_ahead - v) t^2 / (2 h) = end, the root nearest to 0 without a loss of digits */
        double distance = end - s->x[k], v = s->v[k], half_rate = 0.5 * (s->v_ahead[k] - v) / h;
        double root = sqrt(fmax(v * v + 4.0 * half_rate * distance, 0.0));
        double t = distance > 0.0 ? 2.0 * distance / (v + root) : 2.0 * distance / (v - root);
        latest = fmax(latest, fmin(fmax(t, 0.0), h));
    }
    return latest;
}

/* The time in s until the first wall begins to cross its junction, of those whose junctions conduct to others; 0 where
 * one is crossing. */
static double quiet_time(const struct varied *s, bool loading)
{
    double least = INFINITY;
    for (size_t k = 0; k < s->walls && least > 0.0; k += loading ? s->n + 1 : 1) { /* while loading, somas alone */
        const struct dwmtj *d = &s->device[k];
        double x = s->x[k], v = dwmtj_motion(d, x, s->v[k]);
        double reach = dwmtj_reach(d); /* of the wall's own width */
        double near_edge = (v > 0.0 ? dwmtj_left_edge(d) - x : x - dwmtj_right_edge(d)) - reach;
        if (v != 0.0 && near_edge + d->width + 2.0 * reach > 0.0) {
            least = fmin(least, fmax(near_edge, 0.0) / fabs(v));
        }
    }
    return least;
}

static void swap(double **a, double **b)
{
    double *kept = *a;
    *a = *b;
    *b = kept;
}

/* ---- A run ---- */

struct run {
    struct varied *s;
    const struct solver_options *options;
    struct solver_result *result;
    const char *start; /* NULL after the release */
    double t, h, h_before;
    double allowed;  /* error of a step: as a share of the track, and of the energy */
    double scale;    /* time in which the power so far counts as energy that matters, s */
    double p_before; /* power one step ago, W */
    struct power power;
    struct power energy; /* up to t, J */
};

/* The energy of powers that go linearly from `a` to `b` in `h`, over their first `t`, on top of `before`. */
static struct power energy_after(struct power before, struct power a, struct power b, double h, double t)
{
    double half_share = 0.5 * t / h;
    return (struct power){before.load + t * (a.load + (b.load - a.load) * half_share),
                          before.soma + t * (a.soma + (b.soma - a.soma) * half_share),
                          before.synapse + t * (a.synapse + (b.synapse - a.synapse) * half_share)};
}

static void note_energy(struct solver_result *result, double t, struct power energy)
{
    result->time_to_solution = t;
    result->energy_load = energy.load;
    result->energy_soma = energy.soma;
    result->energy_synapse = energy.synapse;
}

static bool observe(const struct run *run)
{
    const struct varied *s = run->s;
    if (!run->options->observe) {
        return true;
    }
    double speed = 0.0;
    for (size_t k = 0; k < s->walls; k++) {
        speed += fabs(dwmtj_motion(&s->device[k], s->x[k], s->v[k]));
    }
    for (size_t i = 0; i < s->n; i++) {
        s->soma_shown[i] = s->x[i * s->n + i];
        s->axon_shown[i] = s->x[i * s->n + (i + 1) % s->n];
    }
    struct solver_point point = {run->t,          s->soma_shown,      s->axon_shown, run->power.load,
                                 run->power.soma, run->power.synapse, speed};
    return run->options->observe(run->options->context, &point);
}

/* Solves the nodes where the walls are, after a beginning or a release: the drives have no history. */
static void restart(struct run *run)
{
    run->power = solve_nodes(run->s, run->start, run->s->x, run->s->v);
    run->result->evaluations++;
    run->result->peak_power = fmax(run->result->peak_power, total_power(run->power));
    run->h_before = 0.0;
    run->p_before = total_power(run->power);
}

/* Makes the step of `h` that was predicted and corrected the present. */
static void advance(struct run *run, struct power ahead, double h)
{
    struct varied *s = run->s;
    double arrival = last_arrival(s, h);
    if (arrival >= 0.0) {
        note_energy(run->result, run->t + arrival, energy_after(run->energy, run->power, ahead, h, arrival));
    }
    run->energy = energy_after(run->energy, run->power, ahead, h, h);
    run->p_before = total_power(run->power);
    run->power = ahead;
    run->result->peak_power = fmax(run->result->peak_power, total_power(ahead));
    swap(&s->x, &s->x_ahead);
    swap(&s->v_before, &s->v);
    swap(&s->v, &s->v_ahead);
    run->t += h;
    run->h_before = h;
    run->result->steps++;
}

/* By how much of the energy a step of `h` may be wrong: the power at its end is not what the step before made expect.
 */
static double power_error(const struct run *run, struct power ahead, double h)
{
    double ratio = run->h_before > 0.0 ? h / run->h_before : 0.0;
    double now = total_power(run->power), expected = now + ratio * (now - run->p_before);
    double matters = total_power(run->energy) + now * run->scale;
    return matters > 0.0 ? 0.5 * h * fabs(total_power(ahead) - expected) / matters : 0.0;
}

/* One step of at most `limit`, repeated with smaller ones until it is good enough. */
static void step(struct run *run, double limit)
{
    struct varied *s = run->s;
    const double safety = 0.8, least_change = 0.2, greatest_change = 3.0, smallest = 1e-18;
    for (;;) {
        double h = fmin(run->h, limit);
        predict(s, h, run->h_before);
        struct power ahead = solve_nodes(s, run->start, s->x_ahead, s->v_ahead);
        run->result->evaluations++;
        double error = fmax(correct(s, h, fabs(s->net->axon.vleak)) / run->scale, power_error(run, ahead, h));
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
    restart(run);
    for (;;) {
        if (!observe(run)) {
            return fail_memory(diagnostic);
        }
        run->result->moving = count_moving(run->s);
        if (run->t >= t_end || (run->result->moving == 0 && !run->start)) {
            return STATUS_OK;
        }
        double quiet = quiet_time(run->s, run->start != NULL);
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

/* How much of the tolerance a single correction may be, as in solver.c. */
static const double SHARE = 0.1;

enum status varied_run(struct varied *s, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic)
{
    struct run run = {.s = s, .options = options, .result = result, .start = start};
    run.allowed = SHARE * options->tolerance;
    run.scale = s->net->axon.length / fabs(s->net->axon.vleak);
    run.h = 1e-3 * run.scale;
    for (size_t k = 0; k < s->walls; k++) {
        s->x[k] = fmin(s->device[k].xinit, s->device[k].length);
    }
    enum status status = start ? run_phase(&run, s->net->t_load, diagnostic) : STATUS_OK;
    run.start = NULL;
    if (status == STATUS_OK) {
        status = run_phase(&run, options->t_stop, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    result->converged = result->moving == 0;
    if (!result->converged) {
        note_energy(result, run.t, run.energy);
    }
    for (size_t j = 0; j < s->n; j++) {
        state[j] = dwmtj_is_on(&s->device[j * s->n + j], s->x[j * s->n + j]) ? '1' : '0';
    }
    state[s->n] = '\0';
    return STATUS_OK;
}

/* ---- Memory ---- */

enum { WALL_ARRAYS = 7, NEURON_ARRAYS = 5 }; /* of doubles: n squared each, n each */

double varied_memory(const struct network *network)
{
    double n = (double)network->n;
    return n * n * (double)(WALL_ARRAYS * sizeof(double) + sizeof(struct dwmtj)) +
           n * (double)(NEURON_ARRAYS * sizeof(double) + sizeof(struct balance));
}

static void share_out(struct varied *s)
{
    double *next = s->memory;
    double **const walls[WALL_ARRAYS] = {&s->drive, &s->weight, &s->x, &s->v, &s->v_before, &s->x_ahead, &s->v_ahead};
    double **const neurons[NEURON_ARRAYS] = {&s->tracks, &s->current, &s->total, &s->soma_shown, &s->axon_shown};
    for (size_t k = 0; k < WALL_ARRAYS; k++, next += s->walls) {
        *walls[k] = next;
    }
    for (size_t k = 0; k < NEURON_ARRAYS; k++, next += s->n) {
        *neurons[k] = next;
    }
}

/* The devices, their weights, and what follows from both. */
static void fill_in(struct varied *s)
{
    double *into = s->current; /* free until the run */
    for (size_t i = 0; i < s->n; i++) {
        weights_from(&s->net->weights, i, s->weight + i * s->n);
        for (size_t j = 0; j < s->n; j++) {
            const size_t k = i * s->n + j;
            const struct dwmtj device = i == j ? variation_soma(s->net, i) : variation_axon(s->net, i, j);
            s->device[k] = dwmtj_nominal(&device); /* at the temperature of the run */
            s->drive[k] = dwmtj_mobility(&s->device[k]) / s->device[k].rm;
            s->tracks[i] += i == j ? 0.0 : 1.0 / s->device[k].rm;
        }
    }
    for (size_t j = 0; j < s->n; j++) {
        double sum = 0.0;
        weights_into(&s->net->weights, j, into);
        for (size_t i = 0; i < s->n; i++) {
            sum += into[i];
        }
        s->balance[j] = network_balance(s->net, sum);
    }
}

enum status varied_new(const struct network *network, struct varied **varied, struct diagnostic *diagnostic)
{
    struct varied *s = calloc(1, sizeof *s);
    *varied = NULL;
    if (s && (network->soma.idepin > 0.0 || network->axon.idepin > 0.0)) {
        free(s);
        return fail(diagnostic, STATUS_INPUT,
                    "error: the simplified solver does not compute idepin where devices differ; 'spinfield run' does");
    }
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->net = network;
    s->n = network->n;
    s->walls = network_devices(network);
    s->device = calloc(s->walls, sizeof *s->device);
    s->balance = calloc(s->n, sizeof *s->balance);
    s->memory = calloc(WALL_ARRAYS * s->walls + NEURON_ARRAYS * s->n, sizeof *s->memory);
    if (!s->device || !s->balance || !s->memory) {
        varied_free(s);
        return fail_memory(diagnostic);
    }
    share_out(s);
    fill_in(s);
    *varied = s;
    return STATUS_OK;
}

void varied_free(struct varied *s)
{
    if (s) {
        free(s->device);
        free(s->balance);
        free(s->memory);
        free(s);
    }
}
