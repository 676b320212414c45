#include "netgen/technologies/oscillator.h"

#include "base/document.h"
#include "base/number.h"
#include "models/constants.h"
#include "models/noise.h"
#include "netgen/deck_run.h"
#include "netgen/fields.h"
#include "netgen/ising_model.h"
#include "netgen/problem.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/spins.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>

/* Limits of what files and options say. */
static const double LEAST_RATE = 1e3, GREATEST_RATE = 1e12; /* rad/s */
static const double GREATEST_FACTOR = 1e3;                  /* of pump and noise */
static const double GREATEST_TURNS = 1e9;                   /* of the product of rate and length of a run */

/* ---- From a problem to a network ---- */

/* What runs are like where nothing is said. docs/technologies.md has how they were chosen. */
static const double AUTO_PUMP = 2.0, AUTO_NOISE = 0.2, AUTO_SEARCH = 200.0;
static const double AUTO_RECALL_PUMP = 0.5; /* of the field that a pattern has of its own */
static const double AUTO_RECALL = 50.0;

static const struct oscillator_circuit STANDARD = {.spread = 0.1, .g0 = 1e-6};

/* The field that patterns have of their own: the mean of s_i sum_j J_ij s_j over their neurons. */
static double field_of_patterns(const struct network *net, const struct ising_model *model)
{
    double sum = 0.0;
    for (size_t k = 0; k < net->weights.patterns; k++) {
        sum += -2.0 * ising_energy(model, net->weights.pattern[k]) / (double)model->n;
    }
    return net->weights.patterns > 0 ? fmax(sum / (double)net->weights.patterns, 0.0) : 0.0;
}

