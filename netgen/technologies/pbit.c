#include "netgen/technologies/pbit.h"

#include "base/document.h"
#include "base/number.h"
#include "netgen/ising_model.h"
#include "netgen/fields.h"
#include "netgen/network_check.h"
#include "netgen/problem.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/spins.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdio.h>

/* Limits of what files and options say. */
static const double LEAST_TAU = 1e-12, GREATEST_TAU = 1e-3; /* s */
static const double GREATEST_BETA = 1e6;
static const double GREATEST_TICKS = 1e12; /* of a p-bit in a run */

/* ---- From a problem to a network ---- */

/* What is drawn at beta_end moves a spin against its neighbours as rarely as 0.05 to 1 does on graphs of 60 nodes with
 * 30 unit edges each, and what drives a spin there is sqrt(30). docs/technologies.md */
static const double AUTO_DRIVE = 5.5, AUTO_SHARE = 0.05;
static const double AUTO_ANNEALING = 1000.0, AUTO_RECALL = 100.0; /* in tau */

static const struct pbit_circuit STANDARD = {.tau = 1e-9, .v0 = 10e-3, .g0 = 1e-6, .rout = 1e-3};

/* What is left to the problem: a search for an optimum is annealed, and a recall is a quench from its start. */
static enum status decide(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    const bool anneals = net->question->objective != NULL;
    struct ising_model model;
    enum status status = ising_of_weights(&net->weights, &model, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    const double drive = ising_drive(&model);
    ising_clear(&model);
    net->pbit = STANDARD;
    net->pbit.tau = bias->pbit.tau;
    net->pbit.lag = bias->pbit.lag;
    net->pbit.beta_end = !isnan(bias->pbit.beta) ? bias->pbit.beta : drive > 0.0 ? AUTO_DRIVE / drive : 1.0;
    net->pbit.beta_start = !isnan(bias->pbit.beta_start) ? bias->pbit.beta_start
                           : anneals                     ? AUTO_SHARE * net->pbit.beta_end
                                                         : net->pbit.beta_end;
    net->pbit.seed = problem_start_seed(bias);
    const double stop = (anneals ? AUTO_ANNEALING : AUTO_RECALL) * net->pbit.tau;
    net->t_stop = isnan(bias->t_stop) ? spins_round_time(stop) : bias->t_stop;
    return STATUS_OK;
}

static enum status apply(struct network *net, const char *start, const struct bias *bias, struct diagnostic *diagnostic)
{
    return spins_bias(net, start, bias, decide, diagnostic);
}

/* ---- The circuit ---- */

double pbit_total_conductance(const struct network *network, const struct ising_model *model)
{
    return network->pbit.g0 * (ising_greatest_row(model) + 1.0);
}

double pbit_rail(const struct network *network, const struct ising_model *model, double beta)
{
    return beta * network->pbit.v0 * pbit_total_conductance(network, model) / network->pbit.g0;
}

unsigned long pbit_noise_seed(const struct network *network, const char *start)
{
    return spins_noise_seed(network->pbit.seed, start);
}

static void set_noise(struct network *network, unsigned long seed)
{
    network->pbit.seed = seed;
}

static void describe(const struct network *network, char *text, size_t size)
{
    char stop[32];
    number_engineering(stop, sizeof stop, network->t_stop, 4, "s");
    if (network->pbit.beta_start == network->pbit.beta_end) {
        snprintf(text, size, "beta %s for %s", ROUNDED(network->pbit.beta_end), stop);
        return;
    }
    snprintf(text, size, "beta from %s to %s in %s", ROUNDED(network->pbit.beta_start), ROUNDED(network->pbit.beta_end),
             stop);
}

static void describe_choice(const struct network *network, char *text, size_t size)
{
    char tau[32];
    number_engineering(tau, sizeof tau, network->pbit.tau, 4, "s");
    snprintf(text, size, "a draw of each p-bit every %s on average, %s, the largest coupling being 1", tau,
             network->pbit.beta_start == network->pbit.beta_end  ? "one temperature"
             : network->pbit.beta_start < network->pbit.beta_end ? "annealed"
                                                                 : "heated");
}

/* ---- In NAME.json ---- */

static const char *const CIRCUIT_KEYS[] = {NULL};
static const char *const KEYS[] = {"tau_s", "beta_start", "beta_end", "lag_s", "v0_v",
                                   "g0_s",  "rout_ohm",   "seed",     NULL};

static void read_pbit(struct fields *r, const json_t *circuit, const json_t *object, struct network *network)
{
    struct pbit_circuit *pbit = &network->pbit;
    (void)circuit;
    pbit->tau = fields_number(r, object, "tau_s", LEAST_TAU, GREATEST_TAU);
    pbit->beta_start = fields_number(r, object, "beta_start", 0.0, GREATEST_BETA);
    pbit->beta_end = fields_number(r, object, "beta_end", 0.0, GREATEST_BETA);
    pbit->lag = json_object_get(object, "lag_s") ? fields_number(r, object, "lag_s", 0.0, NETWORK_LONGEST_RUN) : 0.0;
    pbit->v0 = fields_positive(r, object, "v0_v", 1e3);
    pbit->g0 = fields_positive(r, object, "g0_s", 1e3);
    pbit->rout = fields_positive(r, object, "rout_ohm", 1e6);
    pbit->seed = fields_whole(r, object, "seed", 0, 4294967295);
    if (r->status == STATUS_OK && !network->start) {
        fields_complain(r, "start", "must be a state: p-bits have one");
    }
}

static void write_pbit(const struct network *network, struct document *d)
{
    const struct pbit_circuit *pbit = &network->pbit;
    document_finite(d, "tau_s", pbit->tau);
    document_finite(d, "beta_start", pbit->beta_start);
    document_finite(d, "beta_end", pbit->beta_end);
    if (pbit->lag > 0.0) {
        document_finite(d, "lag_s", pbit->lag);
    }
    document_finite(d, "v0_v", pbit->v0);
    document_finite(d, "g0_s", pbit->g0);
    document_finite(d, "rout_ohm", pbit->rout);
    document_count(d, "seed", pbit->seed);
}

/* ---- Soundness ---- */

static bool check(const struct network *net, char *why, size_t size)
{
    const struct pbit_circuit *pbit = &net->pbit;
    if (!(pbit->tau >= LEAST_TAU && pbit->tau <= GREATEST_TAU)) {
        snprintf(why, size,
                 "--pbit-tau, the mean time between two draws of a p-bit, is %g s; it must be from %g to %g s",
                 pbit->tau, LEAST_TAU, GREATEST_TAU);
        return false;
    }
    if (!(pbit->lag >= 0.0 && pbit->lag <= NETWORK_LONGEST_RUN)) {
        snprintf(why, size, "--pbit-lag, the lag of the inputs, is %g s; it must be from 0 to %g s", pbit->lag,
                 NETWORK_LONGEST_RUN);
        return false;
    }
    const double least = fmin(pbit->beta_start, pbit->beta_end), most = fmax(pbit->beta_start, pbit->beta_end);
    if (!(least >= 0.0 && most <= GREATEST_BETA)) {
        snprintf(why, size, "beta goes from %g to %g; expected --pbit-beta and --pbit-beta-start from 0 to %g",
                 pbit->beta_start, pbit->beta_end, GREATEST_BETA);
        return false;
    }
    return true;
}

static bool check_times(const struct network *net, char *why, size_t size)
{
    if (!(net->t_stop / net->pbit.tau <= GREATEST_TICKS)) {
        snprintf(
            why, size,
            "a run of %g s has more than %s draws of each p-bit; expected a shorter --stop, or a longer --pbit-tau",
            net->t_stop, ROUNDED(GREATEST_TICKS));
        return false;
    }
    if (!(net->pbit.lag < net->t_stop)) {
        snprintf(why, size,
                 "--pbit-lag, the lag of the inputs, is %g s, and the run ends at %g s: no input would follow; "
                 "expected a lag below --stop",
                 net->pbit.lag, net->t_stop);
        return false;
    }
    return true;
}

const struct technology technology_pbit = {
    .name = "pbit",
    .devices = "p-bits",
    .source = "the rails",
    .ideal = "the p-bits themselves: noise, comparator, clock; and the ramp of the rails",
    .bias = apply,
    .set_start = spins_set_start,
    .set_noise = set_noise,
    .noise_option = "start-seed",
    .describe = describe,
    .describe_choice = describe_choice,
    .circuit_keys = CIRCUIT_KEYS,
    .keys = KEYS,
    .read = read_pbit,
    .write = write_pbit,
    .write_circuit = spins_write_circuit,
    .write_deck = pbit_write_deck,
    .signal_vector = pbit_signal_vector,
    .check = check,
    .check_circuit = spins_check_circuit,
    .check_times = check_times,
    .count = spins_count,
};
