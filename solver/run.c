#include "run.h"

#include <math.h>

struct run {
    struct system *system;
    const struct solver_options *options;
    struct solver_result *result;
    const char *start; /* NULL after the release */
    double t, h, h_before;
    double allowed;   /* error of a step: as a share of the leak time, and of the energy */
    double p_before;  /* power one step ago, W */
    bool some_arrive; /* in the step that was corrected last */
    struct power power;
    struct power energy; /* up to t, J */
};

/* How much of the tolerance a single correction may be: measured, docs/solver.md. */
static const double SHARE = 0.1;

/* The energy of powers that go linearly from `a` to `b` in `h`, over their first `t`, on top of `before`. */
static struct power energy_after(struct power before, struct power a, struct power b, double h, double t)
{
    double half_share = 0.5 * t / h;
    return (struct power){before.load + t * (a.load + (b.load - a.load) * half_share),
                          before.soma + t * (a.soma + (b.soma - a.soma) * half_share),
                          before.synapse + t * (a.synapse + (b.synapse - a.synapse) * half_share)};
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

/* Solves the nodes where the walls are, after a beginning or a release: the drives have no history. */
static void restart(struct run *run)
{
    run->power = run->system->kind->solve(run->system, run->start, false);
    run->result->evaluations++;
    run->result->peak_power = fmax(run->result->peak_power, power_total(run->power));
    run->h_before = 0.0;
    run->p_before = power_total(run->power);
}

/* Makes the step of `h` that was predicted and corrected the present. */
static void advance(struct run *run, struct power ahead, double h)
{
    if (run->some_arrive) {
        double arrival = run->system->kind->last_arrival(run->system, h);
        note_solution(run->result, run->t + arrival, energy_after(run->energy, run->power, ahead, h, arrival));
    }
    run->energy = energy_after(run->energy, run->power, ahead, h, h);
    run->p_before = power_total(run->power);
    run->power = ahead;
    run->result->peak_power = fmax(run->result->peak_power, power_total(ahead));
    run->system->kind->accept(run->system);
    run->t += h;
    run->h_before = h;
    run->result->steps++;
}

/* By how much of the energy a step of `h` may be wrong: the power at its end is not what the step before made expect.
 * Walls that rest and walls far from any junction hide from each other what a third does; the power sees all. */
static double power_error(const struct run *run, struct power ahead, double h)
{
    double ratio = run->h_before > 0.0 ? h / run->h_before : 0.0;
    double now = power_total(run->power), expected = now + ratio * (now - run->p_before);
    double matters = power_total(run->energy) + now * run->system->leak_time;
    return matters > 0.0 ? 0.5 * h * fabs(power_total(ahead) - expected) / matters : 0.0;
}

/* One step of at most `limit`, repeated with smaller ones until it is good enough. */
static void step(struct run *run, double limit)
{
    struct system *system = run->system;
    const double safety = 0.8, least_change = 0.2, greatest_change = 5.0, smallest = 1e-18;
    for (;;) {
        double h = fmin(run->h, limit);
        system->kind->predict(system, h, run->h_before);
        struct power ahead = system->kind->solve(system, run->start, true);
        run->result->evaluations++;
        struct walls_step corrected = system->kind->correct(system, h);
        run->some_arrive = corrected.some_arrive;
        double error = fmax(corrected.error / system->leak_time, power_error(run, ahead, h));
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
    restart(run);
    for (;;) {
        if (!observe(run)) {
            return fail_memory(diagnostic);
        }
        struct walls_outlook outlook = run->system->kind->look_ahead(run->system, run->start != NULL);
        run->result->moving = outlook.moving;
        if (run->t >= t_end || (outlook.moving == 0 && !run->start)) {
            return STATUS_OK;
        }
        double limit = fmin(t_end - run->t, run->options->longest);
        if (outlook.to_junction > 0.0) { /* drives are constant until the first wall begins to cross a junction */
            limit = fmin(limit, outlook.to_junction * (1.0 - 1e-12));
            run->h = fmax(run->h, limit);
        }
        step(run, limit);
        if (t_end - run->t < 1e-12 * t_end) {
            run->t = t_end;
        }
    }
}

enum status run_system(struct system *system, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic)
{
    struct run run = {.system = system, .options = options, .result = result, .start = start};
    enum status status = STATUS_OK;
    run.allowed = SHARE * options->tolerance;
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
    result->converged = result->moving == 0;
    if (!result->converged) {
        note_solution(result, run.t, run.energy);
    }
    system->kind->read(system, state);
    return STATUS_OK;
}
