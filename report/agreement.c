#include "agreement.h"

#include <math.h>

/* The largest distance in m between a wall in `a` and in `b` at the time points of `a`. */
static double largest_distance(const struct trace *a, const struct trace *b)
{
    double largest = 0.0;
    for (size_t i = 0; i < a->n; i++) {
        size_t k_soma = 0, k_axon = 0;
        for (size_t p = 0; p < a->points; p++) {
            double soma = trace_wall(b, b->soma, i, a->time[p], &k_soma);
            double axon = trace_wall(b, b->axon, i, a->time[p], &k_axon);
            largest = fmax(largest, fabs(a->soma[p * a->n + i] - soma));
            largest = fmax(largest, fabs(a->axon[p * a->n + i] - axon));
        }
    }
    return largest;
}

static void fill_rows(const struct measures *a, const struct measures *b, struct agreement_row rows[AGREEMENT_ROWS])
{
    const struct agreement_row all[AGREEMENT_ROWS] = {
        {"time to solution", "time_to_solution_s", "s", a->time_to_solution, b->time_to_solution, 0.0},
        {"energy", "energy_j", "J", a->energy, b->energy, 0.0},
        {"  load", "energy_load_j", "J", a->energy_load, b->energy_load, 0.0},
        {"  soma", "energy_soma_j", "J", a->energy_soma, b->energy_soma, 0.0},
        {"  synapse", "energy_synapse_j", "J", a->energy_synapse, b->energy_synapse, 0.0},
    };
    for (size_t k = 0; k < AGREEMENT_ROWS; k++) {
        double whole = k == 0 ? b->time_to_solution : b->energy;
        rows[k] = all[k];
        rows[k].difference = all[k].first == all[k].second ? 0.0 : (all[k].first - all[k].second) / whole;
    }
}

struct agreement agreement_take(const struct agreement_run *first, const struct agreement_run *second, double tolerance,
                                double walls)
{
    const struct measures *a = first->measures, *b = second->measures;
    struct agreement made = {.moving = {a->moving, b->moving},
                             .converged = a->converged && b->converged,
                             .tolerance = tolerance,
                             .walls = walls};
    fill_rows(a, b, made.row);
    for (size_t i = 0; i < first->trace->n; i++) {
        made.differing += a->state[i] != b->state[i];
    }
    made.distance = largest_distance(first->trace, second->trace);
    made.agrees = made.converged && made.differing == 0 && made.distance <= walls;
    for (size_t k = 0; k < AGREEMENT_ROWS; k++) {
        made.agrees = made.agrees && fabs(made.row[k].difference) <= tolerance;
    }
    return made;
}
