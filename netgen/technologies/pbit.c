#include "netgen/technologies/pbit.h"

#include "base/document.h"
#include "base/random.h"
#include "netgen/ising_model.h"
#include "netgen/fields.h"
#include "netgen/network_check.h"
#include "netgen/problem.h"
#include "netgen/questions/question.h"
#include "netgen/technologies/technology.h"

#include <gsl/gsl_rng.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Limits of what files and options say. */
static const double LEAST_TAU = 1e-12, GREATEST_TAU = 1e-3; /* s */
static const double GREATEST_BETA = 1e6;
static const double GREATEST_TICKS = 1e12; /* of a p-bit in a run */

/* ---- From a problem to a network ---- */

/* What is drawn at beta_end moves a spin against its neighbours as rarely as 0.05 to 1 does on graphs of 60 nodes with
 * 30 unit edges each, and what drives a spin there is sqrt(30). docs/technologies.md */
static const double AUTO_DRIVE = 5.5, AUTO_SHARE = 0.05;
static const double AUTO_ANNEALING = 1000.0, AUTO_RECALL = 100.0; /* in tau */

static const double EASY = 1e15; /* times in whole femtoseconds are easy to read */

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
    net->t_stop = isnan(bias->t_stop) ? round(stop * EASY) / EASY : bias->t_stop;
    return STATUS_OK;
}

static enum status set_start(struct network *network, const char *start, const struct bias *bias,
                             struct diagnostic *diagnostic)
{
    (void)bias;
    enum status status = problem_check_bits("the start", start, network->n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    free(network->start);
    network->start = strdup(start);
    return network->start ? STATUS_OK : fail_memory(diagnostic);
}

static enum status draw_start(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    gsl_rng *random = problem_random(problem_start_seed(bias));
    net->start = random ? problem_random_bits(random, net->n) : NULL;
    gsl_rng_free(random);
    return net->start ? STATUS_OK : fail_memory(diagnostic);
}

static enum status checked(bool good, const char *why, struct diagnostic *diagnostic)
{
    return good ? STATUS_OK : fail(diagnostic, STATUS_INPUT, "error: %s", why);
}

static enum status apply(struct network *net, const char *start, const struct bias *bias, struct diagnostic *diagnostic)
{
    char why[400];
    net->n = net->weights.n;
    enum status status = checked(network_check_unit(bias->unit, 1.0, why, sizeof why), why, diagnostic);
    if (status == STATUS_OK) {
        status = weights_wire(&net->weights, diagnostic);
    }
    if (status == STATUS_OK) {
        status = problem_check_fit(bias, net->weights.kind, diagnostic);
    }
    if (status == STATUS_OK) {
        status = decide(net, bias, diagnostic);
    }
    if (status == STATUS_OK) {
        status = checked(network_check_devices(net, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = checked(network_check_values(net, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = start ? set_start(net, start, bias, diagnostic) : draw_start(net, bias, diagnostic);
    }
    return status == STATUS_OK ? checked(network_check_times(net, why, sizeof why), why, diagnostic) : status;
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
    const uint64_t hash = start ? hash_more(HASH_EMPTY, start, strlen(start)) : HASH_EMPTY;
    return (unsigned long)(random_bits(hash, network->pbit.seed) % 4294967295) + 1; /* as models/pbit takes it */
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

static void write_circuit(const struct network *network, struct document *d)
{
    document_count(d, "n", network->n);
    document_finite(d, "t_stop_s", network->t_stop);
}

/* ---- Soundness ---- */

static bool check(const struct network *net, char *why, size_t size)
{
    const struct pbit_circuit *pbit = &net->pbit;
    if (!(pbit->tau >= LEAST_TAU && pbit->tau <= GREATEST_TAU)) {
        snprintf(why, size, "tau = %g s, the mean time between two draws of a p-bit, must be from %g to %g s",
                 pbit->tau, LEAST_TAU, GREATEST_TAU);
        return false;
    }
    if (!(pbit->lag >= 0.0 && pbit->lag <= NETWORK_LONGEST_RUN)) {
        snprintf(why, size, "the lag of the synapses, %g s, must be from 0 to %g s", pbit->lag, NETWORK_LONGEST_RUN);
        return false;
    }
    const double least = fmin(pbit->beta_start, pbit->beta_end), most = fmax(pbit->beta_start, pbit->beta_end);
    if (!(least >= 0.0 && most <= GREATEST_BETA)) {
        snprintf(why, size, "beta goes from %g to %g; expected from 0 to %g", pbit->beta_start, pbit->beta_end,
                 GREATEST_BETA);
        return false;
    }
    return true;
}

static bool is_symmetric(const struct matrix *matrix, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        for (size_t j = 0; j < i; j++) {
            if (matrix->value[i * n + j] != matrix->value[j * n + i]) {
                return false;
            }
        }
    }
    return true;
}

static bool check_circuit(const struct network *net, char *why, size_t size)
{
    if (net->weights.kind == WEIGHTS_MATRIX && !is_symmetric(net->weights.matrix, net->n)) {
        snprintf(why, size, "p-bits take weights with W_ij = W_ji, whose states have an energy; these differ");
        return false;
    }
    if (net->weights.kind == WEIGHTS_GRAPH && !net->weights.edges_only) {
        snprintf(why, size, "p-bits couple along edges only; expected no weight between nodes without an edge");
        return false;
    }
    return true;
}

static bool check_times(const struct network *net, char *why, size_t size)
{
    if (!(net->t_stop / net->pbit.tau <= GREATEST_TICKS)) {
        snprintf(why, size, "a run of %g s has more than %g draws of each p-bit; expected a shorter one", net->t_stop,
                 GREATEST_TICKS);
        return false;
    }
    return true;
}

static size_t count(const struct network *network)
{
    return network->n;
}

const struct technology technology_pbit = {
    .name = "pbit",
    .devices = "p-bits",
    .ideal = "the p-bits themselves: noise, comparator, clock; and the ramp of the rails",
    .bias = apply,
    .set_start = set_start,
    .circuit_keys = CIRCUIT_KEYS,
    .keys = KEYS,
    .read = read_pbit,
    .write = write_pbit,
    .write_circuit = write_circuit,
    .write_deck = pbit_write_deck,
    .signal_vector = pbit_signal_vector,
    .check = check,
    .check_circuit = check_circuit,
    .check_times = check_times,
    .count = count,
};
