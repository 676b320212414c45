#include "solver/stdp_learn.h"

#include <math.h>
#include <stdlib.h>

/* A neuron on its way. */
struct integrator {
    double x;    /* of its wall, m */
    double held; /* until then, s */
};

struct run {
    const struct stdp *stdp;
    const struct stdp_plan *plan;
    struct stdp_array *array;
    struct stdp_learned *learned;
    struct integrator *neuron;  /* [outputs] */
    size_t *open;               /* [rows] windows of this pixel */
    size_t *from;               /* [outputs][lanes] late spikes */
    double *in_window;          /* [outputs][rows] late spikes with the pixel in its window */
    double t;                   /* s */
    size_t opened, closed;      /* spikes of pixels whose windows have opened and closed; each moves a lane's height */
    size_t fired;               /* the output whose column has a pulse; `outputs`: none */
    double pulse_on, pulse_off; /* when its phases end, s */
    size_t sampled;             /* passages whose weights have been looked at */
};

/* ---- The bars ---- */

/* When window number `k` opens, s: a bar's steps follow one another, and passages too. */
static double opens_at(const struct run *run, size_t k)
{
    const size_t width = run->stdp->width, passages = k / width, steps = k % width;
    return (double)passages * run->plan->passage + (double)steps * run->stdp->step;
}

/* A pixel may spike again in its window, which then ends with that of its last spike. */
static void move_windows(struct run *run, size_t k, bool open)
{
    const struct stdp *stdp = run->stdp;
    for (size_t across = 0; across < stdp_lane_height(stdp); across++) {
        size_t row = stdp_spike(stdp, k / stdp->width, k % stdp->width, across);
        run->open[row] += open ? 1 : (size_t)-1;
        stdp_array_window(run->array, run->t, row, run->open[row] > 0);
    }
}

static size_t passage_now(const struct run *run)
{
    return (run->opened - 1) / run->stdp->width;
}

/* Whether a passage is among the last quarter, in which outputs are judged. */
static bool is_late(const struct run *run, size_t passage)
{
    return 4 * passage >= 3 * run->stdp->passages;
}

/* Adds the states of all junctions to `sum`. */
static void add_states(const struct run *run, double *sum)
{
    const size_t rows = stdp_rows(run->stdp);
    for (size_t k = 0; k < run->stdp->outputs; k++) {
        for (size_t row = 0; row < rows; row++) {
            sum[k * rows + row] += stdp_array_is_parallel(run->array, row, k) ? 1.0 : 0.0;
        }
    }
}

/* ---- The neurons ---- */

static bool is_held(const struct run *run, size_t k)
{
    return run->t < run->neuron[k].held;
}

/* m/s. Eq. (L5). */
static double velocity(const struct run *run, size_t k)
{
    const struct stdp_neuron *neuron = &run->plan->neuron;
    return dwmtj_velocity(&neuron->wall, neuron->gain * stdp_array_current(run->array, k));
}

/* When the neuron fires, or is no longer held, if nothing else happens, s. */
static double next_of(const struct run *run, size_t k)
{
    const struct integrator *neuron = &run->neuron[k];
    if (is_held(run, k)) {
        return neuron->held;
    }
    double v = velocity(run, k), left = run->plan->neuron.threshold - neuron->x;
    return v > 0.0 ? run->t + fmax(left, 0.0) / v : INFINITY;
}

double stdp_readout_energy(const struct stdp_neuron *neuron, double x, double x_end, double h)
{
    const struct dwmtj *wall = &neuron->wall;
    const double a = dwmtj_left_edge(wall), square = neuron->supply * neuron->supply, load = neuron->load;
    const double before = 1.0 + load * dwmtj_conductance(wall, x), after = 1.0 + load * dwmtj_conductance(wall, x_end);
    const double distance = x_end - x, way = fmax(x, x_end) - fmax(fmin(x, x_end), a); /* above the junction */
    if (!(way > 0.0) || before == after) {
        return square / load * (1.0 - 1.0 / before) * h;
    }
    /* V^2 G/(1 + G R) is V^2/R (1 - 1/(1 + G R)), and 1 + G R is linear in the place above the junction */
    const double time = h * way / fabs(distance);
    const double reciprocal = time * log(after / before) / (after - before) + (h - time) / fmin(before, after);
    return square / load * (h - reciprocal);
}

