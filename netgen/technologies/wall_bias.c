/* How a network of domain walls is biased: supplies, dendrites, load phase. */
#include "netgen/load_fits.h"
#include "netgen/network_check.h"
#include "netgen/problem.h"
#include "netgen/supply.h"
#include "netgen/technologies/technology.h"
#include "netgen/technologies/wall.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const double LOAD_STEP = 1e-11; /* s; a computed load time is rounded up to whole steps */
static const double EDGES_STOP = 5e-5; /* s; a run ends when its walls rest. docs/model.md, section 3 */

/* Makes what is still open the article's. */
static void decide_as_published(struct bias *bias)
{
    const struct bias published = problem_standard_bias();
    bias->no_edge = isnan(bias->no_edge) ? published.no_edge : bias->no_edge;
    bias->vdw = bias->vdw == VDW_AUTO ? published.vdw : bias->vdw;
    bias->dendrite = bias->dendrite == DENDRITE_AUTO ? published.dendrite : bias->dendrite;
    bias->t_stop = isnan(bias->t_stop) ? published.t_stop : bias->t_stop;
}

/* Where `good` is false: STATUS_INPUT with the reason. */
static enum status checked(bool good, const char *why, struct diagnostic *diagnostic)
{
    return good ? STATUS_OK : fail(diagnostic, STATUS_INPUT, "error: %s", why);
}

static enum status set_load_time(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    char why[300];
    double needed;
    enum status status = checked(network_check_load(net, &needed, why, sizeof why), why, diagnostic);
    if (status == STATUS_OK && isnan(bias->t_load) &&
        net->t_stop >= NETWORK_SHORTEST_RUN) { /* else it is wrong itself */
        status = load_fits(net, needed, net->t_stop, diagnostic);
    }
    if (status == STATUS_OK) {
        net->t_load = isnan(bias->t_load) ? ceil(needed / LOAD_STEP) * LOAD_STEP : bias->t_load;
    }
    return status;
}

/* The bias with all that `given` leaves to `weights`. Where axons go along edges, a soma has few of them, so that their
 * tracks count, and a constant field would be as strong as the edges. */
static struct bias decide(const struct bias *given, const struct weights *weights)
{
    struct bias bias = *given;
    if (weights->edges_only) {
        bias.vdw = bias.vdw == VDW_AUTO ? VDW_LOADED : bias.vdw;
        bias.dendrite = bias.dendrite == DENDRITE_AUTO ? DENDRITE_BALANCED : bias.dendrite;
        bias.t_stop = isnan(bias.t_stop) ? EDGES_STOP : bias.t_stop;
    }
    decide_as_published(&bias);
    return bias;
}

/* Eqs. (14) and (15) are linear in the fan-out: where fan-outs differ, a part of the supply is for each axon. */
static void set_supply(struct network *net, const struct bias *bias)
{
    const size_t all = net->n - 1;
    const bool sparse = net->weights.wiring;
    double (*const supply)(const struct network *, size_t) = bias->vdw == VDW_EQ4 ? supply_eq4 : supply_loaded;
    if (bias->vdw == VDW_VOLTS) {
        net->v_dw = bias->v_dw + (sparse ? 0.0 : bias->v_dw_per_axon * (double)all);
        net->v_dw_per_axon = sparse ? bias->v_dw_per_axon : 0.0;
    } else {
        net->v_dw = supply(net, sparse ? 0 : all);
        net->v_dw_per_axon = sparse ? supply_eq4(net, 1) : 0.0;
    }
    net->v_dw *= bias->v_dw_scale;
    net->v_dw_per_axon *= bias->v_dw_scale;
}

/* A start of the network, drawn at random where the bias draws one, and where axons go along edges: with all walls in
 * one place such a network is near a tie. */
static enum status draw_start(struct network *net, const struct bias *bias, struct diagnostic *diagnostic)
{
    if (!net->weights.edges_only && !bias->draws_start) {
        return STATUS_OK;
    }
    enum status status = problem_draw_start(net, bias, diagnostic);
    return status == STATUS_OK ? set_load_time(net, bias, diagnostic) : status;
}

enum status wall_set_start(struct network *network, const char *start, const struct bias *bias,
                           struct diagnostic *diagnostic)
{
    char why[400];
    enum status status = problem_check_bits("the start", start, network->n, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    free(network->start);
    network->start = strdup(start);
    status = network->start ? set_load_time(network, bias, diagnostic) : fail_memory(diagnostic);
    return status == STATUS_OK ? checked(network_check_times(network, why, sizeof why), why, diagnostic) : status;
}

enum status wall_bias(struct network *net, const char *start, const struct bias *given, struct diagnostic *diagnostic)
{
    const struct bias decided = decide(given, &net->weights), *const bias = &decided;
    char why[400];
    net->n = net->weights.n;
    net->soma = bias->soma;
    net->axon = bias->axon;
    net->variation = bias->variation;
    net->dendrite = bias->dendrite;
    net->v_c = bias->v_c;
    net->t_stop = bias->t_stop;
    enum status status = checked(network_check_devices(net, why, sizeof why), why, diagnostic);
    if (status == STATUS_OK) { /* for networks of given weights, too, which do without */
        status = checked(network_check_unit(bias->unit, bias->no_edge, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = weights_wire(&net->weights, diagnostic);
    }
    if (status == STATUS_OK && !isnan(bias->t_load)) { /* for networks without a load phase, too */
        status = checked(network_check_load_time(bias->t_load, net->t_stop, why, sizeof why), why, diagnostic);
    }
    if (status == STATUS_OK) {
        status = problem_check_fit(bias, net->weights.kind, diagnostic);
    }
    if (status == STATUS_OK) {
        const bool loads = start || bias->starts_later || bias->draws_start || net->weights.edges_only;
        status = checked(loads || isnan(bias->t_load),
                         "a load phase is asked for, but this network has no start to load; expected a start, too",
                         diagnostic);
    }
    if (status == STATUS_OK) {
        bool couplings = net->weights.kind == WEIGHTS_GRAPH && net->weights.edge > 0.0;
        status = checked(!couplings || (!given->as_published && isnan(given->no_edge)),
                         "--as-published and --no-edge are about other problems than couplings J_ij; leave them out",
                         diagnostic);
    }
    if (status != STATUS_OK) {
        return status;
    }
    set_supply(net, bias);
    status = checked(network_check_values(net, why, sizeof why), why, diagnostic);
    if (status == STATUS_OK && start) {
        return wall_set_start(net, start, bias, diagnostic);
    }
    if (status == STATUS_OK) {
        status = draw_start(net, bias, diagnostic);
    }
    return status == STATUS_OK ? checked(network_check_times(net, why, sizeof why), why, diagnostic) : status;
}
