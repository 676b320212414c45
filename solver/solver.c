#include "solver/solver.h"

#include "base/team.h"
#include "netgen/technologies/technology.h"
#include "solver/integrator.h"
#include "solver/matched.h"
#include "solver/mismatched.h"
#include "solver/neuron_groups.h"
#include "solver/oscillators.h"
#include "solver/pbits.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct solver {
    const struct network *network;
    struct system *system;
    struct pbits *pbits;             /* in place of the systems, where the neurons are p-bits, */
    struct oscillators *oscillators; /* or oscillators */
    struct system *each; /* with each neuron computed, where the other one groups them; made by the first run that needs
                            it */
};

struct solver_options solver_standard_options(const struct network *network)
{
    return (struct solver_options){.tolerance = 1e-3, .t_stop = network->t_stop, .longest = INFINITY};
}

enum status solver_run(struct solver *solver, const char *start, const struct solver_options *options, char *state,
                       struct solver_result *result, struct diagnostic *diagnostic)
{
    *result = (struct solver_result){0};
    if (!(options->tolerance > 0.0 && options->t_stop > 0.0 && options->longest > 0.0)) {
        return fail(diagnostic, STATUS_INPUT, "error: tolerance, stop time and longest step must be above 0");
    }
    if (solver->pbits) {
        return pbits_run(solver->pbits, start, options, state, result, diagnostic);
    }
    if (solver->oscillators) {
        return oscillators_run(solver->oscillators, start, options, state, result, diagnostic);
    }
    const size_t enough = 16384; /* neurons, of which a step takes ten times as long as to wake a thread */
    struct system *system = solver->system;
    if (!variation_of_devices(&solver->network->variation) && !matched_group(system, start)) {
        if (!solver->each) {
            enum status made = matched_new(solver->network, false, &solver->each, diagnostic);
            if (made != STATUS_OK) {
                return made;
            }
        }
        system = solver->each;
    }
    system->team = system->network->n >= enough ? team_new(options->threads) : NULL;
    enum status status = integrator_run(system, start, options, state, result, diagnostic);
    team_free(system->team);
    return status;
}

/* Refuses options of the device that this solver does not compute. */
static enum status check_options(const struct dwmtj *device, const char *kind, struct diagnostic *diagnostic)
{
    for (size_t i = 0; i < DWMTJ_PARAMETERS; i++) {
        if (!dwmtj_is_off(device, i) && !parameter_is(&dwmtj_parameters[i], IS_SOLVED)) {
            return fail(diagnostic, STATUS_INPUT,
                        "error: %s: the simplified solver does not compute %s; 'spinfield run' does", kind,
                        dwmtj_parameters[i].name);
        }
    }
    return STATUS_OK;
}

double solver_memory(const struct network *network)
{
    if (network->technology == &technology_pbit) {
        return pbits_memory(network);
    }
    if (network->technology == &technology_oscillator) {
        return oscillators_memory(network);
    }
    return variation_of_devices(&network->variation) ? mismatched_memory(network)
                                                     : matched_memory(network, neuron_groups_are_few(network));
}

enum status solver_check(const struct network *network, struct diagnostic *diagnostic)
{
    enum status status = STATUS_OK;
    if (network->technology == &technology_wall) {
        status = check_options(&network->soma, "soma", diagnostic);
        status = status == STATUS_OK ? check_options(&network->axon, "axon", diagnostic) : status;
    }
    return status;
}

static enum status prepare_walls(struct solver *s, struct diagnostic *diagnostic)
{
    const struct network *network = s->network;
    enum status status = solver_check(network, diagnostic);
    if (status != STATUS_OK) {
        return status;
    }
    return variation_of_devices(&network->variation)
               ? mismatched_new(network, &s->system, diagnostic)
               : matched_new(network, neuron_groups_are_few(network), &s->system, diagnostic);
}

enum status solver_new(const struct network *network, struct solver **solver, struct diagnostic *diagnostic)
{
    struct solver *s = calloc(1, sizeof *s);
    *solver = NULL;
    if (!s) {
        return fail_memory(diagnostic);
    }
    s->network = network;
    enum status status = network->technology == &technology_pbit ? pbits_new(network, &s->pbits, diagnostic)
                         : network->technology == &technology_oscillator
                             ? oscillators_new(network, &s->oscillators, diagnostic)
                             : prepare_walls(s, diagnostic);
    if (status != STATUS_OK) {
        free(s);
        return status;
    }
    *solver = s;
    return STATUS_OK;
}

void solver_free(struct solver *s)
{
    if (s) {
        pbits_free(s->pbits);
        oscillators_free(s->oscillators);
        if (s->system) {
            s->system->kind->free(s->system);
        }
        if (s->each) {
            s->each->kind->free(s->each);
        }
        free(s);
    }
}
