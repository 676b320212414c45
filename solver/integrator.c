#include "solver/integrator.h"

#include <math.h>

struct run {
    struct system *system;
    const struct solver_options *options;
    struct solver_result *result;
    const char *start; /* NULL after the release */
    double t, h;
    double behind_kink; /* how long after a kink a step may end, by the kinks so far, s */
    double allowed;     /* error of a step: as a share of the leak time, and of the energy */
    bool some_cross;    /* walls below their junctions after the last step; false at the start of a phase */
    struct power power;
    struct power power_rate; /* W/s */
    struct power energy;     /* up to t, J */
};

/* How much of the tolerance a single correction may be: measured, docs/solver.md. */
static const double SHARE = 0.5;

/* The part of what seems possible that the next step goes. */
static const double SAFETY = 0.8;

/* A step to a kink is that much longer, so that the next one begins behind it. */
static const double BEYOND = 1.001;

/* The energy over the first `t` of a step of `h` whose power goes from `p`, at first with `rate`, to `p_end`, on a
 * parabola. */
static double energy_of(double p, double rate, double p_end, double h, double t)
{
    double bend = (p_end - p - h * rate) / (h * h);
    return t * (p + t * (rate / 2.0 + t * bend / 3.0));
}

/* What the sources have delivered `t` after the beginning of a step of `h` that ends with the powers `ahead`. */
static struct power energy_after(const struct run *run, struct power ahead, double h, double t)
{
    const struct power *p = &run->power, *rate = &run->power_rate;
    return (struct power){run->energy.load + energy_of(p->load, rate->load, ahead.load, h, t),
                          run->energy.soma + energy_of(p->soma, rate->soma, ahead.soma, h, t),
                          run->energy.synapse + energy_of(p->synapse, rate->synapse, ahead.synapse, h, t)};
}

/* The network is solved at `t` for all that is known; `energy` is what that took. */
static void note_solution(struct solver_result *result, double t, struct power energy)
{
    result->time_to_solution = t;
    result->energy_load = energy.load;
    result->energy_soma = energy.soma;
    result->energy_synapse = energy.synapse;
}

static bool observe(const struct run *run)
{
    if (!run->options->observe) {
        return true;
    }
    struct solver_point point = {
        .t = run->t, .p_load = run->power.load, .p_soma = run->power.soma, .p_synapse = run->power.synapse};
    run->system->kind->show(run->system, &point);
    return run->options->observe(run->options->context, &point);
}

/* Solves the nodes where the walls are, at the beginning and after the release. */
static void restart(struct run *run)
{
    run->power = run->system->kind->settle(run->system, run->start);
    run->result->evaluations++;
    run->result->peak_power = fmax(run->result->peak_power, power_total(run->power));
    run->some_cross = false;
}

/* Makes the step of `h` that led `to` there the present. Of arrivals only the last counts: while a wall
 * goes on below its junction it will arrive later than any in this step, so none is looked for. */
static void advance(struct run *run, const struct movement *to, double h)
{
    const struct power ahead = to->power;
    double arrival = to->some_cross ? -1.0 : run->system->kind->last_arrival(run->system, h);
    if (arrival >= 0.0) {
        note_solution(run->result, run->t + arrival, energy_after(run, ahead, h, arrival));
    }
    run->energy = energy_after(run, ahead, h, h);
    run->power = ahead;
    run->some_cross = to->some_cross;
    run->result->peak_power = fmax(run->result->peak_power, power_total(ahead));
    run->system->kind->accept(run->system);
    run->t += h;
    run->result->steps++;
}

/* By how much of the energy a step of `h` may be wrong: the power at its end is not what its rate made expect.
 * Walls that rest and walls far from any junction hide from each other what a third does; the power sees all. */
static double power_error(const struct run *run, struct power ahead, double h)
{
    double now = power_total(run->power), expected = now + h * power_total(run->power_rate);
    double matters = power_total(run->energy) + now * run->system->leak_time;
    return matters > 0.0 ? 0.5 * h * fabs(power_total(ahead) - expected) / matters : 0.0;
}

/* Predicts a step of at most `h`, again where it is repeated. Gives its length and, in *kink, the first moment at which
 * a wall in it begins or ends to cross a junction, or that length. There the step ends, unless the kinks so far allow a
 * longer one. */
static double predict(struct run *run, double h, bool again, double *kink)
{
    *kink = run->system->kind->predict(run->system, h, again ? NULL : &run->power_rate);
    return fmin(fmax(BEYOND * *kink, SAFETY * run->behind_kink), h);
}