/* Takes all walls to `t`, up to which nothing happens, and adds up what the neurons take. */
static void pass(struct run *run, double t)
{
    const struct stdp_neuron *kind = &run->plan->neuron;
    const double h = t - run->t;
    for (size_t k = 0; k < run->stdp->outputs; k++) {
        struct integrator *neuron = &run->neuron[k];
        double x = neuron->x;
        if (is_held(run, k)) {
            run->learned->held_tracks += kind->reset * kind->reset / kind->wall.rm * h;
        } else {
            double current = kind->gain * stdp_array_current(run->array, k), v = velocity(run, k);
            run->learned->tracks += current * current * kind->wall.rm * h;
            neuron->x = dwmtj_advance(&kind->wall, x, v, v, h);
        }
        run->learned->readouts += stdp_readout_energy(kind, x, neuron->x, h);
    }
    run->t = t;
}

static void count_spike(struct run *run, size_t k)
{
    const size_t rows = stdp_rows(run->stdp), passage = passage_now(run);
    struct stdp_learned *learned = run->learned;
    learned->output_spikes++;
    learned->output[k].spikes++;
    learned->timers += 2.0 * run->plan->neuron.timer; /* C (1 V)^2 */
    if (is_late(run, passage)) {
        learned->output[k].late++;
        run->from[k * run->stdp->lanes + stdp_lane(run->stdp, passage)]++;
        for (size_t row = 0; row < rows; row++) {
            run->in_window[k * rows + row] += stdp_array_is_open(run->array, row) ? 1.0 : 0.0;
        }
    }
}

/* Neuron `k` fires: all walls go back to 0, and its column has its pulse. */
static void fire(struct run *run, size_t k)
{
    const struct stdp_neuron *kind = &run->plan->neuron;
    count_spike(run, k);
    for (size_t other = 0; other < run->stdp->outputs; other++) {
        struct integrator *neuron = &run->neuron[other];
        neuron->x = 0.0;
        neuron->held = fmax(neuron->held, run->t + (other == k ? kind->refractory : kind->inhibition));
    }
    run->fired = k;
    run->pulse_on = run->t + run->stdp->pulse;
    run->pulse_off = run->t + 2.0 * run->stdp->pulse;
    stdp_array_phase(run->array, run->t, k, STDP_WRITE_ON);
}

/* ---- Events ---- */

enum event { EVENT_END, EVENT_CLOSE, EVENT_OPEN, EVENT_WRITE_OFF, EVENT_LISTEN, EVENT_JUMP, EVENT_NEURON };

/* What happens next, when, and to which neuron. */
struct next {
    enum event event;
    double t;
    size_t neuron;
};

static void consider(struct next *next, enum event event, double t, size_t neuron)
{
    if (t < next->t) {
        *next = (struct next){event, t, neuron};
    }
}

static struct next next_event(struct run *run)
{
    const size_t all = run->stdp->passages * run->stdp->width;
    struct next next = {EVENT_END, INFINITY, 0};
    if (run->closed < run->opened) {
        consider(&next, EVENT_CLOSE, opens_at(run, run->closed) + run->stdp->window, 0);
    }
    if (run->opened < all) {
        consider(&next, EVENT_OPEN, opens_at(run, run->opened), 0);
    }
    if (run->closed == all && run->fired == run->stdp->outputs) {
        return (struct next){EVENT_END, run->t, 0};
    }
    if (run->fired < run->stdp->outputs) {
        bool first = run->pulse_on > 0.0;
        consider(&next, first ? EVENT_WRITE_OFF : EVENT_LISTEN, first ? run->pulse_on : run->pulse_off, 0);
    }
    consider(&next, EVENT_JUMP, stdp_array_next(run->array), 0);
    for (size_t k = 0; k < run->stdp->outputs; k++) {
        consider(&next, EVENT_NEURON, next_of(run, k), k);
    }
    return next;
}

static void close_window(struct run *run)
{
    move_windows(run, run->closed, false);
    run->closed++;
    const size_t passage = run->closed / run->stdp->width; /* as many are over */
    if (run->closed % run->stdp->width == 0 && is_late(run, passage - 1)) {
        add_states(run, run->learned->weight);
        run->sampled++;
    }
}

static void happen(struct run *run, struct next next)
{
    pass(run, next.t);
    switch (next.event) {
    case EVENT_CLOSE:
        close_window(run);
        break;
    case EVENT_OPEN:
        move_windows(run, run->opened++, true);
        break;
    case EVENT_WRITE_OFF:
        stdp_array_phase(run->array, run->t, run->fired, STDP_WRITE_OFF);
        run->pulse_on = 0.0;
        break;
    case EVENT_LISTEN:
        stdp_array_phase(run->array, run->t, run->fired, STDP_LISTEN);
        run->fired = run->stdp->outputs;
        break;
    case EVENT_JUMP:
        stdp_array_jump(run->array);
        break;
    case EVENT_NEURON:
        if (run->neuron[next.neuron].held < run->t) { /* else it is held no longer, which needs no more */
            fire(run, next.neuron);
        }
        break;
    case EVENT_END:
        break;
    }
}