/* What is left to the problem: in a search the pump grows from 0, and a recall has a constant one. */
static enum status decide(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    const bool searches = net->question->objective != NULL;
    struct oscillator_circuit *oscillator = &net->oscillator;
    struct ising_model model;
    enum status status = ising_of_weights(&net->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const double drive = ising_drive(&model), own = drive > 0.0 ? field_of_patterns(net, &model) / drive : 0.0;
    ising_clear(&model);
    *oscillator = STANDARD;
    oscillator->rate = bias->oscillator.rate;
    const double pump = searches ? AUTO_PUMP : AUTO_RECALL_PUMP * own;
    oscillator->pump_end = isnan(bias->oscillator.pump) ? pump : bias->oscillator.pump;
    oscillator->pump_start = !isnan(bias->oscillator.pump_start) ? bias->oscillator.pump_start
                             : searches                          ? 0.0
                                                                 : oscillator->pump_end;
    oscillator->noise = !isnan(bias->oscillator.noise) ? bias->oscillator.noise : searches ? AUTO_NOISE : 0.0;
    oscillator->seed = problem_start_seed(bias);
    const double stop = (searches ? AUTO_SEARCH : AUTO_RECALL) / oscillator->rate;
    net->t_stop = isnan(bias->t_stop) ? spins_round_time(stop) : bias->t_stop;
    return STATUS_OK;
}

static enum status apply(struct network *net, const char *start, const struct bias *bias, struct diagnostic *diagnostic)
{
    return spins_bias(net, start, bias, decide, diagnostic);
}

/* ---- The circuit ---- */

struct oscillator_rates oscillator_rates_of(const struct network *network, const struct ising_model *model)
{
    const struct oscillator_circuit *o = &network->oscillator;
    const double drive = ising_drive(model), row = ising_greatest_row(model);
    struct oscillator_rates rates = {
        .coupling = drive > 0.0 ? o->rate / drive : o->rate,
        .pump_start = o->pump_start * o->rate,
        .pump_end = o->pump_end * o->rate,
        .diffusion = o->noise * o->rate,
        .conductance = o->g0 * (row + 1.0),
    };
    /* a quarter of the shortest time in which others and the pump return a phase, as solver/phases.h has it */
    const double strongest = rates.coupling * row + fmax(rates.pump_start, rates.pump_end);
    rates.cell = rates.diffusion == 0.0 ? 0.0 : exp2(floor(log2(0.25 / fmax(strongest, o->rate))));
    return rates;
}

unsigned long oscillator_seed(const struct network *network, const char *start)
{
    return spins_noise_seed(network->oscillator.seed, start);
}

void oscillator_phases(const struct network *network, const char *start, double *phase)
{
    const unsigned long seed = oscillator_seed(network, start);
    for (size_t j = 0; j < network->n; j++) {
        char name[DECK_NAME_SIZE];
        double normal[2];
        oscillator_instance(j, name);
        const struct noise noise = {.spread = network->oscillator.spread, .key = noise_key(seed, name)};
        noise_rates(&noise, UINT64_MAX, normal); /* the last numbers of its noise, which no cell comes to */
        phase[j] = (start[j] == '1' ? 0.0 : PI) + normal[0];
    }
}

static void set_noise(struct network *network, unsigned long seed)
{
    network->oscillator.seed = seed;
}

static void describe(const struct network *network, char *text, size_t size)
{
    char stop[32];
    number_engineering(stop, sizeof stop, network->t_stop, 4, "s");
    snprintf(text, size, "pump from %s to %s in %s", ROUNDED(network->oscillator.pump_start),
             ROUNDED(network->oscillator.pump_end), stop);
}

static void describe_choice(const struct network *network, char *text, size_t size)
{
    char rate[32];
    number_engineering(rate, sizeof rate, network->oscillator.rate, 4, "rad/s");
    snprintf(text, size, "oscillators turned at %s by neighbours at random, a pump in units of that, %s noise", rate,
             network->oscillator.noise > 0.0 ? "some" : "no");
}

/* ---- In NAME.json ---- */

static const char *const CIRCUIT_KEYS[] = {NULL};
static const char *const KEYS[] = {"rate_rad_s", "pump_start", "pump_end", "noise", "spread_rad", "g0_s", "seed", NULL};

static void read_oscillator(struct fields *r, const json_t *circuit, const json_t *object, struct network *network)
{
    struct oscillator_circuit *o = &network->oscillator;
    (void)circuit;
    o->rate = fields_number(r, object, "rate_rad_s", LEAST_RATE, GREATEST_RATE);
    o->pump_start = fields_number(r, object, "pump_start", 0.0, GREATEST_FACTOR);
    o->pump_end = fields_number(r, object, "pump_end", 0.0, GREATEST_FACTOR);
    o->noise = fields_number(r, object, "noise", 0.0, GREATEST_FACTOR);
    o->spread = fields_number(r, object, "spread_rad", 0.0, PI);
    o->g0 = fields_positive(r, object, "g0_s", 1e3);
    o->seed = fields_whole(r, object, "seed", 0, 4294967295);
    if (r->status == STATUS_OK && !network->start) {
        fields_complain(r, "start", "must be a state: oscillators have one");
    }
}

static void write_oscillator(const struct network *network, struct document *d)
{
    const struct oscillator_circuit *o = &network->oscillator;
    document_finite(d, "rate_rad_s", o->rate);
    document_finite(d, "pump_start", o->pump_start);
    document_finite(d, "pump_end", o->pump_end);
    document_finite(d, "noise", o->noise);
    document_finite(d, "spread_rad", o->spread);
    document_finite(d, "g0_s", o->g0);
    document_count(d, "seed", o->seed);
}

/* ---- Soundness ---- */

static bool check(const struct network *net, char *why, size_t size)
{
    const struct oscillator_circuit *o = &net->oscillator;
    if (!(o->rate >= LEAST_RATE && o->rate <= GREATEST_RATE)) {
        snprintf(why, size,
                 "--oscillator-rate, at which oscillators turn each other, is %g rad/s; it must be from %g to %g rad/s",
                 o->rate, LEAST_RATE, GREATEST_RATE);
        return false;
    }
    const double least = fmin(o->pump_start, o->pump_end), most = fmax(o->pump_start, o->pump_end);
    if (!(least >= 0.0 && most <= GREATEST_FACTOR)) {
        snprintf(why, size,
                 "the pump goes from %g to %g; expected --oscillator-pump-start and --oscillator-pump from 0 to %g",
                 o->pump_start, o->pump_end, GREATEST_FACTOR);
        return false;
    }
    if (!(o->noise >= 0.0 && o->noise <= GREATEST_FACTOR)) {
        snprintf(why, size, "--oscillator-noise, the diffusion of the phases, is %g; it must be from 0 to %g", o->noise,
                 GREATEST_FACTOR);
        return false;
    }
    return true;
}

static bool check_times(const struct network *net, char *why, size_t size)
{
    if (!(net->t_stop * net->oscillator.rate <= GREATEST_TURNS)) {
        snprintf(why, size,
                 "a run of %g s is more than %s times as long as the couplings need to turn an oscillator; "
                 "expected a shorter --stop, or a lower --oscillator-rate",
                 net->t_stop, ROUNDED(GREATEST_TURNS));
        return false;
    }
    return true;
}

const struct technology technology_oscillator = {
    .name = "oscillator",
    .devices = "oscillators",
    .source = "the outputs",
    .signal = "cosine of the phase",
    .ideal = "the oscillators themselves: oscillation, reference, pump",
    .bias = apply,
    .set_start = spins_set_start,
    .set_noise = set_noise,
    .noise_option = "start-seed",
    .describe = describe,
    .describe_choice = describe_choice,
    .circuit_keys = CIRCUIT_KEYS,
    .keys = KEYS,
    .read = read_oscillator,
    .write = write_oscillator,
    .write_circuit = spins_write_circuit,
    .write_deck = oscillator_write_deck,
    .signal_vector = oscillator_signal_vector,
    .check = check,
    .check_circuit = spins_check_circuit,
    .check_times = check_times,
    .count = spins_count,
};
