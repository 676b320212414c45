#include "solver/spin_record.h"

#include "report/visits.h"

#include <math.h>

void spin_record_begin(struct spin_record *record, size_t n, double *changed)
{
    *record = (struct spin_record){.n = n, .changed = changed, .best = INFINITY};
    for (size_t i = 0; i < n; i++) {
        changed[i] = -1.0;
    }
}

void spin_record_change(struct spin_record *record, double t, double energy)
{
    record->last = t;
    record->at_last = energy;
    record->peak_last = record->peak;
}

void spin_record_state(struct spin_record *record, double state, double scale)
{
    if (state < record->best - visits_same_energy(scale)) {
        record->best = state;
        record->at_best = record->energy;
    }
}

void spin_record_judge(const struct spin_record *r, const struct network *network, double stop,
                       const struct spin_best *best, struct solver_result *result)
{
    const bool search = visits_search(network);
    for (size_t i = 0; !search && i < r->n; i++) {
        result->moving += r->changed[i] > stop * (1.0 - VISITS_REST_SHARE);
    }
    result->converged = result->moving == 0;
    const bool rests = !search && result->converged;
    result->run_time = stop;
    result->share = search ? best->share : (stop - r->last) / stop;
    result->first_seen = search ? best->at : r->last;
    result->first_seen_energy = search ? r->at_best : r->at_last;
    result->time_to_solution = rests ? r->last : stop;
    result->energy_synapse = rests ? r->at_last : r->energy;
    result->peak_power = rests ? r->peak_last : r->peak;
}