/* ---- What was learned ---- */

double stdp_rest_weight(double q, double p_on, double p_off)
{
    return q * p_on / (q * p_on + (1.0 - q) * p_off); /* Eq. (L1) */
}

double stdp_memory(double q, double p_on, double p_off)
{
    return -1.0 / log1p(-q * p_on - (1.0 - q) * p_off); /* Eq. (L2) */
}

static void judge(struct run *run, size_t k)
{
    const struct stdp *stdp = run->stdp;
    const size_t rows = stdp_rows(stdp), of_lane = stdp_lane_height(stdp) * stdp->width;
    struct stdp_output *output = &run->learned->output[k];
    for (size_t lane = 0; lane < stdp->lanes; lane++) {
        size_t spikes = run->from[k * stdp->lanes + lane];
        if (spikes > output->from_lane) {
            output->from_lane = spikes;
            output->lane = lane;
        }
    }
    output->knows =
        output->late >= STDP_ENOUGH_SPIKES && (double)output->from_lane >= STDP_KNOWS * (double)output->late;
    for (size_t row = 0; row < rows; row++) {
        bool in = row / of_lane == output->lane;
        double weight = run->learned->weight[k * rows + row] /= (double)run->sampled;
        double rule = output->late == 0 ? NAN
                                        : stdp_rest_weight(run->in_window[k * rows + row] / (double)output->late,
                                                           run->plan->p_on, run->plan->p_off);
        *(in ? &output->weight_in : &output->weight_out) += weight / (double)(in ? of_lane : rows - of_lane);
        *(in ? &output->rule_in : &output->rule_out) += rule / (double)(in ? of_lane : rows - of_lane);
    }
}

static void judge_all(struct run *run)
{
    struct stdp_learned *learned = run->learned;
    learned->input_spikes = run->stdp->passages * run->stdp->width * stdp_lane_height(run->stdp);
    add_states(run, learned->last);
    for (size_t k = 0; k < run->stdp->outputs; k++) {
        judge(run, k);
        learned->knowing_outputs += learned->output[k].knows;
    }
    for (size_t lane = 0; lane < run->stdp->lanes; lane++) {
        bool known = false;
        for (size_t k = 0; k < run->stdp->outputs; k++) {
            known = known || (learned->output[k].knows && learned->output[k].lane == lane);
        }
        learned->known_lanes += known;
    }
    learned->jumps = stdp_array_jumps(run->array);
    learned->time = run->t;
    learned->array = stdp_array_energy(run->array, run->t);
}

enum status stdp_learn(const struct stdp *stdp, const struct stdp_plan *plan, struct stdp_learned *learned,
                       struct diagnostic *diagnostic)
{
    const size_t rows = stdp_rows(stdp), outputs = stdp->outputs;
    enum status status = STATUS_OK;
    *learned = (struct stdp_learned){.output = calloc(outputs, sizeof *learned->output),
                                     .weight = calloc(outputs * rows, sizeof *learned->weight),
                                     .last = calloc(outputs * rows, sizeof *learned->last)};
    struct run run = {.stdp = stdp,
                      .plan = plan,
                      .array = stdp_array_new(stdp, plan),
                      .learned = learned,
                      .neuron = calloc(outputs, sizeof *run.neuron),
                      .open = calloc(rows, sizeof *run.open),
                      .from = calloc(outputs * stdp->lanes, sizeof *run.from),
                      .in_window = calloc(outputs * rows, sizeof *run.in_window),
                      .fired = outputs};
    if (!learned->output || !learned->weight || !learned->last || !run.array || !run.neuron || !run.open || !run.from ||
        !run.in_window) {
        status = fail_memory(diagnostic);
    } else {
        for (struct next next = next_event(&run); next.event != EVENT_END; next = next_event(&run)) {
            happen(&run, next);
        }
        judge_all(&run);
    }
    stdp_array_free(run.array);
    free(run.neuron);
    free(run.open);
    free(run.from);
    free(run.in_window);
    if (status != STATUS_OK) {
        stdp_learned_clear(learned);
    }
    return status;
}

void stdp_learned_clear(struct stdp_learned *learned)
{
    free(learned->output);
    free(learned->weight);
    free(learned->last);
    *learned = (struct stdp_learned){0};
}
