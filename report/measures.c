#include "report/measures.h"

#include "netgen/load_phase.h"
#include "netgen/questions/distribution.h"
#include "netgen/technologies/technology.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* The sum of W_ij squared as the paper estimates it: every weight counts as W, whatever the patterns' sum; only a given
 * matrix, which has no W, and axons along edges, which the paper has not, count as they are. */
static double sum_of_squares(const struct weights *weights)
{
    double n = (double)weights->n, sum = 0.0;
    for (size_t k = 0; weights->wiring && k < weights->wiring->axons; k++) {
        sum += weights->wiring->volts[k] * weights->wiring->volts[k];
    }
    if (weights->wiring) {
        return sum;
    }
    if (weights->kind != WEIGHTS_MATRIX) {
        return n * (n - 1.0) * weights->unit * weights->unit;
    }
    for (size_t k = 0; k < weights->n * weights->n; k++) {
        sum += weights->matrix->value[k] * weights->matrix->value[k];
    }
    return sum;
}

/* The paper counts a load phase in every task, in max-cut too. */
static double paper_load_time(const struct network *network)
{
    return network->t_load > 0.0 ? network->t_load : load_phase_time(network);
}

/* The mean power of a soma with `fan_out` axons, W. Eq. (19). */
static double paper_soma_power(const struct network *network, size_t fan_out)
{
    const struct dwmtj soma = dwmtj_nominal(&network->soma), axon = dwmtj_nominal(&network->axon);
    double r_m = axon.rm / (double)fan_out, v_dw = network_supply(network, fan_out);
    double g_soma = (1.0 / (soma.rp + r_m) + 1.0 / (soma.rap + r_m)) / 2.0;
    return fan_out > 0 ? v_dw * v_dw * g_soma : 0.0;
}

double measures_paper_energy(const struct network *network, double t)
{
    const struct dwmtj axon = dwmtj_nominal(&network->axon);
    double t_run = fmax(t - paper_load_time(network), 0.0);
    double g_axon = (1.0 / axon.rp + 1.0 / axon.rap) / 2.0;
    double w_squared = sum_of_squares(&network->weights), p_soma = 0.0;
    if (!network->weights.wiring) {
        p_soma = (double)network->n * paper_soma_power(network, network->n - 1);
    }
    for (size_t i = 0; network->weights.wiring && i < network->n; i++) {
        p_soma += paper_soma_power(network, network_fan_out(network, i));
    }
    return t_run * w_squared * g_axon + t * p_soma; /* Eq. (19) */
}

void measures_judge(const struct network *network, struct measures *m)
{
    m->load_time = network->t_load;
    m->energy = m->energy_load + m->energy_soma + m->energy_synapse;
    m->average_power = m->time_to_solution > 0.0 ? m->energy / m->time_to_solution : 0.0;
    m->energy_paper =
        network->technology == &technology_wall ? measures_paper_energy(network, m->time_to_solution) : NAN;
    m->quality = quality_judge(network, m->state);
}

bool measures_ended_loading(const struct measures *m)
{
    return !m->converged && m->load_time > 0.0 && m->time_to_solution <= m->load_time;
}

void measures_clear(struct measures *measures)
{
    free(measures->state);
    distribution_free(measures->distribution);
    measures->state = NULL;
    measures->distribution = NULL;
}