/* How long the next step may be, or the same one when it is repeated, after one of `h` whose error could have been
 * `room` times as large. Smooth drives leave an error of third order, a kink one of second order in the time after it.
 */
static void adapt(struct run *run, double h, double kink, double room)
{
    const double least_change = 0.2, greatest_change = 5.0, recovery = 1.4;
    const bool met_kink = h > 1.01 * kink, good = room >= 1.0, cut_short = h < run->h;
    if (met_kink) {
        run->behind_kink = fmin((h - kink) * sqrt(room), recovery * run->behind_kink);
    }
    const double longer = run->h / (SAFETY * h);
    if (good ? cut_short && room <= longer * longer * longer : met_kink) {
        return; /* a step that was cut short could have been longer, but not longer than the next may be already */
    }
    double next = h * dwmtj_clamp(SAFETY * cbrt(room), least_change, greatest_change);
    run->h = good && cut_short ? fmax(run->h, next) : next;
}

/* One step of at most `limit`, repeated with smaller ones until it is good enough. */
static void step(struct run *run, double limit)
{
    struct system *system = run->system;
    const double smallest = 1e-18;
    for (bool again = false;; again = true) {
        double kink, h = predict(run, fmin(run->h, limit), again, &kink);
        struct movement to = system->kind->move(system, h);
        run->result->evaluations++;
        double error = fmax(to.error / system->leak_time, power_error(run, to.power, h));
        adapt(run, h, kink, run->allowed / error);
        if (error <= run->allowed || h <= smallest) {
            advance(run, &to, h);
            return;
        }
        run->result->rejected++;
    }
}

/* A step of `h` over which all drives are constant: it says nothing of the steps after it. */
static void jump(struct run *run, double h)
{
    const double kept = run->h;
    run->h = h;
    step(run, h);
    run->h = kept;
}

/* How long the next step may be, with `left` until the phase ends, s. */
static double longest_step(const struct run *run, double left)
{
    const struct solver_options *options = run->options;
    double limit = fmin(left, options->longest);
    if (options->way > 0.0 && (double)run->result->steps < options->t_stop / options->longest) {
        limit = fmin(limit, options->way / run->system->kind->fastest(run->system)); /* infinite where none moves */
    }
    return limit;
}

static enum status run_phase(struct run *run, double t_end, struct diagnostic *diagnostic)
{
    restart(run);
    for (;;) {
        if (!observe(run)) {
            return fail_memory(diagnostic);
        }
        /* After a step that left a wall below its junction drives change: 0, without a look. While states are loaded
         * it may be the wall of an axon, which then drives nothing. */
        double to_junction = 0.0;
        if (run->t >= t_end || run->start || !run->some_cross) {
            struct walls_outlook outlook = run->system->kind->look_ahead(run->system);
            run->result->moving = outlook.moving;
            to_junction = outlook.to_junction;
        }
        if (run->t >= t_end || (run->result->moving == 0 && !run->start)) {
            return STATUS_OK;
        }
        double limit = longest_step(run, t_end - run->t);
        if (to_junction > 0.0) { /* drives are constant until the first wall begins to cross a junction */
            jump(run, fmin(limit, to_junction * BEYOND));
        } else {
            step(run, limit);
        }
        if (t_end - run->t < 1e-12 * t_end) {
            run->t = t_end;
        }
    }
}

enum status integrator_run(struct system *system, const char *start, const struct solver_options *options, char *state,
                           struct solver_result *result, struct diagnostic *diagnostic)
{
    struct run run = {.system = system, .options = options, .result = result, .start = start};
    enum status status = STATUS_OK;
    run.allowed = SHARE * options->tolerance;
    run.behind_kink = INFINITY;
    run.h = 1e-3 * system->leak_time;
    system->kind->place(system);
    if (start) {
        status = run_phase(&run, system->network->t_load, diagnostic);
        run.start = NULL;
        if (status == STATUS_OK && result->moving > 0) {
            note_solution(result, run.t, run.energy); /* walls that the release leaves to their pinning */
        }
    }
    if (status == STATUS_OK) {
        status = run_phase(&run, options->t_stop, diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    /* Walls at rest while they are still held say nothing. */
    bool released = !start || options->t_stop > system->network->t_load;
    result->converged = released && result->moving == 0;
    if (!result->converged) {
        note_solution(result, run.t, run.energy);
    }
    system->kind->read(system, state);
    return STATUS_OK;
}
